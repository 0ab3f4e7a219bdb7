// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/options.h"

#include <cstdint>

namespace mqttscope::analysis {

/// The words of the Info column.
enum class InfoWords : std::uint8_t {
    Standard,  ///< the words of the standard: PUBLISH, Packet Identifier
    Wireshark, ///< as tshark prints them
};

/// How a capture is read. Fixed when it is opened; other options mean opening it again.
struct Options {
    index::IndexOptions index;
    bool growing = false; ///< the file is still being written: an incomplete last frame is not damage
    std::uint32_t maxFrames = UINT32_MAX; ///< stop after so many frames
    std::uint64_t maxBytes = UINT64_MAX;  ///< stop at a frame that begins behind so many bytes of the file
};

} // namespace mqttscope::analysis
