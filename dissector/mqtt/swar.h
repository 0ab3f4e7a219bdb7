// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside this room: eight characters looked at in one step.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace mqttscope::mqtt {

inline constexpr std::size_t kWordSize = sizeof(std::uint64_t);

/// The byte eight times.
constexpr std::uint64_t everyByte(std::uint8_t byte)
{
    return 0x0101010101010101U * byte;
}

/// Bit 7 of each of eight bytes that is that byte; above the lowest one that is, others may be set too.
constexpr std::uint64_t marksEqual(std::uint64_t eight, std::uint8_t byte)
{
    const std::uint64_t zeroWhereEqual = eight ^ everyByte(byte);
    return (zeroWhereEqual - everyByte(1)) & ~zeroWhereEqual & everyByte(0x80);
}

/// Likewise of each byte that is less than `limit`, which is at most 0x80.
constexpr std::uint64_t marksLess(std::uint64_t eight, std::uint8_t limit)
{
    return (eight - everyByte(limit)) & ~eight & everyByte(0x80);
}

/// Whether one of eight bytes is that byte.
constexpr bool containsByte(std::uint64_t eight, std::uint8_t byte)
{
    return marksEqual(eight, byte) != 0;
}

/// Whether one of eight bytes is less than `limit`, which is at most 0x80.
constexpr bool containsLess(std::uint64_t eight, std::uint8_t limit)
{
    return marksLess(eight, limit) != 0;
}

inline std::uint64_t loadWord(const char* at)
{
    std::uint64_t eight = 0;
    std::memcpy(&eight, at, kWordSize);
    return eight;
}

/// Calls `test` with eight bytes at a time until it returns true; the last eight may overlap those before, or
/// hold the first byte several times. Returns whether one did.
template <class Test> bool anyWord(std::string_view text, Test test)
{
    if (text.size() >= kWordSize) {
        for (std::size_t at = 0; at + kWordSize <= text.size(); at += kWordSize) {
            if (test(loadWord(text.data() + at)))
                return true;
        }
        return test(loadWord(text.data() + (text.size() - kWordSize))); // overlaps what was tested
    }
    if (text.empty())
        return false;
    std::uint64_t few = everyByte(static_cast<std::uint8_t>(text[0]));
    for (const char c : text)
        few = few << 8 | static_cast<std::uint8_t>(c);
    return test(few);
}

/// How many bytes from `at` on `marks(eight)` leaves unmarked, looking at whole words only: there may be
/// more. The lowest mark must be right.
template <class Marks> std::size_t unmarkedRun(std::string_view text, std::size_t at, Marks marks)
{
    const std::size_t start = at;
    for (; at + kWordSize <= text.size(); at += kWordSize) {
        const std::uint64_t found = marks(loadWord(text.data() + at));
        if (found == 0)
            continue;
        if constexpr (std::endian::native == std::endian::little)
            at += static_cast<std::size_t>(std::countr_zero(found)) / 8;
        break;
    }
    return at - start;
}

} // namespace mqttscope::mqtt
