#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets a class of paho clients talk with a mosquitto and captures what they say.

Usage: mosquitto_class.py FOLDER [--seed N] [--seconds N] [--clients N] [--same]

Writes FOLDER/class.pcap, and FOLDER/class.tsv: what the clients did and got, one line each, in tab separated columns:
    connected     client, stay
    published     client, stay, packet id, QoS, retain, topic, name of the message
    acknowledged  client, stay, packet id
    received      client, stay, packet id, QoS, retain, duplicate, topic, name of the message
    left          client, stay, how (disconnect, cut, takeover)
A stay is a connection, counted for each client from 1. A message is named in its payload, `#name#`; with --same all
payloads are equal and clients of 5.0 put the name into a user property, which others do not have. Exit code 77: mosquitto or
paho are missing, and the last line of standard error says which.
"""

import argparse
import pathlib
import random
import shutil
import socket
import subprocess
import sys
import threading
import time

try:
    from paho.mqtt import client as paho
    from paho.mqtt.packettypes import PacketTypes
    from paho.mqtt.properties import Properties
    from paho.mqtt.subscribeoptions import SubscribeOptions
except ImportError:
    print("python3-paho-mqtt is not installed", file=sys.stderr)
    sys.exit(77)

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from relay import Relay  # noqa: E402

VERSIONS = {3: paho.MQTTv31, 4: paho.MQTTv311, 5: paho.MQTTv5}
ROOMS = [f"school/room{i}/{what}" for i in (1, 2, 3) for what in ("temperature", "door")]
FILTERS = ROOMS + ["school/#", "school/+/door", "school/room1/#", "school/room2/+", "+/room3/#", "will/#", "$SYS/broker/uptime"]
SHARED = ["$share/team/school/room1/#", "$share/team/school/+/door", "$share/other/school/#"]


class Log:
    def __init__(self, path):
        self._file = open(path, "w", encoding="utf-8")
        self._lock = threading.Lock()

    def write(self, *columns):
        with self._lock:
            self._file.write("\t".join(str(column) for column in columns) + "\n")

    def close(self):
        with self._lock:
            self._file.close()
            self._file = open("/dev/null", "w")


class Student:
    """One Client Identifier and its stays."""

    def __init__(self, school, number):
        self.school = school
        self.random = random.Random(school.random.random())
        self.version = 5 if school.same else self.random.choice((3, 4, 4, 5, 5, 5))
        self.persistent = self.random.random() < 0.5
        self.name = f"s{number}v{self.version}"
        self.stay = 0
        self.count = 0
        self.client = None
        self.thread = None
        self.filters = []
        self.alias = {}
        self.alias_maximum = 0
        self.ended = threading.Event()
        self.connected = threading.Event()

    # ---------------------------------------------------------------------------------------------- connections

    def is_on(self):
        return self.thread is not None and self.thread.is_alive() and self.connected.is_set()

    def make_client(self):
        clean = {} if self.version == 5 else {"clean_session": not self.persistent}
        client = paho.Client(self.name, protocol=VERSIONS[self.version], **clean)
        client.on_connect = self.on_connect
        client.on_message = self.on_message
        client.on_publish = lambda c, u, mid: self.school.log.write("acknowledged", self.name, self.stay, mid)
        return client

    def set_will(self):
        self.client.will_clear()
        if self.random.random() < 0.5:
            return
        properties = None
        name = f"will-{self.name}-{self.stay}"
        if self.version == 5:
            properties = Properties(PacketTypes.WILLMESSAGE)
            properties.UserProperty = ("name", name)
            if self.random.random() < 0.5:
                properties.WillDelayInterval = self.random.choice((1, 2, 30))
        self.client.will_set(
            f"will/{self.name}", self.payload(name, 20), self.random.randrange(3), self.random.random() < 0.3,
            **({"properties": properties} if properties else {}),
        )

    def start(self):
        """A new stay; another one that is still there is taken over."""
        takeover = self.is_on()
        if takeover:
            self.school.log.write("left", self.name, self.stay, "takeover")
        old, self.thread = self.thread, None
        self.stay += 1
        if self.client is None or not self.persistent or takeover:
            self.client = self.make_client()
        if not self.persistent:
            self.filters = []
        self.alias = {}
        self.alias_maximum = 0
        self.connected = threading.Event()
        self.ended = threading.Event()
        self.set_will()
        keep_alive = self.random.choice((2, 5, 60))
        more = {}
        if self.version == 5:
            properties = Properties(PacketTypes.CONNECT)
            properties.SessionExpiryInterval = 3600 if self.persistent else 0
            if self.random.random() < 0.4:
                properties.ReceiveMaximum = self.random.choice((1, 2, 5, 20))
            if self.random.random() < 0.5:
                properties.TopicAliasMaximum = 5
            if self.random.random() < 0.2:
                properties.MaximumPacketSize = 5000
            more = {"clean_start": not self.persistent, "properties": properties}
        try:
            self.client.connect("127.0.0.1", self.school.relay.port, keep_alive, **more)
        except OSError:
            return
        self.thread = threading.Thread(target=self.run, args=(self.client, self.ended), daemon=True)
        self.thread.start()
        self.connected.wait(3)
        if old is not None:
            old.join(3)

    @staticmethod
    def run(client, ended):
        while not ended.is_set():
            if client.loop(0.02) != paho.MQTT_ERR_SUCCESS:
                break

    def disconnect(self):
        if not self.is_on():
            return
        self.school.log.write("left", self.name, self.stay, "disconnect")
        if self.version == 5 and self.random.random() < 0.3:
            self.client.disconnect(reasoncode=paho.ReasonCodes(PacketTypes.DISCONNECT, identifier=4))
        else:
            self.client.disconnect()
        self.thread.join(3)
        self.thread = None

    def cut(self):
        """Ends without a word."""
        if not self.is_on():
            return
        self.school.log.write("left", self.name, self.stay, "cut")
        self.ended.set()
        self.thread.join(3)
        self.thread = None
        try:
            self.client._sock_close()
        except (OSError, AttributeError):
            pass

    # -------------------------------------------------------------------------------------------------- messages

    def on_connect(self, client, userdata, flags, code, properties=None):
        if client is not self.client:
            return
        if properties is not None:
            self.alias_maximum = getattr(properties, "TopicAliasMaximum", 0)
        self.school.log.write("connected", self.name, self.stay)
        self.connected.set()

    def on_message(self, client, userdata, message):
        name = ""
        if message.payload.startswith(b"#"):
            name = message.payload[1:].split(b"#")[0].decode()
        properties = getattr(message, "properties", None)
        if properties is not None:
            name = dict(getattr(properties, "UserProperty", [])).get("name", name)
        self.school.log.write(
            "received", self.name, self.stay, message.mid, message.qos, int(message.retain), int(message.dup), message.topic, name
        )

    def payload(self, name, size):
        if self.school.same:
            return b"same"
        return f"#{name}#".encode() + b"x" * size

    def publish(self):
        if not self.is_on():
            return
        burst = 1 if self.random.random() < 0.6 else self.random.randrange(2, 12)
        for _ in range(burst):
            self.publish_one()

    def publish_one(self):
        self.count += 1
        name = f"{self.name}-{self.count}"
        topic = self.random.choice(ROOMS)
        qos = self.random.randrange(3)
        retain = self.random.random() < 0.12
        clear = retain and self.random.random() < 0.3
        size = self.random.choice((0, 5, 20, 200)) if self.random.random() < 0.97 else self.random.choice((3000, 6000, 70000))
        properties = None
        if self.version == 5:
            properties = Properties(PacketTypes.PUBLISH)
            properties.UserProperty = ("name", name)
            if self.random.random() < 0.2:
                properties.UserProperty = ("unit", "°C")
            if self.random.random() < 0.15:
                properties.MessageExpiryInterval = self.random.choice((1, 3, 100))
            if self.random.random() < 0.2:
                properties.ContentType = "text/plain"
                properties.PayloadFormatIndicator = 1
            if self.random.random() < 0.1:
                properties.ResponseTopic = "school/answer"
                properties.CorrelationData = name.encode()
        payload = b"" if clear else self.payload(name, size)
        wire = topic
        if properties is not None and self.alias_maximum and self.random.random() < 0.3:
            # paho keeps what was not acknowledged and would send an alias again on the next connection.
            known = self.alias.get(topic)
            if known is None and len(self.alias) < self.alias_maximum:
                known = self.alias[topic] = len(self.alias) + 1
                properties.TopicAlias = known
                qos = 0
            elif known is not None:
                properties.TopicAlias = known
                wire = ""
                qos = 0
        try:
            more = {"properties": properties} if properties is not None else {}
            with self.school.order:
                done = self.client.publish(wire, payload, qos, retain, **more)
                self.school.log.write(
                    "published", self.name, self.stay, done.mid, qos, int(retain), topic, "" if clear and self.version != 5 else name
                )
        except ValueError:
            pass

    def subscribe(self):
        if not self.is_on():
            return
        several = []
        for _ in range(1 if self.random.random() < 0.7 else 2):
            one = self.random.choice(FILTERS if self.random.random() < 0.85 else SHARED)
            if one not in several:
                several.append(one)
        self.filters += several
        if self.version != 5:
            self.client.subscribe([(one, self.random.randrange(3)) for one in several])
            return
        properties = None
        if self.random.random() < 0.4:
            properties = Properties(PacketTypes.SUBSCRIBE)
            properties.SubscriptionIdentifier = self.random.randrange(1, 100)
        options = []
        for one in several:
            shared = one.startswith("$share")
            options.append((one, SubscribeOptions(
                self.random.randrange(3), not shared and self.random.random() < 0.2, self.random.random() < 0.3,
                self.random.randrange(3),
            )))
        self.client.subscribe(options, properties=properties)

    def unsubscribe(self):
        if self.is_on() and self.filters:
            one = self.random.choice(self.filters)
            self.filters = [other for other in self.filters if other != one]
            self.client.unsubscribe(one)


class School:
    def __init__(self, folder, options):
        self.random = random.Random(options.seed)
        self.same = options.same
        self.folder = folder
        self.log = Log(folder / "class.tsv")
        self.order = threading.Lock()
        self.broker, port = start_broker(folder)
        self.relay = Relay(str(folder / "class.pcap"), port, self.random)
        self.students = [Student(self, i) for i in range(options.clients)]
        self.seconds = options.seconds

    def act(self):
        student = self.random.choice(self.students)
        if not student.is_on():
            if self.random.random() < 0.4:
                student.start()
            return
        kinds = [(70, student.publish), (12, student.subscribe), (5, student.unsubscribe), (3, student.disconnect),
                 (3, student.cut), (1, student.start)]
        _, action = self.random.choices(kinds, [weight for weight, _ in kinds])[0]
        action()

    def run(self):
        for student in self.students:
            student.start()
            student.subscribe()
        end = time.monotonic() + self.seconds
        while time.monotonic() < end:
            self.act()
            time.sleep(self.random.choice((0.001, 0.005, 0.03)))
        time.sleep(0.5)
        self.relay.stop()
        self.log.close()
        for student in self.students:
            student.ended.set()
        self.broker.terminate()
        self.broker.wait(10)


def start_broker(folder):
    program = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        print("mosquitto is not installed", file=sys.stderr)
        sys.exit(77)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    settings = folder / "mosquitto.conf"
    settings.write_text(
        f"listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\nmax_queued_messages 0\nlog_type none\nsys_interval 2\n"
    )
    broker = subprocess.Popen([program, "-c", str(settings)], stdin=subprocess.DEVNULL)
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return broker, port
        except OSError:
            time.sleep(0.05)
    sys.exit("mosquitto does not listen")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--clients", type=int, default=14)
    parser.add_argument("--same", action="store_true")
    School(parser.parse_args().folder, parser.parse_args()).run()


if __name__ == "__main__":
    main()
