// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/reader.h"
#include "dissector/field/select_sink.h"
#include "dissector/field/tree_sink.h"
#include "dissector/net/packet_facts.h"

#include <algorithm>
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

/// What the layers of one frame share.
template <field::FieldSink Sink> struct Layers {
    field::Reader<Sink>& reader;
    const PacketContext& context;
    PacketFacts& facts;
    std::uint32_t captured; ///< how many bytes are at hand
    bool reassembled;       ///< the bytes are a datagram put together from fragments, not a frame
};

/// What TCP needs of the layer below it. Views the bytes of the addresses, so that they are copied once.
struct IpEnds {
    field::ByteView source;
    field::ByteView destination;
    bool routed = false; ///< by a source route: the destination is not yet that of the pseudo header
};

template <field::FieldSink Sink> void decodeEthernet(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeLinuxSll(Layers<Sink>& layers);
template <field::FieldSink Sink> void decodeLinuxSll2(Layers<Sink>& layers);
/// `networkOrder`: the address family is big endian (loop); otherwise that of the host that captured (null).
template <field::FieldSink Sink> void decodeLoopback(Layers<Sink>& layers, bool networkOrder);
template <field::FieldSink Sink> void decodeRawIp(Layers<Sink>& layers);
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
enum class ChecksumStatus : std::uint8_t { Bad = 0, Good = 1, Unverified = 2 };

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

/// What is left of the container as data that is not decoded.
template <field::FieldSink Sink> void readOpaque(Layers<Sink>& layers)
{
    readRest(layers, field::FieldId::Payload);
    layers.facts.kind = PacketKind::Other;
}

/// Gives up the container: its bytes are undecoded, the reader goes on behind it.
template <field::FieldSink Sink> void abandon(Layers<Sink>& layers)
{
    layers.reader.undecoded(field::FieldId::Undecoded, true);
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

/// Numbers of protocols, https://www.iana.org/assignments/protocol-numbers.
namespace protocol {
inline constexpr std::uint8_t kHopByHop = 0;
inline constexpr std::uint8_t kTcp = 6;
inline constexpr std::uint8_t kRouting = 43;
inline constexpr std::uint8_t kFragment = 44;
inline constexpr std::uint8_t kDestinationOptions = 60;
inline constexpr std::uint8_t kNoNextHeader = 59;
} // namespace protocol

} // namespace mqttscope::net
