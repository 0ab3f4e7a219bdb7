// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mqttscope::filter {

/// Four decimal numbers up to 255 without leading zeros and three dots, nothing else.
[[nodiscard]] std::optional<std::array<std::uint8_t, 4>> parseIpv4(std::string_view text);

/// An address as RFC 4291 §2.2 writes it: groups, one "::", an IPv4 address at its end; no zone.
[[nodiscard]] std::optional<std::array<std::uint8_t, 16>> parseIpv6(std::string_view text);

} // namespace mqttscope::filter
