// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/live/live_capture.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace mqttscope::analysis {

/// A folder for live captures of the test's own, and a program that says what the test wants.
class LiveTest : public ::testing::Test {
protected:
    LiveTest()
    {
        std::string name = (std::filesystem::temp_directory_path() / "mqttscope-live-XXXXXX").string();
        folder = ::mkdtemp(name.data());
        ::setenv("XDG_STATE_HOME", folder.c_str(), 1);
        ::setenv("MQTTSCOPE_CAPTURE", MQTTSCOPE_SOURCE_DIR "/tests/support/fake_capture.py", 1);
    }
    ~LiveTest() override
    {
        ::unsetenv("MQTTSCOPE_CAPTURE");
        ::unsetenv("MQTTSCOPE_DUMPCAP");
        ::unsetenv("FAKE_CAPTURE");
        std::filesystem::remove_all(folder);
    }

    static void fake(const char* words) { ::setenv("FAKE_CAPTURE", words, 1); }

    [[nodiscard]] static LiveOptions onFake()
    {
        LiveOptions options;
        options.interfaces = {"fake0"};
        return options;
    }
    /// Waits until a condition of the status holds, or it has ended.
    template <class Condition> static void until(LiveCapture& capture, Condition holds)
    {
        for (LiveStatus now = capture.status(); !holds(now) && now.state != LiveState::Ended;
             now = capture.status())
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    /// From start to end.
    [[nodiscard]] static LiveStatus runToEnd(LiveCapture& capture, const LiveOptions& options)
    {
        EXPECT_TRUE(capture.start(options));
        capture.wait();
        return capture.status();
    }
    /// Frames of a file that must not be damaged.
    static std::uint32_t framesOf(const std::string& path)
    {
        auto document = Document::open(path, {});
        EXPECT_TRUE(document) << path;
        if (!document)
            return 0;
        (*document)->start();
        (*document)->wait();
        EXPECT_FALSE((*document)->damage()) << path;
        return (*document)->snapshot()->frameCount();
    }

    std::filesystem::path folder;
};

} // namespace mqttscope::analysis
