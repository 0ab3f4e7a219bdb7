// SPDX-License-Identifier: GPL-3.0-or-later
// Packet Identifiers in use, and what is sent again.
#include "tests/unit/session/flow_talk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::session::test {
namespace {

using field::FieldId;
using field::IssueCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FlowIdentifiersTest : public ::testing::TestWithParam<FlowCase> {
protected:
    [[nodiscard]] bool fromClient() const { return GetParam().fromClient; }
    [[nodiscard]] IssueCode either(IssueCode client, IssueCode server) const
    {
        return fromClient() ? client : server;
    }
    FlowTalk talk{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Versions, FlowIdentifiersTest, ::testing::ValuesIn(flowCases()), flowCaseName);

TEST_P(FlowIdentifiersTest, InUseBeforePuback)
{
    talk.open();
    const std::uint32_t first = talk.sender(publish("t", "one", 1, 7));
    const std::uint32_t second = talk.sender(publish("t", "two", 1, 7));
    EXPECT_THAT(talk.findings(), ElementsAre(Found{either(IssueCode::PacketIdInUseQos1,
                                                          IssueCode::PacketIdInUseQos1FromServer),
                                                   second, FieldId::MqttMsgid, first, 7}));
}

TEST_P(FlowIdentifiersTest, FreeAfterPuback)
{
    talk.open();
    talk.sender(publish("t", "one", 1, 7));
    talk.receiver(ack<mqtt::Puback>(7));
    talk.sender(publish("t", "two", 1, 7));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowIdentifiersTest, BothSidesHaveIdentifiersOfTheirOwn)
{
    talk.open();
    talk.subscribeToAll();
    talk.sender(publish("t", "one", 1, 7));
    talk.receiver(publish("t", "two", 1, 7));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowIdentifiersTest, InUseBeforePubrec)
{
    talk.open();
    const std::uint32_t first = talk.sender(publish("t", "one", 2, 7));
    const std::uint32_t second = talk.sender(publish("t", "two", 2, 7));
    EXPECT_THAT(talk.findings(), ElementsAre(Found{either(IssueCode::PacketIdInUseQos2,
                                                          IssueCode::PacketIdInUseQos2FromServer),
                                                   second, FieldId::MqttMsgid, first, 7}));
}

TEST_P(FlowIdentifiersTest, InUseBetweenPubrecAndPubcomp)
{
    talk.open();
    const std::uint32_t first = talk.sender(publish("t", "one", 2, 7));
    talk.receiver(ack<mqtt::Pubrec>(7));
    talk.sender(ack<mqtt::Pubrel>(7));
    const std::uint32_t second = talk.sender(publish("t", "two", 1, 7));
    EXPECT_THAT(talk.findings(), ElementsAre(Found{either(IssueCode::PacketIdInUsePubrel,
                                                          IssueCode::PacketIdInUsePubrelFromServer),
                                                   second, FieldId::MqttMsgid, first, 7}));
}

TEST_P(FlowIdentifiersTest, FreeAfterPubcomp)
{
    talk.open();
    talk.exactlyOnce("one", 7);
    talk.sender(publish("t", "two", 1, 7));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowIdentifiersTest, InUseByAnotherKind)
{
    talk.open();
    const std::uint32_t first = talk.sender(publish("t", "one", 1, 7));
    const std::uint32_t second = talk.sender(publish("t", "two", 2, 7));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{either(IssueCode::PacketIdInUse, IssueCode::PacketIdInUseFromServer),
                                  second, FieldId::MqttMsgid, first, 7}));
}

TEST_P(FlowIdentifiersTest, InUseIsNotSaidAfterAGap)
{
    talk.open();
    talk.sender(publish("t", "one", 1, 7));
    talk.loseFromReceiver(4); // the PUBACK
    talk.sender(publish("t", "two", 1, 7));
    talk.receiver(ack<mqtt::Puback>(7));
    talk.sender(publish("t", "three", 1, 7));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowIdentifiersTest, ResentWithoutDupWithinTheConnection)
{
    talk.open();
    talk.sender(publish("t", "one", 1, 7));
    const std::uint32_t again = talk.sender(publish("t", "one", 1, 7));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::ResentWithoutDup, again, FieldId::MqttDupflag, 1, 0}));
}

