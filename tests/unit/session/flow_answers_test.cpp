// SPDX-License-Identifier: GPL-3.0-or-later
// Answers: to what they belong, their kind and their order; codes of SUBACK and UNSUBACK.
#include "tests/unit/session/flow_talk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::session::test {
namespace {

using field::FieldId;
using field::IssueCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FlowAnswersTest : public ::testing::TestWithParam<FlowCase> {
protected:
    /// Whether the order of answers binds the receiver, or that of PUBRELs the sender.
    [[nodiscard]] bool receiverOwesOrder() const
    {
        return !GetParam().fromClient && GetParam().version != Version::V31;
    }
    [[nodiscard]] bool senderOwesOrder() const
    {
        return GetParam().version == Version::V311 ||
               (GetParam().version == Version::V50 && GetParam().fromClient);
    }
    FlowTalk talk{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Versions, FlowAnswersTest, ::testing::ValuesIn(flowCases()), flowCaseName);

TEST_P(FlowAnswersTest, PubackWithoutPublish)
{
    talk.open();
    const std::uint32_t frame = talk.receiver(ack<mqtt::Puback>(7));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::AckWithoutPublish, frame, FieldId::MqttMsgid, 0, 7}));
}

TEST_P(FlowAnswersTest, SecondPuback)
{
    talk.open();
    talk.sender(publish("t", "one", 1, 7));
    talk.receiver(ack<mqtt::Puback>(7));
    const std::uint32_t frame = talk.receiver(ack<mqtt::Puback>(7));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::AckWithoutPublish, frame, FieldId::MqttMsgid, 0, 7}));
}

TEST_P(FlowAnswersTest, PubrecWithoutPublish)
{
    talk.open();
    const std::uint32_t frame = talk.receiver(ack<mqtt::Pubrec>(7));
    talk.sender(ack<mqtt::Pubrel>(7)); // a sender that does not know it may say so
    talk.receiver(ack<mqtt::Pubcomp>(7));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::AckWithoutPublish, frame, FieldId::MqttMsgid, 0, 7}));
}

TEST_P(FlowAnswersTest, ThePublishMayNotBeInTheCapture)
{
    talk.open();
    talk.sender(publish("t", "one", 1, 6));
    talk.loseFromSender(20);
    talk.receiver(ack<mqtt::Puback>(6));
    talk.receiver(ack<mqtt::Puback>(7));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowAnswersTest, AnExchangeMayBeOlderThanTheCapture)
{
    if (GetParam().version == Version::V31)
        return; // knows no Session Present: see the test about its sessions
    talk.resumeUnknown();
    talk.receiver(ack<mqtt::Puback>(7));
    talk.sender(ack<mqtt::Pubrel>(8));
    talk.receiver(ack<mqtt::Pubcomp>(8));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowAnswersTest, PubackForQos2)
{
    talk.open();
    talk.sender(publish("t", "one", 2, 7));
    const std::uint32_t frame = talk.receiver(ack<mqtt::Puback>(7));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::AckWrongKind, frame, FieldId::MqttMsgtype, 5, 4}));
}

TEST_P(FlowAnswersTest, PubackForPubrel)
{
    talk.open();
    talk.sender(publish("t", "one", 2, 7));
    talk.receiver(ack<mqtt::Pubrec>(7));
    talk.sender(ack<mqtt::Pubrel>(7));
    const std::uint32_t frame = talk.receiver(ack<mqtt::Puback>(7));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::AckWrongKind, frame, FieldId::MqttMsgtype, 7, 4}));
}

TEST_P(FlowAnswersTest, PubrecForQos1)
{
    talk.open();
    talk.sender(publish("t", "one", 1, 7));
    const std::uint32_t frame = talk.receiver(ack<mqtt::Pubrec>(7));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::AckWrongKind, frame, FieldId::MqttMsgtype, 4, 5}));
}

