// SPDX-License-Identifier: GPL-3.0-or-later
// Who a message was for, with which QoS, and how often it came.
#include "analysis/ladder/band_draft.h"
#include "dissector/mqtt/topic.h"

#include <algorithm>
#include <map>

namespace mqttscope::analysis::ladder {
namespace {

using index::Snapshot;
using mqtt::PacketType;
using session::ExchangeState;
using session::SubscriptionRecord;

constexpr std::uint8_t kNoLocal = 4;           ///< subscription options, MQTT 5.0 §3.8.3.1
constexpr std::uint8_t kRetainAsPublished = 8; ///< likewise

/// Messages behind the publication that are looked through for a delivery of unknown origin.
constexpr std::size_t kMaxLook = 200'000;

std::string_view plainFilter(std::string_view filter)
{
    const auto shared = mqtt::parseShared(filter);
    return shared ? shared->filter : filter;
}

/// Subscriptions at a broker whose filter matches a topic, whenever they were.
std::vector<std::uint32_t> matching(const Snapshot& snapshot, std::uint32_t broker, std::string_view topic)
{
    std::vector<std::uint32_t> found;
    const session::View& sessions = snapshot.sessions;
    for (std::uint32_t i = 0; i < sessions.subscriptions.size(); ++i) {
        const SubscriptionRecord& one = sessions.subscriptions[i];
        const session::SessionRecord* session = sessions.session(one.session);
        if (session != nullptr && session->broker == broker &&
            mqtt::matches(plainFilter(snapshot.strings[one.filter]), topic))
            found.push_back(i);
    }
    return found;
}

/// Whether a subscription had begun before a packet, and had not ended before its frame.
bool counts(const Snapshot& snapshot, std::uint32_t subscription, std::uint32_t message, std::uint32_t frame)
{
    const SubscriptionRecord& one = snapshot.sessions.subscriptions[subscription];
    const std::uint32_t* end = snapshot.sessions.subscriptionEnds.find(subscription);
    return one.subscribe < message && (end == nullptr || *end == 0 || *end >= frame);
}

std::uint32_t publisherHop(const Band& band)
{
    for (std::uint32_t i = 0; i < band.hops.size(); ++i) {
        if (band.hops[i].fromClient)
            return i;
    }
    return kNone;
}

QosReason reasonOf(const Hop& hop)
{
    if (hop.published == Hop::kUnknownQos || hop.granted == Hop::kUnknownQos)
        return hop.published != Hop::kUnknownQos && hop.qos > hop.published ? QosReason::Raised
                                                                            : QosReason::Unknown;
    if (hop.qos > std::min(hop.published, hop.granted))
        return QosReason::Raised;
    return hop.qos < hop.published ? QosReason::Lowered : QosReason::Same;
}

class Judge {
public:
    explicit Judge(BandDraft& draft)
        : m_draft(draft), m_band(draft.band), m_snapshot(draft.snapshot()), m_publisher(publisherHop(m_band))
    {
    }

    void judge()
    {
        expectReceivers();
        for (std::uint32_t hop = 0; hop < m_band.hops.size(); ++hop) {
            if (!m_band.hops[hop].fromClient)
                count(hop);
        }
        markDuplicates();
        for (auto& [place, receiver] : m_receivers) {
            receiver.verdict = verdictOf(receiver);
            m_band.receivers.push_back(receiver);
        }
        m_band.verdict = worst();
    }

private:
    using Place = std::pair<LaneId, bool>; ///< lane, retained

    [[nodiscard]] bool wasRefused() const
    {
        return m_publisher != kNone && m_band.hops[m_publisher].state == ExchangeState::Refused;
    }

