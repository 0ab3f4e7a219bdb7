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
    const char* text; ///< with {text}, {field}, {instead}
};

/// In the order of the codes.
constexpr std::array kErrors = std::to_array<Sentence<ErrorCode>>({
    {ErrorCode::TooLong, "The filter is too long."},
    {ErrorCode::TooDeep, "The filter is nested too deeply."},
    {ErrorCode::UnterminatedString, "The final quote is missing."},
    {ErrorCode::BadEscape, "\"{text}\" is not a valid character escape."},
    {ErrorCode::NotACharacter, "{text} is not one character."},
    {ErrorCode::NotSupported, "\"{text}\" is not supported here."},
    {ErrorCode::UnexpectedCharacter, "\"{text}\" was unexpected in this context."},
    {ErrorCode::UnexpectedToken, "\"{text}\" was unexpected in this context."},
    {ErrorCode::UnexpectedEnd, "Unexpected end of the filter."},
    {ErrorCode::MissingParenthesis, "A closing parenthesis is missing."},
    {ErrorCode::MissingBrace, "A closing brace is missing."},
    {ErrorCode::MissingBracket, "A closing bracket is missing."},
    {ErrorCode::ParenthesesAroundValue, "Parentheses group tests, not values."},
    {ErrorCode::UnknownField, "\"{text}\" is neither a field nor a protocol name."},
    {ErrorCode::NoField, "The left side of a comparison must be a field, not {text}."},
    {ErrorCode::NoValue, "{field} has no value: it can only be present or absent."},
    {ErrorCode::TypeMismatch, "{field} and {text} are not of compatible types."},
    {ErrorCode::NotANumber, "\"{text}\" is neither a number nor the name of a value of {field}."},
    {ErrorCode::NumberTooLarge, "\"{text}\" is too big for {field}."},
    {ErrorCode::NoMinus, "A value of {field} cannot be negative."},
    {ErrorCode::NotABoolean, "\"{text}\" is neither true nor false."},
    {ErrorCode::NotText, "\"{text}\" cannot be compared with the text {field}."},
    {ErrorCode::NotBytes, "\"{text}\" is not a byte string."},
    {ErrorCode::NotAnAddress, "\"{text}\" is not an address as {field} holds it."},
    {ErrorCode::NotAPrefix, "\"{text}\" has more prefix bits than an address of {field}."},
    {ErrorCode::NotATime, "\"{text}\" is not a number of seconds."},
    {ErrorCode::NotADate, "\"{text}\" is not a date and time."},
    {ErrorCode::NoContains, "Nothing can be looked for inside {field}: it is neither text nor bytes."},
    {ErrorCode::NoMatches, "{field} cannot be matched: it is neither text nor bytes."},
    {ErrorCode::PatternNotQuoted, "A regular expression stands between double quotes, unlike {text}."},
    {ErrorCode::BadPattern, "The regular expression is wrong: {text}."},
    {ErrorCode::PatternTooLarge, "The regular expression is too large."},
    {ErrorCode::NoSlice, "{field} cannot be cut into slices: it is neither text nor bytes."},
    {ErrorCode::SliceOfValue, "Only fields and functions have slices, not {text}."},
    {ErrorCode::NotARange, "\"{text}\" is not a range of bytes."},
    {ErrorCode::RangeTooLarge, "\"{text}\" has a number that is too large."},
    {ErrorCode::RangeLength, "\"{text}\" has no length: behind the colon stands how many bytes."},
    {ErrorCode::RangeSigns, "\"{text}\" begins at one end and ends at the other."},
    {ErrorCode::RangeBackwards, "\"{text}\" does not end behind its beginning."},
    {ErrorCode::NoLayer, "Behind # stands the number of a layer, or a range in brackets."},
    {ErrorCode::LayerOfValue, "Only fields have layers, not {text}."},
    {ErrorCode::SetOfNoField, "Only a field can be looked up in a set, not {text}."},
    {ErrorCode::SliceInSet, "A slice may not stand in a set."},
    {ErrorCode::NoArithmetic, "\"{text}\" cannot be applied to {field}."},
    {ErrorCode::NotAnOperand, "{text} is nothing to calculate with."},
    {ErrorCode::UnknownFunction, "There is no function named {text}."},
    {ErrorCode::FunctionAlone, "{text}() has a value: compare it with something."},
    {ErrorCode::ArgumentCount, "{text}() has too few or too many arguments."},
    {ErrorCode::ArgumentNoField, "An argument of {field}() must be a field, not {text}."},
    {ErrorCode::ArgumentType, "{field}() does not take {text}."},
    {ErrorCode::ArgumentsDiffer, "The arguments of {field}() must have one type: {text} has another."},
});

