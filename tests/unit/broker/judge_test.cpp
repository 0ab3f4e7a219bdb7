// SPDX-License-Identifier: GPL-3.0-or-later
// The judge does find what is wrong: without that its silence says nothing.
#include "tests/unit/broker/judge.h"
#include "tests/unit/broker/stage.h"

#include <gmock/gmock.h>

namespace mqttscope::broker::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class JudgeFinds : public ::testing::Test {
protected:
    JudgeFinds()
    {
        m_judge.opened(1, 0);
        mqtt::Connect connect;
        connect.protocolLevel = 5;
        connect.clientId = "a";
        client(connect);
        server(mqtt::Connack{});
    }
    void client(const mqtt::Packet& packet)
    {
        m_judge.carried(1, Judge::Party::Client, encoded(packet, Version::V50), m_now);
    }
    void server(const mqtt::Packet& packet)
    {
        m_judge.carried(1, Judge::Party::Server, encoded(packet, Version::V50), m_now);
    }
    std::vector<std::string> faults(Judge::Party party)
    {
        m_judge.closed(1, Judge::Party::Client, m_now + kPatience);
        return m_judge.faultsOf(party);
    }

    Nanoseconds m_now = 0;
    Judge m_judge;
};

TEST_F(JudgeFinds, NothingWrong)
{
    client(mqtt::Pingreq{});
    server(mqtt::Pingresp{});
    EXPECT_THAT(faults(Judge::Party::Server), IsEmpty());
}

TEST_F(JudgeFinds, MissingPingresp)
{
    client(mqtt::Pingreq{});
    mqtt::Publish publish;
    publish.topic = "t";
    publish.qos = 1;
    publish.packetId = 1;
    client(publish);
    mqtt::Puback puback;
    puback.packetId = 1;
    server(puback);
    EXPECT_THAT(faults(Judge::Party::Server), ElementsAre(HasSubstr("MQTT-3.12.4-1")));
}

TEST_F(JudgeFinds, TheClientToo)
{
    client(mqtt::Pingreq{});
    server(mqtt::Pingresp{});
    mqtt::Publish publish;
    publish.topic = "t";
    server(publish); // nothing was subscribed
    mqtt::Puback puback;
    puback.packetId = 7;
    client(puback); // and nothing is to be acknowledged
    EXPECT_THAT(faults(Judge::Party::Client), ElementsAre(HasSubstr("MQTT-2.2.1-5")));
}

TEST_F(JudgeFinds, DeliveryWithoutSubscription)
{
    mqtt::Publish publish;
    publish.topic = "t";
    server(publish);
    EXPECT_THAT(faults(Judge::Party::Server), ElementsAre(HasSubstr("MQTT-3.3.2-3")));
}

} // namespace
} // namespace mqttscope::broker::test
