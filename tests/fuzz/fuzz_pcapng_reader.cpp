// SPDX-License-Identifier: GPL-3.0-or-later
// As a whole file, and as blocks after a section header of either byte order. The trailing length of a block
// is hard to hit by chance; in the second reading it is set right.
#include "capture/file/endian_load.h"
#include "tests/fuzz/capture_reader_checks.h"
#include "tests/fuzz/fuzz_target.h"

#include <array>
#include <vector>

namespace {

using namespace mqttscope::capture;

constexpr std::array<std::uint8_t, 28> kLittleSection = {
    0x0a, 0x0d, 0x0d, 0x0a, 0x1c, 0x00, 0x00, 0x00, 0x4d, 0x3c, 0x2b, 0x1a, 0x01, 0x00,
    0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1c, 0x00, 0x00, 0x00,
};
constexpr std::array<std::uint8_t, 28> kBigSection = {
    0x0a, 0x0d, 0x0d, 0x0a, 0x00, 0x00, 0x00, 0x1c, 0x1a, 0x2b, 0x3c, 0x4d, 0x00, 0x01,
    0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x1c,
};

/// Repeats each block's length at its end, as far as the lengths make sense.
template <ByteOrder kOrder> void closeBlocks(std::span<std::uint8_t> blocks)
{
    constexpr std::size_t kSmallest = 12;
    while (blocks.size() >= kSmallest) {
        const std::size_t length = load32<kOrder>(blocks.data() + 4);
        if (length < kSmallest || length > blocks.size() || length % 4 != 0) {
            return;
        }
        for (std::size_t i = 0; i < 4; ++i) {
            blocks[length - 4 + i] = blocks[4 + i];
        }
        blocks = blocks.subspan(length);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    mqttscope::fuzz::checkCaptureReader({bytes, size});
    for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
        const auto& section = order == ByteOrder::Little ? kLittleSection : kBigSection;
        std::vector<std::uint8_t> file(section.begin(), section.end());
        file.insert(file.end(), bytes, bytes + size);
        const std::span<std::uint8_t> blocks = std::span(file).subspan(section.size());
        if (order == ByteOrder::Little) {
            closeBlocks<ByteOrder::Little>(blocks);
        } else {
            closeBlocks<ByteOrder::Big>(blocks);
        }
        mqttscope::fuzz::checkCaptureReader(file);
    }
    return 0;
}
