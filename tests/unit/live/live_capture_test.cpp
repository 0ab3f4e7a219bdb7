// SPDX-License-Identifier: GPL-3.0-or-later
// A live capture from a program that does what the test wants.
#include "tests/unit/live/live_fixture.h"

#include "analysis/live/capture_program.h"
#include "analysis/live/live_folder.h"

#include <gmock/gmock.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <set>

namespace mqttscope::analysis {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

TEST_F(LiveTest, WhatCameIsInTheFileWhenItIsStopped)
{
    fake("header frames:50 wait");
    LiveCapture capture;
    ASSERT_TRUE(capture.start(onFake()));
    until(capture, [](const LiveStatus& now) { return now.frames == 50; });
    EXPECT_EQ(capture.status().state, LiveState::Running);
    capture.stop();
    capture.wait();
    const LiveStatus end = capture.status();
    EXPECT_EQ(end.state, LiveState::Ended);
    EXPECT_EQ(end.end, LiveEnd::Asked);
    EXPECT_FALSE(end.error);
    EXPECT_EQ(end.frames, 50U);
    EXPECT_EQ(framesOf(end.path), 50U);
    EXPECT_EQ(fs::path{end.path}.parent_path(), liveFolder());
    ASSERT_EQ(end.interfaces.size(), 1U);
    EXPECT_EQ(end.interfaces[0].interface, "fake0");
    ASSERT_EQ(end.counts.size(), 1U);
    EXPECT_EQ(end.dropped(), 7U);
    capture.discard();
    EXPECT_FALSE(fs::exists(end.path));
}

TEST_F(LiveTest, OnlyItsOwnerReadsTheFile)
{
    fake("header frames:1 wait");
    LiveOptions options = onFake();
    options.stop.frames = 1;
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, options);
    EXPECT_EQ(fs::status(end.path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(fs::status(liveFolder()).permissions(), fs::perms::owner_all);
}

TEST_F(LiveTest, AKilledProgramLeavesWholeFrames)
{
    fake("header frames:5 half die");
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, onFake());
    ASSERT_TRUE(end.error);
    EXPECT_EQ(end.error->code, LiveErrorCode::ProgramKilled);
    EXPECT_EQ(end.error->number, static_cast<std::uint64_t>(SIGKILL));
    EXPECT_EQ(end.end, LiveEnd::Error);
    EXPECT_EQ(framesOf(end.path), 5U);
}

TEST_F(LiveTest, WhatIsNoRecordEndsItAndWhatCameBeforeStays)
{
    fake("header frames:5 garbage wait");
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, onFake());
    ASSERT_TRUE(end.error);
    EXPECT_EQ(end.error->code, LiveErrorCode::StreamDamaged);
    EXPECT_EQ(framesOf(end.path), 5U);
}

TEST_F(LiveTest, NoiseBesideTheStreamDoesNoHarm)
{
    fake("side:what? side:statistics side:opened\\tinterface= side:error\\tcode=unheard-of header frames:3 "
         "side:\xff\xfe\\t\\t= wait");
    LiveOptions options = onFake();
    options.stop.frames = 3;
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, options);
    EXPECT_FALSE(end.error) << nameOf(end.error->code);
    EXPECT_EQ(framesOf(end.path), 3U);
}

TEST_F(LiveTest, ErrorsOfTheProgramHaveTheirCodes)
{
    fake("side:error\\tcode=bad-filter\\tposition=4\\ttext=syntax_error side:ended\\treason=error exit:2");
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, onFake());
    ASSERT_TRUE(end.error);
    EXPECT_EQ(end.error->code, LiveErrorCode::BadFilter);
    EXPECT_EQ(end.error->position, 4U);
    EXPECT_EQ(end.error->text, "syntax error");
}

