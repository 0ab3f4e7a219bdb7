// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/value_text.h"

#include "dissector/field/field_table.h"
#include "dissector/mqtt/utf8.h"
#include "dissector/net/address_text.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

namespace mqttscope::analysis {

void appendDecimal(std::string& out, std::uint64_t number)
{
    std::array<char, 20> digits; // NOLINT(cppcoreguidelines-pro-type-member-init): to_chars fills it
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

namespace {

using field::Display;
using field::FieldInfo;
using field::FieldType;
using field::FieldValue;
using field::Unit;

constexpr std::int64_t kNsPerSecond = 1'000'000'000;

std::uint32_t hexDigits(const FieldInfo& info)
{
    switch (info.type) {
    case FieldType::UInt8:
        return 2;
    case FieldType::UInt16:
        return 4;
    case FieldType::UInt32:
        return 8;
    case FieldType::UInt64:
        return 16;
    case FieldType::None:
    case FieldType::Boolean:
    case FieldType::String:
    case FieldType::Bytes:
    case FieldType::Ether:
    case FieldType::Ipv4:
    case FieldType::Ipv6:
    case FieldType::Time:
    case FieldType::Interval:
        break;
    }
    return 2;
}

/// 0x and at least so many digits.
void appendHexNumber(std::string& out, std::uint64_t number, std::uint32_t digits)
{
    std::array<char, 16> text; // NOLINT(cppcoreguidelines-pro-type-member-init): to_chars fills it
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number, 16).ptr;
    const auto size = static_cast<std::size_t>(end - text.data());
    out += "0x";
    if (size < digits)
        out.append(digits - size, '0');
    out.append(text.data(), size);
}

void appendHexBytes(std::string& out, field::ByteView bytes, std::size_t limit)
{
    static constexpr std::string_view kDigits = "0123456789abcdef";
    for (std::size_t i = 0; i < bytes.size() && i < limit; ++i) {
        out += kDigits[bytes[i] >> 4];
        out += kDigits[bytes[i] & 15];
    }
}

/// Seconds with nine decimals, as tshark prints frame.time_epoch and intervals.
void appendSeconds(std::string& out, std::int64_t nanoseconds)
{
    if (nanoseconds < 0)
        out += '-';
    const std::uint64_t magnitude = nanoseconds < 0 ? ~static_cast<std::uint64_t>(nanoseconds) + 1
                                                    : static_cast<std::uint64_t>(nanoseconds);
    appendDecimal(out, magnitude / kNsPerSecond);
    out += '.';
    std::array<char, 9> digits{};
    std::uint64_t fraction = magnitude % kNsPerSecond;
    for (std::size_t i = digits.size(); i-- > 0; fraction /= 10)
        digits[i] = static_cast<char>('0' + fraction % 10);
    out.append(digits.data(), digits.size());
}

/// A moment as tshark prints frame.time, in UTC: "Nov 25, 2026 21:26:00.000000000 UTC".
void appendDateTime(std::string& out, std::int64_t nanoseconds)
{
    static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::int64_t seconds = nanoseconds / kNsPerSecond;
    std::int64_t fraction = nanoseconds % kNsPerSecond;
    if (fraction < 0) {
        fraction += kNsPerSecond;
        --seconds;
    }
    const std::chrono::sys_seconds moment{std::chrono::seconds{seconds}};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{moment - day};
    fmt::format_to(std::back_inserter(out), "{} {:2}, {} {:02}:{:02}:{:02}.{:09} UTC",
                   kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<unsigned>(date.day()),
                   static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                   clock.seconds().count(), fraction);
}

/// The C escapes that tshark writes, and no others.
void appendEscaped(std::string& out, std::string_view text)
{
    for (const char c : text) {
        switch (c) {
        case '\t':
            out += "\\t";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\b':
            out += "\\b";
            break;
        default:
            out += c;
        }
    }
}

void appendNumber(std::string& out, const FieldInfo& info, std::uint64_t number)
{
    switch (info.display) {
    case Display::Dec:
        appendDecimal(out, number);
        return;
    case Display::Hex:
        appendHexNumber(out, number, hexDigits(info));
        return;
    case Display::Hex24:
        appendHexNumber(out, number, 6);
        return;
    case Display::Signed:
        if (static_cast<std::int64_t>(number) < 0)
            out += '-';
        appendDecimal(out, static_cast<std::int64_t>(number) < 0 ? ~number + 1 : number);
        return;
    }
}

std::string numberText(const FieldInfo& info, std::uint64_t number)
{
    std::string out;
    appendNumber(out, info, number);
    out += unitText(info.unit, number);
    return out;
}

std::string textInQuotes(field::ByteView bytes, std::size_t limit)
{
    std::string whole;
    mqtt::appendPrintable(whole, field::asText(bytes));
    std::string out = "\"";
    std::string escaped;
    appendEscaped(escaped, whole);
    std::size_t characters = 0;
    for (const char c : escaped) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U && ++characters > limit) {
            out += "…";
            break;
        }
        out += c;
    }
    out += '"';
    return out;
}

} // namespace

