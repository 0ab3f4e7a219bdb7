// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/net/pcap_frames.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace mqttscope::test {
namespace {

constexpr std::size_t kFileHeader = 24;
constexpr std::size_t kFrameHeader = 16;

std::uint32_t number(const Bytes& file, std::size_t at, bool bigEndian)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | file[at + (bigEndian ? i : 3 - i)];
    return value;
}

} // namespace

PcapFrames readCapture(const std::string& name)
{
    std::ifstream stream(std::string(MQTTSCOPE_SOURCE_DIR) + "/tests/data/captures/" + name,
                         std::ios::binary);
    const Bytes file{std::istreambuf_iterator<char>(stream), {}};
    PcapFrames capture;
    if (file.size() < kFileHeader) {
        ADD_FAILURE() << "cannot read " << name;
        return capture;
    }
    const bool bigEndian = file[0] == 0xa1;
    capture.link = static_cast<net::LinkType>(number(file, 20, bigEndian));
    for (std::size_t at = kFileHeader; at + kFrameHeader <= file.size();) {
        const std::uint32_t captured = number(file, at + 8, bigEndian);
        const std::uint32_t original = number(file, at + 12, bigEndian);
        at += kFrameHeader;
        if (captured > file.size() - at)
            break;
        const auto begin = file.begin() + static_cast<std::ptrdiff_t>(at);
        capture.frames.push_back({Bytes(begin, begin + captured), original});
        at += captured;
    }
    return capture;
}

} // namespace mqttscope::test
