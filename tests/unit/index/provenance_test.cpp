// SPDX-License-Identifier: GPL-3.0-or-later
// Where each byte of a message stands.
#include "dissector/index/dissect.h"
#include "tests/support/tree_invariants.h"
#include "tests/unit/index/literal_messages.h"

#include <gmock/gmock.h>

namespace mqttscope::index::test {
namespace {

using mqtt::PacketType;
using Talk = TcpTalk;

/// Each byte of the dissected messages must be the byte of the frame that `locate` names.
void expectLocated(const FrameScript& script, const Dissection& dissection)
{
    const DissectionSource& source = dissection.sources[dissection.messageSource()];
    for (std::uint32_t at = 0; at < source.bytes.size(); ++at) {
        const std::vector<stream::Piece> pieces = source.locate({at, 1});
        ASSERT_EQ(pieces.size(), 1U);
        if (pieces[0].captured()) {
            ASSERT_EQ(script.frame(pieces[0].frame)[pieces[0].offset], source.bytes[at]) << "byte " << at;
        }
    }
}

TEST(Provenance, OfAMessageCutEverywhere)
{
    const Bytes message = publishOf(200);
    for (std::size_t cut = 1; cut < message.size(); ++cut) {
        FrameScript script;
        Talk talk{script};
        talk.handshake();
        talk.send(Talk::Client, kConnect311 + part(message, 0, cut));
        const auto frame = talk.send(Talk::Client, part(message, cut) + kPingreq);
        const Snapshot& snapshot = script.finish();
        ASSERT_EQ(snapshot.messages.size(), 3U) << "cut " << cut;
        EXPECT_EQ(bytesOf(script, snapshot, 1), message);
        const auto dissection = dissectTree(snapshot, script, {}, frame);
        ASSERT_EQ(dissection->messages.size(), 2U);
        EXPECT_EQ(dissection->messages[0].range, (field::ByteRange{0, 206}));
        EXPECT_EQ(dissection->messages[1].range, (field::ByteRange{206, 2}));
        expectLocated(script, *dissection);
    }
}

TEST(Provenance, OfSingleBytesOutOfOrderAndTwice)
{
    const Bytes message = publishOf(30);
    FrameScript script;
    Talk talk{script};
    talk.handshake();
    for (const std::size_t step : {7U, 11U}) { // 35 has no common factor with 11, and 7 leaves gaps
        for (std::size_t i = 0, at = step; i < message.size(); ++i, at = (at + step) % message.size()) {
            const auto length = std::min<std::size_t>(2, message.size() - at);
            talk.sendAt(Talk::Client, static_cast<std::uint32_t>(at), part(message, at, length));
        }
    }
    const Snapshot& snapshot = script.finish();
    ASSERT_EQ(snapshot.messages.size(), 1U);
    EXPECT_EQ(bytesOf(script, snapshot, 0), message);
    EXPECT_EQ(snapshot.gaps.size(), 0U);
}

TEST(Provenance, OfManyMessagesInOneFrame)
{
    Bytes payload = kConnect311;
    std::vector<std::uint32_t> starts;
    for (std::size_t i = 0; i < 300; ++i) {
        starts.push_back(static_cast<std::uint32_t>(payload.size()));
        payload = payload + publishOf(i % 5);
    }
    FrameScript script;
    Talk talk{script};
    talk.handshake();
    const auto frame = talk.send(Talk::Client, payload);
    const Snapshot& snapshot = script.finish();
    ASSERT_EQ(messagesAt(snapshot, frame).size(), 301U);
    for (std::uint32_t i = 0; i < 300; ++i) {
        const auto pieces = snapshot.piecesOf(i + 1);
        ASSERT_EQ(pieces.size(), 1U);
        EXPECT_EQ(pieces.front().offset, 54 + starts[i]);
        EXPECT_EQ(snapshot.messages[i + 1].payloadOffset(), 5U);
    }
    const auto dissection = dissectTree(snapshot, script, {}, frame);
    EXPECT_EQ(dissection->messages.size(), 301U);
    EXPECT_EQ(snapshot.pieces.size(), 0U) << "what stands in one frame needs no piece on record";
    std::vector<field::ByteView> sources;
    for (const DissectionSource& source : dissection->sources)
        sources.emplace_back(source.bytes);
    EXPECT_EQ(mqttscope::test::violation(dissection->tree, sources), "");
    expectLocated(script, *dissection);
}

TEST(Provenance, OfAMessageWithAHole)
{
    const Bytes message = publishOf(200);
    FrameScript script;
    Talk talk{script};
    talk.handshake();
    talk.send(Talk::Client, part(message, 0, 50));
    talk.lose(Talk::Client, 60);
    const auto frame = talk.send(Talk::Client, part(message, 110));
    const Snapshot& snapshot = script.finish();
    const auto dissection = dissectTree(snapshot, script, {}, frame);
    ASSERT_EQ(dissection->messages.size(), 1U);
    const DissectionSource& source = dissection->sources[dissection->messageSource()];
    EXPECT_EQ(source.bytes, part(message, 0, 50) + Bytes(60, 0) + part(message, 110));
    expectLocated(script, *dissection);
    std::vector<field::ByteView> sources;
    for (const DissectionSource& one : dissection->sources)
        sources.emplace_back(one.bytes);
    EXPECT_EQ(mqttscope::test::violation(dissection->tree, sources), "");
}

TEST(Provenance, RangesOfAFieldInThisFrame)
{
    const Bytes message = publishOf(100);
    FrameScript script;
    Talk talk{script};
    talk.handshake();
    talk.send(Talk::Client, part(message, 0, 40));
    const auto frame = talk.send(Talk::Client, part(message, 40));
    const auto dissection = dissectTree(script.finish(), script, {}, frame);
    const std::uint8_t source = dissection->messageSource();
    ASSERT_NE(source, 0);
    const auto whole = dissection->messages[0].range;
    const std::vector<field::ByteRange> here = dissection->rangesInFrame(source, whole);
    ASSERT_EQ(here.size(), 1U);
    EXPECT_EQ(here[0], (field::ByteRange{54, static_cast<std::uint32_t>(message.size()) - 40}));
    EXPECT_TRUE(dissection->rangesInFrame(source, {0, 40}).empty());
}

} // namespace
} // namespace mqttscope::index::test