TEST_F(LiveTest, AnInterfaceThatGoesIsTold)
{
    fake("header frames:4 side:error\\tcode=interface-gone\\tinterface=fake0\\ttext=x "
         "side:ended\\treason=interface-gone "
         "exit:2");
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, onFake());
    ASSERT_TRUE(end.error);
    EXPECT_EQ(end.error->code, LiveErrorCode::InterfaceGone);
    EXPECT_EQ(end.error->interface, "fake0");
    EXPECT_TRUE(end.gone.empty()) << "nothing goes on";
    EXPECT_EQ(framesOf(end.path), 4U);
}

TEST_F(LiveTest, OneOfTwoInterfacesGoesAndTheCaptureGoesOn)
{
    fake("header "
         "side:opened\\tinterface=fake1\\tlink=1\\tsnaplen=9\\tbuffer=9\\ttimestamps=ns\\tpromiscuous=0 "
         "frames:4 side:error\\tcode=interface-gone\\tinterface=fake0\\ttext=x frames:6 wait");
    LiveOptions options = onFake();
    options.interfaces = {"fake0", "fake1"};
    LiveCapture capture;
    ASSERT_TRUE(capture.start(options));
    until(capture, [](const LiveStatus& now) { return now.frames == 10 && !now.gone.empty(); });
    EXPECT_EQ(capture.status().state, LiveState::Running);
    EXPECT_EQ(capture.status().gone, std::vector<std::string>{"fake0"});
    capture.stop();
    capture.wait();
    const LiveStatus end = capture.status();
    EXPECT_FALSE(end.error);
    EXPECT_EQ(end.end, LiveEnd::Asked);
    EXPECT_EQ(end.gone, std::vector<std::string>{"fake0"});
    EXPECT_EQ(framesOf(end.path), 10U);
}

TEST_F(LiveTest, AProgramThatFailsSaysItsLastLine)
{
    fake("side:cannot_load_libpcap exit:127");
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, onFake());
    ASSERT_TRUE(end.error);
    EXPECT_EQ(end.error->code, LiveErrorCode::ProgramFailed);
    EXPECT_EQ(end.error->text, "cannot load libpcap");
}

TEST_F(LiveTest, WithoutAProgramItDoesNotBegin)
{
    ::setenv("MQTTSCOPE_CAPTURE", "/no/such/program", 1);
    ::setenv("MQTTSCOPE_DUMPCAP", "/no/such/program", 1);
    LiveCapture capture;
    const auto started = capture.start(onFake());
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, LiveErrorCode::ProgramMissing);
    EXPECT_EQ(capture.status().state, LiveState::Idle);
}

TEST_F(LiveTest, SoManyFramesAndNoMore)
{
    fake("header frames:1000 wait");
    LiveOptions options = onFake();
    options.stop.frames = 10;
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, options);
    EXPECT_EQ(end.end, LiveEnd::Frames);
    EXPECT_EQ(end.frames, 10U);
    EXPECT_EQ(framesOf(end.path), 10U);
}

TEST_F(LiveTest, SoManyBytesThenTheFrameThatReachedThem)
{
    fake("header frames:1000 wait");
    LiveOptions options = onFake();
    options.stop.bytes = 1000; // 28 + 48 bytes of header, 92 for each frame: the eleventh reaches it
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, options);
    EXPECT_EQ(end.end, LiveEnd::Bytes);
    EXPECT_GE(fs::file_size(end.path), 1000U);
    EXPECT_LT(fs::file_size(end.path), 1100U);
}

TEST_F(LiveTest, TimeIsUpWithoutTraffic)
{
    fake("header wait");
    LiveOptions options = onFake();
    options.stop.duration = milliseconds{100};
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, options);
    EXPECT_EQ(end.end, LiveEnd::Duration);
    EXPECT_EQ(framesOf(end.path), 0U);
}

