// SPDX-License-Identifier: GPL-3.0-or-later
// Captures with each byte changed and cut at each byte: nothing may crash or hang, whatever is asked
// afterwards.
#include "analysis/statistics/statistics.h"
#include "tests/unit/analysis/script_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace mqttscope::analysis::test {
namespace {

Bytes readFile(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Opens a file and asks for everything. Returns the number of its frames; 0 if it could not be opened.
std::uint32_t askEverything(const std::string& path)
{
    const auto document = Document::open(path, {});
    if (!document) {
        EXPECT_FALSE(capture::describe(document.error()).empty());
        return 0;
    }
    (*document)->start();
    (*document)->wait();
    const auto snapshot = (*document)->snapshot();
    for (std::uint32_t frame = 1; frame <= snapshot->frameCount(); ++frame) {
        const auto dissection = (*document)->dissect(*snapshot, frame);
        EXPECT_NE(dissection, nullptr);
    }
    for (const StatisticsKind& kind : statisticsKinds()) {
        StringOutput out;
        (*makeStatistics(kind.name))
            ->write(out, {**document, *snapshot, Vocabulary{}, StatisticsFormat::Json});
        EXPECT_TRUE(out.whole().size() > 1) << kind.name;
    }
    return snapshot->frameCount();
}

/// The captures of the lessons, and one that begins in the middle.
std::vector<std::string> captures()
{
    std::vector<std::string> paths{"tests/data/captures/own/synth_no_connect.pcap"};
    for (const auto& entry : std::filesystem::directory_iterator(sourcePath("samples"))) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".pcap") || name.ends_with(".pcapng"))
            paths.push_back("samples/" + name);
    }
    std::sort(paths.begin() + 1, paths.end());
    return paths;
}

/// Each byte of small files; of larger ones some hundred places, spread out. With MQTTSCOPE_EACH_BYTE set
/// each byte of all: that takes a quarter of an hour.
std::size_t strideOf(std::size_t size)
{
    constexpr std::size_t kSmall = 2000;
    constexpr std::size_t kPlaces = 150;
    const bool all = std::getenv("MQTTSCOPE_EACH_BYTE") != nullptr; // NOLINT(concurrency-mt-unsafe)
    return all || size <= kSmall ? 1 : size / kPlaces | 1U;
}

class HostileFiles : public ::testing::TestWithParam<std::string> {
protected:
    const Bytes whole = readFile(sourcePath(GetParam()));
    const std::size_t stride = strideOf(whole.size());
};
INSTANTIATE_TEST_SUITE_P(Captures, HostileFiles, ::testing::ValuesIn(captures()), [](const auto& file) {
    std::string name;
    for (const char c : std::filesystem::path(file.param).stem().string())
        name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    return name;
});

TEST_P(HostileFiles, EachByteChanged)
{
    const std::uint32_t frames = askEverything(sourcePath(GetParam()));
    ASSERT_GT(frames, 0U);
    for (const std::uint8_t change : {std::uint8_t{0x01}, std::uint8_t{0xff}}) {
        for (std::size_t at = 0; at < whole.size(); at += stride) {
            Bytes changed = whole;
            changed[at] ^= change;
            const TempFile file(changed);
            EXPECT_LE(askEverything(file.path()), frames) << "byte " << at;
        }
    }
}

TEST_P(HostileFiles, CutAtEachByte)
{
    std::uint32_t before = 0;
    for (std::size_t length = whole.size() % stride; length <= whole.size(); length += stride) {
        const TempFile file(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)));
        const std::uint32_t frames = askEverything(file.path());
        EXPECT_GE(frames, before) << "length " << length; // what stands before the cut is kept
        before = frames;
    }
    EXPECT_GT(before, 0U);
}

} // namespace
} // namespace mqttscope::analysis::test
