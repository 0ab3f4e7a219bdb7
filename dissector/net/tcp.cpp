// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/checksum.h"
#include "dissector/net/layers.h"
#include "dissector/net/tcp_flag_letters.h"

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
constexpr std::uint32_t kUpToWindow = 16; ///< bytes up to the window: less tells no stream
constexpr std::uint16_t kFlagsMask = 0x0fff;
constexpr std::uint8_t kAckByte = kAck; ///< the flag in the low byte of data offset and control bits

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
             {FieldId::TcpDataOffset, FieldId::TcpFlags, FieldId::TcpFlagsRes, FieldId::TcpFlagAe,
              FieldId::TcpFlagCwr, FieldId::TcpFlagEce, FieldId::TcpFlagUrg, FieldId::TcpFlagAck,
              FieldId::TcpFlagPush, FieldId::TcpFlagReset, FieldId::TcpFlagSyn, FieldId::TcpFlagFin});
    flags = word & kFlagsMask;
    if constexpr (Sink::kWantsFields) {
        if (reader.ok())
            reader.sink().generated(FieldId::TcpFlagsText, FieldValue::of(tcpFlagLetters(flags)));
    }
    const std::uint32_t headerLength = (word >> 12) * 4U;
    if (reader.ok())
        reader.sink().generated(FieldId::TcpHdrLen, FieldValue::of(std::uint64_t{headerLength}));
    return headerLength;
}

/// The number that the next segment of this direction should have: SYN and FIN count as one byte each.
template <FieldSink Sink>
void reportNextSequence(Sink& sink, const PacketContext& context, const TcpFacts& facts)
{
    if constexpr (Sink::kWantsFields) {
        if (!context.tcp || !context.tcp->sequenceBaseKnown)
            return;
        const std::uint32_t counted = (facts.flags & (kSyn | kFin)) != 0 ? 1 : 0;
        const std::uint32_t next = facts.sequence - context.tcp->baseSequence + facts.payloadLength + counted;
        sink.generated(FieldId::TcpNextSeq, FieldValue::of(std::uint64_t{next}));
    }
}

