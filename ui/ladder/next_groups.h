// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/what_next.h"
#include "ui/ladder/ladder_picture.h"

#include <vector>

namespace mqttscope::ui {

/// Packets that may come next and mean the same, on one hop or on several.
struct NextGroup {
    analysis::ladder::NextMeaning meaning{};
    bool owed = false;
    std::vector<analysis::ladder::NextPacket> packets; ///< not empty
};

/// What may come after a row, those that are owed first, else in the order of the hops.
[[nodiscard]] std::vector<NextGroup> nextGroups(const analysis::ladder::Band& band, std::uint32_t row);

/// How a packet is drawn: width, head and ink. `qos` of a PUBLISH. Its ends are those of a line as long as
/// nothing.
[[nodiscard]] PictureArrow arrowStyle(mqtt::PacketType type, std::uint8_t qos);

} // namespace mqttscope::ui
