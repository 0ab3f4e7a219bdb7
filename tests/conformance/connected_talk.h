// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/broker/client_talk.h"

#include <utility>

namespace mqttscope::broker::test {

[[nodiscard]] inline mqtt::Publish messageOf(std::string_view topic, std::uint8_t qos = 0,
                                             std::string_view payload = {})
{
    mqtt::Publish publish;
    publish.topic = topic;
    publish.payload = field::asBytes(payload);
    publish.qos = qos;
    return publish;
}

[[nodiscard]] inline mqtt::Subscribe requestOf(const mqtt::Subscription& subscription)
{
    mqtt::Subscribe request;
    request.subscriptions.push_back(subscription);
    return request;
}

/// A client that has its CONNACK.
class ConnectedTalk : public ClientTalk {
public:
    explicit ConnectedTalk(ClientOptions options, const mqtt::Connack& connack = {})
        : ClientTalk(std::move(options))
    {
        (void)sent();
        server(connack);
        (void)client.takeEvents();
    }
    ClientFault publish(const mqtt::Publish& message, std::uint32_t token = 0)
    {
        return client.publish(message, token, now, effects);
    }
    ClientFault subscribe(const mqtt::Subscription& subscription)
    {
        return client.subscribe(requestOf(subscription), 0, now, effects);
    }
    ClientFault unsubscribe(std::string_view filter)
    {
        mqtt::Unsubscribe request;
        request.topicFilters.push_back(filter);
        return client.unsubscribe(request, 0, now, effects);
    }
    template <class Ack> void acknowledge(std::uint16_t packetId, std::uint8_t code = 0)
    {
        Ack packet;
        packet.packetId = packetId;
        packet.reasonCode = code;
        server(packet);
    }
    /// The transport breaks, another comes; CONNACK says that the session is there, or not.
    void comeBack(bool present, mqtt::Connack connack = {})
    {
        client.closed(now, effects);
        client.nextOptions().cleanStart = false;
        client.opened(2, now, effects);
        (void)sent();
        connack.sessionPresent = present && client.options().version != Version::V31;
        server(connack);
    }
};

} // namespace mqttscope::broker::test
