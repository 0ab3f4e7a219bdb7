// SPDX-License-Identifier: GPL-3.0-or-later
// Statistics of small captures whose story is known.
#include "analysis/traffic/message_rates.h"
#include "analysis/traffic/overhead.h"
#include "analysis/traffic/packet_counts.h"
#include "analysis/traffic/qos_mix.h"
#include "analysis/traffic/round_trips.h"
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/session/talk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace mqttscope::analysis::test {
namespace {

using session::ExchangeKind;
using session::test::ack;
using session::test::publish;
using session::test::Talk;
using session::test::Version;

constexpr std::int64_t kMs = 1'000'000;

std::size_t of(mqtt::PacketType type)
{
    return static_cast<std::size_t>(type);
}

FrameScope only(std::vector<std::uint32_t> frames)
{
    return std::make_shared<const std::vector<std::uint32_t>>(std::move(frames));
}

/// CONNECT in frame 4 at 3 ms, CONNACK in 5 at 4 ms, and three PUBLISHes much later.
void slowPublisher(Talk& talk)
{
    Talk::Connection& c = talk.connection(Version::V311);
    c.connect("sensor");                // frame 4, 20 bytes
    c.accept();                         // frame 5, 4 bytes
    talk.waitMs(1000);                  //
    c.client(publish("t", "21.5"));     // frame 6, 9 bytes, at 1005 ms
    c.client(publish("t", "22"));       // frame 7, 7 bytes, at 1006 ms
    talk.waitMs(2000);                  //
    c.client(publish("t", "23", 1, 1)); // frame 8, 9 bytes, at 3007 ms
}

TEST(MessageRates, ColumnsOfOneSecond)
{
    Talk talk;
    slowPublisher(talk);
    const MessageRates rates = messageRates(talk.finish(), nullptr, 1000 * kMs);
    ASSERT_EQ(rates.columns.size(), 4U);
    EXPECT_EQ(rates.intervalNs, 1000 * kMs);
    EXPECT_EQ(rates.firstColumnNs, 0);
    EXPECT_FALSE(rates.widened);
    EXPECT_EQ(rates.columns[0].messages[of(mqtt::PacketType::Connect)], 1U);
    EXPECT_EQ(rates.columns[0].bytes[of(mqtt::PacketType::Connect)], 20U);
    EXPECT_EQ(rates.columns[0].firstFrame, 4U);
    EXPECT_EQ(rates.columns[1].messages[of(mqtt::PacketType::Publish)], 2U);
    EXPECT_EQ(rates.columns[1].bytes[of(mqtt::PacketType::Publish)], 9U + 7U);
    EXPECT_EQ(rates.columns[1].firstFrame, 6U);
    EXPECT_EQ(rates.columns[2].firstFrame, 0U);
    EXPECT_EQ(rates.columns[3].messages[of(mqtt::PacketType::Publish)], 1U);
    EXPECT_EQ(rates.messages[of(mqtt::PacketType::Publish)], 3U);
    EXPECT_EQ(rates.bytes[of(mqtt::PacketType::Publish)], 25U);
}

TEST(MessageRates, AutomaticIntervalMakesFewColumns)
{
    Talk talk;
    slowPublisher(talk);
    const MessageRates rates = messageRates(talk.finish(), nullptr, 0);
    EXPECT_EQ(rates.intervalNs, 100 * kMs); // of 50 ms there would be 61
    EXPECT_EQ(rates.columns.size(), 31U);
}

TEST(MessageRates, AnIntervalThatIsTooSmallIsWidened)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V311);
    c.open("a");
    talk.waitMs(1'000'000);
    c.client(publish("t", "1"));
    const MessageRates rates = messageRates(talk.finish(), nullptr, 10 * kMs);
    EXPECT_TRUE(rates.widened);
    EXPECT_EQ(rates.intervalNs, 100 * kMs); // 20 ms and 50 ms make more than 20,000 columns
    EXPECT_LE(rates.columns.size(), kMaxRateColumns);
}

