// SPDX-License-Identifier: GPL-3.0-or-later
// What the indexer tells the tracker, and what the tracker asks it.
#include "dissector/index/indexer.h"

namespace mqttscope::index {

/// Tells the tracker of the message that was just decoded.
void Indexer::track(const MessageRecord& record, std::uint32_t message)
{
    const ConnectionState& state = *m_current;
    if ((record.flags & (kIncomplete | kBadLength)) != 0 || state.clientSide > 1) {
        m_tracker.onGap(state.index);
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
    event.packet = &m_packet;
    event.server = &state.record.ends[1 - state.clientSide];
    m_tracker.onMessage(event);
}

std::int64_t Indexer::timeOf(std::uint32_t message) const
{
    return m_frames[m_messages[message].frame - 1].timeNs;
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
