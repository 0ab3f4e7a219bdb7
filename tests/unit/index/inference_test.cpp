// SPDX-License-Identifier: GPL-3.0-or-later
// Connections whose CONNECT was not captured.
#include "tests/unit/index/literal_messages.h"

#include <gmock/gmock.h>

namespace mqttscope::index::test {
namespace {

using mqtt::Version;
using Talk = TcpTalk;

/// PUBLISH of 5.0 with QoS 0, topic "t", no properties, payload "ab": any version can read it.
const Bytes kPublishAnyVersion = {
    0x30, 0x06,       // PUBLISH, Remaining Length 6
    0x00, 0x01, 0x74, // Topic Name "t"
    0x00,             // Properties: none
    0x61, 0x62,       // "ab"
};

/// PUBACK of 5.0 with a reason code: no other version has room for it.
const Bytes kPuback5 = {
    0x40, 0x03, // PUBACK, Remaining Length 3
    0x00, 0x0a, // Packet Identifier 10
    0x10,       // No matching subscribers
};

/// PUBLISH that 5.0 cannot read: its Property Length is longer than the packet.
const Bytes kPublishNot5 = {
    0x30, 0x06,       // PUBLISH, Remaining Length 6
    0x00, 0x01, 0x74, // Topic Name "t"
    0x7e, 0x7e, 0x7e, // "~~~"
};

/// PUBLISH of 5.0: topic "t", alias 1.
const Bytes kSetAlias = {
    0x30, 0x08,             // PUBLISH, Remaining Length 8
    0x00, 0x01, 0x74,       // Topic Name "t"
    0x03, 0x23, 0x00, 0x01, // Properties: Topic Alias 1
    0x41,                   // "A"
};
const Bytes kSetAliasWhole = [] {
    Bytes message = kSetAlias;
    message[1] = static_cast<std::uint8_t>(message.size() - 2);
    return message;
}();

/// PUBLISH of 5.0: alias 1 alone.
const Bytes kUseAlias = {
    0x30, 0x07,             // PUBLISH, Remaining Length 7
    0x00, 0x00,             // no Topic Name
    0x03, 0x23, 0x00, 0x01, // Properties: Topic Alias 1
    0x42,                   // "B"
};

Version decided(const Snapshot& snapshot)
{
    return snapshot.versions.size() == 1 ? snapshot.versions[0].version : Version::Unknown;
}

TEST(Inference, OnlyOldVersionsLeftDecidesAtOnceFor311)
{
    FrameScript script;
    Talk talk{script};
    const auto frame = talk.send(Talk::Client, kPublishNot5);
    const Snapshot& snapshot = script.look(); // before the end
    EXPECT_EQ(decided(snapshot), Version::V311);
    EXPECT_TRUE(snapshot.versions[0].guessed);
    EXPECT_EQ(snapshot.versions[0].knownAt, frame);
    EXPECT_EQ(snapshot.versions[0].level, 0);
    EXPECT_EQ(snapshot.flagsOf(0) & (kUndecided | kMalformed), 0);
    EXPECT_EQ(snapshot.topicOf(0), "t");
}

TEST(Inference, ReasonCodeOfPubackDecidesFor5)
{
    FrameScript script;
    Talk talk{script};
    talk.send(Talk::Client, kPublishAnyVersion);
    EXPECT_EQ(script.look().versions.size(), 0U);
    EXPECT_NE(script.look().flagsOf(0) & kUndecided, 0);
    const auto frame = talk.send(Talk::Client, kPuback5);
    const Snapshot& snapshot = script.look();
    EXPECT_EQ(decided(snapshot), Version::V50);
    EXPECT_EQ(snapshot.versions[0].knownAt, frame);
    EXPECT_EQ(snapshot.versionOf(0)->version, Version::V50) << "the earlier message too";
}

TEST(Inference, WaitingMessagesGetTheirFactsLate)
{
    FrameScript script;
    Talk talk{script};
    talk.send(Talk::Client, kPublishAnyVersion);
    talk.send(Talk::Client, kSetAliasWhole);
    talk.send(Talk::Client, kUseAlias);
    const auto frame = talk.send(Talk::Server, kPuback5);
    const Snapshot& snapshot = script.finish();
    EXPECT_EQ(decided(snapshot), Version::V50);
    // Payload "ab" begins behind the properties.
    ASSERT_NE(snapshot.lateMessages.find(0), nullptr);
    EXPECT_EQ(snapshot.lateMessages.find(0)->payloadOffset, 6U);
    EXPECT_EQ(snapshot.lateMessages.find(0)->knownAt, frame);
    EXPECT_EQ(snapshot.topicOf(1), "t");
    EXPECT_EQ(snapshot.topicOf(2), "t");
    EXPECT_NE(snapshot.flagsOf(2) & kAliasUsed, 0);
    EXPECT_EQ(snapshot.lateMessages.find(3)->reasonCode, 0x10);
    for (std::uint32_t i = 0; i < 4; ++i)
        EXPECT_EQ(snapshot.flagsOf(i) & (kUndecided | kMalformed), 0) << "message " << i;
    // What was recorded stays as it was.
    EXPECT_NE(snapshot.messages[2].flags & kUndecided, 0);
    EXPECT_EQ(snapshot.messages[2].topic, kNone);
}

TEST(Inference, PieceByPieceMessagesAreReplayedWhole)
{
    FrameScript script;
    Talk talk{script};
    talk.send(Talk::Client, kPingreq); // a boundary
    for (std::size_t i = 0; i < kSetAliasWhole.size(); ++i)
        talk.send(Talk::Client, part(kSetAliasWhole, i, 1));
    talk.send(Talk::Client, kUseAlias);
    talk.send(Talk::Server, kPuback5);
    const Snapshot& snapshot = script.finish();
    EXPECT_EQ(snapshot.topicOf(1), "t");
    EXPECT_EQ(snapshot.topicOf(2), "t");
}

TEST(Inference, NothingDecidesUntil32MessagesAndThenItIs311)
{
    FrameScript script;
    Talk talk{script};
    for (std::size_t i = 0; i + 1 < VersionInference::kMaxMessages; ++i)
        talk.send(Talk::Client, kPingreq);
    EXPECT_EQ(script.look().versions.size(), 0U);
    talk.send(Talk::Client, kPingreq);
    EXPECT_EQ(decided(script.look()), Version::V311);
}

TEST(Inference, ManyBytesDecide)
{
    FrameScript script;
    Talk talk{script};
    Bytes big = publishOf(40'000);
    big[1 + 3 + 3] = 0; // as 5.0: no properties
    talk.send(Talk::Client, part(big, 0, 20'000));
    talk.send(Talk::Client, part(big, 20'000));
    EXPECT_EQ(script.look().versions.size(), 0U);
    talk.send(Talk::Client, part(big, 0, 20'000));
    talk.send(Talk::Client, part(big, 20'000));
    EXPECT_EQ(decided(script.look()), Version::V311);
}

TEST(Inference, EndDecides)
{
    FrameScript script;
    Talk talk{script};
    talk.send(Talk::Client, kPublishAnyVersion);
    EXPECT_EQ(script.look().versions.size(), 0U);
    const Snapshot& snapshot = script.finish();
    EXPECT_EQ(decided(snapshot), Version::V311);
    EXPECT_EQ(snapshot.flagsOf(0) & kUndecided, 0);
}

TEST(Inference, OneSecondWithoutFramesDecides)
{
    FrameScript script;
    Talk talk{script};
    talk.send(Talk::Client, kPublishAnyVersion);
    script.indexer().tick(script.timeNs + VersionInference::kMaxWaitNs / 2);
    EXPECT_EQ(script.look().versions.size(), 0U);
    script.indexer().tick(script.timeNs + VersionInference::kMaxWaitNs);
    EXPECT_EQ(decided(script.look()), Version::V311);
}

TEST(Inference, ContradictionIsNoNewVersion)
{
    FrameScript script;
    Talk talk{script};
    talk.send(Talk::Client, kPublishNot5); // 3.1.1 it is
    talk.send(Talk::Client, kPuback5);     // which 3.1.1 cannot read
    const Snapshot& snapshot = script.finish();
    ASSERT_EQ(snapshot.messages.size(), 2U);
    EXPECT_EQ(decided(snapshot), Version::V311);
    EXPECT_NE(snapshot.flagsOf(1) & kMalformed, 0);
    EXPECT_EQ(snapshot.versionOf(1)->version, Version::V311);
}

TEST(Inference, MessageThatNoVersionCanReadSpeaksForNone)
{
    FrameScript script;
    Talk talk{script};
    talk.send(Talk::Client, kPingreq);
    talk.send(Talk::Client, Bytes{0x00, 0x00}); // type 0
    EXPECT_EQ(script.look().versions.size(), 0U);
    talk.send(Talk::Client, kPuback5);
    EXPECT_EQ(decided(script.look()), Version::V50);
}

TEST(Inference, ConnectAfterwardsLeavesTheEarlierMessagesInferred)
{
    FrameScript script;
    Talk talk{script};
    talk.send(Talk::Client, kPublishAnyVersion);
    talk.send(Talk::Client, kConnect5);
    talk.send(Talk::Client, kUseAlias);
    const Snapshot& snapshot = script.finish();
    ASSERT_EQ(snapshot.versions.size(), 2U);
    EXPECT_EQ(snapshot.versionOf(0)->version, Version::V311);
    EXPECT_TRUE(snapshot.versionOf(0)->guessed);
    EXPECT_EQ(snapshot.versionOf(1)->version, Version::V50);
    EXPECT_FALSE(snapshot.versionOf(1)->guessed);
    EXPECT_NE(snapshot.flagsOf(2) & kAliasUnknown, 0);
    EXPECT_EQ(snapshot.flagsOf(0) & kUndecided, 0);
}

TEST(Inference, IsOverWhenTheConnectionIs)
{
    FrameScript script;
    TcpTalk talk{script};
    talk.handshake();
    talk.send(TcpTalk::Client, kPingreq); // which every version has
    const std::uint32_t end = talk.fin(TcpTalk::Server);
    talk.fin(TcpTalk::Client);
    script.timeNs += 120'000'000'000; // others go on for two minutes
    TcpTalk other{script, 1883, 50'001};
    other.handshake();
    other.send(TcpTalk::Client, kConnect311);
    other.send(TcpTalk::Server, kConnack311);
    const Snapshot& snapshot = script.finish();
    ASSERT_NE(snapshot.sessions.connection(0), nullptr);
    EXPECT_EQ(snapshot.sessions.connection(0)->end, session::End::Fin);
    EXPECT_EQ(snapshot.sessions.connection(0)->endFrame, end);
    for (std::uint32_t i = 0; i < snapshot.sessions.issues.size(); ++i)
        EXPECT_NE(snapshot.sessions.issues[i].issue.code, field::IssueCode::ConnectOverdue)
            << "it did not last so long";
}

} // namespace
} // namespace mqttscope::index::test
