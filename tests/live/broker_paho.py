#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paho clients hold a broker to its word.

Usage: broker_paho.py PORT VERSION

VERSION is 3 (MQTT 3.1), 4 (3.1.1) or 5 (5.0). Prints what it finds wrong and ends with 1, or "all is well" and ends with 0.
Exit code 77: paho is missing.
"""

import sys
import threading

try:
    from paho.mqtt import client as paho
    from paho.mqtt.packettypes import PacketTypes
    from paho.mqtt.properties import Properties
    from paho.mqtt.subscribeoptions import SubscribeOptions
except ImportError:
    print("python3-paho-mqtt is not installed", file=sys.stderr)
    sys.exit(77)

PATIENCE = 30
PORT = int(sys.argv[1])
VERSION = int(sys.argv[2])
FIVE = VERSION == 5


class Client:
    """A paho client that waits for what it expects."""

    def __init__(self, name, keep=False, will=None, user=None):
        self.news = threading.Condition()
        self.messages, self.published, self.subscribed, self.ends = [], [], [], []
        self.connack = None
        self.keep = keep
        arguments = {} if FIVE else {"clean_session": not keep}
        self.paho = paho.Client(name, protocol=VERSION, **arguments)
        self.paho.on_connect = self._on_connect
        self.paho.on_disconnect = lambda *a: self._note(self.ends, a[2])
        self.paho.on_message = lambda c, u, message: self._note(self.messages, message)
        self.paho.on_publish = lambda c, u, mid: self._note(self.published, mid)
        self.paho.on_subscribe = lambda *a: self._note(self.subscribed, [getattr(q, "value", q) for q in a[3]])
        if will:
            self.paho.will_set(*will)

    def _note(self, where, what):
        with self.news:
            where.append(what)
            self.news.notify_all()

    def _on_connect(self, client, userdata, flags, code, properties=None):
        with self.news:
            self.connack = (flags["session present"], getattr(code, "value", code), properties)
            self.news.notify_all()

    def wait(self, what, condition):
        with self.news:
            if not self.news.wait_for(condition, PATIENCE):
                fail(f"{what} did not come")

    def connect(self, keep_alive=60):
        arguments = {}
        if FIVE:
            arguments["clean_start"] = not self.keep
            arguments["properties"] = Properties(PacketTypes.CONNECT)
            arguments["properties"].SessionExpiryInterval = 60 if self.keep else 0
            arguments["properties"].TopicAliasMaximum = 0
        self.connack = None
        self.paho.connect("127.0.0.1", PORT, keep_alive, **arguments)
        self.paho.loop_start()
        self.wait("CONNACK", lambda: self.connack is not None)
        expect("return code", self.connack[1], 0)
        return self

    def subscribe(self, topic, qos, **options):
        count = len(self.subscribed)
        if FIVE and options:
            self.paho.subscribe(topic, options=SubscribeOptions(qos=qos, **options))
        else:
            self.paho.subscribe(topic, qos)
        self.wait("SUBACK", lambda: len(self.subscribed) > count)
        expect("granted QoS", self.subscribed[-1], [qos])

    def publish(self, topic, payload, qos=0, retain=False, properties=None):
        count = len(self.published)
        arguments = {"properties": properties} if properties else {}
        self.paho.publish(topic, payload, qos, retain, **arguments)
        self.wait("acknowledgement", lambda: len(self.published) > count)

    def take(self, count=1):
        self.wait("message", lambda: len(self.messages) >= count)
        taken, self.messages = self.messages[:count], self.messages[count:]
        return taken

    def leave(self):
        self.paho.disconnect()
        self.wait("end", lambda: self.ends)
        self.ends.clear()
        self.paho.loop_stop()

    def cut(self):
        self.paho._sock_close()
        self.paho.loop_stop()


def fail(text):
    print(f"MQTT level {VERSION}: {text}")
    sys.stdout.flush()
    import os
    os._exit(1)


def expect(what, found, wanted):
    if found != wanted:
        fail(f"{what} is {found!r} in place of {wanted!r}")


def delivers():
    subscriber = Client("s1").connect()
    publisher = Client("p1").connect()
    subscriber.subscribe("d/+", 2)
    for qos in (0, 1, 2):
        publisher.publish(f"d/{qos}", f"m{qos}", qos)
        message = subscriber.take()[0]
        expect("delivery", (message.topic, message.payload, message.qos, message.retain), (f"d/{qos}", f"m{qos}".encode(), qos, 0))
    for i in range(200):
        publisher.paho.publish("d/many", str(i), 2)
    expect("order", [m.payload for m in subscriber.take(200)], [str(i).encode() for i in range(200)])
    subscriber.leave()
    publisher.leave()


def retains():
    publisher = Client("p2").connect()
    publisher.publish("r", "kept", 1, True)
    subscriber = Client("s2").connect()
    subscriber.subscribe("r", 1)
    message = subscriber.take()[0]
    expect("retained", (message.payload, message.retain), (b"kept", 1))
    publisher.publish("r", "live", 1, True)
    expect("RETAIN of a live message", subscriber.take()[0].retain, 0)
    publisher.publish("r", b"", 1, True)
    subscriber.leave()
    again = Client("s2").connect()
    again.subscribe("r", 1)
    publisher.publish("r", "end", 1)
    expect("first message", again.take()[0].payload, b"end")
    again.leave()
    publisher.leave()


def publishes_wills():
    watcher = Client("w").connect()
    watcher.subscribe("will/#", 1)
    Client("mortal", will=("will/mortal", "gone", 1, False)).connect().cut()
    expect("will", watcher.take()[0].payload, b"gone")
    Client("polite", will=("will/polite", "gone", 1, False)).connect().leave()
    watcher.paho.publish("will/end", "end", 1)
    expect("message after a goodbye", watcher.take()[0].topic, "will/end")
    watcher.leave()


def keeps_sessions():
    sleeper = Client("sleeper", keep=True).connect()
    expect("Session Present", sleeper.connack[0], 0)
    sleeper.subscribe("night", 2)
    sleeper.leave()
    publisher = Client("p3").connect()
    for qos in (1, 2):
        publisher.publish("night", f"while away {qos}", qos)
    sleeper.connect()
    expect("Session Present", sleeper.connack[0], 0 if VERSION == 3 else 1)
    expect("kept", [m.payload for m in sleeper.take(2)], [b"while away 1", b"while away 2"])
    sleeper.leave()
    publisher.leave()


def takes_over():
    first = Client("twin").connect()
    first.paho.reconnect_delay_set(PATIENCE, PATIENCE)
    second = Client("twin").connect()
    first.wait("end of the first", lambda: first.ends)
    first.paho.loop_stop()
    second.leave()


def does_what_is_new_in_5():
    subscriber = Client("s5").connect()
    publisher = Client("p5").connect()
    subscriber.subscribe("five", 1)
    properties = Properties(PacketTypes.PUBLISH)
    properties.UserProperty = [("a", "1"), ("a", "2")]
    properties.ResponseTopic = "answer"
    properties.CorrelationData = b"\x00\x01"
    properties.ContentType = "text/plain"
    properties.PayloadFormatIndicator = 1
    properties.MessageExpiryInterval = 100
    properties.TopicAlias = 1
    publisher.publish("five", "x", 1, False, properties)
    found = subscriber.take()[0].properties
    expect("user properties", found.UserProperty, [("a", "1"), ("a", "2")])
    expect("response", (found.ResponseTopic, found.CorrelationData), ("answer", b"\x00\x01"))
    expect("content", (found.ContentType, found.PayloadFormatIndicator), ("text/plain", 1))
    expect("alias towards a client that wants none", hasattr(found, "TopicAlias"), False)
    alias = Properties(PacketTypes.PUBLISH)
    alias.TopicAlias = 1
    publisher.publish("", "by alias", 1, False, alias)
    message = subscriber.take()[0]
    expect("alias", (message.topic, message.payload), ("five", b"by alias"))
    own = Client("own").connect()
    own.subscribe("own", 1, noLocal=True)
    own.publish("own", "mine", 1)
    publisher.publish("own", "theirs", 1)
    expect("No Local", own.take()[0].payload, b"theirs")
    shared = [Client(f"member{i}").connect() for i in range(2)]
    for member in shared:
        member.subscribe("$share/g/work", 1)
    for i in range(10):
        publisher.publish("work", str(i), 1)
    for member in shared:
        expect("share", len(member.take(5)), 5)
    for client in [subscriber, publisher, own, *shared]:
        client.leave()


delivers()
retains()
publishes_wills()
keeps_sessions()
takes_over()
if FIVE:
    does_what_is_new_in_5()
print("all is well")
