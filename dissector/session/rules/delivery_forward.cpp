// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/delivery_forward.h"

#include "dissector/store/hash.h"

#include <algorithm>
#include <vector>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;
using mqtt::PropertyId;
using mqtt::Version;

namespace {

constexpr PropertyId kPassedTexts[] = {PropertyId::ContentType, PropertyId::ResponseTopic,
                                       PropertyId::CorrelationData};
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// Whether two strings differ only by byte order marks that the second lacks.
bool lostByteOrderMark(std::string_view in, std::string_view out)
{
    if (in.size() <= out.size())
        return false;
    std::string left{in};
    for (std::size_t at = left.find(kByteOrderMark); at != std::string::npos; at = left.find(kByteOrderMark))
        left.erase(at, kByteOrderMark.size());
    return left == out;
}

} // namespace

std::uint64_t ForwardRules::hashOf(const mqtt::Properties& properties)
{
    if (properties.empty())
        return 0;
    std::uint64_t hash = 0;
    const auto add = [&](std::uint64_t part) { hash = store::mixed(hash + part + 1); };
    if (properties.has(PropertyId::PayloadFormatIndicator))
        add(properties.numberOr(PropertyId::PayloadFormatIndicator, 0));
    for (const PropertyId id : kPassedTexts) {
        if (properties.has(id))
            add(store::hashOf(properties.text(id)) + static_cast<std::uint64_t>(id));
    }
    for (const mqtt::UserProperty& one : properties.userProperties()) {
        add(store::hashOf(one.name));
        add(store::hashOf(one.value));
    }
    return hash;
}

void ForwardRules::check(const Delivery& delivery)
{
    if (publisherComplete(*delivery.source)) {
        checkQos(delivery);
        checkFlags(delivery);
        checkProperties(delivery);
        checkExpiry(delivery);
        if (!delivery.publish.retain || delivery.live())
            checkOrder(delivery);
        checkNoLocal(delivery);
    }
    if (!delivery.publish.retain || delivery.live())
        markSeen(delivery.topic, delivery.source->number);
}

/// MQTT 3.1.1 [MQTT-3.8.4-6], 5.0 [MQTT-3.8.4-8]: never above the QoS of the publication.
void ForwardRules::checkQos(const Delivery& delivery)
{
    const Source& source = *delivery.source;
    if (delivery.publish.qos > source.qos)
        report(delivery, IssueCode::DeliveredAbovePublishedQos, FieldId::MqttQos, source.qos,
               delivery.publish.qos);
    // MQTT 3.1.1 §4.7.2: the server should not let clients exchange messages by such topics.
    if (delivery.topic.dollar && !source.will && source.session != delivery.scene.session.number)
        report(delivery, IssueCode::DollarTopicForwarded, FieldId::MqttTopic, 0, frameOf(source.message));
}

/// A message that comes after a later one of the same publisher, topic and QoS. [MQTT-4.6.0-5]
void ForwardRules::checkOrder(const Delivery& delivery)
{
    const Source& source = *delivery.source;
    TopicMemory& topic = delivery.topic;
    if (source.number >= topic.highest || isSeen(topic, source.number) || source.will || source.repeated ||
        !delivery.live() || delivery.publish.dup)
        return;
    std::vector<const Source*> later; // those that came, the latest first
    book().forTopic(topic.topic, [&](const Source& one) {
        if (one.number <= source.number)
            return false;
        if (one.stream == source.stream && one.qos == source.qos && !one.will && !one.repeated &&
            isSeen(topic, one.number))
            later.push_back(&one);
        return true;
    });
    const std::size_t looked = std::min(later.size(), kMaxLater);
    for (auto early = later.rbegin(); early != later.rbegin() + static_cast<std::ptrdiff_t>(looked);
         ++early) {
        const std::uint32_t tooEarly = sentLike(delivery, (*early)->message);
        if (tooEarly == kNone)
            continue;
        if (!isCertain(delivery))
            return;
        reportOn(tooEarly, {IssueCode::DeliveredOutOfOrder, FieldId::MqttTopic, frameOf(source.message),
                            frameOf((*early)->message)});
        return;
    }
}

