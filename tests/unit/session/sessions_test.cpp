// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/session/talk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::session::test {
namespace {

using ::testing::ElementsAre;

/// Sessions that stand for themselves.
std::vector<SessionRecord> sessionsOf(const index::Snapshot& snapshot)
{
    std::vector<SessionRecord> all;
    for (std::uint32_t i = 0; i < snapshot.sessions.sessionCount; ++i) {
        const SessionRecord& record = *snapshot.sessions.sessions.find(i);
        if (record.continues == kNone)
            all.push_back(record);
    }
    return all;
}

std::vector<std::uint32_t> streamsOf(const index::Snapshot& snapshot, const SessionRecord& record)
{
    std::vector<std::uint32_t> streams;
    snapshot.sessions.forEachConnection(record, [&](std::uint32_t stream) { streams.push_back(stream); });
    return streams;
}

class Sessions : public ::testing::TestWithParam<Version> {
protected:
    Talk talk;
};
INSTANTIATE_TEST_SUITE_P(Versions, Sessions, ::testing::ValuesIn(kVersions),
                         [](const auto& version) { return versionName(version.param); });

TEST_P(Sessions, AKeptSessionGoesOnOverConnections)
{
    for (int i = 0; i < 3; ++i) {
        Talk::Connection& c = talk.connection(GetParam());
        c.connect("a", false);
        c.accept(i > 0 && GetParam() != Version::V31);
        c.clientFin();
    }
    const index::Snapshot& snapshot = talk.finish();
    const auto sessions = sessionsOf(snapshot);
    ASSERT_EQ(sessions.size(), 1U);
    EXPECT_THAT(streamsOf(snapshot, sessions[0]), ElementsAre(0, 1, 2));
    EXPECT_EQ(snapshot.strings[sessions[0].clientId], "a");
    EXPECT_EQ(sessions[0].end, End::Fin);
    EXPECT_EQ((sessions[0].flags & kSessionPresent) != 0, GetParam() != Version::V31);
}

TEST_P(Sessions, ACleanStartIsANewSession)
{
    for (int i = 0; i < 2; ++i) {
        Talk::Connection& c = talk.connection(GetParam());
        c.open("a");
        c.client(mqtt::Disconnect{});
        c.clientFin();
    }
    const index::Snapshot& snapshot = talk.finish();
    const auto sessions = sessionsOf(snapshot);
    ASSERT_EQ(sessions.size(), 2U);
    EXPECT_EQ(sessions[0].end, End::Disconnect);
    EXPECT_THAT(streamsOf(snapshot, sessions[1]), ElementsAre(1));
}

TEST_P(Sessions, TheServerSaysThatNothingIsLeft)
{
    if (GetParam() == Version::V31)
        return; // 3.1 has no Session Present
    for (int i = 0; i < 2; ++i) {
        Talk::Connection& c = talk.connection(GetParam());
        c.connect("a", false);
        c.accept(false);
        c.clientFin();
    }
    EXPECT_EQ(sessionsOf(talk.finish()).size(), 2U);
}

TEST_P(Sessions, TakeoverEndsTheOlderConnection)
{
    Talk::Connection& older = talk.connection(GetParam());
    older.open("a");
    Talk::Connection& newer = talk.connection(GetParam());
    newer.connect("a");
    older.serverFin();
    newer.accept();
    const index::Snapshot& snapshot = talk.finish();
    EXPECT_EQ(snapshot.sessions.connection(0)->end, End::Takeover);
    EXPECT_EQ(snapshot.sessions.connection(1)->end, End::Open);
}

TEST(Sessions50, ASessionExpires)
{
    Talk talk;
    for (int i = 0; i < 2; ++i) {
        Talk::Connection& c = talk.connection();
        mqtt::Connect connect;
        connect.protocolLevel = 5;
        connect.cleanStart = false;
        connect.clientId = "a";
        connect.properties.setNumber(mqtt::PropertyId::SessionExpiryInterval, 10);
        c.client(connect);
        c.accept(false);
        c.clientFin();
        talk.waitMs(11'000);
    }
    const auto sessions = sessionsOf(talk.finish());
    ASSERT_EQ(sessions.size(), 2U);
    EXPECT_EQ(sessions[0].expiry, 10U);
}

TEST(Sessions50, AnAssignedClientIdentifierNamesTheSession)
{
    Talk talk;
    Talk::Connection& c = talk.connection();
    c.connect("");
    mqtt::Connack connack;
    connack.properties.setText(mqtt::PropertyId::AssignedClientIdentifier, "auto-1");
    c.server(connack);
    const index::Snapshot& snapshot = talk.finish();
    const auto sessions = sessionsOf(snapshot);
    ASSERT_EQ(sessions.size(), 1U);
    EXPECT_EQ(snapshot.strings[sessions[0].clientId], "auto-1");
    EXPECT_NE(sessions[0].flags & kAssignedId, 0);
}

TEST(Sessions50, EmptyClientIdentifiersAreSessionsOfTheirOwn)
{
    Talk talk;
    for (int i = 0; i < 2; ++i)
        talk.connection(Version::V311).open("");
    EXPECT_EQ(sessionsOf(talk.finish()).size(), 2U);
}

TEST(Sessions50, ServerKeepAliveCounts)
{
    Talk talk;
    Talk::Connection& c = talk.connection();
    c.connect("a");
    mqtt::Connack connack;
    connack.properties.setNumber(mqtt::PropertyId::ServerKeepAlive, 17);
    c.server(connack);
    const index::Snapshot& snapshot = talk.finish();
    EXPECT_EQ(snapshot.sessions.connection(0)->keepAlive, 17);
}

TEST(Sessions50, AConnectionWithoutConnectIsItsOwnSession)
{
    Talk talk;
    Talk::Connection& c = talk.midway(Version::V311);
    for (int i = 0; i < 3; ++i)
        c.client(publish("t", "x"));
    const index::Snapshot& snapshot = talk.finish();
    const auto sessions = sessionsOf(snapshot);
    ASSERT_EQ(sessions.size(), 1U);
    EXPECT_EQ(sessions[0].clientId, kNone);
    EXPECT_TRUE(sessions[0].versionGuessed);
}

} // namespace
} // namespace mqttscope::session::test
