// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/illustrated/illustrated_html.h"

#include "teach/illustrated/illustrated_style.h"
#include "teach/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace mqttscope::teach {
namespace {

using analysis::Phrase;
using field::Role;

/// Bytes that the figure draws of one section: more would hide the table.
constexpr std::uint32_t kDrawnBytes = 512;

struct Page {
    analysis::TextOutput& out;
    const Illustration& illustration;
    const Vocabulary& words;

    template <class... Values> void put(fmt::format_string<Values...> format, Values&&... values) const
    {
        fmt::format_to(std::back_inserter(out.text()), format, std::forward<Values>(values)...);
    }
    [[nodiscard]] std::string word(std::string_view group, std::string_view key,
                                   std::initializer_list<analysis::PlaceValue> values = {}) const
    {
        return escapedHtml(words.illustrated(group, key, values));
    }
    [[nodiscard]] std::string number(std::uint64_t value) const
    {
        return groupedNumber(value, words.language());
    }
};

/// A class of the style sheet.
std::string_view roleClass(Role role)
{
    switch (role) {
    case Role::None:
        return "none";
    case Role::FixedHeader:
        return "F";
    case Role::Length:
        return "L";
    case Role::VariableHeader:
        return "V";
    case Role::Payload:
        return "P";
    case Role::Property:
        return "R";
    case Role::Network:
        return "N";
    case Role::Undecoded:
        return "U";
    }
    return "none";
}

std::string badge(Role role)
{
    const char letter = roleLetter(role);
    return letter == 0 ? std::string{} : fmt::format("<b class=\"badge\">{}</b> ", letter);
}

/// "bytes 3 to 4"
std::string whereText(const Page& page, const IllustratedField& field)
{
    const std::string first = page.number(field.offset + 1);
    const std::string last = page.number(field.end());
    return page.word("heading", field.length == 1 ? "one-byte" : "bytes", {{"first", first}, {"last", last}});
}

std::string titleOf(const Page& page)
{
    const std::string number = fmt::format("{}", page.illustration.heading().frame);
    std::string title;
    for (const IllustratedSection& section : page.illustration.sections()) {
        if (section.message)
            title += (title.empty() ? "" : ", ") + section.packet;
    }
    return title.empty() ? page.word("heading", "frame", {{"number", number}}) : escapedHtml(title);
}

void putHead(const Page& page, const std::string& title)
{
    page.put("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\" />\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
             "'unsafe-inline'\" />\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" "
             "/>\n<title>{} · {}</title>\n<style>{}</style>\n</head>\n<body>\n",
             languageCode(page.words.language()), title, page.word("heading", "byte-by-byte"),
             illustratedStyle());
}

void putFact(const Page& page, std::string_view key, std::string_view value)
{
    if (!value.empty())
        page.put("<div><dt>{}</dt><dd>{}</dd></div>\n", page.word("fact", key), escapedHtml(value));
}

void putFacts(const Page& page)
{
    const Illustration::Heading& heading = page.illustration.heading();
    page.put("<dl class=\"facts\">\n");
    putFact(page, "frame", fmt::format("{}", heading.frame));
    putFact(page, "time", heading.time);
    putFact(page, "from", heading.source);
    putFact(page, "to", heading.destination);
    const auto& sections = page.illustration.sections();
    // One message: what is said of it stands here and not above its bytes.
    if (sections.size() == 1 && sections.front().message) {
        putFact(page, "version", versionText(sections.front(), page.words));
        putFact(page, "size", page.words.quantity(field::Unit::Bytes, sections.front().size));
    } else {
        putFact(page, "size", page.words.quantity(field::Unit::Bytes, heading.size));
    }
    page.put("</dl>\n");
}

/// The letters that occur, with their words.
void putLegend(const Page& page, const IllustratedSection& section)
{
    page.put("<span class=\"keys\">");
    std::array<bool, static_cast<std::size_t>(Role::Undecoded) + 1> seen{};
    for (const IllustratedField& field : section.fields)
        seen[static_cast<std::size_t>(field.role)] = true;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const auto role = static_cast<Role>(i);
        if (seen[i] && roleLetter(role) != 0)
            page.put(" <span class=\"key {}\">{}{}</span>", roleClass(role), badge(role),
                     escapedHtml(roleWord(role, page.words)));
    }
    page.put("</span>");
}