    /// Those who had subscribed when the broker took the message.
    void expectReceivers()
    {
        const auto [message, frame] = taken();
        if (message == kNone || wasRefused() || !m_band.whole)
            return;
        std::map<std::uint32_t, bool> groups; // shared filters: whether a member of it was told
        for (const std::uint32_t subscription : m_draft.subscriptions) {
            if (!counts(m_snapshot, subscription, message, frame))
                continue;
            const SubscriptionRecord& one = m_snapshot.sessions.subscriptions[subscription];
            const LaneId lane = m_draft.index.lanes().clientOf(m_snapshot.messages[one.subscribe].stream);
            if ((one.options & kNoLocal) != 0 && m_publisher != kNone &&
                m_band.hops[m_publisher].from == lane)
                continue;
            const bool shared = mqtt::parseShared(m_snapshot.strings[one.filter]).has_value();
            if (shared && !isDeliveredTo(lane))
                continue; // another member of its group gets it
            Receiver& receiver = entry(lane, false);
            receiver.copies =
                static_cast<std::uint16_t>(receiver.subscription == kNone ? 1 : receiver.copies + 1);
            receiver.shared = receiver.subscription == kNone ? shared : receiver.shared && shared;
            if (receiver.subscription == kNone || one.granted > receiver.granted) {
                receiver.subscription = subscription;
                receiver.granted = one.granted;
            }
            const std::uint8_t published =
                m_publisher != kNone ? m_band.hops[m_publisher].qos : receiver.granted;
            receiver.expected = expectationOf(std::min(published, receiver.granted));
        }
    }
    /// The packet by which the broker got the message, and its frame; kNone if it was not captured.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> taken() const
    {
        for (const Row& row : m_band.rows) {
            if (row.kind == RowKind::WillPublished)
                return {firstAfter(row.frame), row.frame};
            if (row.kind == RowKind::Packet && row.hop != kNone && row.hop == m_publisher)
                return {row.message, row.frame};
        }
        return {kNone, 0};
    }
    [[nodiscard]] std::uint32_t firstAfter(std::uint32_t frame) const
    {
        return frame < m_snapshot.frameCount() ? m_snapshot.frame(frame + 1).firstMessage
                                               : static_cast<std::uint32_t>(m_snapshot.messages.size());
    }
    [[nodiscard]] bool isDeliveredTo(LaneId lane) const
    {
        return std::any_of(m_band.hops.begin(), m_band.hops.end(), [&](const Hop& hop) {
            return !hop.fromClient && hop.to == lane && !hop.retained;
        });
    }
    [[nodiscard]] static Expectation expectationOf(std::uint8_t qos)
    {
        return qos == 0   ? Expectation::AtMostOnce
               : qos == 1 ? Expectation::AtLeastOnce
                          : Expectation::ExactlyOnce;
    }
    Receiver& entry(LaneId lane, bool retained)
    {
        const auto [place, added] = m_receivers.try_emplace(Place{lane, retained});
        if (added) {
            place->second.lane = lane;
            place->second.retained = retained;
        }
        return place->second;
    }

    /// How often the application got it over a hop.
    void count(std::uint32_t number)
    {
        const Hop& hop = m_band.hops[number];
        Receiver& receiver = entry(hop.to, hop.retained);
        receiver.expected = expectationOf(hop.qos);
        if (receiver.subscription == kNone) {
            receiver.subscription = hop.subscription;
            receiver.granted = hop.granted;
        }
        const std::vector<std::uint32_t> rows = rowsOfHop(m_band, number);
        const auto answered = [&](std::size_t from, PacketType type) {
            return std::any_of(rows.begin() + static_cast<std::ptrdiff_t>(from), rows.end(),
                               [&](std::uint32_t row) {
                                   const Row& later = m_band.rows[row];
                                   return later.kind == RowKind::Packet && later.type() == type &&
                                          later.stream == m_band.rows[rows[from]].stream;
                               });
        };
        std::uint16_t received = 0;
        std::uint16_t perhaps = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Row& row = m_band.rows[rows[i]];
            if (row.kind != RowKind::Packet || row.type() != PacketType::Publish)
                continue;
            const bool certain =
                hop.qos == 0 || answered(i, hop.qos == 1 ? PacketType::Puback : PacketType::Pubrec);
            if (certain)
                m_arrivals.push_back({rows[i], hop.to, hop.retained});
            (certain ? received : perhaps) = static_cast<std::uint16_t>((certain ? received : perhaps) + 1);
            if (certain && hop.qos == 2)
                break; // its copies are known by their identifier
        }
        if (hop.qos == 2)
            perhaps = received == 0 && perhaps > 0 ? 1 : 0;
        receiver.received = static_cast<std::uint16_t>(receiver.received + received);
        receiver.perhaps = static_cast<std::uint16_t>(receiver.perhaps + perhaps);
        if (hop.retained) // each new subscription gets it once
            receiver.copies = std::max<std::uint16_t>(receiver.received, 1);
    }

