// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/delivery_unmatched.h"

#include "dissector/session/rules/canonical_form.h"

#include <algorithm>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;

namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

std::string withoutMark(std::string_view text)
{
    std::string left{text};
    for (std::size_t at = left.find(kByteOrderMark); at != std::string::npos; at = left.find(kByteOrderMark))
        left.erase(at, kByteOrderMark.size());
    return left;
}

} // namespace

bool UnmatchedRules::noteByteOrderMark(const Source& source)
{
    const std::string_view topic = world().text(source.topic);
    if (topic.find(kByteOrderMark) == std::string_view::npos)
        return false;
    Marked marked{withoutMark(topic), source.message, source.broker, source.content.length};
    if (m_marked.size() < kMaxMarked)
        m_marked.push_back(std::move(marked));
    else
        m_marked[m_nextMarked++ % kMaxMarked] = std::move(marked);
    return true;
}

/// MQTT 5.0 [MQTT-3.3.2-3]: the topic of a delivery matches a filter of the subscriber.
void UnmatchedRules::check(const Delivery& delivery)
{
    if (!m_marked.empty() && delivery.source == nullptr) {
        const std::string_view topic = world().text(delivery.topic.topic);
        for (const Marked& one : m_marked) { // [MQTT-1.5.4-3]
            if (one.topic != topic || one.length != delivery.content.length ||
                one.broker != delivery.scene.session.broker)
                continue;
            ReadAgain again;
            world().messages->read(one.message, again);
            const auto* publish = std::get_if<mqtt::Publish>(&again.packet);
            if (publish != nullptr &&
                field::asText(publish->payload) == field::asText(delivery.publish.payload)) {
                report(delivery, IssueCode::BomStripped, FieldId::MqttTopic, 0, frameOf(one.message));
                return;
            }
        }
    }
    if (delivery.matching().count() != 0 || !delivery.known())
        return;
    // What a clean start should have ended is told of there (SessionRules).
    if (delivery.scene.connection.connectionRules.oldShown == delivery.scene.event.message)
        return;
    Unexplained& cause = delivery.topic.unexplained;
    const bool looked = cause.generation == delivery.memory.generation;
    if ((!looked || cause.history) && byHistory(delivery))
        return;
    if (const std::uint32_t of = delivery.publish.dup ? exchangeElsewhere(delivery) : kNone; of != kNone) {
        report(delivery, IssueCode::SessionUnderOtherClientId, FieldId::MqttMsgtype, 0, frameOf(of));
        return;
    }
    // Where nothing else explains it, the reason is the same until the subscriptions change.
    if (!looked) {
        cause = causeOf(delivery);
        cause.generation = delivery.memory.generation;
        forFilters(delivery.memory, world().text(delivery.topic.topic),
                   [&](const FilterMemory&) { cause.history = true; });
    }
    report(delivery, cause.code, cause.field, 0, cause.frame);
}

/// Why a topic comes that no filter, of now or before, matches.
Unexplained UnmatchedRules::causeOf(const Delivery& delivery)
{
    if (byDollar(delivery))
        return {IssueCode::DollarTopicForWildcard, FieldId::MqttTopic};
    if (byOtherForm(delivery))
        return {IssueCode::DeliveredByNormalization, FieldId::MqttTopic};
    if (const std::uint32_t of = subscriptionElsewhere(delivery); of != kNone)
        return {IssueCode::SessionUnderOtherClientId, FieldId::MqttMsgtype, frameOf(of)};
    return {IssueCode::DeliveredWithoutSubscription, FieldId::MqttTopic};
}

/// MQTT 5.0 [MQTT-4.7.2-1]: a filter that begins with a wildcard does not match a topic that begins with $.
bool UnmatchedRules::byDollar(const Delivery& delivery)
{
    if (!delivery.topic.dollar)
        return false;
    std::string other{world().text(delivery.topic.topic)};
    other[0] = '_';
    bool wild = false;
    forFilters(delivery.memory, other, [&](const FilterMemory& filter) {
        wild = wild ||
               (filter.refused == kNone && (filter.text.starts_with('#') || filter.text.starts_with('+')));
    });
    return wild;
}

