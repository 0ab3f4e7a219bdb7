// SPDX-License-Identifier: GPL-3.0-or-later
// What does not begin with a magic number gets one, chosen by its first byte, so that none need be guessed.
#include "capture/file/pcap_scanner.h"
#include "tests/fuzz/capture_reader_checks.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <array>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::span<const std::uint8_t> input(bytes, size);
    mqttscope::fuzz::checkCaptureReader(input);
    if (mqttscope::capture::PcapScanner::recognises(input) || size < 4) {
        return 0;
    }
    constexpr std::array<std::array<std::uint8_t, 4>, 4> kMagics = {{
        {0xd4, 0xc3, 0xb2, 0xa1},
        {0xa1, 0xb2, 0xc3, 0xd4},
        {0x4d, 0x3c, 0xb2, 0xa1},
        {0xa1, 0xb2, 0x3c, 0x4d},
    }};
    std::vector<std::uint8_t> file(bytes, bytes + size);
    const auto& magic = kMagics[bytes[0] % kMagics.size()];
    std::copy(magic.begin(), magic.end(), file.begin());
    mqttscope::fuzz::checkCaptureReader(file);
    return 0;
}
