// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;
using field::IssueCode;
using field::Reader;
using field::Severity;

constexpr std::uint32_t kVersion = 6;
constexpr std::uint8_t kPad1 = 0;
constexpr std::uint16_t kMoreFragments = 0x0001;
constexpr std::uint16_t kOffsetMask = 0xfff8;
constexpr std::uint32_t kMaxDatagram = 65535;

/// What stands behind the extension headers.
struct Behind {
    enum class Kind : std::uint8_t {
        Transport, ///< a header of `nextHeader`
        Fragment,  ///< part of a datagram, already read
        Broken,    ///< unknown: the bytes are undecoded
    };
    Kind kind = Kind::Transport;
    std::uint8_t nextHeader = 0;
    IpEnds ends;
};

bool isExtension(std::uint8_t nextHeader)
{
    return nextHeader == protocol::kHopByHop || nextHeader == protocol::kRouting ||
           nextHeader == protocol::kFragment || nextHeader == protocol::kDestinationOptions;
}

/// One option of a hop-by-hop or destination options header, RFC 8200 §4.2. Returns false if the walk ends.
template <FieldSink Sink> bool readOption(Reader<Sink>& reader)
{
    const std::uint8_t type = reader.u8(FieldId::Ipv6OptType);
    if (type == kPad1) // as in Wireshark: nothing but padding
        return reader.ok();
    bitLines(reader, type, {FieldId::Ipv6OptAction, FieldId::Ipv6OptChange, FieldId::Ipv6OptRest});
    const std::uint8_t length = reader.u8(FieldId::Ipv6OptLen);
    if (!reader.ok())
        return false;
    if (length > reader.remaining()) {
        reader.issue(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::Ipv6OptLen, reader.remaining(),
                     length);
        reader.undecoded();
        return false;
    }
    if (length != 0)
        reader.bytes(FieldId::Ipv6OptBytes, length);
    return reader.ok();
}

template <FieldSink Sink> void readOptions(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    bool more = true;
    while (more && !reader.atEnd()) {
        reader.open(FieldId::Ipv6Option);
        more = readOption(reader);
        if (!reader.ok())
            abandon(layers);
        reader.close(FieldId::Ipv6Option);
    }
}

template <FieldSink Sink> void readRoutingHeader(Reader<Sink>& reader, Behind& behind)
{
    reader.u8(FieldId::Ipv6RoutingType);
    const std::uint8_t segmentsLeft = reader.u8(FieldId::Ipv6RoutingLeft);
    // RFC 8200 §8.1: the checksum counts with the final destination.
    behind.ends.routed |= segmentsLeft != 0;
    if (!reader.atEnd())
        reader.bytes(FieldId::Ipv6RoutingBytes, reader.remaining());
}

/// A header with a length of its own: hop-by-hop and destination options, routing.
template <FieldSink Sink> void readSizedHeader(Layers<Sink>& layers, FieldId group, Behind& behind)
{
    auto& reader = layers.reader;
    reader.open(group);
    const std::uint8_t nextHeader = reader.u8(FieldId::Ipv6ExtNxt);
    // RFC 8200 §4.3: in units of eight bytes, not counting the first.
    const std::uint32_t size = (reader.u8(FieldId::Ipv6ExtLen) + 1U) * 8;
    const std::uint32_t most = reader.remaining() + 2;
    if (reader.ok() && size > most) {
        reader.issue(IssueCode::LengthTooLarge, Severity::Unreadable, FieldId::Ipv6ExtLen, most, size);
        behind.kind = Behind::Kind::Broken;
    }
    if (!reader.ok() || behind.kind == Behind::Kind::Broken) {
        behind.kind = Behind::Kind::Broken;
        abandon(layers);
        return reader.close(group);
    }
    const std::uint32_t end = reader.narrow(size - 2);
    if (group == FieldId::Ipv6Routing)
        readRoutingHeader(reader, behind);
    else
        readOptions(layers);
    abandon(layers);
    reader.widen(end);
    reader.close(group);
    if (!reader.ok())
        behind.kind = Behind::Kind::Broken;
    behind.nextHeader = nextHeader;
}

