// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_content.h"

namespace mqttscope::ui {

/// The version of MQTT that counts for a row of a band: that of its hop, of the connection of its packet, or
/// of the band.
[[nodiscard]] mqtt::Version versionOfRow(const LadderSource& source, const analysis::ladder::Band& band,
                                         std::uint32_t row);

} // namespace mqttscope::ui
