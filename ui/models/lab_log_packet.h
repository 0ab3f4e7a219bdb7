// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/net/tap/remark_places.h"
#include "dissector/index/snapshot.h"
#include "ui/models/lab_log.h"

#include <cstdint>
#include <optional>
#include <string>

namespace mqttscope::ui {

/// What is known of the packet that a line of the log is about. Names may be the beginnings of longer ones.
struct LogPacket {
    std::string client;         ///< on whose connection
    bool fromClient = true;     ///< of `types`
    broker::TypeSet types = 0;  ///< 0: the last one of either side until then
    std::uint16_t packetId = 0; ///< 0: any
    std::string topic;          ///< of a PUBLISH; empty: any
    std::int64_t time = 0;      ///< by the clock of the capture, nanoseconds since 1970
};

/// None: no packet is concerned, or nobody knows whose.
[[nodiscard]] std::optional<LogPacket> packetOf(const LabLog::Line& line);

/// The message of the capture that it is, by its index: of several the one nearest in time. Looks at messages
/// until some seconds before that time. Any thread.
[[nodiscard]] std::optional<std::uint32_t> findPacket(const index::Snapshot& snapshot,
                                                      const LogPacket& packet);

} // namespace mqttscope::ui