template <FieldSink Sink>
void readFragment(Layers<Sink>& layers, std::uint16_t offsetFlags, std::uint32_t id, Behind& behind)
{
    auto& reader = layers.reader;
    if (layers.quoted && (offsetFlags & kOffsetMask) == 0)
        return; // ICMP quotes the beginning of the packet: the transport header stands here
    behind.kind = Behind::Kind::Fragment;
    FragmentFacts aside;
    FragmentFacts& fragment = layers.aside || layers.reassembled ? aside : layers.facts.fragment;
    assign(fragment.source, behind.ends.source);
    assign(fragment.destination, behind.ends.destination);
    fragment.id = id;
    fragment.protocol = behind.nextHeader;
    fragment.more = (offsetFlags & kMoreFragments) != 0;
    fragment.offset = offsetFlags & kOffsetMask; // the three low bits count as zero: units of eight bytes
    fragment.payloadOffset = reader.position();
    fragment.payloadLength = reader.remaining();
    if (fragment.offset + fragment.payloadLength > kMaxDatagram) {
        reader.issueAt(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::Ipv6FragOffset,
                       {reader.offset() - 6, 2}, kMaxDatagram, fragment.offset + fragment.payloadLength);
    }
    readFragmentPayload(layers);
}

template <FieldSink Sink> void readFragmentHeader(Layers<Sink>& layers, Behind& behind)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Ipv6Fragment);
    behind.nextHeader = reader.u8(FieldId::Ipv6ExtNxt);
    reader.u8(FieldId::Ipv6FragReserved);
    const std::uint16_t offsetFlags = reader.u16(FieldId::Ipv6FragOffsetFlags);
    bitLines(reader, offsetFlags, {FieldId::Ipv6FragOffset, FieldId::Ipv6FragRes2, FieldId::Ipv6FragMore});
    const std::uint32_t id = reader.u32(FieldId::Ipv6FragId);
    if (!reader.ok()) {
        abandon(layers);
        behind.kind = Behind::Kind::Broken;
    }
    reader.close(FieldId::Ipv6Fragment);
    // RFC 6946: offset 0 and no more fragments is a whole datagram.
    if (behind.kind != Behind::Kind::Broken && (offsetFlags & (kOffsetMask | kMoreFragments)) != 0)
        readFragment(layers, offsetFlags, id, behind);
}

/// The extension headers from `nextHeader` on.
template <FieldSink Sink>
Behind readExtensionHeaders(Layers<Sink>& layers, std::uint8_t nextHeader, const IpEnds& ends)
{
    auto& reader = layers.reader;
    Behind behind;
    behind.nextHeader = nextHeader;
    behind.ends = ends;
    for (std::uint32_t headers = 0; isExtension(behind.nextHeader); ++headers) {
        if (headers == kMaxExtensionHeaders) {
            reader.issue(IssueCode::TooManyHeaders, Severity::Unreadable, FieldId::Ipv6ExtNxt,
                         kMaxExtensionHeaders);
            abandon(layers);
            behind.kind = Behind::Kind::Broken;
        } else if (behind.nextHeader == protocol::kFragment) {
            readFragmentHeader(layers, behind);
        } else {
            const FieldId group = behind.nextHeader == protocol::kHopByHop  ? FieldId::Ipv6HopOpts
                                  : behind.nextHeader == protocol::kRouting ? FieldId::Ipv6Routing
                                                                            : FieldId::Ipv6DstOpts;
            readSizedHeader(layers, group, behind);
        }
        if (behind.kind != Behind::Kind::Transport)
            break;
    }
    return behind;
}

/// An address, and again as the name of a host: names are not resolved.
template <FieldSink Sink> field::ByteView readAddress(Reader<Sink>& reader, FieldId id, FieldId host)
{
    const field::ByteView address = reader.bytes(id, 16);
    if (!address.empty())
        reader.sink().generated(host, field::FieldValue::of(address));
    return address;
}

