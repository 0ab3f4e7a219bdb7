// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/capture/capture_bytes.h"

#include <filesystem>
#include <string>
#include <vector>

namespace mqttscope::capture::testing {

/// What another program reads in a file.
struct OracleFrame {
    std::int64_t timeNs = 0;
    std::uint32_t capturedLength = 0;
    std::uint32_t originalLength = 0;
    Bytes bytes;          ///< Empty from tshark.
    bool isPacket = true; ///< Not a block that only has a number among the frames.
};

struct OracleResult {
    bool opened = false;
    std::string error; ///< Empty if it read up to the end.
    int linkType = 0;  ///< As the oracle counts (DLT_ for libpcap).
    std::vector<OracleFrame> frames;
};

[[nodiscard]] OracleResult readWithLibpcap(const std::filesystem::path& path);

/// frame.time_epoch, frame.cap_len and frame.len of every frame; a time that is not there is kNoTime.
[[nodiscard]] OracleResult readWithTshark(const std::filesystem::path& path);

/// Fails the test if the oracle's frames are not the first of ours.
void expectSamePrefix(const OracleResult& oracle, const std::vector<FrameView>& frames);

} // namespace mqttscope::capture::testing
