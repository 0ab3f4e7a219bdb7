// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/tap/tap_remarks.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace mqttscope::broker {

using mqtt::Decision;
using mqtt::PacketType;

namespace {

constexpr std::size_t kClient = 0;
constexpr std::size_t kBroker = 1;

/// Decisions that tell what became of a packet: each packet has at most one.
bool isAnswer(Decision code)
{
    return code == Decision::Accepted || code == Decision::NobodySubscribed ||
           code == Decision::HeldForPubrel || code == Decision::Repeated || code == Decision::PublishRefused;
}

/// The record keeps the beginning of a topic, the packet may have an alias in its place, and of SUBSCRIBE and
/// UNSUBSCRIBE all filters are at hand.
bool topicFits(std::string_view recorded, PacketType type, std::string_view seen)
{
    if (recorded.empty() || seen.empty())
        return true;
    if (type == PacketType::Publish)
        return seen.substr(0, recorded.size()) == recorded;
    if (type == PacketType::Subscribe || type == PacketType::Unsubscribe)
        return seen.size() >= PacketPeek::kMaxTopic || seen.find(recorded) != std::string_view::npos;
    return true;
}

} // namespace

void TapRemarks::opened(ConnectionId id, std::uint64_t line)
{
    m_byId[id] = line;
    lineAt(line).next = m_seen.size();
}

void TapRemarks::forget(std::uint64_t line)
{
    const auto found = m_lines.find(line);
    if (found == m_lines.end())
        return;
    const auto of = m_lineOfSession.find(found->second.session);
    if (of != m_lineOfSession.end() && of->second == line)
        m_lineOfSession.erase(of);
    m_lines.erase(found);
}

/// What it holds of a turn is that of the present one.
TapRemarks::Line& TapRemarks::lineAt(std::uint64_t number)
{
    Line& line = m_lines[number];
    if (line.turn != m_turn) {
        line.turn = m_turn;
        line.next = 0;
        line.end = {kNoFrame, kNoFrame};
    }
    return line;
}

void TapRemarks::put(std::uint64_t frame, const TapRemark& remark)
{
    m_put(frame, remark);
    if (const auto* record = std::get_if<DecisionRecord>(&remark); record != nullptr && record->message != 0)
        m_messages.try_emplace(record->message, frame);
}

void TapRemarks::putOrKeep(std::uint64_t frame, const TapRemark& remark)
{
    if (frame != kNoFrame)
        return put(frame, remark);
    if (const auto* record = std::get_if<DecisionRecord>(&remark))
        keepHomeless(*record);
    else
        ++m_unplaced;
}

void TapRemarks::keepHomeless(const DecisionRecord& record)
{
    if (m_homeless.size() >= kMaxWaiting) {
        m_homeless.pop_front();
        ++m_unplaced;
    }
    m_homeless.push_back(record);
}

/// The client is here again: what happened to it in the meantime.
void TapRemarks::welcome(const DecisionRecord& record, std::uint64_t frame)
{
    for (auto one = m_homeless.begin(); one != m_homeless.end();) {
        if (one->clientId.text() != record.clientId.text()) {
            ++one;
            continue;
        }
        m_put(frame, *one);
        one = m_homeless.erase(one);
    }
}

void TapRemarks::wait(const Waiting& waiting)
{
    if (m_waiting.size() < kMaxWaiting)
        m_waiting.push_back(waiting);
    else
        putOrKeep(waiting.fallback, waiting.remark);
}

std::optional<std::uint64_t> TapRemarks::lineOfSession(std::uint64_t session) const
{
    const auto found = m_lineOfSession.find(session);
    return found != m_lineOfSession.end() ? std::optional(found->second) : std::nullopt;
}

std::optional<std::uint64_t> TapRemarks::lineOf(const DecisionRecord& record) const
{
    const auto found = m_byId.find(record.connection);
    if (found != m_byId.end() && (record.connection != 0 || record.session == 0))
        return found->second;
    return lineOfSession(record.session);
}

std::uint64_t TapRemarks::causeOn(std::optional<std::uint64_t> line) const
{
    return line && m_cause.line == *line ? m_cause.frame : kNoFrame;
}

