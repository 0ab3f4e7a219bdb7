// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/checksum.h"
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::ByteView;
using field::FieldId;
using field::FieldSink;
using field::FieldValue;
using field::IssueCode;
using field::Reader;
using field::Severity;

constexpr std::uint8_t kVersion = 4;
constexpr std::uint32_t kMinHeader = 20;
constexpr std::uint32_t kMaxDatagram = 65535; ///< RFC 791 §3.1, Total Length
constexpr std::uint32_t kChecksumAt = 10;
constexpr std::uint16_t kMoreFragments = 0x2000;
constexpr std::uint16_t kOffsetMask = 0x1fff;

enum OptionType : std::uint8_t {
    kEndOfOptions = 0,
    kNoOperation = 1,
    kLooseSourceRoute = 131,
    kStrictSourceRoute = 137,
};

/// What the fixed part of the header says.
struct Header {
    std::uint8_t version = 0;
    std::uint32_t headerLength = 0; ///< in bytes, as the header says
    std::uint32_t length = 0;       ///< of the datagram: the Total Length, or what the frame has if it lies
    std::uint16_t id = 0;
    std::uint16_t flagsOffset = 0;
    std::uint8_t protocol = 0;
    bool broken = false; ///< the lengths contradict each other: no telling where the payload stands
    IpEnds ends;

    [[nodiscard]] std::uint32_t offset() const { return (flagsOffset & kOffsetMask) * 8U; }
    [[nodiscard]] bool more() const { return (flagsOffset & kMoreFragments) != 0; }
    [[nodiscard]] bool isFragment() const { return more() || offset() != 0; }
};

/// The length of the datagram, from the Total Length just read. `there`: bytes of the frame from the header
/// on.
template <FieldSink Sink> void judgeTotalLength(Layers<Sink>& layers, Header& header, std::uint32_t there)
{
    auto& reader = layers.reader;
    const std::uint32_t total = header.length;
    if (!reader.ok() || header.broken)
        return;
    if (total == 0) {
        // Segmentation offload: the card fills it in after the capture.
        reader.issue(IssueCode::LengthTooSmall, Severity::Note, FieldId::IpLen, header.headerLength, total);
        header.length = there;
    } else if (total < header.headerLength) {
        reader.issue(IssueCode::LengthTooSmall, Severity::Malformed, FieldId::IpLen, header.headerLength,
                     total);
        header.broken = true;
    } else if (total > there) {
        if (!layers.quoted)
            reader.issue(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::IpLen, there, total);
        header.length = there;
    }
    if (!header.broken && header.headerLength > header.length) {
        if (!layers.quoted)
            reader.issue(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::IpIhl, header.length,
                         header.headerLength);
        header.broken = true;
    }
}

template <FieldSink Sink> void readVersion(Reader<Sink>& reader, Header& header)
{
    const std::uint8_t versionIhl = reader.u8(FieldId::IpVersionIhl);
    bitLines(reader, versionIhl, {FieldId::IpVersion, FieldId::IpIhl});
    header.version = versionIhl >> 4;
    header.headerLength = (versionIhl & 0x0fU) * 4;
    if (reader.ok() && header.version == kVersion)
        reader.sink().generated(FieldId::IpHdrLen, FieldValue::of(std::uint64_t{header.headerLength}));
    if (!reader.ok())
        return;
    if (header.version != kVersion) {
        reader.issue(IssueCode::BadIpVersion, Severity::Unreadable, FieldId::IpVersion, kVersion,
                     header.version);
        header.broken = true;
    } else if (header.headerLength < kMinHeader) {
        reader.issue(IssueCode::LengthTooSmall, Severity::Malformed, FieldId::IpIhl, kMinHeader,
                     header.headerLength);
        header.broken = true;
    }
}

/// An address, and again as the name of a host: names are not resolved.
template <FieldSink Sink> ByteView readAddress(Reader<Sink>& reader, FieldId id, FieldId host)
{
    const ByteView address = reader.bytes(id, 4);
    if (!address.empty())
        reader.sink().generated(host, FieldValue::of(address));
    return address;
}

template <FieldSink Sink> Header readFixedPart(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    Header header;
    const std::uint32_t there = reader.remaining();
    readVersion(reader, header);
    if (header.version != kVersion)
        return header; // nothing is where IPv4 has it
    const std::uint8_t services = reader.u8(FieldId::IpDsfield);
    bitLines(reader, services, {FieldId::IpDscp, FieldId::IpEcn});
    header.length = reader.u16(FieldId::IpLen);
    judgeTotalLength(layers, header, there);
    header.id = reader.u16(FieldId::IpId);
    header.flagsOffset = reader.u16(FieldId::IpFlagsOffset);
    bitLines(reader, header.flagsOffset,
             {FieldId::IpFlags, FieldId::IpFlagReserved, FieldId::IpFlagDf, FieldId::IpFlagMf,
              FieldId::IpFragOffset});
    reader.u8(FieldId::IpTtl);
    header.protocol = reader.u8(FieldId::IpProto);
    reader.u16(FieldId::IpChecksum);
    header.ends.source = readAddress(reader, FieldId::IpSrc, FieldId::IpSrcHost);
    header.ends.destination = readAddress(reader, FieldId::IpDst, FieldId::IpDstHost);
    return header;
}

