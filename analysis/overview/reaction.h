// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/snapshot.h"

#include <cstdint>
#include <optional>

namespace mqttscope::analysis {

/// What the other side did about a packet, as far as the capture shows.
enum class ReactionKind : std::uint8_t {
    NothingSeen,  ///< the capture shows nothing of it afterwards
    Answered,     ///< with the packet that answers such a packet
    Disconnected, ///< it sent DISCONNECT
    Closed,       ///< it closed the TCP connection
    Reset,        ///< it reset the TCP connection
    CarriedOn,    ///< it went on with something else, as if nothing had happened
    SenderClosed, ///< the side at fault closed before anything came
};

struct Reaction {
    ReactionKind kind = ReactionKind::NothingSeen;
    bool byServer = false;                ///< who reacted, or did not: the server or the client
    std::uint32_t frame = 0;              ///< of what it did; 0 = nothing
    std::uint32_t message = index::kNone; ///< likewise, of a packet
    std::optional<std::int64_t> delayNs;  ///< since the packet; none if a frame has no time
    std::uint32_t closedAt = 0; ///< frame at which it then closed the connection; 0 = not, or not at once
};

/// Messages looked at after the packet.
inline constexpr std::uint32_t kMaxReactionLook = 200'000;

/// What followed a packet in its connection.
[[nodiscard]] Reaction reactionTo(const index::Snapshot& snapshot, std::uint32_t message);

} // namespace mqttscope::analysis