TEST_F(LiveTest, ARingKeepsTheNewestFilesEachOfWhichIsWhole)
{
    fake("header frames:23 wait");
    LiveOptions options = onFake();
    options.file = (folder / "ring.pcapng").string();
    options.follow = false;
    options.ring.emplace();
    options.ring->frames = 5;
    options.ring->keep = 2;
    LiveCapture capture;
    ASSERT_TRUE(capture.start(options));
    until(capture, [](const LiveStatus& now) { return now.frames == 23; });
    capture.stop();
    capture.wait();
    const LiveStatus end = capture.status();
    EXPECT_TRUE(end.path.empty());
    ASSERT_EQ(end.ringFiles.size(), 2U);
    EXPECT_THAT(end.ringFiles[0], testing::MatchesRegex(".*/ring_00004_[0-9]{14}\\.pcapng"));
    EXPECT_EQ(framesOf(end.ringFiles[0]), 5U);
    EXPECT_EQ(framesOf(end.ringFiles[1]), 3U);
    std::size_t there = 0;
    for (const auto& entry : fs::directory_iterator{folder})
        there += entry.is_regular_file() ? 1U : 0U;
    EXPECT_EQ(there, 2U);
}

TEST_F(LiveTest, SoManyFilesAndNoMore)
{
    fake("header frames:100 wait");
    LiveOptions options = onFake();
    options.file = (folder / "ring.pcapng").string();
    options.ring.emplace();
    options.ring->frames = 5;
    options.stop.files = 3;
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, options);
    EXPECT_EQ(end.end, LiveEnd::Files);
    EXPECT_EQ(end.frames, 15U);
    EXPECT_EQ(end.ringFiles.size(), 3U);
    EXPECT_EQ(framesOf(end.path), 15U); // what a document follows has all of them
}

TEST_F(LiveTest, APcapWithMicrosecondsIsMadeOfNanoseconds)
{
    fake("header frames:3 wait");
    LiveOptions options = onFake();
    options.format = LiveFormat::Pcap;
    options.stop.frames = 3;
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, options);
    auto document = Document::open(end.path, {});
    ASSERT_TRUE(document);
    (*document)->start();
    (*document)->wait();
    ASSERT_EQ((*document)->snapshot()->frameCount(), 3U);
    // Frame n comes n * 1000001 ns after the second.
    EXPECT_EQ((*document)->snapshot()->frame(3).timeNs, 1'700'000'000'003'000'000);
}

TEST_F(LiveTest, AFullDiskIsToldAndWhatIsThereIsWhole)
{
    fake("header frames:100 wait");
    LiveOptions options = onFake();
    options.file = "/dev/full";
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, options);
    ASSERT_TRUE(end.error);
    EXPECT_EQ(end.error->code, LiveErrorCode::DiskFull);
    EXPECT_EQ(end.error->path, "/dev/full");
    EXPECT_EQ(end.frames, 0U);
}

TEST_F(LiveTest, AFolderThatIsNotThereIsTold)
{
    LiveOptions options = onFake();
    options.file = "/no/such/folder/x.pcapng";
    LiveCapture capture;
    const auto started = capture.start(options);
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, LiveErrorCode::CannotCreate);
    EXPECT_EQ(started.error().path, options.file);
}

TEST_F(LiveTest, RestartBeginsWithNothing)
{
    fake("header frames:5 wait");
    LiveCapture capture;
    ASSERT_TRUE(capture.start(onFake()));
    until(capture, [](const LiveStatus& now) { return now.frames == 5; });
    const std::string first = capture.status().path;
    ASSERT_TRUE(capture.restart());
    for (int i = 0; i < 1000 && (capture.status().run < 2 || capture.status().frames < 5); ++i)
        std::this_thread::sleep_for(milliseconds(10));
    EXPECT_EQ(capture.status().run, 2U);
    EXPECT_FALSE(fs::exists(first));
    EXPECT_NE(capture.status().path, first);
    capture.stop();
    capture.wait();
    EXPECT_EQ(framesOf(capture.status().path), 5U);
    // One that has ended begins again too.
    ASSERT_TRUE(capture.restart());
    EXPECT_EQ(capture.status().run, 3U);
}

