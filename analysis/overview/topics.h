// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::analysis {

/// One level of the tree of Topic Names. Node 0 is the root, above all of them.
struct TopicNode {
    std::string level; ///< as on the wire, without the slash; may be empty
    std::uint32_t parent = 0;
    std::uint32_t row = 0;               ///< among the children of its parent
    std::vector<std::uint32_t> children; ///< by level
    // Of the topic that ends here:
    std::uint64_t published = 0; ///< PUBLISH from clients
    std::uint64_t delivered = 0; ///< PUBLISH from servers
    std::uint64_t bytes = 0;     ///< of application messages
    std::array<std::uint64_t, 3> qos{};
    std::uint32_t lastMessage = index::kNone;
    bool retained = false;                 ///< a server keeps a message for it, as far as the capture shows
    std::vector<std::uint32_t> publishers; ///< sessions, at most kMaxPublishers
    std::uint32_t morePublishers = 0;      ///< packets of others than these
    // Of it and all below:
    std::uint64_t allPackets = 0;
    std::uint64_t allBytes = 0;
    std::uint32_t topics = 0; ///< names in use

    static constexpr std::size_t kMaxPublishers = 16;
    [[nodiscard]] std::uint64_t packets() const { return published + delivered; }
};

struct TopicTree {
    /// Topic Names told apart; PUBLISH packets of further ones are counted.
    static constexpr std::size_t kMaxTopics = 50'000;
    /// Levels told apart; the rest of a longer name is one level.
    static constexpr std::size_t kMaxLevels = 64;

    std::vector<TopicNode> nodes; ///< at least the root
    std::uint64_t leftOut = 0;    ///< packets of topics beyond the limit

    [[nodiscard]] std::string nameOf(std::uint32_t node) const;
};

[[nodiscard]] TopicTree collectTopics(const index::Snapshot& snapshot, const std::atomic<bool>& cancelled);

/// Subscriptions looked at for one topic.
inline constexpr std::size_t kMaxSubscriptionsLooked = 20'000;

/// The sessions that subscribed to a topic, each once, in order; more than `limit` are left out.
[[nodiscard]] std::vector<std::uint32_t> subscribersOf(const index::Snapshot& snapshot,
                                                       std::string_view topic, std::size_t limit);

/// The Client Identifier of a session; of one that has none that is known, address and port.
[[nodiscard]] std::string clientName(const index::Snapshot& snapshot, std::uint32_t session);

} // namespace mqttscope::analysis
