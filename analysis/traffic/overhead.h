// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/traffic/frame_scope.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace mqttscope::analysis {

/// What bytes on the wire are for.
enum class BytePart : std::uint8_t {
    Payload,     ///< application messages of PUBLISH packets: what it is all for
    MqttHeaders, ///< everything else in MQTT packets
    OtherInTcp,  ///< in TCP segments, but of no packet: sent again, or not MQTT
    TcpHeaders,  ///< of segments with a payload
    IpHeaders,   ///< likewise
    LinkHeaders, ///< likewise: link layer, tunnels, padding
    EmptyFrames, ///< whole frames without a payload: ACK, SYN, FIN, RST
};
inline constexpr std::size_t kByteParts = static_cast<std::size_t>(BytePart::EmptyFrames) + 1;

/// Bytes and frames of somebody.
struct ByteShares {
    std::array<std::uint64_t, kByteParts> bytes{};
    std::uint64_t frames = 0;
    std::uint64_t emptyFrames = 0; ///< of those

    [[nodiscard]] std::uint64_t total() const;
    [[nodiscard]] std::uint64_t of(BytePart part) const { return bytes[static_cast<std::size_t>(part)]; }
};

/// The bytes of one client's connections, both ways.
struct ClientShares {
    std::string name; ///< Client Identifier; the address of the client if it is not known
    bool isClientId = false;
    std::uint32_t firstFrame = 0;
    ByteShares shares;
};

/// What MQTT connections cost on the wire.
struct Overhead {
    ByteShares all;
    std::vector<ClientShares> clients; ///< the most bytes first
    std::uint64_t otherFrames = 0;     ///< that belong to no MQTT connection: not counted above
    std::uint64_t otherBytes = 0;
};

/// Counts bytes on the wire, as long as the frames were before capturing cut them. A message counts where it
/// is complete.
[[nodiscard]] Overhead overhead(const Document& document, const index::Snapshot& snapshot,
                                const FrameScope& scope, const WorkWatch& watch = {});

} // namespace mqttscope::analysis
