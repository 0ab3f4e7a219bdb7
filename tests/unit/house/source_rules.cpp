// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/house/source_rules.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace mqttscope::test {
namespace {

constexpr std::string_view kLicence = "SPDX-License-Identifier: GPL-3.0-or-later";

// Longer than kMaxLines, each with its reason.
constexpr std::array<std::string_view, 0> kLongFiles = {};

// Written in two parts, so that this file keeps the rule.
constexpr std::array<std::string_view, 3> kLeftToDo = {"TO"
                                                       "DO",
                                                       "FIX"
                                                       "ME",
                                                       "X"
                                                       "XX"};

bool isWordCharacter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

bool containsWord(std::string_view text, std::string_view word)
{
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const bool begins = at == 0 || !isWordCharacter(text[at - 1]);
        const bool ends = at + word.size() == text.size() || !isWordCharacter(text[at + word.size()]);
        if (begins && ends)
            return true;
    }
    return false;
}

} // namespace

std::vector<std::string> sourceViolations(std::string_view path, std::string_view text)
{
    std::vector<std::string> violations;
    const auto say = [&](std::string_view what) { violations.push_back(fmt::format("{}: {}", path, what)); };

    if (!text.starts_with(fmt::format("// {}\n", kLicence)))
        say("the first line is not the licence line");
    if (path.ends_with(".h") && !text.starts_with(fmt::format("// {}\n#pragma once\n", kLicence)))
        say("the second line of a header is #pragma once");
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    const bool mayBeLong = std::find(kLongFiles.begin(), kLongFiles.end(), path) != kLongFiles.end();
    if (lines > kMaxLines && !mayBeLong)
        say(fmt::format("{} lines, more than {}", lines, kMaxLines));
    if (lines <= kMaxLines && mayBeLong)
        say("stands in the list of long files but is none");
    for (const std::string_view word : kLeftToDo) {
        if (containsWord(text, word))
            say(fmt::format("something is left to do ({})", word));
    }
    if (!text.ends_with('\n'))
        say("the last line does not end");
    return violations;
}

bool hasLicenceLine(std::string_view text)
{
    constexpr std::size_t kFirstCharacters = 200; // a line may say first which program reads the file
    return text.substr(0, kFirstCharacters).find(kLicence) != std::string_view::npos;
}

} // namespace mqttscope::test
