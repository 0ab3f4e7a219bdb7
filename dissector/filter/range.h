// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/filter/filter_error.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mqttscope::filter {

/// One part of a slice or of a choice of layers. Offsets below zero count from the end.
struct RangePart {
    std::int32_t start = 0;
    std::int32_t length = 1; ///< counts only if neither of the others does
    std::int32_t end = 0;    ///< last offset, inclusive; counts only if `hasEnd`
    bool hasEnd = false;
    bool toEnd = false; ///< up to the end of the field
};

/// Reads "i:j", "i-j", "i", ":j" or "i:", with decimal, octal or hexadecimal numbers. The error has no place.
[[nodiscard]] tl::expected<RangePart, ErrorCode> parseRange(std::string_view text);

/// Offset and length of a part in a field of `size` bytes; none if it is not wholly inside: tshark 4.0 takes
/// nothing then.
[[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> placeOf(const RangePart& part,
                                                                         std::size_t size);

/// Whether one of the parts means layer number `layer` (from 1) of `count`.
[[nodiscard]] bool meansLayer(std::span<const RangePart> parts, std::uint32_t layer, std::uint32_t count);

} // namespace mqttscope::filter
