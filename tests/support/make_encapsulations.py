#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/captures/derived/{tunnels,wlan,...}.pcap: one recorded MQTT conversation, put into every link
layer and tunnel that is decoded. Each encapsulation has a client port of its own, hence a TCP stream of its own.

    make_encapsulations.py tests/data/captures
"""
import struct
import sys
from pathlib import Path

CLIENT4, SERVER4 = bytes([192, 0, 2, 1]), bytes([192, 0, 2, 2])
CLIENT6 = bytes.fromhex("20010db8000000000000000000000001")
SERVER6 = bytes.fromhex("20010db8000000000000000000000002")
OUTER4 = (bytes([198, 51, 100, 1]), bytes([198, 51, 100, 2]))
OUTER6 = (bytes.fromhex("20010db8ffff00000000000000000001"), bytes.fromhex("20010db8ffff00000000000000000002"))
# Of a vendor that Wireshark knows: it tells a pseudowire with a control word from one without by that.
MAC = (bytes.fromhex("001b21000001"), bytes.fromhex("001b21000002"))
BSSID = bytes.fromhex("0200000000ff")
TCP, UDP = 6, 17


def pick(pair, up):
    """A pair of addresses in the order source, destination; `up`: from the client to the server."""
    return pair if up else (pair[1], pair[0])


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(">%dH" % (len(data) // 2), data))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


# ------------------------------------------------------------------------------------------ the conversation

def read_pcap(path):
    data = Path(path).read_bytes()
    at = 24
    while at < len(data):
        seconds, micros, captured, _ = struct.unpack("<IIII", data[at:at + 16])
        yield seconds, micros, data[at + 16:at + 16 + captured]
        at += 16 + captured


def conversation(path, stream=1):
    """(time, up, TCP segment) of the n-th connection of a capture of IPv4 over Ethernet."""
    ports, found = [], []
    for seconds, micros, frame in read_pcap(path):
        ip = frame[14:]
        length = struct.unpack(">H", ip[2:4])[0]
        segment = ip[20:length]
        source, destination = struct.unpack(">HH", segment[:4])
        client = source if destination == 1883 else destination
        if client not in ports:
            ports.append(client)
        if ports.index(client) == stream:
            found.append(((seconds, micros), destination == 1883, segment))
    return found


def segment_of(segment, up, port, source, destination):
    """The segment with another client port and the right checksum."""
    ports = struct.pack(">HH", *((port, 1883) if up else (1883, port)))
    segment = ports + segment[4:16] + b"\0\0" + segment[18:]
    pseudo = source + destination
    pseudo += struct.pack(">BBH", 0, TCP, len(segment)) if len(source) == 4 else struct.pack(">II", len(segment), TCP)
    return segment[:16] + struct.pack(">H", checksum(pseudo + segment)) + segment[18:]


def ip4(protocol, payload, source, destination, ident=0x1234, flags=0x4000):
    header = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(payload), ident, flags, 64, protocol, 0) + source + destination
    return header[:10] + struct.pack(">H", checksum(header)) + header[12:] + payload


def ip6(protocol, payload, source, destination):
    return struct.pack(">IHBB", 0x60000000, len(payload), protocol, 64) + source + destination + payload


def udp(payload, source, destination, sport, dport, with_sum=True):
    header = struct.pack(">HHHH", sport, dport, 8 + len(payload), 0)
    pseudo = source + destination
    pseudo += struct.pack(">BBH", 0, UDP, 8 + len(payload)) if len(source) == 4 else struct.pack(">II", 8 + len(payload), UDP)
    return header[:6] + struct.pack(">H", checksum(pseudo + header + payload) if with_sum else 0) + payload


def ethernet(kind, payload, up):
    source, destination = pick(MAC, up)
    return destination + source + struct.pack(">H", kind) + payload


class Packet:
    """One packet of the conversation, as IPv4 and as IPv6."""

    def __init__(self, up, segment, port):
        self.up = up
        self.port = port
        source, destination = pick((CLIENT4, SERVER4), up)
        self.tcp4 = segment_of(segment, up, port, source, destination)
        self.v4 = ip4(TCP, self.tcp4, source, destination)
        self.ends4 = (source, destination)
        source, destination = pick((CLIENT6, SERVER6), up)
        self.tcp6 = segment_of(segment, up, port, source, destination)
        self.v6 = ip6(TCP, self.tcp6, source, destination)
        self.ends6 = (source, destination)

    def outer4(self, protocol, payload):
        return ip4(protocol, payload, *pick(OUTER4, self.up), flags=0)

    def outer6(self, protocol, payload):
        return ip6(protocol, payload, *pick(OUTER6, self.up))

    def udp4(self, payload, port, with_sum=True):
        ends = pick(OUTER4, self.up)
        return self.outer4(UDP, udp(payload, *ends, 49152 + self.port % 100, port, with_sum))

    def udp6(self, payload, port):
        ends = pick(OUTER6, self.up)
        return self.outer6(UDP, udp(payload, *ends, 49152 + self.port % 100, port))

    def eth(self, kind, payload):
        return ethernet(kind, payload, self.up)

    def inner(self):
        return self.eth(0x0800, self.v4)


# ------------------------------------------------------------------------------------------ Ethernet and tunnels

SNAP = bytes.fromhex("aaaa03000000")


def snap(kind, payload, oui=b"\0\0\0"):
    return b"\xaa\xaa\x03" + oui + struct.pack(">H", kind) + payload


def mpls(labels, payload):
    stack = b""
    for i, label in enumerate(labels):
        stack += struct.pack(">I", label << 12 | 3 << 9 | (i == len(labels) - 1) << 8 | 64)
    return stack + payload


def pppoe(payload, session=0x1234, code=0):
    return struct.pack(">BBHH", 0x11, code, session, len(payload)) + payload


def tag(kind, value):
    return struct.pack(">HH", kind, len(value)) + value


def gre(kind, payload, flags=0, key=None, sequence=None, routing=b""):
    has_sum = flags & 0xC000
    header = struct.pack(">HH", flags | (0x2000 if key is not None else 0) | (0x1000 if sequence is not None else 0), kind)
    rest = b""
    if key is not None:
        rest += struct.pack(">I", key)
    if sequence is not None:
        rest += struct.pack(">I", sequence)
    rest += routing
    if not has_sum:
        return header + rest + payload
    total = checksum(header + b"\0\0\0\0" + rest + payload)
    return header + struct.pack(">HH", total if flags & 0x8000 else 0, 0) + rest + payload


def gre1(payload, call, sequence=None, acknowledgment=None):
    flags = 0x2001 | (0x1000 if sequence is not None else 0) | (0x0080 if acknowledgment is not None else 0)
    header = struct.pack(">HHHH", flags, 0x880B, len(payload), call)
    if sequence is not None:
        header += struct.pack(">I", sequence)
    if acknowledgment is not None:
        header += struct.pack(">I", acknowledgment)
    return header + payload


def vxlan(payload, vni=0x123456):
    return struct.pack(">II", 0x08000000, vni << 8) + payload


def geneve(kind, payload, options=b"", vni=0x00ABCD):
    return struct.pack(">BBHI", len(options) // 4, 0x40 if options else 0, kind, vni << 8) + options + payload


def ah(following, payload, icv=b"\xA5" * 12):
    return struct.pack(">BBHII", following, len(icv) // 4 + 1, 0, 0x1001, 7) + icv + payload


def gtp(payload, sequence=None, extension=b""):
    optional = b""
    flags = 0x30
    if sequence is not None or extension:
        flags |= (2 if sequence is not None else 0) | (4 if extension else 0)
        optional = struct.pack(">HBB", sequence or 0, 0, 0x85 if extension else 0) + extension
    return struct.pack(">BBHI", flags, 0xFF, len(optional) + len(payload), 0x11223344) + optional + payload


def icmp(kind, code, rest, body):
    data = struct.pack(">BBH", kind, code, 0) + rest + body
    return data[:2] + struct.pack(">H", checksum(data)) + data[4:]


def icmp6(kind, code, rest, body, source, destination):
    data = struct.pack(">BBH", kind, code, 0) + rest + body
    pseudo = source + destination + struct.pack(">II", len(data), 58)
    return data[:2] + struct.pack(">H", checksum(pseudo + data)) + data[4:]


TUNNELS = [
    lambda p: p.eth(len(snap(0x0800, p.v4)), snap(0x0800, p.v4)),
    lambda p: p.eth(0x88A8, bytes.fromhex("000a810060148100e0150800") + p.v4),
    lambda p: p.eth(0x9100, bytes.fromhex("000a810000140800") + p.v4),
    lambda p: p.eth(0x8100, struct.pack(">HH", 7, len(snap(0x86DD, p.v6))) + snap(0x86DD, p.v6)),
    lambda p: p.eth(0x8847, mpls([16], p.v4)),
    lambda p: p.eth(0x8847, mpls([1000, 2000, 3000], p.v6)),
    lambda p: p.eth(0x8847, mpls([17], b"\0\0\0\x07" + p.inner())),
    lambda p: p.eth(0x8848, mpls([18], p.inner())),
    lambda p: p.eth(0x8864, pppoe(b"\0\x21" + p.v4)),
    lambda p: p.eth(0x8864, pppoe(b"\0\x57" + p.v6)),
    lambda p: p.eth(0x8864, pppoe(b"\x21" + p.v4)),
    lambda p: p.eth(0x0800, p.outer4(47, gre(0x0800, p.v4))),
    lambda p: p.eth(0x0800, p.outer4(47, gre(0x86DD, p.v6, flags=0x8000, key=0xCAFE, sequence=9))),
    lambda p: p.eth(0x0800, p.outer4(47, gre(0x6558, p.inner(), key=5))),
    lambda p: p.eth(0x0800, p.outer4(47, gre1(b"\xff\x03\0\x21" + p.v4, 77, sequence=3, acknowledgment=2))),
    lambda p: p.eth(0x0800, p.outer4(47, gre1(b"\x21" + p.v4, 78, sequence=4))),
    lambda p: p.eth(0x86DD, p.outer6(47, gre(0x8847, mpls([19], p.v4)))),
    lambda p: p.eth(0x0800, p.outer4(47, gre(0x0800, p.v4, flags=0x4000,
                                             routing=bytes.fromhex("08000004c0000209") + b"\0\0\0\0"))),
    lambda p: p.eth(0x0800, p.outer4(47, gre(0x88BE, bytes.fromhex("100a606400000003") + p.inner(), sequence=1))),
    lambda p: p.eth(0x0800, p.outer4(4, p.v4)),
    lambda p: p.eth(0x0800, p.outer4(41, p.v6)),
    lambda p: p.eth(0x86DD, p.outer6(4, p.v4)),
    lambda p: p.eth(0x86DD, p.outer6(41, p.v6)),
    lambda p: p.eth(0x86DD, p.outer6(60, bytes.fromhex("2900040104000000") + p.v6)),
    lambda p: p.eth(0x0800, p.udp4(vxlan(p.inner()), 4789, with_sum=False)),
    lambda p: p.eth(0x86DD, p.udp6(vxlan(p.eth(0x8100, b"\0\x0a\x86\xdd" + p.v6)), 4789)),
    lambda p: p.eth(0x0800, p.outer4(51, ah(4, p.v4))),
    lambda p: p.eth(0x0800, ip4(51, ah(TCP, p.tcp4), *p.ends4)),
    lambda p: p.eth(0x86DD, ip6(51, ah(TCP, p.tcp6, b"\x5A" * 16), *p.ends6)),
    lambda p: p.eth(0x0800, p.udp4(geneve(0x6558, p.inner(), bytes.fromhex("0102800112345678")), 6081)),
    lambda p: p.eth(0x0800, p.udp4(geneve(0x0800, p.v4), 6081)),
    lambda p: p.eth(0x0800, p.udp4(gtp(p.v4), 2152)),
    lambda p: p.eth(0x0800, p.udp4(gtp(p.v6, sequence=5, extension=bytes.fromhex("01100900")), 2152)),
    lambda p: p.eth(0x0800, p.udp4(p.v6, 3544)),
    lambda p: p.eth(0x0800, p.udp4(bytes.fromhex("0001000000000000000000") [:13] + b"\0\0" + p.v6, 3544)),
    lambda p: p.eth(0x0800, p.udp4(mpls([20], p.v4), 6635)),
    lambda p: p.eth(0x0800, p.udp4(vxlan(p.eth(0x0800, p.outer4(47, gre(0x0800, p.outer4(4, p.v4))))), 4789)),
    lambda p: p.eth(0x894F, struct.pack(">HBBI4I", 0x0FC6, 1, 1, 0x00000AFF, 1, 2, 3, 4) + p.v4),
    lambda p: p.eth(0x0800, p.udp4(struct.pack(">BBBBI", 0x0C, 0, 0, 1, 0x12345600) + p.v4, 4790)),
    lambda p: p.eth(0x8909, bytes.fromhex("0101000100640800") + p.v4),
]


def singles(packet):
    """Frames that stand alone: what a network says about itself, and ICMP quoting the conversation."""
    broadcast = b"\xff" * 6
    up = packet(True)
    down = packet(False)
    arp = bytes.fromhex("00010800060400")
    yield broadcast + MAC[0] + b"\x08\x06" + arp + b"\x01" + MAC[0] + CLIENT4 + b"\0" * 6 + SERVER4
    yield MAC[0] + MAC[1] + b"\x08\x06" + arp + b"\x02" + MAC[1] + SERVER4 + MAC[0] + CLIENT4
    yield broadcast + MAC[0] + b"\x88\x63" + pppoe(tag(0x0101, b"") + tag(0x0103, b"\1\2\3\4"), 0, 9)
    yield MAC[0] + MAC[1] + b"\x88\x63" + pppoe(tag(0x0101, b"isp") + tag(0x0102, b"bras") + tag(0x0103, b"\1\2\3\4")
                                               + tag(0x0104, b"cookie"), 0, 7)
    yield MAC[1] + MAC[0] + b"\x88\x63" + pppoe(tag(0x0101, b"isp") + tag(0x0104, b"cookie"), 0, 0x19)
    yield MAC[0] + MAC[1] + b"\x88\x63" + pppoe(tag(0x0101, b"isp"), 0x1234, 0x65)
    yield MAC[0] + MAC[1] + b"\x88\x63" + pppoe(tag(0x0203, b"bye"), 0x1234, 0xA7)
    yield up.eth(0x8864, pppoe(bytes.fromhex("c0210101000e010405d40506deadbeef")))
    router = bytes([192, 0, 2, 254])
    yield up.eth(0x0800, ip4(1, icmp(8, 0, struct.pack(">HH", 7, 1), bytes(range(32))), CLIENT4, SERVER4))
    yield down.eth(0x0800, ip4(1, icmp(0, 0, struct.pack(">HH", 7, 1), bytes(range(32))), SERVER4, CLIENT4))
    yield down.eth(0x0800, ip4(1, icmp(3, 3, b"\0\0\0\0", up.v4[:28]), router, CLIENT4))
    yield down.eth(0x0800, ip4(1, icmp(3, 4, struct.pack(">HH", 0, 1400), up.v4), router, CLIENT4))
    yield down.eth(0x0800, ip4(1, icmp(11, 0, b"\0\0\0\0", ip4(UDP, udp(b"trace", CLIENT4, SERVER4, 33434, 33435),
                                                               CLIENT4, SERVER4)), router, CLIENT4))
    yield down.eth(0x0800, ip4(1, icmp(5, 1, router, up.v4[:28]), router, CLIENT4))
    router6 = bytes.fromhex("20010db80000000000000000000000fe")
    yield down.eth(0x86DD, ip6(58, icmp6(2, 0, struct.pack(">I", 1280), up.v6, router6, CLIENT6), router6, CLIENT6))
    yield down.eth(0x86DD, ip6(58, icmp6(1, 4, b"\0\0\0\0", up.v6[:60], router6, CLIENT6), router6, CLIENT6))
    yield up.eth(0x86DD, ip6(58, icmp6(128, 0, struct.pack(">HH", 7, 2), bytes(range(16)), CLIENT6, SERVER6),
                             CLIENT6, SERVER6))
    yield up.eth(0x0800, ip4(UDP, udp(b"hello", CLIENT4, SERVER4, 40000, 40001), CLIENT4, SERVER4))
    yield up.eth(0x86DD, ip6(UDP, udp(b"hello6", CLIENT6, SERVER6, 40000, 40001), CLIENT6, SERVER6))


def fragments(packet, cut, ident, wrap):
    """A packet of IPv4 in two fragments, each wrapped by itself."""
    header, payload = packet[:20], packet[20:]
    for start, end, more in ((0, cut, 0x2000), (cut, len(payload), 0)):
        yield wrap(ip4(header[9], payload[start:end], header[12:16], header[16:20], ident, more | start // 8))


# ------------------------------------------------------------------------------------------ other link layers

def wlan(p, flags=0, qos=True, body=None, four=False, protected=False, htc=False, amsdu=False):
    source, destination = pick(MAC, p.up)
    ds = 3 if four else (1 if p.up else 2)
    control = struct.pack("<H", (0x88 if qos else 0x08) | (ds | (0x40 if protected else 0) | (0x80 if htc else 0)) << 8)
    if four:
        addresses = BSSID + BSSID[:5] + b"\xfe" + destination
        last = source
    elif p.up:
        addresses, last = BSSID + source + (BSSID if amsdu else destination), b""
    else:
        addresses, last = destination + BSSID + (BSSID if amsdu else source), b""
    header = control + b"\x2c\0" + addresses + struct.pack("<H", 5 << 4) + last
    if qos:
        header += b"\x80\0" if amsdu else b"\0\0"
    if htc:
        header += b"\1\2\3\4"
    if body is None:
        body = snap(0x0800, p.v4)
    return header + body


def amsdu_body(p):
    source, destination = pick(MAC, p.up)
    body = b""
    for content in (snap(0x0800, p.v4), snap(0x9999, b"other")):
        sub = destination + source + struct.pack(">H", len(content)) + content
        body += sub + b"\0" * (-len(sub) % 4)
    return body


def fcs(frame):
    import zlib
    return frame + struct.pack("<I", zlib.crc32(frame))


def beacon():
    return (struct.pack("<HH", 0x0080, 0) + b"\xff" * 6 + BSSID + BSSID + struct.pack("<H", 16)
            + struct.pack("<QHH", 123456, 100, 0x0411) + b"\0\4mqtt" + b"\1\4\x82\x84\x8b\x96")


def radiotap(frame, present=b"\0\0\0\0", fields=b""):
    return struct.pack("<BBH", 0, 0, 4 + len(present) + len(fields)) + present + fields + frame


WLAN = [
    lambda p: wlan(p),
    lambda p: wlan(p, qos=False),
    lambda p: wlan(p, four=True),
    lambda p: wlan(p, htc=True),
    lambda p: wlan(p, body=snap(0x86DD, p.v6)),
    lambda p: wlan(p, amsdu=True, body=amsdu_body(p)),
]
WLAN_SINGLES = [
    lambda p: wlan(p, protected=True, body=bytes.fromhex("0102002003000000") + bytes(range(60))),
    lambda p: beacon(),
    lambda p: struct.pack("<HH", 0x00D4, 0) + MAC[0],
    lambda p: struct.pack("<HH", 0x00B4, 100) + MAC[0] + MAC[1],
    lambda p: struct.pack("<HH", 0x00C4, 100) + MAC[0],
    lambda p: struct.pack("<HH", 0x0148, 0) + BSSID + MAC[0] + BSSID + b"\x10\0",
    lambda p: struct.pack("<HH", 0x01C8, 0) + BSSID + MAC[0] + BSSID + b"\x10\0" + b"\0\0",
    lambda p: struct.pack("<HH", 0x00A4, 0xC001) + BSSID + MAC[0],
]
# flags, rate, channel, signal, antenna; then two words; then TSFT, flags with a check sequence, MCS, A-MPDU, VHT
RADIOTAP = [
    lambda p: radiotap(wlan(p)),
    lambda p: radiotap(wlan(p, qos=False), struct.pack("<I", 0x0000082E), struct.pack("<BBHHbB", 0, 12, 2437, 0xA0, -40, 1)),
    lambda p: radiotap(fcs(wlan(p)), struct.pack("<I", 0x00000003), b"\0" * 0 + struct.pack("<QB", 99, 0x10)),
    lambda p: radiotap(wlan(p, body=b"\0\0" + snap(0x0800, p.v4)), struct.pack("<I", 0x00000002), b"\x20"),
    lambda p: radiotap(wlan(p), struct.pack("<III", 0xA0000020, 0xA0000820, 0x00000820),
                       struct.pack("<bbBbB", -50, -51, 0, -52, 1)),
    lambda p: radiotap(wlan(p), struct.pack("<I", 0x00080008), struct.pack("<HHBBB", 5180, 0x140, 7, 4, 5)),
    lambda p: radiotap(wlan(p), struct.pack("<I", 0x00300000),
                       struct.pack("<IHBB", 17, 4, 0, 0) + struct.pack("<HBB4sBBH", 0x7F, 4, 4, b"\x92\0\0\0", 0, 0, 0)),
]


def prism(frame):
    def item(did, value):
        return struct.pack("<IHHI", did, 0, 4, value)
    items = b"".join(item(0x00010044 + 0x1000 * i, 10 + i) for i in range(10))
    return struct.pack("<II", 0x44, 24 + len(items)) + b"wlan0".ljust(16, b"\0") + items + frame


def avs(frame):
    return struct.pack(">IIQQIIIIIIIIII", 0x80211001, 64, 1, 2, 4, 6, 110, 0, 0, 1, 0xFFFFFFD8, 0xFFFFFF9C, 0, 0) + frame


PPP = [
    lambda p: b"\xff\x03\0\x21" + p.v4,
    lambda p: b"\0\x57" + p.v6,
    lambda p: b"\x21" + p.v4,
    lambda p: b"\xff\x03\x57" + p.v6,
]
PPP_SINGLES = [
    lambda p: bytes.fromhex("ff03c0210101000e010405d40506deadbeef"),
    lambda p: bytes.fromhex("ff0380210101000a0306c0000201"),
]


# ------------------------------------------------------------------------------------------ files

class Capture:
    def __init__(self, link):
        self.bytes = bytearray(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, link))
        self.micros = 0

    def add(self, frame):
        self.micros += 250
        self.bytes += struct.pack("<IIII", 1795170000 + self.micros // 1000000, self.micros % 1000000, len(frame), len(frame))
        self.bytes += frame


def write(folder, name, link, ways, talk, alone=()):
    capture = Capture(link)
    for index, way in enumerate(ways):
        for _, up, segment in talk:
            capture.add(way(Packet(up, segment, 40000 + index)))
    for way in alone:
        capture.add(way(Packet(True, talk[3][2], 40000)))
    (folder / name).write_bytes(capture.bytes)
    return capture


def main(captures):
    captures = Path(captures)
    talk = conversation(captures / "own/v5_basic.pcap")
    folder = captures / "derived"
    connect = talk[3][2]

    def packet(up):
        return Packet(up, connect, 40000)

    write(folder, "tunnels.pcap", 1, TUNNELS, talk)
    network = Capture(1)
    for _, up, segment in talk[:4]:
        network.add(Packet(up, segment, 40000).inner())
    for _, up, segment in talk[:4]:
        p = Packet(up, segment, 40000)
        network.add(p.eth(0x86DD, p.v6))
    for frame in singles(packet):
        network.add(frame)
    (folder / "network.pcap").write_bytes(network.bytes)

    parts = Capture(1)
    for index, (_, up, segment) in enumerate(talk):
        p = Packet(up, segment, 40000)
        # the tunnel in fragments
        outer = p.udp4(vxlan(p.inner()), 4789)
        for frame in fragments(outer, 56, 0x2000 + index, lambda q: p.eth(0x0800, q)):
            parts.add(frame)
    for index, (_, up, segment) in enumerate(talk):
        # fragments in the tunnel, out of order
        p = Packet(up, segment, 40001)
        both = list(fragments(p.v4, 24, 0x3000 + index, lambda q: p.eth(0x0800, p.outer4(47, gre(0x0800, q, key=1)))))
        parts.add(both[1])
        parts.add(both[0])
    (folder / "tunnel_fragments.pcap").write_bytes(parts.bytes)

    write(folder, "wlan.pcap", 105, WLAN, talk, WLAN_SINGLES)
    write(folder, "radiotap_words.pcap", 127, RADIOTAP, talk)
    write(folder, "prism.pcap", 119, [lambda p: prism(wlan(p))], talk)
    write(folder, "avs.pcap", 163, [lambda p: avs(wlan(p))], talk)
    write(folder, "ppp_compressed.pcap", 9, PPP, talk, PPP_SINGLES)
    write(folder, "ppp_hdlc.pcap", 50, [lambda p: b"\xff\x03\0\x21" + p.v4, lambda p: b"\xff\x03\0\x57" + p.v6,
                                        lambda p: b"\x0f\0\x08\0" + p.v4], talk)
    write(folder, "pppoe.pcap", 51, [lambda p: pppoe(b"\0\x21" + p.v4), lambda p: pppoe(b"\0\x57" + p.v6)], talk)
    write(folder, "raw12.pcap", 12, [lambda p: p.v4, lambda p: p.v6], talk)


if __name__ == "__main__":
    main(sys.argv[1])
