// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/session/talk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::session::test {
namespace {

using field::FieldId;
using field::IssueCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ConnectionRulesTest : public ::testing::TestWithParam<Version> {
protected:
    Talk talk;
};
INSTANTIATE_TEST_SUITE_P(Versions, ConnectionRulesTest, ::testing::ValuesIn(kVersions),
                         [](const auto& version) { return versionName(version.param); });

TEST_P(ConnectionRulesTest, ConnectComesFirst)
{
    Talk::Connection& c = talk.connection(GetParam());
    c.open("a");
    c.client(mqtt::Pingreq{});
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(ConnectionRulesTest, SecondConnect)
{
    Talk::Connection& c = talk.connection(GetParam());
    c.open("a");
    const std::uint32_t frame = c.connect("a");
    c.serverFin();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::SecondConnect, frame, FieldId::MqttMsgtype, 0, 1}));
}

TEST(ConnectionRules, FirstPacketNotConnect)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V311);
    const std::uint32_t frame = c.client(mqtt::Pingreq{});
    c.serverFin();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::FirstPacketNotConnect, frame, FieldId::MqttMsgtype, 1, 12}));
}

TEST(ConnectionRules, ACaptureThatBeginsMidwayHasNoFirstPacket)
{
    Talk talk;
    Talk::Connection& c = talk.midway(Version::V311);
    c.client(mqtt::Pingreq{});
    c.server(mqtt::Pingresp{});
    EXPECT_THAT(talk.codes(), IsEmpty());
}

} // namespace
} // namespace mqttscope::session::test