/// The first word; returns the version.
template <FieldSink Sink> std::uint32_t readVersionWord(Reader<Sink>& reader)
{
    const std::uint32_t word = reader.u32(FieldId::Ipv6FirstWord);
    const std::uint32_t version = word >> 28;
    if (reader.ok() && version != kVersion)
        reader.issue(IssueCode::BadIpVersion, Severity::Unreadable, FieldId::Ipv6Version, kVersion, version);
    bitLines(
        reader, word,
        {FieldId::Ipv6Version, FieldId::Ipv6Tclass, FieldId::Ipv6Dscp, FieldId::Ipv6Ecn, FieldId::Ipv6Flow});
    return version;
}

/// The length behind the header, from the Payload Length that was read. `there`: what the frame has.
template <FieldSink Sink>
std::uint32_t judgePayloadLength(Layers<Sink>& layers, std::uint32_t payloadLength, std::uint8_t nextHeader,
                                 std::uint32_t start)
{
    auto& reader = layers.reader;
    const std::uint32_t there = reader.remaining();
    const field::ByteRange range{start + 4, 2};
    if (payloadLength > there) {
        if (!layers.quoted)
            reader.issueAt(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::Ipv6Plen, range, there,
                           payloadLength);
        return there;
    }
    if (payloadLength == 0 && nextHeader != protocol::kNoNextHeader && there != 0) {
        // Segmentation offload or a jumbo payload: no length in the header.
        reader.issueAt(IssueCode::LengthTooSmall, Severity::Note, FieldId::Ipv6Plen, range, there,
                       payloadLength);
        return there;
    }
    return payloadLength;
}

} // namespace

template <FieldSink Sink> void decodeIpv6(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    const std::uint32_t start = reader.position();
    reader.open(FieldId::Ipv6);
    if (readVersionWord(reader) != kVersion || !reader.ok()) {
        abandon(layers);
        return reader.close(FieldId::Ipv6);
    }
    const std::uint16_t payloadLength = reader.u16(FieldId::Ipv6Plen);
    const std::uint8_t nextHeader = reader.u8(FieldId::Ipv6Nxt);
    reader.u8(FieldId::Ipv6Hlim);
    IpEnds ends;
    ends.source = readAddress(reader, FieldId::Ipv6Src, FieldId::Ipv6SrcHost);
    ends.destination = readAddress(reader, FieldId::Ipv6Dst, FieldId::Ipv6DstHost);
    if (!reader.ok()) {
        abandon(layers);
        return reader.close(FieldId::Ipv6);
    }
    const std::uint32_t end = reader.narrow(judgePayloadLength(layers, payloadLength, nextHeader, start));
    const Behind behind = readExtensionHeaders(layers, nextHeader, ends);
    reader.close(FieldId::Ipv6);
    if (behind.kind == Behind::Kind::Transport)
        decodeIpPayload(layers, behind.nextHeader, behind.ends);
    reader.widen(end);
}

template <FieldSink Sink>
void decodeIpv6Payload(Layers<Sink>& layers, std::uint8_t nextHeader, const IpEnds& ends)
{
    const Behind behind = readExtensionHeaders(layers, nextHeader, ends);
    if (behind.kind == Behind::Kind::Transport)
        decodeIpPayload(layers, behind.nextHeader, behind.ends);
}

template void decodeIpv6(Layers<field::NullSink>&);
template void decodeIpv6(Layers<field::SelectSink>&);
template void decodeIpv6(Layers<field::TreeSink>&);
template void decodeIpv6Payload(Layers<field::NullSink>&, std::uint8_t, const IpEnds&);
template void decodeIpv6Payload(Layers<field::SelectSink>&, std::uint8_t, const IpEnds&);
template void decodeIpv6Payload(Layers<field::TreeSink>&, std::uint8_t, const IpEnds&);

} // namespace mqttscope::net
