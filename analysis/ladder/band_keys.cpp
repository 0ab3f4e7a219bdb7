// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ladder/band_keys.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace mqttscope::analysis::ladder {
namespace {

using index::MessageRecord;
using index::Snapshot;
using session::ExchangeKind;

constexpr std::uint8_t kDupBit = 8;
constexpr std::uint8_t kRetainBit = 1;

std::uint32_t payloadLength(const Snapshot& snapshot, std::uint32_t message)
{
    const MessageRecord& record = snapshot.messages[message];
    const index::LateMessage* late = snapshot.lateMessages.find(message);
    const std::uint32_t offset =
        late != nullptr && late->knownAt != 0 ? late->payloadOffset : record.payloadOffset();
    return record.length - std::min(record.length, offset);
}

/// Walks through the messages once, in their order, and finds what belongs together although no exchange and
/// no fan-out says so.
class JoinFinder {
public:
    JoinFinder(const Snapshot& snapshot, const LaneTable& lanes, const BandKeys& keys,
               std::vector<BandKeys::Join>& joins)
        : m_snapshot(snapshot), m_lanes(lanes), m_keys(keys), m_joins(joins)
    {
    }

    void look(std::uint32_t message)
    {
        const MessageRecord& record = m_snapshot.messages[message];
        const mqtt::PacketType type = record.type();
        if ((type != mqtt::PacketType::Publish && type != mqtt::PacketType::Pubrel &&
             type != mqtt::PacketType::Pubcomp) ||
            (record.flags & index::kIncomplete) != 0)
            return;
        const std::uint32_t exchange = m_snapshot.sessions.exchangeOf(message);
        if (type != mqtt::PacketType::Publish) {
            if (exchange == kNone && record.packetId != 0)
                lookAtStray(message, record);
            return;
        }
        const bool first =
            exchange == kNone || m_snapshot.sessions.exchanges[exchange].firstMessage == message;
        if (!first) {
            if (isFromClient(m_snapshot, record))
                noteCopy(message, m_keys.of(m_snapshot, message));
            return;
        }
        if (exchange != kNone)
            lookAtOpening(message, record, exchange);
        if (!isFromClient(m_snapshot, record) && (record.firstByte & kRetainBit) == 0 &&
            m_snapshot.sessions.sourceOf(message) == kNone && m_keys.joinOf(message) == nullptr)
            lookAtDelivery(message, record);
    }

private:
    /// The latest exchange of a side of a client with a Packet Identifier.
    struct Former {
        std::uint32_t key = kNone; ///< of its band
        std::uint32_t exchange = kNone;
        std::uint32_t strayStream = kNone; ///< where its PUBREL came once more
    };
    /// A PUBLISH that was sent again.
    struct Copy {
        std::uint32_t key = kNone;
        std::uint32_t message = kNone;
        std::uint32_t payload = 0;
    };

    [[nodiscard]] std::uint64_t idKey(const MessageRecord& record, bool fromClient) const
    {
        return (std::uint64_t{m_lanes.clientOf(record.stream)} << 17U) |
               (std::uint64_t{fromClient ? 1U : 0U} << 16U) | record.packetId;
    }
    void join(std::uint32_t message, std::uint32_t key, bool guessed)
    {
        if (m_joins.empty() || m_joins.back().message < message) // they come in their order
            m_joins.push_back({message, key, guessed});
    }
    [[nodiscard]] std::uint32_t lastStream(const Former& former) const
    {
        return m_snapshot.messages[m_snapshot.sessions.lateExchange(former.exchange).lastMessage].stream;
    }

