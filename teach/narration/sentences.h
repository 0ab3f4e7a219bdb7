// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mqttscope::teach {

/// The first sentence of a text, with its full stop. A stop ends a sentence if a space and a capital letter,
/// a digit or an opening quotation mark follow; those in numbers and abbreviations do not.
[[nodiscard]] std::string firstSentence(std::string_view text);

/// How many sentences a text has.
[[nodiscard]] std::size_t countSentences(std::string_view text);

/// Two sentences one after the other, each with a full stop; either may be empty.
[[nodiscard]] std::string joinSentences(std::string_view first, std::string_view second);

/// A text whose places were filled: without spaces left over where a place said nothing.
[[nodiscard]] std::string sentencesOf(std::string text);

} // namespace mqttscope::teach
