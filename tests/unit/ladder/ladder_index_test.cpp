// SPDX-License-Identifier: GPL-3.0-or-later
// Lanes, and which band a message belongs to.
#include "tests/unit/ladder/ladder_capture.h"

#include <gtest/gtest.h>

#include <atomic>

namespace mqttscope::analysis::ladder {
namespace {

using session::test::ack;
using session::test::publish;
using session::test::Talk;
using session::test::Version;
using test::LadderCapture;
using test::sampleNamed;

mqtt::Publish again(std::string_view topic, std::string_view payload, std::uint8_t qos, std::uint16_t id)
{
    mqtt::Publish copy = publish(topic, payload, qos, id);
    copy.dup = true;
    return copy;
}

/// A publisher whose PUBACK was on the wire; after its return it sends the message once more.
struct PubackOnTheWire {
    explicit PubackOnTheWire(std::string_view secondPayload = "21.5")
    {
        Talk::Connection& subscriber = talk.connection(Version::V311);
        subscriber.open("tablet", "room/#", 1);
        Talk::Connection& before = talk.connection(Version::V311);
        before.connect("sensor", false);
        before.accept();
        first = before.client(publish("room/t", "21.5", 1, 7));
        answer = before.server(ack<mqtt::Puback>(7));
        subscriber.server(publish("room/t", "21.5", 1, 1));
        subscriber.client(ack<mqtt::Puback>(1));
        before.clientFin();
        Talk::Connection& after = talk.connection(Version::V311);
        after.connect("sensor", false);
        after.accept(true);
        copy = after.client(again("room/t", secondPayload, 1, 7));
        after.server(ack<mqtt::Puback>(7));
        delivery = subscriber.server(publish("room/t", secondPayload, 1, 2));
        subscriber.client(ack<mqtt::Puback>(2));
    }
    Talk talk;
    std::uint32_t first = 0;
    std::uint32_t answer = 0;
    std::uint32_t copy = 0;
    std::uint32_t delivery = 0;
};

TEST(LadderIndex, ConnectionsOfOneClientShareItsLane)
{
    const LadderCapture capture(sampleNamed("qos1-puback-perdu"));
    const LaneTable& lanes = capture.index->lanes();
    EXPECT_EQ(lanes.size(), 3U);
    EXPECT_EQ(lanes.clientOf(1), lanes.clientOf(2)) << "the publisher came back";
    EXPECT_NE(lanes.clientOf(0), lanes.clientOf(1));
    EXPECT_EQ(lanes.brokerOf(0), lanes.brokerOf(2));
    EXPECT_EQ(lanes[lanes.brokerOf(0)].kind, Lane::Kind::Broker);
    EXPECT_EQ(capture.snapshot->strings[lanes[lanes.clientOf(1)].clientId], "editeur");
    EXPECT_EQ(lanes.clientOf(99), kNone);
}

TEST(LadderIndex, ClientsWithoutIdentifierHaveALaneEach)
{
    const LadderCapture capture(sampleNamed("sans-connect"));
    const LaneTable& lanes = capture.index->lanes();
    EXPECT_EQ(lanes.size(), 3U);
    EXPECT_NE(lanes.clientOf(0), lanes.clientOf(1));
    EXPECT_EQ(lanes[lanes.clientOf(0)].clientId, kNone);
}

TEST(LadderIndex, AMessageOverAllItsHopsIsOneBand)
{
    const LadderCapture capture(sampleNamed("qos-mixte"));
    const std::uint32_t band = capture.index->bandOf(capture.messageAt(34));
    for (const std::uint32_t frame : {35U, 37U, 38U, 39U, 40U, 43U, 47U})
        EXPECT_EQ(capture.index->bandOf(capture.messageAt(frame)), band) << frame;
    const BandRecord& record = capture.index->records()[band];
    EXPECT_EQ(record.kind, BandKind::Message);
    EXPECT_EQ(record.qos, 2);
    EXPECT_EQ(record.hops, 3);
    EXPECT_EQ(record.packets, 11U);
    EXPECT_EQ(record.flags, 0);
    EXPECT_EQ(capture.index->bandOf(kNone), kNone);
}

TEST(LadderIndex, AConnectionIsABandFromConnectToDisconnect)
{
    const LadderCapture capture(sampleNamed("qos1"));
    const std::uint32_t band = capture.index->bandOf(capture.messageAt(4));
    EXPECT_EQ(capture.index->records()[band].kind, BandKind::Connection);
    EXPECT_EQ(capture.index->bandOf(capture.messageAt(5)), band);
    const auto disconnect = capture.snapshot->sessions.connection(0)->disconnect;
    ASSERT_NE(disconnect, kNone);
    EXPECT_EQ(capture.index->bandOf(disconnect), band);
}

TEST(LadderIndex, WhatWasAnsweredInVainIsOneStoryWithItsCopy)
{
    PubackOnTheWire told;
    const LadderCapture capture(told.talk);
    const std::uint32_t band = capture.index->bandOf(capture.messageAt(told.first));
    EXPECT_EQ(capture.index->bandOf(capture.messageAt(told.copy)), band);
    EXPECT_EQ(capture.index->bandOf(capture.messageAt(told.delivery)), band) << "the broker took it for new";
    EXPECT_NE(capture.index->records()[band].flags & kHasResent, 0);
    const Band rows = capture.index->band(band);
    ASSERT_EQ(rows.hops.size(), 3U) << "both sendings are one hop";
    EXPECT_FALSE(rows.hops[1].guessed);
    EXPECT_TRUE(rows.rows[LadderCapture::rowAt(rows, told.answer)].has(kLost));
}

TEST(LadderIndex, AnotherMessageUnderTheSameIdentifierIsAnotherStory)
{
    PubackOnTheWire told("longer than before");
    const LadderCapture capture(told.talk);
    EXPECT_NE(capture.index->bandOf(capture.messageAt(told.copy)),
              capture.index->bandOf(capture.messageAt(told.first)));
}

TEST(LadderIndex, AReleaseSentAgainBelongsToItsMessage)
{
    const LadderCapture capture(sampleNamed("pubcomp-on-the-wire"));
    const std::uint32_t band = capture.index->bandOf(capture.messageAt(16));
    EXPECT_EQ(capture.index->bandOf(capture.messageAt(31)), band) << "PUBREL";
    EXPECT_EQ(capture.index->bandOf(capture.messageAt(32)), band) << "PUBCOMP";
}

TEST(LadderIndex, SaysWhichBandsStandOut)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V50);
    c.open("a");
    const std::uint32_t refused = c.client(publish("t", "x", 1, 1));
    c.server(ack<mqtt::Puback>(1, 0x87));
    const std::uint32_t open = c.client(publish("t", "x", 1, 2));
    mqtt::Publish kept = publish("t", "x");
    kept.retain = true;
    const std::uint32_t retained = c.client(kept);
    const std::uint32_t broken = c.client(publish("t/#", "x"));
    const LadderCapture capture(talk);
    const auto flags = [&](std::uint32_t frame) {
        return capture.index->records()[capture.index->bandOf(capture.messageAt(frame))].flags;
    };
    EXPECT_EQ(flags(refused), kHasRefused);
    EXPECT_EQ(flags(open), kHasUnfinished);
    EXPECT_EQ(flags(retained), kHasRetained);
    EXPECT_EQ(flags(broken) & kHasIssue, 0) << "a protocol error in one packet is found by dissecting it";
}

TEST(LadderIndex, StopsWhenItIsCancelled)
{
    const LadderCapture capture(sampleNamed("qos1"));
    const std::atomic<bool> cancelled{true};
    EXPECT_EQ(LadderIndex::build(capture.snapshot, cancelled), nullptr);
}

TEST(LadderIndex, AnEmptyCaptureHasNoBands)
{
    Talk talk;
    const LadderCapture capture(talk);
    EXPECT_EQ(capture.index->size(), 0U);
    EXPECT_EQ(capture.index->lanes().size(), 0U);
    EXPECT_EQ(capture.index->bandOf(0), kNone);
}

} // namespace
} // namespace mqttscope::analysis::ladder
