// SPDX-License-Identifier: GPL-3.0-or-later
// By which version a message is read, when a CONNECT says so.
#include "tests/unit/index/literal_messages.h"

#include <gmock/gmock.h>

namespace mqttscope::index::test {
namespace {

using mqtt::Version;
using Talk = TcpTalk;

/// A CONNECT whose Protocol Level is another.
Bytes withLevel(Bytes connect, std::uint8_t level)
{
    connect[2 + 2 + connect[3]] = level;
    return connect;
}

Version versionAt(const Snapshot& snapshot, std::uint32_t message)
{
    const VersionEntry* entry = snapshot.versionOf(message);
    return entry != nullptr ? entry->version : Version::Unknown;
}

struct Level {
    const char* name;
    Bytes connect;
    std::uint8_t level;
    Version version;
};

class ConnectLevel : public ::testing::TestWithParam<Level> {};

TEST_P(ConnectLevel, SaysTheVersion)
{
    FrameScript script;
    Talk talk{script};
    talk.handshake();
    const auto frame = talk.send(Talk::Client, withLevel(GetParam().connect, GetParam().level));
    talk.send(Talk::Server, kConnack311);
    const Snapshot& snapshot = script.finish();
    ASSERT_EQ(snapshot.versions.size(), 1U);
    const VersionEntry& entry = snapshot.versions[0];
    EXPECT_EQ(entry.version, GetParam().version);
    EXPECT_EQ(entry.level, GetParam().level);
    EXPECT_FALSE(entry.guessed);
    EXPECT_EQ(entry.fromFrame, frame);
    EXPECT_EQ(entry.knownAt, frame);
    EXPECT_EQ(versionAt(snapshot, 0), GetParam().version);
    EXPECT_EQ(versionAt(snapshot, 1), GetParam().version);
    EXPECT_EQ(snapshot.messages[0].flags & kUndecided, 0);
}

INSTANTIATE_TEST_SUITE_P(Levels, ConnectLevel,
                         ::testing::Values(Level{"V31", kConnect31, 3, Version::V31},
                                           Level{"V311", kConnect311, 4, Version::V311},
                                           Level{"V50", kConnect5, 5, Version::V50},
                                           Level{"Bridge31", kConnect31, 0x83, Version::V31},
                                           Level{"Bridge311", kConnect311, 0x84, Version::V311},
                                           Level{"NoStandardHas6", kConnect311, 6, Version::Other},
                                           Level{"NoBridgeOf5", kConnect311, 0x85, Version::Other}),
                         [](const auto& test) { return test.param.name; });

TEST(VersionTable, SecondConnectStartsASecondEntry)
{
    FrameScript script;
    Talk talk{script};
    talk.handshake();
    talk.send(Talk::Client, kConnect311);
    talk.send(Talk::Server, kConnack311);
    const auto again = talk.send(Talk::Client, kConnect5);
    talk.send(Talk::Server, kConnack5);
    const Snapshot& snapshot = script.finish();
    ASSERT_EQ(snapshot.versions.size(), 2U);
    EXPECT_EQ(versionAt(snapshot, 0), Version::V311);
    EXPECT_EQ(versionAt(snapshot, 1), Version::V311);
    EXPECT_EQ(versionAt(snapshot, 2), Version::V50);
    EXPECT_EQ(versionAt(snapshot, 3), Version::V50);
    EXPECT_EQ(snapshot.versions[1].fromFrame, again);
    EXPECT_EQ(snapshot.versions[1].earlier, 0U);
    EXPECT_EQ(snapshot.messages[3].flags & kMalformed, 0);
    EXPECT_EQ(snapshot.strings[snapshot.connection(0)->clientId], "c5");
}

TEST(VersionTable, ConnectionsHaveEntriesOfTheirOwn)
{
    FrameScript script;
    Talk old{script, 1883, 50'000};
    Talk modern{script, 1883, 50'001};
    old.handshake();
    modern.handshake();
    old.send(Talk::Client, kConnect31);
    modern.send(Talk::Client, kConnect5);
    old.send(Talk::Server, kConnack311);
    modern.send(Talk::Server, kConnack5);
    const Snapshot& snapshot = script.finish();
    EXPECT_EQ(versionAt(snapshot, 2), Version::V31);
    EXPECT_EQ(versionAt(snapshot, 3), Version::V50);
    for (std::uint32_t i = 0; i < 4; ++i)
        EXPECT_EQ(snapshot.flagsOf(i), 0) << "message " << i;
}

TEST(VersionTable, DefaultVersionHoldsUntilAConnect)
{
    IndexOptions options;
    options.defaultVersion = Version::V50;
    FrameScript script{options};
    Talk talk{script};
    talk.send(Talk::Server, kConnack5);
    talk.send(Talk::Client, kConnect311);
    talk.send(Talk::Server, kConnack311);
    const Snapshot& snapshot = script.finish();
    EXPECT_EQ(versionAt(snapshot, 0), Version::V50);
    EXPECT_TRUE(snapshot.versionOf(0)->guessed);
    EXPECT_EQ(versionAt(snapshot, 2), Version::V311);
    EXPECT_FALSE(snapshot.versionOf(2)->guessed);
    EXPECT_EQ(snapshot.flagsOf(0) & (kUndecided | kMalformed), 0);
}

TEST(VersionTable, WithoutInferenceNobodyKnows)
{
    IndexOptions options;
    options.inferVersion = false;
    FrameScript script{options};
    Talk talk{script};
    talk.send(Talk::Server, kConnack5);
    const Snapshot& snapshot = script.finish();
    EXPECT_EQ(snapshot.versionOf(0), nullptr);
    EXPECT_EQ(snapshot.flagsOf(0) & kUndecided, 0);
    EXPECT_EQ(snapshot.versions.size(), 0U);
}

} // namespace
} // namespace mqttscope::index::test
