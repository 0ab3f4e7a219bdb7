// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/live/side_line.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::capture {

// Limits of the arguments. What is beyond is refused.
inline constexpr std::size_t kMaxCaptureInterfaces = 32;
inline constexpr std::uint32_t kMaxSnapLength = 262'144; ///< libpcap's own
inline constexpr std::uint32_t kMaxBufferMiB = 1024;
inline constexpr std::uint32_t kMaxStatisticsMs = 3'600'000;
inline constexpr std::uint32_t kMinStatisticsMs = 10;

/// What the command line of mqttscope-capture says.
struct CaptureArguments {
    enum class Task : std::uint8_t { Capture, List, Version, Help };

    Task task = Task::Capture;
    std::vector<std::string> interfaces; ///< To capture: at least one, none twice.
    std::string filter;
    std::uint32_t snapLength = kMaxSnapLength;
    std::uint32_t bufferMiB = 2; ///< As libpcap.
    bool promiscuous = true;
    bool pcapng = false;
    int controlDescriptor = 2;
    std::uint32_t statisticsMs = 500;
};

/// Reads the words of a command line, the name of the program not among them. The error is always Usage.
[[nodiscard]] tl::expected<CaptureArguments, CaptureError>
readArguments(const std::vector<std::string_view>& words);

/// What --help prints.
[[nodiscard]] std::string_view captureHelp();

} // namespace mqttscope::capture
