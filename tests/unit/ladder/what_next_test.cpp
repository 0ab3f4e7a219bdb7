// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ladder/what_next.h"

#include "tests/unit/ladder/ladder_capture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::analysis::ladder {
namespace {

using session::test::ack;
using session::test::publish;
using session::test::Talk;
using session::test::Version;
using test::LadderCapture;
using test::sampleNamed;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

/// The meanings, of the publisher's hop only.
std::vector<NextMeaning> meaningsAt(const Band& band, std::uint32_t row)
{
    std::vector<NextMeaning> meanings;
    for (const NextPacket& next : whatNext(band, row)) {
        if (next.hop == 0)
            meanings.push_back(next.meaning);
    }
    return meanings;
}

TEST(WhatNext, Qos2StepByStep)
{
    const LadderCapture capture(sampleNamed("qos2"));
    const Band band = capture.bandAt(16);
    const auto at = [&](std::uint32_t frame) { return meaningsAt(band, LadderCapture::rowAt(band, frame)); };
    EXPECT_THAT(at(16), ElementsAre(NextMeaning::MessageStored));
    EXPECT_THAT(at(17), ElementsAre(NextMeaning::Released));
    EXPECT_THAT(at(18), ElementsAre(NextMeaning::Forgotten));
    EXPECT_THAT(at(19), IsEmpty()) << "it has ended";
}

TEST(WhatNext, SaysWhoOwesWhatAndWhereItCame)
{
    const LadderCapture capture(sampleNamed("qos1"));
    const Band band = capture.bandAt(16);
    const NextPacket next = whatNext(band, LadderCapture::rowAt(band, 16)).front();
    EXPECT_EQ(next.type, mqtt::PacketType::Puback);
    EXPECT_EQ(next.from, band.hops[0].to);
    EXPECT_TRUE(next.owed && next.ends);
    EXPECT_EQ(next.packetId, band.hops[0].packetId);
    EXPECT_EQ(next.row, LadderCapture::rowAt(band, 17));
    EXPECT_EQ(clauseId(next.clause, mqtt::Version::V50), "MQTT-4.3.2-4");
}

TEST(WhatNext, AfterACutTheClientHasToComeBack)
{
    const LadderCapture capture(sampleNamed("qos1-puback-perdu"));
    const Band band = capture.bandAt(16);
    const std::uint32_t cut = LadderCapture::rowAt(band, 17, RowKind::Cut);
    EXPECT_THAT(meaningsAt(band, cut), ElementsAre(NextMeaning::ComesBack));
    const std::uint32_t connack = LadderCapture::rowAt(band, 25);
    EXPECT_THAT(meaningsAt(band, connack), ElementsAre(NextMeaning::PublishAgain));
}

TEST(WhatNext, AfterPubrecOnlyPubrelIsSentAgain)
{
    const LadderCapture capture(sampleNamed("pubrel-lost"));
    const Band band = capture.bandAt(16);
    EXPECT_THAT(meaningsAt(band, LadderCapture::rowAt(band, 24)), ElementsAre(NextMeaning::ReleaseAgain));
    const LadderCapture lost(sampleNamed("pubrec-on-the-wire"));
    const Band other = lost.bandAt(16);
    EXPECT_THAT(meaningsAt(other, LadderCapture::rowAt(other, 23)), ElementsAre(NextMeaning::PublishAgain))
        << "the sender never got PUBREC";
}

TEST(WhatNext, DiffersFromVersionToVersion)
{
    const auto after = [](Version version) {
        Talk talk;
        Talk::Connection& c = talk.connection(version);
        c.open("a");
        const std::uint32_t frame = c.client(publish("t", "x", 1, 1));
        const LadderCapture capture(talk);
        return meaningsAt(capture.bandAt(frame), 0);
    };
    EXPECT_THAT(after(Version::V31), ElementsAre(NextMeaning::MessageTaken, NextMeaning::RetryOnTimer));
    EXPECT_THAT(after(Version::V311), ElementsAre(NextMeaning::MessageTaken));
    EXPECT_THAT(after(Version::V50), ElementsAre(NextMeaning::MessageTaken, NextMeaning::MessageRefused));
}

TEST(WhatNext, OfOtherExchanges)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V311);
    const std::uint32_t connect = c.connect("a");
    const std::uint32_t connack = c.accept();
    const std::uint32_t subscribe = c.subscribe(1, "t");
    c.suback(1);
    const std::uint32_t ping = c.client(mqtt::Pingreq{});
    c.server(mqtt::Pingresp{});
    const LadderCapture capture(talk);
    const auto at = [&](std::uint32_t frame) {
        const Band band = capture.bandAt(frame);
        return meaningsAt(band, LadderCapture::rowAt(band, frame));
    };
    EXPECT_THAT(at(connect), ElementsAre(NextMeaning::ConnectAccepted, NextMeaning::ConnectRefused));
    EXPECT_THAT(at(connack), ElementsAre(NextMeaning::Goodbye));
    EXPECT_THAT(at(subscribe), ElementsAre(NextMeaning::SubscriptionGranted));
    EXPECT_THAT(at(ping), ElementsAre(NextMeaning::Alive));
}

TEST(WhatNext, QosZeroIsOverAtOnceButIsForwarded)
{
    const LadderCapture capture(sampleNamed("qos0"));
    const Band band = capture.bandAt(16);
    const auto next = whatNext(band, 0);
    ASSERT_EQ(next.size(), 1U);
    EXPECT_EQ(next[0].meaning, NextMeaning::Forwarded);
    EXPECT_EQ(next[0].row, 1U);
    EXPECT_THAT(whatNext(band, 1), IsEmpty());
}

TEST(WhatNext, EveryMeaningHasItsName)
{
    std::vector<std::string_view> names;
    for (const NextMeaning meaning : kNextMeanings) {
        EXPECT_FALSE(nextMeaningName(meaning).empty());
        EXPECT_THAT(names, testing::Not(Contains(nextMeaningName(meaning))));
        names.push_back(nextMeaningName(meaning));
    }
}

} // namespace
} // namespace mqttscope::analysis::ladder