/// The first delivery of another message to the same session, with the QoS of this one: subscriptions that
/// overlap may bring a message with several, each in an order of its own. kNone if there is none.
std::uint32_t ForwardRules::sentLike(const Delivery& delivery, std::uint32_t source) const
{
    std::uint32_t found = kNone;
    world().ledger.forEachDelivery(source, [&](std::uint32_t message) {
        const ConnectionState* connection = world().connectionOf(world().messages->streamOf(message));
        if (connection == nullptr || connection->session != delivery.scene.session.number)
            return true;
        ReadAgain again;
        world().messages->read(message, again);
        const auto* publish = std::get_if<mqtt::Publish>(&again.packet);
        if (publish != nullptr && publish->qos == delivery.publish.qos && !publish->retain)
            found = message;
        return found == kNone;
    });
    return found;
}

/// MQTT 5.0 [MQTT-3.3.1-3]: DUP says only whether this sending is a repetition.
void ForwardRules::checkFlags(const Delivery& delivery)
{
    const Source& source = *delivery.source;
    if (delivery.publish.dup && source.dup && delivery.known())
        report(delivery, IssueCode::DupPassedOn, FieldId::MqttDupflag, 0, 1);
}

/// MQTT 5.0 [MQTT-3.8.3-3].
void ForwardRules::checkNoLocal(const Delivery& delivery)
{
    const Matching& matching = delivery.matching();
    if (!matching.allNoLocal || matching.count() == 0 || delivery.source->will || !delivery.live() ||
        !delivery.known() || delivery.source->session != delivery.scene.session.number)
        return;
    bool before = false; // a subscription that was replaced did not have it
    bool ended = false;
    forFilters(delivery.memory, world().text(delivery.topic.topic), [&](const FilterMemory& filter) {
        before = before || (filter.inForce() && !filter.fresh && !filter.wasNoLocal);
        ended =
            ended || (filter.unsuback != kNone && !filter.noLocal && delivery.source->due < filter.unsuback);
    });
    if (ended)
        return;
    if (before) {
        std::uint32_t second = kNone;
        forFilters(delivery.memory, world().text(delivery.topic.topic), [&](const FilterMemory& filter) {
            if (filter.inForce() && !filter.wasNoLocal)
                second = filter.subscribe;
        });
        report(delivery, IssueCode::OldOptionsAfterResubscribe, FieldId::MqttTopic, 0, frameOf(second));
        return;
    }
    report(delivery, IssueCode::NoLocalIgnored, FieldId::MqttTopic, 0, frameOf(delivery.source->message));
}

/// MQTT 5.0 §3.3.2.3: Payload Format Indicator, Content Type, Response Topic, Correlation Data and User
/// Properties are passed on as they are.
void ForwardRules::checkProperties(const Delivery& delivery)
{
    const Source& source = *delivery.source;
    if (delivery.scene.event.version != Version::V50 || !source.v50 ||
        source.properties == hashOf(delivery.publish.properties))
        return;
    ReadAgain again;
    world().messages->read(source.message, again);
    if (const auto* publish = std::get_if<mqtt::Publish>(&again.packet); publish != nullptr && !source.will)
        compareProperties(delivery, publish->properties);
    else if (const auto* connect = std::get_if<mqtt::Connect>(&again.packet);
             connect != nullptr && source.will && connect->will)
        compareUserProperties(delivery, connect->will->properties);
}

void ForwardRules::compareProperties(const Delivery& delivery, const mqtt::Properties& in)
{
    const mqtt::Properties& out = delivery.publish.properties;
    const PropertyId format = PropertyId::PayloadFormatIndicator;
    if (in.has(format) && in.number(format) != out.number(format))
        changed(delivery, out.has(format) ? mqtt::propertyInfo(format).field : FieldId::MqttProperties, {},
                {});
    for (const PropertyId id : kPassedTexts) {
        if (in.has(id) && (!out.has(id) || in.text(id) != out.text(id)))
            changed(delivery, out.has(id) ? mqtt::propertyInfo(id).field : FieldId::MqttProperties,
                    in.text(id), out.text(id));
    }
    compareUserProperties(delivery, in);
}

