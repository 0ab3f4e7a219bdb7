// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/side_line.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace mqttscope::capture {
namespace {

/// Longest value before escaping: three of them with their escapes fit a line.
constexpr std::size_t kMaxValue = 512;

constexpr std::array<std::pair<char, char>, 5> kEscapes = {
    {{'\\', '\\'}, {'\t', 't'}, {'\n', 'n'}, {'\r', 'r'}, {'\0', '0'}}};

constexpr std::array<std::string_view, 8> kErrorCodes = {
    "no-rights",      "no-such-interface", "bad-filter", "interface-down",
    "interface-gone", "write-failed",      "usage",      "other"};
constexpr std::array<std::string_view, 5> kEndReasons = {"signal", "reader-gone", "interface-gone",
                                                         "write-failed", "error"};

// Writing.

class LineBuilder {
public:
    explicit LineBuilder(std::string_view kind) : m_line(kind) {}

    LineBuilder& add(std::string_view key, std::string_view value)
    {
        m_line += '\t';
        m_line += key;
        m_line += '=';
        for (const char c : value.substr(0, kMaxValue))
            addEscaped(c);
        return *this;
    }
    LineBuilder& add(std::string_view key, std::uint64_t number)
    {
        return add(key, std::string_view{std::to_string(number)});
    }
    std::string finish() { return std::move(m_line += '\n'); }

private:
    void addEscaped(char c)
    {
        const auto* const found = std::find_if(kEscapes.begin(), kEscapes.end(),
                                               [c](const auto& escape) { return escape.first == c; });
        if (found == kEscapes.end()) {
            m_line += c;
        } else {
            m_line += '\\';
            m_line += found->second;
        }
    }

    std::string m_line;
};

std::string lineOf(const InterfaceOpened& opened)
{
    return LineBuilder{"opened"}
        .add("interface", opened.interface)
        .add("link", opened.linkType)
        .add("snaplen", opened.snapLength)
        .add("buffer", opened.bufferBytes)
        .add("timestamps", opened.nanoseconds ? "ns" : "us")
        .add("promiscuous", opened.promiscuous ? 1 : 0)
        .finish();
}

std::string lineOf(const InterfaceCounts& counts)
{
    return LineBuilder{"statistics"}
        .add("interface", counts.interface)
        .add("captured", counts.captured)
        .add("received", counts.received)
        .add("dropped", counts.dropped)
        .add("interface_dropped", counts.interfaceDropped)
        .finish();
}

std::string lineOf(const CaptureError& error)
{
    LineBuilder line{"error"};
    line.add("code", nameOf(error.code));
    if (!error.interface.empty())
        line.add("interface", error.interface);
    if (error.position)
        line.add("position", *error.position);
    return line.add("text", error.text).finish();
}

std::string lineOf(const CaptureEnded& ended)
{
    return LineBuilder{"ended"}.add("reason", nameOf(ended.reason)).finish();
}

// Reading.

std::optional<std::string> withoutEscapes(std::string_view value)
{
    std::string text;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] != '\\') {
            text += value[i];
            continue;
        }
        if (++i == value.size())
            return std::nullopt;
        const auto* const found = std::find_if(kEscapes.begin(), kEscapes.end(),
                                               [&](const auto& escape) { return escape.second == value[i]; });
        if (found == kEscapes.end())
            return std::nullopt;
        text += found->first;
    }
    return text;
}

