// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mqttscope::filter {

/// Why an expression is not a filter.
enum class ErrorCode : std::uint8_t {
    TooLong,                ///< more bytes than kMaxLength
    TooDeep,                ///< more nesting than kMaxDepth, or more operators than kMaxOperators
    UnterminatedString,     ///< a quote that nothing closes
    BadEscape,              ///< a backslash before what it cannot stand before; `text` is the escape
    NotACharacter,          ///< `text`, in single quotes, is not exactly one character
    NotSupported,           ///< `text` belongs to Wireshark's language but not to ours
    UnexpectedCharacter,    ///< `text` begins nothing of the language
    UnexpectedToken,        ///< `text` stands where something else is wanted
    UnexpectedEnd,          ///< the expression ends where something is wanted
    MissingParenthesis,     ///< a parenthesis that nothing closes
    MissingBrace,           ///< a brace that nothing closes
    MissingBracket,         ///< a bracket that nothing closes
    ParenthesesAroundValue, ///< a value in parentheses: they group tests
    UnknownField,           ///< `text` is neither a field nor, where it stands, a value
    NoField,                ///< the left side of a comparison, `text`, is a value: it must be a field
    NoValue,                ///< `field` has no value: it is there or not
    TypeMismatch,           ///< `field` and `text` have types that cannot be compared
    NotANumber,             ///< `text` is no number and no name of a value of `field`
    NumberTooLarge,         ///< `text` does not fit into `field`
    NoMinus,                ///< a minus before a value of `field`
    NotABoolean,            ///< `text` is neither true nor false
    NotText,                ///< `text` is no string for `field`
    NotBytes,               ///< `text` is no byte string
    NotAnAddress,           ///< `text` is no address of the type of `field`
    NotAPrefix,             ///< `text` has more prefix bits than an address of `field`
    NotATime,               ///< `text` is no time span
    NotADate,               ///< `text` is no date and time
    NoContains,             ///< values of `field` have nothing inside that could be looked for
    NoMatches,              ///< values of `field` are no text to match
    PatternNotQuoted,       ///< the right side of `matches`, `text`, is not between double quotes
    BadPattern,             ///< the regular expression is none: `text` says why, in PCRE2's words
    PatternTooLarge,        ///< the regular expression is larger than kMaxPattern
    NoSlice,                ///< `field` is not made of bytes: it has no slices
    SliceOfValue,           ///< a slice of `text`, which is no field
    NotARange,              ///< `text` is no range of bytes
    RangeTooLarge,          ///< a number of the range `text` is too large
    RangeLength,            ///< the range `text` has no length
    RangeSigns,             ///< the range `text` begins on one side and ends on the other
    RangeBackwards,         ///< the range `text` ends where it begins, or before
    NoLayer,                ///< neither a number nor a range behind '#'
    LayerOfValue,           ///< a layer of `text`, which is no field
    SetOfNoField,           ///< `text`, which is no field, is looked up in a set
    SliceInSet,             ///< a slice, `text`, stands in a set
    NoArithmetic,           ///< the operator `text` has no meaning for the type of `field`
    NotAnOperand,           ///< `text` is nothing to calculate with
    UnknownFunction,        ///< there is no function named `text`
    FunctionAlone,          ///< a function, `text`, has a value: it is not there or absent
    ArgumentCount,          ///< too few or too many arguments of the function `text`
    ArgumentNoField,        ///< an argument of the function `field`, `text`, is no field
    ArgumentType,           ///< an argument of the function `field`, `text`, has a type that it does not take
    ArgumentsDiffer,        ///< arguments of the function `field`, the last being `text`, differ in type
};

/// What may help against an error.
enum class HintCode : std::uint8_t {
    None,
    DidYouMean,      ///< `text` is a name or value much like the wrong one
    DoubleEquals,    ///< = compares with ==
    AndOr,           ///< && or ||, `text` is which
    LowerCase,       ///< operators are written in lower case: `text`
    NotEqual,        ///< != instead of <>
    CloseQuote,      ///< put a quote at the end
    QuoteText,       ///< text with other characters than letters and digits is put between double quotes
    FieldFirst,      ///< the field comes first, then the value
    UseBraces,       ///< { } group values
    UseString,       ///< string(field) makes it a text; `text` is the field
    Values,          ///< `text` are names of values of the field
    IsNumber,        ///< the field holds a number
    IsBoolean,       ///< the field is True or False
    IsBytes,         ///< the field holds bytes: 01:ff or "text"
    IsAddress4,      ///< the field holds an IPv4 address: 192.0.2.1, 192.0.2.0/24
    IsAddress6,      ///< the field holds an IPv6 address: 2001:db8::1, 2001:db8::/32
    IsLinkAddress,   ///< the field holds a link-layer address: 00:11:22:aa:bb:cc
    IsSeconds,       ///< the field holds seconds: 1.5
    IsDate,          ///< the field holds a date and time: "2026-11-25 21:30:00"
    CommaBetween,    ///< values of a set have commas between them
    WriteNumber,     ///< the value itself: field references need a selected frame
    CompareFunction, ///< compare it: `text`(...) == 1
    EscapeBackslash, ///< \\ is a backslash; r"..." takes them as they are
};

struct FilterHint {
    HintCode code = HintCode::None;
    std::string text;
};

/// What is wrong with an expression, and where.
struct FilterError {
    ErrorCode code{};
    std::size_t position = 0; ///< of the first byte at fault, from 0
    std::size_t length = 0;   ///< bytes at fault; 0 at the end of the expression
    std::string text;         ///< the text at fault, if any
    std::string field;        ///< the field concerned, if any
    FilterHint hint{};        ///< set by Filter::compile
};

/// What is legal but will surprise.
enum class WarningCode : std::uint8_t {
    DeprecatedOperator, ///< `text` is an old spelling of `instead`
    NeverTrue,          ///< a number without sign is compared with one below zero
};

struct FilterWarning {
    WarningCode code{};
    std::size_t position = 0; ///< as FilterError
    std::size_t length = 0;
    std::string text;
    std::string instead;
};

/// Numbers of codes: they count from 0.
inline constexpr std::size_t kErrorCodes = static_cast<std::size_t>(ErrorCode::ArgumentsDiffer) + 1;
inline constexpr std::size_t kHintCodes = static_cast<std::size_t>(HintCode::EscapeBackslash) + 1;
inline constexpr std::size_t kWarningCodes = static_cast<std::size_t>(WarningCode::NeverTrue) + 1;

/// A code in kebab case, for files: "unknown-field".
[[nodiscard]] std::string_view codeName(ErrorCode code);
[[nodiscard]] std::string_view codeName(HintCode code);
[[nodiscard]] std::string_view codeName(WarningCode code);

/// Whether the character at fault is none that a sentence could show.
[[nodiscard]] bool isUnprintable(const FilterError& error);
/// A text of an error as sentences show it: long ones are cut, the place in the expression says the rest.
[[nodiscard]] std::string shortened(const std::string& text);

/// One English sentence.
[[nodiscard]] std::string describe(const FilterError& error);
/// One English sentence; empty if there is no hint.
[[nodiscard]] std::string describe(const FilterHint& hint);
/// One English sentence.
[[nodiscard]] std::string describe(const FilterWarning& warning);

/// The line that marks a part of an expression shown above it: spaces, '^' and '~' for each further
/// character. Characters count, not bytes: a tab stays a tab, a UTF-8 sequence is one.
[[nodiscard]] std::string underline(std::string_view expression, std::size_t position, std::size_t length);

} // namespace mqttscope::filter
