// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mqttscope::broker {

/// A text of strangers for one line: control characters, direction marks and other invisible characters, and
/// bytes that are no UTF-8, become dots. Nothing of it moves a cursor, ends a line or turns one around.
[[nodiscard]] std::string harmless(std::string_view text);

/// Whether somebody can read it: UTF-8 without control characters but tabulators and line ends.
[[nodiscard]] bool isReadable(std::string_view text);

} // namespace mqttscope::broker
