// SPDX-License-Identifier: GPL-3.0-or-later
// What the indexer tells the tracker, and what the tracker asks it.
#include "dissector/index/indexer.h"

namespace mqttscope::index {

/// Tells the tracker of the message that was just decoded.
void Indexer::track(const MessageRecord& record, std::uint32_t message, const mqtt::DecodeResult& result,
                    bool heard)
{
    const ConnectionState& state = *m_current;
    if ((record.flags & (kIncomplete | kBadLength)) != 0 || state.clientSide > 1) {
        m_tracker.onUnreadable(state.index);
        return;
    }
    session::MessageEvent event;
    event.message = message;
    event.at = {record.frame, m_frame, m_frames[record.frame - 1].timeNs};
    if (event.at.timeNs == kNoTime)
        event.at.timeNs = m_timeNs;
    event.stream = state.index;
    event.fromClient = record.side == state.clientSide;
    event.version = state.version;
    event.versionGuessed = state.versionGuessed;
    event.firstByte = record.firstByte;
    event.length = record.length;
    event.topic = record.topic;
    event.fromSyn = state.tcp.startsAtSyn(stream::Side::A) && state.tcp.startsAtSyn(stream::Side::B);
    event.whole = (record.flags & kCut) == 0;
    event.malformed = (record.flags & kMalformed) != 0;
    event.protocolError = event.malformed || result.protocolError;
    event.guessedStart = (record.flags & kGuessedStart) != 0;
    event.heard = heard;
    event.packet = &m_packet;
    event.server = &state.record.ends[1 - state.clientSide];
    m_tracker.onMessage(event);
}

std::int64_t Indexer::timeOf(std::uint32_t message) const
{
    return m_frames[m_messages[message].frame - 1].timeNs;
}

std::int64_t Indexer::startTimeOf(std::uint32_t message) const
{
    const std::uint32_t frame = m_pieces[m_messages[message].firstPiece].frame;
    return frame != 0 ? m_frames[frame - 1].timeNs : timeOf(message);
}

bool Indexer::settled(std::uint32_t stream, bool client) const
{
    const ConnectionState& state = m_states[stream];
    if (state.clientSide > 1 || (state.inference && !state.inference->waiting().empty()))
        return false;
    const auto side = static_cast<std::uint8_t>(client ? state.clientSide : 1 - state.clientSide);
    return !state.tcp.lacksBytes(static_cast<stream::Side>(side)) && !state.assembler[side].midMessage();
}

bool Indexer::hasHeard(std::uint8_t side, const AssembledMessage& message) const
{
    // What waited behind a gap was sent earlier than the segment that is being read.
    return !m_released && m_acknowledges && message.pieces.back().frame == m_frame &&
           m_current->tcp.coversAll(other(static_cast<stream::Side>(side)), m_acknowledgment);
}

void Indexer::trackUnused(ConnectionState& connection)
{
    const ConnectionRecord& record = connection.record;
    if (connection.unusedTold || connection.content != ConnectionState::Content::Mqtt)
        return;
    connection.unusedTold = true;
    const bool whole =
        connection.tcp.startsAtSyn(stream::Side::A) && connection.tcp.startsAtSyn(stream::Side::B);
    if (!whole || record.bytes[0] + record.bytes[1] != 0 || record.messages[0] + record.messages[1] != 0)
        return;
    const std::int64_t openedNs = m_frames[record.firstFrame - 1].timeNs;
    if (openedNs != kNoTime)
        m_tracker.onUnused(connection.index, {record.firstFrame, m_frame, openedNs}, m_timeNs);
}

void Indexer::read(std::uint32_t message, session::ReadAgain& into) const
{
    const MessageRecord& record = m_messages[message];
    into.bytes.clear();
    gather(record, into.bytes);
    mqtt::DecodeOptions options;
    options.reportIssues = false;
    if (const VersionEntry* entry = versionOf(message))
        options.version = entry->version;
    into.version = options.version;
    field::NullSink sink;
    field::IssueLog log;
    mqtt::decode(into.bytes, record.length, options, sink, log, into.packet);
}

/// The bytes of a message up to the first one that was not captured.
void Indexer::gather(const MessageRecord& record, std::vector<std::uint8_t>& bytes) const
{
    for (std::size_t i = record.firstPiece; i < m_pieces.size() && bytes.size() < record.length; ++i) {
        const field::ByteView part = bytesOf(m_pieces[i]);
        if (part.empty())
            break;
        bytes.insert(bytes.end(), part.begin(), part.end());
    }
}

const VersionEntry* Indexer::versionOf(std::uint32_t message) const
{
    const ConnectionState& state = m_states[m_messages[message].stream];
    for (std::uint32_t i = state.record.latestVersion; i != kNone; i = m_versions[i].earlier) {
        if (m_versions[i].fromMessage <= message)
            return &m_versions[i];
    }
    return nullptr;
}

} // namespace mqttscope::index
