// SPDX-License-Identifier: GPL-3.0-or-later
// Captures that come through a FIFO, slowly, in every format.
#include "tests/unit/live/live_fixture.h"

#include <fstream>
#include <thread>

#include <sys/stat.h>

namespace mqttscope::analysis {
namespace {

using namespace std::string_literals;

struct StreamCase {
    const char* name;
    std::string magic;
    bool big;
    std::int64_t timeNs; ///< 1 s and 2000 ticks
};

void PrintTo(const StreamCase& one, std::ostream* out)
{
    *out << one.name;
}

std::string number(std::uint32_t value, bool big)
{
    std::string bytes;
    for (int i = 0; i < 4; ++i)
        bytes += static_cast<char>(value >> ((big ? 3 - i : i) * 8));
    return bytes;
}

class Streams : public LiveTest, public ::testing::WithParamInterface<StreamCase> {};

TEST_P(Streams, AreFollowedByteByByte)
{
    const StreamCase& one = GetParam();
    const std::string version = one.big ? "\0\x02\0\x04"s : "\x02\0\x04\0"s;
    const std::string header =
        one.magic + version + std::string(8, '\0') + number(65535, one.big) + number(1, one.big);
    const std::string frame = number(1, one.big) + number(2000, one.big) + number(14, one.big) +
                              number(14, one.big) + std::string(14, 'x');
    const std::string fifo = (folder / "fifo").string();
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    std::thread writer([&] {
        std::ofstream out{fifo, std::ios::binary};
        for (const char c : header + frame + frame)
            out << c << std::flush;
    });
    LiveOptions options;
    options.stream = fifo;
    LiveCapture capture;
    const LiveStatus end = runToEnd(capture, options);
    writer.join();
    EXPECT_EQ(end.end, LiveEnd::StreamEnd);
    EXPECT_FALSE(end.error);
    auto document = Document::open(end.path, {});
    ASSERT_TRUE(document);
    (*document)->start();
    (*document)->wait();
    ASSERT_EQ((*document)->snapshot()->frameCount(), 2U);
    EXPECT_EQ((*document)->snapshot()->frame(1).timeNs, one.timeNs);
}

INSTANTIATE_TEST_SUITE_P(
    Formats, Streams,
    ::testing::Values(StreamCase{"LittleMicro", "\xd4\xc3\xb2\xa1"s, false, 1'002'000'000},
                      StreamCase{"LittleNano", "\x4d\x3c\xb2\xa1"s, false, 1'000'002'000},
                      StreamCase{"BigMicro", "\xa1\xb2\xc3\xd4"s, true, 1'002'000'000},
                      StreamCase{"BigNano", "\xa1\xb2\x3c\x4d"s, true, 1'000'002'000}),
    [](const auto& one) { return one.param.name; });

class Stream : public LiveTest {
protected:
    LiveStatus through(const std::string& bytes)
    {
        const std::string fifo = (folder / "fifo").string();
        EXPECT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
        std::thread writer([&] { std::ofstream{fifo, std::ios::binary} << bytes; });
        LiveOptions options;
        options.stream = fifo;
        const LiveStatus end = runToEnd(capture, options);
        writer.join();
        return end;
    }
    LiveCapture capture;
};

TEST_F(Stream, ThatEndsInsideAFrameSaysSo)
{
    const std::string header =
        "\xd4\xc3\xb2\xa1\x02\0\x04\0"s + std::string(8, '\0') + number(65535, false) + number(1, false);
    const LiveStatus end = through(header + number(1, false));
    ASSERT_TRUE(end.error);
    EXPECT_EQ(end.error->code, LiveErrorCode::StreamCut);
    EXPECT_EQ(end.error->number, 4U);
    EXPECT_EQ(framesOf(end.path), 0U);
}

TEST_F(Stream, ThatIsNoCaptureSaysSo)
{
    const LiveStatus end = through("tcpdump: eth0: You don't have permission to capture on that device\n");
    ASSERT_TRUE(end.error);
    EXPECT_EQ(end.error->code, LiveErrorCode::StreamDamaged);
    ASSERT_TRUE(end.error->file);
    EXPECT_EQ(end.error->file->code, capture::FileError::Code::NotCapture);
    EXPECT_FALSE(end.readable);
    EXPECT_EQ(capture.openDocument({}), nullptr);
}

TEST_F(Stream, WithoutAByteEndsInOrder)
{
    const LiveStatus end = through("");
    EXPECT_EQ(end.end, LiveEnd::StreamEnd);
    EXPECT_FALSE(end.error);
    EXPECT_FALSE(end.readable);
}

TEST_F(Stream, ThatNobodyWritesCanBeStopped)
{
    const std::string fifo = (folder / "fifo").string();
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    LiveOptions options;
    options.stream = fifo;
    ASSERT_TRUE(capture.start(options));
    EXPECT_EQ(capture.status().state, LiveState::Starting);
    capture.stop();
    capture.wait();
    EXPECT_EQ(capture.status().end, LiveEnd::Asked);
    EXPECT_FALSE(capture.status().error);
}

TEST_F(Stream, ThatIsNotThereIsTold)
{
    LiveOptions options;
    options.stream = "/no/such/fifo";
    const auto started = capture.start(options);
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, LiveErrorCode::CannotRead);
}

} // namespace
} // namespace mqttscope::analysis
