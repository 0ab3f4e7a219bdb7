// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/canonical_form.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace mqttscope::session {
namespace {

struct Decomposition {
    char16_t letter = 0;
    std::array<char16_t, 4> parts{}; ///< 0 = no more
};

constexpr Decomposition kDecompositions[] = {
#include "dissector/session/rules/canonical_rows.inc"
};

/// The code point of a UTF-8 sequence of two or three bytes; 0 for anything else.
char16_t shortSequence(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xc0U) == 0x80U; };
    if ((byte(0) & 0xe0U) == 0xc0U && follows(1))
        return static_cast<char16_t>((byte(0) & 0x1fU) << 6U | (byte(1) & 0x3fU));
    if ((byte(0) & 0xf0U) == 0xe0U && follows(1) && follows(2))
        return static_cast<char16_t>((byte(0) & 0x0fU) << 12U | (byte(1) & 0x3fU) << 6U | (byte(2) & 0x3fU));
    return 0;
}

void append(std::string& to, char16_t letter)
{
    if (letter < 0x80) {
        to += static_cast<char>(letter);
        return;
    }
    if (letter < 0x800) {
        to += static_cast<char>(0xc0U | letter >> 6U);
    } else {
        to += static_cast<char>(0xe0U | letter >> 12U);
        to += static_cast<char>(0x80U | (letter >> 6U & 0x3fU));
    }
    to += static_cast<char>(0x80U | (letter & 0x3fU));
}

} // namespace

std::string decomposed(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const char16_t letter = shortSequence(text);
        const auto* const found =
            std::lower_bound(std::begin(kDecompositions), std::end(kDecompositions), letter,
                             [](const Decomposition& row, char16_t wanted) { return row.letter < wanted; });
        if (letter == 0 || found == std::end(kDecompositions) || found->letter != letter) {
            result += text[0];
            text.remove_prefix(1);
            continue;
        }
        for (const char16_t part : found->parts) {
            if (part != 0)
                append(result, part);
        }
        text.remove_prefix(letter < 0x800 ? 2 : 3);
    }
    return result;
}

} // namespace mqttscope::session
