// SPDX-License-Identifier: GPL-3.0-or-later
// What the indexer tells the tracker.
#include "dissector/index/indexer.h"

namespace mqttscope::index {

/// Tells the tracker of the message that was just decoded.
void Indexer::track(const MessageRecord& record, std::uint32_t message, const mqtt::DecodeResult& result,
                    bool heard)
{
    ConnectionState& state = *m_current;
    if ((record.flags & (kIncomplete | kBadLength)) != 0 || state.clientSide > 1) {
        m_lane.onUnreadable(state.index, standingOf(state));
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
    event.server = &state.record.ends[1 - state.clientSide];
    m_lane.onMessage(event, standingOf(state));
}

std::uint8_t Indexer::heardSides(const ConnectionState& connection)
{
    if (connection.clientSide > 1 || (connection.inference && !connection.inference->waiting().empty()))
        return 0;
    using Standing = SessionLane::Standing;
    const auto heard = [&connection](unsigned side) -> unsigned {
        if (connection.tcp.lacksBytes(static_cast<stream::Side>(side)))
            return 0;
        return connection.assembler[side].midMessage()
                   ? Standing::kNothingLacksClient
                   : Standing::kNothingLacksClient | Standing::kSettledClient;
    };
    const unsigned client = connection.clientSide;
    return static_cast<std::uint8_t>(heard(client) | heard(1 - client) << Standing::kServerShift);
}

SessionLane::Standing Indexer::standingOf(ConnectionState& connection)
{
    connection.told = {heardSides(connection), connection.record.latestVersion};
    return connection.told;
}

void Indexer::tellStanding(ConnectionState& connection)
{
    if (connection.content != ConnectionState::Content::Mqtt)
        return;
    const SessionLane::Standing told = connection.told;
    if (const SessionLane::Standing now = standingOf(connection); now != told)
        m_lane.onStanding(connection.index, now);
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
        m_lane.onUnused(connection.index, {record.firstFrame, m_frame, openedNs}, m_timeNs,
                        standingOf(connection));
}

} // namespace mqttscope::index
