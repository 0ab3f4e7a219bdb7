// SPDX-License-Identifier: GPL-3.0-or-later
// A live capture in parts, and put together again.
#include "analysis/live/live_folder.h"
#include "tests/support/program.h"
#include "tests/unit/live/live_fixture.h"

#include <gmock/gmock.h>

#include <array>
#include <csignal>
#include <fstream>
#include <iterator>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mqttscope::analysis {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;
using testing::ElementsAre;

std::string readWhole(const fs::path& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

class LivePartsTest : public LiveTest {
protected:
    /// Parts of ten frames.
    [[nodiscard]] static LiveOptions inParts(std::uint64_t frames)
    {
        LiveOptions options = onFake();
        options.partFrames = 10;
        options.stop.frames = frames;
        return options;
    }
    [[nodiscard]] static std::vector<std::uint32_t> framesOfAll(const std::vector<std::string>& paths)
    {
        std::vector<std::uint32_t> frames;
        for (const std::string& path : paths)
            frames.push_back(framesOf(path));
        return frames;
    }
    [[nodiscard]] static std::size_t filesIn(const fs::path& path)
    {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator{path}, {}));
    }
};

struct FormatCase {
    const char* name;
    LiveFormat format;
};

void PrintTo(const FormatCase& one, std::ostream* out)
{
    *out << one.name;
}

class LivePartsFormats : public LivePartsTest, public ::testing::WithParamInterface<FormatCase> {};

TEST_P(LivePartsFormats, AreCompleteAndPutTogetherAsIfTheyHadBeenOne)
{
    fake("header frames:1000 wait");
    LiveOptions options = inParts(25);
    options.format = GetParam().format;
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, options);
    EXPECT_EQ(end.frames, 25U);
    EXPECT_EQ(end.part, 2U);
    ASSERT_EQ(end.parts.size(), 3U);
    EXPECT_EQ(end.path, end.parts.back());
    EXPECT_THAT(framesOfAll(end.parts), ElementsAre(10, 10, 5));
    const bool tshark = test::whyNoTshark().empty();
    const auto numbers = [](const std::string& path) {
        const test::ProgramResult shown =
            test::runShell("tshark -r " + test::shellWord(path) + " -T fields -e frame.time_epoch");
        EXPECT_TRUE(shown.ok()) << shown.errors;
        EXPECT_EQ(shown.errors.find("appears"), std::string::npos) << shown.errors;
        return std::count(shown.output.begin(), shown.output.end(), '\n');
    };
    for (const std::string& part : end.parts)
        EXPECT_EQ(tshark ? numbers(part) : 0, tshark ? framesOf(part) : 0);
    const std::string joined = (folder / "joined").string();
    ASSERT_TRUE(capture.save(joined));

    options.partFrames = 0;
    LiveCapture another;
    const LiveStatus whole = runToEnd(another, options);
    EXPECT_EQ(whole.parts, std::vector<std::string>{whole.path});
    EXPECT_EQ(whole.part, 0U);
    EXPECT_EQ(readWhole(joined), readWhole(whole.path));
    EXPECT_EQ(end.bytes, fs::file_size(joined));
    if (tshark) {
        EXPECT_EQ(numbers(joined), 25);
    }
}

INSTANTIATE_TEST_SUITE_P(Formats, LivePartsFormats,
                         ::testing::Values(FormatCase{"Pcapng", LiveFormat::Pcapng},
                                           FormatCase{"NanoPcap", LiveFormat::NanoPcap},
                                           FormatCase{"Pcap", LiveFormat::Pcap}),
                         [](const auto& one) { return one.param.name; });

TEST_F(LivePartsTest, SavedTheyAreNoLongerThereNorOffered)
{
    fake("header frames:25 wait");
    const std::string wanted = (folder / "kept.pcapng").string();
    {
        LiveCapture capture;
        static_cast<void>(runToEnd(capture, inParts(25)));
        EXPECT_TRUE(orphans().empty()) << "all are ours as long as the object lives";
        ASSERT_TRUE(capture.save(wanted));
        EXPECT_THAT(capture.status().parts, ElementsAre(wanted));
        EXPECT_EQ(capture.status().path, wanted);
        EXPECT_EQ(fs::status(wanted).permissions(), fs::perms::owner_read | fs::perms::owner_write);
        // It has a name now: saved elsewhere it stays there.
        ASSERT_TRUE(capture.save((folder / "copy.pcapng").string()));
    }
    EXPECT_TRUE(fs::is_empty(liveFolder()));
    EXPECT_EQ(readWhole(wanted), readWhole(folder / "copy.pcapng"));
}

