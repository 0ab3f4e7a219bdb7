// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/illustrated/illustrated_text.h"

#include "teach/illustrated/clean_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace mqttscope::teach {
namespace {

using analysis::Phrase;

/// Where what is said of a byte stands: below the label of its field.
constexpr std::size_t kIndent = 6;

struct Page {
    analysis::TextOutput& out;
    const Illustration& illustration;
    TextStyle style;
    const Vocabulary& words;
    std::size_t labelWidth = 0; ///< columns of the widest label, so that the values stand below one another
};

/// The widest label of the section, within reason.
std::size_t labelWidth(const Illustration& illustration, const IllustratedSection& section)
{
    constexpr std::size_t kLeast = 34;
    constexpr std::size_t kMost = 60;
    std::size_t width = kLeast;
    for (const IllustratedField& field : section.fields) {
        if (field.rows() > 0)
            width = std::max(width, columnsOf(illustration.byte(field, field.rows() - 1).label));
    }
    return std::min(width, kMost);
}

void appendHeading(const Page& page, const IllustratedSection& section)
{
    const Illustration::Heading& heading = page.illustration.heading();
    const std::string number = fmt::format("{}", heading.frame);
    std::string& text = page.out.text();
    if (section.message) {
        const std::string version = versionText(section, page.words);
        text += page.words.phrase(Phrase::ExplainHeading,
                                  {{"number", number},
                                   {"type", section.packet},
                                   {"size", page.words.quantity(field::Unit::Bytes, section.size)},
                                   {"version", version.empty() ? version : ", " + version},
                                   {"source", heading.source},
                                   {"destination", heading.destination}});
    } else {
        text += page.words.illustrated(
            "heading", "layers-line",
            {{"number", number}, {"source", heading.source}, {"destination", heading.destination}});
    }
    fmt::format_to(std::back_inserter(text), "\n\n{:>5}  {:4}  {:>4}   {:9}  {:<{}} {}\n",
                   page.words.phrase(Phrase::ColumnByte), page.words.phrase(Phrase::ColumnAt),
                   page.words.phrase(Phrase::ColumnHex), page.words.phrase(Phrase::ColumnBits),
                   page.words.phrase(Phrase::ColumnField), page.labelWidth,
                   page.words.phrase(Phrase::ColumnValue));
}

void appendSaid(const Page& page, std::string_view said)
{
    const std::size_t width = std::max(page.style.width, TextStyle::kNarrowest) - kIndent;
    page.out.text() += wrapped(said, width, std::string(kIndent, ' '));
}

void appendNarration(const Page& page, const Narration& narration)
{
    std::string said = narration.text;
    if (!narration.clause.empty())
        said += fmt::format("{}[{}]", said.empty() ? "" : " ", narration.clause);
    appendSaid(page, said);
}

void appendRow(const Page& page, const IllustratedField& field, std::uint32_t row)
{
    const IllustratedByte byte = page.illustration.byte(field, row);
    std::string& text = page.out.text();
    if (!page.style.brief && (field.offset > 0 || row > 0))
        text += '\n';
    if (!byte.single) {
        fmt::format_to(std::back_inserter(text), "{:>5}  {:04x}    ..   {:9}  {}\n", byte.offset + 1,
                       byte.offset, ".... ....", byte.label);
        appendSaid(page, byte.summary);
        return;
    }
    fmt::format_to(std::back_inserter(text), "{:>5}  {:04x}    {:02x}   {}  {}{} {}\n", byte.offset + 1,
                   byte.offset, byte.byte, bitsText(byte.byte), byte.label,
                   std::string(page.labelWidth - std::min(page.labelWidth, columnsOf(byte.label)), ' '),
                   byte.value);
    for (const IllustratedBits& bits : byte.bits)
        fmt::format_to(std::back_inserter(text), "{:20} {}\n", "", bits.line);
    if (!page.style.brief)
        appendNarration(page, page.illustration.narration(field, row));
}

/// An issue, and below it what each statement that it breaks demands, as far as the texts know.
void appendIssue(const Page& page, const IllustratedIssue& issue)
{
    std::string& text = page.out.text();
    fmt::format_to(std::back_inserter(text), "[!] {}\n", issue.sentence);
    for (const IllustratedRule& rule : issue.rules)
        fmt::format_to(std::back_inserter(text), "    {}{}{}\n    → {}\n", rule.id,
                       page.words.phrase(Phrase::Colon), rule.demand, rule.consequence);
}

} // namespace

void writeIllustratedText(analysis::TextOutput& out, const Illustration& illustration, const TextStyle& style)
{
    Page page{out, illustration, style, illustration.words(), 0};
    if (illustration.sections().empty()) {
        const std::string number = fmt::format("{}", illustration.heading().frame);
        out.text() += page.words.phrase(Phrase::ExplainNothing, {{"number", number}}) + '\n';
        return;
    }
    for (const IllustratedSection& section : illustration.sections()) {
        page.labelWidth = labelWidth(illustration, section);
        appendHeading(page, section);
        for (const IllustratedField& field : section.fields) {
            for (std::uint32_t row = 0; row < field.rows() && out.open(); ++row) {
                appendRow(page, field, row);
                out.settle();
            }
        }
        out.text() += '\n';
    }
    for (const IllustratedIssue& issue : illustration.issues())
        appendIssue(page, issue);
}

} // namespace mqttscope::teach
