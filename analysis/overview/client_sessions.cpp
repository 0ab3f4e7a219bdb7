// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/overview/client_sessions.h"

#include "analysis/message_bytes.h"
#include "dissector/net/address_text.h"

#include <algorithm>

namespace mqttscope::analysis {
namespace {

using session::kNone;

std::uint32_t canonical(const session::View& view, std::uint32_t number)
{
    const session::SessionRecord* record = number < view.sessionCount ? view.sessions.find(number) : nullptr;
    return record != nullptr && record->continues != kNone ? record->continues : number;
}

struct Exchanges {
    std::vector<std::int64_t> roundTrips;
    std::uint64_t unanswered = 0;
};

/// Round trips and exchanges without an end, by session.
std::vector<Exchanges> exchangesBySession(const index::Snapshot& snapshot, const std::atomic<bool>& cancelled)
{
    const session::View& view = snapshot.sessions;
    std::vector<Exchanges> bySession(view.sessionCount);
    for (std::uint32_t i = 0; i < view.exchanges.size() && !cancelled; ++i) {
        const session::ExchangeRecord& exchange = view.exchanges[i];
        const std::uint32_t number = canonical(view, exchange.session);
        if (number >= bySession.size())
            continue;
        const session::LateExchange late = view.lateExchange(i);
        const bool answered =
            late.state == session::ExchangeState::Complete || late.state == session::ExchangeState::Refused;
        if (!answered) {
            ++bySession[number].unanswered;
            continue;
        }
        const std::int64_t from = snapshot.frame(snapshot.messages[exchange.firstMessage].frame).timeNs;
        const std::int64_t to = snapshot.frame(snapshot.messages[late.lastMessage].frame).timeNs;
        if (from != index::kNoTime && to != index::kNoTime)
            bySession[number].roundTrips.push_back(to - from);
    }
    return bySession;
}

std::optional<std::int64_t> sinceStart(const index::Snapshot& snapshot, std::uint32_t frame)
{
    if (frame == 0 || frame > snapshot.frameCount())
        return std::nullopt;
    const std::int64_t start = snapshot.frame(1).timeNs;
    const std::int64_t time = snapshot.frame(frame).timeNs;
    if (start == index::kNoTime || time == index::kNoTime)
        return std::nullopt;
    return time - start;
}

void sumUp(const index::Snapshot& snapshot, const session::SessionRecord& record, ClientSession& into)
{
    snapshot.sessions.forEachConnection(record, [&](std::uint32_t stream) {
        ++into.connections;
        if (into.streams.size() < ClientSession::kMaxStreams)
            into.streams.push_back(stream);
        const index::ConnectionRecord* connection = snapshot.connection(stream);
        if (connection == nullptr)
            return;
        if (connection->clientSide < 2 && into.client.empty()) {
            into.client = net::endpointText(connection->ends[connection->clientSide]);
            into.broker = net::endpointText(connection->ends[1 - connection->clientSide]);
        }
        for (std::size_t side = 0; side < 2; ++side) {
            const std::size_t from = side == connection->clientSide ? 0 : 1;
            into.messages[from] += connection->messages[side];
            into.bytes[from] += connection->bytes[side];
        }
    });
}

/// What CONNECT and CONNACK of the latest connection say.
void readConnect(const Document& document, const index::Snapshot& snapshot,
                 const session::SessionRecord& record, ReadMessage& read, ClientSession& into)
{
    const session::ConnectionFacts* facts = snapshot.sessions.connection(record.lastStream);
    if (facts == nullptr)
        return;
    if (facts->connack != kNone && record.version != mqtt::Version::V31)
        into.sessionPresent = (record.flags & session::kSessionPresent) != 0;
    if (facts->connect == kNone)
        return;
    into.clean = (record.flags & session::kClean) != 0;
    into.keepAlive = record.keepAlive;
    readMessage(document, snapshot, facts->connect, read);
    const auto* connect = std::get_if<mqtt::Connect>(&read.packet);
    if (connect != nullptr && connect->userName)
        into.userName = std::string{*connect->userName};
}

void addRoundTrips(Exchanges& exchanges, ClientSession& into)
{
    into.unanswered = exchanges.unanswered;
    auto& trips = exchanges.roundTrips;
    if (trips.empty())
        return;
    const auto middle = trips.begin() + static_cast<std::ptrdiff_t>(trips.size() / 2);
    std::nth_element(trips.begin(), middle, trips.end());
    into.medianNs = *middle;
    into.longestNs = *std::max_element(trips.begin(), trips.end());
}

ClientSession sessionOf(const Document& document, const index::Snapshot& snapshot, std::uint32_t number,
                        Exchanges& exchanges, ReadMessage& read)
{
    const session::SessionRecord& record = *snapshot.sessions.sessions.find(number);
    ClientSession row;
    row.number = number;
    if (record.clientId != kNone)
        row.clientId = std::string{snapshot.strings[record.clientId]};
    row.version = record.version;
    row.versionGuessed = record.versionGuessed;
    if ((record.flags & session::kHasExpiry) != 0)
        row.expiry = record.expiry;
    if (record.willTopic != kNone)
        row.willTopic = std::string{snapshot.strings[record.willTopic]};
    row.firstFrame = record.firstFrame;
    row.lastFrame = record.lastFrame;
    row.startNs = sinceStart(snapshot, record.firstFrame);
    row.endNs = sinceStart(snapshot, record.lastFrame);
    row.end = record.end;
    sumUp(snapshot, record, row);
    readConnect(document, snapshot, record, read, row);
    addRoundTrips(exchanges, row);
    return row;
}

} // namespace

ClientSessions collectSessions(const Document& document, const index::Snapshot& snapshot,
                               const std::atomic<bool>& cancelled)
{
    const session::View& view = snapshot.sessions;
    std::vector<std::uint32_t> order;
    for (std::uint32_t number = 0; number < view.sessionCount; ++number) {
        const session::SessionRecord* record = view.sessions.find(number);
        if (record->firstStream != kNone && record->continues == kNone)
            order.push_back(number);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return view.sessions.find(a)->firstFrame < view.sessions.find(b)->firstFrame;
    });
    ClientSessions result;
    result.total = order.size();
    order.resize(std::min(order.size(), ClientSessions::kMaxSessions));
    std::vector<Exchanges> exchanges = exchangesBySession(snapshot, cancelled);
    ReadMessage read;
    for (const std::uint32_t number : order) {
        if (cancelled)
            break;
        result.sessions.push_back(sessionOf(document, snapshot, number, exchanges[number], read));
    }
    return result;
}