TEST_F(LivePartsTest, WithoutANameEachIsOfferedAfterwards)
{
    fake("header frames:25 wait");
    std::vector<std::string> parts;
    {
        LiveCapture capture;
        parts = runToEnd(capture, inParts(25)).parts;
    }
    std::vector<std::string> offered;
    for (const Orphan& orphan : orphans())
        offered.push_back(orphan.path);
    EXPECT_EQ(offered, parts) << "oldest first";
}

TEST_F(LivePartsTest, AKilledProgramLeavesEachAsACaptureOfItsOwn)
{
    fake("header frames:25 wait");
    std::array<int, 2> said{};
    ASSERT_EQ(::pipe(said.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::setpgid(0, 0);
        LiveCapture capture;
        LiveOptions options = inParts(0);
        options.stop.frames.reset();
        static_cast<void>(capture.start(options));
        until(capture, [](const LiveStatus& now) { return now.frames == 25; });
        (void)!::write(said[1], "x", 1);
        ::pause();
    }
    char ready = 0;
    ASSERT_EQ(::read(said[0], &ready, 1), 1);
    EXPECT_TRUE(orphans().empty());
    ::kill(-child, SIGKILL); // the program that it started, too
    ::waitpid(child, nullptr, 0);
    ::close(said[0]);
    ::close(said[1]);
    std::vector<std::uint64_t> frames;
    for (const Orphan& orphan : orphans())
        frames.push_back(orphan.frames);
    EXPECT_THAT(frames, ElementsAre(10, 10, 5));
}

TEST_F(LivePartsTest, ADocumentEndsWithItsPart)
{
    fake("header every:5 frames:25 wait");
    LiveCapture capture;
    LiveOptions options = inParts(0);
    options.stop.frames.reset();
    ASSERT_TRUE(capture.start(options));
    const auto first = capture.openDocument({});
    ASSERT_NE(first, nullptr);
    first->start();
    capture.follow(first);
    first->wait(); // the capture goes on
    EXPECT_EQ(first->snapshot()->frameCount(), 10U);
    EXPECT_FALSE(first->damage());
    EXPECT_NE(capture.status().state, LiveState::Ended);
    until(capture, [](const LiveStatus& now) { return now.part == 2 && now.frames == 25; });
    const auto last = capture.openDocument({});
    ASSERT_NE(last, nullptr);
    EXPECT_EQ(last->path(), capture.status().path);
    last->start();
    capture.follow(last);
    capture.stop();
    last->wait();
    EXPECT_EQ(last->snapshot()->frameCount(), 5U);
}

TEST_F(LivePartsTest, ADocumentOfAnEarlierPartIsToldAtOnce)
{
    fake("header frames:25 wait");
    LiveCapture capture;
    LiveOptions options = inParts(0);
    options.stop.frames.reset();
    ASSERT_TRUE(capture.start(options));
    until(capture, [](const LiveStatus& now) { return now.frames == 25; });
    Options growing;
    growing.growing = true;
    auto first = Document::open(capture.status().parts.at(0), growing);
    ASSERT_TRUE(first);
    (*first)->start();
    capture.follow(*first);
    (*first)->wait();
    EXPECT_EQ((*first)->snapshot()->frameCount(), 10U);
    EXPECT_EQ(capture.status().state, LiveState::Running);
}

TEST_F(LivePartsTest, RestartAndDiscardLeaveNone)
{
    fake("header frames:25 wait");
    LiveCapture capture;
    LiveOptions options = inParts(0);
    options.stop.frames.reset();
    ASSERT_TRUE(capture.start(options));
    until(capture, [](const LiveStatus& now) { return now.frames == 25; });
    EXPECT_EQ(filesIn(liveFolder()), 3U);
    ASSERT_TRUE(capture.restart());
    until(capture, [](const LiveStatus& now) { return now.run == 2 && now.frames == 25; });
    EXPECT_EQ(capture.status().run, 2U);
    EXPECT_EQ(capture.status().part, 2U);
    EXPECT_EQ(filesIn(liveFolder()), 3U) << "those of the second run";
    capture.stop();
    capture.wait();
    EXPECT_THAT(framesOfAll(capture.status().parts), ElementsAre(10, 10, 5));
    ASSERT_TRUE(capture.restart()); // one that has ended
    until(capture, [](const LiveStatus& now) { return now.run == 3 && now.frames == 25; });
    EXPECT_EQ(filesIn(liveFolder()), 3U);
    capture.stop();
    capture.wait();
    capture.discard();
    EXPECT_EQ(filesIn(liveFolder()), 0U);
}

TEST_F(LivePartsTest, ARestartLeavesWhatWasSaved)
{
    fake("header frames:25 wait");
    LiveCapture capture;
    static_cast<void>(runToEnd(capture, inParts(25)));
    const std::string wanted = (folder / "kept.pcapng").string();
    ASSERT_TRUE(capture.save(wanted));
    ASSERT_TRUE(capture.restart());
    capture.wait();
    EXPECT_EQ(framesOf(wanted), 25U);
    capture.discard();
    EXPECT_EQ(framesOf(wanted), 25U);
    EXPECT_EQ(filesIn(liveFolder()), 0U);
}

TEST_F(LivePartsTest, BesideARingTheNewestTwoAreKept)
{
    fake("header frames:47 wait");
    LiveOptions options = inParts(0);
    options.stop.frames.reset();
    options.file = (folder / "ring.pcapng").string();
    options.ring.emplace();
    options.ring->frames = 5;
    LiveCapture capture;
    ASSERT_TRUE(capture.start(options));
    until(capture, [](const LiveStatus& now) { return now.frames == 47; });
    capture.stop();
    capture.wait();
    const LiveStatus end = capture.status();
    EXPECT_EQ(end.part, 4U);
    EXPECT_THAT(framesOfAll(end.parts), ElementsAre(10, 7));
    EXPECT_EQ(filesIn(liveFolder()), 2U);
    EXPECT_EQ(end.ringFiles.size(), 10U);
    const std::string joined = (folder / "joined").string();
    ASSERT_TRUE(capture.save(joined));
    EXPECT_EQ(framesOf(joined), 17U);
    EXPECT_EQ(filesIn(liveFolder()), 0U);
}

TEST_F(LivePartsTest, AFileWithANameIsNotInParts)
{
    fake("header frames:25 wait");
    LiveOptions options = inParts(25);
    options.file = (folder / "named.pcapng").string();
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, options);
    EXPECT_THAT(end.parts, ElementsAre(options.file));
    EXPECT_EQ(framesOf(options.file), 25U);
    capture.discard();
    EXPECT_TRUE(fs::exists(options.file));
}