TEST(MessageRates, TimesCountFromTheFirstFrameAlsoOfSome)
{
    Talk talk;
    slowPublisher(talk);
    const MessageRates rates = messageRates(talk.finish(), only({8}), 1000 * kMs);
    ASSERT_EQ(rates.columns.size(), 1U);
    EXPECT_EQ(rates.firstColumnNs, 3000 * kMs);
    EXPECT_EQ(rates.columns[0].firstFrame, 8U);
}

TEST(MessageRates, TimeThatRunsBackwards)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V311);
    c.open("a");
    talk.waitMs(-1000);
    c.client(publish("t", "1")); // before the first frame
    const MessageRates rates = messageRates(talk.finish(), nullptr, 1000 * kMs);
    ASSERT_EQ(rates.columns.size(), 2U);
    EXPECT_EQ(rates.firstColumnNs, -1000 * kMs);
    EXPECT_EQ(rates.columns[0].messages[of(mqtt::PacketType::Publish)], 1U);
}

TEST(MessageRates, NothingOfNothing)
{
    Talk talk;
    const MessageRates rates = messageRates(talk.finish(), nullptr, 0);
    EXPECT_TRUE(rates.columns.empty());
}

TEST(MessageRates, StopsWhenCancelled)
{
    Talk talk;
    slowPublisher(talk);
    const std::atomic<bool> cancelled{true};
    const MessageRates rates = messageRates(talk.finish(), nullptr, 0, {&cancelled, nullptr});
    EXPECT_TRUE(rates.columns.empty());
}

TEST(PacketCounts, ByTypeAndDirection)
{
    Talk talk;
    slowPublisher(talk);
    const auto counts = packetCounts(talk.finish(), nullptr);
    const PacketCount& publishes = counts[of(mqtt::PacketType::Publish)];
    EXPECT_EQ(publishes.messages[0], 3U);
    EXPECT_EQ(publishes.messages[1], 0U);
    EXPECT_EQ(publishes.bytes[0], 25U);
    EXPECT_EQ(publishes.firstFrame, 6U);
    EXPECT_EQ(counts[of(mqtt::PacketType::Connack)].messages[1], 1U);
    EXPECT_EQ(counts[of(mqtt::PacketType::Pingreq)].allMessages(), 0U);
}

TEST(RoundTrips, KindsAndTheirTimes)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V311);
    c.open("sensor");
    std::uint32_t slowest = 0;
    for (std::uint16_t id = 1; id <= 20; ++id) {
        const std::uint32_t frame = c.client(publish("t", "1", 1, id));
        if (id == 7) {
            slowest = frame;
            talk.waitMs(99);
        }
        c.server(ack<mqtt::Puback>(id));
    }
    c.client(publish("t", "1", 1, 99)); // never acknowledged
    const auto trips = roundTrips(talk.finish(), nullptr);
    ASSERT_EQ(trips.size(), 2U);
    EXPECT_EQ(trips[0].kind, ExchangeKind::Connect);
    EXPECT_EQ(trips[0].timesNs, std::vector<std::int64_t>{1 * kMs});
    EXPECT_EQ(trips[1].kind, ExchangeKind::PublishQos1);
    EXPECT_TRUE(trips[1].fromClient);
    EXPECT_EQ(trips[1].timesNs.size(), 20U);
    EXPECT_EQ(trips[1].unanswered, 1U);
    EXPECT_EQ(trips[1].leastNs(), 1 * kMs);
    EXPECT_EQ(trips[1].medianNs(), 1 * kMs);
    EXPECT_EQ(trips[1].percentileNs(95), 1 * kMs);   // the 19th of 20
    EXPECT_EQ(trips[1].percentileNs(96), 100 * kMs); // the 20th
    EXPECT_EQ(trips[1].greatestNs(), 100 * kMs);
    EXPECT_EQ(trips[1].slowestFrame, slowest);
}

TEST(RoundTrips, MedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo)
{
    RoundTrips trips;
    trips.timesNs = {1, 2, 5, 9};
    EXPECT_EQ(trips.medianNs(), 3);
    EXPECT_EQ(trips.percentileNs(50), 2);
    EXPECT_EQ(trips.percentileNs(100), 9);
    EXPECT_EQ(trips.percentileNs(0), 1);
}

