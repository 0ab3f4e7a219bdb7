// SPDX-License-Identifier: GPL-3.0-or-later
// Generated traffic: where each delivery comes from, and what became of each exchange.
#include "tests/unit/index/traffic_file.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace mqttscope::test {
namespace {

using session::kAmbiguous;
using session::kNone;

/// How the segments of a capture come.
struct Wire {
    const char* name;
    double split;
    double reorder;
    double retransmit;
    double loss;
};

constexpr std::array kWires = std::to_array<Wire>({
    {"InOrder", 0.02, 0, 0, 0},
    {"CutAndMixed", 0.3, 0.2, 0.1, 0},
    {"Lossy", 0.05, 0, 0.02, 0.001},
});

TrafficOptions optionsOf(const Wire& wire, TrafficPayloads payloads, std::uint64_t seed)
{
    TrafficOptions options;
    options.seed = options.segmentSeed = seed;
    options.frames = 30'000;
    options.connections = 80;
    options.v50 = 0.45;
    options.split = wire.split;
    options.reorder = wire.reorder;
    options.retransmit = wire.retransmit;
    options.loss = wire.loss;
    options.payloads = payloads;
    return options;
}

/// A message by its place: stream, side, which of its direction.
using Place = std::tuple<std::uint32_t, std::uint8_t, std::uint32_t>;

/// What was found of the sources of deliveries.
struct Score {
    std::size_t due = 0; ///< deliveries that were captured, and their sources too
    std::size_t right = 0;
    std::size_t ambiguous = 0;
    std::size_t wrong = 0;
    std::size_t unseen = 0; ///< likewise, but their source was not captured, or found later behind a gap
};

/// The messages that were captured, and their records: of each direction in order, by their bytes.
std::map<Place, std::uint32_t> recordsOf(const TrafficFile& file)
{
    const index::Snapshot& snapshot = file.snapshot();
    std::map<std::pair<std::uint32_t, std::uint8_t>, std::vector<std::uint32_t>> byDirection;
    for (std::uint32_t i = 0; i < snapshot.messages.size(); ++i) {
        const index::MessageRecord& record = snapshot.messages[i];
        byDirection[{record.stream, static_cast<std::uint8_t>(record.side)}].push_back(i);
    }
    std::map<Place, std::uint32_t> places;
    std::map<std::pair<std::uint32_t, std::uint8_t>, std::size_t> next;
    for (const TrafficMessage& message : file.messages()) {
        if (message.lost || message.hidden)
            continue;
        const std::pair direction{message.stream, message.side};
        const std::vector<std::uint32_t>& records = byDirection[direction];
        for (std::size_t at = next[direction]; at < records.size(); ++at) {
            if (file.digestOf(records[at]) != message.said.digest)
                continue;
            places[{message.stream, message.side, message.number}] = records[at];
            next[direction] = at + 1;
            break;
        }
    }
    return places;
}

Score scoreOf(const TrafficFile& file)
{
    const std::map<Place, std::uint32_t> places = recordsOf(file);
    Score score;
    for (const TrafficMessage& message : file.messages()) {
        const auto found = places.find({message.stream, message.side, message.number});
        if (found == places.end() || message.said.topic == kNoTopic || message.side == 0)
            continue;
        const std::uint32_t source = file.snapshot().sessions.sourceOf(found->second);
        const auto expected = places.find({message.sourceStream, 0, message.sourceNumber});
        const bool joinable = message.origin != TrafficOrigin::Server && expected != places.end();
        if (joinable && (file.snapshot().topicOf(found->second).empty() ||
                         file.snapshot().topicOf(expected->second).empty()))
            continue; // what an alias means was not captured
        score.due += joinable ? 1 : 0;
        if (source == kAmbiguous)
            ++score.ambiguous;
        else if (source != kNone && joinable && source == expected->second)
            ++score.right;
        else if (source != kNone && (expected == places.end() || expected->second > found->second))
            ++score.unseen;
        else if (source != kNone) {
            ++score.wrong;
            ADD_FAILURE() << "frame " << message.anchor << " comes from frame " << message.sourceFrame
                          << ", not from " << file.snapshot().messages[source].frame;
        }
    }
    return score;
}

class TrafficTruthTest : public ::testing::TestWithParam<std::tuple<Wire, std::uint64_t>> {
protected:
    [[nodiscard]] static const Wire& wire() { return std::get<0>(GetParam()); }
    [[nodiscard]] static TrafficOptions options(TrafficPayloads payloads)
    {
        return optionsOf(wire(), payloads, std::get<1>(GetParam()));
    }
};

TEST_P(TrafficTruthTest, UniqueMessagesHaveTheirSources)
{
    const TrafficFile file{options(TrafficPayloads::Unique)};
    const Score score = scoreOf(file);
    EXPECT_GT(score.due, 1500U);
    EXPECT_EQ(score.wrong, 0U);
    EXPECT_EQ(score.unseen, 0U);
    EXPECT_EQ(score.ambiguous, 0U);
    EXPECT_GE(static_cast<double>(score.right), 0.99 * static_cast<double>(score.due));
    RecordProperty("due", static_cast<int>(score.due));
    RecordProperty("right", static_cast<int>(score.right));
}

TEST_P(TrafficTruthTest, EqualMessagesHaveTheirSourcesOrAreAmbiguous)
{
    const TrafficFile file{options(TrafficPayloads::Equal)};
    const Score score = scoreOf(file);
    EXPECT_GT(score.due, 1500U);
    EXPECT_EQ(score.wrong, 0U);
    // Nothing had shown yet that its source is missing.
    EXPECT_LE(score.unseen, wire().loss > 0 ? 2U : 0U);
    // Where something is missing, what is the same is not told apart.
    EXPECT_GT(score.right, wire().loss > 0 ? score.due / 20 : score.due / 3);
    RecordProperty("due", static_cast<int>(score.due));
    RecordProperty("right", static_cast<int>(score.right));
    RecordProperty("ambiguous", static_cast<int>(score.ambiguous));
}

// ------------------------------------------------------------------------------------------------- exchanges

const char* kindOf(const TrafficExchange& exchange, bool qos2)
{
    switch (exchange.type) {
    case mqtt::PacketType::Connect:
        return "connect";
    case mqtt::PacketType::Publish:
        return qos2 ? "publish-qos2" : "publish-qos1";
    case mqtt::PacketType::Subscribe:
        return "subscribe";
    case mqtt::PacketType::Unsubscribe:
        return "unsubscribe";
    case mqtt::PacketType::Pingreq:
        return "ping";
    case mqtt::PacketType::Auth:
        return "auth";
    default:
        return "?";
    }
}

std::string rowOf(const TrafficExchange& exchange)
{
    constexpr std::array kStates = {"open", "complete", "refused", "cut", "unanswered"};
    const bool answered =
        exchange.state == TrafficExchangeState::Complete || exchange.state == TrafficExchangeState::Refused;
    return fmt::format("{} capteur-{:04} {} {} {} {}-{} {} {} {}", exchange.stream, exchange.client,
                       exchange.side == 0 ? "c2s" : "s2c", kindOf(exchange, exchange.qos2), exchange.packetId,
                       exchange.firstFrame, exchange.lastFrame,
                       kStates[static_cast<std::size_t>(exchange.state)], exchange.sent,
                       answered ? fmt::format("{}.{:03}", exchange.roundTripNs() / 1'000'000,
                                              exchange.roundTripNs() / 1000 % 1000)
                                : std::string{});
}

/// A row of -z mqtt,exchanges in the same words.
std::string rowOf(const std::vector<std::string>& cells)
{
    return fmt::format("{} {} {} {} {} {}-{} {} {} {}", cells.at(0).substr(0, cells.at(0).find(',')),
                       cells.at(1), cells.at(2), cells.at(3), cells.at(4).empty() ? "0" : cells.at(4),
                       cells.at(5), cells.at(6), cells.at(7), cells.at(8), cells.at(9));
}

/// "capteur-0012" is the name of client 12.
std::uint32_t numberOf(std::string_view clientId)
{
    return static_cast<std::uint32_t>(std::stoul(std::string{clientId.substr(clientId.find('-') + 1)}));
}

std::uint32_t clientOf(const TrafficFile& file, std::uint32_t stream)
{
    return numberOf(file.truth().connections[stream].clientId);
}

TEST_P(TrafficTruthTest, ExchangesEndAsTheyDid)
{
    std::vector<TrafficExchange> truth;
    const TrafficFile file{options(TrafficPayloads::Natural),
                           [&](const TrafficExchange& exchange) { truth.push_back(exchange); }};
    std::set<std::uint32_t> lossy; // clients of which something was not captured
    for (const TrafficMessage& message : file.messages()) {
        if (message.lost || message.hidden)
            lossy.insert(clientOf(file, message.stream));
    }
    std::vector<std::string> expected;
    for (const TrafficExchange& exchange : truth) {
        if (!lossy.contains(exchange.client))
            expected.push_back(rowOf(exchange));
    }
    std::vector<std::string> found;
    for (const std::vector<std::string>& cells : file.rows("mqtt,exchanges")) {
        if (cells.at(3) != "publish-qos0" && !lossy.contains(numberOf(cells.at(1))))
            found.push_back(rowOf(cells));
    }
    EXPECT_GT(expected.size(), wire().loss > 0 ? 300U : 3000U);
    std::sort(expected.begin(), expected.end());
    std::sort(found.begin(), found.end());
    std::vector<std::string> missing;
    std::set_difference(expected.begin(), expected.end(), found.begin(), found.end(),
                        std::back_inserter(missing));
    std::vector<std::string> surplus;
    std::set_difference(found.begin(), found.end(), expected.begin(), expected.end(),
                        std::back_inserter(surplus));
    EXPECT_THAT(missing, ::testing::IsEmpty());
    EXPECT_THAT(surplus, ::testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Seeds, TrafficTruthTest,
                         ::testing::Combine(::testing::ValuesIn(kWires),
                                            ::testing::Range<std::uint64_t>(1, 6)),
                         [](const auto& test) {
                             return fmt::format("{}{}", std::get<0>(test.param).name,
                                                std::get<1>(test.param));
                         });

/// -z mqtt,deliveries says the same.
TEST(TrafficTables, DeliveriesNameTheFramesOfTheirSources)
{
    const TrafficFile file{optionsOf(kWires[1], TrafficPayloads::Unique, 7)};
    const std::vector<std::vector<std::string>> rows = file.rows("mqtt,deliveries");
    std::size_t at = 0;
    std::size_t joined = 0;
    for (const TrafficMessage& message : file.messages()) {
        if (message.said.topic == kNoTopic || message.side == 0)
            continue;
        ASSERT_LT(at, rows.size());
        const std::vector<std::string>& row = rows[at++];
        EXPECT_EQ(row.at(0), std::to_string(message.anchor));
        EXPECT_EQ(row.at(6), file.truth().topics[message.said.topic]);
        if (row.size() < 9 || row.at(8).empty())
            continue;
        ++joined;
        EXPECT_EQ(row.at(7), message.origin == TrafficOrigin::Will ? "will" : "publish");
        EXPECT_EQ(row.at(8), std::to_string(message.sourceFrame));
    }
    EXPECT_EQ(at, rows.size());
    EXPECT_GT(joined, 1500U);
}

} // namespace
} // namespace mqttscope::test
