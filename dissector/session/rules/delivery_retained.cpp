// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/delivery_retained.h"

#include <algorithm>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;
using mqtt::Version;

RetainedRules::Wanted RetainedRules::wanted(const Delivery& delivery)
{
    Wanted wanted;
    forFilters(delivery.memory, world().text(delivery.topic.topic), [&](const FilterMemory& filter) {
        wanted.count += filter.wants;
        if (filter.wantsAt != kNone && (wanted.at == kNone || filter.wantsAt > wanted.at))
            wanted.at = filter.wantsAt;
        const bool had = !filter.fresh && filter.wasRetainAsPublished && !filter.retainAsPublished;
        if (filter.inForce()) {
            // One SUBSCRIBE may have both: a shared filter is the likely reason, for no other asked.
            if (wanted.latest == nullptr || filter.subscribe > wanted.latest->subscribe ||
                (filter.subscribe == wanted.latest->subscribe && filter.shared))
                wanted.latest = &filter;
            if (had)
                wanted.kept = &filter;
        } else {
            wanted.mayKeep = wanted.mayKeep || filter.retainAsPublished || filter.wasRetainAsPublished;
        }
    });
    return wanted;
}

void RetainedRules::check(const Delivery& delivery)
{
    if (delivery.publish.retain)
        checkFlagged(delivery);
    else
        checkUnflagged(delivery);
}

/// The only message with the content of a delivery; null if there are others, or none.
Source* RetainedRules::onlySource(const Delivery& delivery)
{
    Source* only = nullptr;
    std::size_t count = 0;
    book().forContent(delivery.content, [&](Source& source) {
        only = &source;
        return ++count < 2;
    });
    return count == 1 && publisherComplete(*only) ? only : nullptr;
}

void RetainedRules::checkFlagged(const Delivery& delivery)
{
    ++delivery.topic.retained;
    delivery.topic.lastRetained = delivery.scene.event.message;
    std::erase_if(delivery.memory.due,
                  [&](const RetainedDue& due) { return due.topic == delivery.topic.topic; });
    const Matching& matching = delivery.matching();
    if (!delivery.known() || matching.count() == 0 || matching.awaited ||
        waitsFor(delivery.scene.session, Awaits::Suback))
        return;
    const Wanted want = wanted(delivery);
    if (matching.anyKeepsRetain) {
        checkKept(delivery);
        return;
    }
    if (want.mayKeep)
        return;
    if (delivery.topic.retained > want.count)
        checkUnasked(delivery, want);
    else if (want.kept == nullptr)
        checkContent(delivery, want);
}

/// MQTT 5.0 [MQTT-3.3.1-13].
void RetainedRules::checkKept(const Delivery& delivery)
{
    const Matching& matching = delivery.matching();
    if (!delivery.live() || !publisherComplete(*delivery.source) ||
        delivery.publish.retain == delivery.source->retain || !delivery.known() || matching.shared != 0)
        return;
    if (delivery.publish.retain ? matching.settledNs + DeliveryLimits::kSettleNs > delivery.source->timeNs
                                : !matching.allKeepRetain)
        return; // it may have come because of SUBSCRIBE
    const FilterMemory* replaced = nullptr;
    bool ended = false;
    forFilters(delivery.memory, world().text(delivery.topic.topic), [&](const FilterMemory& filter) {
        if (filter.inForce() && !filter.fresh && !filter.wasRetainAsPublished)
            replaced = &filter;
        ended = ended || !filter.inForce();
    });
    if (ended)
        return;
    if (replaced != nullptr && !delivery.publish.retain)
        report(delivery, IssueCode::OldOptionsAfterResubscribe, FieldId::MqttTopic, 0,
               frameOf(replaced->subscribe));
    else
        report(delivery, IssueCode::RetainNotKept, FieldId::MqttRetain, delivery.source->retain ? 1 : 0,
               delivery.publish.retain ? 1 : 0);
}

/// RETAIN = 1, and no SUBSCRIBE is left that asked for it.
void RetainedRules::checkUnasked(const Delivery& delivery, const Wanted& wanted)
{
    const Matching& matching = delivery.matching();
    const Source* source = delivery.source != nullptr ? delivery.source : onlySource(delivery);
    if (source != nullptr && source->due > matching.settledAt) {
        if (source->timeNs < matching.settledNs + DeliveryLimits::kSettleNs)
            return;
        if (wanted.kept != nullptr)
            report(delivery, IssueCode::OldOptionsAfterResubscribe, FieldId::MqttTopic, 0,
                   frameOf(wanted.kept->subscribe));
        else // MQTT 5.0 [MQTT-3.3.1-12]
            report(delivery, IssueCode::LiveSentWithRetain, FieldId::MqttRetain, 0, 1);
        return;
    }
    if (delivery.scene.event.version != Version::V50 || wanted.latest == nullptr || wanted.kept != nullptr)
        return;
    const std::uint32_t subscribe = frameOf(wanted.latest->subscribe);
    if (wanted.latest->shared) // MQTT 5.0 §3.8.4
        report(delivery, IssueCode::RetainedSentShared, FieldId::MqttRetain, 0, subscribe);
    else if (wanted.latest->retainHandling == 2) // [MQTT-3.3.1-11]
        report(delivery, IssueCode::RetainedSentUnwanted, FieldId::MqttRetain, 0, subscribe);
    else if (wanted.latest->retainHandling == 1 && !wanted.latest->fresh) // [MQTT-3.3.1-10]
        report(delivery, IssueCode::RetainedSentAgain, FieldId::MqttRetain, 0, subscribe);
}

