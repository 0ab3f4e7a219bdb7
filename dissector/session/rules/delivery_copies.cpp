// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/delivery_copies.h"

#include <algorithm>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;
using mqtt::PropertyId;

/// MQTT 5.0 [MQTT-3.3.4-2] to [MQTT-3.3.4-5]; 3.1.1 [MQTT-3.3.5-1].
void CopyRules::check(const Delivery& delivery)
{
    if (!delivery.memory.copies.empty()) {
        const auto found =
            std::find_if(delivery.memory.copies.begin(), delivery.memory.copies.end(),
                         [&](const CopyCheck& one) { return one.source == delivery.source->message; });
        if (found != delivery.memory.copies.end()) { // one copy more
            ++found->copies;
            found->last = delivery.scene.event.message;
            found->qos = std::max(found->qos, delivery.publish.qos);
            for (const std::uint32_t id : delivery.publish.properties.subscriptionIdentifiers()) {
                std::erase(found->due, id);
                found->lastIdentifier = id;
            }
            if (found->due.empty() && found->qos >= found->dueQos)
                delivery.memory.copies.erase(found);
            return;
        }
    }
    const Matching& matching = delivery.matching();
    const bool several = matching.plain > 1 && delivery.publish.qos < delivery.source->qos &&
                         delivery.publish.qos < matching.qos;
    if (!several && !matching.anyIdentifier)
        return;
    if (delivery.live() && delivery.known() && matching.shared == 0 &&
        !(delivery.publish.retain && !matching.anyKeepsRetain))
        begin(delivery);
}

/// The first copy.
void CopyRules::begin(const Delivery& delivery)
{
    const Matching& matching = delivery.matching();
    const auto& identifiers = delivery.publish.properties.subscriptionIdentifiers();
    if (matching.identifier != 0 && identifiers.size() == 1 && identifiers[0] == matching.identifier)
        return;
    if (waitsFor(delivery.scene.session, Awaits::Suback) ||
        waitsFor(delivery.scene.session, Awaits::Unsuback))
        return;
    // A further copy need not have what an earlier one had.
    if (deliveryTo(delivery.source->message, delivery.scene.session) != delivery.scene.event.message)
        return;
    CopyCheck check;
    bool changing = false; // a former filter may have brought it
    forFilters(delivery.memory, world().text(delivery.topic.topic), [&](const FilterMemory& filter) {
        if (!filter.inForce() || delivery.source->due < filter.suback) {
            changing = changing || (filter.unsuback != kNone && delivery.source->due < filter.unsuback);
            return;
        }
        if (filter.noLocal && delivery.source->session == delivery.scene.session.number)
            return;
        check.dueQos = std::max(check.dueQos, std::min(filter.qos, delivery.source->qos));
        const bool there =
            std::find(identifiers.begin(), identifiers.end(), filter.identifier) != identifiers.end();
        if (filter.identifier != 0 && !there)
            check.due.push_back(filter.identifier);
    });
    check.qos = delivery.publish.qos;
    if (matching.plain < 2)
        check.dueQos = 0;
    if (changing || (check.due.empty() && check.qos >= check.dueQos) ||
        delivery.memory.copies.size() >= DeliveryLimits::kMaxCopies || !isCertain(delivery))
        return;
    check.source = delivery.source->message;
    check.topic = delivery.topic.topic;
    check.delivery = delivery.scene.event.message;
    check.last = check.delivery;
    check.timeNs = delivery.scene.event.at.timeNs;
    check.identifiers = static_cast<std::uint32_t>(identifiers.size());
    check.lastIdentifier = identifiers.empty() ? 0 : identifiers[0];
    delivery.memory.copies.push_back(std::move(check));
}

void CopyRules::conclude(const ConnectionState& connection, SessionState& session, SubscriberMemory& memory)
{
    if (memory.copies.empty())
        return;
    std::erase_if(memory.copies, [&](const CopyCheck& check) {
        if (!settledSince(connection, session, check.timeNs))
            return false;
        if (session.complete() && !memory.lost && sawAll(connection, session))
            conclude(check);
        return true;
    });
}

