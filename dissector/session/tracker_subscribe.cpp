// SPDX-License-Identifier: GPL-3.0-or-later
// Subscriptions of a session: MQTT 5.0 §3.8 to §3.11.
#include "dissector/mqtt/topic.h"
#include "dissector/session/tracker.h"

#include <algorithm>

namespace mqttscope::session {
namespace {

constexpr std::uint8_t kFirstError = 0x80;

/// A request, with so many filters.
Flight awaiting(const Scene& c, std::uint16_t packetId, Awaits awaits, std::size_t filters)
{
    Flight flight;
    flight.packetId = packetId;
    flight.awaits = awaits;
    flight.content = c.event.whole && !c.event.malformed ? filters : 0;
    return flight;
}

} // namespace

/// Deliveries may come before the SUBACK, so a new subscription counts from its SUBSCRIBE. MQTT 5.0 §3.8.4.
void Tracker::onSubscribe(const Scene& c, const mqtt::Subscribe& subscribe)
{
    if (subscribe.packetId == 0 || !c.event.fromClient)
        return;
    if (Flight* flight = flightsOf(c, true).find(subscribe.packetId);
        flight != nullptr && flight->awaits == Awaits::Suback && subscribe.dup) { // 3.1 §4.2
        flyAgain(c, *flight);
        return;
    }
    const Flight& flight =
        startFlight(c, ExchangeKind::Subscribe,
                    awaiting(c, subscribe.packetId, Awaits::Suback, subscribe.subscriptions.size()));
    const auto& identifiers = subscribe.properties.subscriptionIdentifiers();
    std::vector<Subscription>& asked = m_subscribing[flight.exchange];
    for (const mqtt::Subscription& one : subscribe.subscriptions) {
        asked.push_back(subscriptionOf(c, one, identifiers.empty() ? 0 : identifiers[0]));
        c.session.keptRetain = c.session.keptRetain || one.retainAsPublished;
        if (findSubscription(c.session, asked.back().filter) == nullptr)
            c.session.subscriptions.push_back(asked.back());
    }
    c.session.newestSubscribe = c.event.message;
}

Subscription Tracker::subscriptionOf(const Scene& c, const mqtt::Subscription& asked,
                                     std::uint32_t identifier)
{
    Subscription subscription;
    subscription.filter = m_world.strings->intern(asked.topicFilter);
    subscription.text = (*m_world.strings)[subscription.filter];
    // Servers offer shared subscriptions to older clients too, where no standard speaks of them.
    subscription.shared = mqtt::isShared(subscription.text);
    if (subscription.shared) {
        if (const auto parts = mqtt::parseShared(subscription.text))
            subscription.text = parts->filter;
    }
    subscription.subscribe = c.event.message;
    subscription.since = c.event.message;
    subscription.identifier = identifier;
    subscription.sinceNs = c.event.at.timeNs;
    subscription.requested = asked.qos;
    subscription.qos = asked.qos;
    subscription.noLocal = asked.noLocal;
    subscription.retainAsPublished = asked.retainAsPublished;
    subscription.retainHandling = asked.retainHandling;
    return subscription;
}

void Tracker::onSuback(const Scene& c, const mqtt::Suback& suback)
{
    FlightTable& table = flightsOf(c, true);
    const Flight* flight = table.find(suback.packetId);
    tell([&](RuleSet& rules) { rules.onAnswer(c, flight); });
    if (c.event.fromClient || flight == nullptr || flight->awaits != Awaits::Suback)
        return;
    bool any = suback.codes.empty();
    if (const auto found = m_subscribing.find(flight->exchange); found != m_subscribing.end()) {
        const std::vector<Subscription> asked = std::move(found->second);
        m_subscribing.erase(found);
        for (std::size_t i = 0; i < asked.size(); ++i) {
            // A missing code says nothing: what was asked is taken for granted.
            const std::uint8_t code = i < suback.codes.size() ? suback.codes[i] : asked[i].requested;
            any = any || code < kFirstError;
            grant(c, asked[i], code);
        }
    }
    finishFlight(c, table, suback.packetId, any);
}

/// What a SUBACK says of one filter. A new subscription replaces one with the same filter, MQTT 5.0 §3.8.4.
void Tracker::grant(const Scene& c, const Subscription& asked, std::uint8_t code)
{
    auto& all = c.session.subscriptions;
    Subscription* current = findSubscription(c.session, asked.filter);
    tell([&](RuleSet& rules) {
        rules.onGranted(c, asked, code, current != nullptr && current->confirmed ? current : nullptr);
    });
    if (code >= kFirstError) {
        if (current != nullptr && !current->confirmed)
            all.erase(all.begin() + (current - all.data()));
        return;
    }
    if (current == nullptr)
        current = &all.emplace_back(asked);
    Subscription subscription = asked;
    if (current->confirmed) {
        subscription.since = current->since;
        subscription.sinceNs = current->sinceNs;
        subscription.fresh = false;
        m_world.ledger.endSubscription(current->record, c.event.at.frame);
    }
    subscription.qos = code;
    subscription.confirmed = true;
    const auto bit = [](bool on, unsigned at) { return static_cast<std::uint8_t>(on ? 1U << at : 0U); };
    const auto options = static_cast<std::uint8_t>(subscription.requested | bit(subscription.noLocal, 2) |
                                                   bit(subscription.retainAsPublished, 3) |
                                                   (subscription.retainHandling << 4U));
    subscription.record =
        m_world.ledger.addSubscription({c.session.number, subscription.filter, subscription.subscribe,
                                        c.event.message, subscription.identifier, options, subscription.qos});
    *current = subscription;
}

Subscription* Tracker::findSubscription(SessionState& session, std::uint32_t filter)
{
    const auto found = std::find_if(session.subscriptions.begin(), session.subscriptions.end(),
                                    [&](const Subscription& one) { return one.filter == filter; });
    return found == session.subscriptions.end() ? nullptr : &*found;
}

void Tracker::onUnsubscribe(const Scene& c, const mqtt::Unsubscribe& unsubscribe)
{
    if (unsubscribe.packetId == 0 || !c.event.fromClient)
        return;
    if (Flight* flight = flightsOf(c, true).find(unsubscribe.packetId);
        flight != nullptr && flight->awaits == Awaits::Unsuback && unsubscribe.dup) {
        flyAgain(c, *flight);
        return;
    }
    const Flight& flight =
        startFlight(c, ExchangeKind::Unsubscribe,
                    awaiting(c, unsubscribe.packetId, Awaits::Unsuback, unsubscribe.topicFilters.size()));
    std::vector<std::uint32_t>& filters = m_unsubscribing[flight.exchange];
    for (const std::string_view filter : unsubscribe.topicFilters)
        filters.push_back(m_world.strings->intern(filter));
}

void Tracker::onUnsuback(const Scene& c, const mqtt::Unsuback& unsuback)
{
    FlightTable& table = flightsOf(c, true);
    const Flight* flight = table.find(unsuback.packetId);
    tell([&](RuleSet& rules) { rules.onAnswer(c, flight); });
    if (c.event.fromClient || flight == nullptr || flight->awaits != Awaits::Unsuback)
        return;
    bool any = unsuback.codes.empty();
    if (const auto asked = m_unsubscribing.find(flight->exchange); asked != m_unsubscribing.end()) {
        for (std::size_t i = 0; i < asked->second.size(); ++i) {
            if (i < unsuback.codes.size() && unsuback.codes[i] >= kFirstError)
                continue;
            any = true;
            auto& all = c.session.subscriptions;
            Subscription* found = findSubscription(c.session, asked->second[i]);
            if (found == nullptr)
                continue;
            tell([&](RuleSet& rules) { rules.onUnsubscribed(c, *found); });
            if (found->record != kNone)
                m_world.ledger.endSubscription(found->record, c.event.at.frame);
            all.erase(all.begin() + (found - all.data()));
        }
        m_unsubscribing.erase(asked);
    }
    finishFlight(c, table, unsuback.packetId, any);
}

void Tracker::endSubscriptions(SessionState& session, const Moment& at)
{
    for (const Subscription& subscription : session.subscriptions) {
        if (subscription.record != kNone)
            m_world.ledger.endSubscription(subscription.record, at.frame);
    }
    session.subscriptions.clear();
}

} // namespace mqttscope::session
