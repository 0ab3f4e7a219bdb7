// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/delivery_rules.h"

#include <algorithm>

namespace mqttscope::session {

using mqtt::PacketType;
using mqtt::Version;

namespace {

constexpr std::uint8_t kFirstError = 0x80;

} // namespace

DeliveryRules::DeliveryRules(World& world, Reporter& reporter)
    : RuleSet(world, reporter), m_unmatched(world, reporter, m_book), m_forward(world, reporter, m_book),
      m_copies(world, reporter, m_book), m_retained(world, reporter, m_book),
      m_wills(world, reporter, m_book), m_flows(world, reporter, m_book),
      m_missed(world, reporter, m_book, m_wills)
{
}

SubscriberMemory& DeliveryRules::memoryOf(SessionState& session)
{
    auto& memory = session.deliveryRules.subscriber;
    if (!memory)
        memory = std::make_unique<SubscriberMemory>();
    return *memory;
}

void DeliveryRules::beforeMessage(const Scene& scene)
{
    const MessageEvent& event = scene.event;
    const PacketType type = mqtt::packetTypeOf(event.firstByte);
    if (type == PacketType::Disconnect && event.fromClient) {
        if (const auto* disconnect = event.as<mqtt::Disconnect>())
            m_wills.onDisconnect(scene.connection, scene.session, *disconnect, event);
    }
    if (event.whole && !event.malformed)
        return;
    // What it would have said is not known.
    if (type == PacketType::Subscribe || type == PacketType::Suback || type == PacketType::Unsubscribe ||
        type == PacketType::Unsuback || (type == PacketType::Publish && !event.fromClient))
        memoryOf(scene.session).lost = true;
}

void DeliveryRules::afterMessage(const Scene& scene)
{
    const PacketType type = mqtt::packetTypeOf(scene.event.firstByte);
    if (type == PacketType::Subscribe || type == PacketType::Suback || type == PacketType::Unsuback)
        ++memoryOf(scene.session).generation;
}

void DeliveryRules::onAccepted(const Scene& scene, SessionState* earlier, bool resumed)
{
    if (earlier != nullptr && resumed)
        back(scene, *earlier);
}

/// A client returns to its session.
void DeliveryRules::back(const Scene& scene, SessionState& session)
{
    m_wills.onResumed(session, scene.connection.connectNs);
    if (!session.deliveryRules.subscriber)
        return;
    SubscriberMemory& memory = *session.deliveryRules.subscriber;
    memory.connect = scene.connection.connect;
    memory.backAt = scene.event.message;
    memory.backNs = scene.event.at.timeNs;
    memory.backStream = scene.connection.stream;
    memory.notResumed = false;
    ++memory.generation;
    m_flows.onResumed(scene, session, memory);
    // In 3.1 nothing says that the server did not start anew meanwhile, unless somebody stayed.
    const auto stayed = [&](const ConnectionState& other) {
        return !other.ended && other.accepted && other.connectNs < memory.awayNs &&
               other.stream != scene.connection.stream && other.session != kNone &&
               world().sessions[other.session].broker == session.broker;
    };
    if (scene.event.version == Version::V31 && memory.awayFrom != kNone &&
        std::none_of(world().connections.begin(), world().connections.end(), stayed)) {
        for (FilterMemory& filter : memory.filters)
            filter.firstSuback = kNone;
    }
}

void DeliveryRules::onConnectionEnd(ConnectionState& connection, SessionState& session, End end,
                                    const Moment& at)
{
    m_end = end;
    if (!session.deliveryRules.subscriber)
        return;
    conclude(connection, session);
    SubscriberMemory& memory = *session.deliveryRules.subscriber;
    memory.awayFrom = world().messageCount;
    memory.awayNs = at.timeNs;
    if (end != End::Takeover) // else it is back already
        memory.backAt = kNone;
}

void DeliveryRules::onSessionEnd(SessionState& session, const Moment& at)
{
    if (session.deliveryRules.subscriber)
        m_flows.onSessionEnd(session, *session.deliveryRules.subscriber, at);
}

void DeliveryRules::conclude(ConnectionState& connection, SessionState& session)
{
    SubscriberMemory& memory = *session.deliveryRules.subscriber;
    m_copies.conclude(connection, session, memory);
    m_retained.conclude(connection, session, memory);
    m_flows.conclude(connection, session, memory);
    m_missed.conclude(connection, session, memory);
}

void DeliveryRules::onEnd(const Moment&)
{
    for (ConnectionState& connection : world().connections) {
        if (connection.ended || connection.session == kNone)
            continue;
        SessionState& session = world().sessionOf(connection);
        if (session.deliveryRules.subscriber && session.connection == connection.stream)
            conclude(connection, session);
    }
}

void DeliveryRules::onCopy(const Scene& scene, const Flight& flight)
{
    if (flight.qos == 0)
        return;
    if (!scene.event.fromClient) {
        memoryOf(scene.session).lastDelivery = scene.event.message;
        return;
    }
    const auto* publish = scene.event.as<mqtt::Publish>();
    if (publish == nullptr)
        return;
    const Content content{flight.content, static_cast<std::uint32_t>(publish->payload.size())};
    const std::uint32_t first = world().ledger.exchange(flight.exchange).firstMessage;
    if (Source* source = m_book.find(content, first)) {
        source->repeated = true;
        source->dup = source->dup || publish->dup;
    }
}

void DeliveryRules::onAnswer(const Scene& scene, const Flight* flight)
{
    const PacketType type = mqtt::packetTypeOf(scene.event.firstByte);
    if (!scene.session.deliveryRules.subscriber || (type != PacketType::Pubrec && type != PacketType::Pubrel))
        return;
    SubscriberMemory& memory = *scene.session.deliveryRules.subscriber;
    if (type == PacketType::Pubrec && scene.event.fromClient) {
        if (flight != nullptr && !memory.flows.empty())
            m_flows.onPubrec(scene, memory, *flight);
    } else if (type == PacketType::Pubrel && !scene.event.fromClient) {
        if (flight != nullptr)
            memory.lastDelivery = scene.event.message;
    }
}

void DeliveryRules::onFinish(const Scene& scene, const Flight& flight, bool success)
{
    if (!success && scene.event.fromClient && scene.session.deliveryRules.subscriber)
        m_flows.onRefused(scene, *scene.session.deliveryRules.subscriber, flight);
}

// -------------------------------------------------------------------------------------------- subscriptions

void DeliveryRules::onGranted(const Scene& scene, const Subscription& asked, std::uint8_t code,
                              const Subscription* former)
{
    m_occurrence = m_suback == scene.event.message ? static_cast<std::uint16_t>(m_occurrence + 1) : 0;
    m_suback = scene.event.message;
    SubscriberMemory& memory = memoryOf(scene.session);
    FilterMemory* filter = findFilter(memory, asked.filter);
    if (filter == nullptr) {
        if (memory.filters.size() >= DeliveryLimits::kMaxFilters) {
            memory.lost = true;
            return;
        }
        filter = &memory.filters.emplace_back();
        filter->filter = asked.filter;
        filter->text = asked.text;
        filter->shared = asked.shared;
    }
    ++memory.generation;
    if (code >= kFirstError) {
        if (former == nullptr && filter->suback == kNone)
            filter->refused = scene.event.message;
        return;
    }
    filter->occurrence = m_occurrence;
    change(*filter, asked, code, former == nullptr, scene.event);
    const bool is5 = scene.event.version == Version::V50;
    if (!is5 ||
        (!filter->shared && (asked.retainHandling == 0 || (asked.retainHandling == 1 && filter->fresh)))) {
        ++filter->wants;
        filter->wantsAt = asked.subscribe;
    }
    m_retained.onGranted(scene, memory, *filter);
}

/// A filter gets the options of its latest SUBSCRIBE. MQTT 5.0 §3.8.4.
void DeliveryRules::change(FilterMemory& filter, const Subscription& asked, std::uint8_t code, bool fresh,
                           const MessageEvent& event)
{
    if (filter.suback != kNone) {
        filter.wasQos = std::max(filter.wasQos, filter.qos);
        filter.wasRetainAsPublished = filter.wasRetainAsPublished || filter.retainAsPublished;
        filter.wasNoLocal = filter.wasNoLocal && filter.noLocal;
        filter.everNoLocal = filter.everNoLocal || filter.noLocal;
    }
    filter.leastQos = std::min(filter.leastQos, code);
    filter.fresh = fresh;
    filter.subscribe = asked.subscribe;
    filter.suback = event.message;
    if (fresh)
        filter.firstSuback = event.message;
    filter.subackNs = event.at.timeNs;
    filter.unsubscribe = kNone;
    filter.unsuback = kNone;
    filter.refused = kNone;
    filter.lossSaid = false;
    filter.qos = code;
    filter.retainHandling = asked.retainHandling;
    filter.retainAsPublished = asked.retainAsPublished;
    filter.noLocal = asked.noLocal;
    filter.identifier = asked.identifier;
    if (asked.identifier == 0 || std::find(filter.identifiers.begin(), filter.identifiers.end(),
                                           asked.identifier) != filter.identifiers.end())
        return;
    if (filter.identifiers.size() < DeliveryLimits::kMaxIdentifiers)
        filter.identifiers.push_back(asked.identifier);
    else
        filter.manyIdentifiers = true;
}

void DeliveryRules::onUnsubscribed(const Scene& scene, const Subscription& subscription)
{
    const auto* unsuback = scene.event.as<mqtt::Unsuback>();
    const Flight* flight = unsuback != nullptr ? scene.session.flights[0].find(unsuback->packetId) : nullptr;
    SubscriberMemory& memory = memoryOf(scene.session);
    FilterMemory* filter = findFilter(memory, subscription.filter);
    if (flight == nullptr)
        return;
    m_missed.conclude(scene.connection, scene.session, memory, subscription, flight->message);
    m_flows.onUnsubscribed(scene, memory, subscription, flight->message);
    if (filter != nullptr) {
        filter->unsubscribe = flight->message;
        filter->unsuback = scene.event.message;
    }
    memory.unsubscribe = flight->message;
    memory.unsuback = scene.event.message;
    memory.otherLost = false;
    ++memory.generation;
}

// ------------------------------------------------------------------------------------------------- messages

void DeliveryRules::onSource(const Scene& scene, const mqtt::Publish& publish, const Content& content)
{
    const MessageEvent& event = scene.event;
    Source source;
    source.content = content;
    source.timeNs = event.at.timeNs;
    source.properties = ForwardRules::hashOf(publish.properties);
    source.message = event.message;
    source.due = event.message;
    source.topic = event.topic;
    source.stream = event.stream;
    source.session = scene.session.number;
    source.broker = scene.session.broker;
    source.length = event.length;
    source.expiry = publish.properties.numberOr(mqtt::PropertyId::MessageExpiryInterval, Source::kNoExpiry);
    source.packetId = publish.packetId;
    source.qos = publish.qos;
    source.retain = publish.retain;
    source.dup = publish.dup;
    source.v50 = event.version == Version::V50;
    source.empty = publish.payload.empty();
    if (m_book.latestOf(event.topic) == 0 || m_book.isMarked(event.topic))
        m_book.setMarked(event.topic, m_unmatched.noteByteOrderMark(source));
    m_book.add(source);
}

void DeliveryRules::onWill(ConnectionState& connection, const WillState& will, const Moment& at)
{
    m_wills.onWill(connection, world().sessionOf(connection), will, at, m_end);
}

void DeliveryRules::onDelivery(const Scene& scene, const mqtt::Publish& publish, const Content& content,
                               std::uint32_t source)
{
    SubscriberMemory& memory = memoryOf(scene.session);
    TopicMemory* topic = memory.topics.get(scene.event.topic);
    if (topic == nullptr) {
        memory.lost = true;
        return;
    }
    const std::string_view name = world().text(scene.event.topic);
    if (topic->generation == 0) {
        topic->dollar = name.starts_with('$');
        topic->server = name.starts_with("$SYS/");
    }
    matchingOf(scene.session, memory, *topic, name);
    Delivery delivery{scene,  publish,           content, memory,
                      *topic, *world().messages, nullptr, source == kAmbiguous};
    if (source != kNone && source != kAmbiguous)
        delivery.source = m_book.find(content, source);
    if (scene.connection.complete()) {
        m_unmatched.check(delivery);
        if (publish.qos > topic->matching.qos)
            m_unmatched.checkQos(delivery);
        m_copies.checkIdentifiers(delivery);
        if (!topic->server)
            m_retained.check(delivery);
    }
    if (delivery.source != nullptr)
        checkFound(delivery);
    else if (!topic->server)
        checkUnexplained(delivery);
    topic->got = true;
    memory.lastDelivery = scene.event.message;
}

void DeliveryRules::checkFound(const Delivery& delivery)
{
    TopicMemory& topic = delivery.topic;
    const std::uint32_t number = delivery.source->number;
    if (number > topic.highest && topic.highest != 0 && number > TopicMemory::kWindow) {
        const std::uint32_t by = number - topic.highest; // so many fall out of the window
        if (by >= TopicMemory::kWindow || ((~topic.seen) >> (TopicMemory::kWindow - by)) != 0)
            // Half a window at once: what is settled then need not be looked for with each delivery.
            m_missed.conclude(delivery.scene.connection, delivery.scene.session, delivery.memory, topic,
                              number - TopicMemory::kWindow / 2);
    }
    m_forward.check(delivery);
    if (!delivery.scene.connection.complete())
        return;
    m_copies.check(delivery);
    m_flows.check(delivery);
    if (delivery.source->will)
        m_wills.check(delivery);
}

void DeliveryRules::checkUnexplained(const Delivery& delivery)
{
    TopicMemory& topic = delivery.topic;
    if (delivery.ambiguous) { // whichever it was: nothing is missing so far
        topic.highest = m_book.latestOf(topic.topic);
        topic.seen = ~std::uint64_t{0};
        return;
    }
    if (delivery.scene.connection.complete()) {
        m_copies.checkRepetition(delivery);
        m_wills.checkRemoved(delivery);
    }
    m_book.forContent(delivery.content, [&](const Source& source) { // too old to be joined, but it came
        markSeen(topic, source.number);
        return true;
    });
}

} // namespace mqttscope::session
