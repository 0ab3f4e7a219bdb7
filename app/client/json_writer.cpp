// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/json_writer.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace mqttscope::app {

/// Items of an array stand on one line, members of an object on lines of their own.
void JsonWriter::beforeItem()
{
    if (m_levels.empty() || !m_levels.back().array)
        return;
    if (m_levels.back().items++ != 0)
        m_out += m_pretty ? ", " : ",";
}

void JsonWriter::beginObject()
{
    beforeItem();
    m_out += '{';
    m_levels.push_back({false, 0});
    if (m_pretty)
        m_out += '\n';
}

void JsonWriter::endObject()
{
    const bool hasMembers = m_levels.back().items != 0;
    m_levels.pop_back();
    if (m_pretty) {
        if (hasMembers)
            m_out += '\n';
        m_out.append(m_levels.size(), '\t');
    }
    m_out += '}';
}

void JsonWriter::beginArray()
{
    beforeItem();
    m_out += '[';
    m_levels.push_back({true, 0});
}

void JsonWriter::endArray()
{
    m_levels.pop_back();
    m_out += ']';
}

void JsonWriter::key(std::string_view name)
{
    if (m_levels.back().items++ != 0)
        m_out += m_pretty ? ",\n" : ",";
    if (m_pretty)
        m_out.append(m_levels.size(), '\t');
    quote(name);
    m_out += m_pretty ? ":\t" : ":";
}

void JsonWriter::text(std::string_view value)
{
    beforeItem();
    quote(value);
}

void JsonWriter::word(std::string_view text)
{
    beforeItem();
    m_out += text;
}

/// A whole number of 32 bits as such; others with 15 digits, or 17 if 15 would say another number.
void JsonWriter::number(double value)
{
    if (!std::isfinite(value))
        return word("null");
    if (value >= std::numeric_limits<int>::min() && value <= std::numeric_limits<int>::max() &&
        value == std::floor(value))
        return word(std::to_string(static_cast<int>(value)));
    std::array<char, 32> digits{};
    std::snprintf(digits.data(), digits.size(), "%1.15g", value);
    const double back = std::strtod(digits.data(), nullptr);
    const double larger = std::max(std::fabs(back), std::fabs(value));
    if (std::fabs(back - value) > larger * std::numeric_limits<double>::epsilon())
        std::snprintf(digits.data(), digits.size(), "%1.17g", value);
    word(digits.data());
}

void JsonWriter::quote(std::string_view text)
{
    m_out += '"';
    for (const char c : text) {
        switch (c) {
        case '"':
            m_out += "\\\"";
            break;
        case '\\':
            m_out += "\\\\";
            break;
        case '\b':
            m_out += "\\b";
            break;
        case '\f':
            m_out += "\\f";
            break;
        case '\n':
            m_out += "\\n";
            break;
        case '\r':
            m_out += "\\r";
            break;
        case '\t':
            m_out += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20)
                m_out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
            else
                m_out += c;
        }
    }
    m_out += '"';
}

} // namespace mqttscope::app
