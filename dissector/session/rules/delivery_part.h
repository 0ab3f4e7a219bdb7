// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/topic.h"
#include "dissector/session/reporter.h"
#include "dissector/session/rules/delivery_memory.h"
#include "dissector/session/rules/delivery_source_book.h"
#include "dissector/session/world.h"

#include <cstdint>

namespace mqttscope::session {

/// A PUBLISH of a server, with all that is known about it.
struct Delivery {
    const Scene& scene;
    const mqtt::Publish& publish;
    const Content& content;
    SubscriberMemory& memory;
    TopicMemory& topic;
    const Messages& messages;
    Source* source = nullptr; ///< that it forwards; null if it is not known
    bool ambiguous = false;   ///< several messages could be the source

    [[nodiscard]] const Matching& matching() const { return topic.matching; }
    /// All subscriptions of the receiver are known. What a server sends before it hears that the client has
    /// closed is not judged.
    [[nodiscard]] bool known() const
    {
        return scene.session.complete() && !memory.lost && !scene.connection.ended &&
               messages.settled(scene.event.stream, true);
    }
    /// The source was published when the subscriptions that match were all in force as they are now.
    [[nodiscard]] bool live() const
    {
        return source != nullptr && !matching().awaited && source->due > matching().settledAt;
    }
};

/// What the parts of DeliveryRules have in common.
class DeliveryPart {
public:
    DeliveryPart(World& world, Reporter& reporter, SourceBook& book)
        : m_world(&world), m_reporter(&reporter), m_book(&book)
    {
    }

protected:
    [[nodiscard]] World& world() const { return *m_world; }
    [[nodiscard]] Reporter& reporter() const { return *m_reporter; }
    [[nodiscard]] SourceBook& book() const { return *m_book; }
    [[nodiscard]] std::uint32_t frameOf(std::uint32_t message) const
    {
        return m_world->messages->frameOf(message);
    }
    void report(const Delivery& delivery, field::IssueCode code, field::FieldId field,
                std::uint64_t expected = 0, std::uint64_t found = 0) const
    {
        m_reporter->report(delivery.scene.event, {code, field, expected, found});
    }
    /// About a message of any connection.
    void reportOn(std::uint32_t message, const Reporter::Finding& finding) const;
    /// Whether the connection of a publisher is captured whole, so far.
    [[nodiscard]] bool publisherComplete(const Source& source) const;
    /// The first delivery of a message to a session; kNone if it has none.
    [[nodiscard]] std::uint32_t deliveryTo(std::uint32_t source, const SessionState& session) const;
    /// The first delivery of a message to anybody.
    [[nodiscard]] std::uint32_t firstDelivery(std::uint32_t source) const;
    /// The answer that ended the exchange of a client's PUBLISH; kNone: none did, or it said no.
    [[nodiscard]] std::uint32_t answerTo(std::uint32_t message) const;
    /// Whether the server is known to have taken a message before another one went by: it forwarded it, or
    /// said so (before 5.0 an answer does not tell that the publisher was allowed to publish).
    [[nodiscard]] bool takenBefore(const Source& source, std::uint32_t message) const;
    /// Whether what was due to a client at a time would have come: the server sent something long after, and
    /// waits for no answer.
    [[nodiscard]] static bool settledSince(const ConnectionState& connection, const SessionState& session,
                                           std::int64_t timeNs)
    {
        return connection.lastNs[1] != kNever &&
               connection.lastNs[1] - timeNs >= DeliveryLimits::kPatienceNs && session.flights[1].size() == 0;
    }
    /// Whether what a client did not get was not sent, as far as its connection tells.
    [[nodiscard]] bool sawAll(const ConnectionState& connection, const SessionState& session) const
    {
        return connection.complete() && !session.gapped &&
               world().messages->settled(connection.stream, false) &&
               world().messages->settled(connection.stream, true);
    }
    /// Whether all that went to servers lately was seen, on any connection: otherwise a message may be
    /// another one with the same content, or the server may have retained another one.
    [[nodiscard]] bool sawAllSources() const;
    /// Whether a delivery comes from the source that was found for it, and from no other.
    [[nodiscard]] bool isCertain(const Delivery& delivery) const;
    /// Whether a SUBSCRIBE, or an UNSUBSCRIBE, waits for its answer.
    [[nodiscard]] static bool waitsFor(SessionState& session, Awaits answer);

private:
    /// A payload so long does not come twice by chance.
    static constexpr std::size_t kTelling = 16;

    World* m_world;
    Reporter* m_reporter;
    SourceBook* m_book;
};

/// Calls `visit(FilterMemory&)` for the filters, of now and before, that match a topic.
template <class Visit> void forFilters(SubscriberMemory& memory, std::string_view topic, Visit visit)
{
    for (FilterMemory& filter : memory.filters) {
        if (mqtt::matches(filter.text, topic))
            visit(filter);
    }
}

/// The subscriptions in force that match a topic. Kept until they change.
const Matching& matchingOf(const SessionState& session, SubscriberMemory& memory, TopicMemory& topic,
                           std::string_view name);
[[nodiscard]] FilterMemory* findFilter(SubscriberMemory& memory, std::uint32_t filter);
/// Notes that a message of a topic came, or is not looked for any more.
void markSeen(TopicMemory& topic, std::uint32_t number);
[[nodiscard]] bool isSeen(const TopicMemory& topic, std::uint32_t number);

} // namespace mqttscope::session