void CopyRules::conclude(const CopyCheck& check)
{
    if (check.qos < check.dueQos)
        reportOn(check.delivery,
                 {IssueCode::DeliveredBelowHighestQos, FieldId::MqttQos, check.dueQos, check.qos});
    if (check.due.empty())
        return;
    if (check.copies > 1 && check.lastIdentifier != 0)
        reportOn(check.last, {IssueCode::SubscriptionIdWrongCopy,
                              mqtt::propertyInfo(PropertyId::SubscriptionIdentifier).field, check.due[0],
                              check.lastIdentifier});
    else
        reportOn(check.delivery, {IssueCode::SubscriptionIdMissing, FieldId::MqttProperties, check.due[0],
                                  check.identifiers});
}

/// MQTT 5.0 §3.3.4: a Subscription Identifier is one that the client gave to a subscription that matches.
void CopyRules::checkIdentifiers(const Delivery& delivery)
{
    const auto& identifiers = delivery.publish.properties.subscriptionIdentifiers();
    if (identifiers.empty() || !delivery.known() ||
        (identifiers.size() == 1 && identifiers[0] == delivery.matching().identifier) ||
        waitsFor(delivery.scene.session, Awaits::Suback))
        return;
    std::uint16_t occurrence = 0;
    for (const std::uint32_t id : identifiers) {
        const FilterMemory* old = nullptr;
        bool mine = false;
        bool many = false;
        forFilters(delivery.memory, world().text(delivery.topic.topic), [&](const FilterMemory& filter) {
            many = many || filter.manyIdentifiers;
            if (filter.inForce() && filter.identifier == id)
                mine = true;
            else if (std::find(filter.identifiers.begin(), filter.identifiers.end(), id) !=
                     filter.identifiers.end())
                old = &filter;
        });
        if (!mine && !many && old == nullptr)
            reporter().report(delivery.scene.event,
                              {IssueCode::SubscriptionIdForeign,
                               mqtt::propertyInfo(PropertyId::SubscriptionIdentifier).field, 0, id,
                               occurrence});
        else if (!mine && old != nullptr && old->inForce() && delivery.source != nullptr &&
                 delivery.source->due > old->suback)
            report(delivery, IssueCode::OldOptionsAfterResubscribe, FieldId::MqttTopic, 0,
                   frameOf(old->subscribe));
        ++occurrence;
    }
}

/// One copy more than subscriptions match.
void CopyRules::checkRepetition(const Delivery& delivery)
{
    if (delivery.publish.retain || delivery.publish.dup || !delivery.known() || delivery.matching().awaited ||
        delivery.topic.highest == 0)
        return;
    Source* only = nullptr;
    std::size_t count = 0;
    book().forContent(delivery.content, [&](Source& source) {
        only = &source;
        return ++count < 2;
    });
    if (count != 1 || only->due < delivery.matching().settledAt || !publisherComplete(*only))
        return;
    const std::uint32_t first = deliveryTo(only->message, delivery.scene.session);
    if (first == kNone)
        return;
    const FilterMemory* replaced = nullptr;
    bool ended = false;
    forFilters(delivery.memory, world().text(delivery.topic.topic), [&](const FilterMemory& filter) {
        ended = ended || filter.unsuback != kNone;
        if (filter.inForce() && !filter.fresh)
            replaced = &filter;
    });
    if (ended || waitsFor(delivery.scene.session, Awaits::Suback) || !isCertain(delivery))
        return;
    if (only->will)
        report(delivery, IssueCode::WillPublishedTwice, FieldId::MqttTopic, 0, frameOf(first));
    else if (only->qos == 2 && only->repeated)
        report(delivery, IssueCode::DeliveredTwice, FieldId::MqttTopic, 0, frameOf(first));
    else if (replaced != nullptr && !only->repeated)
        report(delivery, IssueCode::DoubledByResubscribe, FieldId::MqttTopic, 0, frameOf(first));
}

} // namespace mqttscope::session
