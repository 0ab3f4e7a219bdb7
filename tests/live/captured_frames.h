// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/capture_reader.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace mqttscope::test {

/// A frame of a capture that was read.
struct CapturedFrame {
    std::int64_t timeNs = 0;
    std::uint32_t interface = 0;
    std::uint32_t originalLength = 0;
    std::string bytes;
};

/// A capture, read by the reader of this project.
struct CapturedFrames {
    std::vector<CapturedFrame> frames;
    std::vector<capture::Interface> interfaces;
    capture::Format format = capture::Format::PcapMicro;
    bool whole = false; ///< It ends where a record ends, and nothing is damaged.

    /// The frames in which these bytes stand.
    [[nodiscard]] std::vector<CapturedFrame> with(const std::string& bytes) const;
};

/// Reads the bytes of a capture file.
[[nodiscard]] CapturedFrames readFrames(const std::string& file);

} // namespace mqttscope::test
