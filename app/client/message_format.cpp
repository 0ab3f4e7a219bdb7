// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/message_format.h"

#include "app/client/message_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

namespace mqttscope::app {
namespace {

using mqtt::PropertyId;

/// Widths and precisions beyond it are not believed.
constexpr int kMaxWidth = 1'000'000;

constexpr std::string_view kSpecifiers = "%ACDEFIJPRSUXjlmpqrtx";

std::optional<char> escaped(char letter)
{
    switch (letter) {
    case '\\':
        return '\\';
    case '0':
        return '\0';
    case 'a':
        return '\a';
    case 'e':
        return '\033';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'v':
        return '\v';
    default:
        return std::nullopt;
    }
}

std::string timeText(const char* format, const ArrivalTime& time)
{
    std::array<char, 100> text{};
    const std::size_t length = std::strftime(text.data(), text.size(), format, &time.local);
    return {text.data(), length};
}

} // namespace

class MessageFormat::Parser {
public:
    Parser(std::string_view text, MessageFormat& format) : m_text(text), m_format(format) {}

    std::optional<FormatError> run()
    {
        while (!m_text.empty()) {
            const char lead = take();
            const auto error = lead == '%'    ? percent()
                               : lead == '@'  ? time()
                               : lead == '\\' ? escape()
                                              : literal(lead);
            if (error)
                return error;
        }
        return std::nullopt;
    }

private:
    char take()
    {
        const char next = m_text.front();
        m_text.remove_prefix(1);
        return next;
    }
    bool next(char wanted)
    {
        if (m_text.empty() || m_text.front() != wanted)
            return false;
        m_text.remove_prefix(1);
        return true;
    }
    int number()
    {
        int value = 0;
        while (!m_text.empty() && m_text.front() >= '0' && m_text.front() <= '9')
            value = std::min(value * 10 + (take() - '0'), kMaxWidth);
        return value;
    }
    std::optional<FormatError> literal(char one)
    {
        std::vector<Part>& parts = m_format.m_parts;
        if (parts.empty() || parts.back().kind != Kind::Literal)
            parts.emplace_back();
        parts.back().literal += one;
        return std::nullopt;
    }
    std::optional<FormatError> percent()
    {
        Part part;
        part.kind = Kind::Percent;
        part.left = next('-');
        part.zeros = next('0');
        part.width = number();
        if (next('.'))
            part.precision = number();
        if (m_text.empty())
            return FormatError{FormatError::Kind::Incomplete, '%', 0};
        part.letter = take();
        if (kSpecifiers.find(part.letter) == std::string_view::npos)
            return FormatError{FormatError::Kind::Unknown, '%', part.letter};
        if (part.letter == '%')
            return literal('%');
        m_format.m_parts.push_back(std::move(part));
        return std::nullopt;
    }
    std::optional<FormatError> time()
    {
        if (m_text.empty())
            return FormatError{FormatError::Kind::Incomplete, '@', 0};
        Part part;
        part.kind = Kind::Time;
        part.letter = take();
        if (part.letter == '@')
            return literal('@');
        m_format.m_parts.push_back(std::move(part));
        return std::nullopt;
    }
    std::optional<FormatError> escape()
    {
        if (m_text.empty())
            return FormatError{FormatError::Kind::Incomplete, '\\', 0};
        const char letter = take();
        const std::optional<char> one = escaped(letter);
        if (!one)
            return FormatError{FormatError::Kind::Unknown, '\\', letter};
        return literal(*one);
    }

    std::string_view m_text;
    MessageFormat& m_format;
};

tl::expected<MessageFormat, FormatError> MessageFormat::parse(std::string_view text)
{
    MessageFormat format;
    if (const auto error = Parser(text, format).run())
        return tl::unexpected(*error);
    return format;
}

namespace {

struct Field {
    bool left = false;
    bool zeros = false;
    int width = 0;
    int precision = -1;

