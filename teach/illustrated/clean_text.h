// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mqttscope::teach {

/// Text that may stand on a terminal, in HTML and in XML, whoever wrote it: ill-formed bytes, control
/// characters, non-characters and those that turn the direction of writing become U+FFFD each.
[[nodiscard]] std::string cleanText(std::string_view text);

/// Columns that well-formed text takes on a terminal: marks that stand over a letter take none, characters of
/// East Asia and emoji two.
[[nodiscard]] std::size_t columnsOf(std::string_view text);

/// Lines of at most `width` columns, broken at spaces (those that do not break stay), or inside a word that
/// is longer than a line. `width` is at least 1.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t width, std::string_view indent);

} // namespace mqttscope::teach
