#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for mqttscope-capture: says and writes what the words of FAKE_CAPTURE ask for, in their order.

header: what a stream begins with      frames:N: frames that are numbered on   every:MS: pause after each of them
half: the first part of a frame        garbage: bytes that are no record       side:TEXT: a line (\\t = tab)
wait: until SIGINT or SIGTERM          die: by SIGKILL                         exit:N
stay: whatever anybody asks             deaf: says nothing more, and stays
"""
import os
import signal
import struct
import sys
import time

arguments = sys.argv[1:]
interfaces = [arguments[i + 1] for i, word in enumerate(arguments) if word == "-i"] or ["fake0"]
pcapng = "pcapng" in arguments
asked = False
number = 0
pause = 0.0


def ask(*_):
    global asked
    asked = True


def write(data):
    os.write(1, data)


def side(text):
    os.write(2, text.encode() + b"\n")


def block(kind, body):
    body += b"\0" * (-len(body) % 4)
    return struct.pack("<II", kind, len(body) + 12) + body + struct.pack("<I", len(body) + 12)


def option(code, value):
    return struct.pack("<HH", code, len(value)) + value + b"\0" * (-len(value) % 4)


def header():
    if not pcapng:
        return struct.pack("<IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, 262144, 1)
    data = block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1))
    for name in interfaces:
        end = struct.pack("<HH", 0, 0)
        data += block(1, struct.pack("<HHI", 1, 0, 262144) + option(2, name.encode()) + option(9, b"\x09") + end)
    return data


def frame():
    global number
    number += 1
    data = b"\xff" * 12 + b"\x88\xb5" + struct.pack(">I", number) + b"." * 42  # an Ethertype for experiments
    now = 1_700_000_000_000_000_000 + number * 1_000_001
    if not pcapng:
        return struct.pack("<IIII", now // 10**9, now % 10**9, len(data), len(data)) + data
    return block(6, struct.pack("<IIIII", 0, now >> 32, now & 0xFFFFFFFF, len(data), len(data)) + data)


def end():
    for name in interfaces:
        side(f"statistics\tinterface={name}\tcaptured={number}\treceived={number + 7}\tdropped=7\tinterface_dropped=0")
    side("ended\treason=signal")
    sys.exit(0)


signal.signal(signal.SIGINT, ask)
signal.signal(signal.SIGTERM, ask)
for word in os.environ.get("FAKE_CAPTURE", "").split():
    name, _, value = word.partition(":")
    if name == "header":
        side(f"opened\tinterface={interfaces[0]}\tlink=1\tsnaplen=262144\tbuffer=2097152\ttimestamps=ns\tpromiscuous=0")
        write(header())
    elif name == "every":
        pause = int(value) / 1000
    elif name == "frames":
        for _ in range(int(value)):
            if asked:
                end()
            write(frame())
            time.sleep(pause)
    elif name == "half":
        write(frame()[:20])
    elif name == "garbage":
        write(b"\xa5" * 4096)
    elif name == "side":
        side(value.replace("\\t", "\t").replace("_", " "))
    elif name == "die":
        time.sleep(0.2)
        os.kill(os.getpid(), signal.SIGKILL)
    elif name == "exit":
        sys.exit(int(value))
    elif name == "deaf":
        os.close(1)
        os.close(2)
        while True:
            time.sleep(1)
    elif name == "stay":
        while True:
            time.sleep(1)
    elif name == "wait":
        while not asked:
            time.sleep(0.01)
        end()