TapRemarks::Seen* TapRemarks::find(std::uint64_t line, TypeSet types, const DecisionRecord& record)
{
    const bool answer = isAnswer(record.code);
    for (std::size_t i = lineAt(line).next; i < m_seen.size(); ++i) {
        Seen& seen = m_seen[i];
        if (seen.line != line || (types & typeSet(seen.type)) == 0 || (answer && seen.answered) ||
            (record.packetId != 0 && record.packetId != seen.packetId) ||
            (record.message != 0 && seen.message != 0 && seen.message != record.message) ||
            !topicFits(record.topic.text(), seen.type, seen.topic))
            continue;
        seen.answered = seen.answered || answer;
        if (record.message != 0)
            seen.message = record.message;
        lineAt(line).next = i;
        return &seen;
    }
    return nullptr;
}

void TapRemarks::packet(std::uint64_t line, TapSide from, const PeekedPacket& packet, std::uint64_t frame)
{
    if (from == TapSide::Broker) {
        return resolveWaiting(line, frame, [&](const Waiting& one) {
            const auto* record = std::get_if<DecisionRecord>(&one.remark);
            return (one.types & typeSet(packet.type)) != 0 &&
                   (one.packetId == packet.packetId || packet.type == PacketType::Disconnect) &&
                   (record == nullptr || topicFits(record->topic.text(), packet.type, packet.topic));
        });
    }
    m_cause = {line, frame};
    if (m_seen.size() >= kMaxPackets)
        return;
    Seen& seen = m_seen.emplace_back();
    seen.line = line;
    seen.frame = frame;
    seen.type = packet.type;
    seen.qos = packet.qos;
    seen.packetId = packet.packetId;
    seen.topic = packet.topic;
}

/// A packet of the broker takes one decision and one fault that wait for it, an end takes all.
void TapRemarks::resolveWaiting(std::uint64_t line, std::uint64_t frame,
                                const std::function<bool(const Waiting&)>& fits)
{
    std::array<bool, 2> taken{}; // by kind of remark
    for (auto one = m_waiting.begin(); one != m_waiting.end();) {
        const bool isEnd = one->brokerEnd || one->anyEnd;
        if (one->line != line || (taken[one->remark.index()] && !isEnd) || !fits(*one)) {
            ++one;
            continue;
        }
        taken[one->remark.index()] = taken[one->remark.index()] || !isEnd;
        const Waiting found = *one;
        one = m_waiting.erase(one);
        put(frame, found.remark);
    }
}

void TapRemarks::ended(std::uint64_t line, TapSide from, std::uint64_t frame)
{
    lineAt(line).end[static_cast<std::size_t>(from)] = frame;
    resolveWaiting(line, frame, [&](const Waiting& one) {
        return one.anyEnd || (one.brokerEnd && from == TapSide::Broker);
    });
}

void TapRemarks::decided(const DecisionRecord& record)
{
    const RemarkPlace place = placeOf(record);
    switch (place.at) {
    case RemarkAt::FromClient:
        return placeFromClient(record, place.types);
    case RemarkAt::Message:
        return placeMessage(record);
    case RemarkAt::ToClient:
        return placeToClient(record, place.types);
    case RemarkAt::Offence:
        if (const std::uint64_t frame = causeOn(lineOf(record)); frame != kNoFrame)
            return put(frame, record);
        return placeBrokerEnd(record);
    case RemarkAt::BrokerEnd:
        return placeBrokerEnd(record);
    case RemarkAt::ClientEnd:
        return placeClientEnd(record);
    case RemarkAt::Cause:
        return putOrKeep(m_cause.frame, record);
    case RemarkAt::Nowhere:
        return keepHomeless(record);
    }
}

void TapRemarks::placeFromClient(const DecisionRecord& record, TypeSet types)
{
    const auto line = lineOf(record);
    if (!line)
        return putOrKeep(kNoFrame, record);
    const Seen* seen = find(*line, types, record);
    const std::uint64_t frame = seen != nullptr ? seen->frame : causeOn(line);
    if (record.session != 0 &&
        (record.code == Decision::SessionCreated || record.code == Decision::SessionResumed)) {
        lineAt(*line).session = record.session;
        m_lineOfSession[record.session] = *line;
        if (frame != kNoFrame)
            welcome(record, frame);
    }
    putOrKeep(frame, record);
}