/// RETAIN = 1 because of a SUBSCRIBE: is it what was to be kept?
void RetainedRules::checkContent(const Delivery& delivery, const Wanted& wanted)
{
    if (delivery.publish.payload.empty()) { // MQTT 5.0 [MQTT-3.3.1-7]
        const Source* source = delivery.source != nullptr ? delivery.source : onlySource(delivery);
        if (source == nullptr || source->due < wanted.at)
            report(delivery, IssueCode::EmptyRetainedStored, FieldId::MqttRetain, 0, 1);
        return;
    }
    const auto found =
        world().retained.find(World::retainedKey(delivery.scene.session.broker, delivery.topic.topic));
    if (found == world().retained.end())
        return;
    const RetainedState& state = found->second;
    const std::uint32_t emptyAt = book().nothingRetained(delivery.topic.topic);
    if (state.seenOnly) { // no client was seen to publish it so
        if (const Source* only = onlySource(delivery);
            only != nullptr && state.message == delivery.scene.event.message && emptyAt != 0)
            checkUnretained(delivery, *only, emptyAt);
        return;
    }
    if (state.content.hash == delivery.content.hash)
        return;
    const Source* current = book().find(state.content, state.message);
    if (current == nullptr || current->due >= wanted.at || !takenBefore(*current, wanted.at))
        return;
    bool published = false;
    book().forContent(delivery.content, [&](const Source&) { return !(published = true); });
    const Source* older = onlySource(delivery);
    if (published && older == nullptr)
        return;
    if (older != nullptr && !older->retain)
        checkUnretained(delivery, *older, 0);
    else if (older != nullptr && !handledBefore(*older, *current))
        return; // the server may have taken it later
    else if (state.removed && (older == nullptr || older->due < current->due)) // [MQTT-3.3.1-6]
        report(delivery, IssueCode::RetainedNotDeleted, FieldId::MqttRetain, 0, frameOf(state.message));
    else if (older != nullptr && older->due < current->due) // [MQTT-3.3.1-5]
        report(delivery, current->qos == 0 ? IssueCode::RetainedOutdatedQos0 : IssueCode::RetainedOutdated,
               FieldId::MqttRetain, frameOf(state.message), frameOf(older->message));
}

/// Whether the server was done with a message before another one was sent. With QoS 2 it may wait for PUBREL
/// (MQTT 5.0 §4.3.3), and between connections only answers and time tell.
bool RetainedRules::handledBefore(const Source& older, const Source& newer) const
{
    if (older.stream == newer.stream && older.qos < 2 && !older.will)
        return true;
    if (older.qos == 0 || older.will)
        return newer.timeNs - older.timeNs > DeliveryLimits::kSettleNs;
    const std::uint32_t answer = answerTo(older.message);
    return answer != kNone && answer < newer.due;
}

/// MQTT 5.0 [MQTT-3.3.1-8], [MQTT-3.1.2-14]: what was published with RETAIN = 0 is not kept. `since`: nothing
/// was kept for the topic after this message.
void RetainedRules::checkUnretained(const Delivery& delivery, const Source& only, std::uint32_t since)
{
    if (only.retain || only.due < since || only.due >= delivery.matching().since)
        return;
    if (only.will)
        report(delivery, IssueCode::WillRetainedUnasked, FieldId::MqttRetain, 0, 1);
    else
        report(delivery, IssueCode::UnretainedStored, FieldId::MqttRetain, 0, frameOf(only.message));
}

void RetainedRules::checkUnflagged(const Delivery& delivery)
{
    if (delivery.source == nullptr) { // a retained message without its flag?
        for (RetainedDue& due : delivery.memory.due) {
            if (due.topic == delivery.topic.topic && due.content.hash == delivery.content.hash &&
                due.unflagged == kNone)
                due.unflagged = delivery.scene.event.message;
        }
        return;
    }
    const Matching& matching = delivery.matching();
    if (matching.anyKeepsRetain)
        checkKept(delivery);
    // The topic had nothing retained, or it would have come before.
    if (!delivery.live() || !delivery.known() || delivery.topic.retained != 0 || matching.shared != 0 ||
        matching.settledNs + DeliveryLimits::kPatienceNs > delivery.scene.event.at.timeNs ||
        delivery.source->retain)
        return;
    std::uint32_t& nothing = book().nothingRetained(delivery.topic.topic);
    if (nothing >= matching.settledAt)
        return;
    if (const Wanted want = wanted(delivery); want.at != kNone)
        nothing = std::max(nothing, want.at);
}

