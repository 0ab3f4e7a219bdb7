// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/reader.h"
#include "dissector/field/select_sink.h"
#include "dissector/field/tree_sink.h"
#include "dissector/net/packet_facts.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <initializer_list>

// What the layer decoders of this room say to each other. Callers outside use packet.h.
//
// All of them read from one reader that spans the frame. A layer narrows it to what its length field says and
// leaves it standing at the end of that; what follows belongs to the layer below (padding, trailer).
namespace mqttscope::net {

/// Stacked VLAN tags that are decoded. Provider networks use two.
inline constexpr std::uint32_t kMaxVlanTags = 8;
/// Stacked IPv6 extension headers that are decoded. RFC 8200 §4.1 names seven.
inline constexpr std::uint32_t kMaxExtensionHeaders = 16;
/// Words of a radiotap header that say which fields it has.
inline constexpr std::uint32_t kMaxRadiotapWords = 16;
/// Stacked MPLS labels that are decoded.
inline constexpr std::uint32_t kMaxLabels = 32;
/// Headers of tunnels, and of what stands between two of them, that are decoded in one frame: GRE, UDP, MPLS,
/// an IP header in an IP packet.
inline constexpr std::uint32_t kMaxTunnels = 16;

/// What the layers of one frame share.
template <field::FieldSink Sink> struct Layers {
    field::Reader<Sink>& reader;
    const PacketContext& context;
    PacketFacts& facts;
    std::uint32_t captured;     ///< how many bytes are at hand
    bool reassembled;           ///< the bytes are a datagram put together from fragments, not a frame
    std::uint32_t tunnels = 0;  ///< headers that count towards kMaxTunnels
    std::uint64_t path = 0;     ///< a digest of the tunnels and VLANs that the bytes came through
    bool aside = false;         ///< not the packet that the frame stands for: it must not become facts
    bool quoted = false;        ///< the beginning of another packet, quoted by ICMP; `aside` too
    bool quotedByIcmp4 = false; ///< quoted by ICMP for IPv4
};

/// What TCP needs of the layer below it. Views the bytes of the addresses, so that they are copied once.
struct IpEnds {
    field::ByteView source;
    field::ByteView destination;
    bool routed = false; ///< by a source route: the destination is not yet that of the pseudo header
};

/// Where an Ethernet frame stands.
enum class EthernetPlace : std::uint8_t {
    Link,   ///< it is the frame: a check sequence may follow
    Tunnel, ///< a tunnel carries it: without check sequence
};
template <field::FieldSink Sink>
void decodeEthernet(Layers<Sink>& layers, EthernetPlace place = EthernetPlace::Link);
template <field::FieldSink Sink> void decodeLinuxSll(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeLinuxSll2(Layers<Sink>& layers);
/// `networkOrder`: the address family is big endian (loop); otherwise that of the host that captured (null).
template <field::FieldSink Sink> void decodeLoopback(Layers<Sink>& layers, bool networkOrder);
template <field::FieldSink Sink> void decodeRawIp(Layers<Sink>& layers);
/// An IEEE 802.11 frame. `hasCheckSequence`: it ends with one; `padded`: the body begins at a multiple of
/// four.
template <field::FieldSink Sink>
void decodeIeee80211(Layers<Sink>& layers, bool hasCheckSequence, bool padded);
template <field::FieldSink Sink> void decodeRadiotap(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodePrism(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeAvs(Layers<Sink>& layers);
/// IEEE 802.2, and SNAP if it says so.
template <field::FieldSink Sink> void decodeLlc(Layers<Sink>& layers);
/// A PPP frame with or without address and control field.
template <field::FieldSink Sink> void decodePpp(Layers<Sink>& layers);
/// PPP in HDLC-like framing or Cisco's HDLC, told apart by the first byte.
template <field::FieldSink Sink> void decodePppHdlc(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeCiscoHdlc(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodePppoe(Layers<Sink>& layers, bool session);
template <field::FieldSink Sink> void decodeMpls(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeArp(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeNsh(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeCiscoMetaData(Layers<Sink>& layers);
/// VLAN tags and the network layer behind an EtherType.
template <field::FieldSink Sink> void decodeEtherType(Layers<Sink>& layers, std::uint16_t etherType);
template <field::FieldSink Sink> void decodeIpv4(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeIpv6(Layers<Sink>& layers);
/// IPv6 extension headers from `nextHeader` on, and the transport behind them.
template <field::FieldSink Sink>
void decodeIpv6Payload(Layers<Sink>& layers, std::uint8_t nextHeader, const IpEnds& ends);
/// The transport behind an IP header.
template <field::FieldSink Sink>
void decodeIpPayload(Layers<Sink>& layers, std::uint8_t protocol, const IpEnds& ends);
/// A packet of IPv4 or IPv6, told apart by the version nibble; anything else is data.
template <field::FieldSink Sink> void decodeIp(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeGre(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeAh(Layers<Sink>& layers, const IpEnds& ends);
template <field::FieldSink Sink> void decodeEtherIp(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeIcmp(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeIcmpv6(Layers<Sink>& layers, const IpEnds& ends);
template <field::FieldSink Sink> void decodeUdp(Layers<Sink>& layers, const IpEnds& ends);
template <field::FieldSink Sink> void decodeVxlan(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeVxlanGpe(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeGeneve(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeGtpUser(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeTeredo(Layers<Sink>& layers);
/// The bytes of a fragment. The caller has filled in `facts.fragment` except for how many were captured.
template <field::FieldSink Sink> void readFragmentPayload(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeTcp(Layers<Sink>& layers, const IpEnds& ends);
/// The options of a TCP header, `size` bytes of them.
template <field::FieldSink Sink> void readTcpOptions(Layers<Sink>& layers, std::uint32_t size);

/// A line for each of these fields: parts of the number just read. Without a listener it costs nothing, so a
/// decoder takes the parts it needs by their masks.
template <field::FieldSink Sink>
void bitLines(field::Reader<Sink>& reader, std::uint64_t whole, std::initializer_list<field::FieldId> parts)
{
    if constexpr (Sink::kWantsFields) {
        for (const field::FieldId part : parts)
            reader.bits(part, whole);
    }
}

/// Whether a checksum is right, with the numbers of Wireshark's *.checksum.status.
enum class ChecksumStatus : std::uint8_t { Bad = 0, Good = 1, Unverified = 2, NotPresent = 3 };

/// The verdict on a checksum; "unverified" unless the caller wants to be told.
template <field::FieldSink Sink>
void reportChecksumStatus(Layers<Sink>& layers, field::FieldId id, ChecksumStatus status)
{
    if (!layers.context.tellChecksums)
        status = ChecksumStatus::Unverified;
    layers.reader.sink().generated(id, field::FieldValue::of(static_cast<std::uint64_t>(status)));
}

/// What is left of the container as one leaf, noting what of it was not captured. Returns how many bytes of
/// it are at hand.
template <field::FieldSink Sink> std::uint32_t readRest(Layers<Sink>& layers, field::FieldId id)
{
    field::Reader<Sink>& reader = layers.reader;
    const std::uint32_t length = reader.remaining();
    if (length == 0)
        return 0;
    const auto have = static_cast<std::uint32_t>(reader.rest().size());
    // Behind the captured bytes something was cut before this, and noted.
    if (have < length && reader.position() <= layers.captured) {
        reader.issueAt(field::IssueCode::NotCaptured, field::Severity::Note, id, {reader.offset(), have},
                       length, length - have);
    }
    reader.undecoded(id);
    return have;
}

/// The packet is readable, but nothing that is followed.
template <field::FieldSink Sink> void noteOther(Layers<Sink>& layers)
{
    if (!layers.aside)
        layers.facts.kind = PacketKind::Other;
}

/// What is left of the container as data that is not decoded.
template <field::FieldSink Sink> void readOpaque(Layers<Sink>& layers)
{
    readRest(layers, field::FieldId::Payload);
    noteOther(layers);
}

/// Gives up the container: its bytes are undecoded, the reader goes on behind it.
template <field::FieldSink Sink> void abandon(Layers<Sink>& layers)
{
    layers.reader.undecoded(field::FieldId::Undecoded, true);
}

/// What is left of the container although the packet in it has ended.
template <field::FieldSink Sink> void endContainer(Layers<Sink>& layers)
{
    field::Reader<Sink>& reader = layers.reader;
    if (reader.remaining() == 0)
        return;
    reader.issueAt(field::IssueCode::TrailingBytes, field::Severity::Note, field::FieldId::Undecoded,
                   {reader.offset(), static_cast<std::uint32_t>(reader.rest().size())}, 0,
                   reader.remaining());
    abandon(layers);
}

/// Counts the header that follows; false if it is one too many, and then the container was given up.
template <field::FieldSink Sink> bool enterTunnel(Layers<Sink>& layers)
{
    if (layers.tunnels++ < kMaxTunnels)
        return true;
    field::Reader<Sink>& reader = layers.reader;
    reader.issueAt(field::IssueCode::TooManyHeaders, field::Severity::Unreadable, field::FieldId::Undecoded,
                   {reader.offset(), static_cast<std::uint32_t>(reader.rest().size())}, kMaxTunnels);
    abandon(layers);
    return false;
}

/// Notes what tells this tunnel from others: two tunnels may carry fragments with the same addresses and the
/// same identification.
template <field::FieldSink Sink> void notePath(Layers<Sink>& layers, std::uint64_t step)
{
    // The multiplier of Knuth's and the rotation spread small numbers over all bits.
    layers.path = (std::rotl(layers.path, 23) ^ step) * 0x9e37'79b9'7f4a'7c15U;
}

template <field::FieldSink Sink> void notePath(Layers<Sink>& layers, field::ByteView step)
{
    for (const std::uint8_t byte : step)
        notePath(layers, byte);
}

/// Closes the group of a header; if that could not be read, gives up the container and returns false.
template <field::FieldSink Sink> bool closeHeader(Layers<Sink>& layers, field::FieldId id)
{
    const bool ok = layers.reader.ok();
    if (!ok)
        abandon(layers);
    layers.reader.close(id);
    return ok;
}

/// The verdict on a checksum that Wireshark always verifies.
template <field::FieldSink Sink>
void tellChecksumStatus(Layers<Sink>& layers, field::FieldId id, ChecksumStatus status)
{
    layers.reader.sink().generated(id, field::FieldValue::of(static_cast<std::uint64_t>(status)));
}

/// Writes an address from the four or sixteen bytes of a field.
inline void assign(Address& address, field::ByteView bytes)
{
    address = {};
    if (bytes.size() == 4) {
        address.family = 4;
        std::copy_n(bytes.begin(), 4, address.bytes.begin());
    } else if (bytes.size() == 16) {
        address.family = 6;
        std::copy_n(bytes.begin(), 16, address.bytes.begin());
    }
}

/// Notes a conversation beside that of the segment, and reports its number as `id` (udp.stream, tcp.stream).
template <field::FieldSink Sink>
void noteFlow(Layers<Sink>& layers, const IpEnds& ends, std::uint16_t sourcePort,
              std::uint16_t destinationPort, field::FieldId id)
{
    PacketFacts& facts = layers.facts;
    const std::uint32_t index = facts.flowCount;
    if (index == PacketFacts::kMaxFlows)
        return;
    ++facts.flowCount;
    if (facts.flows != nullptr) {
        FlowFacts& flow = (*facts.flows)[index];
        assign(flow.source.address, ends.source);
        assign(flow.destination.address, ends.destination);
        flow.source.port = sourcePort;
        flow.destination.port = destinationPort;
        flow.tcp = id == field::FieldId::TcpStream;
    }
    if (index < layers.context.flows.size())
        layers.reader.sink().generated(id, field::FieldValue::of(std::uint64_t{layers.context.flows[index]}));
}

/// While it lives, what is decoded is the beginning of another packet, which ICMP quotes: it must not become
/// facts, and that it ends early is no fault.
template <field::FieldSink Sink> class Quoting {
public:
    explicit Quoting(Layers<Sink>& layers, bool byIcmp4)
        : m_layers(&layers), m_aside(layers.aside), m_quoted(layers.quoted), m_byIcmp4(layers.quotedByIcmp4)
    {
        layers.aside = true;
        layers.quoted = true;
        layers.quotedByIcmp4 = byIcmp4;
        layers.reader.expectEnd();
    }
    ~Quoting()
    {
        m_layers->aside = m_aside;
        m_layers->quoted = m_quoted;
        m_layers->quotedByIcmp4 = m_byIcmp4;
        m_layers->reader.expectEnd(m_quoted);
    }
    Quoting(const Quoting&) = delete;
    Quoting& operator=(const Quoting&) = delete;

private:
    Layers<Sink>* m_layers;
    bool m_aside;
    bool m_quoted;
    bool m_byIcmp4;
};

/// Numbers of protocols, https://www.iana.org/assignments/protocol-numbers.
namespace protocol {
inline constexpr std::uint8_t kHopByHop = 0;
inline constexpr std::uint8_t kIcmp = 1;
inline constexpr std::uint8_t kIpv4 = 4;
inline constexpr std::uint8_t kTcp = 6;
inline constexpr std::uint8_t kUdp = 17;
inline constexpr std::uint8_t kIpv6 = 41;
inline constexpr std::uint8_t kRouting = 43;
inline constexpr std::uint8_t kFragment = 44;
inline constexpr std::uint8_t kGre = 47;
inline constexpr std::uint8_t kAh = 51;
inline constexpr std::uint8_t kIcmpv6 = 58;
inline constexpr std::uint8_t kNoNextHeader = 59;
inline constexpr std::uint8_t kDestinationOptions = 60;
inline constexpr std::uint8_t kEtherIp = 97;
inline constexpr std::uint8_t kMpls = 137;
inline constexpr std::uint8_t kEthernet = 143;
} // namespace protocol

/// https://www.iana.org/assignments/ieee-802-numbers. Below 0x0600 the field is a length.
namespace ether_type {
inline constexpr std::uint16_t kFirst = 0x0600; ///< IEEE 802.3 §3.2.6
inline constexpr std::uint16_t kIpv4 = 0x0800;
inline constexpr std::uint16_t kArp = 0x0806;
inline constexpr std::uint16_t kEthernet = 0x6558; ///< transparent Ethernet bridging, RFC 1701
inline constexpr std::uint16_t kVlan = 0x8100;     ///< IEEE 802.1Q customer tag
inline constexpr std::uint16_t kIpv6 = 0x86dd;
inline constexpr std::uint16_t kPpp = 0x880b;
inline constexpr std::uint16_t kMpls = 0x8847;
inline constexpr std::uint16_t kMplsUpstream = 0x8848; ///< RFC 5332; before that, multicast
inline constexpr std::uint16_t kPppoeDiscovery = 0x8863;
inline constexpr std::uint16_t kPppoeSession = 0x8864;
inline constexpr std::uint16_t kProviderVlan = 0x88a8; ///< IEEE 802.1ad service tag
inline constexpr std::uint16_t kErspan = 0x88be;
inline constexpr std::uint16_t kCiscoMetaData = 0x8909;
inline constexpr std::uint16_t kNsh = 0x894f;
inline constexpr std::uint16_t kOldQinq = 0x9100; ///< service tag before 802.1ad
} // namespace ether_type

} // namespace mqttscope::net
