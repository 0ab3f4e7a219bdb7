// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/traffic_broker.h"

#include "dissector/mqtt/reason_code.h"
#include "dissector/mqtt/topic.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace mqttscope::test {
namespace {

constexpr std::int64_t kSystemEveryNs = 10'000'000'000;
/// Who asks for what begins so is refused.
constexpr std::string_view kForbidden = "interdit/";

std::uint8_t refusal(mqtt::Version version)
{
    return version == mqtt::Version::V50 ? static_cast<std::uint8_t>(mqtt::ReasonCode::NotAuthorized) : 0x80;
}

} // namespace

TrafficBroker::TrafficBroker(const std::vector<std::string>& topics, std::size_t clients,
                             std::uint32_t systemTopic, std::uint64_t seed, TrafficSaboteur& saboteur,
                             std::function<void(std::uint32_t)> wake)
    : m_topics(&topics), m_saboteur(&saboteur), m_sessions(clients), m_subscribers(topics.size()),
      m_retained(topics.size()), m_wake(std::move(wake)), m_random(seed), m_systemTopic(systemTopic)
{
}

// -------------------------------------------------------------------------------------------------- sessions

bool TrafficBroker::connect(const TrafficArrival& arrival, std::int64_t nowNs)
{
    Session& session = m_sessions[arrival.client];
    const bool present = session.exists && !arrival.clean;
    if (present)
        std::erase_if(m_wills, [&](const PendingWill& one) { return one.client == arrival.client; });
    else if (session.exists)
        endSession(arrival.client, nowNs);
    if (!present) {
        session = {};
        session.flow = TrafficFlow{true, static_cast<std::uint16_t>(m_random.below(65'535))};
    }
    session.exists = true;
    session.persists = arrival.persists;
    session.connection = arrival.connection;
    session.version = arrival.version;
    session.flow.setWindow(arrival.receiveMaximum);
    session.will = arrival.will;
    session.willDelayNs = arrival.willDelayNs;
    ++m_connected;
    return present;
}

void TrafficBroker::disconnect(std::uint32_t client, bool abnormal, std::int64_t nowNs)
{
    Session& session = m_sessions[client];
    session.connection = kNoConnection;
    session.flow.disconnected();
    --m_connected;
    const std::shared_ptr<TrafficPublication> will = std::exchange(session.will, nullptr);
    if (abnormal && will) {
        if (session.persists && session.willDelayNs != 0)
            m_wills.push_back({client, nowNs + session.willDelayNs, will});
        else
            publish(will, nowNs);
    }
    if (!session.persists)
        endSession(client, nowNs);
}

/// MQTT 5.0 [MQTT-3.1.3-9]: a Will that is delayed is due when the session ends.
void TrafficBroker::endSession(std::uint32_t client, std::int64_t nowNs)
{
    m_sessions[client].exists = false;
    m_sessions[client].subscriptions.clear();
    route(client);
    for (const PendingWill& one : std::exchange(m_wills, {})) {
        if (one.client == client)
            publish(one.will, nowNs);
        else
            m_wills.push_back(one);
    }
}

// --------------------------------------------------------------------------------------------- subscriptions

/// The topics of a client's filters lead to it, and no others.
void TrafficBroker::route(std::uint32_t client)
{
    const std::vector<TrafficFilter>& filters = m_sessions[client].subscriptions;
    for (std::size_t topic = 0; topic < m_topics->size(); ++topic) {
        std::erase(m_subscribers[topic], client);
        if (std::any_of(filters.begin(), filters.end(), [&](const TrafficFilter& one) {
                return mqtt::matches(one.text, (*m_topics)[topic]);
            }))
            m_subscribers[topic].push_back(client);
    }
}

void TrafficBroker::subscribe(std::uint32_t client, TrafficRequest& request, std::int64_t nowNs)
{
    Session& session = m_sessions[client];
    for (const TrafficFilter& asked : request.filters) {
        if (asked.text.starts_with(kForbidden)) {
            request.codes.push_back(refusal(session.version));
            continue;
        }
        request.codes.push_back(asked.qos);
        auto& all = session.subscriptions;
        const auto former = std::find_if(all.begin(), all.end(),
                                         [&](const TrafficFilter& one) { return one.text == asked.text; });
        const bool fresh = former == all.end();
        TrafficFilter& granted = fresh ? all.emplace_back() : *former;
        granted = asked;
        granted.renewed = !fresh;
        granted.sinceNs = nowNs;
        // MQTT 5.0 §3.8.3.1: Retain Handling.
        if (asked.retainHandling == 0 || (asked.retainHandling == 1 && fresh))
            sendRetained(session, client, asked, nowNs);
    }
    route(client);
}

void TrafficBroker::sendRetained(Session& session, std::uint32_t client, const TrafficFilter& filter,
                                 std::int64_t nowNs)
{
    for (std::size_t topic = 0; topic < m_topics->size(); ++topic) {
        const std::shared_ptr<TrafficPublication>& kept = m_retained[topic];
        if (!kept || !mqtt::matches(filter.text, (*m_topics)[topic]))
            continue;
        constexpr std::int64_t kSecond = 1'000'000'000;
        const bool expired = kept->expiry && nowNs - kept->timeNs >= *kept->expiry * kSecond;
        if (expired || (filter.noLocal && kept->client == client && kept->origin == TrafficOrigin::Client))
            continue;
        TrafficDelivery delivery{kept, std::min(kept->qos, filter.qos), true, true, {}};
        if (filter.identifier != 0)
            delivery.identifiers.push_back(filter.identifier);
        session.flow.queue(std::move(delivery));
        session.gotRetained.push_back(static_cast<std::uint32_t>(topic));
    }
}

void TrafficBroker::unsubscribe(std::uint32_t client, TrafficRequest& request)
{
    Session& session = m_sessions[client];
    for (const TrafficFilter& asked : request.filters) {
        const bool was = std::erase_if(session.subscriptions,
                                       [&](const TrafficFilter& one) { return one.text == asked.text; }) != 0;
        request.codes.push_back(was ? std::uint8_t{0}
                                    : static_cast<std::uint8_t>(mqtt::ReasonCode::NoSubscriptionExisted));
    }
    route(client);
}

// ------------------------------------------------------------------------------------------------- messages

std::uint32_t TrafficBroker::publish(const std::shared_ptr<TrafficPublication>& publication,
                                     std::int64_t nowNs)
{
    publication->timeNs = nowNs;
    if (publication->retain) // MQTT 5.0 §3.3.1.3: an empty one deletes
        m_retained[publication->topic] = publication->payload.empty() ? nullptr : publication;
    std::uint32_t receivers = 0;
    for (const std::uint32_t client : m_subscribers[publication->topic])
        receivers += deliver(client, publication) ? 1U : 0U;
    if (m_saboteur->waitsFor(TrafficFault::UnsubscribedTopic))
        deliverUnasked(publication);
    return receivers;
}

/// Sends a message to somebody who asked for other things, and never for this.
void TrafficBroker::deliverUnasked(const std::shared_ptr<TrafficPublication>& publication)
{
    const std::vector<std::uint32_t>& asked = m_subscribers[publication->topic];
    for (std::uint32_t client = 0; client < m_sessions.size(); ++client) {
        Session& session = m_sessions[client];
        if (session.connection == kNoConnection || session.subscriptions.empty() ||
            std::find(asked.begin(), asked.end(), client) != asked.end() ||
            !m_saboteur->strikes(TrafficFault::UnsubscribedTopic))
            continue;
        session.flow.queue({publication, 0, false, false, {}, true});
        m_wake(session.connection);
        return;
    }
}

/// Breaks a rule with a delivery to somebody who is there, if it is time. False if it is not to be sent.
bool TrafficBroker::spoil(const Session& session, TrafficDelivery& delivery)
{
    constexpr std::int64_t kLongAgoNs = 2'000'000'000;
    TrafficPublication& publication = *delivery.publication;
    const TrafficFilter* only = nullptr;
    std::size_t matching = 0;
    for (const TrafficFilter& filter : session.subscriptions) {
        if (!mqtt::matches(filter.text, (*m_topics)[publication.topic]))
            continue;
        only = &filter;
        ++matching;
    }
    // One subscription, which was never another.
    if (session.connection == kNoConnection || publication.origin != TrafficOrigin::Client || matching != 1 ||
        only->renewed)
        return true;
    const bool gotRetained = std::find(session.gotRetained.begin(), session.gotRetained.end(),
                                       publication.topic) != session.gotRetained.end();
    if (m_saboteur->strikes(TrafficFault::AboveGrantedQos, delivery.qos < publication.qos)) {
        delivery.qos = publication.qos;
        delivery.faulty = true;
    } else if (m_saboteur->strikes(TrafficFault::RetainOnLive,
                                   gotRetained && !publication.retain && !only->retainAsPublished &&
                                       publication.timeNs - only->sinceNs > kLongAgoNs)) {
        delivery.retain = true;
        delivery.faulty = true;
    } else if (m_saboteur->strikes(TrafficFault::NotDelivered,
                                   delivery.qos != 0 && !publication.expiry &&
                                       m_subscribers[publication.topic].size() > 1)) {
        publication.faulty = true;
        return false;
    }
    return true;
}

/// Queues a message for a client, if one of its subscriptions wants it.
bool TrafficBroker::deliver(std::uint32_t client, const std::shared_ptr<TrafficPublication>& publication)
{
    Session& session = m_sessions[client];
    TrafficDelivery delivery{publication, 0, false, false, {}};
    bool wanted = false;
    for (const TrafficFilter& filter : session.subscriptions) {
        if (!mqtt::matches(filter.text, (*m_topics)[publication->topic]))
            continue;
        if (filter.noLocal && publication->client == client && publication->origin == TrafficOrigin::Client) {
            if (session.subscriptions.size() != 1 || filter.renewed || session.connection == kNoConnection ||
                !m_saboteur->strikes(TrafficFault::NoLocalIgnored))
                continue;
            delivery.faulty = true;
        }
        wanted = true;
        delivery.qos = std::max(delivery.qos, std::min(filter.qos, publication->qos));
        delivery.retain = delivery.retain || (filter.retainAsPublished && publication->retain);
        if (filter.identifier != 0)
            delivery.identifiers.push_back(filter.identifier);
    }
    if (!wanted)
        return false;
    if (!spoil(session, delivery))
        return true;
    if (session.connection == kNoConnection) {
        session.forgotten = session.forgotten || session.flow.queued() >= kMaxQueued;
        if (delivery.qos == 0 || session.forgotten)
            return true;
    }
    session.flow.queue(std::move(delivery));
    if (session.connection != kNoConnection)
        m_wake(session.connection);
    return true;
}

void TrafficBroker::tick(std::int64_t nowNs)
{
    for (std::size_t i = 0; i < m_wills.size();) {
        if (m_wills[i].dueNs > nowNs) {
            ++i;
            continue;
        }
        const std::shared_ptr<TrafficPublication> will = m_wills[i].will;
        m_wills.erase(m_wills.begin() + static_cast<std::ptrdiff_t>(i));
        publish(will, nowNs);
    }
    if (nowNs < m_systemDueNs)
        return;
    m_systemDueNs = nowNs + kSystemEveryNs;
    auto news = std::make_shared<TrafficPublication>();
    news->origin = TrafficOrigin::Server;
    news->topic = m_systemTopic;
    news->retain = true;
    const std::string text = fmt::format("{}", m_connected);
    news->payload.assign(text.begin(), text.end());
    publish(news, nowNs);
}

} // namespace mqttscope::test
