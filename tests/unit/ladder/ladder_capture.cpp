// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ladder/ladder_capture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>

namespace mqttscope::analysis::ladder::test {

namespace fs = std::filesystem;
using analysis::test::sourcePath;

LadderCapture::LadderCapture(const std::string& path)
    : document(analysis::test::indexed(path)), snapshot(document->snapshot())
{
    const std::atomic<bool> never{false};
    index = LadderIndex::build(snapshot, never);
}

LadderCapture::LadderCapture(session::test::Talk& talk)
{
    const std::uint32_t frames = talk.finish().frameCount();
    const analysis::test::TempFile file(analysis::test::pcapOf(talk.script(), frames));
    *this = LadderCapture(file.path());
}

std::uint32_t LadderCapture::messageAt(std::uint32_t frame) const
{
    std::uint32_t found = kNone;
    snapshot->forEachMessage(frame, [&](std::uint32_t message) {
        found = message;
        return false;
    });
    EXPECT_NE(found, kNone) << "no message in frame " << frame;
    return found;
}

Band LadderCapture::bandAt(std::uint32_t frame) const
{
    return index->band(index->bandOf(messageAt(frame)));
}

std::uint32_t LadderCapture::rowAt(const Band& band, std::uint32_t frame, RowKind kind)
{
    for (std::uint32_t i = 0; i < band.rows.size(); ++i) {
        if (band.rows[i].frame == frame && band.rows[i].kind == kind)
            return i;
    }
    ADD_FAILURE() << "no such row at frame " << frame;
    return 0;
}

std::string sampleNamed(const std::string& name)
{
    const std::string own = sourcePath("tests/data/ladders/" + name + ".pcapng");
    return fs::exists(own) ? own : sourcePath("samples/" + name + ".pcapng");
}

std::vector<std::string> allCaptures()
{
    std::vector<std::string> paths;
    for (const char* folder : {"samples", "tests/data/ladders", "tests/data/captures"}) {
        for (const auto& entry : fs::recursive_directory_iterator(sourcePath(folder))) {
            const std::string extension = entry.path().extension().string();
            if (extension == ".pcap" || extension == ".pcapng")
                paths.push_back(entry.path().string());
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

} // namespace mqttscope::analysis::ladder::test
