// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/json_text.h"

#include "dissector/mqtt/utf8.h"

namespace mqttscope::analysis {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr unsigned char kFirstPrintable = 0x20;

void appendControl(std::string& out, char c)
{
    out += '\\';
    switch (c) {
    case '\b':
        out += 'b';
        return;
    case '\t':
        out += 't';
        return;
    case '\n':
        out += 'n';
        return;
    case '\f':
        out += 'f';
        return;
    case '\r':
        out += 'r';
        return;
    default:
        out += "u00";
        out += kHexDigits[static_cast<unsigned char>(c) >> 4];
        out += kHexDigits[static_cast<unsigned char>(c) & 15];
    }
}

/// Of text that is known to be UTF-8.
void appendCharacters(std::string& out, std::string_view text)
{
    char before = '\0';
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < kFirstPrintable)
            appendControl(out, c);
        else if (c == '"' || c == '\\' || (c == '/' && before == '<')) // "</" as tshark: for web pages
            (out += '\\') += c;
        else
            out += c;
        before = c;
    }
}

} // namespace

void appendJsonString(std::string& out, std::string_view text)
{
    out += '"';
    if (mqtt::isWellFormedUtf8(text)) {
        appendCharacters(out, text);
    } else {
        // appendPrintable ends at a NUL, which JSON can say.
        std::string repaired;
        for (std::size_t start = 0; start <= text.size();) {
            const std::size_t nul = text.find('\0', start);
            const bool found = nul != std::string_view::npos;
            repaired.clear();
            mqtt::appendPrintable(repaired, text.substr(start, found ? nul - start : nul));
            appendCharacters(out, repaired);
            if (!found)
                break;
            appendControl(out, '\0');
            start = nul + 1;
        }
    }
    out += '"';
}

} // namespace mqttscope::analysis
