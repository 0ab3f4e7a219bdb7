// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/message_assembler.h"
#include "dissector/index/records.h"
#include "dissector/index/session_lane.h"
#include "dissector/index/version_inference.h"
#include "dissector/mqtt/types.h"
#include "dissector/stream/tcp_connection.h"

#include <array>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace mqttscope::index {

/// What the indexer keeps of a connection while it reads: never seen by anybody else.
struct ConnectionState {
    /// Whether the bytes are MQTT.
    enum class Content : std::uint8_t {
        Unknown, ///< the first bytes have not told yet
        Mqtt,
        Other,
    };
    using AliasMap = std::unordered_map<std::uint16_t, std::uint32_t>; ///< alias -> string id, at most 65,535

    stream::TcpConnection tcp;
    std::array<MessageAssembler, 2> assembler;
    std::array<std::unique_ptr<AliasMap>, 2> aliases; ///< per direction: MQTT 5.0 §3.3.2.3.4
    std::unique_ptr<VersionInference> inference;      ///< while the version is being inferred
    std::vector<stream::Chunk> probe;                 ///< first chunks, until they tell what they are
    std::uint32_t index = 0;                          ///< tcp.stream
    std::uint8_t probeSide = 2;                       ///< who sent them; 2 = nobody yet
    std::uint8_t clientSide = 2;                      ///< 0, 1, or 2 = unknown
    Content content = Content::Unknown;
    mqtt::Version version = mqtt::Version::Unknown;
    bool versionSet = false;     ///< by a CONNECT, an inference or the options
    bool versionGuessed = false; ///< by an inference or the options
    ConnectionRecord record;     ///< what snapshots will say of it
    SessionLane::Standing told;  ///< how the tracker has been told that it stands
    bool unusedTold = false;     ///< that it carried nothing was said
    bool dirty = false;          ///< `record` changed since the last publication
    bool restless = false;       ///< stands in the list of connections that need ticks

    [[nodiscard]] mqtt::Direction direction(std::uint8_t side) const
    {
        if (clientSide > 1)
            return mqtt::Direction::Unknown;
        return side == clientSide ? mqtt::Direction::ClientToServer : mqtt::Direction::ServerToClient;
    }
};

} // namespace mqttscope::index