TEST_P(FlowAnswersTest, EachKindHasItsAnswer)
{
    talk.open();
    talk.sender(publish("t", "one", 1, 7));
    talk.receiver(ack<mqtt::Puback>(7));
    talk.exactlyOnce("two", 8);
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowAnswersTest, PubrelWithoutPublish)
{
    talk.open();
    const std::uint32_t frame = talk.sender(ack<mqtt::Pubrel>(7));
    talk.receiver(ack<mqtt::Pubcomp>(7)); // whoever asks gets an answer
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::PubrelWithoutPublish, frame, FieldId::MqttMsgid, 0, 7}));
}

TEST_P(FlowAnswersTest, PubrelForQos1)
{
    talk.open();
    talk.sender(publish("t", "one", 1, 7));
    const std::uint32_t frame = talk.sender(ack<mqtt::Pubrel>(7));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::PubrelWithoutPublish, frame, FieldId::MqttMsgid, 0, 7}));
}

TEST_P(FlowAnswersTest, PubcompMayBeLostWithItsConnection)
{
    talk.openPersistent();
    talk.exactlyOnce("one", 7);
    talk.cutAndResume();
    talk.sender(ack<mqtt::Pubrel>(7));
    talk.receiver(ack<mqtt::Pubcomp>(7));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowAnswersTest, PubrelBeforePubrec)
{
    talk.open();
    const std::uint32_t publication = talk.sender(publish("t", "one", 2, 7));
    const std::uint32_t frame = talk.sender(ack<mqtt::Pubrel>(7));
    talk.receiver(ack<mqtt::Pubrec>(7));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::PubrelBeforePubrec, frame, FieldId::MqttMsgid, publication, 7}));
}

TEST_P(FlowAnswersTest, ThePubrecMayWaitBehindAGap)
{
    talk.open();
    talk.sender(publish("t", "one", 2, 7));
    talk.loseFromReceiver(4);
    talk.sender(ack<mqtt::Pubrel>(7));
    talk.receiver(ack<mqtt::Pubcomp>(7));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowAnswersTest, PubcompWithoutPubrel)
{
    talk.open();
    talk.sender(publish("t", "one", 2, 7));
    talk.receiver(ack<mqtt::Pubrec>(7));
    const std::uint32_t early = talk.receiver(ack<mqtt::Pubcomp>(7));
    const std::uint32_t other = talk.receiver(ack<mqtt::Pubcomp>(8));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::PubcompWithoutPubrel, early, FieldId::MqttMsgid, 0, 7},
                            Found{IssueCode::PubcompWithoutPubrel, other, FieldId::MqttMsgid, 0, 8}));
}

