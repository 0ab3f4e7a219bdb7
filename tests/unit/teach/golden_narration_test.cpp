// SPDX-License-Identifier: GPL-3.0-or-later
// The CONNECT of 21 bytes with which every lesson begins, word for word.
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/teach/narrated_bytes.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace mqttscope::teach {
namespace {

using analysis::test::sourcePath;

constexpr std::uint32_t kConnectFrame = 4;

class GoldenNarration : public ::testing::TestWithParam<Language> {};

TEST_P(GoldenNarration, OfTheFirstConnect)
{
    const std::string code{languageCode(GetParam())};
    std::ifstream golden{sourcePath("tests/golden/teach/narration_connect_" + code + ".txt")};
    ASSERT_TRUE(golden);
    const Vocabulary words{GetParam()};
    const Narrator narrator(words);
    const auto document = analysis::test::indexed(sourcePath("samples/connect-python1.pcap"));
    std::size_t told = 0;
    test::forEachByte(*document, [&](const test::NarratedByte& byte) {
        if (byte.frameNumber != kConnectFrame || byte.place.source == 0)
            return;
        const Narration said = narrator.byte(byte.frame, byte.place);
        const std::uint8_t value = byte.frame.dissection->sources[byte.place.source].bytes[byte.place.offset];
        std::string line;
        std::getline(golden, line);
        EXPECT_EQ(fmt::format("{} {:02x} {} [{}]", ++told, value, said.text, said.clause), line);
    });
    EXPECT_EQ(told, 21U);
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, GoldenNarration, ::testing::ValuesIn(kLanguages),
                         [](const auto& test) { return std::string{languageCode(test.param)}; });

} // namespace
} // namespace mqttscope::teach
