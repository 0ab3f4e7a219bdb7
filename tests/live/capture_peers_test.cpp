// SPDX-License-Identifier: GPL-3.0-or-later
// mqttscope-capture beside tcpdump, on the same frames.
#include "tests/live/capture_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <unistd.h>

namespace mqttscope::test {
namespace {

class CapturePeers : public CaptureTest {
protected:
    void SetUp() override
    {
        CaptureTest::SetUp();
        tcpdump = runShell("PATH=$PATH:/sbin:/usr/sbin command -v tcpdump").output;
        tcpdump = tcpdump.substr(0, tcpdump.find('\n'));
        if (tcpdump.empty())
            GTEST_SKIP() << "tcpdump is not installed";
    }
    /// Both capture what `traffic` makes; its last frame holds kLast.
    template <class Traffic>
    void expectTheSame(const std::string& interface, const std::string& filter, Traffic traffic)
    {
        CaptureProgram ours{{"-i", interface, "-f", filter}, here()};
        CaptureProgram theirs{{"-i", interface, "-w", "-", "-U", "--immediate-mode", "-B", "65536",
                               "--time-stamp-precision=nano", "-Z", "root", filter},
                              {&network, false, tcpdump}};
        ASSERT_TRUE(ours.begins()) << ours.errors();
        const bool begun = soon([&] { return theirs.errors().find('\n') != std::string::npos; }) &&
                           theirs.errors().find("listening on") != std::string::npos;
        if (!begun && ::geteuid() != 0) // it becomes another user first, who is not there
            GTEST_SKIP() << "tcpdump does not run in a network of a user: " << theirs.errors();
        ASSERT_TRUE(begun) << theirs.errors();
        traffic();
        ASSERT_TRUE(ours.captures(kLast));
        ASSERT_TRUE(theirs.captures(kLast));
        ours.signal(SIGTERM);
        theirs.signal(SIGTERM);
        EXPECT_EQ(ours.wait(), 0);
        EXPECT_EQ(theirs.wait(), 0);
        ASSERT_NE(theirs.errors().find("\n0 packets dropped by kernel"), std::string::npos)
            << theirs.errors();
        EXPECT_EQ(ours.counts(interface).dropped, 0U);
        compare(readFrames(ours.output()), readFrames(theirs.output()));
    }
    static void compare(const CapturedFrames& ours, const CapturedFrames& theirs)
    {
        EXPECT_TRUE(ours.whole);
        EXPECT_TRUE(theirs.whole);
        EXPECT_EQ(ours.format, theirs.format);
        EXPECT_EQ(ours.interfaces.front().linkType, theirs.interfaces.front().linkType);
        ASSERT_EQ(ours.frames.size(), theirs.frames.size());
        for (std::size_t i = 0; i < ours.frames.size(); ++i) {
            ASSERT_EQ(ours.frames[i].bytes, theirs.frames[i].bytes) << "frame " << i + 1;
            ASSERT_EQ(ours.frames[i].originalLength, theirs.frames[i].originalLength) << "frame " << i + 1;
        }
    }

    std::string tcpdump;
};

TEST_F(CapturePeers, DatagramsOnLoopback)
{
    expectTheSame("lo", "udp port 9999", [&] { send(3000, 9000); });
}

TEST_F(CapturePeers, FramesThatAreLargerThanAnyCardSends)
{
    expectTheSame("lo", "", [&] { send(20, 60'000); });
}

TEST_F(CapturePeers, BetweenTwoNetworks)
{
    LiveNetwork other;
    ASSERT_EQ(other.whyNot(), "");
    const ProgramResult joined = network.run("ip link add near type veth peer name far && ip addr add "
                                             "10.9.8.1/24 dev near && ip link set near up");
    ASSERT_TRUE(joined.ok()) << joined.errors;
    const ProgramResult moved = network.run("ip link set far netns " + std::to_string(other.keeper()));
    if (!moved.ok())
        GTEST_SKIP() << "two networks cannot be joined here: " << moved.errors;
    ASSERT_TRUE(other.run("ip addr add 10.9.8.2/24 dev far && ip link set far up").ok());
    // Without the traffic that the system itself makes at any moment (IPv6, ARP).
    expectTheSame("near", "udp port 9999", [&] { send(2000, 4000, "10.9.8.2"); });
}

TEST_F(CapturePeers, MqttOfMosquitto)
{
    if (!runShell("PATH=$PATH:/usr/sbin command -v mosquitto && command -v mosquitto_pub").ok())
        GTEST_SKIP() << "mosquitto and its clients are not installed";
    expectTheSame("lo", "tcp port 1883 or udp port 9999", [&] {
        const ProgramResult talk =
            network.run("PATH=$PATH:/usr/sbin; mosquitto -p 1883 >/dev/null 2>&1 & broker=$!\n"
                        "until mosquitto_pub -t ready -m 1 2>/dev/null; do sleep 0.05; done\n"
                        "for i in 1 2 3 4 5 6 7 8; do mosquitto_pub -q 2 -t class/$i -m \"value $i\"; done\n"
                        "mosquitto_pub -q 1 -t class/large -s <" +
                        shellWord(MQTTSCOPE_SOURCE_DIR "/docs/architecture.md") +
                        "\nkill $broker; wait $broker; " + sender(0, 0));
        EXPECT_TRUE(talk.ok()) << talk.errors;
    });
}

} // namespace
} // namespace mqttscope::test
