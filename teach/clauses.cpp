// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/clauses.h"

#include "dissector/field/field_table.h"
#include "teach/embedded_content.h"
#include "teach/narration/packet_words.h"

#include <cassert>

namespace mqttscope::teach {
namespace {

TextTable builtIn()
{
    auto table = TextTable::parse(embeddedClauses());
    assert(table); // a test reads it
    return table ? std::move(*table) : TextTable{};
}

/// "3.1.2.3–3.1.2.9" as "3.1.2.3 to 3.1.2.9", in words that people read.
std::string inWords(std::string_view numbers, Language language)
{
    constexpr std::string_view kRange = "–";
    const std::string_view to = language == Language::French ? " à " : " to ";
    std::string out{numbers};
    for (std::size_t at = out.find(kRange); at != std::string::npos; at = out.find(kRange, at + to.size()))
        out.replace(at, kRange.size(), to);
    return out;
}

} // namespace

const TextTable& clauses()
{
    static const TextTable table = builtIn();
    return table;
}

std::string clauseText(field::FieldId field, mqtt::Version version, std::string_view conditions,
                       Language language)
{
    const field::FieldInfo& info = field::fieldInfo(field);
    if (!info.name.starts_with("mqtt"))
        return std::string{info.clause};
    std::string_view standard = versionWord(version);
    std::string_view numbers;
    if (!conditions.empty())
        numbers = clauses().find(textPath(standard, std::string{info.name} + " " + std::string{conditions}));
    if (numbers.empty())
        numbers = clauses().find(textPath(standard, info.name));
    if (numbers.empty()) {
        const bool five = !info.clause5.empty() && (version == mqtt::Version::V50 || info.clause.empty());
        numbers = five ? info.clause5 : info.clause;
        standard = five ? "5.0" : "3.1.1"; // the clauses of the table are those of 3.1.1 and 5.0
    }
    if (numbers.empty())
        return {};
    std::string out = "MQTT ";
    out += standard;
    out += language == Language::French ? " §\u202f" : " §";
    return out + inWords(numbers, language);
}

} // namespace mqttscope::teach
