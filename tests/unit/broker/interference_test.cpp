// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of a fault plan that the engine carries out itself, rules that come and go, frozen clients.
#include "tests/unit/broker/network.h"

namespace mqttscope::broker::test {
namespace {

using Kind = ClientEventKind;

ClientOptions named(const char* id, Version version)
{
    ClientOptions options;
    options.clientId = id;
    options.version = version;
    return options;
}

FaultRule ruleOf(std::string_view line)
{
    const ParsedFaultPlan parsed = parseFaultPlan(line);
    EXPECT_TRUE(parsed.errors.empty()) << line;
    EXPECT_EQ(parseFaultPlan(textOf(parsed.plan)).plan, parsed.plan) << line;
    return parsed.plan.rules.empty() ? FaultRule{} : parsed.plan.rules.front();
}

class InterferenceEveryVersion : public ::testing::TestWithParam<Version> {
public:
    Network network;
};
INSTANTIATE_TEST_SUITE_P(Versions, InterferenceEveryVersion, ::testing::ValuesIn(kVersions), versionName);

TEST_P(InterferenceEveryVersion, ACONNECTIsRefusedInEarnest)
{
    network.faults.arm(ruleOf("refuse 0x88 client=a count=1\n"));
    Network::Node& other = network.add(named("b", GetParam()));
    Network::Node& node = network.add(named("a", GetParam()));
    network.connect(other);
    network.connect(node);
    network.settle();
    EXPECT_TRUE(other.client->connected());
    EXPECT_FALSE(node.client->connected());
    EXPECT_EQ(Network::last(node, Kind::Refused).reasonCode, GetParam() == Version::V50 ? 0x88 : 3);
    EXPECT_EQ(network.broker().findSession("a"), nullptr);
    network.connect(node);
    network.settle();
    EXPECT_TRUE(node.client->connected());
}

TEST_P(InterferenceEveryVersion, AGrantThatIsLowerCountsForDeliveriesToo)
{
    Network::Node& node = network.add(named("a", GetParam()));
    network.connect(node);
    network.settle();
    network.faults.arm(ruleOf("grant 0 client=a count=1\n"));
    network.subscribe(node, "t", 2);
    network.settle();
    EXPECT_EQ(Network::last(node, Kind::Subscribed).codes, std::vector<std::uint8_t>{0});
    network.publish(node, "t", "x", 2);
    network.settle();
    ASSERT_EQ(node.messages.size(), 1U);
    EXPECT_EQ(node.messages[0].qos, 0);
    network.subscribe(node, "t", 2);
    network.settle();
    EXPECT_EQ(Network::last(node, Kind::Subscribed).codes, std::vector<std::uint8_t>{2});
}

TEST(Interference, PlansSayWhatIsWrong)
{
    EXPECT_EQ(parseFaultPlan("refuse 0x01\n").errors.size(), 1U);
    EXPECT_EQ(parseFaultPlan("refuse 0x92\n").errors.size(), 1U); // no code of a CONNACK
    EXPECT_EQ(parseFaultPlan("grant 3\n").errors.size(), 1U);
    EXPECT_EQ(parseFaultPlan("grant\n").errors.front().error, FaultPlanError::MissingValue);
}

TEST(ServedVersions, OthersAreRefused)
{
    for (const Version version : kVersions) {
        Options options;
        options.policy.serves31 = version != Version::V31;
        options.policy.serves311 = version != Version::V311;
        options.policy.serves5 = version != Version::V50;
        Stage stage(options);
        Peer& refused = stage.peer(version);
        refused.send(refused.connectPacket("a"));
        EXPECT_EQ(refused.expect<mqtt::Connack>().code, version == Version::V50 ? 0x84 : 1);
        EXPECT_TRUE(refused.closed());
        for (const Version other : kVersions) {
            if (other != version)
                stage.client(other, "b" + versionName({other, 0}));
        }
    }
}

TEST(ArmedRules, ComeAndGoWhileTrafficFlows)
{
    Network network;
    Network::Node& node = network.add(named("a", Version::V311));
    network.connect(node);
    network.settle();
    network.dismissJudge();
    const auto first = network.faults.arm(ruleOf("drop type=PUBACK count=1\n"));
    const auto second = network.faults.arm(ruleOf("drop type=PUBACK count=1\n"));
    ASSERT_TRUE(first && second);
    EXPECT_NE(*first, *second);
    EXPECT_TRUE(network.faults.disarm(*first));
    EXPECT_FALSE(network.faults.disarm(*first));
    network.publish(node, "t", "x", 1);
    network.publish(node, "t", "y", 1);
    network.settle();
    EXPECT_EQ(Network::count(node, Kind::Published), 1U);
    ASSERT_EQ(network.faults.rules().size(), 1U);
    EXPECT_EQ(network.faults.rules()[0].id, *second);
    EXPECT_EQ(network.faults.rules()[0].hits, 1U);
    EXPECT_TRUE(network.faults.rules()[0].spent());
    EXPECT_EQ(network.faults.hits().back().rule, *second);
}

TEST(ArmedRules, AreBounded)
{
    FaultInjector faults;
    for (std::size_t i = 0; i < FaultPlan::kMaxRules; ++i)
        ASSERT_TRUE(faults.arm({}));
    EXPECT_FALSE(faults.arm({}));
}

/// A connection to a client that is frozen.
class Frozen : public ::testing::Test {
public:
    Frozen()
    {
        faults.opened(1);
        faults.freeze(1, true);
    }
    Effects fromBroker(std::size_t packets, bool close = false)
    {
        Effects effects;
        for (std::size_t i = 0; i < packets; ++i)
            effects.buffer().insert(effects.buffer().end(), {0x40, 0x02, 0x00, 0x01});
        if (packets != 0)
            effects.send(1, 0);
        if (close)
            effects.close(1, CloseManner::AfterSending);
        Effects out;
        faults.outgoing(effects, 0, out);
        return out;
    }

    FaultInjector faults;
};

TEST_F(Frozen, GetsNothingUntilItThaws)
{
    EXPECT_TRUE(fromBroker(2).empty());
    EXPECT_FALSE(faults.nextDeadline());
    faults.freeze(1, false);
    Effects toEngine;
    Effects out;
    faults.timer(0, toEngine, out);
    ASSERT_EQ(out.items().size(), 1U);
    EXPECT_EQ(out.items()[0].length, 8U);
}

TEST_F(Frozen, IsResetWhenTheBrokerEndsTheConnection)
{
    const Effects out = fromBroker(1, true);
    ASSERT_EQ(out.items().size(), 1U);
    EXPECT_EQ(out.items()[0].kind, EffectKind::Close);
    EXPECT_EQ(out.items()[0].manner, CloseManner::AtOnce);
}

TEST_F(Frozen, IsResetWhenTooMuchWaits)
{
    EXPECT_TRUE(fromBroker(FaultInjector::kMaxHeld).empty());
    const Effects out = fromBroker(1);
    ASSERT_EQ(out.items().size(), 1U);
    EXPECT_EQ(out.items()[0].manner, CloseManner::AtOnce);
}

} // namespace
} // namespace mqttscope::broker::test