void TapRemarks::placeMessage(const DecisionRecord& record)
{
    if (const auto known = m_messages.find(record.message); known != m_messages.end())
        return put(known->second, record);
    const bool arrival = isAnswer(record.code) || record.code == Decision::RetainedStored ||
                         record.code == Decision::RetainedReplaced ||
                         record.code == Decision::RetainedRemoved ||
                         record.code == Decision::RetainedNotStored;
    // A will goes where its own remark goes.
    for (const Waiting& one : m_waiting) {
        const auto* other = std::get_if<DecisionRecord>(&one.remark);
        if (other != nullptr && other->message == record.message && one.anyEnd) {
            Waiting joined = one;
            joined.remark = record;
            return wait(joined);
        }
    }
    if (!arrival && record.publisher != 0) // of a message that came earlier
        return putOrKeep(causeOn(lineOf(record)), record);
    // One of the broker's own goes where the first delivery of it goes.
    if (record.publisher == 0 && m_ownMessages.size() < kMaxWaiting) {
        m_ownMessages.push_back(record);
        return;
    }
    const auto line = lineOfSession(record.publisher);
    const TypeSet types = typeSet(record.qosPublished == 2 ? PacketType::Pubrel : PacketType::Publish);
    const Seen* seen = line ? find(*line, types, record) : nullptr;
    putOrKeep(seen != nullptr ? seen->frame : kNoFrame, record);
}

void TapRemarks::placeToClient(const DecisionRecord& record, TypeSet types)
{
    const auto line = lineOf(record);
    const auto known = m_messages.find(record.message);
    const std::uint64_t fallback = known != m_messages.end() ? known->second : causeOn(line);
    if (!line)
        return putOrKeep(fallback, record);
    Waiting waiting{record, *line, types, record.packetId};
    waiting.fallback = fallback;
    wait(waiting);
}

void TapRemarks::placeBrokerEnd(const DecisionRecord& record)
{
    const auto line = lineOf(record);
    if (!line)
        return keepHomeless(record);
    const std::uint64_t end = lineAt(*line).end[kBroker];
    if (end != kNoFrame)
        return put(end, record);
    Waiting waiting{record, *line, typeSet(PacketType::Disconnect)};
    waiting.brokerEnd = true;
    wait(waiting);
}

void TapRemarks::placeClientEnd(const DecisionRecord& record)
{
    const auto line = lineOf(record);
    if (!line)
        return keepHomeless(record);
    DecisionRecord wanted = record;
    wanted.topic = std::string_view{};
    wanted.packetId = 0;
    if (const Seen* seen = find(*line, typeSet(PacketType::Disconnect), wanted))
        return put(seen->frame, record);
    const auto& end = lineAt(*line).end;
    if (const std::uint64_t frame = end[kClient] != kNoFrame ? end[kClient] : end[kBroker]; frame != kNoFrame)
        return put(frame, record);
    Waiting waiting{record, *line, typeSet(PacketType::Disconnect)};
    waiting.anyEnd = true;
    wait(waiting);
}

void TapRemarks::met(const FaultHit& hit)
{
    const auto found = m_byId.find(hit.connection);
    if (found == m_byId.end()) {
        ++m_unplaced;
        return;
    }
    if (hit.from == FaultSide::Broker) {
        Waiting waiting{hit, found->second, typeSet(hit.type), hit.packetId};
        waiting.fallback = causeOn(found->second) != kNoFrame ? causeOn(found->second) : m_cause.frame;
        return wait(waiting);
    }
    std::uint64_t frame = causeOn(found->second);
    for (const Seen& seen : m_seen) {
        if (seen.line == found->second && seen.type == hit.type && seen.packetId == hit.packetId)
            frame = seen.frame; // the last of them: the one that came just now
    }
    putOrKeep(frame, hit);
}

void TapRemarks::endOfTurn()
{
    for (const Waiting& one : std::exchange(m_waiting, {}))
        putOrKeep(one.fallback, one.remark);
    for (const DecisionRecord& record : std::exchange(m_ownMessages, {})) {
        const auto known = m_messages.find(record.message);
        if (known != m_messages.end())
            m_put(known->second, record);
        else
            ++m_unplaced; // nobody got it: nothing of it came by
    }
    m_seen.clear();
    m_messages.clear();
    m_cause = {};
    ++m_turn;
}

} // namespace mqttscope::broker
