// SPDX-License-Identifier: GPL-3.0-or-later
// What a session keeps, and what it must not.
#include "tests/unit/session/connection_script.h"

namespace mqttscope::session::test {
namespace {

mqtt::Publish again(mqtt::Publish packet)
{
    packet.dup = true;
    return packet;
}

class SessionStateTest : public InOneVersion {
protected:
    /// A client that publishes with QoS 1; each message is accepted and, if wanted, delivered.
    class Publisher {
    public:
        Publisher(Talk& talk, Version version) : m_connection(&talk.connection(version))
        {
            mqtt::Connect connect = connectOf(version, "publisher");
            connect.keepAlive = 0;
            m_connection->client(connect);
            m_connection->accept();
        }
        std::uint32_t send(std::string_view payload, Talk::Connection* to = nullptr)
        {
            const std::uint32_t frame = m_connection->client(publish("t", payload, 1, ++m_id));
            m_connection->server(ack<mqtt::Puback>(m_id));
            if (to != nullptr) {
                to->server(publish("t", payload, 1, m_id));
                to->client(ack<mqtt::Puback>(m_id));
            }
            return frame;
        }

    private:
        Talk::Connection* m_connection;
        std::uint16_t m_id = 0;
    };

    /// "a" with a session that is kept, subscribed to "t" with QoS 1.
    Talk::Connection& subscriber(bool sessionPresent = false)
    {
        Talk::Connection& c = talk.connection(version());
        mqtt::Connect connect = connectOf(version(), "a", false);
        connect.keepAlive = 0;
        c.client(connect);
        m_connack = c.accept(sessionPresent && version() != Version::V31); // 3.1 has no such flag
        if (!sessionPresent) {
            m_subscribe = c.subscribe(1, "t", 1);
            c.suback(1, 1);
        }
        return c;
    }
    void sessionStateLost(bool lost);
    static void leave(Talk::Connection& c)
    {
        c.client(mqtt::Disconnect{});
        c.clientFin();
    }

    std::uint32_t m_connack = 0;
    std::uint32_t m_subscribe = 0;
};
INSTANTIATE_TEST_SUITE_P(Versions, SessionStateTest, ::testing::ValuesIn(kVersions),
                         [](const auto& version) { return versionName(version.param); });

TEST_P(SessionStateTest, OldExchangeAfterClean)
{
    Talk::Connection& first = talk.connection(version());
    first.connect("a", false);
    first.accept();
    const std::uint32_t sent = first.client(publish("t", "x", 1, 7));
    first.clientFin();
    Talk::Connection& c = talk.connection(version());
    c.open("a");
    const std::uint32_t frame = c.client(again(publish("t", "x", 1, 7)));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::OldStateAfterClean, frame, FieldId::MqttMsgtype, 0, sent}));
}

TEST_P(SessionStateTest, OldPubrelAfterClean)
{
    Talk::Connection& first = talk.connection(version());
    first.open("a");
    const std::uint32_t sent = first.client(publish("t", "x", 2, 7));
    first.server(ack<mqtt::Pubrec>(7));
    first.clientFin();
    Talk::Connection& c = talk.connection(version());
    c.open("a");
    const std::uint32_t frame = c.client(ack<mqtt::Pubrel>(7));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::OldStateAfterClean, frame, FieldId::MqttMsgtype, 0, sent}));
}

TEST_P(SessionStateTest, APubrelThatAnswersAPubrecIsNotOldState)
{
    Talk::Connection& first = talk.connection(version());
    first.open("a");
    first.client(publish("t", "x", 2, 7));
    first.server(ack<mqtt::Pubrec>(7));
    first.clientFin();
    Talk::Connection& c = talk.connection(version());
    c.open("a");
    c.server(ack<mqtt::Pubrec>(7)); // the fault is here
    c.client(ack<mqtt::Pubrel>(7));
    EXPECT_THAT(talk.codes(), ::testing::Not(::testing::Contains(IssueCode::OldStateAfterClean)));
    EXPECT_THAT(talk.codes(), ::testing::Not(IsEmpty()));
}

TEST_P(SessionStateTest, OldSubscriptionAfterClean)
{
    Talk::Connection& first = talk.connection(version());
    first.connect("a", false);
    first.accept();
    const std::uint32_t subscribe = first.subscribe(1, "old/#");
    first.suback(1);
    leave(first);
    Talk::Connection& c = talk.connection(version());
    c.open("a", "new/#");
    c.server(publish("new/1", "x"));
    const std::uint32_t frame = c.server(publish("old/1", "x"));
    EXPECT_THAT(talk.findings(),
                ElementsAre(Found{IssueCode::OldStateAfterClean, frame, FieldId::MqttMsgtype, 0, subscribe}));
}

