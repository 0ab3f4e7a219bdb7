// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/snapshot.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mqttscope::analysis {

/// Frames of one story that are listed at most.
inline constexpr std::size_t kMaxStoryFrames = 10'000;

/// The message that stands for a story: an exchange over all its hops, a PUBLISH with its deliveries. It is
/// the first message of the exchange that began it; of a message that belongs to nothing else: itself.
[[nodiscard]] std::uint32_t storyOf(const index::Snapshot& snapshot, std::uint32_t message);

/// Whether a story has more than the message that stands for it.
[[nodiscard]] bool hasStory(const index::Snapshot& snapshot, std::uint32_t story);

/// The frames of a story, ascending, each once; the first kMaxStoryFrames of them.
[[nodiscard]] std::vector<std::uint32_t> storyFrames(const index::Snapshot& snapshot, std::uint32_t story);

/// The time from a packet that wants an answer to the first packet of the other side in its exchange, in
/// nanoseconds. None if it wants none, got none, or if the times are not known.
[[nodiscard]] std::optional<std::int64_t> roundTrip(const index::Snapshot& snapshot, std::uint32_t message);

/// Where a delivery comes from, as the list says it.
struct Origin {
    std::uint32_t frame = 0; ///< of the message that was forwarded; 0 = none is known
    bool will = false;       ///< it was armed by the CONNECT in that frame
    bool ambiguous = false;  ///< several messages could be it
};
[[nodiscard]] Origin originOf(const index::Snapshot& snapshot, std::uint32_t message);

/// The same message over another hop: of a delivery what was forwarded, of a PUBLISH of a client its first
/// delivery, of other packets of an exchange likewise for its PUBLISH. 0 if there is none.
[[nodiscard]] std::uint32_t otherHop(const index::Snapshot& snapshot, std::uint32_t frame);

/// Which way to look.
enum class Way : std::uint8_t { Back, On };

/// The next frame of a story of this frame, or 0.
[[nodiscard]] std::uint32_t nextOfStory(const index::Snapshot& snapshot, std::uint32_t frame, Way way);
/// The next frame with a message of the same session, or 0.
[[nodiscard]] std::uint32_t nextOfSession(const index::Snapshot& snapshot, std::uint32_t frame, Way way);
/// The next frame with a PUBLISH of the same topic, or 0.
[[nodiscard]] std::uint32_t nextOfTopic(const index::Snapshot& snapshot, std::uint32_t frame, Way way);

/// Whether a frame has a session, a topic of a PUBLISH.
[[nodiscard]] bool hasSession(const index::Snapshot& snapshot, std::uint32_t frame);
[[nodiscard]] bool hasTopic(const index::Snapshot& snapshot, std::uint32_t frame);

} // namespace mqttscope::analysis
