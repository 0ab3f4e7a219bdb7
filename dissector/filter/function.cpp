// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/function.h"

#include "dissector/field/address_text.h"
#include "dissector/filter/character.h"

#include <algorithm>
#include <array>
#include <string>

namespace mqttscope::filter {
namespace {

using field::FieldType;

constexpr std::uint8_t kAny = UINT8_MAX;

/// In the order of the enumeration, which is that of the names.
constexpr std::array<FunctionInfo, 8> kFunctions = {{
    {Function::Abs, "abs", 1, 1, false, "absolute value"},
    {Function::Count, "count", 1, 1, true, "how often the frame has the field"},
    {Function::Len, "len", 1, 1, true, "length in bytes"},
    {Function::Lower, "lower", 1, 1, true, "in lower case"},
    {Function::Max, "max", 1, kAny, false, "greatest value"},
    {Function::Min, "min", 1, kAny, false, "least value"},
    {Function::String, "string", 1, 1, true, "number or address as text"},
    {Function::Upper, "upper", 1, 1, true, "in upper case"},
}};

std::uint64_t widthOf(FieldType type)
{
    if (type == FieldType::UInt8)
        return 1;
    if (type == FieldType::UInt16)
        return 2;
    if (type == FieldType::UInt32)
        return 4;
    return type == FieldType::UInt64 ? 8 : 0; // flags and times have no length for tshark
}

std::string textOf(const ValueType& type, const Value& value)
{
    const field::ByteView bytes = field::asBytes(value.bytes);
    if (type.kind == ValueClass::Ipv4)
        return bytes.size() == 4 ? field::ipv4Text(bytes) : std::string{};
    if (type.kind == ValueClass::Ipv6)
        return bytes.size() == 16 ? field::ipv6Text(bytes) : std::string{};
    if (type.type == FieldType::Ether)
        return field::macText(bytes);
    return value.kind == Value::Kind::Signed ? std::to_string(value.signedNumber())
                                             : std::to_string(value.number);
}

} // namespace

std::span<const FunctionInfo> functions()
{
    return kFunctions;
}

const FunctionInfo& functionInfo(Function function)
{
    return kFunctions[static_cast<std::size_t>(function)];
}

const FunctionInfo* findFunction(std::string_view name)
{
    const auto* const found = std::find_if(kFunctions.begin(), kFunctions.end(),
                                           [name](const FunctionInfo& info) { return info.name == name; });
    return found == kFunctions.end() ? nullptr : found;
}

bool takes(Function function, const ValueType& type)
{
    switch (function) {
    case Function::Abs:
        return type.kind == ValueClass::Number || type.kind == ValueClass::Interval ||
               type.kind == ValueClass::Boolean;
    case Function::Count:
        return true;
    case Function::Len:
    case Function::Max:
    case Function::Min:
        return type.kind != ValueClass::None;
    case Function::Lower:
    case Function::Upper:
        return type.kind == ValueClass::Text;
    case Function::String:
        return type.kind == ValueClass::Number || type.kind == ValueClass::Ipv4 ||
               type.kind == ValueClass::Ipv6 || type.type == FieldType::Ether;
    }
    return false;
}

ValueType resultOf(Function function, const ValueType& argument)
{
    ValueType type;
    type.name = functionInfo(function).name;
    switch (function) {
    case Function::Abs:
    case Function::Max:
    case Function::Min:
        type = argument;
        type.slice = false;
        return type;
    case Function::Count:
    case Function::Len:
        type.kind = ValueClass::Number;
        type.type = FieldType::UInt32;
        return type;
    case Function::Lower:
    case Function::String:
    case Function::Upper:
        type.kind = ValueClass::Text;
        type.type = FieldType::String;
        return type;
    }
    return type;
}

Value applyFunction(Function function, const ValueType& type, const Value& value, std::string& storage)
{
    switch (function) {
    case Function::Abs:
        if (value.kind == Value::Kind::Signed && value.signedNumber() < 0)
            return negate(value).value_or(Value{});
        return value;
    case Function::Len:
        return Value::ofUnsigned(value.kind == Value::Kind::Bytes ? value.bytes.size() : widthOf(type.type));
    case Function::Lower:
    case Function::Upper:
        storage.resize(value.bytes.size());
        std::transform(value.bytes.begin(), value.bytes.end(), storage.begin(),
                       function == Function::Lower ? lowerCase : upperCase);
        return Value::ofBytes(storage);
    case Function::String:
        storage = textOf(type, value);
        return Value::ofBytes(storage);
    case Function::Count:
    case Function::Max:
    case Function::Min:
        break;
    }
    return {};
}

} // namespace mqttscope::filter
