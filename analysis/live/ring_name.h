// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <ctime>
#include <string>

namespace mqttscope::analysis {

/// The name of a file of a ring buffer, as dumpcap's: `dir/NAME_00001_20261127003000.pcapng` of
/// `dir/NAME.pcapng`, with local time; `number` from 1.
[[nodiscard]] std::string ringName(const std::string& path, std::uint32_t number, std::time_t when,
                                   bool timeBeforeNumber);

/// `20261127003000`, local time.
[[nodiscard]] std::string timeDigits(std::time_t when);

} // namespace mqttscope::analysis