Conversation conversationOf(const index::Snapshot& snapshot, std::uint32_t session,
                            const std::atomic<bool>& cancelled)
{
    Conversation conversation;
    const session::SessionRecord* record = snapshot.sessions.session(session);
    if (record == nullptr)
        return conversation;
    using Kind = ConversationLine::Kind;
    snapshot.sessions.forEachConnection(*record, [&](std::uint32_t stream) {
        const index::ConnectionRecord* connection = snapshot.connection(stream);
        if (connection != nullptr)
            conversation.lines.push_back(
                {Kind::Opened, true, session::End::Open, kNone, stream, connection->firstFrame});
        const session::ConnectionFacts* facts = snapshot.sessions.connection(stream);
        if (facts != nullptr && facts->end != session::End::Open)
            conversation.lines.push_back({Kind::Ended, true, facts->end, kNone, stream, facts->endFrame});
    });
    // Few streams, many packets: one pass over the packets between the first and the last frame.
    std::vector<std::uint32_t> streams;
    for (const ConversationLine& line : conversation.lines)
        streams.push_back(line.stream);
    std::sort(streams.begin(), streams.end());
    for (std::uint32_t i = 0; i < snapshot.messages.size() && !cancelled; ++i) {
        const index::MessageRecord& message = snapshot.messages[i];
        if (message.frame < record->firstFrame ||
            !std::binary_search(streams.begin(), streams.end(), std::uint32_t{message.stream}))
            continue;
        if (conversation.lines.size() >= Conversation::kMaxLines) {
            ++conversation.more;
            continue;
        }
        const bool fromClient = snapshot.directionOf(message) == mqtt::Direction::ClientToServer;
        conversation.lines.push_back(
            {Kind::Packet, fromClient, session::End::Open, i, message.stream, message.frame});
    }
    // A connection opens before its packets and ends behind them, even in the same frame.
    const auto rank = [](const ConversationLine& line) {
        return line.kind == Kind::Opened ? 0 : line.kind == Kind::Packet ? 1 : 2;
    };
    std::stable_sort(conversation.lines.begin(), conversation.lines.end(),
                     [&](const ConversationLine& a, const ConversationLine& b) {
                         return a.frame != b.frame ? a.frame < b.frame : rank(a) < rank(b);
                     });
    return conversation;
}

std::uint32_t sessionOfStream(const index::Snapshot& snapshot, std::uint32_t stream)
{
    const session::ConnectionFacts* facts = snapshot.sessions.connection(stream);
    return facts != nullptr ? canonical(snapshot.sessions, facts->session) : kNone;
}

} // namespace mqttscope::analysis