TEST_F(LivePartsTest, SavingThatFailsLeavesThemAndNothingElse)
{
    fake("header frames:25 wait");
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, inParts(25));
    const auto nowhere = capture.save("/no/such/folder/x.pcapng");
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code, LiveErrorCode::WriteFailed);
    EXPECT_EQ(nowhere.error().path, "/no/such/folder/x.pcapng");

    const fs::path place = folder / "saved";
    fs::create_directory(place);
    const std::string wanted = (place / "x.pcapng").string();
    std::ofstream{wanted} << "what was there";
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{1500, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small); // as a disk that has room for the first part only
    const auto full = capture.save(wanted);
    ::setrlimit(RLIMIT_FSIZE, &before);
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().code, LiveErrorCode::WriteFailed);
    EXPECT_EQ(full.error().path, wanted);
    EXPECT_EQ(readWhole(wanted), "what was there");
    EXPECT_EQ(filesIn(place), 1U);
    EXPECT_THAT(framesOfAll(end.parts), ElementsAre(10, 10, 5));

    fs::rename(end.parts[1], folder / "away");
    const auto missing = capture.save(wanted);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, LiveErrorCode::CannotRead);
    EXPECT_EQ(missing.error().path, end.parts[1]);
    EXPECT_EQ(readWhole(wanted), "what was there");
    fs::rename(folder / "away", end.parts[1]);
    ASSERT_TRUE(capture.save(wanted));
    EXPECT_EQ(framesOf(wanted), 25U);
}

std::string number(std::uint32_t value)
{
    std::string bytes;
    for (int i = 0; i < 4; ++i)
        bytes += static_cast<char>(value >> (i * 8));
    return bytes;
}

std::string block(std::uint32_t type, const std::string& body)
{
    const auto length = static_cast<std::uint32_t>(body.size() + 12);
    return number(type) + number(length) + body + number(length);
}

const std::string kSection = block(0x0a0d0d0a, number(0x1a2b3c4d) + "\1\0\0\0"s + std::string(8, '\xff'));

