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
    if (byDollar(delivery) || byHistory(delivery) || byOldState(delivery) || byOtherForm(delivery) ||
        byOtherClient(delivery))
        return;
    report(delivery, IssueCode::DeliveredWithoutSubscription, FieldId::MqttTopic);
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
    if (wild)
        report(delivery, IssueCode::DollarTopicForWildcard, FieldId::MqttTopic);
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

/// MQTT 5.0 [MQTT-3.1.2-4]: a clean start leaves nothing of the earlier session.
bool UnmatchedRules::byOldState(const Delivery& delivery)
{
    for (const LeftState& old : delivery.memory.old) {
        const bool shows = old.filter.empty() ? delivery.publish.dup && old.content == delivery.content.hash
                                              : mqtt::matches(old.filter, world().text(delivery.topic.topic));
        if (!shows)
            continue;
        report(delivery, IssueCode::OldStateAfterClean, FieldId::MqttMsgtype, 0, frameOf(old.since));
        return true;
    }
    return false;
}

void UnmatchedRules::onCleanStart(SubscriberMemory& memory, SessionState& earlier)
{
    for (const Subscription& one : earlier.subscriptions) {
        if (one.confirmed && !one.shared && memory.old.size() < DeliveryLimits::kMaxFlows)
            memory.old.push_back({one.text, one.subscribe, 0, 0, false});
    }
    earlier.flights[1].forEach([&](const Flight& flight) {
        if (memory.old.size() < DeliveryLimits::kMaxFlows)
            memory.old.push_back({{},
                                  world().ledger.exchange(flight.exchange).firstMessage,
                                  flight.content,
                                  flight.packetId,
                                  flight.awaits == Awaits::Pubrel || flight.awaits == Awaits::Pubcomp});
    });
}

void UnmatchedRules::onOrphanPubrel(const Scene& scene, SubscriberMemory& memory, std::uint16_t packetId)
{
    for (const LeftState& old : memory.old) {
        if (old.released && old.packetId == packetId)
            reporter().report(scene.event,
                              {IssueCode::OldStateAfterClean, FieldId::MqttMsgtype, 0, frameOf(old.since)});
    }
}

/// MQTT 5.0 [MQTT-4.7.3-4]: topics and filters are compared as they are, without normalisation.
bool UnmatchedRules::byOtherForm(const Delivery& delivery)
{
    const std::string_view topic = world().text(delivery.topic.topic);
    const std::string canonical = decomposed(topic);
    const bool matches = std::any_of(
        delivery.memory.filters.begin(), delivery.memory.filters.end(), [&](const FilterMemory& filter) {
            return filter.inForce() && mqtt::matches(decomposed(filter.text), canonical);
        });
    if (matches)
        report(delivery, IssueCode::DeliveredByNormalization, FieldId::MqttTopic);
    return matches;
}

/// MQTT 5.0 [MQTT-3.1.3-2]: state belongs to a Client Identifier. One client that is away, and no other,
/// subscribed to this.
bool UnmatchedRules::byOtherClient(const Delivery& delivery)
{
    if (world().sessions.size() > kMaxSessions)
        return false;
    const std::string_view topic = world().text(delivery.topic.topic);
    const Subscription* only = nullptr;
    bool away = false;
    for (SessionState& session : world().sessions) {
        if (session.broker != delivery.scene.session.broker ||
            session.number == delivery.scene.session.number)
            continue;
        for (const Subscription& one : session.subscriptions) {
            if (!mqtt::matches(one.text, topic))
                continue;
            if (only != nullptr)
                return false;
            only = &one;
            away = session.connection == kNone && one.confirmed;
        }
    }
    if (only == nullptr || !away)
        return false;
    report(delivery, IssueCode::SessionUnderOtherClientId, FieldId::MqttMsgtype, 0, frameOf(only->subscribe));
    return true;
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