/// A server may add User Properties of its own, but none may be missing or change its place. [MQTT-3.3.2-17]
/// (5.0), [MQTT-3.3.2-18], [MQTT-3.1.3-10]
void ForwardRules::compareUserProperties(const Delivery& delivery, const mqtt::Properties& in)
{
    const auto& due = in.userProperties();
    const auto& there = delivery.publish.properties.userProperties();
    std::size_t next = 0;
    for (const mqtt::UserProperty& one : there)
        next += next < due.size() && one == due[next] ? 1U : 0U;
    if (next == due.size())
        return;
    const auto all = [&](const mqtt::UserProperty& wanted) {
        const auto same = [&](const mqtt::UserProperty& one) { return one == wanted; };
        return std::count_if(there.begin(), there.end(), same) >= std::count_if(due.begin(), due.end(), same);
    };
    const bool reordered = std::all_of(due.begin(), due.end(), all);
    const FieldId field =
        there.size() == 0 ? FieldId::MqttProperties : mqtt::propertyInfo(PropertyId::UserProperty).field;
    const std::uint32_t origin = frameOf(delivery.source->message);
    if (delivery.source->will)
        report(delivery, IssueCode::WillPropertiesChanged, field, 0, origin);
    else if (reordered)
        report(delivery, IssueCode::UserPropertiesReordered, field, 0, origin);
    else if (due.size() == there.size() && lostByteOrderMark(due[next].value, there[next].value))
        changed(delivery, field, due[next].value, there[next].value);
    else
        changed(delivery, field, {}, {});
}

void ForwardRules::changed(const Delivery& delivery, FieldId field, std::string_view in, std::string_view out)
{
    const std::uint32_t origin = frameOf(delivery.source->message);
    if (lostByteOrderMark(in, out))
        report(delivery, IssueCode::BomStripped, FieldId::MqttTopic, 0, origin);
    else
        report(delivery, IssueCode::ForwardedPropertyChanged, field, 0, origin);
}

/// MQTT 5.0 [MQTT-3.3.2-5], [MQTT-3.3.2-6].
void ForwardRules::checkExpiry(const Delivery& delivery)
{
    const Source& source = *delivery.source;
    // Of several copies nobody knows which one the server took (§4.3.2): it counts from that one.
    if (source.expiry == Source::kNoExpiry || source.will || source.repeated)
        return;
    const std::int64_t waited = (delivery.scene.event.at.timeNs - source.timeNs) / 1'000'000'000;
    if (waited > source.expiry + DeliveryLimits::kSlackSeconds && !delivery.publish.dup) {
        report(delivery, IssueCode::ExpiredDelivered, FieldId::MqttTopic, source.expiry,
               static_cast<std::uint64_t>(waited));
        return;
    }
    if (delivery.scene.event.version != Version::V50 || waited < 0)
        return;
    const PropertyId id = PropertyId::MessageExpiryInterval;
    const mqtt::Properties& out = delivery.publish.properties;
    const auto due = std::max<std::int64_t>(0, source.expiry - waited);
    if (!out.has(id)) {
        if (source.expiry <= waited + 1) // nothing may be left by a clock that counts seconds
            return;
        report(delivery, IssueCode::ExpiryNotReduced, FieldId::MqttProperties,
               static_cast<std::uint64_t>(due));
        return;
    }
    const std::int64_t sent = out.numberOr(id, 0);
    if (std::max(sent, due) - std::min(sent, due) > DeliveryLimits::kSlackSeconds)
        report(delivery, IssueCode::ExpiryNotReduced, mqtt::propertyInfo(id).field,
               static_cast<std::uint64_t>(due), static_cast<std::uint64_t>(sent));
}

} // namespace mqttscope::session
