// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/teach/typography.h"

#include <cctype>

namespace mqttscope::teach {
namespace {

constexpr std::string_view kNoBreak = "\u00a0";
constexpr std::string_view kNarrow = "\u202f";

/// The text without places ("{found:hex}"), whose colons are not punctuation.
std::string withoutPlaces(std::string_view text)
{
    std::string out;
    bool inside = false;
    for (const char c : text) {
        inside = inside || c == '{';
        if (!inside)
            out += c;
        else if (c == '}')
            out += 'x'; // something stands there
        inside = inside && c != '}';
    }
    return out;
}

bool isColonOfANumberOrName(std::string_view text, std::size_t at)
{
    return at + 1 < text.size() && text[at + 1] != ' ';
}

void checkFrenchMarks(std::string_view text, std::vector<std::string>& faults)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view before = text.substr(0, i);
        const std::string place = std::string{text.substr(i > 12 ? i - 12 : 0, 24)};
        if (text[i] == ':' && !isColonOfANumberOrName(text, i) && !before.ends_with(kNoBreak))
            faults.push_back("no U+00A0 before the colon: " + place);
        if ((text[i] == ';' || text[i] == '!' || text[i] == '?') && !before.ends_with(kNarrow))
            faults.push_back("no U+202F before the mark: " + place);
        if (text[i] == '\'')
            faults.push_back("straight apostrophe: " + place);
        if (text[i] == '"')
            faults.push_back("straight quotation mark: " + place);
    }
}

std::size_t count(std::string_view text, std::string_view what)
{
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1))
        ++found;
    return found;
}

void checkSpaces(std::string_view text, std::vector<std::string>& faults)
{
    if (text.find("  ") != std::string_view::npos)
        faults.emplace_back("two spaces");
    if (text.starts_with(' ') || text.ends_with(' '))
        faults.emplace_back("a space at an end");
}

} // namespace

std::vector<std::string> frenchTypography(std::string_view text)
{
    std::vector<std::string> faults;
    const std::string plain = withoutPlaces(text);
    checkFrenchMarks(plain, faults);
    const std::string opening = "«" + std::string{kNoBreak};
    const std::string closing = std::string{kNoBreak} + "»";
    if (count(plain, "«") != count(plain, opening) || count(plain, "»") != count(plain, closing))
        faults.emplace_back("no U+00A0 inside the guillemets");
    if (count(plain, "«") != count(plain, "»"))
        faults.emplace_back("guillemets do not come in pairs");
    if (count(plain, "“") + count(plain, "”") != 0)
        faults.emplace_back("English quotation marks");
    checkSpaces(plain, faults);
    return faults;
}

std::vector<std::string> englishTypography(std::string_view text)
{
    std::vector<std::string> faults;
    const std::string plain = withoutPlaces(text);
    for (const char c : plain) {
        if (c == '\'' || c == '"')
            faults.emplace_back("straight apostrophe or quotation mark");
    }
    if (count(plain, "“") != count(plain, "”"))
        faults.emplace_back("quotation marks do not come in pairs");
    for (const std::string_view mark : {" ;", " :", " !", " ?", " ."}) {
        if (plain.find(mark) != std::string::npos)
            faults.push_back("a space before a mark:" + std::string{mark});
    }
    for (const std::string_view foreign : {"«", "»", "\u00a0", "\u202f"}) {
        if (plain.find(foreign) != std::string::npos)
            faults.emplace_back("French marks or spaces");
    }
    checkSpaces(plain, faults);
    return faults;
}

} // namespace mqttscope::teach
