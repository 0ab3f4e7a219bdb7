// SPDX-License-Identifier: GPL-3.0-or-later
// samples/connect-python1.pcap is what the program makes, and what its story says.
#include "tests/support/sample_conversation.h"
#include "tests/unit/capture/capture_bytes.h"
#include "tests/unit/capture/outside_tool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace mqttscope::capture::testing {
namespace {

using ::testing::ElementsAre;

std::filesystem::path sample()
{
    return std::filesystem::path(MQTTSCOPE_SOURCE_DIR) / "samples" / test::kConnectPython1File;
}

TEST(ConnectPython1, FileIsWhatTheProgramMakes)
{
    const TempFile temp;
    ASSERT_EQ(test::writeConnectPython1(temp.path()), "");
    EXPECT_EQ(fileBytes(sample()), fileBytes(temp.path())) << "write it anew with: make_samples samples";
}

TEST(ConnectPython1, FailureToWriteIsTold)
{
    EXPECT_EQ(test::writeConnectPython1("/nonexistent/x.pcap"),
              "The file cannot be made: No such file or directory.");
}

TEST(ConnectPython1, FourthFrameEndsWithTheConnect)
{
    const ReadResult result = readAll(sample());
    ASSERT_EQ(result.status, ReadStatus::End);
    ASSERT_EQ(result.frames.size(), 11U);
    const Bytes connect = {0x10, 0x13, 0x00, 0x04, 0x4d, 0x51, 0x54, 0x54, 0x04, 0x02, 0x00,
                           0x3c, 0x00, 0x07, 0x70, 0x79, 0x74, 0x68, 0x6f, 0x6e, 0x31};
    const auto bytes = result.frames[3].bytes;
    ASSERT_EQ(bytes.size(), 66 + connect.size());
    EXPECT_EQ(Bytes(bytes.begin() + 66, bytes.end()), connect);
    EXPECT_TRUE(std::is_sorted(result.frames.begin(), result.frames.end(),
                               [](const FrameView& a, const FrameView& b) { return a.timeNs < b.timeNs; }));
}

TEST(ConnectPython1, TsharkSeesTheThreePacketsAndGoodChecksums)
{
    if (!hasTool("tshark")) {
        GTEST_SKIP() << "tshark is not installed";
    }
    int exitCode = 0;
    const auto mqtt =
        runTool({"tshark", "-n", "-r", sample().string(), "-Y", "mqtt", "-T", "fields", "-e", "frame.number",
                 "-e", "ip.src", "-e", "tcp.srcport", "-e", "mqtt.msgtype", "-e", "mqtt.clientid"},
                exitCode);
    EXPECT_EQ(exitCode, 0);
    EXPECT_THAT(mqtt, ElementsAre("4\t192.168.1.21\t49871\t1\tpython1", "6\t192.168.1.10\t1883\t2\t",
                                  "8\t192.168.1.21\t49871\t14\t"));
    const std::string flawless = "ip.checksum.status == 1 && tcp.checksum.status == 1 && "
                                 "!(_ws.expert.severity >= warning) && !tcp.analysis.flags";
    const auto good =
        runTool({"tshark", "-n", "-r", sample().string(), "-o", "tcp.check_checksum:TRUE", "-o",
                 "ip.check_checksum:TRUE", "-Y", flawless, "-T", "fields", "-e", "frame.number"},
                exitCode);
    EXPECT_EQ(exitCode, 0);
    EXPECT_EQ(good.size(), 11U);
}

} // namespace
} // namespace mqttscope::capture::testing