TEST(RoundTrips, AnExchangeCountsWhereItBegins)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V311);
    c.open("sensor"); // CONNECT in 4, CONNACK in 5
    EXPECT_EQ(roundTrips(talk.finish(), only({4})).size(), 1U);
    EXPECT_TRUE(roundTrips(talk.finish(), only({5})).empty());
}

TEST(RoundTrips, AnAnswerBeforeItsQuestionHasNoTime)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V311);
    c.connect("sensor");
    talk.waitMs(-50);
    c.accept();
    const auto trips = roundTrips(talk.finish(), nullptr);
    ASSERT_EQ(trips.size(), 1U);
    EXPECT_TRUE(trips[0].timesNs.empty());
    EXPECT_EQ(trips[0].backwards, 1U);
}

TEST(TimeColumns, StepsOfOneTwoFive)
{
    const std::vector<std::int64_t> times{1'000'000, 1'999'999, 2'000'000, 12'000'000};
    std::vector<std::uint64_t> counts;
    for (const TimeColumn& column : timeColumns(times))
        counts.push_back(column.count);
    // 1-2, 2-5, 5-10, 10-20 ms
    EXPECT_THAT(counts, testing::ElementsAre(2U, 1U, 0U, 1U));
    EXPECT_EQ(timeColumns(times).front().fromNs, 1'000'000);
    EXPECT_EQ(timeColumns(times).back().toNs, 20'000'000);
}

TEST(TimeColumns, TheShortestAndTheLongest)
{
    const std::vector<std::int64_t> times{0, 999, std::numeric_limits<std::int64_t>::max()};
    const auto columns = timeColumns(times);
    EXPECT_EQ(columns.front().count, 2U);
    EXPECT_EQ(columns.back().count, 1U);
    EXPECT_TRUE(timeColumns({}).empty());
}

TEST(QosMix, PublishedAndDelivered)
{
    Talk talk;
    Talk::Connection& tablet = talk.connection(Version::V311);
    tablet.open("tablet", "t", 1);
    Talk::Connection& sensor = talk.connection(Version::V311);
    sensor.open("sensor");
    sensor.client(publish("t", "21.5", 2, 7));
    tablet.server(publish("t", "21.5", 1, 1)); // the lower of both
    tablet.client(ack<mqtt::Puback>(1));
    mqtt::Publish again = publish("t", "21.5", 2, 7);
    again.dup = true;
    sensor.client(again);
    mqtt::Publish kept = publish("t", "on");
    kept.retain = true;
    sensor.client(kept);
    tablet.server(publish("elsewhere", "?"));
    const QosMix mix = qosMix(talk.finish(), nullptr);
    EXPECT_EQ(mix.published[2].packets, 2U);
    EXPECT_EQ(mix.published[2].repeated, 1U);
    EXPECT_EQ(mix.published[2].payloadBytes, 8U);
    EXPECT_EQ(mix.published[0].packets, 1U);
    EXPECT_EQ(mix.published[0].retained, 1U);
    EXPECT_EQ(mix.delivered[1].packets, 1U);
    EXPECT_EQ(mix.delivered[0].packets, 1U);
    EXPECT_EQ(mix.onward[2][1], 1U);
    EXPECT_EQ(mix.unknownSource, 1U);
}

class OverheadOf {
public:
    explicit OverheadOf(Talk& talk, const FrameScope& scope = nullptr)
        : m_frames(talk.finish().frameCount()), m_file(pcapOf(talk.script(), m_frames)),
          m_document(indexed(m_file.path()))
    {
        result = overhead(*m_document, *m_document->snapshot(), scope);
    }
    Overhead result;

private:
    std::uint32_t m_frames;
    TempFile m_file;
    std::shared_ptr<Document> m_document;
};

std::uint64_t wireBytes(Talk& talk)
{
    const index::Snapshot& snapshot = talk.finish();
    std::uint64_t sum = 0;
    for (std::uint32_t n = 1; n <= snapshot.frameCount(); ++n)
        sum += snapshot.frame(n).originalLength;
    return sum;
}

