// SPDX-License-Identifier: GPL-3.0-or-later
// mqttscope-capture and the interfaces of a computer: several at once, all, none.
#include "capture/live/interface_list.h"
#include "tests/live/capture_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

namespace mqttscope::test {
namespace {

using capture::CaptureEndReason;
using capture::CaptureErrorCode;
using ::testing::HasSubstr;

class CaptureInterfaces : public WireTest {};

TEST_F(CaptureInterfaces, SeveralInOnePcapngInTheOrderOfTime)
{
    CaptureProgram program{{"-i", "va", "-i", "vb", "-i", "lo", "--format", "pcapng", "-f", "udp port 9999"},
                           here()};
    ASSERT_TRUE(program.begins());
    for (int round = 0; round < 5; ++round) {
        send(20, 500, "10.9.7.2");
        send(20, 500);
    }
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);

    const CapturedFrames read = readFrames(program.output());
    EXPECT_TRUE(read.whole);
    EXPECT_EQ(read.format, capture::Format::Pcapng);
    ASSERT_EQ(read.interfaces.size(), 3U);
    const std::vector<std::string> names{"va", "vb", "lo"};
    for (std::uint32_t i = 0; i < 3; ++i) {
        EXPECT_EQ(read.interfaces[i].name, names[i]);
        EXPECT_EQ(read.interfaces[i].filter, "udp port 9999");
        EXPECT_EQ(read.interfaces[i].received, 105U);
        EXPECT_EQ(read.interfaces[i].dropped, 0U);
        EXPECT_EQ(std::count_if(read.frames.begin(), read.frames.end(),
                                [i](const CapturedFrame& frame) { return frame.interface == i; }),
                  105);
        EXPECT_EQ(program.counts(names[i]), (capture::InterfaceCounts{names[i], 105, 105, 0, 0}));
    }
    EXPECT_TRUE(std::is_sorted(read.frames.begin(), read.frames.end(),
                               [](const auto& a, const auto& b) { return a.timeNs < b.timeNs; }));
}

TEST_F(CaptureInterfaces, TsharkReadsThemToo)
{
    if (const std::string why = whyNoTshark(); !why.empty())
        GTEST_SKIP() << why;
    CaptureProgram program{{"-i", "va", "-i", "lo", "--format", "pcapng", "-f", "udp port 9999"}, here()};
    ASSERT_TRUE(program.begins());
    send(3, 100, "10.9.7.2");
    send(1, 100);
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
    const ProgramResult shown =
        runShell("tshark -r " + shellWord(program.outputFile()) +
                 " -T fields -e frame.interface_name -e ip.dst -e udp.dstport | sort | uniq -c");
    EXPECT_TRUE(shown.ok()) << shown.errors;
    EXPECT_THAT(shown.output, HasSubstr("2 lo\t127.0.0.1\t9999\n"));
    EXPECT_THAT(shown.output, HasSubstr("4 va\t10.9.7.2\t9999\n"));
    const ProgramResult told = runShell("capinfos " + shellWord(program.outputFile()));
    EXPECT_THAT(told.output, HasSubstr("Name = va"));
    EXPECT_THAT(told.output, HasSubstr("Filter string = udp port 9999"));
    EXPECT_THAT(told.output, HasSubstr("Time precision = nanoseconds"));
    EXPECT_THAT(told.output, HasSubstr("Number of stat entries = 1"));
    EXPECT_THAT(told.output, HasSubstr("Strict time order:   True"));
}

TEST_F(CaptureInterfaces, AnySaysFromWhichInterfaceAFrameIs)
{
    CaptureProgram program{{"-i", "any", "-f", "udp port 9999"}, here()};
    ASSERT_TRUE(program.begins());
    send(5, 100, "10.9.7.2");
    send(5, 100);
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
    const CapturedFrames read = readFrames(program.output());
    EXPECT_EQ(read.interfaces.front().linkType, capture::LinkType::LinuxSll2);
    // Of lo the received ones; of va and vb each its own.
    EXPECT_EQ(read.frames.size(), 6U + 12U);
    EXPECT_THAT(program.errors(), HasSubstr("promiscuous=0"));
}

TEST_F(CaptureInterfaces, OneThatIsRemovedEndsTheCaptureAndNothingIsLost)
{
    CaptureProgram program{{"-i", "va", "-f", "udp port 9999"}, here()};
    ASSERT_TRUE(program.begins());
    send(200, 500, "10.9.7.2");
    ASSERT_TRUE(network.run("ip link del va").ok());
    EXPECT_EQ(program.wait(), 2);
    EXPECT_EQ(program.error().code, CaptureErrorCode::InterfaceGone);
    EXPECT_EQ(program.error().interface, "va");
    EXPECT_EQ(program.end(), CaptureEndReason::InterfaceGone);
    const CapturedFrames read = readFrames(program.output());
    EXPECT_TRUE(read.whole);
    EXPECT_EQ(read.frames.size(), 201U);
    EXPECT_EQ(program.counts("va"), (capture::InterfaceCounts{"va", 201, 201, 0, 0}));
}

TEST_F(CaptureInterfaces, OneOfTwoIsRemovedAndTheOtherGoesOn)
{
    ASSERT_TRUE(network
                    .run("ip link add wa type veth peer name wb && ip addr add 10.9.8.1/24 dev wa && "
                         "ip neigh add 10.9.8.2 lladdr 02:00:00:00:00:03 dev wa && "
                         "ip link set wa up && ip link set wb up")
                    .ok());
    CaptureProgram program{{"-i", "va", "-i", "wa", "--format", "pcapng", "-f", "udp port 9999"}, here()};
    ASSERT_TRUE(program.begins());
    send(200, 500, "10.9.7.2");
    send(50, 500, "10.9.8.2");
    ASSERT_TRUE(network.run("ip link del va").ok());
    ASSERT_TRUE(soon([&] { return program.error().code == CaptureErrorCode::InterfaceGone; }));
    EXPECT_EQ(program.error().interface, "va");
    send(300, 500, "10.9.8.2");
    EXPECT_EQ(program.end(), std::nullopt) << program.errors();
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0) << "it ended in order";
    EXPECT_EQ(program.end(), CaptureEndReason::Signal);
    const CapturedFrames read = readFrames(program.output());
    EXPECT_TRUE(read.whole);
    for (const auto& [interface, frames] : {std::pair{0U, 201}, std::pair{1U, 352}})
        EXPECT_EQ(std::count_if(read.frames.begin(), read.frames.end(),
                                [i = interface](const auto& one) { return one.interface == i; }),
                  frames);
    EXPECT_EQ(program.counts("va"), (capture::InterfaceCounts{"va", 201, 201, 0, 0}));
    EXPECT_EQ(program.counts("wa"), (capture::InterfaceCounts{"wa", 352, 352, 0, 0}));
}

