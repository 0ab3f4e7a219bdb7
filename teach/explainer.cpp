// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/explainer.h"

#include "analysis/value_text.h"
#include "dissector/field/field_table.h"
#include "teach/clauses.h"
#include "teach/gloss.h"
#include "teach/narration/packet_words.h"
#include "teach/number_text.h"
#include "teach/quotes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cctype>

namespace mqttscope::teach {
namespace {

using field::FieldId;
using field::FieldInfo;
using field::FieldValue;

/// A title is one line: longer texts are in the tree and in the bytes.
constexpr std::size_t kMaxTitleValue = 40;

/// The bits of a field, as many as its mask has.
std::string bitsText(const FieldInfo& info, std::uint64_t number)
{
    const int count = info.mask == 0 ? 8 : std::popcount(info.mask);
    return fmt::format("{:0{}b}", number, count);
}

} // namespace

Explanation Explainer::explain(const Subject& subject) const
{
    Explanation explanation;
    explanation.title = title(subject);
    explanation.clause = clauseText(subject.field, subject.version, {}, m_words->language());
    explanation.text = analysis::fillPlaces(
        textOf(subject), [&](const analysis::Place& place) { return placeText(subject, place.name); });
    return explanation;
}

std::string_view Explainer::textOf(const Subject& subject) const
{
    const std::string version = "-" + std::string{versionWord(subject.version)};
    if (subject.field == FieldId::Mqtt && subject.packet) {
        const std::string_view key = packetKey(*subject.packet);
        const std::string_view own = m_words->explanation("packet" + version, key);
        return own.empty() ? m_words->explanation("packet", key) : own;
    }
    std::string_view name = field::fieldInfo(subject.field).name;
    if (subject.value.kind == FieldValue::Kind::Number) {
        const std::string_view own = m_words->explanation("value", name, subject.value.number);
        if (!own.empty())
            return own;
    }
    while (!name.empty()) {
        for (const std::string& section : {"field" + version, std::string{"field"}}) {
            const std::string_view own = m_words->explanation(section, name);
            if (!own.empty())
                return own;
        }
        const std::size_t dot = name.rfind('.');
        name = dot == std::string_view::npos ? std::string_view{} : name.substr(0, dot);
    }
    return {};
}

std::string Explainer::shownValue(const Subject& subject) const
{
    const FieldInfo& info = field::fieldInfo(subject.field);
    if (subject.value.kind == FieldValue::Kind::None)
        return {};
    if (subject.value.kind == FieldValue::Kind::Number && info.unit != field::Unit::None) {
        const std::string_view unit = unitWord(info.unit, subject.value.number, m_words->language());
        return groupedNumber(subject.value.number, m_words->language()) + "\u00a0" + std::string{unit};
    }
    return inQuotes(analysis::valueText(info, subject.value, kMaxTitleValue), m_words->language());
}

std::string Explainer::name(FieldId field) const
{
    const std::string whole = m_words->label(field);
    const bool mqtt = field::fieldInfo(field).name.starts_with("mqtt");
    return std::string{mqtt ? withoutGloss(whole) : std::string_view{whole}};
}

std::string Explainer::title(const Subject& subject) const
{
    if (subject.field == FieldId::Mqtt && subject.packet)
        return m_words->valueName(FieldId::MqttMsgtype, static_cast<std::uint64_t>(*subject.packet));
    const std::string label = name(subject.field);
    const std::string value = shownValue(subject);
    if (value.empty())
        return label;
    std::string meaning;
    if (subject.value.kind == FieldValue::Kind::Number)
        meaning = m_words->meaning(subject.field, subject.value.number);
    return label + " = " + value + (meaning.empty() ? std::string{} : ", " + meaning);
}

std::string Explainer::placeText(const Subject& subject, std::string_view place) const
{
    const FieldInfo& info = field::fieldInfo(subject.field);
    const bool isNumber = subject.value.kind == FieldValue::Kind::Number;
    const std::uint64_t number = isNumber ? subject.value.number : 0;
    if (place == "number")
        return fmt::format("{}", number);
    if (place == "hex")
        return fmt::format("0x{:02X}", number);
    if (place == "bits")
        return bitsText(info, number);
    const std::string name = isNumber ? m_words->valueName(subject.field, number) : std::string{};
    if (place == "name")
        return name;
    if (place == "value")
        return shownValue(subject) + (name.empty() ? std::string{} : ", " + name);
    return {};
}

} // namespace mqttscope::teach
