// SPDX-License-Identifier: GPL-3.0-or-later
// What did not come.
#include "tests/unit/session/flow_talk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::session::test {
namespace {

using field::FieldId;
using field::IssueCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FlowAbsencesTest : public ::testing::TestWithParam<FlowCase> {
protected:
    [[nodiscard]] IssueCode ofReceiver(IssueCode server, IssueCode client) const
    {
        return GetParam().fromClient ? server : client;
    }
    FlowTalk talk{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Versions, FlowAbsencesTest, ::testing::ValuesIn(flowCases()), flowCaseName);

TEST_P(FlowAbsencesTest, PubackMissing)
{
    talk.open();
    const std::uint32_t frame = talk.sender(publish("t", "one", 1, 7));
    talk.idle(70);
    talk.cut();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{ofReceiver(IssueCode::PubackMissing, IssueCode::PubackMissingFromClient),
                                  frame, FieldId::MqttMsgid, 4, 7}));
}

TEST_P(FlowAbsencesTest, AnAnswerToSomethingLaterShowsItSooner)
{
    talk.open();
    const std::uint32_t frame = talk.sender(publish("t", "one", 1, 7));
    talk.sender(publish("t", "two", 1, 8));
    talk.receiver(ack<mqtt::Puback>(8));
    talk.idle(6);
    talk.cut();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{ofReceiver(IssueCode::PubackMissing, IssueCode::PubackMissingFromClient),
                                  frame, FieldId::MqttMsgid, 4, 7}));
}

TEST_P(FlowAbsencesTest, AnAnswerOfTheWrongKindIsToldOnce)
{
    talk.open();
    talk.sender(publish("t", "one", 2, 7));
    const std::uint32_t frame = talk.receiver(ack<mqtt::Puback>(7));
    talk.sender(publish("t", "two", 1, 8));
    talk.receiver(ack<mqtt::Puback>(8));
    talk.idle(6);
    talk.cut();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::AckWrongKind, frame, FieldId::MqttMsgtype, 5, 4}));
}

TEST_P(FlowAbsencesTest, AnAnswerMayStillCome)
{
    talk.open();
    talk.sender(publish("t", "one", 1, 7));
    talk.idle(70); // and the capture ends
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowAbsencesTest, AtTheEndOfTheCaptureBothAreAskedFor)
{
    talk.open();
    const std::uint32_t frame = talk.sender(publish("t", "one", 1, 7));
    talk.sender(publish("t", "two", 1, 8));
    talk.receiver(ack<mqtt::Puback>(8));
    talk.idle(70);
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{ofReceiver(IssueCode::PubackMissing, IssueCode::PubackMissingFromClient),
                                  frame, FieldId::MqttMsgid, 4, 7}));
}

TEST_P(FlowAbsencesTest, ASilentPeerMayBeGone)
{
    talk.openWithoutKeepAlive();
    talk.sender(publish("t", "one", 1, 7));
    talk.waitMs(100'000);
    talk.cut();
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowAbsencesTest, AConnectionMayEndBeforeTheAnswer)
{
    talk.open();
    talk.sender(publish("t", "one", 1, 7));
    talk.sender(publish("t", "two", 2, 8));
    talk.receiver(ack<mqtt::Pubrec>(8));
    talk.cut();
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowAbsencesTest, TheAnswerMayBeInAGap)
{
    talk.open();
    talk.sender(publish("t", "one", 1, 7));
    talk.loseFromReceiver(4);
    talk.idle(70);
    talk.cut();
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowAbsencesTest, PubrecMissing)
{
    talk.open();
    const std::uint32_t frame = talk.sender(publish("t", "one", 2, 7));
    talk.idle(70);
    talk.cut();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{ofReceiver(IssueCode::PubrecMissing, IssueCode::PubrecMissingFromClient),
                                  frame, FieldId::MqttMsgid, 5, 7}));
}

TEST_P(FlowAbsencesTest, PubrelMissing)
{
    talk.open();
    talk.sender(publish("t", "one", 2, 7));
    const std::uint32_t pubrec = talk.receiver(ack<mqtt::Pubrec>(7));
    talk.idle(70);
    talk.cut();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::PubrelMissing, pubrec, FieldId::MqttMsgid, 6, 7}));
}

TEST_P(FlowAbsencesTest, APubrelForSomethingLaterShowsItSooner)
{
    talk.open();
    talk.sender(publish("t", "one", 2, 7));
    talk.sender(publish("t", "two", 2, 8));
    const std::uint32_t pubrec = talk.receiver(ack<mqtt::Pubrec>(7));
    talk.receiver(ack<mqtt::Pubrec>(8));
    talk.sender(ack<mqtt::Pubrel>(8));
    talk.receiver(ack<mqtt::Pubcomp>(8));
    talk.idle(6);
    talk.cut();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::PubrelMissing, pubrec, FieldId::MqttMsgid, 6, 7}));
}

TEST_P(FlowAbsencesTest, PubcompMissing)
{
    talk.open();
    talk.sender(publish("t", "one", 2, 7));
    talk.receiver(ack<mqtt::Pubrec>(7));
    const std::uint32_t pubrel = talk.sender(ack<mqtt::Pubrel>(7));
    talk.idle(70);
    talk.cut();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::PubcompMissing, pubrel, FieldId::MqttMsgid, 7, 7}));
}

