// SPDX-License-Identifier: GPL-3.0-or-later
// mqttscope-capture on a loopback interface: what it writes, what it says, how it ends.
#include "tests/live/capture_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <random>
#include <sys/stat.h>
#include <unistd.h>

namespace mqttscope::test {
namespace {

using capture::CaptureEndReason;
using capture::CaptureErrorCode;
using ::testing::HasSubstr;

TEST_F(CaptureTest, EveryFrameUntilTheSignalIsWritten)
{
    CaptureProgram program{{"-i", "lo"}, here()};
    ASSERT_TRUE(program.begins()) << program.errors();
    // What has come is still with the system when the signal comes.
    const ProgramResult sent = network.run(sender(500, 1400) + " " + std::to_string(program.process()));
    EXPECT_TRUE(sent.ok()) << sent.errors;
    EXPECT_EQ(program.wait(), 0);

    const CapturedFrames read = readFrames(program.output());
    EXPECT_TRUE(read.whole);
    EXPECT_EQ(read.format, capture::Format::PcapNano);
    EXPECT_EQ(read.with("datagram").size(), 501U);
    EXPECT_EQ(read.frames.size(), 501U);
    EXPECT_TRUE(std::is_sorted(read.frames.begin(), read.frames.end(),
                               [](const auto& a, const auto& b) { return a.timeNs < b.timeNs; }));
    const auto counts = program.counts("lo");
    EXPECT_EQ(counts, (capture::InterfaceCounts{"lo", 501, 501, 0, 0}));
    EXPECT_EQ(program.end(), CaptureEndReason::Signal);
}

TEST_F(CaptureTest, TimesHaveNanoseconds)
{
    CaptureProgram program{{"-i", "lo"}, here()};
    ASSERT_TRUE(program.begins());
    send(100, 100);
    program.signal(SIGINT);
    EXPECT_EQ(program.wait(), 0);
    const CapturedFrames read = readFrames(program.output());
    EXPECT_TRUE(std::any_of(read.frames.begin(), read.frames.end(),
                            [](const CapturedFrame& frame) { return frame.timeNs % 1000 != 0; }));
    EXPECT_THAT(program.errors(), HasSubstr("timestamps=ns"));
}

TEST_F(CaptureTest, FramesComeWithoutWaitingForTheEnd)
{
    CaptureProgram program{{"-i", "lo"}, here()};
    ASSERT_TRUE(program.begins());
    send(0, 0);
    EXPECT_TRUE(program.captures(kLast));
}

TEST_F(CaptureTest, WhateverSignalEndsItWhileFramesComeTheLastRecordIsWhole)
{
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        CaptureProgram program{{"-i", "lo"}, here()};
        ASSERT_TRUE(program.begins());
        CaptureProgram traffic{{"-c", "exec " + sender(200'000, 1400)}, {&network, false, "/bin/sh"}};
        ASSERT_TRUE(program.captures("datagram 00001000"));
        program.signal(signal);
        EXPECT_EQ(program.wait(), 0);
        traffic.signal(SIGKILL);
        const CapturedFrames read = readFrames(program.output());
        EXPECT_TRUE(read.whole);
        const auto counts = program.counts("lo");
        EXPECT_EQ(read.frames.size(), counts.captured);
        EXPECT_EQ(counts.captured + counts.dropped, counts.received);
        EXPECT_EQ(program.end(), CaptureEndReason::Signal);
    }
}

TEST_F(CaptureTest, TheFilterIsKept)
{
    CaptureProgram program{{"-i", "lo", "-f", "udp and port 9998"}, here()};
    ASSERT_TRUE(program.begins());
    send(50, 100);
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
    EXPECT_EQ(readFrames(program.output()).frames.size(), 0U);
    EXPECT_EQ(program.counts("lo").received, 0U);
}

TEST_F(CaptureTest, FramesAreCutToTheSnapLength)
{
    CaptureProgram program{{"-i", "lo", "-s", "60"}, here()};
    ASSERT_TRUE(program.begins());
    send(50, 1400);
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
    const CapturedFrames read = readFrames(program.output());
    ASSERT_EQ(read.frames.size(), 51U);
    EXPECT_TRUE(std::all_of(read.frames.begin(), read.frames.end(), [](const CapturedFrame& frame) {
        return frame.bytes.size() == std::min(60U, frame.originalLength);
    }));
    EXPECT_EQ(read.interfaces.front().snapLength, 60U);
}

TEST_F(CaptureTest, EndsWhenItsReaderGoesAlthoughNothingComes)
{
    const std::string folder = ::testing::TempDir();
    const std::string fifo = folder + "/mqttscope-capture-" + std::to_string(::getpid());
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    const int reader = ::open(fifo.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    CaptureProgram program{{"-i", "lo"}, {&network, false, {}, fifo}};
    EXPECT_TRUE(program.begins());
    char first = 0;
    EXPECT_TRUE(soon([&] { return ::read(reader, &first, 1) == 1; })) << "the header";
    EXPECT_EQ(program.end(), std::nullopt);
    ::close(reader);
    EXPECT_EQ(program.wait(), 0);
    EXPECT_EQ(program.end(), CaptureEndReason::ReaderGone);
    std::filesystem::remove(fifo);
}

TEST_F(CaptureTest, WhatAReaderTakesTooLateIsDroppedCountedAndSaid)
{
    const std::string fifo = ::testing::TempDir() + "/mqttscope-drops-" + std::to_string(::getpid());
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    const int reader = ::open(fifo.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    CaptureProgram program{{"-i", "lo", "-B", "1", "--statistics", "50"}, {&network, false, {}, fifo}};
    ASSERT_TRUE(program.begins());
    send(1000, 60'000); // 30 MB; nobody reads
    EXPECT_TRUE(soon([&] { return program.counts("lo").dropped > 0; })) << program.errors();
    program.signal(SIGTERM);
    std::string output;
    std::vector<char> some(1 << 16);
    EXPECT_TRUE(soon([&] {
        ssize_t count = 0;
        while ((count = ::read(reader, some.data(), some.size())) > 0)
            output.append(some.data(), static_cast<std::size_t>(count));
        return count == 0;
    }));
    ::close(reader);
    EXPECT_EQ(program.wait(), 0);
    const auto counts = program.counts("lo");
    const CapturedFrames read = readFrames(output);
    EXPECT_TRUE(read.whole);
    EXPECT_EQ(read.frames.size(), counts.captured);
    EXPECT_EQ(counts.captured + counts.dropped, counts.received);
    EXPECT_EQ(counts.received, 1001U);
    std::filesystem::remove(fifo);
}

TEST_F(CaptureTest, WhatNobodyTakesAtTheEndIsGivenUp)
{
    const std::string fifo = ::testing::TempDir() + "/mqttscope-stuck-" + std::to_string(::getpid());
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    const int reader = ::open(fifo.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    CaptureProgram program{{"-i", "lo"}, {&network, false, {}, fifo}};
    ASSERT_TRUE(program.begins());
    send(20, 60'000); // more than a pipe holds
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 2);
    EXPECT_EQ(program.error().code, CaptureErrorCode::WriteFailed);
    EXPECT_EQ(program.end(), CaptureEndReason::WriteFailed);
    ::close(reader);
    std::filesystem::remove(fifo);
}

TEST_F(CaptureTest, AFullDiskIsSaid)
{
    CaptureProgram program{{"-i", "lo"}, {&network, false, {}, "/dev/full"}};
    EXPECT_EQ(program.wait(), 2);
    EXPECT_EQ(program.error().code, CaptureErrorCode::WriteFailed);
    EXPECT_FALSE(program.error().text.empty());
    EXPECT_EQ(program.end(), CaptureEndReason::WriteFailed);
}

TEST_F(CaptureTest, ABadFilterIsSaidWithItsPlace)
{
    CaptureProgram program{{"-i", "lo", "-f", "tcp prt 1883"}, here()};
    EXPECT_EQ(program.wait(), 2);
    EXPECT_EQ(program.error().code, CaptureErrorCode::BadFilter);
    EXPECT_EQ(program.error().interface, "lo");
    EXPECT_EQ(program.error().position, 4U);
    EXPECT_EQ(program.end(), CaptureEndReason::Error);
    EXPECT_EQ(program.output(), "");
}

TEST_F(CaptureTest, AnInterfaceThatIsNotThereOrDownIsSaid)
{
    CaptureProgram absent{{"-i", "nosuch0"}, here()};
    EXPECT_EQ(absent.wait(), 2);
    EXPECT_EQ(absent.error(), (capture::CaptureError{CaptureErrorCode::NoSuchInterface, "nosuch0", {}, {}}));

    ASSERT_TRUE(network.run("ip link add vd0 type veth peer name vd1").ok());
    CaptureProgram down{{"-i", "vd0"}, here()};
    EXPECT_EQ(down.wait(), 2);
    EXPECT_EQ(down.error().code, CaptureErrorCode::InterfaceDown);
    EXPECT_EQ(down.error().interface, "vd0");
}

TEST_F(CaptureTest, SourcesThatAreNoNetworkInterfacesAreNotOpened)
{
    for (const char* source : {"usbmon0", "dbus-system", "nflog:5", "bluetooth0", "../lo", "lo\n"}) {
        CaptureProgram program{{"-i", source}, here()};
        EXPECT_EQ(program.wait(), 2) << source;
        EXPECT_EQ(program.error().code, CaptureErrorCode::NoSuchInterface) << source;
    }
}

TEST(CaptureProgramArguments, WhatIsWrongIsAUsageError)
{
    std::vector<std::string> many{"--format", "pcapng"};
    for (int i = 0; i < 5000; ++i) {
        many.emplace_back("-i");
        many.push_back("if" + std::to_string(i));
    }
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{},
                                                      {"-x"},
                                                      {"-i"},
                                                      {"-i", "lo", "-s", std::string(100'000, '9')},
                                                      {"-i", "lo", "--control-fd", "77"},
                                                      {"-i", "lo", "--control-fd", "2147483647"},
                                                      {"-i", "lo", "-f", std::string(100'000, '(')},
                                                      {"-i", std::string(100'000, 'x')},
                                                      many}) {
        CaptureProgram program{arguments};
        EXPECT_EQ(program.wait(), 1);
        EXPECT_EQ(program.error().code, CaptureErrorCode::Usage) << program.errors();
        EXPECT_EQ(program.end(), CaptureEndReason::Error);
        EXPECT_EQ(program.output(), "");
    }
}

TEST(CaptureProgramArguments, RandomOnesNeverCrashIt)
{
    std::mt19937 random{8}; // NOLINT(cert-msc51-cpp): the same each time
    for (int round = 0; round < 300; ++round) {
        // No such interface: whatever else they say, the program ends.
        std::vector<std::string> arguments{"-inosuch0"};
        for (std::size_t count = random() % 4; count > 0; --count) {
            std::string word{random() % 2 != 0 ? "-" : ""};
            for (std::size_t length = random() % 12; length > 0; --length)
                word += static_cast<char>(1 + random() % 255);
            arguments.insert(
                arguments.begin() + static_cast<std::ptrdiff_t>(random() % (arguments.size() + 1)), word);
        }
        CaptureProgram program{arguments};
        const int code = program.wait();
        EXPECT_TRUE(code == 1 || code == 2) << code << ": " << commandOf(arguments);
        EXPECT_EQ(program.end(), CaptureEndReason::Error);
    }
}

TEST(CaptureProgramArguments, OtherTasks)
{
    CaptureProgram version{{"--version"}};
    EXPECT_EQ(version.wait(), 0);
    EXPECT_THAT(version.output(), ::testing::StartsWith("mqttscope-capture "));
    CaptureProgram help{{"--help"}};
    EXPECT_EQ(help.wait(), 0);
    EXPECT_THAT(help.output(), HasSubstr("--control-fd"));
    CaptureProgram list{{"-D"}};
    EXPECT_EQ(list.wait(), 0);
    EXPECT_THAT(list.output(), ::testing::StartsWith("lo\tloopback\t"));
    EXPECT_THAT(list.output(), ::testing::EndsWith("any\tany\tup,running\t\t\n"));
}

} // namespace
} // namespace mqttscope::test
