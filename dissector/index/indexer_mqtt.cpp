// SPDX-License-Identifier: GPL-3.0-or-later
// From ordered bytes to message records.
#include "dissector/index/gather.h"
#include "dissector/index/indexer.h"

#include <algorithm>

namespace mqttscope::index {

using stream::Piece;
using stream::Side;

namespace {

/// Chunks that are kept until they tell whether a stream is MQTT: a CONNECT in one-byte segments fits.
constexpr std::size_t kMaxProbeChunks = 16;

std::uint32_t payloadOffsetOf(const mqtt::Publish& publish, std::uint32_t length)
{
    return length - static_cast<std::uint32_t>(publish.payload.size());
}

} // namespace

void Indexer::onChunk(Side side, const stream::Chunk& chunk)
{
    const auto sideIndex = static_cast<std::uint8_t>(side);
    switch (m_current->content) {
    case ConnectionState::Content::Mqtt:
        feedMqtt(sideIndex, chunk);
        break;
    case ConnectionState::Content::Unknown:
        probe(sideIndex, chunk);
        break;
    case ConnectionState::Content::Other:
        break;
    }
    if (chunk.piece.captured())
        m_current->record.bytes[sideIndex] += chunk.piece.length;
}

void Indexer::onGap(Side side, const stream::Gap& gap)
{
    m_released = true;
    const auto sideIndex = static_cast<std::uint8_t>(side);
    ConnectionState& state = *m_current;
    if (state.content == ConnectionState::Content::Mqtt)
        m_lane.onGap({state.index, m_frame, gap.length, gap.reason == stream::GapReason::Restart},
                     standingOf(state));
    GapEntry entry;
    entry.stream = state.index;
    entry.side = sideIndex;
    entry.knownAt = m_frame;
    entry.offset = gap.offset;
    entry.length = gap.length;
    if (state.content == ConnectionState::Content::Mqtt) {
        MessageAssembler& assembler = state.assembler[sideIndex];
        const auto emit = [&](const AssembledMessage& m) { addMessage(sideIndex, m); };
        std::uint64_t left = gap.length;
        if (left == 0) { // nobody knows how many bytes are missing
            assembler.finish(m_scratch, emit);
            if (gap.reason != stream::GapReason::Restart) // there the next byte is the first of its stream
                assembler.expectGuess();
        }
        while (left > 0) {
            const auto part = static_cast<std::uint32_t>(std::min<std::uint64_t>(left, mqtt::kMaxPacketSize));
            assembler.feed({gap.offset, {0, 0, part, Piece::kNotCaptured}, {}}, m_scratch, emit);
            left -= part;
        }
        entry.boundaryGuessed = assembler.guessing();
    } else if (state.content == ConnectionState::Content::Unknown) {
        state.content = ConnectionState::Content::Other;
        state.probe.clear();
    }
    m_gaps.append(entry);
}

void Indexer::onEnd(Side side, stream::EndReason reason, std::uint32_t frame)
{
    const auto sideIndex = static_cast<std::uint8_t>(side);
    const bool fromClient = sideIndex == m_current->clientSide;
    const session::Moment at{frame != 0 ? frame : m_frame, m_frame, m_timeNs};
    if (reason != stream::EndReason::Cut || !m_settling)
        trackUnused(*m_current);
    if (reason == stream::EndReason::Reset) { // segments that were in flight may still come
        settleVersion(*m_current);
        if (m_current->assembler[0].midMessage() || m_current->assembler[1].midMessage())
            m_lane.onUnreadable(m_current->index, standingOf(*m_current));
        m_lane.onTcpEnd(m_current->index, session::TcpEnd::Reset, fromClient, at, standingOf(*m_current));
        return;
    }
    m_released = true; // a message that stays incomplete belongs to the last frame that brought a byte of it
    m_current->assembler[sideIndex].finish(m_scratch,
                                           [&](const AssembledMessage& m) { addMessage(sideIndex, m); });
    settleVersion(*m_current); // so that the tracker knows the connection when it hears of its end
    if (reason == stream::EndReason::Fin)
        m_lane.onTcpEnd(m_current->index, session::TcpEnd::Fin, fromClient, at, standingOf(*m_current));
    else if (!m_settling)
        m_lane.onTcpEnd(m_current->index, session::TcpEnd::Replaced, fromClient, at, standingOf(*m_current));
}

/// The first bytes of a connection on a port that says nothing: a plausible CONNECT makes it MQTT.
void Indexer::probe(std::uint8_t side, const stream::Chunk& chunk)
{
    ConnectionState& state = *m_current;
    if (state.probeSide > 1)
        state.probeSide = side;
    if (side != state.probeSide)
        return;
    mqtt::Plausible answer = mqtt::Plausible::No;
    if (chunk.piece.captured() && state.probe.size() < kMaxProbeChunks) {
        state.probe.push_back(chunk);
        m_scratch.clear();
        for (const stream::Chunk& part : state.probe)
            m_scratch.insert(m_scratch.end(), part.bytes.begin(), part.bytes.end());
        answer = mqtt::plausibleConnect(m_scratch);
    }
    if (answer == mqtt::Plausible::NeedMore)
        return;
    const std::vector<stream::Chunk> chunks = std::move(state.probe);
    state.probe = {};
    if (answer == mqtt::Plausible::No) {
        state.content = ConnectionState::Content::Other;
        return;
    }
    state.content = ConnectionState::Content::Mqtt;
    state.record.mqtt = true;
    for (const stream::Chunk& part : chunks)
        feedMqtt(side, part);
}

void Indexer::feedMqtt(std::uint8_t side, const stream::Chunk& chunk)
{
    MessageAssembler& assembler = m_current->assembler[side];
    if (chunk.offset == 0 && !m_current->tcp.startsAtSyn(static_cast<Side>(side)))
        assembler.startMidway();
    if (assembler.guessing())
        assembler.guessBy(m_current->version, m_current->direction(side));
    assembler.feed(chunk, m_scratch, [&](const AssembledMessage& m) { addMessage(side, m); });
}

std::uint32_t Indexer::anchorOf(const AssembledMessage& message) const
{
    if ((message.flags & kCut) != 0) // what can be read of it stands in the frame that was cut
        return message.pieces.front().frame;
    if (!m_released)
        return m_frame;
    std::uint32_t anchor = 0;
    for (const Piece& piece : message.pieces) {
        if (piece.captured())
            anchor = std::max(anchor, piece.frame);
    }
    return anchor;
}

void Indexer::addMessage(std::uint8_t side, const AssembledMessage& message)
{
    ConnectionState& state = *m_current;
    const auto index = static_cast<std::uint32_t>(m_messages.size());
    MessageRecord record{};
    record.frame = anchorOf(message);
    record.stream = state.index & kNoStream;
    record.side = side & 1U;
    record.length = message.length;
    record.topic = kNone;
    record.firstByte = message.captured.empty() ? std::uint8_t{0} : message.captured[0];
    record.flags = message.flags;
    if (!state.versionSet)
        record.flags |= kUndecided;

    mqtt::DecodeResult result;
    decodeInto(record, message, result);
    if (record.type() == mqtt::PacketType::Connect && (message.flags & kBadLength) == 0 &&
        noteConnect(record, side, result))
        decodeInto(record, message, result);
    if (const auto* publish = std::get_if<mqtt::Publish>(&m_lane.packet())) {
        record.payloadOrReason = payloadOffsetOf(
            *publish,
            std::min<std::uint32_t>(message.length, static_cast<std::uint32_t>(message.captured.size())));
        noteAlias(record, side, *publish);
    }
    appendRecord(record, message.pieces);
    ++state.record.messages[side];
    touch(state);
    if (!state.versionSet)
        infer(record, index, message);
    else
        track(record, index, result, hasHeard(side, message));
}

/// The captured bytes of a message where they stay until the tracker was told of it.
field::ByteView Indexer::lasting(const AssembledMessage& message)
{
    if (message.pieces.size() == 1 && message.pieces.front().captured())
        return message.captured; // in its frame
    return m_lane.keep(message.captured);
}

void Indexer::decodeInto(MessageRecord& record, const AssembledMessage& message, mqtt::DecodeResult& result)
{
    mqtt::DecodeOptions options;
    options.version = m_current->version;
    options.direction = m_current->direction(static_cast<std::uint8_t>(record.side));
    m_log.clear();
    mqtt::Packet& packet = m_lane.packet();
    result = mqtt::decode(lasting(message), message.length, options, m_sink, m_log, packet);
    if (result.malformed || result.unreadable)
        record.flags |= kMalformed;
    struct Visitor {
        MessageRecord& record;
        void operator()(const std::monostate&) const {}
        void operator()(const mqtt::Connect&) const {}
        void operator()(const mqtt::Connack& p) const { record.payloadOrReason = p.code; }
        void operator()(const mqtt::Publish& p) const { record.packetId = p.packetId; }
        void operator()(const mqtt::Puback& p) const { acknowledgement(p); }
        void operator()(const mqtt::Pubrec& p) const { acknowledgement(p); }
        void operator()(const mqtt::Pubrel& p) const { acknowledgement(p); }
        void operator()(const mqtt::Pubcomp& p) const { acknowledgement(p); }
        void operator()(const mqtt::Subscribe& p) const { record.packetId = p.packetId; }
        void operator()(const mqtt::Suback& p) const
        {
            record.packetId = p.packetId;
            record.payloadOrReason = p.codes.empty() ? 0U : p.codes[0];
        }
        void operator()(const mqtt::Unsubscribe& p) const { record.packetId = p.packetId; }
        void operator()(const mqtt::Unsuback& p) const
        {
            record.packetId = p.packetId;
            record.payloadOrReason = p.codes.empty() ? 0U : p.codes[0];
        }
        void operator()(const mqtt::Pingreq&) const {}
        void operator()(const mqtt::Pingresp&) const {}
        void operator()(const mqtt::Disconnect& p) const { record.payloadOrReason = p.reasonCode; }
        void operator()(const mqtt::Auth& p) const { record.payloadOrReason = p.reasonCode; }
        void acknowledgement(const mqtt::Acknowledgement& p) const
        {
            record.packetId = p.packetId;
            record.payloadOrReason = p.reasonCode;
        }
    };
    std::visit(Visitor{record}, packet);
}

bool Indexer::noteConnect(MessageRecord& record, std::uint8_t side, const mqtt::DecodeResult& result)
{
    ConnectionState& state = *m_current;
    const auto* connect = std::get_if<mqtt::Connect>(&m_lane.packet());
    if (connect == nullptr || result.version == mqtt::Version::Unknown)
        return false; // broken before its Protocol Level
    const std::uint8_t level = connect->protocolLevel;
    const std::uint32_t clientId = m_strings.intern(connect->clientId);
    const bool replayed = state.inference != nullptr;
    if (replayed) { // what came before the CONNECT keeps what was inferred
        settleVersion(state);
        state.inference.reset();
    }
    state.version = result.version;
    state.versionSet = true;
    state.versionGuessed = false;
    state.clientSide = side;
    record.flags &= static_cast<std::uint8_t>(~kUndecided);
    appendVersion({state.index, record.frame, static_cast<std::uint32_t>(m_messages.size()), m_frame, kNone,
                   result.version, false, level});
    state.record.clientSide = side;
    state.record.clientId = clientId;
    return replayed;
}

void Indexer::noteAlias(MessageRecord& record, std::uint8_t side, const mqtt::Publish& publish)
{
    ConnectionState& state = *m_current;
    if (!publish.topic.empty())
        record.topic = m_strings.intern(publish.topic);
    if (state.version != mqtt::Version::V50 || !publish.properties.has(mqtt::PropertyId::TopicAlias))
        return;
    const auto alias =
        static_cast<std::uint16_t>(publish.properties.numberOr(mqtt::PropertyId::TopicAlias, 0));
    auto& map = state.aliases[side];
    if (!publish.topic.empty()) {
        if (!map)
            map = std::make_unique<ConnectionState::AliasMap>();
        (*map)[alias] = record.topic;
        return;
    }
    const auto found = map ? map->find(alias) : ConnectionState::AliasMap::iterator{};
    if (map && found != map->end()) {
        record.topic = found->second;
        record.flags |= kAliasUsed;
    } else {
        record.flags |= kAliasUnknown;
    }
}

void Indexer::infer(const MessageRecord& record, std::uint32_t message, const AssembledMessage& assembled)
{
    ConnectionState& state = *m_current;
    if ((record.flags & (kIncomplete | kBadLength)) != 0)
        return;
    if (!state.inference)
        state.inference = std::make_unique<VersionInference>();
    const auto version =
        state.inference->look(assembled.captured, assembled.length,
                              state.direction(static_cast<std::uint8_t>(record.side)), message, m_timeNs);
    if (version)
        decideVersion(state, *version);
    else
        makeRestless(state);
}

/// Decides by what is known so far, if messages wait for it.
void Indexer::settleVersion(ConnectionState& connection)
{
    if (connection.inference && !connection.inference->waiting().empty())
        decideVersion(connection, connection.inference->best());
}

void Indexer::decideVersion(ConnectionState& connection, mqtt::Version version)
{
    const std::unique_ptr<VersionInference> inference = std::move(connection.inference);
    connection.version = version;
    connection.versionSet = true;
    connection.versionGuessed = true;
    appendVersion({connection.index, connection.record.firstFrame, 0, m_frame, kNone, version, true, 0});
    for (const std::uint32_t message : inference->waiting())
        replay(connection, message);
}

/// Reads a message that waited for the version again and notes what the version changes.
void Indexer::replay(ConnectionState& connection, std::uint32_t message)
{
    MessageRecord record = m_messages[message];
    std::vector<std::uint8_t> bytes;
    gather(m_frames, m_pieces, *m_source, record, bytes);
    m_current = &connection;
    record.flags &= static_cast<std::uint8_t>(~(kUndecided | kMalformed));
    mqtt::DecodeResult result;
    decodeInto(record, {bytes, record.length, 0, {}}, result);
    if (const auto* publish = std::get_if<mqtt::Publish>(&m_lane.packet())) {
        record.payloadOrReason = payloadOffsetOf(*publish, static_cast<std::uint32_t>(bytes.size()));
        record.topic = kNone;
        noteAlias(record, static_cast<std::uint8_t>(record.side), *publish);
    }
    LateMessage& late = m_lateMessages.edit(message);
    late.knownAt = std::max(m_frame, 1U);
    late.topic = record.topic;
    late.payloadOffset = record.payloadOffset();
    late.reasonCode = record.reasonCode();
    late.flags = record.flags;
    track(record, message, result, false);
}

void Indexer::appendVersion(const VersionEntry& entry)
{
    ConnectionState& state = *m_states[entry.stream];
    touch(state);
    ConnectionRecord& connection = state.record;
    VersionEntry chained = entry;
    chained.earlier = connection.latestVersion;
    connection.latestVersion = static_cast<std::uint32_t>(m_versions.size());
    m_versions.append(chained);
}

void Indexer::appendRecord(MessageRecord& record, std::span<const Piece> pieces)
{
    const auto index = static_cast<std::uint32_t>(m_messages.size());
    const Piece& first = pieces.front();
    record.inOnePiece = pieces.size() == 1 && first.transform == Piece::kIdentity &&
                        first.frame == record.frame && first.length == record.length;
    record.place =
        (record.inOnePiece != 0 ? first.offset : static_cast<std::uint32_t>(m_pieces.size())) & 0x7fffffffU;
    m_messages.append(record);
    if (record.inOnePiece == 0) {
        for (const Piece& piece : pieces)
            m_pieces.append(piece);
    }
    if (record.frame != m_frame)
        anchorLate(record.frame, index);
}

void Indexer::anchorLate(std::uint32_t frame, std::uint32_t message)
{
    if (frame == 0)
        return;
    LateAnchor& anchor = m_lateAnchors.edit(frame - 1);
    if (anchor.first == anchor.last)
        anchor = {message, message + 1, kNone};
    else if (anchor.last == message)
        ++anchor.last;
    else
        anchor.open = message;
}

} // namespace mqttscope::index
