// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

#include <cstdint>

namespace mqttscope::ui {

class Theme;

/// Uses of type on the step by step page. In the projector they grow by less than the rest of the window,
/// being large already.
enum class StepText : std::uint8_t {
    Packet,    ///< name of the packet in the heading
    Detail,    ///< who sent it, from which frame
    Count,     ///< which byte of how many
    Title,     ///< the field
    Narration, ///< what its byte says
    Key,       ///< the cap of a key
};

/// How much larger title and narration are where a large window leaves room for it.
inline constexpr double kRoomyFactor = 1.3;

/// `factor`: on top of the size that the use has.
[[nodiscard]] QFont stepFont(const Theme& theme, StepText use, double factor = 1);
/// The fixed font for the value beside the title.
[[nodiscard]] QFont stepValueFont(const Theme& theme, double factor = 1);

} // namespace mqttscope::ui
