// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/checksum.h"
#include "dissector/net/layers.h"

#include <algorithm>

namespace mqttscope::net {
namespace {

using field::ByteView;
using field::FieldId;
using field::FieldSink;
using field::FieldValue;
using field::IssueCode;
using field::Reader;
using field::Severity;

constexpr std::uint32_t kMinHeader = 20;
constexpr std::uint32_t kChecksumAt = 16;
constexpr std::uint16_t kFlagsMask = 0x0fff;
constexpr std::uint8_t kAckByte = kAck; ///< the flag in the low byte of data offset and control bits

enum OptionKind : std::uint8_t {
    kEndOfOptions = 0,
    kNoOperation = 1,
    kMaximumSegmentSize = 2,
    kWindowScale = 3,
    kSackPermitted = 4,
    kSack = 5,
    kTimestamps = 8,
};

/// Relative numbers, as far as earlier frames tell their zero.
template <FieldSink Sink> void reportRelative(Sink& sink, FieldId id, std::uint32_t number, bool known)
{
    if (known)
        sink.generated(id, FieldValue::of(std::uint64_t{number}));
}

/// Data offset and the twelve bits behind it; returns the length of the header in bytes.
template <FieldSink Sink> std::uint32_t readOffsetFlags(Reader<Sink>& reader, std::uint16_t& flags)
{
    const std::uint16_t word = reader.u16(FieldId::TcpOffsetFlags);
    bitLines(reader, word,
             {FieldId::TcpDataOffset, FieldId::TcpFlags, FieldId::TcpFlagsRes, FieldId::TcpFlagCwr,
              FieldId::TcpFlagEce, FieldId::TcpFlagUrg, FieldId::TcpFlagAck, FieldId::TcpFlagPush,
              FieldId::TcpFlagReset, FieldId::TcpFlagSyn, FieldId::TcpFlagFin});
    flags = word & kFlagsMask;
    const std::uint32_t headerLength = (word >> 12) * 4U;
    if (reader.ok())
        reader.sink().generated(FieldId::TcpHdrLen, FieldValue::of(std::uint64_t{headerLength}));
    return headerLength;
}

/// The fixed part up to the control bits. Returns the length of the header as it says; the rest of the facts
/// stay as they were.
template <FieldSink Sink>
std::uint32_t readPortsAndNumbers(Reader<Sink>& reader, const PacketContext& context, TcpFacts& facts)
{
    facts.source.port = reader.u16(FieldId::TcpSrcPort);
    facts.destination.port = reader.u16(FieldId::TcpDstPort);
    if constexpr (Sink::kWantsFields) {
        if (context.tcp && reader.ok())
            reader.sink().generated(FieldId::TcpStream, FieldValue::of(std::uint64_t{context.tcp->stream}));
    }
    facts.sequence = reader.u32(FieldId::TcpSeqRaw);
    if constexpr (Sink::kWantsFields) {
        if (context.tcp && reader.ok())
            reportRelative(reader.sink(), FieldId::TcpSeq, facts.sequence - context.tcp->baseSequence,
                           context.tcp->sequenceBaseKnown);
    }
    facts.acknowledgment = reader.u32(FieldId::TcpAckRaw);
    if constexpr (Sink::kWantsFields) {
        // Without the flag the number means nothing and is shown as it is.
        const bool counts = (reader.peek(1) & kAckByte) != 0;
        if (context.tcp && reader.ok())
            reportRelative(reader.sink(), FieldId::TcpAck,
                           facts.acknowledgment - (counts ? context.tcp->baseAcknowledgment : 0),
                           !counts || context.tcp->acknowledgmentBaseKnown);
    }
    return readOffsetFlags(reader, facts.flags);
}

/// Whether the header length fits the segment; says so if not.
template <FieldSink Sink>
bool headerLengthFits(Reader<Sink>& reader, std::uint32_t headerLength, std::uint32_t segmentLength)
{
    if (headerLength < kMinHeader)
        reader.issue(IssueCode::LengthTooSmall, Severity::Malformed, FieldId::TcpDataOffset, kMinHeader,
                     headerLength);
    else if (headerLength > segmentLength)
        reader.issue(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::TcpDataOffset, segmentLength,
                     headerLength);
    else
        return true;
    return false;
}

/// One end of a block: a sequence number of the other direction.
template <FieldSink Sink>
void readSackEdge(Reader<Sink>& reader, const PacketContext& context, FieldId raw, FieldId relative)
{
    const std::uint32_t edge = reader.u32(raw);
    if constexpr (Sink::kWantsFields) {
        if (context.tcp && reader.ok())
            reportRelative(reader.sink(), relative, edge - context.tcp->baseAcknowledgment,
                           context.tcp->acknowledgmentBaseKnown);
    }
}

/// What an option carries, if its length is the one that its kind has. Returns false if not.
template <FieldSink Sink>
bool readKnownOption(Reader<Sink>& reader, const PacketContext& context, std::uint8_t kind,
                     std::uint32_t size)
{
    if (kind == kMaximumSegmentSize && size == 2) {
        reader.u16(FieldId::TcpOptMss);
    } else if (kind == kWindowScale && size == 1) {
        reader.u8(FieldId::TcpOptWscale);
    } else if (kind == kTimestamps && size == 8) {
        reader.u32(FieldId::TcpOptTsval);
        reader.u32(FieldId::TcpOptTsecr);
    } else if (kind == kSack && size % 8 == 0) {
        for (std::uint32_t block = 0; block < size / 8; ++block) {
            readSackEdge(reader, context, FieldId::TcpOptSackLeRaw, FieldId::TcpOptSackLe);
            readSackEdge(reader, context, FieldId::TcpOptSackReRaw, FieldId::TcpOptSackRe);
        }
    } else {
        return kind == kSackPermitted && size == 0;
    }
    return true;
}

/// The length that an option of this kind must have; 0 if its length is free or unknown.
std::uint32_t lengthOf(std::uint8_t kind)
{
    switch (kind) {
    case kMaximumSegmentSize:
        return 4; // RFC 9293 §3.7.1
    case kWindowScale:
        return 3; // RFC 7323 §2.2
    case kSackPermitted:
        return 2; // RFC 2018 §2
    case kTimestamps:
        return 10; // RFC 7323 §3.2
    default:
        return 0;
    }
}

/// What follows kind and length.
template <FieldSink Sink>
void readOptionBody(Reader<Sink>& reader, const PacketContext& context, std::uint8_t kind,
                    std::uint32_t length)
{
    if (readKnownOption(reader, context, kind, length - 2))
        return;
    const std::uint32_t expected = kind == kSack ? (length - 2) / 8 * 8 + 2 : lengthOf(kind);
    if (expected != 0) {
        reader.issue(length < expected ? IssueCode::LengthTooSmall : IssueCode::LengthTooLarge,
                     Severity::Malformed, FieldId::TcpOptLen, expected, length);
    }
    if (length > 2)
        reader.bytes(FieldId::TcpOptBytes, length - 2);
}

/// One option, RFC 9293 §3.2. Returns false if the walk ends with it.
template <FieldSink Sink> bool readOption(Reader<Sink>& reader, const PacketContext& context)
{
    const std::uint8_t kind = reader.u8(FieldId::TcpOptKind);
    if (!reader.ok() || kind == kEndOfOptions)
        return false;
    if (kind == kNoOperation)
        return true;
    const std::uint32_t length = reader.u8(FieldId::TcpOptLen);
    if (!reader.ok())
        return false;
    const std::uint32_t most = reader.remaining() + 2;
    if (length < 2 || length > most) {
        reader.issue(length < 2 ? IssueCode::LengthTooSmall : IssueCode::LengthTooLarge, Severity::Malformed,
                     FieldId::TcpOptLen, length < 2 ? 2 : most, length);
        reader.undecoded();
        return false;
    }
    readOptionBody(reader, context, kind, length);
    return reader.ok();
}

template <FieldSink Sink> void readOptions(Layers<Sink>& layers, std::uint32_t size)
{
    auto& reader = layers.reader;
    const std::uint32_t end = reader.narrow(size);
    bool more = true;
    while (more && !reader.atEnd()) {
        reader.open(FieldId::TcpOption);
        more = readOption(reader, layers.context);
        if (!reader.ok())
            abandon(layers);
        reader.close(FieldId::TcpOption);
    }
    readRest(layers, FieldId::TcpOptPadding);
    reader.widen(end);
}

/// `segment` is whole. A wrong sum is a note: network cards compute it after the capture.
template <FieldSink Sink>
void verifyChecksum(Reader<Sink>& reader, ByteView segment, std::uint32_t start, const IpEnds& ends)
{
    const auto length = static_cast<std::uint32_t>(segment.size());
    InternetSum sum = pseudoHeaderSum(ends.source, ends.destination, protocol::kTcp, length);
    const std::uint16_t pseudo = sum.folded();
    sum.add(segment);
    if (sum.folded() == 0xffff)
        return;
    const auto found = static_cast<std::uint16_t>(segment[kChecksumAt] << 8 | segment[kChecksumAt + 1]);
    InternetSum right = pseudoHeaderSum(ends.source, ends.destination, protocol::kTcp, length);
    right.add(segment.first(kChecksumAt));
    right.add(segment.subspan(kChecksumAt + 2));
    // Segmentation offload leaves the length out of the pseudo header too: every segment has its own.
    const bool offloaded =
        found == pseudo ||
        found == pseudoHeaderSum(ends.source, ends.destination, protocol::kTcp, 0).folded();
    reader.issueAt(offloaded ? IssueCode::TcpChecksumOffloaded : IssueCode::BadTcpChecksum, Severity::Note,
                   FieldId::TcpChecksum, {start + kChecksumAt, 2}, right.checksum(), found);
}

/// The segment as far as `facts` tell where its payload stands.
void fillFacts(TcpFacts& facts, const IpEnds& ends, std::uint32_t start, std::uint32_t headerLength,
               std::uint32_t segmentLength, std::uint32_t segmentCaptured)
{
    assign(facts.source.address, ends.source);
    assign(facts.destination.address, ends.destination);
    facts.payloadOffset = start + headerLength;
    facts.payloadLength = segmentLength - headerLength;
    facts.payloadCaptured = segmentCaptured - std::min(segmentCaptured, headerLength);
}

} // namespace

template <FieldSink Sink> void decodeTcp(Layers<Sink>& layers, const IpEnds& ends)
{
    auto& reader = layers.reader;
    TcpFacts& facts = layers.facts.tcp;
    const std::uint32_t start = reader.position();
    const std::uint32_t length = reader.remaining();
    const ByteView segment = reader.rest();
    reader.open(FieldId::Tcp);
    const std::uint32_t headerLength = readPortsAndNumbers(reader, layers.context, facts);
    const bool fits = reader.ok() && headerLengthFits(reader, headerLength, length);
    if (fits) {
        fillFacts(facts, ends, start, headerLength, length, static_cast<std::uint32_t>(segment.size()));
        layers.facts.kind = PacketKind::Tcp;
        reader.sink().generated(FieldId::TcpLen, FieldValue::of(std::uint64_t{facts.payloadLength}));
    }
    facts.window = reader.u16(FieldId::TcpWindow);
    reader.u16(FieldId::TcpChecksum);
    reader.u16(FieldId::TcpUrgent);
    if (fits && reader.ok() && headerLength > kMinHeader)
        readOptions(layers, headerLength - kMinHeader);
    if (!fits || !reader.ok()) {
        abandon(layers);
        return reader.close(FieldId::Tcp);
    }
    if constexpr (Sink::kWantsFields) {
        if (layers.context.validateChecksums && segment.size() == length && !ends.routed)
            verifyChecksum(reader, segment, start, ends);
    }
    readRest(layers, FieldId::TcpPayload);
    reader.close(FieldId::Tcp);
}

template void decodeTcp(Layers<field::NullSink>&, const IpEnds&);
template void decodeTcp(Layers<field::SelectSink>&, const IpEnds&);
template void decodeTcp(Layers<field::TreeSink>&, const IpEnds&);

} // namespace mqttscope::net