/// The first `most` bytes of a field.
void putDrawnField(const Page& page, const IllustratedField& field, std::uint32_t most, std::size_t section)
{
    const FieldWords words = page.illustration.fieldWords(field);
    page.put("<li class=\"{}\"><span class=\"name\">{}{}</span><span class=\"run\">", roleClass(field.role),
             badge(field.role), escapedHtml(words.shortLabel));
    for (std::uint32_t row = 0; row < std::min(field.rows(), most); ++row) {
        const IllustratedByte byte = page.illustration.byte(field, row);
        if (byte.single)
            page.put("<a href=\"#s{}b{}\"{}><small>{}</small><span class=\"hex\">{:02x}</span><span "
                     "class=\"char\">{}</span></a>",
                     section, byte.offset + 1, byte.faulty ? " class=\"faulty\"" : "", byte.offset + 1,
                     byte.byte, escapedHtml(byte.character));
        else
            page.put("<a href=\"#s{}b{}\" class=\"more\">… +{}</a>", section, byte.offset + 1,
                     page.number(byte.count));
    }
    page.put("</span></li>\n");
}

void putFigure(const Page& page, const IllustratedSection& section, std::size_t number)
{
    page.put("<figure>\n<figcaption>{}", section.message
                                             ? page.word("heading", "ribbon", {{"packet", section.packet}})
                                             : page.word("heading", "ribbon-layers"));
    if (section.message)
        putLegend(page, section);
    page.put("</figcaption>\n");
    page.put("<div class=\"parts\">\n");
    std::uint32_t drawn = 0;
    for (const IllustratedPart& part : section.parts) {
        if (drawn >= kDrawnBytes)
            break;
        const std::string name = page.illustration.partName(part);
        page.put("<div class=\"part\">\n");
        if (!name.empty())
            page.put("<h3>{}</h3>\n", escapedHtml(name));
        page.put("<ol class=\"ribbon\">\n");
        for (std::uint32_t i = 0; i < part.fieldCount && drawn < kDrawnBytes; ++i) {
            const IllustratedField& field = section.fields[part.firstField + i];
            putDrawnField(page, field, kDrawnBytes - drawn, number);
            drawn += std::min(field.rows(), kDrawnBytes - drawn);
            page.out.settle();
        }
        page.put("</ol>\n</div>\n");
    }
    page.put("</div>\n");
    std::uint64_t rows = 0;
    for (const IllustratedField& field : section.fields)
        rows += field.rows();
    if (rows > drawn)
        page.put("<p>{}</p>\n", page.word("text", "and-so-on", {{"count", page.number(rows - drawn)}}));
    page.put("</figure>\n");
}

void putFieldRow(const Page& page, const IllustratedField& field)
{
    const FieldWords words = page.illustration.fieldWords(field);
    page.put("<tr class=\"field\"><th colspan=\"5\" scope=\"rowgroup\">{}", badge(field.role));
    if (!words.label.empty())
        page.put("<strong>{}</strong> ", escapedHtml(words.label));
    if (!words.value.empty())
        page.put("<span class=\"value\">{}</span> ", escapedHtml(words.value));
    page.put("<span class=\"where\">{}</span>", whereText(page, field));
    // Of one byte there is nothing to say that is not said of the byte.
    if (field.length > 1 && !words.narration.text.empty())
        page.put("<p>{}</p>", escapedHtml(words.narration.text));
    page.put("</th></tr>\n");
}

void putBits(const Page& page, const IllustratedByte& byte)
{
    if (byte.bits.empty())
        return;
    page.put("<ul class=\"lines\">\n");
    for (const IllustratedBits& bits : byte.bits) {
        page.put("<li><span class=\"pattern\">{}</span><span>{}", escapedHtml(bits.pattern),
                 escapedHtml(bits.words));
        if (!bits.meaning.empty())
            page.put("<small>{}</small>", escapedHtml(bits.meaning));
        page.put("</span></li>\n");
    }
    page.put("</ul>\n");
}

void putFaults(const Page& page, const IllustratedByte& byte)
{
    for (const std::uint32_t issue : byte.issues)
        page.put("<p class=\"fault\">{}</p>\n", escapedHtml(page.illustration.issues()[issue].sentence));
}