TEST_P(FlowAnswersTest, PubacksOutOfOrder)
{
    talk.open();
    talk.sender(publish("t", "one", 1, 7));
    talk.sender(publish("t", "two", 1, 8));
    talk.sender(publish("t", "three", 1, 9));
    const std::uint32_t early = talk.receiver(ack<mqtt::Puback>(9));
    talk.receiver(ack<mqtt::Puback>(8));
    talk.receiver(ack<mqtt::Puback>(7));
    if (receiverOwesOrder())
        EXPECT_THAT(talk.findings(),
                    ElementsAre(Found{IssueCode::PubacksOutOfOrder, early, FieldId::MqttMsgid, 7, 9}));
    else
        EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowAnswersTest, PubrecsOutOfOrder)
{
    talk.open();
    talk.sender(publish("t", "one", 2, 7));
    talk.sender(publish("t", "two", 2, 8));
    const std::uint32_t early = talk.receiver(ack<mqtt::Pubrec>(8));
    talk.receiver(ack<mqtt::Pubrec>(7));
    if (receiverOwesOrder())
        EXPECT_THAT(talk.findings(),
                    ElementsAre(Found{IssueCode::PubrecsOutOfOrder, early, FieldId::MqttMsgid, 7, 8}));
    else
        EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowAnswersTest, PubrelsOutOfOrder)
{
    talk.open();
    talk.sender(publish("t", "one", 2, 7));
    talk.sender(publish("t", "two", 2, 8));
    talk.receiver(ack<mqtt::Pubrec>(7));
    talk.receiver(ack<mqtt::Pubrec>(8));
    const std::uint32_t early = talk.sender(ack<mqtt::Pubrel>(8));
    talk.sender(ack<mqtt::Pubrel>(7));
    if (senderOwesOrder())
        EXPECT_THAT(talk.findings(),
                    ElementsAre(Found{IssueCode::PubrelsOutOfOrder, early, FieldId::MqttMsgid, 7, 8}));
    else
        EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowAnswersTest, TheTwoQosHaveOrdersOfTheirOwn)
{
    talk.open();
    talk.sender(publish("t", "one", 2, 6));
    talk.sender(publish("t", "two", 1, 7));
    talk.sender(publish("t", "three", 2, 8));
    talk.sender(publish("t", "four", 1, 9));
    talk.receiver(ack<mqtt::Puback>(7));
    talk.receiver(ack<mqtt::Puback>(9));
    talk.receiver(ack<mqtt::Pubrec>(6));
    talk.receiver(ack<mqtt::Pubrec>(8));
    talk.sender(ack<mqtt::Pubrel>(6));
    talk.sender(ack<mqtt::Pubrel>(8));
    talk.receiver(ack<mqtt::Pubcomp>(8));
    talk.receiver(ack<mqtt::Pubcomp>(6));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowAnswersTest, AnIdentifierUsedTwiceIsAnsweredTwice)
{
    talk.open();
    const std::uint32_t first = talk.sender(publish("t", "one", 1, 7));
    const std::uint32_t second = talk.sender(publish("t", "two", 1, 7));
    talk.receiver(ack<mqtt::Puback>(7));
    talk.receiver(ack<mqtt::Puback>(7));
    const IssueCode inUse =
        GetParam().fromClient ? IssueCode::PacketIdInUseQos1 : IssueCode::PacketIdInUseQos1FromServer;
    EXPECT_THAT(talk.findings(), ElementsAre(Found{inUse, second, FieldId::MqttMsgid, first, 7}));
}

TEST(FlowAnswers50, PubrelAfterRefusal)
{
    for (const bool fromClient : {true, false}) {
        FlowTalk talk({Version::V50, fromClient});
        talk.open();
        talk.sender(publish("t", "one", 2, 7));
        const std::uint32_t refusal = talk.receiver(ack<mqtt::Pubrec>(7, 0x97));
        const std::uint32_t frame = talk.sender(ack<mqtt::Pubrel>(7));
        talk.receiver(ack<mqtt::Pubcomp>(7, 0x92));
        EXPECT_THAT(talk.findings(),
                    ElementsAre(Found{IssueCode::PubrelAfterRefusal, frame, FieldId::MqttMsgid, refusal, 7}));
    }
}

TEST(FlowAnswers50, ARefusalEndsTheExchange)
{
    FlowTalk talk({Version::V50, true});
    talk.open();
    talk.sender(publish("t", "one", 2, 7));
    talk.receiver(ack<mqtt::Pubrec>(7, 0x97));
    talk.sender(publish("t", "two", 2, 7));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST(FlowAnswers31, ASessionMayBeOlderThanTheCapture)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V31);
    c.connect("a", false);
    c.accept();
    c.server(ack<mqtt::Puback>(7));
    c.client(ack<mqtt::Pubrel>(8));
    c.server(ack<mqtt::Pubcomp>(8));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

class RequestAnswersTest : public ::testing::TestWithParam<Version> {
protected:
    [[nodiscard]] FieldId subackCode() const
    {
        return GetParam() == Version::V50 ? FieldId::MqttSubackReason : FieldId::MqttSubackQos;
    }
    static mqtt::Suback suback(std::uint16_t packetId, std::initializer_list<std::uint8_t> codes)
    {
        mqtt::Suback packet;
        packet.packetId = packetId;
        for (const std::uint8_t code : codes)
            packet.codes.push_back(code);
        return packet;
    }
    void SetUp() override
    {
        c = &talk.connection(GetParam());
        c->open("a");
    }
    Talk talk;
    Talk::Connection* c = nullptr;
};
INSTANTIATE_TEST_SUITE_P(Versions, RequestAnswersTest, ::testing::ValuesIn(kVersions),
                         [](const auto& version) { return versionName(version.param); });

