// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/index/dissect.h"

#include "dissector/field/select_sink.h"
#include "dissector/field/tree_sink.h"
#include "dissector/index/guessed_decode.h"
#include "dissector/index/packet_context.h"
#include "dissector/index/protocols.h"
#include "dissector/index/segments.h"
#include "dissector/net/packet.h"

#include <algorithm>
#include <span>
#include <type_traits>

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

template <class Sink> void reportTimes(const Context& c, std::uint32_t shownBefore, Sink& sink)
{
    const std::int64_t time = c.record.timeNs;
    if (time == kNoTime)
        return;
    const auto since = [&](FieldId id, std::uint32_t frame) {
        const std::int64_t before = c.snapshot.frame(frame).timeNs;
        if (before != kNoTime)
            sink.generated(id, FieldValue::of(static_cast<std::uint64_t>(time - before)));
    };
    sink.generated(FieldId::FrameOffsetShift, FieldValue::of(std::uint64_t{0}));
    sink.generated(FieldId::FrameTimeEpoch, FieldValue::of(static_cast<std::uint64_t>(time)));
    since(FieldId::FrameTimeRelative, 1);
    since(FieldId::FrameTimeDelta, std::max(c.frame - 1, 1U));
    since(FieldId::FrameTimeDeltaDisplayed, shownBefore != 0 ? shownBefore : c.frame);
}

template <class Sink> void reportInterface(const Context& c, Sink& sink)
{
    const auto interface = static_cast<std::uint32_t>(c.record.interface);
    const net::LinkType link = c.source.linkType(interface);
    if (link == net::LinkType::NotAPacket)
        return; // which was on no interface
    const std::uint32_t section = c.source.section(interface);
    if (section != 0)
        sink.generated(FieldId::FrameSection, FieldValue::of(std::uint64_t{section}));
    sink.generated(FieldId::FrameInterfaceId,
                   FieldValue::of(std::uint64_t{c.source.interfaceInSection(interface)}));
    std::string_view name = c.source.interfaceName(interface);
    if (name.empty() && section != 0)
        name = "unknown"; // Wireshark's word for an interface of pcapng without a name
    if (!name.empty())
        sink.generated(FieldId::FrameInterfaceName, FieldValue::of(name));
    sink.generated(FieldId::FrameEncapType, FieldValue::of(std::uint64_t{net::encapsulationOf(link)}));
}

/// `protocols`: frame.protocols; empty leaves it out.
template <class Sink>
void reportFrame(const Context& c, std::uint32_t shownBefore, std::string_view protocols, Sink& sink)
{
    sink.open(FieldId::Frame, 0);
    sink.generated(FieldId::FrameNumber, FieldValue::of(c.frame));
    reportTimes(c, shownBefore, sink);
    sink.generated(FieldId::FrameLen, FieldValue::of(c.record.originalLength));
    sink.generated(FieldId::FrameCapLen, FieldValue::of(std::uint64_t{c.record.capturedLength}));
    sink.generated(FieldId::FrameMarked, FieldValue::of(std::uint64_t{0}));
    sink.generated(FieldId::FrameIgnored, FieldValue::of(std::uint64_t{0}));
    reportInterface(c, sink);
    const std::string_view comment = c.source.comment(c.frame);
    if (!comment.empty())
        sink.generated(FieldId::FrameComment, FieldValue::of(comment));
    if (!protocols.empty())
        sink.generated(FieldId::FrameProtocols, FieldValue::of(protocols));
    sink.close(FieldId::Frame, 0, {});
}

// ---------------------------------------------------------------------------------------------- link to TCP

/// A datagram that the frame completes, as far as it was captured.
struct GatheredDatagram {
    const DatagramRecord* record = nullptr; ///< null: the frame completes none
    ByteView bytes;
    std::uint32_t length = 0; ///< on the wire
};