/// Filters that were refused, or are no more. MQTT 5.0 [MQTT-3.10.4-2]: what was queued may still come.
bool UnmatchedRules::byHistory(const Delivery& delivery)
{
    const FilterMemory* refused = nullptr;
    const FilterMemory* ended = nullptr;
    forFilters(delivery.memory, world().text(delivery.topic.topic), [&](const FilterMemory& filter) {
        if (filter.unsuback != kNone && (ended == nullptr || filter.unsuback > ended->unsuback))
            ended = &filter;
        else if (filter.refused != kNone)
            refused = &filter;
    });
    if (ended != nullptr) {
        if (delivery.source != nullptr && delivery.source->due > ended->unsuback &&
            publisherComplete(*delivery.source))
            report(delivery, IssueCode::DeliveredAfterUnsubscribe, FieldId::MqttTopic, 0,
                   frameOf(ended->unsuback));
        return true;
    }
    if (refused != nullptr)
        report(delivery, IssueCode::DeliveredAfterFailure, FieldId::MqttTopic, 0, frameOf(refused->refused));
    return refused != nullptr;
}

/// MQTT 5.0 [MQTT-4.7.3-4]: topics and filters are compared as they are, without normalisation.
bool UnmatchedRules::byOtherForm(const Delivery& delivery)
{
    const std::string_view topic = world().text(delivery.topic.topic);
    const std::string canonical = decomposed(topic);
    return std::any_of(delivery.memory.filters.begin(), delivery.memory.filters.end(),
                       [&](const FilterMemory& filter) {
                           return filter.inForce() && mqtt::matches(decomposed(filter.text), canonical);
                       });
}

/// MQTT 5.0 [MQTT-3.1.3-2]: state belongs to a Client Identifier. The delivery of a client that is away,
/// which is repeated here: same identifier, topic and payload.
std::uint32_t UnmatchedRules::exchangeElsewhere(const Delivery& delivery)
{
    if (world().sessions.size() > kMaxSessions)
        return kNone;
    for (SessionState& session : world().sessions) {
        if (session.broker != delivery.scene.session.broker || session.key == 0 ||
            session.number == delivery.scene.session.number || session.connection != kNone)
            continue;
        const Flight* owned = session.flights[1].find(delivery.publish.packetId);
        if (owned != nullptr && owned->content == delivery.content.hash && owned->qos == delivery.publish.qos)
            return owned->message;
    }
    return kNone;
}

/// The SUBSCRIBE of one client that is away, if no other subscribed to this.
std::uint32_t UnmatchedRules::subscriptionElsewhere(const Delivery& delivery) const
{
    if (world().sessions.size() > kMaxSessions)
        return kNone;
    const std::string_view topic = world().text(delivery.topic.topic);
    const Subscription* only = nullptr;
    bool away = false;
    for (const SessionState& session : world().sessions) {
        if (session.broker != delivery.scene.session.broker ||
            session.number == delivery.scene.session.number)
            continue;
        for (const Subscription& one : session.subscriptions) {
            if (!mqtt::matches(one.text, topic))
                continue;
            if (only != nullptr)
                return kNone;
            only = &one;
            away = session.connection == kNone && one.confirmed;
        }
    }
    return only != nullptr && away ? only->subscribe : kNone;
}

/// MQTT 5.0 [MQTT-3.8.4-8], [MQTT-4.8.2-3]; 3.1.1 [MQTT-3.8.4-6]: never above the granted QoS. What was
/// queued for a filter that is no more, or is other by now, goes by its old QoS.
void UnmatchedRules::checkQos(const Delivery& delivery)
{
    const Matching& matching = delivery.matching();
    if (delivery.publish.qos <= matching.qos || matching.count() == 0 || matching.awaited ||
        !delivery.known() || waitsFor(delivery.scene.session, Awaits::Suback))
        return;
    const FilterMemory* before = nullptr;
    bool ended = false;
    forFilters(delivery.memory, world().text(delivery.topic.topic), [&](const FilterMemory& filter) {
        if (filter.wasQos >= delivery.publish.qos && filter.inForce())
            before = &filter;
        ended = ended ||
                (filter.unsuback != kNone && std::max(filter.qos, filter.wasQos) >= delivery.publish.qos &&
                 (delivery.source == nullptr || delivery.source->due < filter.unsuback));
    });
    if (ended || (before != nullptr && !delivery.live()))
        return;
    if (before != nullptr && delivery.scene.event.version == mqtt::Version::V50)
        report(delivery, IssueCode::OldOptionsAfterResubscribe, FieldId::MqttTopic, 0,
               frameOf(before->subscribe));
    else
        report(delivery,
               matching.plain == 0 ? IssueCode::DeliveredAboveGrantedQosShared
                                   : IssueCode::DeliveredAboveGrantedQos,
               FieldId::MqttQos, matching.qos, delivery.publish.qos);
}

} // namespace mqttscope::session
