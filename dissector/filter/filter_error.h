// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace mqttscope::filter {

/// Why an expression is not a filter.
enum class ErrorCode : std::uint8_t {
    TooLong,             ///< more bytes than kMaxLength
    TooDeep,             ///< more nesting than kMaxDepth
    UnterminatedString,  ///< a quote that nothing closes
    BadEscape,           ///< a backslash before what it cannot stand before; `text` is the escape
    NotACharacter,       ///< `text`, in single quotes, is not exactly one character
    NotSupported,        ///< `text` belongs to Wireshark's language but not to ours
    UnexpectedCharacter, ///< `text` begins nothing of the language
    UnexpectedToken,     ///< `text` stands where something else is wanted
    UnexpectedEnd,       ///< the expression ends where something is wanted
    MissingParenthesis,  ///< a parenthesis that nothing closes
    UnknownField,        ///< `text` is neither a field nor, where it stands, a value
    NoField,             ///< the left side of a comparison, `text`, is a value: it must be a field
    NoValue,             ///< `field` has no value: it is there or not
    TypeMismatch,        ///< the fields `field` and `text` have types that cannot be compared
    NotANumber,          ///< `text` is no number and no name of a value of `field`
    NumberTooLarge,      ///< `text` does not fit into `field`
    NoMinus,             ///< a minus before a value of `field`
    NotABoolean,         ///< `text` is neither true nor false
    NotText,             ///< `text` is no string for `field`
    NotBytes,            ///< `text` is no byte string
    NotAnAddress,        ///< `text` is no address of the type of `field`
    NotAPrefix,          ///< `text` has more prefix bits than an address of `field`
    NotATime,            ///< `text` is no time
};

/// What is wrong with an expression, and where.
struct FilterError {
    ErrorCode code{};
    std::size_t position = 0; ///< of the first byte at fault, from 0
    std::size_t length = 0;   ///< bytes at fault; 0 at the end of the expression
    std::string text;         ///< the text at fault, if any
    std::string field;        ///< the field concerned, if any
};

/// One English sentence.
[[nodiscard]] std::string describe(const FilterError& error);

} // namespace mqttscope::filter
