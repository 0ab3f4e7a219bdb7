// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of pcapng files with other comments.
#include "capture/file/pcapng_copier.h"

#include "tests/unit/capture/capture_bytes.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace mqttscope::capture::testing {
namespace {

Bytes copied(const Bytes& original, const PcapngCopier::Fate& fate)
{
    MemorySink sink;
    PcapngCopier copier{sink, fate};
    const auto taken = copier.copy(original);
    EXPECT_TRUE(taken.has_value());
    EXPECT_EQ(*taken, original.size());
    return {sink.bytes().begin(), sink.bytes().end()};
}

std::vector<std::string> commentsOf(const ReadResult& read)
{
    std::vector<std::string> texts;
    for (const FrameComment& comment : read.reader->comments())
        texts.push_back(std::to_string(comment.frame) + ": " + comment.text);
    return texts;
}

TEST(PcapngCopier, WithoutChangesOnlySectionLengthsDiffer)
{
    for (const KnownCapture& known : knownCaptures()) {
        if (known.format != "pcapng")
            continue;
        SCOPED_TRACE(known.name);
        const Bytes original = fileBytes(known.path);
        MemorySink sink;
        PcapngCopier copier{sink, [](std::uint64_t) { return FrameFate{}; }};
        const auto taken = copier.copy(original);
        ASSERT_TRUE(taken.has_value());
        EXPECT_EQ(copier.frames(), known.frames);
        Bytes expected(original.begin(), original.begin() + static_cast<std::ptrdiff_t>(*taken));
        const ReadResult read = readAll(original);
        for (const Section& section : read.reader->sections())
            std::fill_n(expected.begin() + static_cast<std::ptrdiff_t>(section.offset) + 16, 8,
                        std::uint8_t{0xff});
        EXPECT_EQ(Bytes(sink.bytes().begin(), sink.bytes().end()), expected);
    }
}

TEST(PcapngCopier, ExchangesTheCommentAndKeepsTheOtherOptions)
{
    for (const KnownCapture& known : knownCaptures()) {
        if (known.format != "pcapng")
            continue;
        SCOPED_TRACE(known.name);
        const Bytes original = fileBytes(known.path);
        const ReadResult before = readAll(original);
        const Bytes copy = copied(original, [](std::uint64_t frame) {
            FrameFate fate;
            fate.comment = frame % 2 == 0 ? "à voir" : "";
            return fate;
        });
        const ReadResult after = readAll(copy);
        ASSERT_EQ(after.frames.size(), before.frames.size());
        for (std::size_t i = 0; i < after.frames.size(); ++i) {
            EXPECT_EQ(after.frames[i].timeNs, before.frames[i].timeNs);
            EXPECT_EQ(after.frames[i].flags, before.frames[i].flags);
            EXPECT_EQ(after.frames[i].dropped, before.frames[i].dropped);
            EXPECT_TRUE(std::equal(after.frames[i].bytes.begin(), after.frames[i].bytes.end(),
                                   before.frames[i].bytes.begin(), before.frames[i].bytes.end()));
        }
        for (const FrameComment& comment : after.reader->comments())
            EXPECT_EQ(comment.text, "à voir") << comment.frame;
    }
}

TEST(PcapngCopier, ALonelyCommentLeavesNoOptionsBehind)
{
    const Bytes original = smallPcapng();
    const Bytes copy = copied(original, [](std::uint64_t frame) {
        FrameFate fate;
        if (frame == 1)
            fate.comment = "";
        return fate;
    });
    EXPECT_EQ(copy.size(), original.size() - 12) << "the comment and the end of the options are gone";
    const ReadResult read = readAll(copy);
    EXPECT_EQ(read.frames.size(), 3U);
    EXPECT_TRUE(commentsOf(read).empty());
}

TEST(PcapngCopier, SimplePacketsHaveNoRoomForAComment)
{
    MemorySink sink;
    PcapngCopier copier{sink, [](std::uint64_t) { return FrameFate{true, "new"}; }};
    ASSERT_TRUE(copier.copy(smallPcapng()).has_value());
    EXPECT_EQ(copier.commentsLeftOut(), 1U);
    const Bytes copy(sink.bytes().begin(), sink.bytes().end());
    EXPECT_EQ(commentsOf(readAll(copy)), (std::vector<std::string>{"1: new", "3: new"}));
}

TEST(PcapngCopier, LeavesFramesOut)
{
    const Bytes copy = copied(smallPcapng(), [](std::uint64_t frame) { return FrameFate{frame == 3, {}}; });
    const ReadResult read = readAll(copy);
    ASSERT_EQ(read.frames.size(), 1U);
    EXPECT_EQ(read.frames[0].bytes.size(), 2U);
    EXPECT_EQ(read.reader->interfaces().front().name, "lo");
}

TEST(PcapngCopier, ACommentLongerThanAnOptionIsCutBetweenCharacters)
{
    std::string longer;
    while (longer.size() <= 0xffff)
        longer += "é";
    const Bytes copy = copied(smallPcapng(), [&](std::uint64_t) {
        return FrameFate{true, std::string_view{longer}};
    });
    const ReadResult read = readAll(copy);
    EXPECT_EQ(read.reader->comments().front().text.size(), 0xfffeU);
}

TEST(PcapngCopier, StopsAtABlockThatIsNotWhole)
{
    Bytes original = smallPcapng();
    original.resize(original.size() - 3);
    MemorySink sink;
    PcapngCopier copier{sink, [](std::uint64_t) { return FrameFate{}; }};
    const auto taken = copier.copy(original);
    ASSERT_TRUE(taken.has_value());
    EXPECT_EQ(*taken, smallPcapng().size() - 36);
    EXPECT_EQ(copier.frames(), 2U);
}

} // namespace
} // namespace mqttscope::capture::testing
