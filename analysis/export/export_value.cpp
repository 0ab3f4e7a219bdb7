// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/export_value.h"

#include "analysis/export/json_text.h"
#include "analysis/value_text.h"
#include "dissector/field/field_table.h"
#include "dissector/mqtt/utf8.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>

namespace mqttscope::analysis {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

void appendColonHex(std::string& out, field::ByteView bytes)
{
    const std::size_t start = out.size();
    out.resize(start + bytes.size() * 3);
    char* to = out.data() + start;
    for (const std::uint8_t byte : bytes) {
        *to++ = kDigits[byte >> 4];
        *to++ = kDigits[byte & 15];
        *to++ = ':';
    }
    if (!bytes.empty())
        out.pop_back();
}

/// Bits of a field that stands in more bytes than a number has (an address).
std::uint64_t numberIn(field::ByteView bytes)
{
    std::uint64_t number = 0;
    for (const std::uint8_t byte : bytes)
        number = number << 8 | byte;
    return number;
}

} // namespace

void appendShown(std::string& out, const ExportNode& node)
{
    if (node.value.kind == field::FieldValue::Kind::None)
        return;
    switch (field::fieldInfo(node.id).type) {
    case field::FieldType::Bytes:
        return appendColonHex(out, node.value.bytes);
    case field::FieldType::String:
        return mqtt::appendPrintable(out, field::asText(node.value.bytes));
    case field::FieldType::None:
        return;
    case field::FieldType::Boolean:
    case field::FieldType::UInt8:
    case field::FieldType::UInt16:
    case field::FieldType::UInt32:
    case field::FieldType::UInt64:
    case field::FieldType::Ether:
    case field::FieldType::Ipv4:
    case field::FieldType::Ipv6:
    case field::FieldType::Time:
    case field::FieldType::Interval:
        return appendFieldValue(out, node.id, node.value);
    }
}

void appendShownJson(std::string& out, const ExportNode& node)
{
    if (field::fieldInfo(node.id).type == field::FieldType::String) {
        std::string text;
        appendShown(text, node);
        appendJsonString(out, text);
        return;
    }
    out += '"';
    appendShown(out, node); // digits, addresses and names of zones: nothing to escape
    out += '"';
}

void appendRaw(std::string& out, const ExportNode& node)
{
    if (node.mask == 0) {
        appendHex(out, node.bytes);
        return;
    }
    const std::uint64_t number = (numberIn(node.bytes) & node.mask) >> std::countr_zero(node.mask);
    std::array<char, 16> digits; // NOLINT(cppcoreguidelines-pro-type-member-init): to_chars fills it
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
    // Wireshark writes these in capitals, and bytes not.
    std::transform(digits.data(), end, digits.data(),
                   [](char c) { return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c; });
    out.append(digits.data(), end);
}

void appendHex(std::string& out, field::ByteView bytes)
{
    const std::size_t start = out.size();
    out.resize(start + bytes.size() * 2);
    char* to = out.data() + start;
    for (const std::uint8_t byte : bytes) {
        *to++ = kDigits[byte >> 4];
        *to++ = kDigits[byte & 15];
    }
}

} // namespace mqttscope::analysis