TEST_F(CaptureInterfaces, WhenTheLastIsRemovedTooItEnds)
{
    ASSERT_TRUE(
        network.run("ip link add wa type veth peer name wb && ip link set wa up && ip link set wb up").ok());
    CaptureProgram program{{"-i", "va", "-i", "wa", "--format", "pcapng", "-f", "udp port 9999"}, here()};
    ASSERT_TRUE(program.begins());
    ASSERT_TRUE(network.run("ip link del va").ok());
    ASSERT_TRUE(soon([&] { return program.error().interface == "va"; }));
    EXPECT_EQ(program.end(), std::nullopt);
    ASSERT_TRUE(network.run("ip link del wa").ok());
    EXPECT_EQ(program.wait(), 2);
    EXPECT_EQ(program.error().interface, "wa");
    EXPECT_EQ(program.end(), CaptureEndReason::InterfaceGone);
    const auto said = program.messages();
    EXPECT_EQ(
        std::count_if(said.begin(), said.end(),
                      [](const auto& one) { return std::holds_alternative<capture::CaptureError>(one); }),
        2);
}

TEST_F(CaptureInterfaces, OneThatGoesDownAndUpAgainIsCapturedOn)
{
    CaptureProgram program{{"-i", "va", "-f", "udp port 9999"}, here()};
    ASSERT_TRUE(program.begins());
    send(10, 500, "10.9.7.2");
    ASSERT_TRUE(network
                    .run("ip link set va down && sleep 0.5 && ip link set va up && "
                         "ip neigh replace 10.9.7.2 lladdr 02:00:00:00:00:02 dev va")
                    .ok());
    EXPECT_EQ(program.end(), std::nullopt) << program.errors();
    send(10, 500, "10.9.7.2");
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
    EXPECT_EQ(readFrames(program.output()).frames.size(), 22U);
}

