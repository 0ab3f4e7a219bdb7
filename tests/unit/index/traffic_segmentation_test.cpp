// SPDX-License-Identifier: GPL-3.0-or-later
// The same bytes cut otherwise are the same messages.
#include "tests/unit/index/traffic_file.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace mqttscope::test {
namespace {

/// What does not depend on frames, of the messages of each client and side in their order.
using Content = std::map<std::pair<std::string, std::uint8_t>, std::vector<std::string>>;

Content contentOf(const TrafficFile& file)
{
    Content content;
    const index::Snapshot& snapshot = file.snapshot();
    for (std::uint32_t i = 0; i < snapshot.messages.size(); ++i) {
        const index::MessageRecord& record = snapshot.messages[i];
        const std::string client{snapshot.strings[snapshot.connection(record.stream)->clientId]};
        std::string& text = content[{client, static_cast<std::uint8_t>(record.side)}].emplace_back();
        text = std::to_string(file.digestOf(i)) + ' ' + std::to_string(record.packetId) + ' ' +
               std::to_string(record.flags) + ' ' + std::to_string(record.payloadOffset()) + ' ' +
               std::string{snapshot.topicOf(i)};
    }
    return content;
}

TEST(Segmentation, DoesNotChangeTheMessages)
{
    TrafficOptions options;
    options.activities = 40;
    options.connections = 30;
    options.v50 = 0.5;
    options.split = 0;
    options.coalesce = 0;
    options.reorder = 0;
    options.retransmit = 0;
    options.longPayload = 0.2;
    const Content whole = contentOf(TrafficFile{options});
    ASSERT_GT(whole.size(), 40U); // some of the clients come back
    options.retransmit = 0.1;
    options.reorder = 0.2;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        options.segmentSeed = seed;
        options.split = 0.05 * static_cast<double>(seed);
        options.coalesce = 1 - options.split;
        const TrafficFile file{options};
        ASSERT_GT(file.truth().headerSplitMessages, 10U);
        ASSERT_EQ(contentOf(file), whole) << "segment seed " << seed;
    }
}

} // namespace
} // namespace mqttscope::test
