// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/filter_error.h"

#include <fmt/format.h>

namespace mqttscope::filter {

std::string describe(const FilterError& error)
{
    switch (error.code) {
    case ErrorCode::TooLong:
        return "The filter is too long.";
    case ErrorCode::TooDeep:
        return "The filter is nested too deeply.";
    case ErrorCode::TooManyTerms:
        return "The filter has too many terms.";
    case ErrorCode::UnterminatedString:
        return "The final quote is missing.";
    case ErrorCode::BadEscape:
        return fmt::format("\"{}\" is not a valid character escape.", error.text);
    case ErrorCode::UnexpectedCharacter:
    case ErrorCode::UnexpectedToken:
        return fmt::format("\"{}\" was unexpected in this context.", error.text);
    case ErrorCode::UnexpectedEnd:
        return "Unexpected end of the filter.";
    case ErrorCode::MissingParenthesis:
        return "A closing parenthesis is missing.";
    case ErrorCode::UnknownOperator:
        return fmt::format("\"{}\" is not an operator.", error.text);
    case ErrorCode::UnknownField:
        return fmt::format("\"{}\" is neither a field nor a protocol name.", error.text);
    case ErrorCode::NoField:
        return "One side of a comparison must be a field.";
    case ErrorCode::NoValue:
        return fmt::format("{} has no value: it can only be present or absent.", error.field);
    case ErrorCode::TypeMismatch:
        return fmt::format("{} and {} are not of compatible types.", error.field, error.text);
    case ErrorCode::NotANumber:
        return fmt::format("\"{}\" is neither a number nor the name of a value of {}.", error.text,
                           error.field);
    case ErrorCode::NumberTooLarge:
        return fmt::format("\"{}\" is too big for {}.", error.text, error.field);
    case ErrorCode::NegativeNumber:
        return fmt::format("\"{}\" is negative, {} never is.", error.text, error.field);
    case ErrorCode::NotABoolean:
        return fmt::format("\"{}\" is neither true nor false.", error.text);
    case ErrorCode::NotText:
        return fmt::format("\"{}\" cannot be compared with the text {}.", error.text, error.field);
    case ErrorCode::NotBytes:
        return fmt::format("\"{}\" is not a byte string.", error.text);
    case ErrorCode::NotAnAddress:
        return fmt::format("\"{}\" is not an address as {} holds it.", error.text, error.field);
    case ErrorCode::NotATime:
        return fmt::format("\"{}\" is not a time.", error.text);
    }
    return {};
}

} // namespace mqttscope::filter