    void lookAtOpening(std::uint32_t message, const MessageRecord& record, std::uint32_t exchange)
    {
        const bool fromClient = isFromClient(m_snapshot, record);
        Former& former = m_former[idKey(record, fromClient)];
        if ((record.firstByte & kDupBit) != 0 && former.exchange != kNone &&
            isCopy(message, record, former)) {
            join(message, former.key, false);
            if (fromClient)
                noteCopy(message, former.key);
        } else {
            former.key = m_keys.of(m_snapshot, message);
        }
        former.exchange = exchange;
        former.strayStream = kNone;
    }
    /// Whether a PUBLISH with DUP repeats a finished exchange over another connection.
    [[nodiscard]] bool isCopy(std::uint32_t message, const MessageRecord& record, const Former& former) const
    {
        const session::ExchangeRecord& exchange = m_snapshot.sessions.exchanges[former.exchange];
        const MessageRecord& first = m_snapshot.messages[exchange.firstMessage];
        return first.type() == mqtt::PacketType::Publish && first.qos() == record.qos() &&
               lastStream(former) != record.stream && m_snapshot.sessions.sourceOf(message) == kNone &&
               topicOf(m_snapshot, exchange.firstMessage) == topicOf(m_snapshot, message) &&
               payloadLength(m_snapshot, exchange.firstMessage) == payloadLength(m_snapshot, message);
    }
    /// PUBREL of a finished exchange once more, and its answer.
    void lookAtStray(std::uint32_t message, const MessageRecord& record)
    {
        const bool release = record.type() == mqtt::PacketType::Pubrel;
        const bool fromClient = isFromClient(m_snapshot, record) == release;
        const auto found = m_former.find(idKey(record, fromClient));
        if (found == m_former.end() || found->second.exchange == kNone)
            return;
        Former& former = found->second;
        if (m_snapshot.sessions.exchanges[former.exchange].kind != ExchangeKind::PublishQos2)
            return;
        const bool again = release && lastStream(former) != record.stream;
        if (!again && former.strayStream != record.stream)
            return;
        if (again)
            former.strayStream = record.stream;
        join(message, former.key, false);
    }
    void noteCopy(std::uint32_t message, std::uint32_t key)
    {
        const MessageRecord& record = m_snapshot.messages[message];
        const std::uint32_t topic = topicOf(m_snapshot, message);
        if (topic != kNone)
            m_copies[topicKey(record, topic)] = {key, message, payloadLength(m_snapshot, message)};
    }
    [[nodiscard]] std::uint64_t topicKey(const MessageRecord& record, std::uint32_t topic) const
    {
        return (std::uint64_t{m_lanes.brokerOf(record.stream)} << 32U) | topic;
    }
    void lookAtDelivery(std::uint32_t message, const MessageRecord& record)
    {
        if (m_copies.empty())
            return;
        const auto found = m_copies.find(topicKey(record, topicOf(m_snapshot, message)));
        if (found == m_copies.end() || found->second.payload != payloadLength(m_snapshot, message))
            return;
        const Copy& copy = found->second;
        const std::int64_t from = m_snapshot.frame(m_snapshot.messages[copy.message].frame).timeNs;
        const std::int64_t to = m_snapshot.frame(record.frame).timeNs;
        if (from != index::kNoTime && to != index::kNoTime && to - from <= BandKeys::kMaxEchoNs &&
            hasReceived(copy.key, m_lanes.clientOf(record.stream), message)) {
            join(message, copy.key, true);
            if (const std::uint32_t exchange = m_snapshot.sessions.exchangeOf(message); exchange != kNone)
                m_former[idKey(record, false)].key = copy.key;
        }
    }
    /// Whether the message of a band had been delivered to a client before.
    [[nodiscard]] bool hasReceived(std::uint32_t key, LaneId lane, std::uint32_t before) const
    {
        bool received = false;
        std::size_t asked = 0;
        const auto ask = [&](std::uint32_t source) {
            const session::FanOutLink* link = m_snapshot.sessions.fanOutLinks.find(source);
            if (link == nullptr || link->source != kNone || link->next == kNone)
                return;
            const std::uint32_t last = link->next;
            std::uint32_t delivery = last;
            do {
                delivery = m_snapshot.sessions.fanOutLinks.find(delivery)->next;
                received = received || (delivery < before &&
                                        m_lanes.clientOf(m_snapshot.messages[delivery].stream) == lane);
            } while (delivery != last && !received && ++asked < BandKeys::kMaxAsked);
        };
        const std::uint32_t exchange = m_snapshot.sessions.exchangeOf(key);
        if (exchange == kNone)
            ask(key);
        else
            m_snapshot.sessions.forEachMessage(exchange, [&](std::uint32_t message) {
                if (!received && asked < BandKeys::kMaxAsked)
                    ask(message);
            });
        return received;
    }

    const Snapshot& m_snapshot;
    const LaneTable& m_lanes;
    const BandKeys& m_keys;
    std::vector<BandKeys::Join>& m_joins;
    std::unordered_map<std::uint64_t, Former> m_former;
    std::unordered_map<std::uint64_t, Copy> m_copies; ///< by broker and topic: the latest
};

} // namespace