TEST_P(FlowIdentifiersTest, ResentWithinConnection)
{
    talk.open();
    const std::uint32_t first = talk.sender(publish("t", "one", 1, 7));
    const std::uint32_t again = talk.sender(repeated(publish("t", "one", 1, 7)));
    talk.receiver(ack<mqtt::Puback>(7));
    talk.receiver(ack<mqtt::Puback>(7)); // both are answered
    if (talk.version() == Version::V31)
        EXPECT_THAT(talk.findings(), IsEmpty()); // 3.1 §4.2 lets senders try again
    else
        EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::ResentWithinConnection, again,
                                                       FieldId::MqttMsgid, first, 7}));
}

TEST_P(FlowIdentifiersTest, PubrelResentWithinConnection)
{
    talk.open();
    talk.sender(publish("t", "one", 2, 7));
    talk.receiver(ack<mqtt::Pubrec>(7));
    const std::uint32_t first = talk.sender(ack<mqtt::Pubrel>(7));
    const std::uint32_t again = talk.sender(ack<mqtt::Pubrel>(7));
    talk.receiver(ack<mqtt::Pubcomp>(7));
    talk.receiver(ack<mqtt::Pubcomp>(7));
    if (talk.version() == Version::V31)
        EXPECT_THAT(talk.findings(),
                    ElementsAre(Found{IssueCode::ResentWithoutDup, again, FieldId::MqttDupflag, 1, 0}));
    else
        EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::ResentWithinConnection, again,
                                                       FieldId::MqttMsgid, first, 7}));
}

TEST_P(FlowIdentifiersTest, EachPubrecMayBeAnsweredByAPubrel)
{
    talk.openPersistent();
    talk.sender(publish("t", "one", 2, 7));
    talk.receiver(ack<mqtt::Pubrec>(7));
    talk.cutAndResume();
    talk.sender(repeated(publish("t", "one", 2, 7)));
    talk.receiver(ack<mqtt::Pubrec>(7));
    talk.sender(ack<mqtt::Pubrel>(7));
    talk.receiver(ack<mqtt::Pubcomp>(7));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowIdentifiersTest, FirstSendingWithDup)
{
    talk.open();
    const std::uint32_t one = talk.sender(repeated(publish("t", "one", 1, 7)));
    const std::uint32_t two = talk.sender(repeated(publish("t", "two", 2, 8)));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::FirstSendingWithDupQos1, one, FieldId::MqttDupflag, 0, 1},
                            Found{IssueCode::FirstSendingWithDupQos2, two, FieldId::MqttDupflag, 0, 1}));
}

TEST_P(FlowIdentifiersTest, DupMayBeTheFirstThatTheCaptureSees)
{
    talk.openPersistent();
    talk.cutAndResume(); // the first sending was lost with the connection
    talk.sender(repeated(publish("t", "one", 1, 7)));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowIdentifiersTest, ResentAfterAck)
{
    talk.open();
    talk.sender(publish("t", "one", 1, 7));
    const std::uint32_t answer = talk.receiver(ack<mqtt::Puback>(7));
    talk.waitMs(10'000);
    const std::uint32_t again = talk.sender(repeated(publish("t", "one", 1, 7)));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::ResentAfterAck, again, FieldId::MqttMsgid, answer, 7}));
}

TEST_P(FlowIdentifiersTest, ACopyMayCrossItsAnswer)
{
    talk.open();
    talk.sender(publish("t", "one", 1, 7));
    const std::uint32_t answer = talk.receiver(ack<mqtt::Puback>(7));
    const std::uint32_t again = talk.sender(repeated(publish("t", "one", 1, 7)));
    talk.receiver(ack<mqtt::Puback>(7));
    if (talk.version() == Version::V50) // which has no copies within a connection
        EXPECT_THAT(talk.findings(),
                    ElementsAre(Found{IssueCode::ResentAfterAck, again, FieldId::MqttMsgid, answer, 7}));
    else
        EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowIdentifiersTest, AnAnswerMayBeLostWithItsConnection)
{
    talk.openPersistent();
    talk.sender(publish("t", "one", 1, 7));
    talk.receiver(ack<mqtt::Puback>(7));
    talk.cutAndResume();
    talk.sender(repeated(publish("t", "one", 1, 7)));
    talk.receiver(ack<mqtt::Puback>(7));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowIdentifiersTest, PublishAfterPubrel)
{
    talk.open();
    talk.sender(publish("t", "one", 2, 7));
    talk.receiver(ack<mqtt::Pubrec>(7));
    const std::uint32_t pubrel = talk.sender(ack<mqtt::Pubrel>(7));
    const std::uint32_t again = talk.sender(repeated(publish("t", "one", 2, 7)));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::PublishAfterPubrel, again, FieldId::MqttMsgid, pubrel, 7}));
}