TEST_P(FlowAbsencesTest, PubrecMissingForRepeat)
{
    talk.openPersistent();
    talk.sender(publish("t", "one", 2, 7));
    talk.receiver(ack<mqtt::Pubrec>(7));
    talk.cutAndResume();
    const std::uint32_t again = talk.sender(repeated(publish("t", "one", 2, 7)));
    talk.idle(70);
    talk.cut();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::PubrecMissingForRepeat, again, FieldId::MqttMsgid, 5, 7}));
}

TEST_P(FlowAbsencesTest, ARefusedClientGetsNoAnswers)
{
    Talk refused;
    Talk::Connection& c = refused.connection(GetParam().version);
    c.connect("a");
    c.client(publish("t", "one", 1, 7));
    mqtt::Connack connack;
    connack.code = GetParam().version == Version::V50 ? 0x87 : 5;
    c.server(connack);
    c.serverFin();
    EXPECT_THAT(refused.findings(), IsEmpty());
}

TEST(FlowAbsences50, ABegunExchangeDoesNotExpire)
{
    for (const bool fromClient : {true, false}) {
        FlowTalk talk({Version::V50, fromClient});
        mqtt::Publish expiring = publish("t", "one", 2, 7);
        expiring.properties.setNumber(mqtt::PropertyId::MessageExpiryInterval, 20);
        talk.open();
        talk.sender(expiring);
        expiring.packetId = 8;
        talk.sender(expiring);
        talk.idle(20);
        const std::uint32_t pubrec = talk.receiver(ack<mqtt::Pubrec>(7));
        talk.receiver(ack<mqtt::Pubrec>(8));
        const std::uint32_t pubrel = talk.sender(ack<mqtt::Pubrel>(8));
        talk.idle(70);
        talk.cut();
        EXPECT_THAT(talk.findings(),
                    ElementsAre(Found{IssueCode::PubrelMissing, pubrec, FieldId::MqttMsgid, 6, 7},
                                Found{IssueCode::SenderGaveUpExpired, pubrec, FieldId::MqttMsgid, 20, 7},
                                Found{IssueCode::PubcompMissing, pubrel, FieldId::MqttMsgid, 7, 8},
                                Found{IssueCode::ReceiverGaveUpExpired, pubrel, FieldId::MqttMsgid, 20, 8}));
    }
}

TEST(FlowAbsences50, WhatDidNotExpireWasNotGivenUpForThat)
{
    FlowTalk talk({Version::V50, true});
    mqtt::Publish lasting = publish("t", "one", 2, 7);
    lasting.properties.setNumber(mqtt::PropertyId::MessageExpiryInterval, 3600);
    talk.open();
    talk.sender(lasting);
    talk.receiver(ack<mqtt::Pubrec>(7));
    talk.idle(70);
    talk.cut();
    EXPECT_THAT(talk.codes(), ElementsAre(IssueCode::PubrelMissing));
}

TEST(FlowAbsences50, WhatExpiredNeedNotBeSentAgain)
{
    FlowTalk talk({Version::V50, true});
    mqtt::Publish expiring = publish("t", "one", 1, 7);
    expiring.properties.setNumber(mqtt::PropertyId::MessageExpiryInterval, 2);
    talk.openPersistent();
    talk.sender(expiring);
    talk.cutAndResume();
    talk.idle(70);
    talk.cut();
    EXPECT_THAT(talk.findings(), IsEmpty());
}

class RequestAbsencesTest : public ::testing::TestWithParam<Version> {
protected:
    void SetUp() override
    {
        c = &talk.connection(GetParam());
        c->open("a", "known");
    }
    /// So much time passes with an answered PINGREQ.
    void idle()
    {
        for (int i = 0; i < 3; ++i) {
            talk.waitMs(30'000);
            c->client(mqtt::Pingreq{});
            c->server(mqtt::Pingresp{});
        }
    }
    Talk talk;
    Talk::Connection* c = nullptr;
};
INSTANTIATE_TEST_SUITE_P(Versions, RequestAbsencesTest, ::testing::ValuesIn(kVersions),
                         [](const auto& version) { return versionName(version.param); });

TEST_P(RequestAbsencesTest, Suback)
{
    const std::uint32_t frame = c->subscribe(2, "t");
    idle();
    c->clientFin();
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::SubackMissing, frame, FieldId::MqttMsgid, 9, 2}));
}

TEST_P(RequestAbsencesTest, Unsuback)
{
    const std::uint32_t known = c->client(unsubscribe(2, {"other", "known"}));
    const std::uint32_t unknown = c->client(unsubscribe(3, {"other"}));
    idle();
    c->clientFin();
    EXPECT_THAT(
        talk.findings(),
        ElementsAre(Found{IssueCode::UnsubackMissing, known, FieldId::MqttMsgid, 11, 2},
                    Found{IssueCode::UnsubackMissingNothingDeleted, unknown, FieldId::MqttMsgid, 11, 3}));
}

TEST_P(RequestAbsencesTest, AnsweredLate)
{
    c->subscribe(2, "t");
    c->client(unsubscribe(3, {"other"}));
    idle();
    c->suback(2);
    c->server(unsuback(GetParam(), 3, {0x11}));
    c->clientFin();
    EXPECT_THAT(talk.findings(), IsEmpty());
}

} // namespace
} // namespace mqttscope::session::test
