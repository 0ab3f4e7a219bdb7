# SPDX-License-Identifier: GPL-3.0-or-later
"""send_slowly.py PORT COUNT PAUSE_MS: sends COUNT datagrams to the loopback interface, one after each pause."""

import socket
import sys
import time

port, count, pause = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]) / 1000
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
    receiver.bind(("127.0.0.1", port))  # nobody answers that nobody listens
    for number in range(count):
        sender.sendto(b"datagram %08d" % number + b"." * (number % 60), ("127.0.0.1", port))
        time.sleep(pause)