TEST_F(LiveTest, ARestartIsNoEnd)
{
    fake("header frames:5 wait");
    std::atomic<int> ends{0};
    LiveCapture* which = nullptr;
    LiveCapture capture{[&] { ends += which->status().state == LiveState::Ended ? 1 : 0; }};
    which = &capture;
    EXPECT_TRUE(capture.restart()) << "nothing to begin anew";
    EXPECT_EQ(capture.status().state, LiveState::Idle);
    ASSERT_TRUE(capture.start(onFake()));
    until(capture, [](const LiveStatus& now) { return now.frames == 5; });
    ASSERT_TRUE(capture.restart());
    until(capture, [](const LiveStatus& now) { return now.run == 2 && now.frames == 5; });
    EXPECT_EQ(capture.status().run, 2U);
    EXPECT_EQ(ends, 0);
    capture.stop();
    capture.wait();
    EXPECT_GT(ends, 0);
}

TEST_F(LiveTest, ARestartThatCannotBeginEnds)
{
    fake("header frames:5 wait");
    LiveCapture capture;
    ASSERT_TRUE(capture.start(onFake()));
    until(capture, [](const LiveStatus& now) { return now.frames == 5; });
    ::setenv("MQTTSCOPE_CAPTURE", "/no/such/program", 1);
    ::setenv("MQTTSCOPE_DUMPCAP", "/no/such/program", 1);
    ASSERT_TRUE(capture.restart());
    capture.wait();
    const LiveStatus end = capture.status();
    EXPECT_EQ(end.state, LiveState::Ended);
    ASSERT_TRUE(end.error);
    EXPECT_EQ(end.error->code, LiveErrorCode::ProgramMissing);
    EXPECT_TRUE(end.path.empty());
    EXPECT_TRUE(fs::is_empty(liveFolder()));
}

TEST_F(LiveTest, ADocumentFollowsToTheLastFrame)
{
    fake("header every:2 frames:200 wait");
    LiveCapture capture;
    LiveOptions options = onFake();
    options.stop.frames = 200;
    ASSERT_TRUE(capture.start(options));
    const auto document = capture.openDocument({});
    ASSERT_NE(document, nullptr);
    document->start();
    capture.follow(document);
    document->wait();
    EXPECT_TRUE(document->snapshot()->final);
    EXPECT_EQ(document->snapshot()->frameCount(), 200U);
    EXPECT_FALSE(document->damage());
}

TEST_F(LiveTest, SavedElsewhereItIsNoLongerOffered)
{
    fake("header frames:5 wait");
    const std::string wanted = (folder / "kept.pcapng").string();
    {
        LiveCapture capture;
        LiveOptions options = onFake();
        options.stop.frames = 5;
        static_cast<void>(runToEnd(capture, options));
        EXPECT_TRUE(orphans().empty()); // it is ours as long as the object lives
        ASSERT_TRUE(capture.save(wanted));
        EXPECT_EQ(capture.status().path, wanted);
    }
    EXPECT_EQ(framesOf(wanted), 5U);
    EXPECT_TRUE(orphans().empty());
}

TEST_F(LiveTest, AProgramThatDoesNotEndIsKilled)
{
    fake("header frames:5 stay");
    LiveCapture capture;
    LiveOptions options = onFake();
    options.stop.frames = 5;
    const LiveStatus end = runToEnd(capture, options);
    EXPECT_EQ(end.end, LiveEnd::Frames);
    EXPECT_FALSE(end.error);
    EXPECT_EQ(framesOf(end.path), 5U);
}

