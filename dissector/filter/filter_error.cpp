// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/filter_error.h"

#include "dissector/filter/character.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace mqttscope::filter {
namespace {

template <class Code> struct Sentence {
    Code code;
    std::string_view name; ///< in kebab case
    const char* text;      ///< with {text}, {field}, {instead}
};

/// In the order of the codes.
constexpr std::array kErrors = std::to_array<Sentence<ErrorCode>>({
    {ErrorCode::TooLong, "too-long", "The filter is too long."},
    {ErrorCode::TooDeep, "too-deep", "The filter is nested too deeply."},
    {ErrorCode::UnterminatedString, "unterminated-string", "The final quote is missing."},
    {ErrorCode::BadEscape, "bad-escape", "\"{text}\" is not a valid character escape."},
    {ErrorCode::NotACharacter, "not-a-character", "{text} is not one character."},
    {ErrorCode::NotSupported, "not-supported", "\"{text}\" is not supported here."},
    {ErrorCode::UnexpectedCharacter, "unexpected-character", "\"{text}\" was unexpected in this context."},
    {ErrorCode::UnexpectedToken, "unexpected-token", "\"{text}\" was unexpected in this context."},
    {ErrorCode::UnexpectedEnd, "unexpected-end", "Unexpected end of the filter."},
    {ErrorCode::MissingParenthesis, "missing-parenthesis", "A closing parenthesis is missing."},
    {ErrorCode::MissingBrace, "missing-brace", "A closing brace is missing."},
    {ErrorCode::MissingBracket, "missing-bracket", "A closing bracket is missing."},
    {ErrorCode::ParenthesesAroundValue, "parentheses-around-value", "Parentheses group tests, not values."},
    {ErrorCode::UnknownField, "unknown-field", "\"{text}\" is neither a field nor a protocol name."},
    {ErrorCode::NoField, "no-field", "The left side of a comparison must be a field, not {text}."},
    {ErrorCode::NoValue, "no-value", "{field} has no value: it can only be present or absent."},
    {ErrorCode::TypeMismatch, "type-mismatch", "{field} and {text} are not of compatible types."},
    {ErrorCode::NotANumber, "not-a-number",
     "\"{text}\" is neither a number nor the name of a value of {field}."},
    {ErrorCode::NumberTooLarge, "number-too-large", "\"{text}\" is too big for {field}."},
    {ErrorCode::NoMinus, "no-minus", "A value of {field} cannot be negative."},
    {ErrorCode::NotABoolean, "not-a-boolean", "\"{text}\" is neither true nor false."},
    {ErrorCode::NotText, "not-text", "\"{text}\" cannot be compared with the text {field}."},
    {ErrorCode::NotBytes, "not-bytes", "\"{text}\" is not a byte string."},
    {ErrorCode::NotAnAddress, "not-an-address", "\"{text}\" is not an address as {field} holds it."},
    {ErrorCode::NotAPrefix, "not-a-prefix", "\"{text}\" has more prefix bits than an address of {field}."},
    {ErrorCode::NotATime, "not-a-time", "\"{text}\" is not a number of seconds."},
    {ErrorCode::NotADate, "not-a-date", "\"{text}\" is not a date and time."},
    {ErrorCode::NoContains, "no-contains",
     "Nothing can be looked for inside {field}: it is neither text nor bytes."},
    {ErrorCode::NoMatches, "no-matches", "{field} cannot be matched: it is neither text nor bytes."},
    {ErrorCode::PatternNotQuoted, "pattern-not-quoted",
     "A regular expression stands between double quotes, unlike {text}."},
    {ErrorCode::BadPattern, "bad-pattern", "The regular expression is wrong: {text}."},
    {ErrorCode::PatternTooLarge, "pattern-too-large", "The regular expression is too large."},
    {ErrorCode::NoSlice, "no-slice", "{field} cannot be cut into slices: it is neither text nor bytes."},
    {ErrorCode::SliceOfValue, "slice-of-value", "Only fields and functions have slices, not {text}."},
    {ErrorCode::NotARange, "not-a-range", "\"{text}\" is not a range of bytes."},
    {ErrorCode::RangeTooLarge, "range-too-large", "\"{text}\" has a number that is too large."},
    {ErrorCode::RangeLength, "range-length",
     "\"{text}\" has no length: behind the colon stands how many bytes."},
    {ErrorCode::RangeSigns, "range-signs", "\"{text}\" begins at one end and ends at the other."},
    {ErrorCode::RangeBackwards, "range-backwards", "\"{text}\" does not end behind its beginning."},
    {ErrorCode::NoLayer, "no-layer", "Behind # stands the number of a layer, or a range in brackets."},
    {ErrorCode::LayerOfValue, "layer-of-value", "Only fields have layers, not {text}."},
    {ErrorCode::SetOfNoField, "set-of-no-field", "Only a field can be looked up in a set, not {text}."},
    {ErrorCode::SliceInSet, "slice-in-set", "A slice may not stand in a set."},
    {ErrorCode::NoArithmetic, "no-arithmetic", "\"{text}\" cannot be applied to {field}."},
    {ErrorCode::NotAnOperand, "not-an-operand", "{text} is nothing to calculate with."},
    {ErrorCode::UnknownFunction, "unknown-function", "There is no function named {text}."},
    {ErrorCode::FunctionAlone, "function-alone", "{text}() has a value: compare it with something."},
    {ErrorCode::ArgumentCount, "argument-count", "{text}() has too few or too many arguments."},
    {ErrorCode::ArgumentNoField, "argument-no-field",
     "An argument of {field}() must be a field, not {text}."},
    {ErrorCode::ArgumentType, "argument-type", "{field}() does not take {text}."},
    {ErrorCode::ArgumentsDiffer, "arguments-differ",
     "The arguments of {field}() must have one type: {text} has another."},
});

constexpr std::array kHints = std::to_array<Sentence<HintCode>>({
    {HintCode::None, "none", ""},
    {HintCode::DidYouMean, "did-you-mean", "Did you mean {text}?"},
    {HintCode::DoubleEquals, "double-equals", "Equality is tested with ==."},
    {HintCode::AndOr, "and-or", "Tests are joined with {text}."},
    {HintCode::LowerCase, "lower-case", "Operators are written in lower case: {text}."},
    {HintCode::NotEqual, "not-equal", "Inequality is tested with !=."},
    {HintCode::CloseQuote, "close-quote", "Text ends with the quote that it begins with."},
    {HintCode::QuoteText, "quote-text", "Put the text between double quotes."},
    {HintCode::FieldFirst, "field-first", "The field comes first, then the value: {text}."},
    {HintCode::UseBraces, "use-braces",
     "Values are grouped with braces; a field is compared without parentheses."},
    {HintCode::UseString, "use-string", "string({text}) makes it a text."},
    {HintCode::Values, "values", "Its values have names: {text}."},
    {HintCode::IsNumber, "is-number", "The field holds a number."},
    {HintCode::IsBoolean, "is-boolean", "The field is True or False, 1 or 0."},
    {HintCode::IsBytes, "is-bytes", "The field holds bytes: 01:ff, or text between double quotes."},
    {HintCode::IsAddress4, "is-address-4", "The field holds an IPv4 address, as 192.0.2.1 or 192.0.2.0/24."},
    {HintCode::IsAddress6, "is-address-6",
     "The field holds an IPv6 address, as 2001:db8::1 or 2001:db8::/32."},
    {HintCode::IsLinkAddress, "is-link-address",
     "The field holds a link-layer address, as 00:11:22:aa:bb:cc."},
    {HintCode::IsSeconds, "is-seconds", "The field holds seconds, as 1.5."},
    {HintCode::IsDate, "is-date", "The field holds a moment, as \"2026-11-25 21:30:00\"."},
    {HintCode::CommaBetween, "comma-between", "The values of a set have commas between them."},
    {HintCode::WriteNumber, "write-number", "Write the value itself."},
    {HintCode::CompareFunction, "compare-function", "As in {text}(...) > 0."},
    {HintCode::EscapeBackslash, "escape-backslash",
     "\\\\ stands for a backslash; r\"...\" takes backslashes as they are."},
});

constexpr std::array kWarnings = std::to_array<Sentence<WarningCode>>({
    {WarningCode::DeprecatedOperator, "deprecated-operator",
     "\"{text}\" is an old spelling of \"{instead}\"."},
    {WarningCode::NeverTrue, "never-true", "A value below zero is compared with {text}, which never is."},
});

template <class Code, std::size_t size>
constexpr bool standInOrder(const std::array<Sentence<Code>, size>& sentences, Code last)
{
    for (std::size_t i = 0; i < size; ++i) {
        if (static_cast<std::size_t>(sentences[i].code) != i)
            return false;
    }
    return sentences.back().code == last;
}
static_assert(standInOrder(kErrors, ErrorCode::ArgumentsDiffer));
static_assert(standInOrder(kHints, HintCode::EscapeBackslash));
static_assert(standInOrder(kWarnings, WarningCode::NeverTrue));

template <class Table, class Code>
std::string fill(const Table& table, Code code, const std::string& text, const std::string& field,
                 const std::string& instead)
{
    return fmt::format(fmt::runtime(table[static_cast<std::size_t>(code)].text),
                       fmt::arg("text", shortened(text)), fmt::arg("field", shortened(field)),
                       fmt::arg("instead", instead));
}

bool beginsCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

} // namespace

