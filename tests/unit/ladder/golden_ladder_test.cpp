// SPDX-License-Identifier: GPL-3.0-or-later
// Ladders of real conversations to the letter: the drawing in text, the story beside it, and what may come
// next after its first packet. MQTTSCOPE_UPDATE_GOLDEN=1 writes them anew.
#include "analysis/ladder/ladder_text.h"
#include "teach/ladder/story.h"
#include "tests/unit/ladder/ladder_capture.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace mqttscope::teach {
namespace {

using analysis::ladder::Band;
using analysis::ladder::kNone;
using analysis::ladder::Scope;
using analysis::ladder::test::LadderCapture;
using analysis::test::sourcePath;

struct Case {
    const char* name;
    const char* capture;
    std::uint32_t frame;   ///< of a message whose story is told; 0: the whole capture
    bool segments = false; ///< with the segments of TCP
};

constexpr Case kCases[] = {
    {"qos-0", "qos0", 16},
    {"qos-1", "qos1", 16},
    {"qos-2", "qos2", 16},
    {"puback-lost", "qos1-puback-perdu", 16},
    {"puback-on-the-wire", "puback-on-the-wire", 16},
    {"pubrec-lost", "qos2-pubrec-perdu", 16},
    {"pubrec-on-the-wire", "pubrec-on-the-wire", 16},
    {"pubrel-lost", "pubrel-lost", 16},
    {"pubcomp-lost", "qos2-pubcomp-perdu", 16},
    {"pubcomp-on-the-wire", "pubcomp-on-the-wire", 16},
    {"redelivery", "redelivery", 16},
    {"several-qos", "qos-mixte", 34},
    {"shared", "shared", 25},
    {"overlap", "overlap", 30},
    {"retained-and-will", "session-will-retain", 0},
    {"takeover", "takeover", 0},
    {"keep-alive", "ping", 0},
    {"without-connect", "sans-connect", 0},
    {"broken-rule", "pannes-03", 0},
    {"tcp-puback-lost", "qos1-puback-perdu", 16, true},
    {"tcp-connections", "ping", 0, true},
};

void tell(std::string& out, const LadderCapture& capture, const Band& band, const Vocabulary& words)
{
    std::size_t number = 0;
    for (const StorySentence& sentence : tellStory(*capture.document, *capture.index, band, words)) {
        out += fmt::format("{:>3}. {} {}{}\n", ++number, sentence.fact, sentence.why,
                           sentence.clause.empty() ? "" : " [" + sentence.clause + "]");
    }
    for (std::uint32_t row = 0; row < band.rows.size(); ++row) {
        for (const analysis::ladder::NextPacket& next : whatNext(band, row)) {
            out += fmt::format("  -> {} {}{}{}\n", band.rows[row].frame,
                               next.row != kNone ? fmt::format("({}) ", band.rows[next.row].frame) : "",
                               nextText(next, words), next.owed ? " *" : "");
        }
        if (band.rows[row].kind == analysis::ladder::RowKind::Packet)
            break; // after its first packet
    }
}

std::string textOf(const Case& wanted, Language language)
{
    const LadderCapture capture(analysis::ladder::test::sampleNamed(wanted.capture));
    const Vocabulary words{language};
    Scope scope;
    if (wanted.frame != 0) {
        scope.kind = Scope::Kind::Story;
        scope.number = capture.messageAt(wanted.frame);
    }
    analysis::StringOutput drawn;
    writeLadder(drawn, *capture.document, *capture.index, scope, words, {100, wanted.segments});
    std::string out = drawn.whole();
    const std::atomic<bool> never{false};
    for (const std::uint32_t number : ladderOf(*capture.index, scope, never).bands) {
        out += fmt::format("\n[{}]\n", number + 1);
        tell(out, capture, capture.index->band(number), words);
    }
    return out;
}

class GoldenLadder : public ::testing::TestWithParam<Case> {};

TEST_P(GoldenLadder, IsAsRecorded)
{
    for (const Language language : kLanguages) {
        const std::string text = textOf(GetParam(), language);
        const std::string path =
            sourcePath(fmt::format("tests/golden/ladder/{}.{}.txt", GetParam().name, languageCode(language)));
        if (std::getenv("MQTTSCOPE_UPDATE_GOLDEN") != nullptr)
            std::ofstream{path, std::ios::binary} << text;
        std::ifstream file{path, std::ios::binary};
        EXPECT_EQ(text, std::string(std::istreambuf_iterator<char>{file}, {})) << path;
    }
}

INSTANTIATE_TEST_SUITE_P(Conversations, GoldenLadder, ::testing::ValuesIn(kCases), [](const auto& test) {
    std::string name = test.param.name;
    for (char& character : name) {
        if (character == '-')
            character = '_';
    }
    return name;
});

} // namespace
} // namespace mqttscope::teach