TEST_P(FlowIdentifiersTest, PublishAfterPubcomp)
{
    talk.open();
    const std::uint32_t pubrel = talk.exactlyOnce("one", 7);
    const std::uint32_t again = talk.sender(repeated(publish("t", "one", 2, 7)));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::PublishAfterPubrel, again, FieldId::MqttMsgid, pubrel, 7}));
}

/// Over two connections of one session. In 3.1 nothing tells a client that the server still has it.
class FlowOverConnectionsTest : public FlowIdentifiersTest {
protected:
    [[nodiscard]] bool known() const { return fromClient() || talk.version() != Version::V31; }
};
INSTANTIATE_TEST_SUITE_P(Versions, FlowOverConnectionsTest, ::testing::ValuesIn(flowCases()), flowCaseName);

TEST_P(FlowOverConnectionsTest, ResentAsItShould)
{
    talk.openPersistent();
    talk.sender(publish("t", "one", 1, 7));
    talk.sender(publish("t", "two", 2, 8));
    talk.cutAndResume();
    talk.sender(repeated(publish("t", "one", 1, 7)));
    talk.sender(repeated(publish("t", "two", 2, 8)));
    talk.receiver(ack<mqtt::Puback>(7));
    talk.receiver(ack<mqtt::Pubrec>(8));
    talk.sender(ack<mqtt::Pubrel>(8));
    talk.cutAndResume();
    auto pubrel = ack<mqtt::Pubrel>(8);
    pubrel.dup = talk.version() == Version::V31; // later versions have no DUP there
    talk.sender(pubrel);
    talk.receiver(ack<mqtt::Pubcomp>(8));
    talk.idle(70);
    talk.cut();
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowOverConnectionsTest, ResentWithoutDup)
{
    talk.openPersistent();
    talk.sender(publish("t", "one", 1, 7));
    talk.cutAndResume();
    const std::uint32_t again = talk.sender(publish("t", "one", 1, 7));
    talk.receiver(ack<mqtt::Puback>(7));
    if (known())
        EXPECT_THAT(talk.findings(),
                    ElementsAre(Found{IssueCode::ResentWithoutDup, again, FieldId::MqttDupflag, 1, 0}));
    else
        EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowOverConnectionsTest, AnIdentifierStaysInUse)
{
    talk.openPersistent();
    const std::uint32_t first = talk.sender(publish("t", "one", 1, 7));
    talk.cutAndResume();
    const std::uint32_t second = talk.sender(publish("t", "two", 1, 7));
    talk.receiver(ack<mqtt::Puback>(7));
    if (known())
        EXPECT_THAT(talk.findings(), ElementsAre(Found{either(IssueCode::PacketIdInUseQos1,
                                                              IssueCode::PacketIdInUseQos1FromServer),
                                                       second, FieldId::MqttMsgid, first, 7}));
    else
        EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowOverConnectionsTest, ANewSessionHasAllIdentifiers)
{
    talk.openPersistent();
    talk.sender(publish("t", "one", 1, 7));
    talk.cut();
    talk.open();
    talk.sender(publish("t", "two", 1, 7));
    talk.receiver(ack<mqtt::Puback>(7));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowOverConnectionsTest, ResentUnderOtherId)
{
    talk.openPersistent();
    talk.sender(publish("t", "one", 1, 7));
    talk.cutAndResume();
    const std::uint32_t again = talk.sender(repeated(publish("t", "one", 1, 9)));
    talk.receiver(ack<mqtt::Puback>(9));
    talk.idle(70);
    talk.cut();
    if (talk.version() == Version::V31)
        EXPECT_THAT(talk.findings(), IsEmpty());
    else
        EXPECT_THAT(talk.findings(),
                    ElementsAre(Found{IssueCode::ResentUnderOtherId, again, FieldId::MqttMsgid, 7, 9}));
}

