// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/delivery_missed.h"

#include "dissector/session/rules/connection_limits.h"

#include <algorithm>
#include <limits>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;

void MissedRules::conclude(ConnectionState& connection, SessionState& session, SubscriberMemory& memory)
{
    if (memory.lost || !connection.accepted || !sawAll(connection, session))
        return;
    const Receiver receiver{connection, session, memory};
    std::vector<Miss> misses;
    for (TopicMemory& topic : memory.topics.all())
        look(receiver, topic, misses);
    tell(receiver, misses);
}

void MissedRules::conclude(ConnectionState& connection, SessionState& session, SubscriberMemory& memory,
                           const Subscription& ending, std::uint32_t unsubscribe)
{
    if (memory.lost || !connection.accepted || !sawAll(connection, session))
        return;
    const Receiver receiver{connection, session, memory, unsubscribe};
    std::vector<Miss> misses;
    for (TopicMemory& topic : memory.topics.all()) {
        if (mqtt::matches(ending.text, world().text(topic.topic)))
            look(receiver, topic, misses);
    }
    tell(receiver, misses);
}

void MissedRules::conclude(ConnectionState& connection, SessionState& session, SubscriberMemory& memory,
                           TopicMemory& topic, std::uint32_t upTo)
{
    if (memory.lost || !connection.accepted || !sawAll(connection, session))
        return;
    const Receiver receiver{connection, session, memory, kNone, upTo};
    std::vector<Miss> misses;
    look(receiver, topic, misses);
    tell(receiver, misses);
}

/// Finds what is missing on a topic. What is settled is not looked at again.
void MissedRules::look(const Receiver& receiver, TopicMemory& topic, std::vector<Miss>& misses)
{
    if (!topic.got || topic.server ||
        (topic.seen == ~std::uint64_t{0} && topic.highest == book().latestOf(topic.topic)))
        return;
    m_filters.clear();
    forFilters(receiver.memory, world().text(topic.topic), [&](FilterMemory& one) {
        if (one.inForce() && !one.shared && one.firstSuback != kNone)
            m_filters.push_back(&one);
    });
    if (m_filters.empty()) { // nothing so far was due
        topic.highest = book().latestOf(topic.topic);
        topic.seen = ~std::uint64_t{0};
        return;
    }
    std::vector<Source*>& later = m_later; // those looked at, the latest first
    later.clear();
    std::vector<Miss> found;
    std::vector<Miss> unreached; // due, but it came to nobody
    book().forTopic(topic.topic, [&](Source& source) {
        if (source.number + TopicMemory::kWindow <= topic.highest || later.size() >= kMaxLook)
            return false;
        Miss miss{&topic, &source, nullptr, false};
        if (source.number <= receiver.upTo && !isSeen(topic, source.number)) {
            const Due due = isDue(receiver, source, miss.filter);
            miss.later = due == Due::Yes && cameLater(receiver, later, source);
            if (due == Due::Yes && (miss.later || isLate(receiver, source)))
                found.push_back(miss);
            else if (due == Due::Yes && mayTellAlone(receiver, miss))
                unreached.push_back(miss);
            else if (due == Due::No)
                found.push_back({&topic, &source, nullptr, false});
        }
        later.push_back(&source);
        return true;
    });
    // MQTT 5.0 [MQTT-4.1.0-1]: one may have been lost by the server, several in a row were not sent.
    if (unreached.size() >= kLostAfter)
        found.insert(found.end(), unreached.begin(), unreached.end());
    std::sort(found.begin(), found.end(),
              [](const Miss& a, const Miss& b) { return a.source->number < b.source->number; });
    for (const Miss& miss : found) {
        // A number above `highest` that is not settled yet must stay to be looked for.
        markSeen(topic, miss.source->number);
        if (miss.filter != nullptr)
            misses.push_back(miss);
    }
}

/// Whether a message was to come to this session. `filter`: by which subscription.
MissedRules::Due MissedRules::isDue(const Receiver& receiver, const Source& source, FilterMemory*& filter)
{
    SessionState& session = receiver.session;
    if (source.broker != session.broker || source.expiry != Source::kNoExpiry || !publisherComplete(source) ||
        source.length + 256 > receiver.connection.client.maximumPacketSize)
        return Due::No;
    if (deliveryTo(source.message, session) != kNone)
        return Due::No;
    std::uint32_t answer = source.due;
    if (!source.will) {
        const std::uint32_t exchange = world().ledger.exchangeOf(source.message);
        if (source.qos == 0 || exchange == kNone)
            return Due::No;
        const ExchangeState state = world().ledger.stateOf(exchange);
        if (state == ExchangeState::Open || state == ExchangeState::Cut)
            return Due::NotYet;
        if (state != ExchangeState::Complete)
            return Due::No;
        answer = world().ledger.lastMessageOf(exchange);
    }
    if (answer >= receiver.before)
        return Due::No;
    bool ownIgnored = false;
    std::uint8_t qos = 0;
    for (FilterMemory* one : m_filters) {
        if (one->firstSuback >= source.due)
            continue;
        if ((one->noLocal || one->everNoLocal) && source.session == session.number) // [MQTT-3.8.3-3]
            ownIgnored = true;
        qos = std::max(qos, std::min(one->leastQos, source.qos));
        filter = one;
    }
    if (filter == nullptr || ownIgnored || (qos == 0 && !source.will)) {
        filter = nullptr;
        return Due::No;
    }
    return waitsFor(session, Awaits::Unsuback) || waitsFor(session, Awaits::Suback) ? Due::NotYet : Due::Yes;
}

