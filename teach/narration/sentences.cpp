// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/narration/sentences.h"

namespace mqttscope::teach {
namespace {

bool endsSentence(char c)
{
    return c == '.' || c == '!' || c == '?';
}

/// Behind a stop: what begins a sentence. Letters of French capitals are two bytes, "É" is C3 89.
bool beginsSentence(std::string_view rest)
{
    if (rest.empty())
        return true;
    const char c = rest.front();
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
        return true;
    if (rest.size() > 1 && c == '\xc3')
        return static_cast<unsigned char>(rest[1]) < 0xa0; // À to ß
    return rest.starts_with("“") || rest.starts_with("«") || rest.starts_with("+") || rest.starts_with("$") ||
           rest.starts_with("…");
}

/// Where the first sentence ends: behind its stop, and a closing mark behind that.
std::size_t endOfFirst(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!endsSentence(text[i]))
            continue;
        std::size_t end = i + 1;
        for (const std::string_view closing : {"”", "\u00a0»", ")"}) {
            if (text.substr(end).starts_with(closing))
                end += closing.size();
        }
        if (end == text.size() || (text[end] == ' ' && beginsSentence(text.substr(end + 1))))
            return end;
    }
    return text.size();
}

} // namespace

std::string firstSentence(std::string_view text)
{
    return std::string{text.substr(0, endOfFirst(text))};
}

std::size_t countSentences(std::string_view text)
{
    std::size_t count = 0;
    while (!text.empty()) {
        ++count;
        text.remove_prefix(endOfFirst(text));
        while (text.starts_with(' '))
            text.remove_prefix(1);
    }
    return count;
}

std::string joinSentences(std::string_view first, std::string_view second)
{
    std::string out;
    for (const std::string_view sentence : {first, second}) {
        if (sentence.empty())
            continue;
        if (!out.empty())
            out += ' ';
        out += sentence;
        if (!endsSentence(sentence.back()))
            out += '.';
    }
    return out;
}

std::string sentencesOf(std::string text)
{
    std::string out;
    for (const char c : text) {
        if (c == ' ' && (out.empty() || out.back() == ' '))
            continue;
        out += c;
    }
    while (out.ends_with(' '))
        out.pop_back();
    return out;
}

} // namespace mqttscope::teach
