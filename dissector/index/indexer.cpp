// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/index/indexer.h"

#include "dissector/index/gather.h"
#include "dissector/index/quick_header.h"

#include <algorithm>
#include <utility>

namespace mqttscope::index {

using stream::Piece;
using stream::SegmentPart;
using stream::Side;

Indexer::Indexer(const FrameSource& source, IndexOptions options, std::unique_ptr<Courier> courier)
    : m_source(&source), m_options(std::move(options)),
      m_lane(m_strings,
             {m_frames.follow(), m_messages.follow(), m_pieces.follow(), m_versions.follow(), source},
             std::move(courier))
{
}

bool Indexer::isMqttPort(std::uint16_t port) const
{
    return std::find(m_options.mqttPorts.begin(), m_options.mqttPorts.end(), port) !=
           m_options.mqttPorts.end();
}

bool Indexer::addFrame(const FrameInput& frame)
{
    if (m_frames.size() >= kMaxFrames)
        return false;
    m_frame = static_cast<std::uint32_t>(m_frames.size()) + 1;
    if (frame.timeNs != kNoTime)
        m_timeNs = frame.timeNs;
    m_released = false;
    FrameRecord record{};
    record.fileOffset = frame.fileOffset & 0xffff'ffff'ffffULL;
    record.interface = frame.interface;
    record.timeNs = frame.timeNs;
    record.capturedLength = frame.capturedLength & 0x0fff'ffffU;
    record.flags = 0;
    record.originalLength = frame.originalLength;
    record.stream = kNoStream;
    record.side = 0;
    record.firstMessage = static_cast<std::uint32_t>(m_messages.size());
    m_frames.append(record);

    net::TcpFacts plain;
    if (readPlainSegment(frame.linkType, frame.bytes, frame.originalLength, plain)) [[likely]]
        addSegment(frame, plain);
    else
        addPacket(frame);
    m_lane.flow();
    return true;
}

/// A frame that is not simply a TCP segment.
void Indexer::addPacket(const FrameInput& frame)
{
    net::PacketFacts facts;
    facts.flows = &m_frameFlows;
    m_log.clear();
    net::decodePacket(frame.linkType, frame.bytes, frame.originalLength, {}, m_sink, m_log, facts);
    m_flowCount = 0;
    if (facts.flowCount != 0)
        addFlows(0, facts.flowCount);
    switch (facts.kind) {
    case net::PacketKind::None:
    case net::PacketKind::Other:
        break;
    case net::PacketKind::IpFragment:
        addFragment(frame, facts.fragment);
        break;
    case net::PacketKind::Tcp:
        addSegment(frame, facts.tcp);
        break;
    }
}

/// A TCP segment that stands in one frame.
void Indexer::addSegment(const FrameInput& frame, const net::TcpFacts& facts)
{
    std::array<SegmentPart, 2> parts;
    std::size_t count = 0;
    if (facts.payloadCaptured > 0)
        parts[count++] = {{m_frame, facts.payloadOffset, facts.payloadCaptured, Piece::kIdentity},
                          frame.bytes.subspan(facts.payloadOffset, facts.payloadCaptured)};
    if (facts.payloadLength > facts.payloadCaptured)
        parts[count++] = {{m_frame, facts.payloadOffset + facts.payloadCaptured,
                           facts.payloadLength - facts.payloadCaptured, Piece::kNotCaptured},
                          {}};
    addTcp(facts, {parts.data(), count});
}

void Indexer::addFragment(const FrameInput& frame, const net::FragmentFacts& fragment)
{
    m_frames.last().flags |= kFragment;
    const auto datagram = m_ipReassembler.feed(
        m_frame, fragment, frame.bytes.subspan(fragment.payloadOffset, fragment.payloadCaptured), m_timeNs);
    if (datagram)
        addDatagram(*datagram);
}

void Indexer::addDatagram(const net::Datagram& datagram)
{
    m_frames.last().flags |= kReassembled;
    DatagramRecord record;
    record.frame = m_frame;
    record.firstPiece = static_cast<std::uint32_t>(m_datagramPieces.size());
    record.pieceCount = static_cast<std::uint32_t>(datagram.pieces.size());
    record.protocol = datagram.protocol;
    record.source = datagram.source;
    record.destination = datagram.destination;
    m_datagram.clear();
    bool whole = true;
    for (const net::FragmentPiece& part : datagram.pieces) {
        const Piece piece{part.frame, part.offset, part.length,
                          part.captured ? Piece::kIdentity : Piece::kNotCaptured};
        m_datagramPieces.append(piece);
        whole = whole && part.captured;
        if (whole) {
            const field::ByteView bytes = bytesOf(m_frames, *m_source, piece);
            m_datagram.insert(m_datagram.end(), bytes.begin(), bytes.end());
        }
    }
    m_datagrams.append(record);
    for (const std::uint32_t part : datagram.frames) {
        if (part != m_frame)
            m_reassembledIn.edit(part - 1) = m_frame;
    }

    net::PacketFacts facts;
    facts.flows = &m_frameFlows;
    facts.flowCount = m_flowCount;
    net::decodeTransport(datagram.protocol, m_datagram, datagram.length, datagram.source,
                         datagram.destination, {}, m_sink, m_log, facts);
    if (facts.flowCount != m_flowCount)
        addFlows(m_flowCount, facts.flowCount);
    if (facts.kind != net::PacketKind::Tcp)
        return;
    m_parts.clear();
    std::uint32_t start = 0;
    const std::uint32_t from = facts.tcp.payloadOffset;
    const std::uint32_t to = from + facts.tcp.payloadLength;
    for (const net::FragmentPiece& part : datagram.pieces) {
        const std::uint32_t first = std::max(start, from);
        const std::uint32_t last = std::min(start + part.length, to);
        if (first < last) {
            const Piece piece{part.frame, part.offset + (first - start), last - first,
                              part.captured ? Piece::kIdentity : Piece::kNotCaptured};
            m_parts.push_back({piece, bytesOf(m_frames, *m_source, piece)});
        }
        start += part.length;
    }
    addTcp(facts.tcp, m_parts);
}

ConnectionState& Indexer::newConnection(const net::TcpFacts& facts)
{
    const auto index = static_cast<std::uint32_t>(m_states.size());
    ConnectionState& state = *m_states.emplace_back(std::make_unique<ConnectionState>());
    state.index = index;
    ConnectionRecord& record = state.record;
    record.ends[0] = facts.source;
    record.ends[1] = facts.destination;
    record.firstFrame = m_frame;
    if (isMqttPort(facts.destination.port)) {
        state.clientSide = 0;
    } else if (isMqttPort(facts.source.port)) {
        state.clientSide = 1;
    } else if ((facts.flags & net::kSyn) != 0) {
        state.clientSide = (facts.flags & net::kAck) != 0 ? 1 : 0;
    }
    if (isMqttPort(facts.destination.port) || isMqttPort(facts.source.port))
        state.content = ConnectionState::Content::Mqtt;
    else if (!m_options.detectOnAnyPort)
        state.content = ConnectionState::Content::Other;
    if (m_options.defaultVersion != mqtt::Version::Unknown) {
        state.version = m_options.defaultVersion;
        state.versionSet = true;
        state.versionGuessed = true;
        appendVersion({index, m_frame, 0, m_frame, kNone, m_options.defaultVersion, true, 0});
    } else if (!m_options.inferVersion) {
        state.versionSet = true;
    }
    record.mqtt = state.content == ConnectionState::Content::Mqtt;
    record.clientSide = state.clientSide;
    return state;
}

ConnectionState& Indexer::connectionOf(const net::TcpFacts& facts, Side& side)
{
    const std::uint32_t hash = ConnectionMap::hashOf(facts.source, facts.destination);
    const std::uint32_t found = m_byEnds.find(hash, [&](std::uint32_t candidate) {
        const ConnectionRecord& record = m_states[candidate]->record;
        if (record.ends[0] == facts.source && record.ends[1] == facts.destination) {
            side = Side::A;
            return true;
        }
        side = Side::B;
        return record.ends[1] == facts.source && record.ends[0] == facts.destination;
    });
    if (found != ConnectionMap::kNone) {
        ConnectionState& state = *m_states[found];
        if (!state.tcp.isNewConnection(facts, side))
            return state;
        m_current = &state;
        state.tcp.finish(*this);
        tellStanding(state);
    }
    side = Side::A;
    m_byEnds.put(hash, static_cast<std::uint32_t>(m_states.size()), found);
    return newConnection(facts);
}

/// RFC 7323 §2.2: both ends scale their windows, or none does.
void Indexer::noteWindowShift(ConnectionRecord& record, std::uint8_t side, std::uint8_t shift)
{
    const bool unused = shift == net::kShiftUnused || record.windowShift[1 - side] == net::kShiftUnused;
    record.windowShift[side] = unused ? net::kShiftUnused : shift;
    if (unused)
        record.windowShift[1 - side] = net::kShiftUnused;
}

void Indexer::addTcp(const net::TcpFacts& facts, std::span<const SegmentPart> payload)
{
    if (m_states.size() >= kMaxConnections)
        return;
    Side side = Side::A;
    m_current = &connectionOf(facts, side);
    m_released = false;
    ConnectionState& state = *m_current;
    const auto sideIndex = static_cast<std::uint8_t>(side);
    FrameRecord& frameRecord = m_frames.last();
    frameRecord.stream = state.index & kNoStream;
    frameRecord.side = sideIndex & 1U;

    m_acknowledgment = facts.acknowledgment;
    m_acknowledges = (facts.flags & net::kAck) != 0;
    stream::SegmentInput input;
    input.facts = &facts;
    input.frame = m_frame;
    input.timeNs = m_timeNs;
    input.payload = payload;
    const stream::SegmentResult result = state.tcp.feed(input, side, *this);
    if (result.has(stream::kRetransmission))
        frameRecord.flags |= kRetransmission;
    if (result.has(stream::kHeld))
        frameRecord.flags |= kOutOfOrder;
    if (result.has(stream::kConflictingBytes) && state.content == ConnectionState::Content::Mqtt)
        m_lane.onConflict(state.index, m_frame, standingOf(state));
    if (state.tcp.waiting())
        makeRestless(state);
    tellStanding(state);

    touch(state);
    ConnectionRecord& record = state.record;
    record.lastFrame = m_frame;
    for (std::uint8_t i = 0; i < 2; ++i) {
        record.baseKnown[i] = state.tcp.hasBase(static_cast<Side>(i));
        record.baseSequence[i] = state.tcp.baseSequence(static_cast<Side>(i));
    }
    if ((facts.flags & net::kSyn) != 0)
        noteWindowShift(record, sideIndex, facts.windowShift);
}

void Indexer::makeRestless(ConnectionState& connection)
{
    if (connection.restless)
        return;
    connection.restless = true;
    m_restless.push_back(connection.index);
}

void Indexer::touch(ConnectionState& connection)
{
    if (connection.dirty)
        return;
    connection.dirty = true;
    m_dirty.push_back(connection.index);
}

bool Indexer::tick(std::int64_t nowNs)
{
    const std::size_t before = m_messages.size() + m_versions.size() + m_gaps.size();
    m_frame = static_cast<std::uint32_t>(m_frames.size());
    std::vector<std::uint32_t> still;
    for (const std::uint32_t index : m_restless) {
        ConnectionState& state = *m_states[index];
        m_current = &state;
        m_released = true;
        state.tcp.tick(nowNs, *this);
        if (state.inference && !state.inference->waiting().empty() &&
            nowNs - state.inference->firstTimeNs() >= VersionInference::kMaxWaitNs)
            decideVersion(state, state.inference->best());
        tellStanding(state);
        state.restless = state.tcp.waiting() || state.inference != nullptr;
        if (state.restless)
            still.push_back(index);
    }
    m_restless = std::move(still);
    return m_messages.size() + m_versions.size() + m_gaps.size() != before;
}

void Indexer::settle(ConnectionState& connection)
{
    m_current = &connection;
    m_released = true;
    connection.tcp.finish(*this);
    for (std::uint8_t side = 0; side < 2; ++side)
        connection.assembler[side].finish(m_scratch, [&](const AssembledMessage& m) { addMessage(side, m); });
    settleVersion(connection);
    trackUnused(connection);
    tellStanding(connection);
    m_lane.flow();
}

void Indexer::finish()
{
    m_frame = static_cast<std::uint32_t>(m_frames.size());
    m_settling = true;
    for (const std::unique_ptr<ConnectionState>& state : m_states)
        settle(*state);
    m_settling = false;
    m_lane.finish({m_frame, m_frame, m_timeNs});
}

std::shared_ptr<const Snapshot> Indexer::publish(bool final)
{
    for (const std::uint32_t index : m_dirty) {
        m_connections.edit(index) = m_states[index]->record;
        m_states[index]->dirty = false;
    }
    m_dirty.clear();
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->sessions = m_lane.publish();
    snapshot->frames = m_frames.view();
    snapshot->messages = m_messages.view();
    snapshot->pieces = m_pieces.view();
    snapshot->versions = m_versions.view();
    snapshot->gaps = m_gaps.view();
    snapshot->datagrams = m_datagrams.view();
    snapshot->datagramPieces = m_datagramPieces.view();
    snapshot->flows = m_flows.view();
    snapshot->connections = m_connections.publish();
    snapshot->connectionCount = static_cast<std::uint32_t>(m_states.size());
    snapshot->lateMessages = m_lateMessages.publish();
    snapshot->lateAnchors = m_lateAnchors.publish();
    snapshot->reassembledIn = m_reassembledIn.publish();
    snapshot->strings = m_strings.view();
    snapshot->generation = ++m_generation;
    snapshot->final = final;
    return snapshot;
}

} // namespace mqttscope::index
