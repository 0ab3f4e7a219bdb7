# SPDX-License-Identifier: GPL-3.0-or-later
"""A TCP relay that writes what goes through it to a capture file, as if it had been captured between the two ends.

It needs no right: the frames are made here. What a side has sent is written before it is passed on, so that cause
comes before effect in the file, and what a side acknowledges is what was passed on to it.
"""

import selectors
import socket
import struct
import threading
import time

SERVER_ADDRESS = b"\x0a\x00\x00\x01"
SERVER_PORT = 1883
MAX_SEGMENT = 1448
LINKTYPE_RAW_IP = 101
FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16


class CaptureFile:
    """Frames of raw IPv4 with TCP, nanosecond times that never run back."""

    def __init__(self, path):
        self._file = open(path, "wb")
        self._file.write(struct.pack("<IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, 262144, LINKTYPE_RAW_IP))
        self._last = 0

    def write(self, frame):
        now = max(time.time_ns(), self._last + 1000)
        self._last = now
        self._file.write(struct.pack("<IIII", now // 10**9, now % 10**9, len(frame), len(frame)))
        self._file.write(frame)

    def close(self):
        self._file.close()


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


class Pair:
    """A connection of a client and what it means at the server. Side 0 is the client."""

    def __init__(self, relay, client, server, number, sequence):
        self.relay = relay
        self.sockets = [client, server]
        self.address = [struct.pack(">I", 0x0A000100 + number % 200 + 1), SERVER_ADDRESS]
        self.port = [20000 + number % 40000, SERVER_PORT]
        self.next = list(sequence)
        self.open = [True, True]  # for sending
        self.frame(0, SYN)
        self.frame(1, SYN | ACK)
        self.frame(0, ACK)

    def frame(self, side, flags, payload=b""):
        """One segment of a side, which acknowledges all that the other one had sent so far."""
        acknowledged = self.next[1 - side] if flags & ACK else 0
        tcp = struct.pack(
            ">HHIIBBHHH", self.port[side], self.port[1 - side], self.next[side], acknowledged, 5 << 4, flags, 64240, 0, 0
        )
        source, target = self.address[side], self.address[1 - side]
        pseudo = source + target + struct.pack(">BBH", 0, 6, len(tcp) + len(payload))
        tcp = tcp[:16] + struct.pack(">H", checksum(pseudo + tcp + payload)) + tcp[18:]
        ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 40 + len(payload), 0, 0x4000, 64, 6, 0, source, target)
        ip = ip[:10] + struct.pack(">H", checksum(ip)) + ip[12:]
        self.relay.capture.write(ip + tcp + payload)
        self.next[side] = (self.next[side] + len(payload) + (1 if flags & (SYN | FIN) else 0)) & 0xFFFFFFFF

    def data(self, side, payload):
        for start in range(0, len(payload), MAX_SEGMENT):
            self.frame(side, PSH | ACK, payload[start : start + MAX_SEGMENT])
        self.frame(1 - side, ACK)

    def receive(self, side):
        """Something of a side is ready to be read. Returns False when the pair is over."""
        try:
            payload = self.sockets[side].recv(65536)
        except BlockingIOError:
            return True
        except OSError:
            return self.reset(side)
        if payload:
            # What the other side sent before it could know of this stands before this.
            if self.open[1 - side]:
                self.drain(1 - side)
            self.data(side, payload)
            return self.send(1 - side, payload)
        return self.finish(side)

    def drain(self, side):
        try:
            payload = self.sockets[side].recv(65536, socket.MSG_DONTWAIT)
        except OSError:
            return
        if payload:
            self.data(side, payload)
            self.send(1 - side, payload)

    def send(self, side, payload):
        try:
            self.sockets[side].settimeout(5)
            self.sockets[side].sendall(payload)
        except OSError:
            return True  # its end will be read
        finally:
            self.sockets[side].settimeout(0)
        return True

    def finish(self, side):
        self.relay.forget(self.sockets[side])
        if not self.open[side]:
            return True
        self.open[side] = False
        self.frame(side, FIN | ACK)
        self.frame(1 - side, ACK)
        try:
            self.sockets[1 - side].shutdown(socket.SHUT_WR)
        except OSError:
            pass
        if any(self.open):
            return True
        self.close()
        return False

    def reset(self, side):
        if self.open[side]:
            self.frame(side, RST | ACK)
        self.open = [False, False]
        self.sockets[1 - side].setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()
        return False

    def close(self):
        for one in self.sockets:
            self.relay.forget(one)
            one.close()


class Relay:
    """Listens on a free port of the loopback interface and passes on to `target`."""

    def __init__(self, path, target, random):
        self.capture = CaptureFile(path)
        self._target = target
        self._random = random
        self._selector = selectors.DefaultSelector()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._listener.setblocking(False)
        self.port = self._listener.getsockname()[1]
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._count = 0
        self._pairs = {}
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def forget(self, one):
        try:
            self._selector.unregister(one)
        except (KeyError, ValueError):
            pass

    def _accept(self):
        client, _ = self._listener.accept()
        server = socket.create_connection(("127.0.0.1", self._target))
        for one in (client, server):
            one.setblocking(False)
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sequence = [self._random.getrandbits(32), self._random.getrandbits(32)]
        pair = Pair(self, client, server, self._count, sequence)
        self._count += 1
        self._selector.register(client, selectors.EVENT_READ, (pair, 0))
        self._selector.register(server, selectors.EVENT_READ, (pair, 1))

    def _run(self):
        while not self._stopped.is_set():
            for key, _ in self._selector.select(0.05):
                if key.data is None:
                    self._accept()
                    continue
                pair, side = key.data
                if key.fileobj.fileno() != -1:
                    pair.receive(side)

    def stop(self):
        """What goes through after it is not captured."""
        self._stopped.set()
        self._thread.join()
        self._listener.close()
        self.capture.close()