template <class Sink>
net::PacketFacts reportNetwork(const Context& c, ByteView frame, const GatheredDatagram& datagram,
                               bool checksums, Sink& sink, field::IssueLog& log)
{
    FlowNumbers numbers;
    const net::PacketContext context = packetContext(c.snapshot, c.options, c.frame, checksums, numbers);
    net::PacketFacts facts;
    net::decodePacket(c.source.linkType(static_cast<std::uint32_t>(c.record.interface)), frame,
                      c.record.originalLength, context, sink, log, facts);
    if (datagram.record != nullptr) {
        sink.source(1);
        net::decodeTransport(datagram.record->protocol, datagram.bytes, datagram.length,
                             datagram.record->source, datagram.record->destination, context, sink, log,
                             facts);
    }
    return facts;
}

/// Whether nobody reads the payload of the frame's segment: Wireshark shows it as data then, unless it came
/// before.
bool isOpaque(const Context& c, const net::PacketFacts& facts)
{
    const ConnectionRecord* connection = c.snapshot.connection(c.record.stream);
    return facts.kind == net::PacketKind::Tcp && facts.tcp.payloadLength != 0 &&
           (c.record.flags & kRetransmission) == 0 && (connection == nullptr || !connection->mqtt);
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
    std::uint32_t passed = 0;
    for (const Piece piece : c.snapshot.piecesOf(message)) {
        const ByteView part = pieceBytes(c, piece);
        const bool missing = part.size() < piece.length;
        passed += piece.length;
        if (missing && (piece.length > kMaxShownGap || passed >= c.snapshot.messages[message].length))
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
    if ((c.snapshot.flagsOf(message) & kAliasUsed) != 0)
        options.aliasTopic = c.snapshot.topicOf(message);
    options.aliasUnknown = (c.snapshot.flagsOf(message) & kAliasUnknown) != 0;
    options.aliasesSeen = c.snapshot.sawAll(record.stream);
    return options;
}

/// Bytes of a message behind a hole belong to no field that can be told.
template <class Sink>
void reportBehindHole(const Context& c, const LaidOutMessage& laid, ByteView bytes, Sink& sink)
{
    std::uint32_t at = laid.start + laid.captured;
    std::uint32_t start = laid.start;
    for (const Piece piece : c.snapshot.piecesOf(laid.message)) {
        const std::uint32_t end = start + piece.length;
        if (at >= laid.start + laid.present)
            break;
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
    if ((record.flags & kIncomplete) != 0)
        sink.generated(FieldId::MqttIncomplete, FieldValue::none());
    decodeAsGuessed(bytes.subspan(laid.start, laid.captured), record.length,
                    decodeOptions(c, laid.message, source, laid.start), sink, log, packet);
    if (laid.present > laid.captured)
        reportBehindHole(c, laid, bytes, sink);
}

/// What Wireshark's TCP says of the messages: their lengths, and the segments that were put together.
template <class Sink>
void reportAssembly(const Context& c, std::span<const LaidOutMessage> laidOut, ByteView bytes, Sink& sink)
{
    for (const LaidOutMessage& laid : laidOut)
        sink.generated(FieldId::TcpPduSize,
                       FieldValue::of(std::uint64_t{c.snapshot.messages[laid.message].length}));
    for (const LaidOutMessage& laid : laidOut) {
        const auto pieces = c.snapshot.piecesOf(laid.message);
        if (!pieces.several())
            continue;
        sink.open(FieldId::TcpSegments, laid.start);
        for (const Piece piece : pieces)
            sink.generated(FieldId::TcpSegment, FieldValue::of(std::uint64_t{piece.frame}));
        sink.generated(FieldId::TcpSegmentCount, FieldValue::of(std::uint64_t{pieces.size()}));
        sink.generated(FieldId::TcpReassembledLength,
                       FieldValue::of(std::uint64_t{c.snapshot.messages[laid.message].length}));
        sink.generated(FieldId::TcpReassembledBytes, FieldValue::of(bytes.subspan(laid.start, laid.present)));
        sink.close(FieldId::TcpSegments, laid.start, {});
    }
}

template <class Sink>
void reportSegments(const Context& c, ByteView frame, const net::PacketFacts& facts, Sink& sink)
{
    const std::uint32_t length = facts.kind == net::PacketKind::Tcp ? facts.tcp.payloadLength : 0;
    const ConnectionRecord* connection = c.snapshot.connection(c.record.stream);
    if ((c.record.flags & kRetransmission) != 0 && connection != nullptr && connection->mqtt && length != 0 &&
        facts.tcp.payloadOffset < frame.size()) {
        const auto payload = frame.subspan(facts.tcp.payloadOffset);
        sink.generated(FieldId::TcpSegmentBytes,
                       FieldValue::of(payload.first(std::min<std::size_t>(length, payload.size()))));
        return;
    }
    for (const Piece& piece : segmentsOf(c.snapshot, c.frame, length)) {
        if (piece.offset <= frame.size() && piece.length <= frame.size() - piece.offset)
            sink.generated(FieldId::TcpSegmentBytes,
                           FieldValue::of(frame.subspan(piece.offset, piece.length)));
    }
}

/// frame.protocols needs a look at the layers before the first of them is reported.
std::string protocolText(const Context& c, ByteView frame, const GatheredDatagram& datagram)
{
    bool whole = false;
    bool assembled = false;
    c.snapshot.forEachMessage(c.frame, [&](std::uint32_t message) {
        if ((c.snapshot.messages[message].flags & kIncomplete) != 0)
            return true;
        (c.snapshot.piecesOf(message).several() ? assembled : whole) = true;
        return !(whole && assembled);
    });
    field::TreeSink sink;
    field::IssueLog log;
    const net::PacketFacts facts = reportNetwork(c, frame, datagram, false, sink, log);
    return protocolsOf(sink.take(), isOpaque(c, facts), (whole ? 1U : 0U) + (assembled ? 1U : 0U));
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
    const ByteView bytes = source.bytes(c.record);
    const bool reassembled = (c.record.flags & kReassembled) != 0;
    GatheredDatagram datagram;
    scratch.datagram.clear();
    if (reassembled && (parts.network || parts.protocols)) {
        datagram.record = snapshot.datagramOf(frame);
        if (datagram.record != nullptr)
            datagram.length = gatherDatagram(c, *datagram.record, scratch.datagram, nullptr);
        datagram.bytes = scratch.datagram;
    }
    scratch.protocols.clear();
    if (parts.protocols)
        scratch.protocols = protocolText(c, bytes, datagram);
    if (parts.frame)
        reportFrame(c, parts.shownBefore, scratch.protocols, sink);
    if (parts.network) {
        const net::PacketFacts facts =
            reportNetwork(c, bytes, datagram, parts.checksums, sink, scratch.issues);
        if (parts.segments)
            reportSegments(c, bytes, facts, sink);
    }
    if (!parts.mqtt)
        return;
    // All messages are laid out before the first is read: values view the bytes, which must not move any
    // more.
    const std::uint8_t messageSource = reassembled ? 2 : 1;
    scratch.messages.clear();
    scratch.laidOut.clear();
    snapshot.forEachMessage(frame, [&](std::uint32_t message) {
        if constexpr (std::is_same_v<Sink, field::SelectSink>) {
            // tshark's `mqtt` is false for a message with a hole: its fields are for the tree only.
            if ((snapshot.messages[message].flags & kIncomplete) != 0)
                return true;
        }
        scratch.laidOut.push_back(layOut(c, message, scratch.messages, nullptr));
        return true;
    });
    sink.source(messageSource);
    reportAssembly(c, scratch.laidOut, scratch.messages, sink);
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
        field::Issue issue;
        issue.code = found.issue.code;
        issue.severity = found.issue.severity;
        issue.field = found.issue.field;
        issue.expected = found.issue.expected;
        issue.found = found.issue.found;
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

void addDatagramSource(const Context& c, Dissection& result, GatheredDatagram& datagram)
{
    if ((c.record.flags & kReassembled) != 0)
        datagram.record = c.snapshot.datagramOf(c.frame);
    if (datagram.record == nullptr)
        return;
    DissectionSource& source = result.sources.emplace_back();
    source.kind = SourceKind::Datagram;
    datagram.length = gatherDatagram(c, *datagram.record, source.bytes, &source.pieces);
    datagram.bytes = source.bytes;
}

void dissectInto(const Context& c, field::TreeSink::Detail detail, std::uint32_t shownBefore,
                 Dissection& result)
{
    result.frame = c.frame;
    result.sources.reserve(3); // views into the bytes are taken below
    DissectionSource& frameSource = result.sources.emplace_back();
    const ByteView bytes = c.source.bytes(c.record);
    frameSource.bytes.assign(bytes.begin(), bytes.end());
    frameSource.pieces.push_back({c.frame, 0, static_cast<std::uint32_t>(bytes.size()), Piece::kIdentity});
    const ByteView frameBytes = frameSource.bytes;
    GatheredDatagram datagram;
    addDatagramSource(c, result, datagram);

    const auto messageSource = static_cast<std::uint8_t>(result.sources.size());
    DissectionSource messages;
    messages.kind = SourceKind::Messages;
    std::vector<LaidOutMessage> laidOut;
    c.snapshot.forEachMessage(c.frame, [&](std::uint32_t message) {
        laidOut.push_back(layOut(c, message, messages.bytes, &messages.pieces));
        return true;
    });
    if (!laidOut.empty())
        result.sources.push_back(std::move(messages));
    const ByteView messageBytes = laidOut.empty() ? ByteView{} : result.sources[messageSource].bytes;

    const bool everything = detail == field::TreeSink::Detail::Everything;
    field::TreeSink sink{detail};
    field::IssueLog log;
    if (everything)
        result.protocols = protocolText(c, frameBytes, datagram);
    reportFrame(c, shownBefore, result.protocols, sink);
    const net::PacketFacts facts = reportNetwork(c, frameBytes, datagram, true, sink, log);
    if (everything) {
        sink.source(0);
        reportSegments(c, frameBytes, facts, sink);
    }
    sink.source(messageSource);
    reportAssembly(c, laidOut, messageBytes, sink);
    mqtt::Packet packet;
    for (const LaidOutMessage& laid : laidOut) {
        const auto node = static_cast<std::uint32_t>(sink.size());
        reportMessage(c, laid, messageBytes, messageSource, sink, log, packet);
        result.messages.push_back({laid.message, {laid.start, laid.present}, node});
    }
    result.tree = sink.take();
    result.issues.assign(log.issues().begin(), log.issues().end());
    addSessionIssues(c, result);
}

} // namespace

std::shared_ptr<const Dissection> dissectTree(const Snapshot& snapshot, const FrameSource& source,
                                              const IndexOptions& options, std::uint32_t frame)
{
    if (frame == 0 || frame > snapshot.frameCount())
        return nullptr;
    auto result = std::make_shared<Dissection>();
    dissectInto({snapshot, source, options, frame, snapshot.frame(frame)}, field::TreeSink::Detail::Shown, 0,
                *result);
    return result;
}

std::unique_ptr<const Dissection> dissectForExport(const Snapshot& snapshot, const FrameSource& source,
                                                   const IndexOptions& options, std::uint32_t frame,
                                                   std::uint32_t shownBefore)
{
    if (frame == 0 || frame > snapshot.frameCount())
        return nullptr;
    auto result = std::make_unique<Dissection>();
    dissectInto({snapshot, source, options, frame, snapshot.frame(frame)},
                field::TreeSink::Detail::Everything, shownBefore, *result);
    return result;
}

} // namespace mqttscope::index
