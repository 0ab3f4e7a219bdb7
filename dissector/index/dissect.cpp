// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/index/dissect.h"

#include "dissector/field/select_sink.h"
#include "dissector/field/tree_sink.h"
#include "dissector/mqtt/decoder.h"
#include "dissector/net/packet.h"

#include <algorithm>

namespace mqttscope::index {
namespace {

using field::ByteRange;
using field::ByteView;
using field::FieldId;
using field::FieldValue;
using stream::Piece;

/// A hole inside a message is shown as zeros up to this size; behind a larger one nothing is shown.
constexpr std::uint32_t kMaxShownGap = 64 * 1024;

/// What one frame is dissected with.
struct Context {
    const Snapshot& snapshot;
    const FrameSource& source;
    const IndexOptions& options;
    std::uint32_t frame;
    const FrameRecord& record;
};

ByteView pieceBytes(const Context& c, const Piece& piece)
{
    if (!piece.captured() || piece.frame == 0 || piece.frame > c.snapshot.frameCount())
        return {};
    const ByteView frame = c.source.bytes(c.snapshot.frame(piece.frame));
    if (piece.offset > frame.size())
        return {};
    return frame.subspan(piece.offset, std::min<std::size_t>(piece.length, frame.size() - piece.offset));
}

// ---------------------------------------------------------------------------------------------- frame.*
// fields

template <class Sink> void reportFrame(const Context& c, Sink& sink)
{
    const FrameRecord& record = c.record;
    sink.open(FieldId::Frame, 0);
    sink.generated(FieldId::FrameNumber, FieldValue::of(c.frame));
    if (record.timeNs != kNoTime) {
        sink.generated(FieldId::FrameTimeEpoch, FieldValue::of(static_cast<std::uint64_t>(record.timeNs)));
        const std::int64_t first = c.snapshot.frame(1).timeNs;
        if (first != kNoTime)
            sink.generated(FieldId::FrameTimeRelative,
                           FieldValue::of(static_cast<std::uint64_t>(record.timeNs - first)));
        const std::int64_t before = c.frame > 1 ? c.snapshot.frame(c.frame - 1).timeNs : record.timeNs;
        if (before != kNoTime)
            sink.generated(FieldId::FrameTimeDelta,
                           FieldValue::of(static_cast<std::uint64_t>(record.timeNs - before)));
    }
    sink.generated(FieldId::FrameLen, FieldValue::of(record.originalLength));
    sink.generated(FieldId::FrameCapLen, FieldValue::of(std::uint64_t{record.capturedLength}));
    const net::LinkType link = c.source.linkType(static_cast<std::uint32_t>(record.interface));
    if (link != net::LinkType::NotAPacket) { // which was on no interface
        sink.generated(FieldId::FrameInterfaceId, FieldValue::of(std::uint64_t{record.interface}));
        const std::string_view name = c.source.interfaceName(static_cast<std::uint32_t>(record.interface));
        if (!name.empty())
            sink.generated(FieldId::FrameInterfaceName, FieldValue::of(name));
        sink.generated(FieldId::FrameEncapType, FieldValue::of(static_cast<std::uint64_t>(link)));
    }
    const std::string_view comment = c.source.comment(c.frame);
    if (!comment.empty())
        sink.generated(FieldId::FrameComment, FieldValue::of(comment));
    sink.close(FieldId::Frame, 0, {});
}

// ---------------------------------------------------------------------------------------------- link to TCP

net::PacketContext packetContext(const Context& c)
{
    net::PacketContext context;
    if (const std::uint32_t* in = c.snapshot.reassembledIn.find(c.frame - 1))
        context.reassembledIn = *in;
    const ConnectionRecord* connection = c.snapshot.connection(c.record.stream);
    if (connection != nullptr) {
        net::TcpContext tcp;
        const std::size_t side = c.record.side;
        tcp.stream = c.record.stream;
        tcp.sequenceBaseKnown = connection->baseKnown[side];
        tcp.baseSequence = connection->baseSequence[side];
        tcp.acknowledgmentBaseKnown = connection->baseKnown[1 - side];
        tcp.baseAcknowledgment = connection->baseSequence[1 - side];
        context.tcp = tcp;
    }
    return context;
}

template <class Sink>
void reportNetwork(const Context& c, ByteView frame, const DatagramRecord* datagram, ByteView datagramBytes,
                   std::uint32_t datagramLength, Sink& sink, field::IssueLog& log)
{
    const net::PacketContext context = packetContext(c);
    net::PacketFacts facts;
    net::decodePacket(c.source.linkType(static_cast<std::uint32_t>(c.record.interface)), frame,
                      c.record.originalLength, context, sink, log, facts);
    if (datagram == nullptr)
        return;
    sink.source(1);
    net::decodeTransport(datagram->protocol, datagramBytes, datagramLength, datagram->source,
                         datagram->destination, context, sink, log, facts);
}

/// The captured beginning of a datagram. Returns its length on the wire.
std::uint32_t gatherDatagram(const Context& c, const DatagramRecord& datagram,
                             std::vector<std::uint8_t>& bytes, std::vector<Piece>* pieces)
{
    std::uint32_t length = 0;
    bool whole = true;
    for (std::uint32_t i = 0; i < datagram.pieceCount; ++i) {
        const Piece& piece = c.snapshot.datagramPieces[datagram.firstPiece + i];
        if (pieces != nullptr)
            pieces->push_back(piece);
        length += piece.length;
        const ByteView part = pieceBytes(c, piece);
        whole = whole && part.size() == piece.length;
        if (whole)
            bytes.insert(bytes.end(), part.begin(), part.end());
    }
    return length;
}

// ---------------------------------------------------------------------------------------------- MQTT

/// Puts the bytes of a message behind those already there.
LaidOutMessage layOut(const Context& c, std::uint32_t message, std::vector<std::uint8_t>& bytes,
                      std::vector<Piece>* pieces)
{
    LaidOutMessage result;
    result.message = message;
    result.start = static_cast<std::uint32_t>(bytes.size());
    bool hole = false;
    const auto [first, last] = c.snapshot.piecesOf(message);
    for (std::uint32_t i = first; i < last; ++i) {
        const Piece& piece = c.snapshot.pieces[i];
        const ByteView part = pieceBytes(c, piece);
        const bool missing = part.size() < piece.length;
        if (missing && (piece.length > kMaxShownGap || i + 1 == last))
            break; // nothing behind it, or too large a hole
        if (pieces != nullptr)
            pieces->push_back(piece);
        bytes.insert(bytes.end(), part.begin(), part.end());
        if (missing)
            bytes.resize(bytes.size() + piece.length - part.size());
        else if (!hole)
            result.captured += piece.length;
        hole = hole || missing;
    }
    result.present = static_cast<std::uint32_t>(bytes.size()) - result.start;
    return result;
}

mqtt::DecodeOptions decodeOptions(const Context& c, std::uint32_t message, std::uint8_t source,
                                  std::uint32_t base)
{
    const MessageRecord& record = c.snapshot.messages[message];
    mqtt::DecodeOptions options;
    if (const VersionEntry* entry = c.snapshot.versionOf(message)) {
        options.version = entry->version;
        options.versionGuessed = entry->guessed;
    }
    options.direction = c.snapshot.directionOf(record);
    options.payloadAsText = c.options.payloadAsText;
    options.source = source;
    options.base = base;
    const std::uint8_t flags = c.snapshot.flagsOf(message);
    if ((flags & kAliasUsed) != 0)
        options.aliasTopic = c.snapshot.topicOf(message);
    options.aliasUnknown = (flags & kAliasUnknown) != 0;
    return options;
}

/// Bytes of a message behind a hole belong to no field that can be told.
template <class Sink>
void reportBehindHole(const Context& c, const LaidOutMessage& laid, ByteView bytes, Sink& sink)
{
    std::uint32_t at = laid.start + laid.captured;
    const auto [first, last] = c.snapshot.piecesOf(laid.message);
    std::uint32_t start = laid.start;
    for (std::uint32_t i = first; i < last && at < laid.start + laid.present; ++i) {
        const Piece& piece = c.snapshot.pieces[i];
        const std::uint32_t end = start + piece.length;
        if (end > at) {
            const ByteRange range{at, end - at};
            if (piece.captured())
                sink.leaf(FieldId::Undecoded, range, FieldValue::of(bytes.subspan(at, end - at)));
            else
                sink.leaf(FieldId::NotCaptured, range, FieldValue::none());
            at = end;
        }
        start = end;
    }
}

template <class Sink>
void reportMessage(const Context& c, const LaidOutMessage& laid, ByteView bytes, std::uint8_t source,
                   Sink& sink, field::IssueLog& log, mqtt::Packet& packet)
{
    const MessageRecord& record = c.snapshot.messages[laid.message];
    // tshark's `mqtt` is false for a message with a hole: its fields are for the tree only.
    if constexpr (std::is_same_v<Sink, field::SelectSink>) {
        if ((record.flags & kIncomplete) != 0)
            return;
    }
    if ((record.flags & kIncomplete) != 0)
        sink.generated(FieldId::MqttIncomplete, FieldValue::none());
    mqtt::decode(bytes.subspan(laid.start, laid.captured), record.length,
                 decodeOptions(c, laid.message, source, laid.start), sink, log, packet);
    if (laid.present > laid.captured)
        reportBehindHole(c, laid, bytes, sink);
}

} // namespace

template <field::FieldSink Sink>
void dissectFrame(const Snapshot& snapshot, const FrameSource& source, const IndexOptions& options,
                  std::uint32_t frame, DissectParts parts, Sink& sink, DissectScratch& scratch)
{
    if (frame == 0 || frame > snapshot.frameCount())
        return;
    const Context c{snapshot, source, options, frame, snapshot.frame(frame)};
    scratch.issues.clear();
    if (parts.frame)
        reportFrame(c, sink);
    const bool reassembled = (c.record.flags & kReassembled) != 0;
    if (parts.network) {
        const DatagramRecord* datagram = reassembled ? snapshot.datagramOf(frame) : nullptr;
        scratch.datagram.clear();
        const std::uint32_t length =
            datagram != nullptr ? gatherDatagram(c, *datagram, scratch.datagram, nullptr) : 0;
        reportNetwork(c, source.bytes(c.record), datagram, scratch.datagram, length, sink, scratch.issues);
    }
    if (!parts.mqtt)
        return;
    // All messages are laid out before the first is read: values view the bytes, which must not move any
    // more.
    const std::uint8_t messageSource = reassembled ? 2 : 1;
    scratch.messages.clear();
    scratch.laidOut.clear();
    snapshot.forEachMessage(frame, [&](std::uint32_t message) {
        scratch.laidOut.push_back(layOut(c, message, scratch.messages, nullptr));
        return true;
    });
    sink.source(messageSource);
    for (const LaidOutMessage& laid : scratch.laidOut)
        reportMessage(c, laid, scratch.messages, messageSource, sink, scratch.issues, scratch.packet);
}

template void dissectFrame(const Snapshot&, const FrameSource&, const IndexOptions&, std::uint32_t,
                           DissectParts, field::SelectSink&, DissectScratch&);

namespace {

/// The place of a field in a message: of the n-th, if there are several; of the whole message if it has none.
ByteRange placeOf(const Dissection& dissection, const DissectedMessage& in, FieldId field,
                  std::uint16_t occurrence)
{
    const field::FieldTree& tree = dissection.tree;
    const ByteRange none{in.range.offset, 0};
    const std::uint32_t end = in.node < tree.size() ? tree.node(in.node).next : 0;
    for (std::uint32_t i = in.node; i < end; ++i) {
        if (tree.node(i).id == field && occurrence-- == 0)
            return tree.node(i).range;
    }
    return none;
}

/// What was found over time, at the places where it belongs, in the order in which it was found.
void addSessionIssues(const Context& c, Dissection& dissection)
{
    const auto first = static_cast<std::ptrdiff_t>(dissection.issues.size());
    c.snapshot.sessions.forEachIssue(c.frame, [&](const session::SessionIssue& found) {
        field::Issue issue = found.issue;
        for (const DissectedMessage& message : dissection.messages) {
            if (message.message != found.message)
                continue;
            issue.source = dissection.messageSource();
            issue.range = placeOf(dissection, message, issue.field, found.occurrence);
        }
        dissection.issues.push_back(issue);
    });
    std::reverse(dissection.issues.begin() + first, dissection.issues.end());
}

} // namespace

std::shared_ptr<const Dissection> dissectTree(const Snapshot& snapshot, const FrameSource& source,
                                              const IndexOptions& options, std::uint32_t frame)
{
    if (frame == 0 || frame > snapshot.frameCount())
        return nullptr;
    const Context c{snapshot, source, options, frame, snapshot.frame(frame)};
    auto result = std::make_shared<Dissection>();
    result->frame = frame;
    result->sources.reserve(3); // views into the bytes are taken below

    DissectionSource& frameSource = result->sources.emplace_back();
    const ByteView bytes = source.bytes(c.record);
    frameSource.bytes.assign(bytes.begin(), bytes.end());
    frameSource.pieces.push_back({frame, 0, static_cast<std::uint32_t>(bytes.size()), Piece::kIdentity});

    const DatagramRecord* datagram =
        (c.record.flags & kReassembled) != 0 ? snapshot.datagramOf(frame) : nullptr;
    std::uint32_t datagramLength = 0;
    ByteView datagramBytes;
    if (datagram != nullptr) {
        DissectionSource& datagramSource = result->sources.emplace_back();
        datagramSource.kind = SourceKind::Datagram;
        datagramLength = gatherDatagram(c, *datagram, datagramSource.bytes, &datagramSource.pieces);
        datagramBytes = datagramSource.bytes;
    }

    const auto messageSource = static_cast<std::uint8_t>(result->sources.size());
    DissectionSource messages;
    messages.kind = SourceKind::Messages;
    std::vector<LaidOutMessage> laidOut;
    snapshot.forEachMessage(frame, [&](std::uint32_t message) {
        laidOut.push_back(layOut(c, message, messages.bytes, &messages.pieces));
        return true;
    });
    if (!laidOut.empty())
        result->sources.push_back(std::move(messages));

    field::TreeSink sink;
    field::IssueLog log;
    reportFrame(c, sink);
    reportNetwork(c, result->sources[0].bytes, datagram, datagramBytes, datagramLength, sink, log);
    sink.source(messageSource);
    mqtt::Packet packet;
    for (const LaidOutMessage& laid : laidOut) {
        const auto node = static_cast<std::uint32_t>(sink.size());
        reportMessage(c, laid, result->sources[messageSource].bytes, messageSource, sink, log, packet);
        result->messages.push_back({laid.message, {laid.start, laid.present}, node});
    }
    result->tree = sink.take();
    result->issues.assign(log.issues().begin(), log.issues().end());
    addSessionIssues(c, *result);
    return result;
}

} // namespace mqttscope::index
