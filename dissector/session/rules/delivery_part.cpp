// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/delivery_part.h"

#include <algorithm>

namespace mqttscope::session {

// ------------------------------------------------------------------------------------------------ TopicTable

std::size_t TopicTable::slotOf(std::uint32_t topic) const
{
    std::size_t slot = (topic * 0x9e3779b9U) & (m_slots.size() - 1);
    while (m_slots[slot] != 0 && m_topics[m_slots[slot] - 1U].topic != topic)
        slot = (slot + 1) & (m_slots.size() - 1);
    return slot;
}

TopicMemory* TopicTable::find(std::uint32_t topic)
{
    if (m_slots.empty())
        return nullptr;
    const std::uint16_t index = m_slots[slotOf(topic)];
    return index != 0 ? &m_topics[index - 1U] : nullptr;
}

TopicMemory* TopicTable::get(std::uint32_t topic)
{
    if (TopicMemory* found = find(topic); found != nullptr)
        return found;
    if (m_topics.size() >= DeliveryLimits::kMaxTopics)
        return nullptr;
    if (2 * (m_topics.size() + 1) > m_slots.size())
        grow();
    TopicMemory& added = m_topics.emplace_back();
    added.topic = topic;
    std::size_t slot = (topic * 0x9e3779b9U) & (m_slots.size() - 1);
    while (m_slots[slot] != 0)
        slot = (slot + 1) & (m_slots.size() - 1);
    m_slots[slot] = static_cast<std::uint16_t>(m_topics.size());
    return &added;
}

void TopicTable::grow()
{
    m_slots.assign(std::max<std::size_t>(16, m_slots.size() * 2), 0);
    for (std::size_t i = 0; i < m_topics.size(); ++i) {
        std::size_t slot = (m_topics[i].topic * 0x9e3779b9U) & (m_slots.size() - 1);
        while (m_slots[slot] != 0)
            slot = (slot + 1) & (m_slots.size() - 1);
        m_slots[slot] = static_cast<std::uint16_t>(i + 1);
    }
}

// -------------------------------------------------------------------------------------------- subscriptions

FilterMemory* findFilter(SubscriberMemory& memory, std::uint32_t filter)
{
    const auto found = std::find_if(memory.filters.begin(), memory.filters.end(),
                                    [&](const FilterMemory& one) { return one.filter == filter; });
    return found == memory.filters.end() ? nullptr : &*found;
}

const Matching& matchingOf(const SessionState& session, SubscriberMemory& memory, TopicMemory& topic,
                           std::string_view name)
{
    if (topic.generation == memory.generation)
        return topic.matching;
    topic.generation = memory.generation;
    topic.matching = {};
    Matching& m = topic.matching;
    for (const Subscription& one : session.subscriptions) {
        if (!mqtt::matches(one.text, name))
            continue;
        ++(one.shared ? m.shared : m.plain);
        m.since = std::min(m.since, one.since);
        m.qos = std::max(m.qos, one.qos);
        m.identifier = m.count() == 1 ? one.identifier : 0;
        m.anyIdentifier = m.anyIdentifier || one.identifier != 0;
        m.allNoLocal = m.allNoLocal && one.noLocal;
        m.anyKeepsRetain = m.anyKeepsRetain || one.retainAsPublished;
        m.allKeepRetain = m.allKeepRetain && one.retainAsPublished;
        const FilterMemory* filter = findFilter(memory, one.filter);
        if (!one.confirmed || filter == nullptr || filter->suback == kNone) {
            m.awaited = true;
            continue;
        }
        m.settledAt = std::max(m.settledAt, filter->suback);
        m.settledNs = std::max(m.settledNs, filter->subackNs);
    }
    return m;
}

// ------------------------------------------------------------------------------------------------- messages

void markSeen(TopicMemory& topic, std::uint32_t number)
{
    if (number > topic.highest) {
        const std::uint32_t by = number - topic.highest;
        if (topic.highest == 0) // there is nothing before 1
            topic.seen = number < TopicMemory::kWindow ? ~std::uint64_t{0} << number : 0;
        else
            topic.seen = by >= TopicMemory::kWindow ? 0 : topic.seen << by;
        topic.highest = number;
    }
    if (const std::uint32_t back = topic.highest - number; back < TopicMemory::kWindow)
        topic.seen |= std::uint64_t{1} << back;
}

bool isSeen(const TopicMemory& topic, std::uint32_t number)
{
    if (number > topic.highest)
        return false;
    const std::uint32_t back = topic.highest - number;
    return back >= TopicMemory::kWindow || ((topic.seen >> back) & 1U) != 0;
}

// --------------------------------------------------------------------------------------------- DeliveryPart

void DeliveryPart::reportOn(std::uint32_t message, const Reporter::Finding& finding) const
{
    if (const ConnectionState* connection = m_world->connectionOf(m_world->messages->streamOf(message)))
        m_reporter->report(*connection, message, finding);
}

bool DeliveryPart::publisherComplete(const Source& source) const
{
    const ConnectionState* connection = m_world->connectionOf(source.stream);
    return connection != nullptr && connection->complete();
}

std::uint32_t DeliveryPart::deliveryTo(std::uint32_t source, const SessionState& session) const
{
    std::uint32_t found = kNone;
    m_world->ledger.forEachDelivery(source, [&](std::uint32_t delivery) {
        const ConnectionState* connection = m_world->connectionOf(m_world->messages->streamOf(delivery));
        if (connection != nullptr && connection->session == session.number)
            found = delivery;
        return found == kNone;
    });
    return found;
}

std::uint32_t DeliveryPart::firstDelivery(std::uint32_t source) const
{
    std::uint32_t first = kNone;
    m_world->ledger.forEachDelivery(source, [&](std::uint32_t delivery) {
        first = delivery;
        return false;
    });
    return first;
}

std::uint32_t DeliveryPart::answerTo(std::uint32_t message) const
{
    const std::uint32_t exchange = m_world->ledger.exchangeOf(message);
    if (exchange == kNone || m_world->ledger.stateOf(exchange) != ExchangeState::Complete)
        return kNone;
    return m_world->ledger.lastMessageOf(exchange);
}

bool DeliveryPart::takenBefore(const Source& source, std::uint32_t message) const
{
    if (const std::uint32_t delivery = firstDelivery(source.message); delivery != kNone && delivery < message)
        return true;
    if (!source.v50 || source.qos == 0 || source.will)
        return false;
    const std::uint32_t answer = answerTo(source.message);
    return answer != kNone && answer < message;
}

bool DeliveryPart::sawAllSources() const
{
    if (m_world->missedNs != kNever && m_world->nowNs - m_world->missedNs <= FanOutLimits::kMaxAgeNs)
        return false;
    return m_book->allHeard(m_world->messageCount, [&] {
        if (m_world->connections.size() > DeliveryLimits::kMaxConnections)
            return false;
        return std::all_of(
            m_world->connections.begin(), m_world->connections.end(), [&](const ConnectionState& connection) {
                // Without its CONNECT it may have published before, and be read wrongly.
                return connection.connect != kNone && !m_world->messages->lacks(connection.stream, true);
            });
    });
}

bool DeliveryPart::isCertain(const Delivery& delivery) const
{
    if (delivery.publish.payload.size() >= kTelling) {
        std::size_t count = 0;
        m_book->forContent(delivery.content, [&](const Source&) { return ++count < 2; });
        if (count == 1)
            return true;
    }
    return sawAllSources();
}

bool DeliveryPart::waitsFor(SessionState& session, Awaits answer)
{
    bool waits = false;
    session.flights[0].forEach([&](const Flight& flight) { waits = waits || flight.awaits == answer; });
    return waits;
}

} // namespace mqttscope::session
