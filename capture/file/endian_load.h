// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mqttscope::capture {

/// Byte order of the numbers in a file.
enum class ByteOrder : std::uint8_t {
    Little, ///< Least significant byte first.
    Big,    ///< Most significant byte first.
};

/// The 16-bit number at `at`; compiles to one load.
template <ByteOrder kOrder> [[nodiscard]] inline std::uint16_t load16(const std::uint8_t* at) noexcept
{
    if constexpr (kOrder == ByteOrder::Little) {
        return static_cast<std::uint16_t>(at[0] | at[1] << 8);
    } else {
        return static_cast<std::uint16_t>(at[0] << 8 | at[1]);
    }
}

/// The 32-bit number at `at`; compiles to one load.
template <ByteOrder kOrder> [[nodiscard]] inline std::uint32_t load32(const std::uint8_t* at) noexcept
{
    const std::uint32_t a = at[0];
    const std::uint32_t b = at[1];
    const std::uint32_t c = at[2];
    const std::uint32_t d = at[3];
    if constexpr (kOrder == ByteOrder::Little) {
        return a | b << 8 | c << 16 | d << 24;
    } else {
        return a << 24 | b << 16 | c << 8 | d;
    }
}

/// The 64-bit number at `at`.
template <ByteOrder kOrder> [[nodiscard]] inline std::uint64_t load64(const std::uint8_t* at) noexcept
{
    const std::uint64_t first = load32<kOrder>(at);
    const std::uint64_t second = load32<kOrder>(at + 4);
    return kOrder == ByteOrder::Little ? first | second << 32 : first << 32 | second;
}

} // namespace mqttscope::capture