TEST_F(LiveTest, SaysWhatToTypeWhenNobodyMay)
{
    CaptureRights rights;
    rights.ownPath = "/opt/bin/mqttscope-capture";
    rights.own = capture::ProgramRights::None;
    EXPECT_EQ(commandsForRights(rights, "ann").at(0),
              "sudo setcap cap_net_raw+ep /opt/bin/mqttscope-capture");
    rights.ownPath = "/opt/my bin/mqttscope-capture";
    EXPECT_EQ(commandsForRights(rights, "ann").at(0),
              "sudo setcap cap_net_raw+ep '/opt/my bin/mqttscope-capture'");
    rights.own = capture::ProgramRights::NotExecutable;
    EXPECT_EQ(commandsForRights(rights, "ann").at(0), "sudo usermod -aG mqttscope ann");
    rights.own = capture::ProgramRights::Missing;
    rights.dumpcap = capture::ProgramRights::NotExecutable;
    rights.dumpcapGroup = "wireshark";
    EXPECT_EQ(commandsForRights(rights, "ann").at(0), "sudo usermod -aG wireshark ann");
    rights.nextLogin = true;
    EXPECT_TRUE(commandsForRights(rights, "ann").empty()) << "it is done already";
    rights.nextLogin = false;
    rights.dumpcap = capture::ProgramRights::Missing;
    EXPECT_EQ(commandsForRights(rights, "ann").at(0), "sudo apt install wireshark-common");
    rights.program = CaptureRights::Program::Own;
    EXPECT_TRUE(commandsForRights(rights, "ann").empty());
}

/// A program that was built in a tree is named, whichever preset it is of.
TEST_F(LiveTest, TheScriptOfTheTreeIsToldTheProgram)
{
    fs::create_directories(folder / "packaging");
    fs::create_directories(folder / "build/dev/bin");
    const std::string script = (folder / "packaging/allow-capture.sh").string();
    const std::string program = (folder / "build/dev/bin/mqttscope-capture").string();
    std::ofstream{script} << "#!/bin/sh\n";
    std::ofstream{program} << "#!/bin/sh\n";
    ::setenv("MQTTSCOPE_CAPTURE", program.c_str(), 1);
    CaptureRights rights = captureRights();
    EXPECT_EQ(rights.allowScript, script);
    rights.program = CaptureRights::Program::None;
    rights.own = capture::ProgramRights::None;
    EXPECT_EQ(commandsForRights(rights, "ann"),
              (std::vector<std::string>{"sudo " + script + " " + program, "newgrp mqttscope"}));
}

TEST_F(LiveTest, TheCommandIsThatOfTheProgram)
{
    CaptureRights rights;
    rights.program = CaptureRights::Program::Own;
    rights.path = "/bin/x";
    LiveOptions options = onFake();
    options.interfaces = {"a", "b"};
    options.filter = "udp";
    options.snapLength = 60;
    options.bufferMiB = 4;
    EXPECT_THAT(captureCommand(rights, options),
                testing::ElementsAre("/bin/x", "-f", "udp", "-s", "60", "-B", "4", "-p", "-i", "a", "-i", "b",
                                     "--format", "pcapng"));
    rights.program = CaptureRights::Program::Dumpcap;
    options.promiscuous = true;
    EXPECT_THAT(captureCommand(rights, options),
                testing::ElementsAre("/bin/x", "-f", "udp", "-s", "60", "-B", "4", "-i", "a", "-i", "b", "-n",
                                     "-w", "-"));
}

TEST_F(LiveTest, NotifiesOfEachState)
{
    fake("header frames:1 wait");
    std::mutex mutex;
    std::set<LiveState> seen;
    LiveCapture* self = nullptr;
    LiveCapture capture([&] {
        const std::lock_guard lock{mutex};
        seen.insert(self->status().state);
    });
    self = &capture;
    LiveOptions options = onFake();
    options.stop.frames = 1;
    static_cast<void>(runToEnd(capture, options));
    const std::lock_guard lock{mutex};
    EXPECT_TRUE(seen.contains(LiveState::Running));
    EXPECT_TRUE(seen.contains(LiveState::Stopping));
    EXPECT_TRUE(seen.contains(LiveState::Ended));
}

} // namespace
} // namespace mqttscope::analysis