TEST_P(SessionStateTest, WhatIsSentAnewAfterCleanIsNotOld)
{
    Talk::Connection& first = talk.connection(version());
    first.connect("a", false);
    first.accept();
    first.client(publish("t", "x", 1, 7));
    first.clientFin();
    Talk::Connection& c = talk.connection(version());
    c.open("a");
    c.client(publish("t", "x", 1, 7));
    c.server(ack<mqtt::Puback>(7));
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(SessionStateTest, OldStateAfterSessionLost)
{
    Talk::Connection& first = talk.connection(version());
    first.connect("a", false);
    first.accept();
    first.client(publish("t", "x", 1, 7));
    first.clientFin();
    Talk::Connection& c = talk.connection(version());
    c.connect("a", false);
    c.accept(false);
    const std::uint32_t frame = c.client(again(publish("t", "x", 1, 7)));
    if (version() == Version::V50)
        EXPECT_THAT(talk.findingsBeside({IssueCode::SessionPresentMissing}),
                    ElementsAre(Found{IssueCode::OldStateAfterSessionLost, frame, FieldId::MqttMsgid, 0, 7}));
    else if (version() == Version::V311) // such a client sends again what it has [MQTT-4.4.0-1]
        EXPECT_THAT(talk.findingsBeside({IssueCode::SessionPresentMissing}), IsEmpty());
    else
        EXPECT_THAT(talk.findings(), IsEmpty());
}

void SessionStateTest::sessionStateLost(bool lost)
{
    Publisher publisher(talk, version());
    Talk::Connection& c = subscriber();
    publisher.send("1", &c);
    std::uint32_t first = 0;
    for (const std::string_view payload : {"2", "3", "4"}) {
        const std::uint32_t frame = publisher.send(payload, lost ? nullptr : &c);
        if (first == 0)
            first = frame;
    }
    talk.waitMs(11'000);
    ping(c);
    leave(c);
    if (lost)
        EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::SessionStateLost, m_subscribe,
                                                       FieldId::MqttFilter, 0, first}));
    else
        EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(SessionStateTest, SessionStateLost)
{
    sessionStateLost(true);
}

TEST_P(SessionStateTest, SessionStateKept)
{
    sessionStateLost(false);
}

TEST_P(SessionStateTest, ASubscriptionThatEndedIsNotLost)
{
    Publisher publisher(talk, version());
    Talk::Connection& c = subscriber();
    publisher.send("1", &c);
    mqtt::Unsubscribe unsubscribe;
    unsubscribe.packetId = 2;
    unsubscribe.topicFilters.push_back("t");
    c.client(unsubscribe);
    mqtt::Unsuback unsuback;
    unsuback.packetId = 2;
    if (version() == Version::V50)
        unsuback.codes.push_back(0);
    c.server(unsuback);
    for (const std::string_view payload : {"2", "3", "4"})
        publisher.send(payload);
    talk.waitMs(11'000);
    ping(c);
    leave(c);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(SessionStateTest, SessionNotResumed)
{
    Publisher publisher(talk, version());
    Talk::Connection& first = subscriber();
    publisher.send("1", &first);
    leave(first);
    Talk::Connection& c = subscriber(true);
    const std::uint32_t missed = publisher.send("2");
    publisher.send("3");
    publisher.send("4");
    talk.waitMs(11'000);
    ping(c);
    leave(c);
    EXPECT_THAT(talk.findings(), ElementsAre(Found{IssueCode::SessionNotResumed, m_connack,
                                                   FieldId::MqttConackFlagsSp, 0, missed}));
}

TEST_P(SessionStateTest, SessionResumed)
{
    Publisher publisher(talk, version());
    Talk::Connection& first = subscriber();
    publisher.send("1", &first);
    leave(first);
    Talk::Connection& c = subscriber(true);
    publisher.send("2", &c);
    publisher.send("3", &c);
    publisher.send("4", &c);
    talk.waitMs(11'000);
    ping(c);
    leave(c);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

TEST_P(SessionStateTest, AServerThatHasNoTimeToDeliver)
{
    Publisher publisher(talk, version());
    leave(subscriber());
    publisher.send("1");
    Talk::Connection& c = subscriber(true);
    leave(c);
    EXPECT_THAT(talk.codes(), IsEmpty());
}

} // namespace
} // namespace mqttscope::session::test
