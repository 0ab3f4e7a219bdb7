// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/filter/value.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace mqttscope::filter {

/// The functions of the language.
enum class Function : std::uint8_t {
    Abs,    ///< a number without its sign
    Count,  ///< how often the frame has a field
    Len,    ///< bytes of each value
    Lower,  ///< text in lower case
    Max,    ///< the greatest of all values
    Min,    ///< the least of all values
    String, ///< numbers and addresses as text
    Upper,  ///< text in upper case
};

/// What a function takes and gives.
struct FunctionInfo {
    Function function;
    std::string_view name;
    std::uint8_t leastArguments;
    std::uint8_t mostArguments; ///< UINT8_MAX: any number
    bool fieldsOnly;            ///< arguments are fields, not results of anything
    std::string_view label;     ///< in English, a few words
};

[[nodiscard]] std::span<const FunctionInfo> functions();
[[nodiscard]] const FunctionInfo& functionInfo(Function function);
/// Null if there is none of that name.
[[nodiscard]] const FunctionInfo* findFunction(std::string_view name);
/// Whether a function takes values of a type.
[[nodiscard]] bool takes(Function function, const ValueType& type);
/// The type of the result for an argument of a type.
[[nodiscard]] ValueType resultOf(Function function, const ValueType& argument);

/// Of one value: Abs, Len, Lower, String, Upper. `storage` keeps a text that is made.
[[nodiscard]] Value applyFunction(Function function, const ValueType& type, const Value& value,
                                  std::string& storage);

} // namespace mqttscope::filter
