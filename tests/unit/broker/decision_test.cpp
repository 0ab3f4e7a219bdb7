// SPDX-License-Identifier: GPL-3.0-or-later
// Every decision is written down, with what it takes to explain it.
#include "tests/unit/broker/stage.h"

#include <set>

namespace mqttscope::broker::test {
namespace {

using mqtt::Decision;

TEST(Decision, EveryCodeHasANameOfItsOwn)
{
    std::set<std::string_view> names;
    for (std::uint8_t code = 0; code < mqtt::kDecisionCount; ++code) {
        const std::string_view name = mqtt::nameOf(static_cast<Decision>(code));
        EXPECT_FALSE(name.empty());
        EXPECT_TRUE(names.insert(name).second) << name;
    }
}

TEST(Decision, OneForEverySessionOfEveryPublish)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    Peer& b = stage.client(Version::V50, "b", false);
    stage.client(Version::V50, "c");
    a.subscribe({"t", 0, true, false, 0});
    b.subscribe("t", 1);
    b.close();
    const std::uint64_t before = stage.broker.decisions().total();
    a.publish("t", "x", 1, 1, true);
    a.expectAck<mqtt::Puback>(1);
    std::vector<std::pair<Decision, std::string>> made;
    std::set<std::uint64_t> messages;
    const DecisionRing& ring = stage.broker.decisions();
    for (std::uint64_t i = before; i < ring.total(); ++i) {
        made.emplace_back(ring.at(i).code, ring.at(i).clientId.text());
        messages.insert(ring.at(i).message);
        EXPECT_EQ(ring.at(i).publisher, 1U);
        EXPECT_EQ(ring.at(i).topic.text(), "t");
        EXPECT_EQ(ring.at(i).qosPublished, 1);
    }
    using Made = std::vector<std::pair<Decision, std::string>>;
    EXPECT_EQ(made, (Made{{Decision::RetainedStored, "a"},
                          {Decision::Accepted, "a"},
                          {Decision::NoLocal, "a"},
                          {Decision::NotSubscribed, "c"},
                          {Decision::QueuedOffline, "b"}}));
    EXPECT_EQ(messages.size(), 1U);
}

// What a line of the log needs: the value, and which two QoS met.
TEST(Decision, ADeliveryKnowsItsPayloadAndWhatWasGranted)
{
    Stage stage;
    Peer& a = stage.client(Version::V311, "a");
    Peer& b = stage.client(Version::V311, "b");
    b.subscribe("t", 1);
    b.subscribe("#", 0, 101); // the highest counts
    const std::string large(100, 'x');
    a.publish("t", "42", 2, 1);
    a.expectAck<mqtt::Pubrec>(1);
    a.acknowledge<mqtt::Pubrel>(1);
    a.expectAck<mqtt::Pubcomp>(1);
    b.complete("t", "42", 1, 1);
    a.publish("t", large, 0);
    b.expectPublish("t", large);
    stage.tolerateRest();
    const std::vector<DecisionRecord> sent = stage.decisions(Decision::Sent);
    ASSERT_EQ(sent.size(), 2U);
    EXPECT_EQ(sent[0].payload.text(), "42");
    EXPECT_FALSE(sent[0].payload.cut());
    EXPECT_EQ(sent[0].payloadSize, 2U);
    EXPECT_EQ(sent[0].qosPublished, 2);
    EXPECT_EQ(sent[0].granted, std::uint8_t{1});
    EXPECT_EQ(sent[0].qos, 1);
    EXPECT_TRUE(sent[1].payload.cut());
    EXPECT_EQ(sent[1].payloadSize, 100U);
}

TEST(Decision, AllAreCountedAlsoThoseThatTheRingHoldsNoMore)
{
    Options options;
    options.limits.decisions = 4;
    Stage stage(options);
    Peer& a = stage.client(Version::V50, "a");
    for (int i = 0; i < 10; ++i)
        a.publish("t", "x");
    EXPECT_EQ(stage.broker.decisionCount(Decision::NobodySubscribed), 10U);
    EXPECT_EQ(stage.broker.decisionCount(Decision::ConnectAccepted), 1U);
    EXPECT_EQ(stage.broker.decisionCount(Decision::Sent), 0U);
}

TEST(Decision, UnmatchedSessionsAreToldOnlyWhileTheyAreFew)
{
    Options options;
    options.limits.unmatchedSessions = 2;
    Stage stage(options);
    Peer& a = stage.client(Version::V50, "a");
    stage.client(Version::V50, "b");
    a.publish("t", "x");
    EXPECT_EQ(stage.count(Decision::NotSubscribed), 2U);
    stage.client(Version::V50, "c");
    a.publish("t", "x");
    EXPECT_EQ(stage.count(Decision::NotSubscribed), 2U);
}

TEST(Decision, ADowngradeShowsInBothQos)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    a.subscribe("t", 0);
    a.publish("t", "x", 1, 1);
    a.expectAck<mqtt::Puback>(1);
    a.expectPublish("t", "x", 0);
    const auto sent = stage.decisions(Decision::Sent);
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].qosPublished, 1);
    EXPECT_EQ(sent[0].qos, 0);
    EXPECT_EQ(sent[0].value, 7U); // bytes of the packet
}

TEST(Decision, LongTextsAreCutBetweenCharacters)
{
    ShortText<5> text;
    text = "abcd\xc3\xa9";
    EXPECT_EQ(text.text(), "abcd");
    EXPECT_TRUE(text.cut());
    text = "abc\xc3\xa9";
    EXPECT_EQ(text.text(), "abc\xc3\xa9");
    EXPECT_FALSE(text.cut());
}

TEST(Decision, ARefusalNamesByteAndStatement)
{
    Stage stage;
    Peer& a = stage.client(Version::V50, "a");
    a.sendBytes({
        0x82,            // SUBSCRIBE
        0x07,            // Remaining Length
        0x00, 0x01,      // Packet Identifier
        0x00,            // Property Length
        0x00, 0x01, 't', // Topic Filter
        0xc0,            // Subscription Options: reserved bits
    });
    a.expectDisconnect(ReasonCode::MalformedPacket);
    const auto made = stage.decisions(Decision::Disconnected).at(0);
    EXPECT_EQ(statementOf(made), "MQTT-3.8.3-5");
    EXPECT_EQ(made.rule.offset, 8U);
    EXPECT_EQ(made.rule.found, 0xc0U);
    EXPECT_EQ(made.reasonCode, 0x81);
}

} // namespace
} // namespace mqttscope::broker::test