/// One option, RFC 791 §3.1. Returns false if the walk ends with it.
template <FieldSink Sink> bool readOption(Reader<Sink>& reader, Header& header)
{
    const std::uint8_t type = reader.u8(FieldId::IpOptType);
    bitLines(reader, type, {FieldId::IpOptCopy, FieldId::IpOptClass, FieldId::IpOptNumber});
    if (!reader.ok() || type == kEndOfOptions)
        return false;
    if (type == kNoOperation)
        return true;
    const std::uint8_t length = reader.u8(FieldId::IpOptLen);
    const std::uint32_t most = reader.remaining() + 2;
    if (!reader.ok())
        return false;
    if (length < 2 || length > most) {
        reader.issue(length < 2 ? IssueCode::LengthTooSmall : IssueCode::LengthTooLarge, Severity::Malformed,
                     FieldId::IpOptLen, length < 2 ? 2 : most, length);
        reader.undecoded();
        return false;
    }
    header.ends.routed |= type == kLooseSourceRoute || type == kStrictSourceRoute;
    if (length > 2)
        reader.bytes(FieldId::IpOptBytes, length - 2U);
    return reader.ok();
}

template <FieldSink Sink> void readOptions(Layers<Sink>& layers, Header& header)
{
    auto& reader = layers.reader;
    const std::uint32_t end = reader.narrow(header.headerLength - kMinHeader);
    bool more = true;
    while (more && !reader.atEnd()) {
        reader.open(FieldId::IpOption);
        more = readOption(reader, header);
        if (!reader.ok())
            abandon(layers);
        reader.close(FieldId::IpOption);
    }
    readRest(layers, FieldId::IpOptPadding);
    reader.widen(end);
}

/// `bytes` begin with the header.
template <FieldSink Sink>
ChecksumStatus verifyChecksum(Reader<Sink>& reader, ByteView bytes, std::uint32_t start,
                              std::uint32_t headerLength)
{
    if (bytes.size() < headerLength)
        return ChecksumStatus::Unverified;
    InternetSum sum;
    sum.add(bytes.first(headerLength));
    if (sum.folded() == 0xffff)
        return ChecksumStatus::Good;
    const auto found = static_cast<std::uint16_t>(bytes[kChecksumAt] << 8 | bytes[kChecksumAt + 1]);
    InternetSum right;
    right.add(bytes.first(kChecksumAt));
    right.add(bytes.subspan(kChecksumAt + 2, headerLength - kChecksumAt - 2));
    // Zero: left to the network card.
    reader.issueAt(IssueCode::BadIpChecksum, found == 0 ? Severity::Note : Severity::Warning,
                   FieldId::IpChecksum, {start + kChecksumAt, 2}, right.checksum(), found);
    return ChecksumStatus::Bad;
}

template <FieldSink Sink> void readFragment(Layers<Sink>& layers, const Header& header, std::uint32_t start)
{
    auto& reader = layers.reader;
    FragmentFacts aside;
    FragmentFacts& fragment = layers.aside || layers.reassembled ? aside : layers.facts.fragment;
    assign(fragment.source, header.ends.source);
    assign(fragment.destination, header.ends.destination);
    fragment.id = header.id;
    fragment.protocol = header.protocol;
    fragment.more = header.more();
    fragment.offset = header.offset();
    fragment.payloadOffset = reader.position();
    fragment.payloadLength = reader.remaining();
    if (fragment.offset + fragment.payloadLength > kMaxDatagram) {
        reader.issueAt(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::IpFragOffset, {start + 6, 2},
                       kMaxDatagram, fragment.offset + fragment.payloadLength);
    }
    readFragmentPayload(layers);
}

} // namespace

template <FieldSink Sink> void decodeIpv4(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    const std::uint32_t start = reader.position();
    const ByteView bytes = reader.rest();
    reader.open(FieldId::Ip);
    Header header = readFixedPart(layers);
    if (reader.ok() && header.headerLength > kMinHeader && !header.broken)
        readOptions(layers, header);
    if (!reader.ok() || header.broken) {
        abandon(layers);
        return reader.close(FieldId::Ip);
    }
    if constexpr (Sink::kWantsFields) {
        ChecksumStatus status = ChecksumStatus::Unverified;
        if (layers.context.validateChecksums && !layers.quoted)
            status = verifyChecksum(reader, bytes, start, header.headerLength);
        reportChecksumStatus(layers, FieldId::IpChecksumStatus, status);
    }
    const std::uint32_t end = reader.narrow(start + header.length - reader.position());
    // ICMP quotes the beginning of a fragmented packet as well: its first fragment has the transport header.
    if (header.isFragment() && !(layers.quoted && header.offset() == 0)) {
        readFragment(layers, header, start);
        reader.close(FieldId::Ip);
    } else {
        reader.close(FieldId::Ip);
        decodeIpPayload(layers, header.protocol, header.ends);
    }
    reader.widen(end);
}

template void decodeIpv4(Layers<field::NullSink>&);
template void decodeIpv4(Layers<field::SelectSink>&);
template void decodeIpv4(Layers<field::TreeSink>&);

} // namespace mqttscope::net
