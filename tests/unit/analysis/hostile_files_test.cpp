// SPDX-License-Identifier: GPL-3.0-or-later
// Captures with each byte changed and cut at each byte: nothing may crash or hang, whatever is asked
// afterwards.
#include "analysis/statistics/statistics.h"
#include "tests/unit/analysis/script_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

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

class HostileFiles : public ::testing::TestWithParam<const char*> {
protected:
    const Bytes whole = readFile(sourcePath(GetParam()));
};
INSTANTIATE_TEST_SUITE_P(Captures, HostileFiles,
                         ::testing::Values("samples/connect-python1.pcap",
                                           "tests/data/captures/own/synth_no_connect.pcap"),
                         [](const auto& file) {
                             const std::string path = file.param;
                             return path.find("python1") != std::string::npos ? "Python1" : "NoConnect";
                         });

TEST_P(HostileFiles, EachByteChanged)
{
    const std::uint32_t frames = askEverything(sourcePath(GetParam()));
    ASSERT_GT(frames, 0U);
    for (const std::uint8_t change : {std::uint8_t{0x01}, std::uint8_t{0xff}}) {
        for (std::size_t at = 0; at < whole.size(); ++at) {
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
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        const TempFile file(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)));
        const std::uint32_t frames = askEverything(file.path());
        EXPECT_GE(frames, before) << "length " << length; // what stands before the cut is kept
        before = frames;
    }
    EXPECT_GT(before, 0U);
}

} // namespace
} // namespace mqttscope::analysis::test
