// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace mqttscope::field {

/// Bytes that somebody else owns.
using ByteView = std::span<const std::uint8_t>;

/// Where a field stands: counted in bytes from the start of its source.
struct ByteRange {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;

    [[nodiscard]] constexpr std::uint32_t end() const { return offset + length; }
    [[nodiscard]] constexpr bool contains(ByteRange other) const
    {
        return other.offset >= offset && other.end() <= end();
    }
    friend constexpr bool operator==(ByteRange, ByteRange) = default;
};

/// The same bytes as characters; nothing is checked or converted.
[[nodiscard]] inline std::string_view asText(ByteView bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The characters as bytes.
[[nodiscard]] inline ByteView asBytes(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace mqttscope::field