constexpr std::array kHints = std::to_array<Sentence<HintCode>>({
    {HintCode::None, ""},
    {HintCode::DidYouMean, "Did you mean {text}?"},
    {HintCode::DoubleEquals, "Equality is tested with ==."},
    {HintCode::AndOr, "Tests are joined with {text}."},
    {HintCode::LowerCase, "Operators are written in lower case: {text}."},
    {HintCode::NotEqual, "Inequality is tested with !=."},
    {HintCode::CloseQuote, "Text ends with the quote that it begins with."},
    {HintCode::QuoteText, "Put the text between double quotes."},
    {HintCode::FieldFirst, "The field comes first, then the value: {text}."},
    {HintCode::UseBraces, "Values are grouped with {{ and }}; a field is compared without parentheses."},
    {HintCode::UseString, "string({text}) makes it a text."},
    {HintCode::Values, "Its values have names: {text}."},
    {HintCode::IsNumber, "The field holds a number."},
    {HintCode::IsBoolean, "The field is True or False, 1 or 0."},
    {HintCode::IsBytes, "The field holds bytes: 01:ff, or text between double quotes."},
    {HintCode::IsAddress4, "The field holds an IPv4 address, as 192.0.2.1 or 192.0.2.0/24."},
    {HintCode::IsAddress6, "The field holds an IPv6 address, as 2001:db8::1 or 2001:db8::/32."},
    {HintCode::IsLinkAddress, "The field holds a link-layer address, as 00:11:22:aa:bb:cc."},
    {HintCode::IsSeconds, "The field holds seconds, as 1.5."},
    {HintCode::IsDate, "The field holds a moment, as \"2026-11-25 21:30:00\"."},
    {HintCode::CommaBetween, "The values of a set have commas between them."},
    {HintCode::WriteNumber, "Write the value itself."},
    {HintCode::CompareFunction, "As in {text}(...) > 0."},
    {HintCode::EscapeBackslash, "\\\\ stands for a backslash; r\"...\" takes backslashes as they are."},
});

constexpr std::array kWarnings = std::to_array<Sentence<WarningCode>>({
    {WarningCode::DeprecatedOperator, "\"{text}\" is an old spelling of \"{instead}\"."},
    {WarningCode::NeverTrue, "A value below zero is compared with {text}, which never is."},
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

/// Long texts are cut: the place in the expression says the rest.
std::string shown(const std::string& text)
{
    constexpr std::size_t kMaxShown = 60;
    return text.size() <= kMaxShown ? text : text.substr(0, kMaxShown) + "...";
}

template <class Table, class Code>
std::string fill(const Table& table, Code code, const std::string& text, const std::string& field,
                 const std::string& instead)
{
    return fmt::format(fmt::runtime(table[static_cast<std::size_t>(code)].text),
                       fmt::arg("text", shown(text)), fmt::arg("field", shown(field)),
                       fmt::arg("instead", instead));
}

bool beginsCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

} // namespace

std::string describe(const FilterError& error)
{
    if (error.code == ErrorCode::UnexpectedCharacter &&
        (error.text.size() != 1 || !isPrintable(error.text.front())))
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