    [[nodiscard]] std::size_t room() const { return static_cast<std::size_t>(width); }
};

void appendText(std::string& out, std::string_view text, const Field& field)
{
    if (field.precision >= 0)
        text = text.substr(0, static_cast<std::size_t>(field.precision));
    const std::size_t blanks = field.room() > text.size() ? field.room() - text.size() : 0;
    if (!field.left)
        out.append(blanks, ' ');
    out += text;
    if (field.left)
        out.append(blanks, ' ');
}

/// mosquitto_sub prints an int: what is larger comes out negative.
void appendNumber(std::string& out, std::uint32_t number, Field field)
{
    const std::string digits = std::to_string(static_cast<std::int32_t>(number));
    field.precision = -1;
    const std::size_t room = field.room();
    if (!field.zeros || field.left || digits.size() >= room)
        return appendText(out, digits, field);
    const bool negative = digits[0] == '-';
    if (negative)
        out += '-';
    out.append(room - digits.size(), '0');
    out += digits.substr(negative ? 1 : 0);
}

/// What is not there fills its width.
void appendOptional(std::string& out, std::optional<std::uint32_t> number, const Field& field)
{
    if (number)
        appendNumber(out, *number, field);
    else
        out.append(field.room(), field.zeros ? '0' : ' ');
}

void appendHex(std::string& out, field::ByteView bytes, bool upper)
{
    const std::string_view digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    for (const std::uint8_t byte : bytes) {
        out += digits[byte >> 4U];
        out += digits[byte & 0xfU];
    }
}

/// As mosquitto_sub 2.0: a width also cuts, the hexadecimal forms to half as many bytes as the shorter of
/// payload and width has; and "-" without a width appends as many blanks as there are bytes.
void appendPayload(std::string& out, field::ByteView payload, char letter, const Field& field)
{
    const bool hex = letter != 'p';
    std::size_t blanks = 0;
    if (field.width > 0) {
        payload = payload.first(std::min(payload.size(), field.room()));
        if (hex)
            payload = payload.first(payload.size() / 2);
        blanks = field.room() - payload.size() * (hex ? 2U : 1U);
    } else if (field.left) {
        blanks = payload.size();
    }
    if (!field.left)
        out.append(blanks, field.zeros ? '0' : ' ');
    if (hex)
        appendHex(out, payload, letter == 'X');
    else
        out += field::asText(payload);
    if (field.left)
        out.append(blanks, ' ');
}

void appendUserProperties(std::string& out, const mqtt::Properties& properties)
{
    bool first = true;
    for (const mqtt::UserProperty& one : properties.userProperties()) {
        if (!first)
            out += ' ';
        first = false;
        out += fmt::format("{}:{}", one.name, one.value);
    }
}

} // namespace

void MessageFormat::appendPart(std::string& out, const Part& part, const ReceivedMessage& message,
                               const ArrivalTime& time)
{
    const Field field{part.left, part.zeros, part.width, part.precision};
    const mqtt::Properties& properties = message.properties;
    switch (part.letter) {
    case 'A':
        return appendOptional(out, properties.number(PropertyId::TopicAlias), field);
    case 'C':
        return appendText(out, properties.text(PropertyId::ContentType), field);
    case 'D':
        out += properties.text(PropertyId::CorrelationData);
        return;
    case 'E':
        return appendOptional(out, properties.number(PropertyId::MessageExpiryInterval), field);
    case 'F':
        return appendOptional(out, properties.number(PropertyId::PayloadFormatIndicator), field);
    case 'I':
        return appendText(out, timeText("%FT%T%z", time), field);
    case 'l':
        return appendNumber(out, static_cast<std::uint32_t>(message.payload.size()), field);
    case 'm':
        return appendNumber(out, message.packetId, field);
    case 'P':
        return appendUserProperties(out, properties);
    case 'p':
    case 'x':
    case 'X':
        return appendPayload(out, message.payload, part.letter, field);
    case 'q':
        out += std::to_string(message.qos);
        return;
    case 'R':
        if (properties.has(PropertyId::ResponseTopic))
            appendText(out, properties.text(PropertyId::ResponseTopic), field);
        return;
    case 'r':
        out += message.retain ? '1' : '0';
        return;
    case 'S': {
        const auto& identifiers = properties.subscriptionIdentifiers();
        return appendOptional(out, identifiers.empty() ? std::nullopt : std::optional{identifiers[0]}, field);
    }
    case 't':
        return appendText(out, message.topic, field);
    case 'U':
        out += fmt::format("{}.{:09}", time.seconds, time.nanoseconds);
        return;
    default:
        return;
    }
}

bool MessageFormat::append(std::string& out, const ReceivedMessage& message, const ArrivalTime& time,
                           bool pretty) const
{
    bool all = true;
    for (const Part& part : m_parts) {
        if (part.kind == Kind::Literal) {
            out += part.literal;
        } else if (part.kind == Kind::Percent && (part.letter == 'j' || part.letter == 'J')) {
            all = appendJson(out, message, time, part.letter == 'J', pretty) && all;
        } else if (part.kind == Kind::Percent) {
            appendPart(out, part, message, time);
        } else if (part.letter == 'N') {
            out += fmt::format("{:09}", time.nanoseconds);
        } else {
            const std::array<char, 3> format = {'%', part.letter, '\0'};
            out += timeText(format.data(), time);
        }
    }
    return all;
}

} // namespace mqttscope::app
