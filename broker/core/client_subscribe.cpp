// SPDX-License-Identifier: GPL-3.0-or-later
// SUBSCRIBE and UNSUBSCRIBE of a client: MQTT 5.0 §3.8, §3.10; MQTT 3.1.1 likewise.
#include "broker/core/client.h"

#include "broker/core/mutation.h"
#include "dissector/mqtt/topic.h"
#include "dissector/mqtt/utf8.h"

namespace mqttscope::broker {

using mqtt::Version;

ClientFault Client::checkFilter(std::string_view filter) const
{
    if (mutated(Mutation::ClientSendsAnyFilter))
        return ClientFault::None;
    const bool v5 = m_options.version == Version::V50;
    const mqtt::TextFaults faults = mqtt::findTextFaults(filter);
    if (!mqtt::checkTopicFilter(filter, v5).ok() || faults.illFormed || faults.nul ||
        filter.size() > mqtt::kMaxStringLength)
        return ClientFault::Invalid;
    if (!m_server.wildcardSubscriptions && filter.find_first_of("+#") != std::string_view::npos)
        return ClientFault::NotAvailable;
    return v5 && !m_server.sharedSubscriptions && mqtt::isShared(filter) ? ClientFault::NotAvailable
                                                                         : ClientFault::None;
}

/// Sends a SUBSCRIBE or UNSUBSCRIBE; `packetId` is its own.
ClientFault Client::sendRequest(mqtt::Packet& packet, std::uint16_t& packetId, const Request& made)
{
    packetId = m_outgoing.reserve();
    if (packetId == 0)
        return ClientFault::NoPacketId;
    if (!permitted(packet) && !mutated(Mutation::ClientSendsAnyFilter)) { // its properties
        m_outgoing.release(packetId);
        return ClientFault::Invalid;
    }
    if (!send(packet)) {
        m_outgoing.release(packetId);
        return ClientFault::TooLarge;
    }
    m_requests[packetId] = made;
    setDeadline();
    return ClientFault::None;
}

ClientFault Client::subscribe(mqtt::Subscribe request, std::uint32_t token, Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    if (m_state != State::Connected)
        return ClientFault::NotConnected;
    if ((request.subscriptions.empty() && !mutated(Mutation::ClientSendsAnyFilter)) ||
        request.properties.subscriptionIdentifiers().size() > 1)
        return ClientFault::Invalid; // [MQTT-3.8.3-2]
    if (!request.properties.subscriptionIdentifiers().empty() && !m_server.subscriptionIdentifiers &&
        !mutated(Mutation::ClientSendsAnyFilter))
        return ClientFault::NotAvailable;
    for (const mqtt::Subscription& one : request.subscriptions) {
        if (const ClientFault fault = checkFilter(one.topicFilter); fault != ClientFault::None)
            return fault;
        if (one.qos > 2 || one.retainHandling > 2 ||
            (one.noLocal && mqtt::isShared(one.topicFilter) && !mutated(Mutation::ClientSendsAnyFilter)))
            return ClientFault::Invalid; // [MQTT-3.8.3-4]
    }
    const Request made{token, request.subscriptions.size(), true};
    mqtt::Packet packet = std::move(request);
    return sendRequest(packet, std::get<mqtt::Subscribe>(packet).packetId, made);
}

ClientFault Client::unsubscribe(mqtt::Unsubscribe request, std::uint32_t token, Nanoseconds now,
                                Effects& effects)
{
    begin(now, effects);
    if (m_state != State::Connected)
        return ClientFault::NotConnected;
    if (request.topicFilters.empty() && !mutated(Mutation::ClientSendsAnyFilter)) // [MQTT-3.10.3-2]
        return ClientFault::Invalid;
    for (const std::string_view filter : request.topicFilters) {
        if (const ClientFault fault = checkFilter(filter); fault == ClientFault::Invalid)
            return fault;
    }
    const Request made{token, request.topicFilters.size(), false};
    mqtt::Packet packet = std::move(request);
    return sendRequest(packet, std::get<mqtt::Unsubscribe>(packet).packetId, made);
}

} // namespace mqttscope::broker