std::string interface(std::uint16_t link)
{
    return block(1, ""s + static_cast<char>(link) + "\0\0\0"s + number(65535));
}

/// Of the interface with that number of its section.
std::string frame(std::uint32_t number_, char content)
{
    return block(6, number(number_) + number(0) + number(1) + number(16) + number(16) +
                        std::string(16, content));
}

/// What comes through a FIFO while the test looks on.
class LivePartsStream : public LivePartsTest {
protected:
    LivePartsStream()
    {
        options.stream = (folder / "fifo").string();
        options.partFrames = 2;
        EXPECT_EQ(::mkfifo(options.stream.c_str(), 0600), 0);
    }
    void begin()
    {
        ASSERT_TRUE(capture.start(options));
        stream.open(options.stream, std::ios::binary);
    }
    LiveOptions options;
    LiveCapture capture;
    std::ofstream stream;
};

TEST_F(LivePartsStream, AnotherSectionHasItsOwnHeaders)
{
    // The frames of the second section are of an interface that the first one does not have.
    const std::string first = kSection + interface(1) + frame(0, 'a') + frame(0, 'b') + frame(0, 'c');
    const std::string second = kSection + interface(101) + interface(113) + frame(1, 'd') + frame(1, 'e') +
                               frame(0, 'f') + frame(1, 'g');
    begin();
    stream << first << second << std::flush;
    stream.close();
    capture.wait();
    const LiveStatus end = capture.status();
    EXPECT_FALSE(end.error);
    EXPECT_THAT(framesOfAll(end.parts), ElementsAre(2, 2, 2, 1));
    EXPECT_EQ(readWhole(end.parts[3]), kSection + interface(101) + interface(113) + frame(1, 'g'));
    const std::string joined = (folder / "joined").string();
    ASSERT_TRUE(capture.save(joined));
    EXPECT_EQ(readWhole(joined), first + second);
}

TEST_F(LivePartsStream, APartThatCannotBeMadeEndsItAndTheRestIsThere)
{
    begin();
    stream << kSection + interface(1) + frame(0, 'a') + frame(0, 'b') << std::flush;
    until(capture, [](const LiveStatus& now) { return now.frames == 2; });
    const std::string next = livePartName(capture.status().path, 1);
    fs::create_directory(next);
    stream << frame(0, 'c') << std::flush;
    capture.wait();
    const LiveStatus end = capture.status();
    ASSERT_TRUE(end.error);
    EXPECT_EQ(end.error->code, LiveErrorCode::CannotCreate);
    EXPECT_EQ(end.error->path, next);
    EXPECT_EQ(end.frames, 2U);
    EXPECT_EQ(framesOf(end.path), 2U);
}

TEST_F(LivePartsTest, TheirNumberIsBoundedAndTheLastOneTakesTheRest)
{
    auto parts = LiveParts::nameless("x", "pcapng", {1, 0});
    ASSERT_TRUE(parts);
    for (std::size_t i = 0; i < LiveParts::kMaxParts + 5; ++i) {
        if ((*parts)->isFull()) {
            ASSERT_TRUE((*parts)->next({}));
        }
        (*parts)->countFrame();
    }
    EXPECT_EQ((*parts)->parts().size(), LiveParts::kMaxParts);
    EXPECT_EQ(filesIn(liveFolder()), LiveParts::kMaxParts);
}

TEST_F(LivePartsTest, HeadersThatAreRepeatedAreBounded)
{
    LiveOptions options = onFake();
    options.partFrames = 1;
    auto writer = LiveWriter::create(options);
    ASSERT_TRUE(writer);
    const std::vector<std::uint8_t> mebibyte(std::size_t{1} << 20U);
    for (int i = 0; i < 20; ++i) {
        (*writer)->add({capture::RecordKind::Header, mebibyte});
        ASSERT_TRUE((*writer)->flush());
    }
    const std::array<std::uint8_t, 4> frameBytes{};
    for (int i = 0; i < 2; ++i)
        (*writer)->add({capture::RecordKind::Frame, frameBytes});
    ASSERT_TRUE((*writer)->flush());
    ASSERT_EQ((*writer)->whole()->parts().size(), 2U);
    EXPECT_EQ(fs::file_size((*writer)->whole()->path()), LiveWriter::kMaxHeaders + frameBytes.size());
}

} // namespace
} // namespace mqttscope::analysis