TEST(Overhead, EveryByteOfAPublisher)
{
    Talk talk;
    slowPublisher(talk);
    const Overhead found = OverheadOf(talk).result;
    const ByteShares& all = found.all;
    EXPECT_EQ(all.of(BytePart::Payload), 4U + 2U + 2U);
    EXPECT_EQ(all.of(BytePart::MqttHeaders), 20U + 4U + 5U + 5U + 7U);
    EXPECT_EQ(all.of(BytePart::OtherInTcp), 0U);
    EXPECT_EQ(all.of(BytePart::TcpHeaders), 5U * 20U);
    EXPECT_EQ(all.of(BytePart::IpHeaders), 5U * 20U);
    EXPECT_EQ(all.of(BytePart::LinkHeaders), 5U * 14U);
    EXPECT_EQ(all.frames, 8U);
    EXPECT_EQ(all.emptyFrames, 3U); // the handshake
    EXPECT_EQ(all.total(), wireBytes(talk));
    ASSERT_EQ(found.clients.size(), 1U);
    EXPECT_EQ(found.clients[0].name, "sensor");
    EXPECT_TRUE(found.clients[0].isClientId);
    EXPECT_EQ(found.clients[0].firstFrame, 1U);
    EXPECT_EQ(found.otherFrames, 0U);
}

TEST(Overhead, WhatIsSentAgainIsNoMessage)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V311);
    c.connect("sensor");
    c.accept();
    const Bytes ping{0xc0, 0x00};
    c.clientBytes(ping);
    c.tcp().sendAt(index::test::TcpTalk::Client, 20, ping); // the same segment once more
    const Overhead found = OverheadOf(talk).result;
    EXPECT_EQ(found.all.of(BytePart::MqttHeaders), 20U + 4U + 2U);
    EXPECT_EQ(found.all.of(BytePart::OtherInTcp), 2U);
    EXPECT_EQ(found.all.total(), wireBytes(talk));
}

TEST(Overhead, ConnectionsOfOneClientAreOneRow)
{
    Talk talk;
    for (int i = 0; i < 2; ++i) {
        Talk::Connection& c = talk.connection(Version::V311);
        c.open("sensor");
        c.clientFin();
    }
    Talk::Connection& other = talk.connection(Version::V311);
    other.open("tablet");
    const Overhead found = OverheadOf(talk).result;
    ASSERT_EQ(found.clients.size(), 2U);
    EXPECT_EQ(found.clients[0].name, "sensor"); // the most bytes first
    EXPECT_EQ(found.clients[0].shares.total() + found.clients[1].shares.total(), found.all.total());
}

TEST(Overhead, OnlyTheFramesAskedFor)
{
    Talk talk;
    slowPublisher(talk);
    const Overhead found = OverheadOf(talk, only({6, 99})).result;
    EXPECT_EQ(found.all.frames, 1U);
    EXPECT_EQ(found.all.of(BytePart::Payload), 4U);
    EXPECT_EQ(found.all.total(), 14U + 20U + 20U + 9U);
}

/// The sum of all parts is what the frames were long, whatever carries them.
class OverheadOfFile : public testing::TestWithParam<const char*> {};

TEST_P(OverheadOfFile, CountsEachByteOnce)
{
    const auto document = indexed(sourcePath(GetParam()));
    const auto snapshot = document->snapshot();
    std::uint64_t bytes = 0;
    for (std::uint32_t n = 1; n <= snapshot->frameCount(); ++n)
        bytes += snapshot->frame(n).originalLength;
    const Overhead found = overhead(*document, *snapshot, nullptr);
    EXPECT_GT(found.all.of(BytePart::MqttHeaders), 0U);
    EXPECT_EQ(found.all.total() + found.otherBytes, bytes);
}

INSTANTIATE_TEST_SUITE_P(
    Captures, OverheadOfFile,
    testing::Values("tests/data/captures/own/v5_basic.pcap", "tests/data/captures/own/ipv6.pcap",
                    "tests/data/captures/derived/vlan.pcap", "tests/data/captures/derived/tunnels.pcap",
                    "tests/data/captures/derived/pppoe.pcap", "tests/data/captures/derived/wlan.pcap",
                    "tests/data/captures/derived/null_ipv6.pcap",
                    "tests/data/captures/derived/ethernet_padding.pcap",
                    "tests/data/captures/derived/ip_fragments.pcap"));

} // namespace
} // namespace mqttscope::analysis::test