std::uint32_t topicOf(const Snapshot& snapshot, std::uint32_t message)
{
    const MessageRecord& record = snapshot.messages[message];
    if (record.type() != mqtt::PacketType::Publish)
        return kNone;
    const index::LateMessage* late = snapshot.lateMessages.find(message);
    return late != nullptr && late->knownAt != 0 ? late->topic : record.topic;
}

std::uint32_t firstOfExchange(const Snapshot& snapshot, std::uint32_t message)
{
    const std::uint32_t exchange = snapshot.sessions.exchangeOf(message);
    return exchange == kNone ? message : snapshot.sessions.exchanges[exchange].firstMessage;
}

bool isFromClient(const Snapshot& snapshot, const MessageRecord& message)
{
    const mqtt::Direction direction = snapshot.directionOf(message);
    return direction == mqtt::Direction::Unknown ? message.side == 0
                                                 : direction == mqtt::Direction::ClientToServer;
}

BandKeys::BandKeys(const Snapshot& snapshot, const LaneTable& lanes)
{
    JoinFinder finder(snapshot, lanes, *this, m_joins);
    const auto count = static_cast<std::uint32_t>(snapshot.messages.size());
    for (std::uint32_t message = 0; message < count; ++message)
        finder.look(message);
    settle(snapshot);
    m_byKey.resize(m_joins.size());
    std::iota(m_byKey.begin(), m_byKey.end(), 0U);
    std::stable_sort(m_byKey.begin(), m_byKey.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return m_joins[a].key < m_joins[b].key; });
}

/// A message that was joined to what was joined itself later belongs to that. What then still does not lead
/// to the beginning of a band is not joined.
void BandKeys::settle(const Snapshot& snapshot)
{
    for (int step = 0; step < 2; ++step) {
        for (Join& join : m_joins)
            join.key = of(snapshot, join.key);
    }
    const auto lost = [&](const Join& join) { return of(snapshot, join.key) != join.key; };
    while (std::any_of(m_joins.begin(), m_joins.end(), lost))
        m_joins.erase(std::remove_if(m_joins.begin(), m_joins.end(), lost), m_joins.end());
}

const BandKeys::Join* BandKeys::joinOf(std::uint32_t message) const
{
    if (m_joins.empty())
        return nullptr;
    const auto found =
        std::lower_bound(m_joins.begin(), m_joins.end(), message,
                         [](const Join& join, std::uint32_t wanted) { return join.message < wanted; });
    return found != m_joins.end() && found->message == message ? &*found : nullptr;
}

std::size_t BandKeys::firstWith(std::uint32_t key) const
{
    const auto found =
        std::lower_bound(m_byKey.begin(), m_byKey.end(), key, [&](std::uint32_t place, std::uint32_t wanted) {
            return m_joins[place].key < wanted;
        });
    return static_cast<std::size_t>(found - m_byKey.begin());
}

std::uint32_t BandKeys::of(const Snapshot& snapshot, std::uint32_t message) const
{
    const std::uint32_t first = firstOfExchange(snapshot, message);
    if (const Join* join = joinOf(first))
        return join->key;
    const MessageRecord& record = snapshot.messages[first];
    if (record.type() == mqtt::PacketType::Disconnect) {
        // The end of a connection belongs to its beginning.
        const session::ConnectionFacts* facts = snapshot.sessions.connection(record.stream);
        return facts != nullptr && facts->disconnect == first && facts->connect != kNone
                   ? firstOfExchange(snapshot, facts->connect)
                   : first;
    }
    if (record.type() != mqtt::PacketType::Publish)
        return first;
    const std::uint32_t source = snapshot.sessions.sourceOf(first);
    if (source >= snapshot.messages.size())
        return first; // of a client, of the server itself, or nobody knows whose
    if (snapshot.messages[source].type() != mqtt::PacketType::Publish) {
        // A Will: the CONNECT that armed it tells another story.
        const std::uint32_t last = snapshot.sessions.fanOutLinks.find(source)->next;
        return firstOfExchange(snapshot, snapshot.sessions.fanOutLinks.find(last)->next);
    }
    const std::uint32_t published = firstOfExchange(snapshot, source);
    const Join* join = joinOf(published);
    return join != nullptr ? join->key : published;
}

} // namespace mqttscope::analysis::ladder
