// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/narration/condition.h"

#include "dissector/field/field_table.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mqttscope::teach {
namespace {

constexpr std::string_view kIssue = "issue";
constexpr std::string_view kByte = "byte=";
constexpr std::string_view kProperty = "property=";

/// Behind `issue` and what compares numbers or fields.
constexpr std::array<std::string_view, 64> kWords = {
    kIssue,        "connect",   "connack",    "publish",     "puback",      "pubrec",  "pubrel",
    "pubcomp",     "subscribe", "suback",     "unsubscribe", "unsuback",    "pingreq", "pingresp",
    "disconnect",  "auth",      "reserved",   "from-client", "from-server", "first",   "last",
    "only",        "middle",    "packet-end", "header-end",  "zero",        "same",    "ascends",
    "descends",    "lookalike", "level",      "wildcard",    "dollar",      "space",   "control",
    "punctuation", "digit",     "lower",      "upper",       "letter",      "utf8-2",  "utf8-3",
    "utf8-4",      "utf8-more", "ascii-text", "utf8-text",   "json",        "shared",  "little",
    "3.1",         "3.1.1",     "5.0",        "set",         "clear",       "d7",      "d6",
    "d5",          "d4",        "d3",         "d2",          "d1",          "d0",      "empty",
    "will"};

std::optional<std::uint64_t> numberIn(std::string_view digits)
{
    std::uint64_t number = 0;
    const char* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, number);
    if (digits.empty() || error != std::errc{} || stop != end)
        return std::nullopt;
    return number;
}

std::optional<Condition> numeric(Condition::Kind kind, std::string_view digits)
{
    Condition condition;
    condition.kind = kind;
    condition.number = numberIn(digits);
    if (!condition.number)
        return std::nullopt;
    return condition;
}

std::optional<Condition> fieldCondition(std::string_view word)
{
    Condition condition;
    condition.kind = Condition::Kind::Field;
    const std::size_t equals = word.find('=');
    condition.word = word.substr(0, equals);
    if (field::findFields(condition.word).empty())
        return std::nullopt;
    if (equals != std::string_view::npos) {
        condition.number = numberIn(word.substr(equals + 1));
        if (!condition.number)
            return std::nullopt;
    }
    return condition;
}

std::optional<Condition> conditionOf(std::string_view word)
{
    if (word.empty())
        return std::nullopt;
    switch (word.front()) {
    case '=':
        return numeric(Condition::Kind::Equals, word.substr(1));
    case '>':
        return numeric(Condition::Kind::Greater, word.substr(1));
    case '<':
        return numeric(Condition::Kind::Less, word.substr(1));
    case '#':
        return numeric(Condition::Kind::Place, word.substr(1));
    default:
        break;
    }
    if (word.starts_with(kByte))
        return numeric(Condition::Kind::Byte, word.substr(kByte.size()));
    if (word.starts_with(kProperty))
        return numeric(Condition::Kind::Property, word.substr(kProperty.size()));
    if (std::find(kWords.begin(), kWords.end(), word) == kWords.end())
        return fieldCondition(word);
    Condition condition;
    condition.word = word;
    return condition;
}

} // namespace

std::size_t Condition::rank() const
{
    constexpr std::size_t kBehindNumbers = 4;
    switch (kind) {
    case Kind::Equals:
        return 1;
    case Kind::Greater:
    case Kind::Less:
        return 2;
    case Kind::Field:
    case Kind::Property:
        return 3;
    case Kind::Byte:
        return kBehindNumbers + static_cast<std::size_t>(
                                    std::find(kWords.begin(), kWords.end(), "lookalike") - kWords.begin());
    case Kind::Place:
        // Less than a place that has a name or a character that stands out, more than what kind it is.
        return kBehindNumbers +
               static_cast<std::size_t>(std::find(kWords.begin(), kWords.end(), "dollar") - kWords.begin());
    case Kind::Word:
        break;
    }
    const auto place =
        static_cast<std::size_t>(std::find(kWords.begin(), kWords.end(), word) - kWords.begin());
    return word == kIssue ? 0 : kBehindNumbers + place;
}

std::span<const std::string_view> conditionWords()
{
    return kWords;
}

std::optional<std::vector<Condition>> conditionsOf(std::string_view key)
{
    std::vector<Condition> conditions;
    if (key == "*")
        return conditions;
    std::vector<std::string_view> seen;
    while (true) {
        const std::size_t space = key.find(' ');
        std::string_view word = key.substr(0, space);
        if (std::find(seen.begin(), seen.end(), word) != seen.end())
            return std::nullopt;
        seen.push_back(word);
        const bool negated = word.starts_with('!');
        auto condition = conditionOf(negated ? word.substr(1) : word);
        if (!condition)
            return std::nullopt;
        condition->negated = negated;
        conditions.push_back(std::move(*condition));
        if (space == std::string_view::npos)
            return conditions;
        key.remove_prefix(space + 1);
    }
}

} // namespace mqttscope::teach
