// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/filter_error.h"

#include "dissector/filter/character.h"

#include <fmt/format.h>

namespace mqttscope::filter {
namespace {

/// Long texts are cut: the place in the expression says the rest.
std::string shown(const std::string& text)
{
    constexpr std::size_t kMaxShown = 60;
    return text.size() <= kMaxShown ? text : text.substr(0, kMaxShown) + "...";
}

} // namespace

std::string describe(const FilterError& error)
{
    switch (error.code) {
    case ErrorCode::TooLong:
        return "The filter is too long.";
    case ErrorCode::TooDeep:
        return "The filter is nested too deeply.";
    case ErrorCode::UnterminatedString:
        return "The final quote is missing.";
    case ErrorCode::BadEscape:
        return fmt::format("\"{}\" is not a valid character escape.", shown(error.text));
    case ErrorCode::NotACharacter:
        return fmt::format("{} is not one character.", shown(error.text));
    case ErrorCode::NotSupported:
        return fmt::format("\"{}\" is not supported here.", shown(error.text));
    case ErrorCode::UnexpectedCharacter:
        if (error.text.size() != 1 || !isPrintable(error.text.front()))
            return "This character may only stand between double quotes.";
        return fmt::format("\"{}\" was unexpected in this context.", error.text);
    case ErrorCode::UnexpectedToken:
        return fmt::format("\"{}\" was unexpected in this context.", shown(error.text));
    case ErrorCode::UnexpectedEnd:
        return "Unexpected end of the filter.";
    case ErrorCode::MissingParenthesis:
        return "A closing parenthesis is missing.";
    case ErrorCode::UnknownField:
        return fmt::format("\"{}\" is neither a field nor a protocol name.", shown(error.text));
    case ErrorCode::NoField:
        return fmt::format("The left side of a comparison must be a field, not {}.", shown(error.text));
    case ErrorCode::NoValue:
        return fmt::format("{} has no value: it can only be present or absent.", error.field);
    case ErrorCode::TypeMismatch:
        return fmt::format("{} and {} are not of compatible types.", error.field, shown(error.text));
    case ErrorCode::NotANumber:
        return fmt::format("\"{}\" is neither a number nor the name of a value of {}.", shown(error.text),
                           error.field);
    case ErrorCode::NumberTooLarge:
        return fmt::format("\"{}\" is too big for {}.", shown(error.text), error.field);
    case ErrorCode::NoMinus:
        return fmt::format("A value of {} cannot be negative.", error.field);
    case ErrorCode::NotABoolean:
        return fmt::format("\"{}\" is neither true nor false.", shown(error.text));
    case ErrorCode::NotText:
        return fmt::format("\"{}\" cannot be compared with the text {}.", shown(error.text), error.field);
    case ErrorCode::NotBytes:
        return fmt::format("\"{}\" is not a byte string.", shown(error.text));
    case ErrorCode::NotAnAddress:
        return fmt::format("\"{}\" is not an address as {} holds it.", shown(error.text), error.field);
    case ErrorCode::NotAPrefix:
        return fmt::format("\"{}\" has more prefix bits than an address of {}.", shown(error.text),
                           error.field);
    case ErrorCode::NotATime:
        return fmt::format("\"{}\" is not a time.", shown(error.text));
    }
    return {};
}

} // namespace mqttscope::filter
