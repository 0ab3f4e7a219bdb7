// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/session/talk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string_view>

namespace mqttscope::session::test {

/// Conversations of publishers and subscribers with a server that does as the standard says, unless the test
/// makes it err.
class DeliveryTalk {
public:
    explicit DeliveryTalk(Version version) : m_version(version) {}

    Talk::Connection& client(std::string_view id, std::string_view filter = {}, std::uint8_t qos = 0)
    {
        Talk::Connection& c = talk.connection(m_version);
        c.open(id, filter, qos);
        return c;
    }
    /// A client whose session stays, with one subscription.
    Talk::Connection& stayer(std::string_view id, std::string_view filter, std::uint8_t qos = 1)
    {
        Talk::Connection& c = talk.connection(m_version);
        c.connect(id, false);
        c.accept();
        c.subscribe(1, filter, qos);
        c.suback(1, qos);
        return c;
    }
    /// The same client comes back. Returns its connection.
    Talk::Connection& back(std::string_view id)
    {
        Talk::Connection& c = talk.connection(m_version);
        connectFrame = c.connect(id, false);
        connackFrame = c.accept(m_version != Version::V31);
        return c;
    }
    static void leave(Talk::Connection& c)
    {
        c.client(mqtt::Disconnect{});
        c.clientFin();
    }
    /// A client publishes, and all is acknowledged. Returns the frame of PUBLISH.
    std::uint32_t send(Talk::Connection& from, mqtt::Publish packet)
    {
        if (packet.qos != 0 && packet.packetId == 0)
            packet.packetId = ++m_nextId;
        const std::uint32_t frame = from.client(packet);
        if (packet.qos == 1)
            from.server(ack<mqtt::Puback>(packet.packetId));
        if (packet.qos == 2) {
            from.server(ack<mqtt::Pubrec>(packet.packetId));
            from.client(ack<mqtt::Pubrel>(packet.packetId));
            from.server(ack<mqtt::Pubcomp>(packet.packetId));
        }
        return frame;
    }
    /// The server delivers, and all is acknowledged.
    std::uint32_t deliver(Talk::Connection& to, mqtt::Publish packet)
    {
        if (packet.qos != 0 && packet.packetId == 0)
            packet.packetId = ++m_nextDelivery;
        const std::uint32_t frame = to.server(packet);
        if (packet.qos == 1)
            to.client(ack<mqtt::Puback>(packet.packetId));
        if (packet.qos == 2) {
            to.client(ack<mqtt::Pubrec>(packet.packetId));
            to.server(ack<mqtt::Pubrel>(packet.packetId));
            to.client(ack<mqtt::Pubcomp>(packet.packetId));
        }
        return frame;
    }
    /// So long that what has not come comes no more; the server shows that it is there.
    void settle(Talk::Connection& c)
    {
        talk.waitMs(6000);
        c.client(mqtt::Pingreq{});
        c.server(mqtt::Pingresp{});
    }
    std::uint32_t resubscribe(Talk::Connection& c, std::uint16_t id, const mqtt::Subscription& options,
                              std::uint32_t identifier = 0)
    {
        mqtt::Subscribe packet;
        packet.packetId = id;
        packet.subscriptions.push_back(options);
        if (identifier != 0)
            packet.properties.addSubscriptionIdentifier(identifier);
        const std::uint32_t frame = c.client(packet);
        subackFrame = c.suback(id, options.qos);
        return frame;
    }
    std::uint32_t unsubscribe(Talk::Connection& c, std::uint16_t id, std::string_view filter)
    {
        mqtt::Unsubscribe packet;
        packet.packetId = id;
        packet.topicFilters.push_back(filter);
        const std::uint32_t frame = c.client(packet);
        mqtt::Unsuback answer;
        answer.packetId = id;
        if (m_version == Version::V50)
            answer.codes.push_back(0);
        unsubackFrame = c.server(answer);
        return frame;
    }
    [[nodiscard]] bool is5() const { return m_version == Version::V50; }

    Talk talk;
    std::uint32_t connectFrame = 0;
    std::uint32_t connackFrame = 0;
    std::uint32_t subackFrame = 0;
    std::uint32_t unsubackFrame = 0;

private:
    Version m_version;
    std::uint16_t m_nextId = 100;
    std::uint16_t m_nextDelivery = 500;
};

/// In each version.
class DeliveryTest : public ::testing::TestWithParam<Version>, public DeliveryTalk {
protected:
    DeliveryTest() : DeliveryTalk(GetParam()) {}
};

/// MQTT 5.0 only.
class Delivery5Test : public ::testing::Test, public DeliveryTalk {
protected:
    Delivery5Test() : DeliveryTalk(Version::V50) {}
};

[[nodiscard]] inline mqtt::Publish retained(mqtt::Publish packet)
{
    packet.retain = true;
    return packet;
}

} // namespace mqttscope::session::test