void appendEscapedText(std::string& out, std::string_view text)
{
    if (mqtt::isPlainAscii(text)) {
        out += text;
        return;
    }
    std::string printable;
    mqtt::appendPrintable(printable, text);
    appendEscaped(out, printable);
}

void appendPlainValue(std::string& out, field::FieldId shownAs, const FieldValue& value)
{
    if (field::fieldInfo(shownAs).type == FieldType::String)
        mqtt::appendPrintable(out, field::asText(value.bytes));
    else
        appendFieldValue(out, shownAs, value);
}

std::string_view unitText(Unit unit, std::uint64_t number)
{
    const bool one = number == 1;
    switch (unit) {
    case Unit::None:
        return {};
    case Unit::Bytes:
        return one ? " byte" : " bytes";
    case Unit::Words32:
        return one ? " word of 4 bytes" : " words of 4 bytes";
    case Unit::Words64:
        return one ? " word of 8 bytes" : " words of 8 bytes";
    case Unit::Seconds:
        return one ? " second" : " seconds";
    case Unit::Hops:
        return one ? " hop" : " hops";
    case Unit::Messages:
        return one ? " message" : " messages";
    }
    return {};
}

void appendFieldValue(std::string& out, field::FieldId shownAs, const FieldValue& value)
{
    const FieldInfo& info = field::fieldInfo(shownAs);
    switch (info.type) {
    case FieldType::None:
        out += '1';
        return;
    case FieldType::Boolean:
        out += value.number != 0 ? '1' : '0';
        return;
    case FieldType::UInt8:
    case FieldType::UInt16:
    case FieldType::UInt32:
    case FieldType::UInt64:
        appendNumber(out, info, value.number);
        return;
    case FieldType::String:
        appendEscapedText(out, field::asText(value.bytes));
        return;
    case FieldType::Bytes:
        if (value.bytes.empty())
            out += "<MISSING>";
        else
            appendHexBytes(out, value.bytes, value.bytes.size());
        return;
    case FieldType::Ether:
        out += net::macText(value.bytes);
        return;
    case FieldType::Ipv4:
        out += net::ipv4Text(value.bytes);
        return;
    case FieldType::Ipv6:
        out += net::ipv6Text(value.bytes);
        return;
    case FieldType::Time:
        appendDateTime(out, value.signedNumber());
        return;
    case FieldType::Interval:
        appendSeconds(out, value.signedNumber());
        return;
    }
}

std::string valueText(const FieldInfo& info, const FieldValue& value, std::size_t limit)
{
    if (value.kind == FieldValue::Kind::None)
        return {};
    switch (info.type) {
    case FieldType::None:
        return {};
    case FieldType::Boolean:
        return value.number != 0 ? "1" : "0";
    case FieldType::UInt8:
    case FieldType::UInt16:
    case FieldType::UInt32:
    case FieldType::UInt64:
        return numberText(info, value.number);
    case FieldType::String:
        return textInQuotes(value.bytes, limit);
    case FieldType::Bytes: {
        std::string out;
        appendHexBytes(out, value.bytes, limit / 2);
        if (value.bytes.size() > limit / 2)
            out += "…";
        return out;
    }
    case FieldType::Ether:
        return net::macText(value.bytes);
    case FieldType::Ipv4:
        return net::ipv4Text(value.bytes);
    case FieldType::Ipv6:
        return net::ipv6Text(value.bytes);
    case FieldType::Time: {
        std::string out;
        appendDateTime(out, value.signedNumber());
        return out;
    }
    case FieldType::Interval: {
        std::string out;
        appendSeconds(out, value.signedNumber());
        return out + " s";
    }
    }
    return {};
}

std::string bitPattern(std::uint64_t mask, std::uint64_t value, std::uint32_t bytes)
{
    std::string out;
    const std::uint32_t bits = bytes * 8;
    std::uint32_t shift = 0;
    while (shift < 64 && mask != 0 && ((mask >> shift) & 1) == 0)
        ++shift;
    const std::uint64_t whole = value << shift;
    for (std::uint32_t bit = bits; bit-- > 0;) {
        if (((mask >> bit) & 1) != 0)
            out += ((whole >> bit) & 1) != 0 ? '1' : '0';
        else
            out += '.';
        if (bit != 0 && bit % 4 == 0)
            out += ' ';
    }
    return out;
}

} // namespace mqttscope::analysis
