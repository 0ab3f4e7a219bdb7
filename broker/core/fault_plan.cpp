// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/fault_plan.h"

#include "dissector/mqtt/reason_code.h"
#include "dissector/mqtt/topic.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mqttscope::broker {
namespace {

using mqtt::PacketType;

constexpr std::array<std::string_view, 16> kTypeNames = {
    "",          "CONNECT", "CONNACK",     "PUBLISH",  "PUBACK",  "PUBREC",   "PUBREL",     "PUBCOMP",
    "SUBSCRIBE", "SUBACK",  "UNSUBSCRIBE", "UNSUBACK", "PINGREQ", "PINGRESP", "DISCONNECT", "AUTH"};
constexpr std::array<std::string_view, 10> kActionNames = {
    "pass", "drop", "delay", "duplicate", "reorder", "corrupt", "reason", "silence", "refuse", "grant"};

std::string upper(std::string_view text)
{
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return made;
}

/// Decimal, or hexadecimal behind 0x.
std::optional<std::uint32_t> numberOf(std::string_view text, std::uint32_t most)
{
    int base = 10;
    if (text.starts_with("0x")) {
        text.remove_prefix(2);
        base = 16;
    }
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc{} || end != text.data() + text.size() || number > most)
        return std::nullopt;
    return number;
}

std::optional<Nanoseconds> timeOf(std::string_view text)
{
    constexpr std::uint32_t kMost = 86'400'000; // a day, in milliseconds
    Nanoseconds unit = 0;
    if (text.ends_with("ms")) {
        unit = kMillisecond;
        text.remove_suffix(2);
    } else if (text.ends_with('s')) {
        unit = kSecond;
        text.remove_suffix(1);
    }
    const auto number = numberOf(text, kMost);
    if (unit == 0 || !number)
        return std::nullopt;
    return Nanoseconds{*number} * unit;
}

/// A reason code that a CONNACK may refuse with (MQTT 5.0 §3.2.2.2).
std::optional<std::uint32_t> refusalCode(std::string_view text)
{
    const auto code = numberOf(text, 0xff);
    if (!code || *code < 0x80 ||
        mqtt::codeUse(PacketType::Connack, static_cast<std::uint8_t>(*code)) == mqtt::CodeUse::NotListed)
        return std::nullopt;
    return code;
}

std::optional<PacketType> typeOf(std::string_view text)
{
    const std::string name = upper(text);
    const auto found = std::find(kTypeNames.begin() + 1, kTypeNames.end(), name);
    if (found == kTypeNames.end())
        return std::nullopt;
    return static_cast<PacketType>(found - kTypeNames.begin());
}

/// Takes the next word; one in double quotes, or whose value is, may hold spaces. Quotes are taken away.
std::string takeWord(std::string_view& line)
{
    constexpr std::string_view kSpace = " \t\r";
    const std::size_t first = line.find_first_not_of(kSpace);
    line = first == std::string_view::npos ? std::string_view{} : line.substr(first);
    std::string word;
    bool quoted = false;
    std::size_t place = 0;
    for (; place < line.size(); ++place) {
        const char c = line[place];
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && kSpace.find(c) != std::string_view::npos)
            break;
        else
            word += c;
    }
    line.remove_prefix(place);
    return word;
}

/// Reads one line into one rule; remembers what is wrong first.
class LineReader {
public:
    explicit LineReader(std::string_view line) : m_line(line) {}

