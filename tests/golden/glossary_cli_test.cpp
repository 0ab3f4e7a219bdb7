// SPDX-License-Identifier: GPL-3.0-or-later
// mqttscope-cli glossary: an entry, the list, and what it says of a word that it does not know.
#include "tests/support/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace mqttscope::test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

ProgramResult glossary(std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), {MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli", "glossary"});
    return runShell(commandOf(arguments));
}

TEST(Glossary, PrintsAnEntryInEitherLanguageByAnyOfItsNames)
{
    const ProgramResult english = glossary({"trame"});
    EXPECT_EQ(english.status, 0);
    EXPECT_THAT(english.output, StartsWith("Frame · trame\n\n"));
    EXPECT_THAT(english.output, HasSubstr("\nIEEE 802.3 §3.1.1\n\nSee also: IP packet, "));
    EXPECT_EQ(english.errors, "");
    const ProgramResult french = glossary({"Keep Alive", "--lang", "fr"});
    EXPECT_EQ(french.status, 0);
    EXPECT_THAT(french.output, StartsWith("Keep Alive (délai de maintien)\n\n"));
    EXPECT_THAT(french.output, HasSubstr("Voir aussi\u00a0: PINGREQ"));
}

TEST(Glossary, KeepsToTheWidthOfAScreen)
{
    const std::string output = glossary({"topic", "--lang", "fr"}).output;
    for (std::size_t at = 0; at < output.size();) {
        const std::size_t end = std::min(output.find('\n', at), output.size());
        const auto letters = std::count_if(output.begin() + static_cast<std::ptrdiff_t>(at),
                                           output.begin() + static_cast<std::ptrdiff_t>(end), [](char c) {
                                               return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
                                           });
        EXPECT_LE(letters, 80) << output.substr(at, end - at);
        at = end + 1;
    }
}

TEST(Glossary, ListsAllTerms)
{
    const ProgramResult all = glossary({"--lang", "fr"});
    EXPECT_EQ(all.status, 0);
    EXPECT_GE(std::count(all.output.begin(), all.output.end(), '\n'), 150);
    EXPECT_THAT(all.output, HasSubstr("\nserveur, broker (Server)"));
}

TEST(Glossary, AnUnknownTermIsToldWithTheNearestOnes)
{
    const ProgramResult near = glossary({"PUBAK"});
    EXPECT_EQ(near.status, 1);
    EXPECT_EQ(near.output, "");
    EXPECT_THAT(near.errors,
                StartsWith("mqttscope-cli: “PUBAK” is not in the glossary; spelled alike: PUBACK"));
    const ProgramResult far = glossary({"xyzzy", "--lang", "fr"});
    EXPECT_EQ(far.status, 1);
    EXPECT_THAT(far.errors, HasSubstr("«\u00a0xyzzy\u00a0» ne figure pas dans le glossaire"));
}

} // namespace
} // namespace mqttscope::test