void putByteRow(const Page& page, const IllustratedField& field, std::uint32_t row, std::size_t section)
{
    const IllustratedByte byte = page.illustration.byte(field, row);
    page.put("<tr class=\"byte{}{}\" id=\"s{}b{}\"><th scope=\"row\">{}</th>",
             byte.bits.empty() ? "" : " flags", byte.faulty ? " faulty" : "", section, byte.offset + 1,
             page.number(byte.offset + 1));
    if (!byte.single) {
        page.put("<td class=\"hex\">…</td><td class=\"bits\"></td><td class=\"char\"></td><td><p>{}</p>",
                 escapedHtml(byte.summary));
        putFaults(page, byte);
        page.put("</td></tr>\n");
        return;
    }
    const std::string bits = bitsText(byte.byte);
    page.put("<td class=\"hex\">{:02x}</td><td class=\"bits\"><span>{}</span> <span>{}</span></td>"
             "<td class=\"char\">{}</td><td>",
             byte.byte, bits.substr(0, 4), bits.substr(5), escapedHtml(byte.character));
    const Narration said = page.illustration.narration(field, row);
    if (!said.text.empty())
        page.put("<p>{}</p>\n", escapedHtml(said.text));
    if (!said.clause.empty())
        page.put("<p class=\"clause\">{}</p>\n", escapedHtml(said.clause));
    putFaults(page, byte);
    putBits(page, byte);
    page.put("</td></tr>\n");
}

void putTable(const Page& page, const IllustratedSection& section, std::size_t number)
{
    page.put("<table>\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th>"
             "<th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n",
             section.message ? page.word("heading", "table", {{"packet", section.packet}})
                             : page.word("heading", "table-layers"),
             page.word("column", "byte"), page.word("column", "hex"), page.word("column", "bits"),
             page.word("column", "character"), page.word("column", "meaning"));
    for (const IllustratedField& field : section.fields) {
        page.put("<tbody class=\"{}\">\n", roleClass(field.role));
        putFieldRow(page, field);
        for (std::uint32_t row = 0; row < field.rows() && page.out.open(); ++row) {
            putByteRow(page, field, row, number);
            page.out.settle();
        }
        page.put("</tbody>\n");
    }
    page.put("</table>\n");
}

void putSection(const Page& page, const IllustratedSection& section, std::size_t number)
{
    page.put("<section>\n");
    // The only message is in the title of the page.
    if (!section.message) {
        page.put("<h2>{}</h2>\n", page.word("heading", "layers"));
    } else if (page.illustration.sections().size() > 1) {
        const std::string version = versionText(section, page.words);
        page.put("<h2>{}</h2>\n", version.empty()
                                      ? escapedHtml(section.packet)
                                      : page.word("heading", "packet-version",
                                                  {{"packet", section.packet}, {"version", version}}));
    }
    putFigure(page, section, number);
    putTable(page, section, number);
    page.put("</section>\n");
}

void putIssues(const Page& page)
{
    if (page.illustration.issues().empty())
        return;
    const std::string colon = page.words.phrase(Phrase::Colon);
    page.put("<section>\n<h2>{}</h2>\n<ul class=\"issues\">\n", page.word("heading", "issues"));
    for (const IllustratedIssue& issue : page.illustration.issues()) {
        page.put("<li><p>{}</p>\n", escapedHtml(issue.sentence));
        for (const IllustratedRule& rule : issue.rules)
            page.put("<p class=\"rule\"><b>{}</b>{}{} → {}</p>\n", escapedHtml(rule.id), colon,
                     escapedHtml(rule.demand), escapedHtml(rule.consequence));
        page.put("</li>\n");
    }
    page.put("</ul>\n</section>\n");
}

} // namespace

std::string escapedHtml(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

void writeIllustratedHtml(analysis::TextOutput& out, const Illustration& illustration)
{
    const Page page{out, illustration, illustration.words()};
    const std::string title = titleOf(page);
    putHead(page, title);
    page.put("<header>\n<h1>{} <span>{}</span></h1>\n", title, page.word("heading", "byte-by-byte"));
    putFacts(page);
    page.put("</header>\n<main>\n");
    if (illustration.sections().empty()) {
        const std::string number = fmt::format("{}", illustration.heading().frame);
        page.put("<p>{}</p>\n", escapedHtml(page.words.phrase(Phrase::ExplainNothing, {{"number", number}})));
    }
    for (std::size_t i = 0; i < illustration.sections().size(); ++i)
        putSection(page, illustration.sections()[i], i + 1);
    putIssues(page);
    page.put("</main>\n<footer>mqttscope</footer>\n</body>\n</html>\n");
}

} // namespace mqttscope::teach