TEST_P(FlowOverConnectionsTest, ResentOutOfOrder)
{
    talk.openPersistent();
    talk.sender(publish("t", "one", 1, 7));
    talk.sender(publish("t", "two", 2, 8));
    talk.sender(publish("t", "three", 1, 9));
    talk.cutAndResume();
    talk.sender(repeated(publish("t", "one", 1, 7)));
    const std::uint32_t early = talk.sender(repeated(publish("t", "three", 1, 9)));
    talk.sender(repeated(publish("t", "two", 2, 8)));
    const bool owed = talk.version() == Version::V311 || (talk.version() == Version::V50 && fromClient());
    if (owed)
        EXPECT_THAT(talk.findings(),
                    ElementsAre(Found{IssueCode::ResentOutOfOrder, early, FieldId::MqttMsgid, 8, 9}));
    else
        EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowOverConnectionsTest, NotResent)
{
    talk.openPersistent();
    const std::uint32_t publication = talk.sender(publish("t", "one", 1, 7));
    const std::uint32_t connack = talk.cutAndResume();
    talk.idle(70);
    talk.cut();
    if (known())
        EXPECT_THAT(talk.findings(),
                    ElementsAre(Found{IssueCode::NotResent, publication, FieldId::MqttMsgid, connack, 7}));
    else
        EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowOverConnectionsTest, SomethingNewFirstShowsItSooner)
{
    talk.openPersistent();
    const std::uint32_t publication = talk.sender(publish("t", "one", 1, 7));
    const std::uint32_t connack = talk.cutAndResume();
    talk.sender(publish("t", "two", 1, 8));
    talk.receiver(ack<mqtt::Puback>(8));
    talk.idle(6);
    talk.cut();
    if (known())
        EXPECT_THAT(talk.findings(),
                    ElementsAre(Found{IssueCode::NotResent, publication, FieldId::MqttMsgid, connack, 7}));
    else
        EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST_P(FlowOverConnectionsTest, ThereMayBeTooLittleTimeToSendItAgain)
{
    talk.openPersistent();
    talk.sender(publish("t", "one", 1, 7));
    talk.cutAndResume();
    talk.idle(20);
    talk.cut();
    EXPECT_THAT(talk.findings(), IsEmpty());
}

TEST(FlowIdentifiers31, RequestsAreRepeatedWithDup)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V31);
    c.open("a");
    c.subscribe(3, "t");
    const std::uint32_t subscribe = c.subscribe(3, "t");
    c.suback(3);
    c.suback(3);
    c.client(unsubscribe(4, {"t"}));
    const std::uint32_t unsubscribed = c.client(unsubscribe(4, {"t"}));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::ResentWithoutDup, subscribe, FieldId::MqttDupflag, 1, 0},
                            Found{IssueCode::ResentWithoutDup, unsubscribed, FieldId::MqttDupflag, 1, 0}));
}

TEST(FlowIdentifiers31, WithDupARequestMayBeRepeated)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V31);
    c.open("a");
    c.subscribe(3, "t");
    mqtt::Subscribe again;
    again.packetId = 3;
    again.dup = true;
    again.subscriptions.push_back({"t", 0, false, false, 0});
    c.client(again);
    c.suback(3);
    c.suback(3);
    EXPECT_THAT(talk.findings(), IsEmpty());
}

class RequestIdsTest : public ::testing::TestWithParam<Version> {
protected:
    Talk talk;
};
INSTANTIATE_TEST_SUITE_P(Versions, RequestIdsTest, ::testing::ValuesIn(kVersions),
                         [](const auto& version) { return versionName(version.param); });

TEST_P(RequestIdsTest, PublishAndRequestsShareTheirIdentifiers)
{
    Talk::Connection& c = talk.connection(GetParam());
    c.open("a");
    const std::uint32_t publication = c.client(publish("t", "one", 1, 7));
    const std::uint32_t subscribe = c.subscribe(7, "t");
    const std::uint32_t other = c.subscribe(7, "other");
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::PacketIdInUse, subscribe, FieldId::MqttMsgid, publication, 7},
                            Found{IssueCode::PacketIdInUse, other, FieldId::MqttMsgid, subscribe, 7}));
}

TEST_P(RequestIdsTest, AnAnswerFreesTheIdentifier)
{
    Talk::Connection& c = talk.connection(GetParam());
    c.open("a");
    c.subscribe(7, "t");
    c.suback(7);
    c.client(unsubscribe(7, {"t"}));
    c.server(unsuback(GetParam(), 7, {0}));
    c.client(publish("t", "one", 1, 7));
    c.server(ack<mqtt::Puback>(7));
    EXPECT_THAT(talk.findings(), IsEmpty());
}

} // namespace
} // namespace mqttscope::session::test
