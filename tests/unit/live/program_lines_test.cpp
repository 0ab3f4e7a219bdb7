// SPDX-License-Identifier: GPL-3.0-or-later
// What the capturing programs say. The sentences of dumpcap are those of 4.0.17 (measured).
#include "analysis/live/program_lines.h"

#include <gtest/gtest.h>

#include <random>

namespace mqttscope::analysis {
namespace {

ProgramLines dumpcap(std::string_view text)
{
    ProgramLines lines{true};
    lines.feed(text);
    lines.end();
    return lines;
}

TEST(ProgramLines, CountsOfDumpcapComeAtItsEnd)
{
    const auto lines = dumpcap("Capturing on 'Loopback: lo'\nFile: -\nPackets: 2 Packets captured: 44\n"
                               "Packets received/dropped on interface 'Loopback: lo': 44/3 "
                               "(pcap:2/dumpcap:1/flushed:0/ps_ifdrop:5) (93.6%)\n");
    EXPECT_FALSE(lines.error());
    ASSERT_EQ(lines.counts().size(), 1U);
    EXPECT_EQ(lines.counts()[0].interface, "lo");
    EXPECT_EQ(lines.counts()[0].captured, 44U);
    EXPECT_EQ(lines.counts()[0].received, 47U);
    EXPECT_EQ(lines.counts()[0].dropped, 3U);
    EXPECT_EQ(lines.counts()[0].interfaceDropped, 5U);
}

TEST(ProgramLines, ErrorsOfDumpcapHaveCodes)
{
    const auto gone = dumpcap("Capturing on 'nosuch'\ndumpcap: There is no device named \"nosuch\".\n"
                              "(No such device exists)\n");
    ASSERT_TRUE(gone.error());
    EXPECT_EQ(gone.error()->code, LiveErrorCode::NoSuchInterface);
    EXPECT_EQ(gone.error()->interface, "nosuch");
    const auto filter =
        dumpcap("dumpcap: Invalid capture filter \"udp prt 2\" for interface 'lo'.\n\nThat string isn't a "
                "valid capture filter (can't parse filter expression: syntax error).\n");
    ASSERT_TRUE(filter.error());
    EXPECT_EQ(filter.error()->code, LiveErrorCode::BadFilter);
    const auto rights = dumpcap("dumpcap: You do not have permission to capture on device \"lo\".\n"
                                "(socket: Operation not permitted)\n");
    ASSERT_TRUE(rights.error());
    EXPECT_EQ(rights.error()->code, LiveErrorCode::NoRights);
    EXPECT_EQ(rights.error()->interface, "lo");
}

TEST(ProgramLines, AnInterfaceThatIsGoneHasItsNameWithDumpcapToo)
{
    const auto lines =
        dumpcap("Capturing on 'd0'\nFile: -\nPackets: 3 \rPackets: 4 \rdumpcap: The network adapter \"d0\" "
                "is no longer attached; the capture has stopped.\nPackets captured: 4\n");
    ASSERT_TRUE(lines.error());
    EXPECT_EQ(lines.error()->code, LiveErrorCode::InterfaceGone);
    EXPECT_EQ(lines.error()->interface, "d0");
}

TEST(ProgramLines, AnInterfaceThatIsGoneIsNoErrorWhileOthersGoOn)
{
    ProgramLines lines{false};
    for (const char* name : {"va", "vb"})
        lines.feed(capture::sideLine(capture::InterfaceOpened{name, 1, 65535, 1, true, false}));
    const auto gone = [](const char* name) {
        return capture::sideLine(
            capture::CaptureError{capture::CaptureErrorCode::InterfaceGone, name, std::nullopt, "x"});
    };
    EXPECT_FALSE(lines.allGone());
    lines.feed(gone("vb"));
    lines.feed(gone("vb"));
    EXPECT_EQ(lines.gone(), std::vector<std::string>{"vb"});
    EXPECT_FALSE(lines.allGone());
    EXPECT_FALSE(lines.error());
    lines.feed(gone("va"));
    EXPECT_TRUE(lines.allGone());
    EXPECT_FALSE(lines.error());
}

TEST(ProgramLines, ALineMayComeInPieces)
{
    ProgramLines lines{false};
    for (const char c : std::string_view{"error\tcode=interface-down\tinterface=eth7\ttext=x\n"})
        lines.feed({&c, 1});
    ASSERT_TRUE(lines.error());
    EXPECT_EQ(lines.error()->code, LiveErrorCode::InterfaceDown);
    EXPECT_EQ(lines.error()->interface, "eth7");
}

TEST(ProgramLines, TheNewestCountsOfAnInterfaceCount)
{
    ProgramLines lines{false};
    for (int i = 1; i <= 3; ++i)
        lines.feed("statistics\tinterface=lo\tcaptured=" + std::to_string(i) +
                   "\treceived=9\tdropped=0\tinterface_dropped=0\n");
    ASSERT_EQ(lines.counts().size(), 1U);
    EXPECT_EQ(lines.counts()[0].captured, 3U);
}

TEST(ProgramLines, NoiseIsBounded)
{
    std::mt19937 random{8}; // NOLINT(cert-msc*): the same each time
    for (const bool ofDumpcap : {false, true}) {
        ProgramLines lines{ofDumpcap};
        std::string noise;
        for (int i = 0; i < 200'000; ++i)
            noise += static_cast<char>(random());
        lines.feed(noise);
        lines.feed(std::string(1'000'000, 'x'));
        for (int i = 0; i < 1000; ++i) {
            const std::string name = "if" + std::to_string(i);
            lines.feed(capture::sideLine(capture::InterfaceOpened{name, 1, 65535, 1, true, false}));
            lines.feed(capture::sideLine(capture::InterfaceCounts{name, 1, 9, 0, 0}));
            lines.feed(capture::sideLine(
                capture::CaptureError{capture::CaptureErrorCode::InterfaceGone, name, std::nullopt, {}}));
        }
        lines.end();
        EXPECT_LE(lines.lastText().size(), capture::kMaxSideLine);
        EXPECT_LE(lines.counts().size(), 64U);
        EXPECT_LE(lines.opened().size(), 64U);
        EXPECT_LE(lines.gone().size(), 64U);
    }
}

} // namespace
} // namespace mqttscope::analysis