template <class Number> std::optional<Number> numberOf(std::string_view text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// The fields of a line. What is asked for and is not there makes it unreadable.
class LineFields {
public:
    explicit LineFields(std::string_view line)
    {
        m_kind = line.substr(0, line.find('\t'));
        line.remove_prefix(m_kind.size());
        while (!line.empty()) { // it begins with a tab
            const std::string_view field = line.substr(1, line.find('\t', 1) - 1);
            line.remove_prefix(1 + field.size());
            const auto sign = field.find('=');
            if (sign == std::string_view::npos)
                m_good = false;
            else
                m_fields.emplace_back(field.substr(0, sign), field.substr(sign + 1));
        }
    }

    [[nodiscard]] std::string_view kind() const { return m_kind; }
    [[nodiscard]] bool good() const { return m_good; }
    [[nodiscard]] bool has(std::string_view key) const { return find(key) != m_fields.end(); }

    std::string_view raw(std::string_view key)
    {
        const auto found = find(key);
        m_good = m_good && found != m_fields.end();
        return found != m_fields.end() ? found->second : std::string_view{};
    }
    std::string text(std::string_view key) { return required(withoutEscapes(raw(key))); }
    template <class Number> Number number(std::string_view key)
    {
        return required(numberOf<Number>(raw(key)));
    }

    /// Which of two words it is: true for the first.
    bool choice(std::string_view key, std::string_view yes, std::string_view no)
    {
        const std::string_view word = raw(key);
        m_good = m_good && (word == yes || word == no);
        return word == yes;
    }
    template <class Enum, std::size_t size>
    Enum word(std::string_view key, const std::array<std::string_view, size>& words)
    {
        const auto* const found = std::find(words.begin(), words.end(), raw(key));
        m_good = m_good && found != words.end();
        return static_cast<Enum>(found != words.end() ? found - words.begin() : 0);
    }

private:
    [[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>>::const_iterator
    find(std::string_view key) const
    {
        return std::find_if(m_fields.begin(), m_fields.end(),
                            [&](const auto& field) { return field.first == key; });
    }
    template <class Value> Value required(std::optional<Value> value)
    {
        m_good = m_good && value.has_value();
        return std::move(value).value_or(Value{});
    }

    std::string_view m_kind;
    std::vector<std::pair<std::string_view, std::string_view>> m_fields;
    bool m_good = true;
};

InterfaceOpened openedOf(LineFields& fields)
{
    InterfaceOpened opened;
    opened.interface = fields.text("interface");
    opened.linkType = fields.number<std::uint32_t>("link");
    opened.snapLength = fields.number<std::uint32_t>("snaplen");
    opened.bufferBytes = fields.number<std::uint64_t>("buffer");
    opened.nanoseconds = fields.choice("timestamps", "ns", "us");
    opened.promiscuous = fields.choice("promiscuous", "1", "0");
    return opened;
}

InterfaceCounts countsOf(LineFields& fields)
{
    InterfaceCounts counts;
    counts.interface = fields.text("interface");
    counts.captured = fields.number<std::uint64_t>("captured");
    counts.received = fields.number<std::uint64_t>("received");
    counts.dropped = fields.number<std::uint64_t>("dropped");
    counts.interfaceDropped = fields.number<std::uint64_t>("interface_dropped");
    return counts;
}

CaptureError errorOf(LineFields& fields)
{
    CaptureError error;
    error.code = fields.word<CaptureErrorCode>("code", kErrorCodes);
    if (fields.has("interface"))
        error.interface = fields.text("interface");
    if (fields.has("position"))
        error.position = fields.number<std::size_t>("position");
    error.text = fields.text("text");
    return error;
}

} // namespace

std::string_view nameOf(CaptureErrorCode code)
{
    return kErrorCodes.at(static_cast<std::size_t>(code));
}

std::string_view nameOf(CaptureEndReason reason)
{
    return kEndReasons.at(static_cast<std::size_t>(reason));
}

std::string sideLine(const SideMessage& message)
{
    return std::visit([](const auto& said) { return lineOf(said); }, message);
}

std::optional<SideMessage> readSideLine(std::string_view line)
{
    if (line.ends_with('\n'))
        line.remove_suffix(1);
    if (line.find('\n') != std::string_view::npos || line.size() >= kMaxSideLine)
        return std::nullopt;
    LineFields fields{line};
    std::optional<SideMessage> message;
    if (fields.kind() == "opened")
        message = openedOf(fields);
    else if (fields.kind() == "statistics")
        message = countsOf(fields);
    else if (fields.kind() == "error")
        message = errorOf(fields);
    else if (fields.kind() == "ended")
        message = CaptureEnded{fields.word<CaptureEndReason>("reason", kEndReasons)};
    return fields.good() ? message : std::nullopt;
}

std::vector<SideMessage> SideLineReader::feed(std::string_view bytes)
{
    std::vector<SideMessage> messages;
    while (!bytes.empty()) {
        const auto newline = bytes.find('\n');
        const std::string_view part = bytes.substr(0, newline);
        m_tooLong = m_tooLong || m_line.size() + part.size() >= kMaxSideLine;
        if (m_tooLong)
            m_line.clear();
        else
            m_line += part;
        if (newline == std::string_view::npos)
            break;
        auto message = m_tooLong ? std::nullopt : readSideLine(m_line);
        if (message)
            messages.push_back(std::move(*message));
        else
            ++m_unreadable;
        m_line.clear();
        m_tooLong = false;
        bytes.remove_prefix(newline + 1);
    }
    return messages;
}

} // namespace mqttscope::capture