/// Whether a later message of the same publisher, topic and QoS came: order says that this one does not come
/// any more. MQTT 5.0 [MQTT-4.6.0-5]
bool MissedRules::cameLater(const Receiver& receiver, const std::vector<Source*>& later, const Source& source)
{
    if (source.will || source.repeated)
        return false;
    return std::any_of(later.begin(), later.end(), [&](const Source* one) {
        return one->stream == source.stream && one->qos == source.qos && !one->will && !one->repeated &&
               deliveryTo(one->message, receiver.session) != kNone;
    });
}

/// Whether a message that came to nobody may count: with others it shows that a subscription to one topic has
/// no effect on this connection.
bool MissedRules::mayTellAlone(const Receiver& receiver, const Miss& miss) const
{
    const Source& source = *miss.source;
    const SubscriberMemory& memory = receiver.memory;
    return !source.will && miss.filter->text.find_first_of("+#") == std::string_view::npos &&
           firstDelivery(source.message) == kNone && source.due > receiver.connection.connack &&
           (memory.backAt == kNone || source.due > memory.backAt) &&
           receiver.connection.lastNs[1] != kNever &&
           elapsedNs(receiver.connection.lastNs[1], source.timeNs) > ConnectionLimits::kReactionNs &&
           receiver.session.flights[1].size() == 0;
}

/// Whether it would have come by now.
bool MissedRules::isLate(const Receiver& receiver, const Source& source)
{
    const bool reached = firstDelivery(source.message) != kNone;
    std::int64_t dueNs = source.timeNs;
    if (source.will) {
        const WillRules::Due* will = m_wills->find(source.message);
        if (reached || will == nullptr || will->doubtful || will->said || will->returnedNs != kNever)
            return false;
        if (will->delayNs > std::numeric_limits<std::int64_t>::max() - will->endNs)
            return false;
        dueNs = will->endNs + will->delayNs;
    } else if (!reached) {
        return false;
    }
    const SubscriberMemory& memory = receiver.memory;
    if (memory.backAt != kNone && source.due <= memory.backAt)
        dueNs = std::max(dueNs, memory.backNs);
    // Whoever was away when a Will fell due knows nothing of it.
    if (source.will && whileAway(receiver, source))
        return false;
    return settledSince(receiver.connection, receiver.session, dueNs);
}

// ------------------------------------------------------------------------------------- what it is a case of

void MissedRules::tell(const Receiver& receiver, std::vector<Miss>& misses)
{
    if (misses.empty())
        return;
    std::sort(misses.begin(), misses.end(),
              [](const Miss& a, const Miss& b) { return a.source->due < b.source->due; });
    if (tellTooLarge(receiver, misses))
        return;
    const bool notResumed = tellNotResumed(receiver, misses);
    for (const Miss& miss : misses) {
        if (notResumed && miss.source->due >= receiver.memory.awayFrom)
            break;
        tell(receiver, miss);
    }
}

void MissedRules::tell(const Receiver& receiver, const Miss& miss)
{
    const Source& source = *miss.source;
    const SubscriberMemory& memory = receiver.memory;
    if (source.will)
        tellWill(miss);
    else if (whileAway(receiver, source) && memory.backAt != kNone) // MQTT 5.0 [MQTT-4.5.0-1]
        reportOn(source.message,
                 {IssueCode::OfflineMessageNotDelivered, FieldId::MqttTopic, 0, frameOf(memory.connect)});
    else if (!miss.filter->fresh && source.due > miss.filter->subscribe && source.due <= miss.filter->suback)
        reportOn(source.message, {IssueCode::LostByResubscribe, FieldId::MqttTopic, 0,
                                  frameOf(miss.filter->subscribe)}); // MQTT 5.0 [MQTT-3.8.4-4]
    else if (miss.later)
        tellNotDelivered(receiver, miss);
    else
        tellLost(receiver, miss);
}

/// MQTT 5.0 [MQTT-3.1.2-8].
void MissedRules::tellWill(const Miss& miss)
{
    WillRules::Due* will = m_wills->find(miss.source->message);
    if (will == nullptr || will->said)
        return;
    will->said = true;
    reportOn(miss.source->message, {IssueCode::WillNotPublished, FieldId::MqttWilltopic, 0, will->endFrame});
}

