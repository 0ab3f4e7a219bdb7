// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/checksum.h"
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::ByteView;
using field::FieldId;
using field::FieldSink;
using field::IssueCode;
using field::Reader;
using field::Severity;
/// https://www.iana.org/assignments/icmpv6-parameters
enum Icmpv6Type : std::uint8_t {
    kUnreachable = 1,
    kPacketTooBig = 2,
    kTimeExceeded = 3,
    kParameterProblem = 4,
    kEchoRequest = 128,
    kEchoReply = 129,
    kNeighborSolicitation = 135,
    kNeighborAdvertisement = 136,
};
constexpr std::uint8_t kSourceAddress = 1; ///< options of RFC 4861 §4.6
constexpr std::uint8_t kTargetAddress = 2;
constexpr std::uint8_t kMacOption = 8; ///< bytes of an option with a MAC address

bool isError(std::uint8_t type)
{
    return type >= kUnreachable && type <= kParameterProblem;
}

/// The second word of an error. Returns the bytes of the original datagram in front of an extension
/// structure, 0 if nothing says so.
template <FieldSink Sink> std::uint32_t readErrorWord(Reader<Sink>& reader, std::uint8_t type)
{
    if (type == kPacketTooBig) {
        reader.u32(FieldId::Icmpv6Mtu);
        return 0;
    }
    if (type == kParameterProblem) {
        reader.u32(FieldId::Icmpv6Pointer);
        return 0;
    }
    const std::uint8_t words = reader.peek(); // of eight bytes, RFC 4884 §4.4
    if (words == 0) {
        reader.bytes(FieldId::Icmpv6Reserved, 4);
        return 0;
    }
    reader.u8(FieldId::Icmpv6Length);
    reader.bytes(FieldId::Icmpv6Reserved, 3);
    return words * 8U;
}

/// One option of neighbour discovery, RFC 4861 §4.6. Returns false if the walk ends.
template <FieldSink Sink> bool readOption(Reader<Sink>& reader)
{
    const std::uint8_t type = reader.u8(FieldId::Icmpv6OptionType);
    const std::uint32_t length = reader.u8(FieldId::Icmpv6OptionLength) * 8U;
    const std::uint32_t most = reader.remaining() + 2;
    if (!reader.ok())
        return false;
    if (length == 0 || length > most) {
        reader.issue(length == 0 ? IssueCode::LengthTooSmall : IssueCode::LengthTooLarge, Severity::Malformed,
                     FieldId::Icmpv6OptionLength, length == 0 ? 8 : most, length);
        reader.undecoded();
        return false;
    }
    const bool mac = (type == kSourceAddress || type == kTargetAddress) && length == kMacOption;
    reader.bytes(mac ? FieldId::Icmpv6OptionMac : FieldId::Icmpv6OptionBytes, length - 2);
    return reader.ok();
}

template <FieldSink Sink> void readNeighbor(Layers<Sink>& layers, std::uint8_t type)
{
    auto& reader = layers.reader;
    if (type == kNeighborSolicitation) {
        reader.bytes(FieldId::Icmpv6Reserved, 4);
        reader.bytes(FieldId::Icmpv6NsTarget, 16);
    } else {
        reader.u32(FieldId::Icmpv6NaFlags);
        reader.bytes(FieldId::Icmpv6NaTarget, 16);
    }
    bool more = true;
    while (more && !reader.atEnd()) {
        reader.open(FieldId::Icmpv6Option);
        more = readOption(reader);
        if (!reader.ok())
            abandon(layers);
        reader.close(FieldId::Icmpv6Option);
    }
}

/// The beginning of the packet that could not be delivered. It is no packet of this frame.
template <FieldSink Sink> void decodeQuoted(Layers<Sink>& layers, std::uint32_t size)
{
    auto& reader = layers.reader;
    if (reader.atEnd())
        return;
    const std::uint32_t end = reader.narrow(size);
    {
        const Quoting quoting(layers, false);
        decodeIpv6(layers);
        endContainer(layers);
    }
    reader.widen(end);
}

/// RFC 4443 §2.3: with the pseudo header of IPv6.
template <FieldSink Sink>
void readChecksum(Layers<Sink>& layers, ByteView message, bool whole, const IpEnds& ends)
{
    layers.reader.u16(FieldId::Icmpv6Checksum);
    if constexpr (Sink::kWantsFields) {
        if (!layers.reader.ok())
            return;
        ChecksumStatus status = ChecksumStatus::Unverified;
        if (layers.context.validateChecksums && whole && !layers.quoted && !ends.routed) {
            InternetSum sum = pseudoHeaderSum(ends.source, ends.destination, protocol::kIcmpv6,
                                              static_cast<std::uint32_t>(message.size()));
            sum.add(message);
            status = sum.folded() == 0xffff ? ChecksumStatus::Good : ChecksumStatus::Bad;
        }
        tellChecksumStatus(layers, FieldId::Icmpv6ChecksumStatus, status);
    }
}

} // namespace

template <FieldSink Sink> void decodeIcmpv6(Layers<Sink>& layers, const IpEnds& ends)
{
    auto& reader = layers.reader;
    noteOther(layers);
    const ByteView message = reader.rest();
    const bool whole = message.size() == reader.remaining();
    reader.open(FieldId::Icmpv6);
    const std::uint8_t type = reader.u8(FieldId::Icmpv6Type);
    if (!layers.aside)
        layers.facts.other.type = type;
    reader.u8(FieldId::Icmpv6Code);
    readChecksum(layers, message, whole, ends);
    std::uint32_t quoted = 0;
    if (isError(type)) {
        quoted = readErrorWord(reader, type);
    } else if (type == kEchoRequest || type == kEchoReply) {
        reader.u16(FieldId::Icmpv6Ident);
        reader.u16(FieldId::Icmpv6Sequence);
    } else if (type == kNeighborSolicitation || type == kNeighborAdvertisement) {
        readNeighbor(layers, type);
    } else {
        readRest(layers, FieldId::Icmpv6Body);
    }
    if (!reader.ok())
        abandon(layers);
    // As in Wireshark: what is quoted stands inside the message.
    if (isError(type)) {
        decodeQuoted(layers, quoted != 0 ? quoted : UINT32_MAX);
        readRest(layers, FieldId::Icmpv6Extension);
    } else {
        readOpaque(layers);
    }
    reader.close(FieldId::Icmpv6);
}

template void decodeIcmpv6(Layers<field::NullSink>&, const IpEnds&);
template void decodeIcmpv6(Layers<field::SelectSink>&, const IpEnds&);
template void decodeIcmpv6(Layers<field::TreeSink>&, const IpEnds&);

} // namespace mqttscope::net
