// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace mqttscope::ui {

/// A time since the start of the capture, in seconds with six decimals: "2.106430".
[[nodiscard]] QString secondsText(std::int64_t nanoseconds);

/// How long something took, with three digits that count and its unit: "0.6 ms", "12.4 s", "3 min 20 s".
[[nodiscard]] QString durationText(std::int64_t nanoseconds);

/// A count of bytes with its unit; large ones in kB or MB, the bytes in the tool tip of whoever shows it.
[[nodiscard]] QString sizeText(std::uint64_t bytes);

} // namespace mqttscope::ui
