# SPDX-License-Identifier: GPL-3.0-or-later
"""send_datagrams.py ADDRESS PORT COUNT LARGEST [PROCESS]: sends COUNT datagrams of different sizes up to LARGEST bytes, each
with its number, then one that says `the last datagram`, and at once SIGTERM to PROCESS."""

import os
import signal
import socket
import sys


def main():
    address, port, count, largest = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        try:
            receiver.bind((address, port))  # where the address is ours, nobody answers that nobody listens
        except OSError:
            pass
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            for number in range(count):
                head = b"datagram %08d " % number
                body = head + bytes((number + i) % 256 for i in range(min(256, largest)))
                size = len(head) + number * 7919 % max(1, largest - len(head))
                sender.sendto((body * (size // len(body) + 1))[:size], (address, port))
            sender.sendto(b"the last datagram", (address, port))
            if len(sys.argv) > 5:
                os.kill(int(sys.argv[5]), signal.SIGTERM)


main()
