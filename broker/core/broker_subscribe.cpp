// SPDX-License-Identifier: GPL-3.0-or-later
// SUBSCRIBE and UNSUBSCRIBE: MQTT 5.0 §3.8 to §3.11, MQTT 3.1.1 likewise.
#include "broker/core/broker.h"

#include "broker/core/mutation.h"
#include "dissector/mqtt/topic.h"

#include <algorithm>

namespace mqttscope::broker {

using field::FieldId;
using field::IssueCode;
using mqtt::Decision;
using mqtt::PropertyId;
using mqtt::ReasonCode;
using mqtt::Version;

/// What CONNACK said is not to be had. MQTT 5.0 §3.2.2.3.11 to §3.2.2.3.13
std::optional<Refusal> Broker::unavailable(const mqtt::Subscribe& subscribe) const
{
    const Capabilities& can = m_options.capabilities;
    if (!can.subscriptionIdentifiers && subscribe.properties.has(PropertyId::SubscriptionIdentifier))
        return refusal(ReasonCode::SubscriptionIdentifiersNotSupported, IssueCode::SubscriptionIdUnavailable,
                       FieldId::MqttPropSubscriptionIdentifier);
    for (const mqtt::Subscription& asked : subscribe.subscriptions) {
        if (!can.sharedSubscriptions && mqtt::isShared(asked.topicFilter))
            return refusal(ReasonCode::SharedSubscriptionsNotSupported, IssueCode::SharedUnavailable,
                           FieldId::MqttFilter);
        const std::size_t wildcard = asked.topicFilter.find_first_of("+#");
        if (!can.wildcardSubscriptions && wildcard != std::string_view::npos)
            return refusal(ReasonCode::WildcardSubscriptionsNotSupported, IssueCode::WildcardUnavailable,
                           FieldId::MqttFilter, 0, wildcard);
    }
    return std::nullopt;
}

namespace {

std::size_t levelsOf(std::string_view filter)
{
    return static_cast<std::size_t>(std::count(filter.begin(), filter.end(), '/')) + 1;
}

using Codes = decltype(mqtt::Suback::codes);

/// For a mutation only.
Codes reversed(const Codes& codes)
{
    Codes made;
    for (std::size_t i = codes.size(); i-- > 0;)
        made.push_back(codes[i]);
    return made;
}

/// The code of a version: 3.1.1 knows one failure, 3.1 none. [MQTT-3.9.3-2], MQTT31-3.9-1
std::uint8_t subackCode(Version version, ReasonCode code, std::uint8_t asked)
{
    const auto byte = static_cast<std::uint8_t>(code);
    if (version == Version::V50 || !mqtt::isFailure(byte) || mutated(Mutation::ReasonCodesBefore5))
        return byte;
    return version == Version::V31 ? asked : mqtt::kSubackFailure;
}

} // namespace

std::uint8_t Broker::mostGranted(const Connection& c, std::uint16_t packetId) const
{
    const std::uint8_t most = m_options.capabilities.maximumQos; // [MQTT-3.2.2-10]
    const auto less =
        m_interference != nullptr ? m_interference->grantedAtMost(c.id, packetId) : std::nullopt;
    return std::min(most, less.value_or(most));
}

void Broker::onSubscribe(Connection& c, const mqtt::Subscribe& subscribe)
{
    if (c.version == Version::V50) {
        if (const std::optional<Refusal> why = unavailable(subscribe))
            return refuse(c, *why);
    }
    const auto& identifiers = subscribe.properties.subscriptionIdentifiers();
    const std::uint32_t identifier = identifiers.empty() ? 0 : identifiers[0];
    const bool idInUse = c.version == Version::V50 && c.session->incoming.holds(subscribe.packetId);
    const std::uint8_t most = mostGranted(c, subscribe.packetId);
    struct Wanted {
        const mqtt::Subscription* asked;
        std::uint8_t granted;
    };
    std::vector<Wanted> wanted; // retained messages are due
    mqtt::Packet packet;
    auto& suback = packet.emplace<mqtt::Suback>();
    suback.packetId = subscribe.packetId; // [MQTT-3.8.4-2]
    if (mutated(Mutation::SubackForOtherId))
        ++suback.packetId;
    for (const mqtt::Subscription& asked : subscribe.subscriptions) { // in order: [MQTT-3.9.3-1]
        bool existed = false;
        const ReasonCode code =
            idInUse ? ReasonCode::PacketIdentifierInUse : grant(c, asked, identifier, most, existed);
        if (!mutated(Mutation::OneSubackCodeOnly) || suback.codes.empty())
            suback.codes.push_back(subackCode(c.version, code, asked.qos));
        if (mutated(Mutation::SubackForEachFilter))
            (void)send(c, packet);
        const auto granted = static_cast<std::uint8_t>(code);
        // Retain Handling: [MQTT-3.3.1-9] to [MQTT-3.3.1-11]. A Shared Subscription gets none: MQTT 5.0
        // §4.8.2
        const bool due = asked.retainHandling == 0 || (asked.retainHandling == 1 && !existed) ||
                         mutated(Mutation::RetainHandlingIgnored);
        const bool shared = c.version == Version::V50 && mqtt::isShared(asked.topicFilter);
        if (!mqtt::isFailure(granted) && due && (!shared || mutated(Mutation::SharedGetRetained)))
            wanted.push_back({&asked, granted});
    }
    if (mutated(Mutation::CodesInDisorder))
        suback.codes = reversed(suback.codes);
    if (mutated(Mutation::NoSuback))
        return;
    if (!send(c, packet)) // larger than the client takes, and it may not be left out
        return refuse(c, {ReasonCode::ImplementationSpecificError, {}});
    for (const Wanted& one : wanted) // after SUBACK
        sendRetained(*c.session, *one.asked, identifier, one.granted);
}

ReasonCode Broker::grant(Connection& c, const mqtt::Subscription& asked, std::uint32_t identifier,
                         std::uint8_t most, bool& existed)
{
    Session& session = *c.session;
    const auto found = session.subscriptions.find(asked.topicFilter);
    existed = found != session.subscriptions.end();
    const Limits& limits = m_options.limits;
    ReasonCode code = ReasonCode::Success;
    if (m_authorizer != nullptr && !m_authorizer->maySubscribe(session.identity(), asked.topicFilter))
        code = ReasonCode::NotAuthorized;
    else if ((!existed && (session.subscriptions.size() >= limits.subscriptions ||
                           m_tree.bytes() + asked.topicFilter.size() > limits.filterBytes)) ||
             levelsOf(asked.topicFilter) > limits.filterLevels)
        code = ReasonCode::QuotaExceeded;
    else if (!m_options.capabilities.wildcardSubscriptions && !mutated(Mutation::WildcardsGranted) &&
             asked.topicFilter.find_first_of("+#") != std::string_view::npos) // 3.1.1 [MQTT-3.8.3-2]
        code = ReasonCode::WildcardSubscriptionsNotSupported;
    else if (mutated(Mutation::SubscribeQosRefused) && asked.qos > m_options.capabilities.maximumQos)
        code = ReasonCode::ImplementationSpecificError;
    if (code != ReasonCode::Success) {
        DecisionRecord& recorded = record(Decision::SubscriptionRefused, c);
        recorded.topic = asked.topicFilter;
        recorded.reasonCode = static_cast<std::uint8_t>(code);
        return code;
    }
    SubscriptionOptions options;
    options.qos = std::min(asked.qos, most);
    options.noLocal = asked.noLocal;
    options.retainAsPublished = asked.retainAsPublished;
    options.retainHandling = asked.retainHandling;
    options.identifier = identifier;
    options.shared = c.version == Version::V50 && mqtt::isShared(asked.topicFilter);
    if (existed && found->second.shared != options.shared) // the session was one of another version
        m_tree.remove(session, asked.topicFilter, found->second.shared);
    m_tree.add(session, asked.topicFilter, options); // [MQTT-3.8.4-3]
    session.subscriptions.insert_or_assign(std::string(asked.topicFilter), options);
    if (m_journal != nullptr && session.outlivesConnection() && !mutated(Mutation::SubscriptionsUnsaved))
        m_journal->subscribed(session, asked.topicFilter, options);
    DecisionRecord& recorded = record(existed ? Decision::Resubscribed : Decision::Subscribed, c);
    recorded.topic = asked.topicFilter;
    recorded.value = options.qos;
    return static_cast<ReasonCode>(mutated(Mutation::GrantedQosUntold) ? 0 : options.qos);
}

void Broker::sendRetained(Session& session, const mqtt::Subscription& asked, std::uint32_t identifier,
                          std::uint8_t granted)
{
    if (mutated(Mutation::NoRetainedOnSubscribe))
        return;
    const std::string_view filter = mutated(Mutation::SharedGetRetained)
                                        ? asked.topicFilter.substr(asked.topicFilter.rfind('/') + 1)
                                        : asked.topicFilter;
    m_replaying = true;
    m_retained.visitMatching(filter, m_now, [&](const MessageRef& message) {
        Delivery delivery;
        delivery.qos = std::min(granted, message->qos());
        delivery.granted = granted;
        delivery.retain = !mutated(Mutation::RetainedWithoutFlag); // MQTT 5.0 §3.3.1.3, 3.1.1 [MQTT-3.3.1-8]
        if (identifier != 0)
            delivery.identifiers.push_back(identifier);
        deliver(session, message, std::move(delivery));
    });
    m_replaying = false;
}

void Broker::onUnsubscribe(Connection& c, const mqtt::Unsubscribe& unsubscribe)
{
    Session& session = *c.session;
    const bool idInUse = c.version == Version::V50 && session.incoming.holds(unsubscribe.packetId);
    mqtt::Packet packet;
    auto& unsuback = packet.emplace<mqtt::Unsuback>();
    unsuback.packetId = unsubscribe.packetId; // [MQTT-3.10.4-5]
    if (mutated(Mutation::UnsubackForOtherId))
        ++unsuback.packetId;
    bool any = false;
    for (const std::string_view filter : unsubscribe.topicFilters) {
        const auto found = session.subscriptions.find(filter); // [MQTT-3.10.4-1]
        const bool had =
            !idInUse && found != session.subscriptions.end() && !mutated(Mutation::UnsubscribeIgnored);
        any = any || had;
        if (had) {
            m_tree.remove(session, filter, found->second.shared);
            session.subscriptions.erase(found);
            if (m_journal != nullptr && session.outlivesConnection() &&
                !mutated(Mutation::UnsubscriptionsUnsaved))
                m_journal->unsubscribed(session, filter);
        }
        record(had ? Decision::Unsubscribed : Decision::NothingToUnsubscribe, c).topic = filter;
        const ReasonCode code = idInUse ? ReasonCode::PacketIdentifierInUse
                                : had   ? ReasonCode::Success
                                        : ReasonCode::NoSubscriptionExisted;
        if (c.version == Version::V50)
            unsuback.codes.push_back(static_cast<std::uint8_t>(code));
        if (mutated(Mutation::UnsubackForEachFilter))
            (void)send(c, packet);
    }
    if (mutated(Mutation::CodesInDisorder))
        unsuback.codes = reversed(unsuback.codes);
    if (mutated(Mutation::UnsubscribeEndsDeliveries))
        (void)session.outgoing.loseFlights();
    if (mutated(Mutation::NoUnsuback) || (mutated(Mutation::NoUnsubackForNothing) && !any))
        return;
    if (!send(c, packet))
        refuse(c, {ReasonCode::ImplementationSpecificError, {}});
}

} // namespace mqttscope::broker