TEST_F(CaptureInterfaces, TheListIsBounded)
{
    std::string commands;
    for (std::size_t i = 0; i < capture::kMaxListedInterfaces / 2 + 5; ++i)
        commands += "link add a" + std::to_string(i) + " type veth peer name b" + std::to_string(i) + "\n";
    for (std::size_t i = 0; i < capture::kMaxAddresses + 5; ++i)
        commands += "addr add 10.8.0." + std::to_string(i + 1) + "/24 dev va\n";
    const ProgramResult made = network.run("printf %s " + shellWord(commands) + " | ip -batch -");
    ASSERT_TRUE(made.ok()) << made.errors;
    const ProgramResult list = network.run(MQTTSCOPE_BINARY_DIR "/bin/mqttscope-capture -D");
    EXPECT_TRUE(list.ok());
    EXPECT_EQ(std::count(list.output.begin(), list.output.end(), '\n'),
              static_cast<std::ptrdiff_t>(capture::kMaxListedInterfaces) + 1)
        << "and any";
    const std::size_t begin = list.output.find("\nva\t");
    ASSERT_NE(begin, std::string::npos);
    const std::string line = list.output.substr(begin + 1, list.output.find('\n', begin + 1) - begin - 1);
    EXPECT_EQ(std::count(line.begin(), line.end(), ',') - 1, // one of "up,running"
              static_cast<std::ptrdiff_t>(capture::kMaxAddresses) - 1);
}

TEST_F(CaptureInterfaces, TheListKnowsTheirKinds)
{
    // What the system says of interfaces stands in a file system that belongs to a network.
    const ProgramResult list =
        network.run("ip link add br0 type bridge && ip link set br0 alias 'the class room' && "
                    "for mode in tun tap; do ip tuntap add dev my$mode mode $mode; done; "
                    "ip link add mydummy type dummy; "
                    "unshare --mount sh -c 'mount -t sysfs sysfs /sys && " MQTTSCOPE_BINARY_DIR
                    "/bin/mqttscope-capture -D'");
    if (!list.ok())
        GTEST_SKIP() << "its file system cannot be mounted: " << list.errors;
    EXPECT_THAT(list.output, ::testing::StartsWith("lo\tloopback\tup,running\t127.0.0.1"));
    EXPECT_THAT(list.output, HasSubstr("\nva\tvirtual\tup,running\t10.9.7.1"));
    EXPECT_THAT(list.output, HasSubstr("\nbr0\tbridge\t\t\tthe class room\n"));
    for (const std::string name : {"mytun", "mytap", "mydummy"}) { // not every kernel has them
        if (list.output.find("\n" + name + "\t") != std::string::npos) {
            EXPECT_THAT(list.output, HasSubstr("\n" + name + "\tvirtual\t"));
        }
    }
    EXPECT_THAT(list.output, ::testing::EndsWith("any\tany\tup,running\t\t\n"));
}

} // namespace
} // namespace mqttscope::test