    void markDuplicates()
    {
        std::sort(m_arrivals.begin(), m_arrivals.end(),
                  [](const Arrival& a, const Arrival& b) { return a.row < b.row; });
        std::map<Place, std::uint32_t> times;
        for (const Arrival& arrival : m_arrivals) {
            const Place place{arrival.lane, arrival.retained};
            Row& row = m_band.rows[arrival.row];
            row.delivery = static_cast<std::uint16_t>(++times[place]);
            if (row.delivery > m_receivers[place].copies)
                row.marks = static_cast<std::uint16_t>(row.marks | kDuplicate);
        }
    }

    [[nodiscard]] Verdict verdictOf(const Receiver& receiver) const
    {
        if (receiver.received > receiver.copies)
            return receiver.expected == Expectation::AtLeastOnce ||
                           (receiver.expected == Expectation::AtMostOnce && cameAgain())
                       ? Verdict::Duplicate
                       : Verdict::TooOften;
        if (receiver.received > 0 || receiver.expected == Expectation::AtMostOnce)
            return Verdict::Fine;
        if (receiver.perhaps > 0)
            return isOpenTo(receiver.lane) ? Verdict::Waiting : Verdict::Unknown;
        if (isAway(receiver) || isPublisherBusy())
            return Verdict::Waiting;
        return isUncertain(receiver) ? Verdict::Unknown : Verdict::Missing;
    }
    /// Whether the receiver may have got it although nothing says so: bytes are missing, or a delivery of
    /// this topic may be of this message as well as of another one.
    [[nodiscard]] bool isUncertain(const Receiver& receiver) const
    {
        const std::uint32_t message = taken().first;
        if (message >= m_snapshot.messages.size() ||
            !m_snapshot.sawAll(m_snapshot.messages[message].stream) ||
            (m_snapshot.flagsOf(message) & (index::kIncomplete | index::kCut)) != 0)
            return true;
        const std::size_t end =
            std::min<std::size_t>(m_snapshot.messages.size(), std::size_t{message} + kMaxLook);
        for (auto i = message; i < end; ++i) {
            const index::MessageRecord& record = m_snapshot.messages[i];
            if (record.type() != PacketType::Publish || topicOf(m_snapshot, i) != m_band.topic ||
                m_draft.index.lanes().clientOf(record.stream) != receiver.lane)
                continue;
            const std::uint32_t source = m_snapshot.sessions.sourceOf(i);
            if (!isFromClient(m_snapshot, record) && (source == kNone || source == session::kAmbiguous))
                return true;
        }
        return false;
    }
    /// With QoS 1 on the first hop the broker may take a copy for a new message, whatever comes behind it.
    [[nodiscard]] bool cameAgain() const
    {
        return m_publisher != kNone && m_band.hops[m_publisher].qos == 1 &&
               std::any_of(m_band.hops.begin(), m_band.hops.end(),
                           [](const Hop& hop) { return hop.guessed; });
    }
    [[nodiscard]] bool isOpenTo(LaneId lane) const
    {
        return std::any_of(m_band.hops.begin(), m_band.hops.end(), [&](const Hop& hop) {
            return hop.to == lane && (hop.state == ExchangeState::Open || hop.state == ExchangeState::Cut);
        });
    }
    /// QoS 2: the broker may wait for PUBREL before it sends the message on.
    [[nodiscard]] bool isPublisherBusy() const
    {
        return m_publisher != kNone && m_band.hops[m_publisher].qos == 2 &&
               m_band.hops[m_publisher].state != ExchangeState::Complete;
    }
    /// Whether no connection of the receiver was open when the broker got the message.
    [[nodiscard]] bool isAway(const Receiver& receiver) const
    {
        const std::uint32_t frame = taken().second;
        const session::SessionRecord* session =
            m_snapshot.sessions.session(m_snapshot.sessions.subscriptions[receiver.subscription].session);
        bool there = false;
        m_snapshot.sessions.forEachConnection(*session, [&](std::uint32_t stream) {
            const session::ConnectionFacts* facts = m_snapshot.sessions.connection(stream);
            const index::ConnectionRecord* connection = m_snapshot.connection(stream);
            there = there || (connection != nullptr && facts != nullptr && connection->firstFrame <= frame &&
                              (facts->endFrame == 0 || facts->endFrame > frame));
        });
        return !there;
    }

