// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/glossary/term_index.h"

#include "teach/glossary/fold.h"

#include <algorithm>
#include <array>

namespace mqttscope::teach {
namespace {

/// End of the word that begins at a place; a dollar sign may stand before it.
std::size_t wordEnd(std::string_view text, std::size_t at)
{
    if (at < text.size() && text[at] == '$')
        ++at;
    for (CodePoint c = codePointAt(text, at); c.bytes != 0 && isWordCharacter(c.code);
         c = codePointAt(text, at))
        at += c.bytes;
    return at;
}

std::string loweredWord(std::string_view text, std::size_t begin, std::size_t end)
{
    std::string out;
    for (std::size_t at = begin; at < end;) {
        const CodePoint c = codePointAt(text, at);
        appendUtf8(out, lowered(c.code));
        at += c.bytes;
    }
    return out;
}

bool isSpace(char32_t code)
{
    return code == U' ' || code == U'\n' || code == 0xA0 || code == 0x202F;
}

/// Where the text after a form ends, if the form stands there.
std::optional<std::size_t> endOfForm(std::string_view form, bool small, std::string_view text, std::size_t at)
{
    bool wordBegins = true;
    for (std::size_t i = 0; i < form.size();) {
        const CodePoint wanted = codePointAt(form, i);
        const CodePoint found = codePointAt(text, at);
        if (found.bytes == 0)
            return std::nullopt;
        const bool same = wanted.code == found.code || (wanted.code == U' ' && isSpace(found.code)) ||
                          (small && wordBegins && wanted.code == lowered(found.code));
        if (!same)
            return std::nullopt;
        wordBegins = wanted.code == U' ';
        i += wanted.bytes;
        at += found.bytes;
    }
    return at;
}

/// Whether a word may begin here: it is not the rest of a name such as mqtt.qos, sub-frame or sensors/port.
bool mayBegin(std::string_view text, std::size_t at)
{
    constexpr std::string_view kJoins = "_-./\\@$";
    const CodePoint before = codePointBefore(text, at);
    return before.bytes == 0 ||
           (!isWordCharacter(before.code) &&
            (before.code >= 0x80 || kJoins.find(static_cast<char>(before.code)) == std::string_view::npos));
}

bool mayEnd(std::string_view text, std::size_t at)
{
    const CodePoint next = codePointAt(text, at);
    if (next.bytes == 0)
        return true;
    if (isWordCharacter(next.code) || next.code == U'_' || next.code == U'@' || next.code == U'\\')
        return false;
    const CodePoint second = codePointAt(text, at + 1);
    if (next.code == U'.' || next.code == U'-')
        return second.bytes == 0 || !isWordCharacter(second.code);
    if (next.code == U'/')
        return second.bytes == 0 || isSpace(second.code);
    return true;
}

bool isHexByte(std::string_view word)
{
    constexpr std::string_view kDigits = "0123456789ABCDEFabcdef";
    return word.size() == 2 && word.find_first_not_of(kDigits) == std::string_view::npos;
}

/// Whether two letters that could be a byte stand beside another byte: "C3 DF".
bool isAmongBytes(std::string_view text, std::size_t begin, std::size_t end)
{
    if (!isHexByte(text.substr(begin, end - begin)))
        return false;
    const bool before = begin >= 3 && text[begin - 1] == ' ' && isHexByte(text.substr(begin - 3, 2)) &&
                        (begin == 3 || !isWordCharacter(codePointBefore(text, begin - 3).code));
    const bool after = end < text.size() && text[end] == ' ' && wordEnd(text, end + 1) == end + 3 &&
                       isHexByte(text.substr(end + 1, 2));
    return before || after;
}

/// Behind what is quoted, if quotation marks open here and are closed.
std::optional<std::size_t> endOfQuote(std::string_view text, std::size_t at)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kMarks = {
        {{"“", "”"}, {"«", "»"}, {"\"", "\""}}};
    for (const auto& [open, close] : kMarks) {
        if (!text.substr(at).starts_with(open))
            continue;
        const std::size_t end = text.find(close, at + open.size());
        if (end != std::string_view::npos)
            return end + close.size();
    }
    return std::nullopt;
}

} // namespace

void TermIndex::add(std::string_view form, std::size_t term)
{
    bool small = true;
    for (std::size_t at = 0; at < form.size();) {
        const CodePoint c = codePointAt(form, at);
        small = small && !isCapital(c.code);
        at += c.bytes;
    }
    auto& forms = m_forms[loweredWord(form, 0, wordEnd(form, 0))];
    const auto place = std::find_if(forms.begin(), forms.end(),
                                    [&](const Form& other) { return other.text.size() < form.size(); });
    forms.insert(place, {std::string{form}, term, small});
}

std::optional<TermPlace> TermIndex::longestAt(std::string_view text, std::size_t at) const
{
    const auto found = m_forms.find(loweredWord(text, at, wordEnd(text, at)));
    if (found == m_forms.end())
        return std::nullopt;
    for (const Form& form : found->second) {
        const auto end = endOfForm(form.text, form.small, text, at);
        if (end && mayEnd(text, *end) && !isAmongBytes(text, at, *end))
            return TermPlace{at, *end - at, form.term};
    }
    return std::nullopt;
}

std::vector<TermPlace> TermIndex::find(std::string_view text) const
{
    std::vector<TermPlace> places;
    for (std::size_t at = 0; at < text.size();) {
        if (const auto end = endOfQuote(text, at)) {
            at = *end;
            continue;
        }
        const CodePoint c = codePointAt(text, at);
        if (!isWordCharacter(c.code) && c.code != U'$') {
            at += c.bytes;
            continue;
        }
        if (mayBegin(text, at)) {
            if (const auto place = longestAt(text, at)) {
                places.push_back(*place);
                at += place->length;
                continue;
            }
        }
        at = std::max(at + c.bytes, wordEnd(text, at));
    }
    return places;
}

std::optional<std::size_t> TermIndex::match(std::string_view text) const
{
    const auto place = longestAt(text, 0);
    if (!place || place->length != text.size())
        return std::nullopt;
    return place->term;
}

} // namespace mqttscope::teach
