// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/net/link_type.h"
#include "tests/support/decoded_frame.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mqttscope::test {

/// A frame of a capture file.
struct PcapFrame {
    Bytes bytes;
    std::uint32_t originalLength = 0;
};

/// A classic pcap file, as much of it as these tests need.
struct PcapFrames {
    net::LinkType link{};
    std::vector<PcapFrame> frames;
};

/// Reads tests/data/captures/<name>, a pcap file of either byte order. Fails the test if it cannot.
[[nodiscard]] PcapFrames readCapture(const std::string& name);

} // namespace mqttscope::test
