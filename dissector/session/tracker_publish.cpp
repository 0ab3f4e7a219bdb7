// SPDX-License-Identifier: GPL-3.0-or-later
// PUBLISH: who sent what to whom.
#include "dissector/mqtt/topic.h"
#include "dissector/session/tracker.h"
#include "dissector/store/hash.h"

#include <algorithm>

namespace mqttscope::session {
namespace {

/// Topics of the server itself: what it sends there comes from no client. MQTT 5.0 §4.7.2.
constexpr std::string_view kServerTopics = "$SYS/";

} // namespace

Content Tracker::contentOf(std::uint32_t broker, std::uint32_t topic, field::ByteView payload) const
{
    const std::uint64_t hash = store::hashOf(field::asText(payload));
    return {store::mixed(hash ^ ((std::uint64_t{broker} << 32U) | topic)),
            static_cast<std::uint32_t>(payload.size())};
}

void Tracker::onPublish(const Scene& c, const mqtt::Publish& publish)
{
    const Content content = contentOf(c.session.broker, c.event.topic, publish.payload);
    m_fanOut.expect(content);
    const bool again =
        publish.packetId != 0 && (publish.qos == 1 || publish.qos == 2) && flyPublish(c, publish, content);
    if (again || !c.event.whole || c.event.topic == kNone)
        return;
    const bool ofServer = (*m_world.strings)[c.event.topic].starts_with(kServerTopics);
    if (c.event.fromClient) {
        if (!ofServer)
            noteSource(c, publish, content);
        return;
    }
    if (!ofServer)
        noteDelivery(c, publish, content);
    tell([&](RuleSet& rules) {
        rules.onDelivery(c, publish, content, m_world.ledger.sourceOf(c.event.message));
    });
}

/// A PUBLISH that wants an answer. True if it was sent before.
bool Tracker::flyPublish(const Scene& c, const mqtt::Publish& publish, const Content& content)
{
    Flight* flight = flightsOf(c, c.event.fromClient).find(publish.packetId);
    // Without DUP it is the same only on another connection: there the sender has forgotten to set it.
    if (flight != nullptr && flight->qos == publish.qos && flight->content == content.hash &&
        (publish.dup || flight->stream != c.event.stream)) {
        const std::uint32_t first = flight->message;
        if (c.event.fromClient)
            m_fanOut.sentAgain(content, m_world.ledger.exchange(flight->exchange).firstMessage,
                               c.event.message, c.event.at.timeNs);
        flyAgain(c, *flight);
        m_world.ledger.copySource(first, c.event.message);
        return true;
    }
    Flight started;
    started.packetId = publish.packetId;
    started.awaits = publish.qos == 1 ? Awaits::Puback : Awaits::Pubrec;
    started.qos = publish.qos;
    started.content = content.hash;
    startFlight(c, publish.qos == 1 ? ExchangeKind::PublishQos1 : ExchangeKind::PublishQos2, started);
    return false;
}

void Tracker::noteSource(const Scene& c, const mqtt::Publish& publish, const Content& content)
{
    tell([&](RuleSet& rules) { rules.onSource(c, publish, content); });
    if (publish.retain)
        retain(c, publish, content);
    m_fanOut.published(content, {c.event.message, c.event.message, c.event.at.timeNs, publish.retain,
                                 publish.qos == 2, 0, isDoubtful()});
}

void Tracker::retain(const Scene& c, const mqtt::Publish& publish, const Content& content)
{
    const bool removed = publish.payload.empty();
    m_world.retained[World::retainedKey(c.session.broker, c.event.topic)] = {
        c.event.message, content, publish.qos, removed, c.event.at.timeNs, !c.event.fromClient};
    m_world.ledger.addRetained({c.session.broker, c.event.topic, c.event.message, removed});
}

/// What was due before the first SUBSCRIBE was not for this receiver, if all its subscriptions are known.
FanOut::Openness Tracker::openness(const Scene& c) const
{
    FanOut::Openness open{kNone, 0, 0};
    for (const Subscription& subscription : c.session.subscriptions) {
        if (!mqtt::matches(subscription.text, (*m_world.strings)[c.event.topic]))
            continue;
        if (subscription.since < open.from)
            open.fromNs = subscription.sinceNs;
        open.from = std::min(open.from, subscription.since);
        ++open.copies;
    }
    if (open.from == kNone || !c.session.complete())
        open.from = 0;
    open.copies = std::max<std::uint32_t>(open.copies, 1);
    return open;
}

/// Whether RETAIN may be that of the publisher: Retain As Published, MQTT 5.0 §3.8.3.1. No empty message is
/// retained.
bool Tracker::mayKeepRetain(const Scene& c, const mqtt::Publish& publish) const
{
    return c.event.version == mqtt::Version::V50 &&
           (!c.session.complete() || c.session.keptRetain || publish.payload.empty());
}

void Tracker::noteDelivery(const Scene& c, const mqtt::Publish& publish, const Content& content)
{
    if (publish.retain)
        noteRetainedDelivery(c, publish, content);
    else
        deliver(c, content, false);
}

bool Tracker::isDoubtful() const
{
    return m_world.missedNs != kNever && m_world.nowNs - m_world.missedNs <= FanOutLimits::kDoubtNs;
}

FanOut::Answer Tracker::deliver(const Scene& c, const Content& content, bool retained)
{
    const auto ask = [&] { return openness(c); };
    const FanOut::Receiver receiver{c.session.number,
                                    c.event.message,
                                    c.session.newestSubscribe,
                                    c.event.at.timeNs,
                                    c.session.subscriptions.size() > 1,
                                    retained,
                                    isDoubtful()};
    return m_fanOut.delivered(content, receiver, ask, !c.event.as<mqtt::Publish>()->retain);
}

/// RETAIN = 1: what the server retains, or, with Retain As Published, what was just published. What it
/// retains need not be what was sent last: of two messages that crossed it took one first, and QoS 2 may
/// count from PUBREL on.
void Tracker::noteRetainedDelivery(const Scene& c, const mqtt::Publish& publish, const Content& content)
{
    const std::uint32_t only = m_fanOut.retainedOf(content);
    if (mayKeepRetain(c, publish)) {
        if (only == kAmbiguous)
            m_world.ledger.setAmbiguous(c.event.message);
        if (only == kAmbiguous || deliver(c, content, only != kNone) != FanOut::Answer::Unknown)
            return;
    }
    const auto found = m_world.retained.find(World::retainedKey(c.session.broker, c.event.topic));
    if (found == m_world.retained.end()) {
        retain(c, publish, content); // it was there before the capture
        return;
    }
    const RetainedState& retained = found->second;
    if (retained.seenOnly)
        return;
    const bool latest = retained.content.hash == content.hash && retained.content.length == content.length;
    const bool settled = c.event.at.timeNs - retained.sinceNs > FanOutLimits::kCrossingNs;
    if (latest && (only != kAmbiguous || settled))
        m_world.ledger.deliver(retained.message, c.event.message);
    else if (only == kAmbiguous)
        m_world.ledger.setAmbiguous(c.event.message);
    else if (only != kNone)
        m_world.ledger.deliver(only, c.event.message);
}

} // namespace mqttscope::session
