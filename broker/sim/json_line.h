// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mqttscope::broker::sim {

/// The line (from 1) on which a byte of a text stands.
[[nodiscard]] std::uint32_t lineAt(std::string_view text, std::size_t offset);

/// The line on which the value of a JSON pointer (RFC 6901) begins, in a text that is JSON; of a pointer that
/// leads nowhere, where it leaves the text.
[[nodiscard]] std::uint32_t lineOf(std::string_view json, std::string_view pointer);

} // namespace mqttscope::broker::sim
