// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_glossary.h"

#include "analysis/phrase.h"
#include "app/cli_output.h"
#include "teach/glossary/glossary.h"
#include "teach/illustrated/clean_text.h"

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <string_view>

namespace mqttscope::app {
namespace {

enum ExitStatus : int { kOk = 0, kUsage = 1, kFailed = 2 };

/// Width of a line, and so many terms are proposed in the place of an unknown one.
constexpr std::size_t kWidth = 80;
constexpr std::size_t kProposals = 4;

void appendEntry(std::string& out, const teach::Glossary& glossary, const teach::GlossaryEntry& entry,
                 const teach::Vocabulary& words)
{
    out += entry.term;
    if (const std::string other = glossary.otherWord(entry); !other.empty())
        out += fmt::format(" · {}", other);
    out += "\n\n";
    out += teach::wrapped(entry.text, kWidth, {});
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
    out += teach::wrapped(words.glossaryPhrase("see", {{"terms", related}}), kWidth, {});
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