/// MQTT 5.0 [MQTT-3.1.2-25]: what is too large is dropped, as if it had been sent.
bool MissedRules::tellTooLarge(const Receiver& receiver, const std::vector<Miss>& misses)
{
    const std::uint32_t maximum = receiver.connection.client.maximumPacketSize;
    if (maximum == std::numeric_limits<std::uint32_t>::max() ||
        receiver.connection.deliveryRules.tooLargeSaid)
        return false;
    const Source* large = nullptr;
    for (const TopicMemory& topic : receiver.memory.topics.all()) {
        std::size_t looked = 0;
        book().forTopic(topic.topic, [&](const Source& source) {
            const std::size_t least = source.content.length + world().text(source.topic).size();
            if (least > maximum && source.due > receiver.connection.connect && topic.matching.plain != 0 &&
                source.due > receiver.memory.lastDelivery && source.broker == receiver.session.broker &&
                (large == nullptr || source.due < large->due))
                large = &source;
            return ++looked < kMaxLook;
        });
    }
    const auto after = [&](const Miss& miss) { return large != nullptr && miss.source->due > large->due; };
    if (large == nullptr || !std::all_of(misses.begin(), misses.end(), after))
        return false;
    receiver.connection.deliveryRules.tooLargeSaid = true;
    reportOn(large->message, {IssueCode::TooLargeBlocksOthers, FieldId::MqttTopic, maximum, large->length});
    return true;
}

/// The session is said to go on, but nothing of it does. MQTT 5.0 [MQTT-3.1.2-5], [MQTT-4.1.0-1]
bool MissedRules::tellNotResumed(const Receiver& receiver, const std::vector<Miss>& misses)
{
    SubscriberMemory& memory = receiver.memory;
    if (memory.backAt == kNone || memory.backStream != receiver.connection.stream || memory.notResumed ||
        memory.lastDelivery > memory.backAt)
        return false;
    const auto found = std::find_if(misses.begin(), misses.end(), [&](const Miss& miss) {
        return miss.source->due > memory.backAt && miss.filter->subscribe < memory.awayFrom &&
               !miss.source->will;
    });
    if (found == misses.end())
        return false;
    memory.notResumed = true;
    reportOn(memory.backAt,
             {IssueCode::SessionNotResumed, FieldId::MqttConackFlagsSp, 0, frameOf(found->source->message)});
    return true;
}

/// A subscription that worked works no more.
void MissedRules::tellLost(const Receiver& receiver, const Miss& miss)
{
    SubscriberMemory& memory = receiver.memory;
    const Source& source = *miss.source;
    std::uint32_t last = 0; // delivery on this topic, before
    bool after = false;
    book().forTopic(source.topic, [&](const Source& one) {
        const std::uint32_t delivery = deliveryTo(one.message, receiver.session);
        if (delivery == kNone)
            return one.number + kMaxLook > source.number;
        after = after || one.number > source.number;
        last = std::max(last, delivery);
        return one.number > source.number;
    });
    if (after || last == 0) {
        if (after)
            tellNotDelivered(receiver, miss);
        return;
    }
    if (memory.unsuback != kNone && last < memory.unsubscribe && source.due > memory.unsuback) {
        if (!memory.otherLost) // MQTT 5.0 [MQTT-3.10.4-1]
            reportOn(memory.unsubscribe, {IssueCode::OtherSubscriptionLost, FieldId::MqttUnsubFilter, 0,
                                          frameOf(source.message)});
        memory.otherLost = true;
    } else if (!miss.filter->lossSaid && last > miss.filter->subscribe &&
               (memory.backAt == kNone || last > memory.backAt)) { // MQTT 5.0 [MQTT-4.1.0-1]
        miss.filter->lossSaid = true;
        reportOn(miss.filter->subscribe, {IssueCode::SessionStateLost, FieldId::MqttFilter, 0,
                                          frameOf(source.message), miss.filter->occurrence});
    }
}

/// MQTT 5.0 [MQTT-4.5.0-1]. If nobody got it and its Packet Identifier had been in use before, that is the
/// likely reason. [MQTT-4.3.2-5], [MQTT-4.3.3-9], [MQTT-4.3.3-12]
void MissedRules::tellNotDelivered(const Receiver&, const Miss& miss)
{
    Source& source = *miss.source;
    IssueCode code = IssueCode::NotDelivered;
    if (firstDelivery(source.message) == kNone) {
        if (source.said)
            return;
        book().forLatest(kMaxBookLook, [&](const Source& one) {
            if (one.session != source.session || one.packetId != source.packetId || one.due >= source.due ||
                one.will)
                return true;
            const ExchangeState state = world().ledger.stateOf(world().ledger.exchangeOf(one.message));
            if (state == ExchangeState::Complete)
                code =
                    one.qos == 1 ? IssueCode::ReusedIdNotDeliveredQos1 : IssueCode::ReusedIdNotDeliveredQos2;
            else if (state == ExchangeState::Refused && one.qos == 2)
                code = IssueCode::ReusedIdNotDeliveredRefused;
            return false;
        });
    }
    if (code == IssueCode::NotDelivered) {
        reportOn(source.message, {code, FieldId::MqttTopic, 0, frameOf(miss.filter->subscribe)});
        return;
    }
    source.said = true;
    reportOn(source.message, {code, FieldId::MqttMsgid, 0, source.packetId});
}

} // namespace mqttscope::session
