#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A paho client that joins a class.

Usage: lab_paho.py PORT VERSION CLIENT_IDENTIFIER USER PASSWORD

VERSION is 4 (MQTT 3.1.1) or 5 (5.0). It subscribes to classe/# with QoS 2, publishes what is written to it, a line each
(TOPIC QOS RETAIN PAYLOAD), and tells a line each: connack CODE, suback CODE, got TOPIC QOS RETAIN PAYLOAD, done NUMBER,
ended CODE. It ends with its connection. Exit code 77: paho is missing.
"""

import os
import sys

try:
    from paho.mqtt import client as paho
except ImportError:
    print("python3-paho-mqtt is not installed", file=sys.stderr)
    sys.exit(77)


def tell(*words):
    print(*words, flush=True)


def number(code):
    return getattr(code, "value", code)


def connected(client, userdata, flags, code, properties=None):
    tell("connack", number(code))
    if number(code) == 0:
        client.subscribe("classe/#", 2)


def ended(client, userdata, code, properties=None):
    tell("ended", number(code))
    os._exit(0)


def main():
    port, version, name, user, password = sys.argv[1:]
    client = paho.Client(name, protocol=int(version), reconnect_on_failure=False)
    client.username_pw_set(user, password)
    client.on_connect = connected
    client.on_subscribe = lambda c, u, mid, codes, *more: tell("suback", number(codes[0]))
    client.on_message = lambda c, u, m: tell("got", m.topic, m.qos, int(m.retain), m.payload.decode())
    client.on_publish = lambda c, u, mid: tell("done", mid)
    client.on_disconnect = ended
    client.connect("127.0.0.1", int(port))
    client.loop_start()
    for line in sys.stdin:
        topic, qos, retain, payload = line.rstrip("\n").split(" ", 3)
        client.publish(topic, payload, int(qos), retain == "1")
    client.disconnect()
    client.loop_stop()


if __name__ == "__main__":
    main()
