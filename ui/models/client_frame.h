// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "ui/models/client_bubbles.h"

#include <optional>
#include <string_view>

namespace mqttscope::ui {

/// Messages of the capture that are looked at for one bubble.
inline constexpr std::size_t kMaxLookedAt = 20'000;

/// The frame that carried a message of the client in the capture. Nothing if none did, or if two equal ones
/// came so close together that it cannot be told which.
[[nodiscard]] std::optional<std::uint32_t> frameOfBubble(const analysis::Document& document,
                                                         const index::Snapshot& snapshot,
                                                         const ClientBubble& bubble,
                                                         std::string_view clientId);

} // namespace mqttscope::ui