void RetainedRules::onGranted(const Scene& scene, SubscriberMemory& memory, const FilterMemory& filter)
{
    if (filter.wantsAt != filter.subscribe || filter.shared || !scene.connection.complete())
        return;
    const std::uint32_t broker = scene.session.broker;
    if (filter.text.find_first_of("#+") == std::string_view::npos) {
        const auto found = world().retained.find(World::retainedKey(broker, filter.filter));
        if (found != world().retained.end())
            addDue(scene, memory, filter, filter.filter, found->second);
        return;
    }
    if (world().retained.size() > DeliveryLimits::kMaxRetainedScan)
        return;
    for (const auto& [key, retained] : world().retained) {
        const auto topic = static_cast<std::uint32_t>(key);
        if ((key >> 32U) == broker && mqtt::matches(filter.text, world().text(topic)))
            addDue(scene, memory, filter, topic, retained);
    }
}

void RetainedRules::addDue(const Scene& scene, SubscriberMemory& memory, const FilterMemory& filter,
                           std::uint32_t topic, const RetainedState& retained)
{
    const Source* source = book().find(retained.content, retained.message);
    if (retained.removed || retained.seenOnly || source == nullptr || source->expiry != Source::kNoExpiry ||
        source->due >= filter.subscribe || memory.due.size() >= DeliveryLimits::kMaxDue ||
        !publisherComplete(*source) ||
        source->content.length + 256 > scene.connection.client.maximumPacketSize ||
        (filter.noLocal && source->session == scene.session.number))
        return;
    if (source->delayed && source->timeNs > scene.event.at.timeNs - DeliveryLimits::kPatienceNs)
        return; // perhaps the Will is published only now
    if (const TopicMemory* known = memory.topics.find(topic);
        known != nullptr && known->lastRetained != kNone && known->lastRetained > filter.subscribe)
        return; // it came before SUBACK
    RetainedDue due;
    due.topic = topic;
    due.message = retained.message;
    due.subscribe = filter.subscribe;
    due.suback = filter.suback;
    due.subackNs = filter.subackNs;
    due.content = retained.content;
    due.occurrence = filter.occurrence;
    due.retainHandling = filter.retainHandling;
    due.fresh = filter.fresh;
    // MQTT 3.1.1 §3.3.1.3: a server may forget a retained message with QoS 0.
    due.mayBeDropped = source->qos == 0 || !takenBefore(*source, filter.subscribe);
    memory.due.push_back(due);
}

void RetainedRules::conclude(const ConnectionState& connection, SessionState& session,
                             SubscriberMemory& memory)
{
    if (memory.due.empty())
        return;
    const bool conclusive = !memory.lost && sawAll(connection, session) && sawAllSources();
    std::erase_if(memory.due, [&](const RetainedDue& due) {
        if (!settledSince(connection, session, due.subackNs))
            return false;
        if (conclusive)
            missing(due, memory, session);
        return true;
    });
}

void RetainedRules::missing(const RetainedDue& due, SubscriberMemory& memory, const SessionState& session)
{
    if (due.unflagged != kNone) { // MQTT 5.0 §3.3.1.3; 3.1.1 [MQTT-3.3.1-8]
        if (session.complete())
            reportOn(due.unflagged, {IssueCode::RetainedSentWithoutFlag, FieldId::MqttRetain, 1, 0});
        return;
    }
    const TopicMemory* topic = memory.topics.find(due.topic);
    const Source* source = book().find(due.content, due.message);
    if (due.mayBeDropped || topic == nullptr || !topic->got || source == nullptr)
        return; // perhaps this client must not read it
    IssueCode code = IssueCode::RetainedNotSent;
    const SessionState& publisher = world().sessions[source->session];
    if (source->will) // [MQTT-3.1.2-15]
        code = IssueCode::WillNotRetained;
    else if (!due.fresh) { // [MQTT-3.8.4-4]
        if (topic->retained == 0)
            return;
        code = IssueCode::RetainedNotSentAgain;
    } else if (due.retainHandling == 1) // [MQTT-3.3.1-10]
        code = IssueCode::RetainedNotSentNew;
    else if (publisher.connection == kNone && publisher.expiryNs == 0 && publisher.lastEndNs != kNever &&
             publisher.lastEndNs < due.subackNs && wasServedBefore(*source, publisher.lastEndNs))
        code = IssueCode::RetainedLostWithSession; // MQTT 3.1.1 [MQTT-3.1.2-7]
    reportOn(due.subscribe, {code, FieldId::MqttFilter, 0, frameOf(due.message), due.occurrence});
}

/// Whether somebody got a message as a retained one before a time.
bool RetainedRules::wasServedBefore(const Source& source, std::int64_t timeNs) const
{
    bool served = false;
    world().ledger.forEachDelivery(source.message, [&](std::uint32_t delivery) {
        if (world().messages->timeOf(delivery) < timeNs) {
            ReadAgain again;
            world().messages->read(delivery, again);
            const auto* publish = std::get_if<mqtt::Publish>(&again.packet);
            served = publish != nullptr && publish->retain;
        }
        return !served;
    });
    return served;
}

} // namespace mqttscope::session