    std::optional<FaultLineError> read(FaultRule& rule)
    {
        readAction(rule);
        while (!m_error) {
            const std::string word = takeWord(m_line);
            if (word.empty())
                break;
            readKey(word, rule);
        }
        return m_error;
    }

private:
    void fail(FaultPlanError error, std::string_view word)
    {
        if (!m_error)
            m_error = FaultLineError{0, error, std::string(word)};
    }
    template <class T> void set(T& to, const auto& value, std::string_view word)
    {
        if (value)
            to = static_cast<T>(*value);
        else
            fail(word.empty() ? FaultPlanError::MissingValue : FaultPlanError::BadValue, word);
    }
    void readEnd(std::string_view value, FaultRule& rule)
    {
        if (value == "fin")
            rule.then = FaultEnd::Fin;
        else if (value == "rst")
            rule.then = FaultEnd::Rst;
        else
            fail(value.empty() ? FaultPlanError::MissingValue : FaultPlanError::BadValue, value);
    }
    void readAction(FaultRule& rule)
    {
        const std::string action = takeWord(m_line);
        if (action == "close")
            return readEnd(takeWord(m_line), rule);
        if (action == "lose") {
            const std::string type = takeWord(m_line);
            rule.action = FaultAction::Drop;
            rule.then = FaultEnd::Rst;
            rule.type = PacketType::Reserved0;
            return set(*rule.type, typeOf(type), type);
        }
        const auto found = std::find(kActionNames.begin(), kActionNames.end(), action);
        if (found == kActionNames.end())
            return fail(FaultPlanError::UnknownAction, action);
        rule.action = static_cast<FaultAction>(found - kActionNames.begin());
        if (rule.action == FaultAction::Delay) {
            const std::string value = takeWord(m_line);
            set(rule.delay, timeOf(value), value);
        } else if (rule.action == FaultAction::Corrupt) {
            const std::string value = takeWord(m_line);
            set(rule.offset, numberOf(value, mqtt::kMaxPacketSize), value);
        } else if (rule.action == FaultAction::Reason) {
            const std::string value = takeWord(m_line);
            set(rule.code, numberOf(value, 0xff), value);
        } else if (rule.action == FaultAction::Refuse || rule.action == FaultAction::Grant) {
            const bool refuses = rule.action == FaultAction::Refuse;
            const std::string value = takeWord(m_line);
            rule.from = FaultSide::Client;
            rule.type = refuses ? PacketType::Connect : PacketType::Subscribe;
            set(rule.code, refuses ? refusalCode(value) : numberOf(value, 2), value);
        }
    }
    void readKey(std::string_view word, FaultRule& rule)
    {
        const std::size_t equals = word.find('=');
        if (equals == std::string_view::npos)
            return fail(FaultPlanError::UnknownKey, word);
        const std::string_view key = word.substr(0, equals);
        const std::string_view value = word.substr(equals + 1);
        constexpr std::uint32_t kMost = 1'000'000'000;
        if (key == "from")
            set(rule.from,
                value == "client"   ? std::optional{FaultSide::Client}
                : value == "broker" ? std::optional{FaultSide::Broker}
                                    : std::nullopt,
                value);
        else if (key == "type")
            set(rule.type.emplace(), typeOf(value), value);
        else if (key == "client")
            rule.clientId = value;
        else if (key == "topic" && mqtt::checkTopicFilter(value, false).ok())
            rule.topic = value;
        else if (key == "qos")
            set(rule.qos.emplace(), numberOf(value, 2), value);
        else if (key == "dup")
            set(rule.dup.emplace(), numberOf(value, 1), value);
        else if (key == "nth")
            set(rule.nth, numberOf(value, kMost), value);
        else if (key == "every")
            set(rule.every, numberOf(value, kMost), value);
        else if (key == "count")
            set(rule.count, numberOf(value, kMost), value);
        else if (key == "mask")
            set(rule.mask, numberOf(value, 0xff), value);
        else if (key == "then")
            readEnd(value, rule);
        else
            fail(key == "topic" ? FaultPlanError::BadValue : FaultPlanError::UnknownKey, word);
    }

    std::string_view m_line;
    std::optional<FaultLineError> m_error;
};

void appendWord(std::string& to, std::string_view key, std::string_view value)
{
    const bool quoted = value.find_first_of(" \t#") != std::string_view::npos || value.empty();
    to.append(1, ' ').append(key).append(quoted ? "\"" : "").append(value).append(quoted ? "\"" : "");
}

void appendNumber(std::string& to, std::string_view key, std::uint32_t value)
{
    if (value != 0)
        appendWord(to, key, std::to_string(value));
}

std::string hex(std::uint8_t value)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    return {'0', 'x', kDigits[value >> 4], kDigits[value & 0xfU]};
}

std::string lineOf(const FaultRule& rule)
{
    std::string line(kActionNames[static_cast<std::size_t>(rule.action)]);
    if (rule.action == FaultAction::Delay)
        line += ' ' + std::to_string(rule.delay / kMillisecond) + "ms";
    if (rule.action == FaultAction::Corrupt)
        line += ' ' + std::to_string(rule.offset) + " mask=" + hex(rule.mask);
    if (rule.action == FaultAction::Reason || rule.action == FaultAction::Refuse)
        line += ' ' + hex(rule.code);
    if (rule.action == FaultAction::Grant)
        line += ' ' + std::to_string(rule.code);
    if (rule.from != FaultSide::Any)
        appendWord(line, "from=", rule.from == FaultSide::Client ? "client" : "broker");
    if (rule.type)
        appendWord(line, "type=", kTypeNames[static_cast<std::size_t>(*rule.type)]);
    if (!rule.clientId.empty())
        appendWord(line, "client=", rule.clientId);
    if (!rule.topic.empty())
        appendWord(line, "topic=", rule.topic);
    if (rule.qos)
        appendWord(line, "qos=", std::to_string(*rule.qos));
    if (rule.dup)
        appendWord(line, "dup=", *rule.dup ? "1" : "0");
    appendNumber(line, "nth=", rule.nth);
    appendNumber(line, "every=", rule.every);
    appendNumber(line, "count=", rule.count);
    if (rule.then != FaultEnd::None)
        appendWord(line, "then=", rule.then == FaultEnd::Fin ? "fin" : "rst");
    return line + '\n';
}

} // namespace

ParsedFaultPlan parseFaultPlan(std::string_view text)
{
    ParsedFaultPlan parsed;
    const auto fail = [&](FaultLineError error, std::uint32_t number) {
        error.line = number;
        if (parsed.errors.size() < FaultPlan::kMaxErrors)
            parsed.errors.push_back(std::move(error));
    };
    for (std::uint32_t number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        const std::size_t first = line.find_first_not_of(" \t\r");
        if (first == std::string_view::npos || line[first] == '#')
            continue;
        if (parsed.plan.rules.size() >= FaultPlan::kMaxRules) {
            fail({0, FaultPlanError::TooManyRules, {}}, number);
            break;
        }
        FaultRule rule;
        if (auto error = LineReader(line).read(rule))
            fail(std::move(*error), number);
        else
            parsed.plan.rules.push_back(std::move(rule));
    }
    return parsed;
}

std::string textOf(const FaultPlan& plan)
{
    std::string text;
    for (const FaultRule& rule : plan.rules)
        text += lineOf(rule);
    return text;
}

} // namespace mqttscope::broker