TEST_P(RequestAnswersTest, WithoutRequest)
{
    c->client(publish("t", "one", 1, 9));
    const std::uint32_t suback = c->suback(9);
    const std::uint32_t unsuback = c->server(test::unsuback(GetParam(), 3, {0}));
    c->server(ack<mqtt::Puback>(9));
    EXPECT_THAT(
        talk.findings(),
        ElementsAre(Found{IssueCode::SubackWithoutSubscribe, suback, FieldId::MqttMsgid, 0, 9},
                    Found{IssueCode::UnsubackWithoutUnsubscribe, unsuback, FieldId::MqttMsgid, 0, 3}));
}

TEST_P(RequestAnswersTest, Second)
{
    c->subscribe(2, "t");
    const std::uint32_t suback = c->suback(2);
    const std::uint32_t again = c->suback(2);
    c->client(unsubscribe(3, {"t"}));
    const std::uint32_t unsuback = c->server(test::unsuback(GetParam(), 3, {0}));
    const std::uint32_t unsubackAgain = c->server(test::unsuback(GetParam(), 3, {0}));
    EXPECT_THAT(
        talk.findings(),
        ElementsAre(Found{IssueCode::SecondSuback, again, FieldId::MqttMsgid, suback, 2},
                    Found{IssueCode::SecondUnsuback, unsubackAgain, FieldId::MqttMsgid, unsuback, 3}));
}

TEST_P(RequestAnswersTest, OneEach)
{
    mqtt::Subscribe two;
    two.packetId = 2;
    two.subscriptions.push_back({"a", 2, false, false, 0});
    two.subscriptions.push_back({"b", 0, false, false, 0});
    c->client(two);
    c->server(suback(2, {1, 0}));
    c->client(unsubscribe(3, {"a", "b"}));
    c->server(unsuback(GetParam(), 3, {0, 0x11}));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(RequestAnswersTest, SubackCodeCount)
{
    c->subscribe(2, "t");
    const std::uint32_t frame = c->server(suback(2, {0, 0}));
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::SubackCodeCount, frame, subackCode(), 1, 2}));
}

TEST_P(RequestAnswersTest, GrantedAboveRequested)
{
    mqtt::Subscribe two;
    two.packetId = 2;
    two.subscriptions.push_back({"a", 2, false, false, 0});
    two.subscriptions.push_back({"b", 0, false, false, 0});
    c->client(two);
    const std::uint32_t frame = c->server(suback(2, {2, 1}));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::GrantedAboveRequested, frame, subackCode(), 0, 1}));
    const View& view = talk.finish().sessions;
    ASSERT_EQ(view.issues.size(), 1U);
    EXPECT_EQ(view.issues[0].occurrence, 1U); // the code of the second filter
}

TEST_P(RequestAnswersTest, UnsubackCodeCount)
{
    c->client(unsubscribe(3, {"a", "b"}));
    const std::uint32_t frame = c->server(unsuback(GetParam(), 3, {0x11}));
    if (GetParam() == Version::V50)
        EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::UnsubackCodeCount, frame,
                                                       FieldId::MqttUnsubackReason, 2, 1}));
    else
        EXPECT_THAT(talk.findings(), IsEmpty()); // it has none
}

TEST_P(RequestAnswersTest, NothingIsSaidOnceAPacketWasWrong)
{
    c->clientBytes({0x36, 0x05, 0x00, 0x01, 0x74, 0x00, 0x01}); // QoS 3: the server should close
    c->suback(9);
    c->server(ack<mqtt::Puback>(9));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

} // namespace
} // namespace mqttscope::session::test
