// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/find_frame.h"

#include "analysis/compile_filter.h"
#include "analysis/value_text.h"
#include "dissector/field/field_table.h"
#include "tests/unit/analysis/script_file.h"

#include <gtest/gtest.h>

namespace mqttscope::analysis::test {
namespace {

using field::ByteRange;

FindRun runOver(std::uint32_t frames, std::size_t from = 0, bool backwards = false)
{
    FindRun run;
    for (std::uint32_t frame = 1; frame <= frames; ++frame)
        run.frames.push_back(frame);
    run.from = from;
    run.backwards = backwards;
    return run;
}

TEST(ParseHexBytes, TakesWhatPeopleWrite)
{
    const std::vector<std::uint8_t> mq = {0x4d, 0x51};
    for (const char* text : {"4d51", "4D 51", "0x4d51", "4d:51", "4d-51"})
        EXPECT_EQ(parseHexBytes(text), mq) << text;
    for (const char* text : {"", "4", "4d5", "4 d51", "mq", "0x"})
        EXPECT_EQ(parseHexBytes(text), std::nullopt) << text;
}

TEST(BytePattern, LettersMayBeSmallOrCapital)
{
    const std::vector<std::uint8_t> bytes = {'x', 'M', 'q', 'T', 't'};
    EXPECT_EQ(BytePattern({'m', 'Q', 'T'}, false).findIn(bytes), 1U);
    EXPECT_EQ(BytePattern({'m', 'Q', 'T'}, true).findIn(bytes), std::nullopt);
    EXPECT_EQ(BytePattern({}, true).findIn(bytes), std::nullopt);
    EXPECT_EQ(BytePattern({'t', 't', 't'}, false).findIn(bytes), std::nullopt);
}

TEST(FindFrame, LooksAtEachRowOnceAndWraps)
{
    std::vector<std::uint32_t> asked;
    const FrameTest never = [&](std::uint32_t frame) {
        asked.push_back(frame);
        return std::nullopt;
    };
    EXPECT_TRUE(findFrame(runOver(4, 2), never).complete);
    EXPECT_EQ(asked, (std::vector<std::uint32_t>{3, 4, 1, 2}));
    asked.clear();
    EXPECT_FALSE(findFrame(runOver(4, 1, true), never).place.has_value());
    EXPECT_EQ(asked, (std::vector<std::uint32_t>{2, 1, 4, 3}));
}

TEST(FindFrame, StopsWhenNobodyWantsTheAnswer)
{
    const std::atomic<bool> cancelled{true};
    FindRun run = runOver(4);
    run.cancelled = &cancelled;
    const FindResult result = findFrame(run, [](std::uint32_t frame) { return FoundPlace{frame, 0, {}}; });
    EXPECT_FALSE(result.complete);
    EXPECT_FALSE(result.place.has_value());
}

TEST(FindFrame, BytesOfTheFrame)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    const auto snapshot = document->snapshot();
    const FrameTest test = findBytes(*document, *snapshot, BytePattern({'M', 'Q', 'T', 'T'}));
    const FindResult found = findFrame(runOver(snapshot->frameCount()), test);
    ASSERT_TRUE(found.place.has_value());
    EXPECT_EQ(found.place->frame, 4U);
    EXPECT_EQ(found.place->source, 0);
    EXPECT_EQ(found.place->range, (ByteRange{70, 4}));
}

TEST(FindFrame, FieldsByTheirText)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    const auto snapshot = document->snapshot();
    const FrameTest test = findInFields(
        *document, *snapshot,
        [](const field::FieldTree& tree, std::uint32_t node) {
            return valueText(field::fieldInfo(tree.node(node).id), tree.node(node).value);
        },
        [](std::string_view text) { return text.find("python1") != std::string_view::npos; });
    const FindResult found = findFrame(runOver(snapshot->frameCount()), test);
    ASSERT_TRUE(found.place.has_value());
    EXPECT_EQ(found.place->frame, 4U);
    EXPECT_EQ(found.place->source, 1);
    EXPECT_EQ(found.place->range, (ByteRange{14, 7}));
}

TEST(FindFrame, TheDisplayFilter)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    const auto snapshot = document->snapshot();
    const auto filter = compileFilter("mqtt.msgtype == 2");
    ASSERT_TRUE(filter.has_value());
    const FindResult found =
        findFrame(runOver(snapshot->frameCount()), findByFilter(*document, *snapshot, *filter));
    ASSERT_TRUE(found.place.has_value());
    EXPECT_EQ(snapshot->hasMqtt(found.place->frame), true);
    EXPECT_FALSE(found.place->range.has_value());
}

} // namespace
} // namespace mqttscope::analysis::test