std::string_view codeName(ErrorCode code)
{
    return kErrors[static_cast<std::size_t>(code)].name;
}

std::string_view codeName(HintCode code)
{
    return kHints[static_cast<std::size_t>(code)].name;
}

std::string_view codeName(WarningCode code)
{
    return kWarnings[static_cast<std::size_t>(code)].name;
}

bool isUnprintable(const FilterError& error)
{
    return error.code == ErrorCode::UnexpectedCharacter &&
           (error.text.size() != 1 || !isPrintable(error.text.front()));
}

std::string shortened(const std::string& text)
{
    constexpr std::size_t kMaxShown = 60;
    if (text.size() <= kMaxShown)
        return text;
    std::size_t end = kMaxShown;
    while (end > 0 && !beginsCharacter(text[end]))
        --end;
    return text.substr(0, end) + "...";
}

std::string describe(const FilterError& error)
{
    if (isUnprintable(error))
        return "This character may only stand between double quotes.";
    return fill(kErrors, error.code, error.text, error.field, {});
}

std::string describe(const FilterHint& hint)
{
    return fill(kHints, hint.code, hint.text, {}, {});
}

std::string describe(const FilterWarning& warning)
{
    return fill(kWarnings, warning.code, warning.text, {}, warning.instead);
}

std::string underline(std::string_view expression, std::size_t position, std::size_t length)
{
    std::string line;
    for (const char c : expression.substr(0, position)) {
        if (c == '\t' || beginsCharacter(c))
            line += c == '\t' ? '\t' : ' ';
    }
    line += '^';
    const std::string_view marked =
        position < expression.size() ? expression.substr(position, length) : std::string_view{};
    const auto characters = std::count_if(marked.begin(), marked.end(), beginsCharacter);
    line.append(static_cast<std::size_t>(characters > 1 ? characters - 1 : 0), '~');
    return line;
}

} // namespace mqttscope::filter
