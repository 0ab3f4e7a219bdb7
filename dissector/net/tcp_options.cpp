// SPDX-License-Identifier: GPL-3.0-or-later
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

enum OptionKind : std::uint8_t {
    kEndOfOptions = 0,
    kNoOperation = 1,
    kMaximumSegmentSize = 2,
    kWindowScale = 3,
    kSackPermitted = 4,
    kSack = 5,
    kTimestamps = 8,
};

constexpr std::uint32_t kSackBlock = 8; ///< two edges of four bytes, RFC 2018 §3

/// The group that an option of this kind stands in.
FieldId groupOf(std::uint8_t kind)
{
    switch (kind) {
    case kEndOfOptions:
        return FieldId::TcpOptEnd;
    case kNoOperation:
        return FieldId::TcpOptNop;
    case kMaximumSegmentSize:
        return FieldId::TcpOptMssGroup;
    case kWindowScale:
        return FieldId::TcpOptWscaleGroup;
    case kSackPermitted:
        return FieldId::TcpOptSackPermitted;
    case kSack:
        return FieldId::TcpOptSack;
    case kTimestamps:
        return FieldId::TcpOptTimestamps;
    default:
        return FieldId::TcpOption;
    }
}

/// One edge of a block: a sequence number of the other direction.
template <FieldSink Sink>
std::uint32_t readSackEdge(Reader<Sink>& reader, const PacketContext& context, FieldId raw, FieldId relative)
{
    const std::uint32_t edge = reader.u32(raw);
    if constexpr (Sink::kWantsFields) {
        if (context.tcp && context.tcp->acknowledgmentBaseKnown && reader.ok())
            reader.sink().generated(relative,
                                    FieldValue::of(std::uint64_t{edge - context.tcp->baseAcknowledgment}));
    }
    return edge;
}

/// RFC 2883 §4: the first block reports bytes that came twice if it lies below the acknowledgment number.
template <FieldSink Sink>
void reportDuplicate(Sink& sink, const Layers<Sink>& layers, std::uint32_t left, std::uint32_t right)
{
    if constexpr (Sink::kWantsFields) {
        const PacketContext& context = layers.context;
        const auto ahead = static_cast<std::int32_t>(layers.facts.tcp.acknowledgment - left);
        if (!context.tcp || !context.tcp->acknowledgmentBaseKnown || ahead <= 0)
            return;
        const std::uint32_t base = context.tcp->baseAcknowledgment;
        sink.generated(FieldId::TcpOptDsackLe, FieldValue::of(std::uint64_t{left - base}));
        sink.generated(FieldId::TcpOptDsackRe, FieldValue::of(std::uint64_t{right - base}));
    }
}

template <FieldSink Sink> void readSackBlocks(Layers<Sink>& layers, std::uint32_t count)
{
    auto& reader = layers.reader;
    for (std::uint32_t block = 0; block < count; ++block) {
        const std::uint32_t left =
            readSackEdge(reader, layers.context, FieldId::TcpOptSackLeRaw, FieldId::TcpOptSackLe);
        const std::uint32_t right =
            readSackEdge(reader, layers.context, FieldId::TcpOptSackReRaw, FieldId::TcpOptSackRe);
        if (block == 0 && reader.ok())
            reportDuplicate(reader.sink(), layers, left, right);
    }
    if (reader.ok())
        reader.sink().generated(FieldId::TcpOptSackCount, FieldValue::of(std::uint64_t{count}));
}

template <FieldSink Sink> void readWindowScale(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    const std::uint8_t shift = reader.u8(FieldId::TcpOptWscale);
    if (!reader.ok())
        return;
    // RFC 7323 §2.3: a larger one counts as 14.
    const std::uint8_t counted = std::min(shift, kMaxWindowShift);
    layers.facts.tcp.windowShift = counted;
    reader.sink().generated(FieldId::TcpOptWscaleMultiplier, FieldValue::of(std::uint64_t{1} << counted));
}

/// What an option carries, if its length is the one that its kind has. Returns false if not.
template <FieldSink Sink> bool readKnownOption(Layers<Sink>& layers, std::uint8_t kind, std::uint32_t size)
{
    auto& reader = layers.reader;
    if (kind == kMaximumSegmentSize && size == 2) {
        reader.u16(FieldId::TcpOptMss);
    } else if (kind == kWindowScale && size == 1) {
        readWindowScale(layers);
    } else if (kind == kTimestamps && size == 8) {
        reader.u32(FieldId::TcpOptTsval);
        reader.u32(FieldId::TcpOptTsecr);
    } else if (kind == kSack && size % kSackBlock == 0) {
        readSackBlocks(layers, size / kSackBlock);
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
template <FieldSink Sink> void readOptionBody(Layers<Sink>& layers, std::uint8_t kind, std::uint32_t length)
{
    auto& reader = layers.reader;
    if (readKnownOption(layers, kind, length - 2))
        return;
    const std::uint32_t expected =
        kind == kSack ? (length - 2) / kSackBlock * kSackBlock + 2 : lengthOf(kind);
    if (expected != 0) {
        reader.issue(length < expected ? IssueCode::LengthTooSmall : IssueCode::LengthTooLarge,
                     Severity::Malformed, FieldId::TcpOptLen, expected, length);
    }
    if (length > 2)
        reader.bytes(FieldId::TcpOptBytes, length - 2);
}

/// One option, RFC 9293 §3.2. Returns false if the walk ends with it.
template <FieldSink Sink> bool readOption(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
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
    readOptionBody(layers, kind, length);
    return reader.ok();
}

/// Ends a group whose value is its bytes; `from` are those from its start on.
template <FieldSink Sink>
void closeBytes(Reader<Sink>& reader, FieldId id, ByteView from, std::uint32_t start)
{
    const std::size_t size = reader.position() - start;
    reader.close(id, FieldValue::of(from.first(std::min(size, from.size()))));
}

} // namespace

template <FieldSink Sink> void readTcpOptions(Layers<Sink>& layers, std::uint32_t size)
{
    auto& reader = layers.reader;
    const std::uint32_t end = reader.narrow(size);
    const std::uint32_t start = reader.position();
    const ByteView all = reader.rest();
    reader.open(FieldId::TcpOptions);
    bool more = true;
    while (more && !reader.atEnd()) {
        const std::uint32_t optionStart = reader.position();
        const ByteView option = reader.rest();
        const FieldId group = groupOf(reader.peek());
        reader.open(group);
        more = readOption(layers);
        if (!reader.ok())
            abandon(layers);
        closeBytes(reader, group, option, optionStart);
    }
    readRest(layers, FieldId::TcpOptPadding);
    closeBytes(reader, FieldId::TcpOptions, all, start);
    reader.widen(end);
}

template void readTcpOptions(Layers<field::NullSink>&, std::uint32_t);
template void readTcpOptions(Layers<field::SelectSink>&, std::uint32_t);
template void readTcpOptions(Layers<field::TreeSink>&, std::uint32_t);

} // namespace mqttscope::net
