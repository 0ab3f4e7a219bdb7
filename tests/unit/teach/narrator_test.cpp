// SPDX-License-Identifier: GPL-3.0-or-later
// Every byte and every bit of every capture that the project has is narrated, in both languages.
#include "teach/narration/places.h"
#include "teach/narration/sentences.h"
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/teach/narrated_bytes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace mqttscope::teach {
namespace {

using analysis::test::indexed;
using analysis::test::sourcePath;
using test::forEachByte;
using test::NarratedByte;

/// Names of the captures in `samples` and among the data of the tests.
std::vector<std::string> captures()
{
    std::vector<std::string> names;
    for (const char* folder : {"samples", "tests/data/captures"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(sourcePath(folder))) {
            const std::string extension = entry.path().extension().string();
            if (extension == ".pcap" || extension == ".pcapng")
                names.push_back(entry.path().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// Long messages say the same again and again: of a field of more bytes than this only the ends are heard.
constexpr std::uint32_t kHeard = 48;

bool isHeard(const NarratedByte& byte)
{
    if (byte.node == analysis::kNoNode)
        return true;
    const field::ByteRange range = byte.frame.dissection->tree.node(byte.node).range;
    return byte.place.offset < range.offset + kHeard || byte.place.offset + 4 > range.end();
}

class NarratedCapture : public ::testing::TestWithParam<std::string> {
protected:
    /// What is wrong with what is said, in one line; empty if nothing is.
    static std::string faultOf(const Narration& said)
    {
        if (said.title.empty())
            return "no field is named";
        if (said.text.empty())
            return "nothing is said of " + said.title;
        if (hasOpenPlace(said.text))
            return "a place is not filled: " + said.text;
        if (countSentences(said.text) > 2)
            return "more than two sentences: " + said.text;
        return {};
    }

    /// Whether a place of a text stands in what came out. Payloads may hold braces of their own.
    static bool hasOpenPlace(std::string_view text)
    {
        for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
            const std::size_t end = text.find_first_of(":}", at);
            if (end != std::string_view::npos && isNarrationPlace({text.substr(at + 1, end - at - 1), {}}))
                return true;
        }
        return false;
    }

    static void listen(const std::string& path, Language language)
    {
        const Vocabulary words{language};
        const Narrator narrator(words);
        std::set<std::string> faults;
        forEachByte(*indexed(path), [&](const NarratedByte& byte) {
            if (!isHeard(byte) || faults.size() > 20)
                return;
            const Narration said = narrator.byte(byte.frame, byte.place);
            if (byte.node != analysis::kNoNode) {
                const std::string fault = faultOf(said);
                if (!fault.empty())
                    faults.insert("frame " + std::to_string(byte.frameNumber) + ": " + fault);
            }
            for (int bit = 7; bit >= 0; --bit) {
                const std::string fault = faultOf(narrator.bit(byte.frame, byte.place, bit));
                if (!fault.empty())
                    faults.insert("frame " + std::to_string(byte.frameNumber) + ", a bit: " + fault);
            }
        });
        for (const std::string& fault : faults)
            ADD_FAILURE() << path << ", " << fault;
    }
};

TEST_P(NarratedCapture, InEnglish)
{
    listen(GetParam(), Language::English);
}

TEST_P(NarratedCapture, InFrench)
{
    listen(GetParam(), Language::French);
}

INSTANTIATE_TEST_SUITE_P(All, NarratedCapture, ::testing::ValuesIn(captures()), [](const auto& test) {
    std::string name = std::filesystem::path{test.param}.stem().string();
    for (char& c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0)
            c = '_';
    }
    return name + "_" + std::to_string(test.index);
});

} // namespace
} // namespace mqttscope::teach