/// The window in bytes. RFC 7323 §2.2: in a segment with SYN it is never scaled.
template <FieldSink Sink>
void reportWindowSize(Sink& sink, const PacketContext& context, const TcpFacts& facts)
{
    if constexpr (Sink::kWantsFields) {
        const bool syn = (facts.flags & kSyn) != 0;
        const std::uint8_t shift = context.tcp ? context.tcp->windowShift : kShiftUnknown;
        const bool scaled = !syn && shift <= kMaxWindowShift;
        sink.generated(FieldId::TcpWindowSize,
                       FieldValue::of(std::uint64_t{facts.window} << (scaled ? shift : 0)));
        if (syn)
            return;
        // Wireshark's numbers for "unknown" and "not used".
        const std::int64_t factor = scaled ? std::int64_t{1} << shift : shift == kShiftUnused ? -2 : -1;
        sink.generated(FieldId::TcpWindowScale, FieldValue::of(static_cast<std::uint64_t>(factor)));
    }
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

/// `segment` is whole. A wrong sum is a note: network cards compute it after the capture.
template <FieldSink Sink>
ChecksumStatus verifyChecksum(Reader<Sink>& reader, ByteView segment, std::uint32_t start, const IpEnds& ends)
{
    const auto length = static_cast<std::uint32_t>(segment.size());
    InternetSum sum = pseudoHeaderSum(ends.source, ends.destination, protocol::kTcp, length);
    const std::uint16_t pseudo = sum.folded();
    sum.add(segment);
    if (sum.folded() == 0xffff)
        return ChecksumStatus::Good;
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
    return ChecksumStatus::Bad;
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

/// A segment that is not that of the frame: nothing is known of its stream but the number.
template <FieldSink Sink> void decodeTcpAside(Layers<Sink>& layers, const IpEnds& ends)
{
    auto& reader = layers.reader;
    const std::uint32_t length = reader.remaining();
    const bool whole = reader.rest().size() >= kUpToWindow;
    reader.open(FieldId::Tcp);
    const std::uint16_t source = reader.u16(FieldId::TcpSrcPort);
    const std::uint16_t destination = reader.u16(FieldId::TcpDstPort);
    if (whole)
        noteFlow(layers, ends, source, destination, FieldId::TcpStream);
    // As in Wireshark, which names the number of a segment quoted by ICMP for IPv4 otherwise.
    const std::uint32_t sequence =
        reader.u32(layers.quotedByIcmp4 ? FieldId::TcpSeqQuoted : FieldId::TcpSeqRaw);
    if (whole && !layers.quotedByIcmp4)
        reader.sink().generated(FieldId::TcpSeq, FieldValue::of(std::uint64_t{sequence}));
    const std::uint32_t acknowledgment = reader.u32(FieldId::TcpAckRaw);
    if (reader.ok())
        reader.sink().generated(FieldId::TcpAck, FieldValue::of(std::uint64_t{acknowledgment}));
    std::uint16_t flags = 0;
    const std::uint32_t headerLength = readOffsetFlags(reader, flags);
    // A quoted header may be longer than the quotation.
    const bool fits =
        reader.ok() &&
        headerLengthFits(reader, headerLength, layers.quoted ? std::max(length, headerLength) : length);
    const std::uint16_t window = reader.u16(FieldId::TcpWindow);
    if (reader.ok())
        reader.sink().generated(FieldId::TcpWindowSize, FieldValue::of(std::uint64_t{window}));
    reader.u16(FieldId::TcpChecksum);
    reader.u16(FieldId::TcpUrgent);
    if (fits && reader.ok() && headerLength > kMinHeader && headerLength <= length) {
        const PacketContext nothing;
        PacketFacts unwanted;
        Layers<Sink> alone{reader, nothing, unwanted, layers.captured, layers.reassembled};
        readTcpOptions(alone, headerLength - kMinHeader);
    }
    if (!fits || !reader.ok()) {
        abandon(layers);
    } else {
        tellChecksumStatus(layers, FieldId::TcpChecksumStatus, ChecksumStatus::Unverified);
        readRest(layers, FieldId::TcpPayload);
    }
    reader.close(FieldId::Tcp);
    noteOther(layers);
}

} // namespace

template <FieldSink Sink> void decodeTcp(Layers<Sink>& layers, const IpEnds& ends)
{
    if (layers.aside)
        return decodeTcpAside(layers, ends);
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
        reportNextSequence(reader.sink(), layers.context, facts);
    }
    facts.window = reader.u16(FieldId::TcpWindow);
    if (reader.ok())
        reportWindowSize(reader.sink(), layers.context, facts);
    reader.u16(FieldId::TcpChecksum);
    reader.u16(FieldId::TcpUrgent);
    if (fits && reader.ok() && headerLength > kMinHeader)
        readTcpOptions(layers, headerLength - kMinHeader);
    if (!fits || !reader.ok()) {
        abandon(layers);
        return reader.close(FieldId::Tcp);
    }
    if constexpr (Sink::kWantsFields) {
        ChecksumStatus status = ChecksumStatus::Unverified;
        if (layers.context.validateChecksums && segment.size() == length && !ends.routed)
            status = verifyChecksum(reader, segment, start, ends);
        reportChecksumStatus(layers, FieldId::TcpChecksumStatus, status);
    }
    readRest(layers, FieldId::TcpPayload);
    reader.close(FieldId::Tcp);
}

template void decodeTcp(Layers<field::NullSink>&, const IpEnds&);
template void decodeTcp(Layers<field::SelectSink>&, const IpEnds&);
template void decodeTcp(Layers<field::TreeSink>&, const IpEnds&);

} // namespace mqttscope::net