    [[nodiscard]] Verdict worst() const
    {
        const auto weight = [](Verdict verdict) {
            switch (verdict) {
            case Verdict::Fine:
                return 0;
            case Verdict::Unknown:
                return 1;
            case Verdict::Waiting:
                return 2;
            case Verdict::Duplicate:
                return 3;
            case Verdict::Missing:
                return 4;
            case Verdict::TooOften:
                return 5;
            }
            return 0;
        };
        Verdict verdict = Verdict::Fine;
        const auto add = [&](Verdict one) {
            if (weight(one) > weight(verdict))
                verdict = one;
        };
        for (const Receiver& receiver : m_band.receivers)
            add(receiver.verdict);
        for (const Hop& hop : m_band.hops) {
            if (hop.state == ExchangeState::Open || hop.state == ExchangeState::Cut)
                add(Verdict::Waiting);
            else if (hop.state == ExchangeState::Unanswered)
                add(m_draft.tellsMessage() ? Verdict::Unknown : Verdict::Missing);
        }
        return verdict;
    }

    struct Arrival {
        std::uint32_t row = 0;
        LaneId lane = kNone;
        bool retained = false;
    };

    BandDraft& m_draft;
    Band& m_band;
    const Snapshot& m_snapshot;
    std::uint32_t m_publisher;
    std::map<Place, Receiver> m_receivers;
    std::vector<Arrival> m_arrivals;
};

} // namespace

void findSubscriptions(BandDraft& draft)
{
    const Snapshot& snapshot = draft.snapshot();
    if (!draft.tellsMessage() || draft.band.topic == kNone)
        return;
    const LaneId lane = draft.index.records()[draft.band.number].lane;
    if (lane == kNone)
        return;
    draft.subscriptions =
        matching(snapshot, draft.index.lanes()[lane].broker, snapshot.strings[draft.band.topic]);
    const std::uint32_t publisher = publisherHop(draft.band);
    for (Hop& hop : draft.band.hops) {
        if (hop.fromClient) {
            hop.published = hop.qos;
            hop.reason = QosReason::Chosen;
            continue;
        }
        if (publisher != kNone)
            hop.published = draft.band.hops[publisher].qos;
        const index::MessageRecord& record = snapshot.messages[hop.message];
        const std::uint32_t session = sessionOf(snapshot, record.stream);
        for (const std::uint32_t subscription : draft.subscriptions) {
            const SubscriptionRecord& one = snapshot.sessions.subscriptions[subscription];
            if (settledSession(snapshot, one.session) == session &&
                counts(snapshot, subscription, hop.message, record.frame) &&
                (hop.subscription == kNone || one.granted >= hop.granted)) {
                hop.subscription = subscription;
                hop.granted = one.granted;
            }
        }
        const bool asPublished =
            hop.subscription != kNone && hop.version == mqtt::Version::V50 &&
            (snapshot.sessions.subscriptions[hop.subscription].options & kRetainAsPublished) != 0;
        hop.retained = (record.firstByte & 1U) != 0 && !asPublished;
        hop.reason = reasonOf(hop);
    }
}

void judgeReceivers(BandDraft& draft)
{
    Judge(draft).judge();
}

} // namespace mqttscope::analysis::ladder
