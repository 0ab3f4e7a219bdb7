// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mqttscope::filter {

/// 10, 0x1f, 017, 0b101: the whole text, up to 64 bits.
[[nodiscard]] std::optional<std::uint64_t> parseNumber(std::string_view text);

/// Decimal digits only, leading zeros allowed.
[[nodiscard]] std::optional<std::uint64_t> parseDecimal(std::string_view text);

/// Whether `parseNumber` would read it but for its size.
[[nodiscard]] bool isWholeNumber(std::string_view text);

/// Seconds with a fraction of nanoseconds, "1.5", as nanoseconds. Digits behind the ninth must be zeros.
[[nodiscard]] std::optional<std::int64_t> parseSeconds(std::string_view text);

/// Hexadecimal digits, two per byte, with ':', '-' or '.' between bytes or not; a byte of one digit before a
/// separator or at the end. "0xff" is one byte.
[[nodiscard]] std::optional<std::string> parseHexBytes(std::string_view text);

} // namespace mqttscope::filter
