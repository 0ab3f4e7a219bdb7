// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_glossary.h"

#include "analysis/phrase.h"
#include "app/cli_output.h"
#include "teach/glossary/glossary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>

namespace mqttscope::app {
namespace {

enum ExitStatus : int { kOk = 0, kUsage = 1, kFailed = 2 };

/// Width of a line, and so many terms are proposed in the place of an unknown one.
constexpr std::size_t kWidth = 80;
constexpr std::size_t kProposals = 4;

/// A text in lines of at most so many characters.
void appendWrapped(std::string& out, std::string_view text)
{
    std::size_t column = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        const auto letters = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        }));
        if (column > 0 && column + 1 + letters > kWidth) {
            out += '\n';
            column = 0;
        }
        if (column > 0) {
            out += ' ';
            ++column;
        }
        out += word;
        column += letters;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    out += '\n';
}

void appendEntry(std::string& out, const teach::Glossary& glossary, const teach::GlossaryEntry& entry,
                 const teach::Vocabulary& words)
{
    out += entry.term;
    if (const std::string other = glossary.otherWord(entry); !other.empty())
        out += fmt::format(" · {}", other);
    out += "\n\n";
    appendWrapped(out, entry.text);
    if (!entry.clause.empty())
        out += "\n" + glossary.clause(entry) + "\n";
    std::string related;
    for (const std::string_view id : entry.see) {
        if (const teach::GlossaryEntry* other = glossary.entry(id)) {
            related += related.empty() ? "" : ", ";
            related += other->term;
        }
    }
    out += "\n";
    appendWrapped(out, words.glossaryPhrase("see", {{"terms", related}}));
}

void appendList(std::string& out, const teach::Glossary& glossary)
{
    for (const teach::GlossaryEntry& entry : glossary.entries()) {
        const std::string other = glossary.otherWord(entry);
        out += fmt::format("{}{}{}\n", entry.term, other.empty() ? "" : " · ", other);
    }
}

} // namespace

int printGlossary(const CliOptions& options)
{
    const teach::Vocabulary words(options.language, teach::teacherFolder());
    const teach::Glossary glossary(words);
    Output output;
    int status = kOk;
    if (options.term.empty()) {
        appendList(output.text(), glossary);
    } else if (const teach::GlossaryEntry* entry = glossary.named(options.term)) {
        appendEntry(output.text(), glossary, *entry, words);
    } else {
        std::string near;
        for (const teach::GlossaryEntry* other : glossary.nearest(options.term, kProposals)) {
            near += near.empty() ? "" : ", ";
            near += other->term;
        }
        fmt::print(stderr, "mqttscope-cli: {}\n",
                   words.glossaryPhrase(near.empty() ? "unknown" : "unknown-near",
                                        {{"term", options.term}, {"terms", near}}));
        status = kUsage;
    }
    output.flush();
    for (const std::string& sentence : words.complaints())
        fmt::print(stderr, "mqttscope-cli: {}\n", sentence);
    return output.good() ? status : kFailed;
}

} // namespace mqttscope::app
