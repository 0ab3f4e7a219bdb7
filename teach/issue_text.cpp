// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/issue_text.h"

#include "dissector/field/field_table.h"
#include "teach/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace mqttscope::teach {
namespace {

using analysis::Place;
using analysis::Vocabulary;
using field::FieldId;

struct FormatName {
    std::string_view name;
    NumberFormat format;
};

constexpr std::array kFormatNames = std::to_array<FormatName>({
    {"", NumberFormat::Number},
    {"id", NumberFormat::Id},
    {"bytes", NumberFormat::Bytes},
    {"seconds", NumberFormat::Seconds},
    {"milliseconds", NumberFormat::Milliseconds},
    {"hex", NumberFormat::Hex},
    {"bits", NumberFormat::Bits},
    {"flags", NumberFormat::Flags},
    {"value", NumberFormat::Value},
    {"packetType", NumberFormat::PacketType},
    {"property", NumberFormat::Property},
    {"reason", NumberFormat::Reason},
    {"character", NumberFormat::Character},
});

/// Where names of reason codes are looked for: together these tables have every code of MQTT 5.0.
constexpr std::array kReasonFields = {FieldId::MqttDisconnectReason, FieldId::MqttConnackReason,
                                      FieldId::MqttSubackReason,     FieldId::MqttUnsubackReason,
                                      FieldId::MqttPubackReason,     FieldId::MqttPubrelReason,
                                      FieldId::MqttAuthReason};

std::string hexText(std::uint64_t number)
{
    const std::string digits = fmt::format("{:x}", number);
    return digits.size() % 2 == 0 ? "0x" + digits : "0x0" + digits;
}

std::string withName(std::string number, const std::string& name)
{
    return name.empty() ? std::move(number) : fmt::format("{} ({})", number, name);
}

std::string fieldValueText(std::uint64_t number, FieldId id, const Vocabulary& words, Language language)
{
    const field::FieldInfo& info = field::fieldInfo(id);
    std::string shown =
        info.display == field::Display::Hex ? hexText(number) : groupedNumber(number, language);
    if (info.unit != field::Unit::None)
        return words.quantity(info.unit, number);
    return withName(std::move(shown), words.valueName(id, number));
}

std::string reasonText(std::uint64_t code, FieldId at, const Vocabulary& words)
{
    std::string name = words.valueName(at, code);
    for (auto id = kReasonFields.begin(); name.empty() && id != kReasonFields.end(); ++id)
        name = words.valueName(*id, code);
    return withName(hexText(code), name);
}

} // namespace

std::optional<NumberFormat> numberFormatOf(std::string_view name)
{
    const auto* found = std::find_if(kFormatNames.begin(), kFormatNames.end(),
                                     [&](const FormatName& row) { return row.name == name; });
    return found != kFormatNames.end() ? std::optional{found->format} : std::nullopt;
}

std::string numberText(std::uint64_t number, NumberFormat format, FieldId field, const Vocabulary& words,
                       Language language)
{
    switch (format) {
    case NumberFormat::Number:
        return groupedNumber(number, language);
    case NumberFormat::Id:
        return fmt::format("{}", number);
    case NumberFormat::Bytes:
        return groupedNumber(number, language) + (language == Language::French ? "\u00a0" : " ") +
               std::string{unitWord(field::Unit::Bytes, number, language)};
    case NumberFormat::Seconds:
        return secondsText(number * 1000, language);
    case NumberFormat::Milliseconds:
        return secondsText(number, language);
    case NumberFormat::Hex:
        return hexText(number);
    case NumberFormat::Bits:
        return fmt::format("{:04b} {:04b}", (number >> 4) & 15, number & 15);
    case NumberFormat::Flags:
        return fmt::format("{:04b}", number & 15);
    case NumberFormat::Value:
        return fieldValueText(number, field, words, language);
    case NumberFormat::PacketType: {
        const std::string name = words.valueName(FieldId::MqttMsgtype, number);
        return name.empty() ? fmt::format("{}", number) : name;
    }
    case NumberFormat::Property: {
        const std::string name = words.valueName(FieldId::MqttPropertyId, number);
        return name.empty() ? hexText(number) : fmt::format("{} ({})", name, hexText(number));
    }
    case NumberFormat::Reason:
        return reasonText(number, field, words);
    case NumberFormat::Character:
        return fmt::format("U+{:04X}", number);
    }
    return {};
}

std::string issueSentence(std::string_view text, const field::Issue& issue, const Vocabulary& words,
                          Language language)
{
    return analysis::fillPlaces(text, [&](const Place& place) {
        if (place.name == "field")
            return issue.field == FieldId::None ? words.phrase(analysis::Phrase::Here)
                                                : words.label(issue.field);
        const auto format = numberFormatOf(place.format);
        if (!format)
            return std::string{};
        if (place.name == "expected")
            return numberText(issue.expected, *format, issue.field, words, language);
        if (place.name == "found")
            return numberText(issue.found, *format, issue.field, words, language);
        return std::string{};
    });
}

} // namespace mqttscope::teach
