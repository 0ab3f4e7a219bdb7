// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mqttscope::teach {

/// The character at a place of UTF-8 text and the number of its bytes; bad bytes count one each.
struct CodePoint {
    char32_t code = 0;
    std::size_t bytes = 0; ///< 0 at the end of the text
};
[[nodiscard]] CodePoint codePointAt(std::string_view text, std::size_t at);
/// The character that ends before a place; likewise.
[[nodiscard]] CodePoint codePointBefore(std::string_view text, std::size_t at);

/// Letters of Latin alphabets with and without accents, and digits.
[[nodiscard]] bool isWordCharacter(char32_t code);
/// The small letter of a letter of ASCII or Latin-1; any other character as it is.
[[nodiscard]] char32_t lowered(char32_t code);
[[nodiscard]] bool isCapital(char32_t code);

void appendUtf8(std::string& out, char32_t code);

/// A text as one looks it up: small letters without accents, each run of spaces one space, typographic
/// apostrophes straight. "Éditeur" and "editeur" become the same.
[[nodiscard]] std::string folded(std::string_view text);

} // namespace mqttscope::teach
