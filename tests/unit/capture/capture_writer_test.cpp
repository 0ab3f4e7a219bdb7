// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/capture_writer.h"
#include "tests/unit/capture/capture_bytes.h"
#include "tests/unit/capture/capture_oracle.h"
#include "tests/unit/capture/outside_tool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <random>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace mqttscope::capture::testing {
namespace {

using Code = FileError::Code;

Bytes writtenTo(const MemorySink& sink)
{
    return {sink.bytes().begin(), sink.bytes().end()};
}

FrameToWrite frameOf(std::int64_t timeNs, std::span<const std::uint8_t> bytes)
{
    FrameToWrite frame;
    frame.timeNs = timeNs;
    frame.bytes = bytes;
    return frame;
}

TEST(PcapWriter, BytesOfAFile)
{
    auto owned = std::make_unique<MemorySink>();
    const MemorySink& sink = *owned;
    PcapOptions options;
    options.snapLength = 65'535;
    auto writer = PcapWriter::over(std::move(owned), options);
    ASSERT_TRUE(writer);
    const Bytes first = {0xde, 0xad, 0xbe, 0xef};
    FrameToWrite frame = frameOf(86'400'000'001'999, first);
    frame.originalLength = 9;
    ASSERT_TRUE(writer->write(frame));
    ASSERT_TRUE(writer->write(frameOf(86'401'999'999'000, {})));
    const Bytes last = {1, 2, 3};
    ASSERT_TRUE(writer->write(frameOf(4'294'967'295'000'000'000, last)));
    EXPECT_EQ(writtenTo(sink), smallPcap());
}

TEST(PcapWriter, NanosecondsHaveTheirMagic)
{
    auto owned = std::make_unique<MemorySink>();
    const MemorySink& sink = *owned;
    PcapOptions options;
    options.nanoseconds = true;
    auto writer = PcapWriter::over(std::move(owned), options);
    ASSERT_TRUE(writer->write(frameOf(1'000'000'001, {})));
    const Bytes bytes = writtenTo(sink);
    const ReadResult result = readAll(bytes);
    EXPECT_EQ(result.reader->format(), Format::PcapNano);
    EXPECT_EQ(result.frames.at(0).timeNs, 1'000'000'001);
}

TEST(PcapWriter, WhatTheFormatCannotHoldIsRefused)
{
    auto owned = std::make_unique<MemorySink>();
    const MemorySink& sink = *owned;
    auto writer = PcapWriter::over(std::move(owned), {});
    const std::size_t before = sink.bytes().size();
    EXPECT_EQ(writer->write(frameOf(-1, {})).error().code, Code::TimeNotStorable);
    EXPECT_EQ(writer->write(frameOf(4'294'967'296'000'000'000, {})).error().code, Code::TimeNotStorable);
    const Bytes two = {1, 2};
    FrameToWrite frame = frameOf(0, two);
    frame.originalLength = 1;
    EXPECT_EQ(writer->write(frame).error().code, Code::FrameNotStorable);
    const Bytes huge(std::size_t{kMaxCapturedLength} + 1);
    EXPECT_EQ(writer->write(frameOf(0, huge)).error().code, Code::FrameNotStorable);
    EXPECT_EQ(sink.bytes().size(), before);
}

TEST(PcapngWriter, BytesOfAFile)
{
    auto owned = std::make_unique<MemorySink>();
    const MemorySink& sink = *owned;
    SectionOptions section;
    section.application = "merge";
    auto writer = PcapngWriter::over(std::move(owned), section);
    ASSERT_TRUE(writer);
    InterfaceOptions interface;
    interface.linkType = LinkType::LinuxSll;
    interface.snapLength = 6;
    interface.name = "lo";
    EXPECT_EQ(writer->addInterface(interface), 0U);
    const Bytes bytes = {0x11, 0x12, 0x13, 0x14, 0x15};
    FrameToWrite frame = frameOf(4'294'967'298, bytes);
    frame.originalLength = 7;
    frame.comment = "ok";
    ASSERT_TRUE(writer->write(frame));
    const Bytes expected = smallPcapng();
    EXPECT_EQ(writtenTo(sink), Bytes(expected.begin(), expected.begin() + 136));
}

TEST(PcapngWriter, FlagsFollowTheComment)
{
    auto owned = std::make_unique<MemorySink>();
    const MemorySink& sink = *owned;
    auto writer = PcapngWriter::over(std::move(owned), {});
    InterfaceOptions interface;
    interface.nanoseconds = false;
    ASSERT_TRUE(writer->addInterface(interface));
    const std::size_t start = sink.bytes().size();
    FrameToWrite frame = frameOf(2'999, {});
    frame.flags = 2;
    ASSERT_TRUE(writer->write(frame));
    const Bytes all = writtenTo(sink);
    EXPECT_EQ(Bytes(all.begin() + static_cast<std::ptrdiff_t>(start), all.end()),
              (Bytes{
                  0x06, 0x00, 0x00, 0x00, // Enhanced Packet Block
                  0x2c, 0x00, 0x00, 0x00, // total length 44
                  0x00, 0x00, 0x00, 0x00, // interface
                  0x00, 0x00, 0x00, 0x00, // timestamp, high
                  0x02, 0x00, 0x00, 0x00, // timestamp, low: 2 us
                  0x00, 0x00, 0x00, 0x00, // captured
                  0x00, 0x00, 0x00, 0x00, // original
                  0x02, 0x00, 0x04, 0x00, // epb_flags
                  0x02, 0x00, 0x00, 0x00, // outbound
                  0x00, 0x00, 0x00, 0x00, // opt_endofopt
                  0x2c, 0x00, 0x00, 0x00, // total length
              }));
}

TEST(PcapngWriter, WrongUseIsRefused)
{
    auto writer = PcapngWriter::over(std::make_unique<MemorySink>(), {});
    EXPECT_EQ(writer->write(frameOf(0, {})).error().code, Code::UnknownInterface);
    ASSERT_TRUE(writer->addInterface({}));
    EXPECT_EQ(writer->write(frameOf(-1, {})).error().code, Code::TimeNotStorable);
    FrameToWrite frame = frameOf(0, {});
    frame.interface = 1;
    EXPECT_EQ(writer->write(frame).error().code, Code::UnknownInterface);
}

TEST(PcapngWriter, NoMoreInterfacesThanAReaderTakes)
{
    auto writer = PcapngWriter::over(std::make_unique<MemorySink>(), {});
    for (std::size_t i = 0; i < kMaxInterfaces; ++i) {
        ASSERT_TRUE(writer->addInterface({}));
    }
    EXPECT_EQ(writer->addInterface({}).error().code, Code::TooManyInterfaces);
}

TEST(PcapngWriter, LongCommentIsCutBetweenCharacters)
{
    auto owned = std::make_unique<MemorySink>();
    const MemorySink& sink = *owned;
    auto writer = PcapngWriter::over(std::move(owned), {});
    ASSERT_TRUE(writer->addInterface({}));
    std::string comment(65'534, 'x');
    comment += "\xc3\xa9"; // one character of two bytes, of which one would fit
    FrameToWrite frame = frameOf(0, {});
    frame.comment = comment;
    ASSERT_TRUE(writer->write(frame));
    const Bytes bytes = writtenTo(sink);
    EXPECT_EQ(readAll(bytes).reader->comments().at(0).text, std::string(65'534, 'x'));
}

/// Random frames, and what a reader must find.
struct RandomFrames {
    std::vector<Bytes> bytes;
    std::vector<FrameToWrite> frames;

    RandomFrames(std::uint32_t seed, std::size_t count, std::int64_t granularity, std::uint32_t interfaces)
    {
        std::mt19937_64 random(seed);
        bytes.resize(count);
        for (Bytes& content : bytes) {
            content.resize(random() % 300);
            for (std::uint8_t& byte : content) {
                byte = static_cast<std::uint8_t>(random());
            }
            FrameToWrite frame;
            frame.timeNs =
                static_cast<std::int64_t>(random() % 2'000'000'000'000'000'000) / granularity * granularity;
            frame.bytes = content;
            frame.originalLength = static_cast<std::uint32_t>(content.size() + random() % 3);
            frame.interface = static_cast<std::uint32_t>(random() % interfaces);
            frames.push_back(frame);
        }
    }
};

void expectWritten(const RandomFrames& written, const std::vector<FrameView>& read)
{
    ASSERT_EQ(read.size(), written.frames.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
        ASSERT_EQ(read[i].timeNs, written.frames[i].timeNs);
        ASSERT_EQ(read[i].originalLength, written.frames[i].originalLength);
        ASSERT_EQ(read[i].interface, written.frames[i].interface);
        ASSERT_EQ(Bytes(read[i].bytes.begin(), read[i].bytes.end()), written.bytes[i]);
    }
}

void expectOthersAgree(const std::string& path, const std::vector<FrameView>& frames, bool libpcapToo)
{
    if (libpcapToo) {
        const OracleResult libpcap = readWithLibpcap(path);
        EXPECT_EQ(libpcap.error, "");
        ASSERT_EQ(libpcap.frames.size(), frames.size());
        expectSamePrefix(libpcap, frames);
    }
    if (!hasTool("tshark")) {
        GTEST_SKIP() << "tshark is not installed";
    }
    const OracleResult tshark = readWithTshark(path);
    EXPECT_EQ(tshark.error, "");
    ASSERT_EQ(tshark.frames.size(), frames.size());
    expectSamePrefix(tshark, frames);
}

TEST(WriteAndRead, PcapMicroseconds)
{
    const TempFile temp;
    const RandomFrames random(11, 500, 1'000, 1);
    auto writer = PcapWriter::create(temp.path(), {});
    ASSERT_TRUE(writer);
    for (const FrameToWrite& frame : random.frames) {
        ASSERT_TRUE(writer->write(frame));
    }
    ASSERT_TRUE(writer->close());
    const ReadResult result = readAll(std::filesystem::path(temp.path()));
    expectWritten(random, result.frames);
    expectOthersAgree(temp.path(), result.frames, true);
}

TEST(WriteAndRead, PcapNanoseconds)
{
    const TempFile temp;
    const RandomFrames random(12, 500, 1, 1);
    PcapOptions options;
    options.nanoseconds = true;
    options.linkType = LinkType::RawIp;
    auto writer = PcapWriter::create(temp.path(), options);
    ASSERT_TRUE(writer);
    for (const FrameToWrite& frame : random.frames) {
        ASSERT_TRUE(writer->write(frame));
    }
    ASSERT_TRUE(writer->close());
    const ReadResult result = readAll(std::filesystem::path(temp.path()));
    EXPECT_EQ(result.reader->interfaces()[0].linkType, LinkType::RawIp);
    expectWritten(random, result.frames);
    expectOthersAgree(temp.path(), result.frames, true);
}

TEST(WriteAndRead, PcapngWithTwoLinkTypes)
{
    const TempFile temp;
    RandomFrames random(13, 500, 1, 2);
    random.frames[3].comment = "première réponse";
    random.frames[3].flags = 1;
    auto writer = PcapngWriter::create(temp.path(), {"machine", "Linux", "mqttscope", "une capture"});
    ASSERT_TRUE(writer);
    InterfaceOptions interface;
    interface.name = "eth0";
    interface.description = "the wire";
    interface.filter = "tcp port 1883";
    interface.os = "Linux";
    ASSERT_TRUE(writer->addInterface(interface));
    interface.name = "tun0";
    interface.linkType = LinkType::RawIp;
    ASSERT_TRUE(writer->addInterface(interface));
    for (const FrameToWrite& frame : random.frames) {
        ASSERT_TRUE(writer->write(frame));
    }
    ASSERT_TRUE(writer->close());
    const ReadResult result = readAll(std::filesystem::path(temp.path()));
    expectWritten(random, result.frames);
    EXPECT_EQ(result.reader->sections()[0].hardware, "machine");
    EXPECT_EQ(result.reader->sections()[0].os, "Linux");
    EXPECT_EQ(result.reader->sections()[0].comment, "une capture");
    EXPECT_EQ(result.reader->interfaces()[0].filter, "tcp port 1883");
    EXPECT_EQ(result.reader->interfaces()[0].description, "the wire");
    EXPECT_EQ(result.reader->interfaces()[1].name, "tun0");
    ASSERT_EQ(result.reader->comments().size(), 1U);
    EXPECT_EQ(result.reader->comments()[0].frame, 4U);
    EXPECT_EQ(result.reader->comments()[0].text, "première réponse");
    expectOthersAgree(temp.path(), result.frames, false); // libpcap refuses two link types
}

TEST(WriteAndRead, TsharkSeesInterfaceAndComment)
{
    if (!hasTool("tshark")) {
        GTEST_SKIP() << "tshark is not installed";
    }
    const TempFile temp;
    auto writer = PcapngWriter::create(temp.path(), {});
    InterfaceOptions interface;
    interface.name = "salle12";
    ASSERT_TRUE(writer->addInterface(interface));
    FrameToWrite frame = frameOf(5, {});
    const Bytes bytes(60, 0);
    frame.bytes = bytes;
    frame.comment = "à voir";
    frame.flags = 2;
    ASSERT_TRUE(writer->write(frame));
    ASSERT_TRUE(writer->close());
    int exitCode = 0;
    const auto lines =
        runTool({"tshark", "-n", "-r", temp.path(), "-T", "fields", "-e", "frame.interface_name", "-e",
                 "frame.comment", "-e", "frame.packet_flags_direction"},
                exitCode);
    EXPECT_THAT(lines, ::testing::ElementsAre("salle12\tà voir\t0x00000002"));
}

TEST(FileSink, DiskFullIsReportedAndFinal)
{
    const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    ASSERT_GE(full, 0);
    auto writer = PcapWriter::over(FileSink::over(full, true), {});
    ASSERT_TRUE(writer) << "the header is still in the buffer";
    const auto flushed = writer->flush();
    ASSERT_FALSE(flushed);
    EXPECT_EQ(flushed.error().code, Code::WriteFailed);
    EXPECT_EQ(flushed.error().systemError, ENOSPC);
    EXPECT_EQ(flushed.error().offset, 0U);
    EXPECT_EQ(flushed.error().expected, 24U);
    EXPECT_EQ(flushed.error().found, 0U);
    EXPECT_EQ(writer->write(frameOf(0, {})).error().code, Code::WriteFailed);
    EXPECT_EQ(writer->close().error().systemError, ENOSPC);
    EXPECT_FALSE(writer->close()) << "closing again does not make it well";
}

TEST(FileSink, FullInTheMiddleOfARecordLeavesWholeRecords)
{
    const TempFile temp;
    rlimit old{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &old), 0);
    auto* const oldHandler = std::signal(SIGXFSZ, SIG_IGN);
    auto writer = PcapWriter::create(temp.path(), {});
    const Bytes bytes(1'000, 0x77);
    std::size_t accepted = 0;
    const rlimit limit{500'000, old.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &limit), 0);
    tl::expected<void, FileError> result;
    while ((result = writer->write(frameOf(0, bytes))) && accepted < 10'000) {
        ++accepted;
    }
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &old), 0);
    std::signal(SIGXFSZ, oldHandler);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Code::WriteFailed);
    EXPECT_EQ(result.error().systemError, EFBIG);
    EXPECT_EQ(result.error().path, temp.path());
    EXPECT_FALSE(writer->close());
    const ReadResult read = readAll(std::filesystem::path(temp.path()));
    EXPECT_EQ(read.status, ReadStatus::End);
    EXPECT_GT(read.frames.size(), 200U);
    EXPECT_EQ(result.error().offset, std::filesystem::file_size(temp.path()));
}

TEST(FileSink, PathThatCannotBeMade)
{
    const auto writer = PcapngWriter::create("/nonexistent/folder/x.pcapng", {});
    ASSERT_FALSE(writer);
    EXPECT_EQ(writer.error().code, Code::CannotCreate);
    EXPECT_EQ(writer.error().systemError, ENOENT);
}

TEST(FileSink, RecordLargerThanTheBuffer)
{
    const TempFile temp;
    auto writer = PcapWriter::create(temp.path(), {});
    const Bytes small(10, 1);
    const Bytes large(FileSink::kBufferLength + 1, 2);
    ASSERT_TRUE(writer->write(frameOf(0, small)));
    ASSERT_TRUE(writer->write(frameOf(1'000, large)));
    ASSERT_TRUE(writer->write(frameOf(2'000, small)));
    ASSERT_TRUE(writer->close());
    const ReadResult result = readAll(std::filesystem::path(temp.path()));
    ASSERT_EQ(result.frames.size(), 3U);
    EXPECT_EQ(result.frames[1].capturedLength, large.size());
    EXPECT_EQ(result.frames[1].bytes.back(), 2);
    EXPECT_EQ(result.frames[2].timeNs, 2'000);
}

TEST(FileSink, FlushMakesFramesVisibleToAFollower)
{
    const TempFile temp;
    auto writer = PcapngWriter::create(temp.path(), {});
    ASSERT_TRUE(writer->addInterface({}));
    ASSERT_TRUE(writer->flush());
    auto file = MappedFile::open(temp.path());
    auto reader = CaptureReader::open(*file);
    ASSERT_TRUE(reader);
    (*reader)->setGrowing(true);
    FrameView frame;
    for (int i = 0; i < 50; ++i) {
        EXPECT_EQ((*reader)->next(frame), ReadStatus::End);
        ASSERT_TRUE(writer->write(frameOf(i, {})));
        ASSERT_TRUE(writer->flush());
        ASSERT_TRUE((*file)->refresh());
        ASSERT_EQ((*reader)->next(frame), ReadStatus::Frame);
        EXPECT_EQ(frame.timeNs, i);
    }
}

TEST(FileSink, PipeThatNobodyReadsAnyMore)
{
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    close(ends[0]);
    auto* const oldHandler = std::signal(SIGPIPE, SIG_IGN);
    auto writer = PcapWriter::over(FileSink::over(ends[1], true), {});
    EXPECT_EQ(writer->flush().error().systemError, EPIPE);
    std::signal(SIGPIPE, oldHandler);
}

} // namespace
} // namespace mqttscope::capture::testing
