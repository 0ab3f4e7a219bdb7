// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_id.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::filter {

inline constexpr std::size_t kMaxCompletions = 1000; ///< proposals for one place

/// What a proposal is.
enum class CompletionKind : std::uint8_t {
    Field,    ///< a field or protocol: `field` is set
    Value,    ///< a value of the field before it, as it has to be written; `label` says what it means
    Operator, ///< a comparison or `and`...
    Function, ///< written with its parenthesis
    Sample,   ///< a value that occurs in a capture; added by those who have one
};

struct Completion {
    CompletionKind kind{};
    std::string text;  ///< what stands there afterwards
    std::string label; ///< in English, from the field table; for operators and functions a few words
    field::FieldId field = field::FieldId::None;
};

/// What may stand at a place of an expression.
struct Completions {
    std::size_t position = 0; ///< of the word that is being written
    std::size_t length = 0;   ///< of it up to the end of the word: what a proposal replaces
    std::string prefix;       ///< of the word, as far as the cursor
    /// The field whose value is wanted here; None if none is. Then values of the capture fit, too.
    field::FieldId valueOf = field::FieldId::None;
    bool inQuotes = false;         ///< the word begins with a quote
    std::vector<Completion> items; ///< those that begin with the prefix first, then those that have it inside
};

/// What may follow in `expression` with the cursor behind `cursor` bytes. Works on anything that is typed,
/// finished or not.
[[nodiscard]] Completions complete(std::string_view expression, std::size_t cursor);

/// Whether a proposal fits to what was typed: 0 = begins with it, 1 = has it inside, 2 = does not. Case does
/// not count.
[[nodiscard]] int fitOf(std::string_view proposal, std::string_view prefix);

/// A text as it must be written in an expression: between quotes, with escapes.
[[nodiscard]] std::string quoted(std::string_view text);

} // namespace mqttscope::filter
