// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include <QString>

#include <cstdint>
#include <vector>

namespace mqttscope::ui {

/// Which frames leave the program.
enum class FrameChoice : std::uint8_t {
    All,
    Shown,    ///< those of the list
    Selected, ///< the one selected
    Marked,
    Range, ///< those named by numbers
};

/// Frames named as people write them: "1-20, 25, 40-" (to the end), "-5" (from the first). Ascending and each
/// once; numbers behind the last frame name none. The error is a sentence in the window's language.
[[nodiscard]] tl::expected<std::vector<std::uint32_t>, QString> framesOfRange(const QString& range,
                                                                              std::uint32_t frameCount);

} // namespace mqttscope::ui
