// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/json_text.h"
#include "analysis/statistics/statistics.h"
#include "analysis/statistics/table_writer.h"
#include "tests/unit/analysis/script_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace mqttscope::analysis::test {
namespace {

using namespace std::string_view_literals;

std::string jsonOf(std::string_view text)
{
    std::string out;
    appendJsonString(out, text);
    return out;
}

TEST(JsonText, EscapesWhatJsonForbids)
{
    EXPECT_EQ(jsonOf("a\"b\\c"), R"("a\"b\\c")");
    EXPECT_EQ(jsonOf("\b\t\n\f\r\x01\x1f"), R"("\b\t\n\f\r\u0001\u001f")");
    EXPECT_EQ(jsonOf("</script>"), R"("<\/script>")");
}

TEST(JsonText, KeepsUtf8AndRepairsTheRest)
{
    EXPECT_EQ(jsonOf("é→\U0001F600"), "\"é→\U0001F600\"");
    EXPECT_EQ(jsonOf("a\xff\xc0\x80z"), "\"a\uFFFD\uFFFD\uFFFDz\"");
}

TEST(JsonText, SaysNul)
{
    EXPECT_EQ(jsonOf("a\0b"sv), R"("a\u0000b")");
    EXPECT_EQ(jsonOf("\xff\0\0"sv), "\"\uFFFD\\u0000\\u0000\"");
}

void fill(TableWriter& table)
{
    table.number(7);
    table.text("a\tb");
    table.flag(true);
    table.decimal("1.500");
    table.none();
    const std::string_view texts[] = {"x", "y"};
    table.texts(texts);
    const std::uint64_t numbers[] = {1, 2};
    table.numbers(numbers);
    table.endRow();
    table.finish();
}

const std::vector<std::string_view> kColumns = {"n", "t", "f", "d", "none", "ts", "ns"};

TEST(TableWriter, TextHasTabsEscapesAndNoHeader)
{
    StringOutput out;
    TableWriter table{out, StatisticsFormat::Text, kColumns};
    fill(table);
    EXPECT_EQ(out.whole(), "7\ta\\tb\t1\t1.500\t\tx,y\t1,2\n");
}

TEST(TableWriter, JsonNamesTheColumns)
{
    StringOutput out;
    TableWriter table{out, StatisticsFormat::Json, kColumns};
    fill(table);
    EXPECT_EQ(out.whole(), "[\n  {\"n\": 7, \"t\": \"a\\tb\", \"f\": true, \"d\": 1.500, \"none\": null, "
                           "\"ts\": [\"x\", \"y\"], \"ns\": [1, 2]}\n]\n");
}

TEST(TableWriter, EmptyTableIsAnEmptyArray)
{
    StringOutput out;
    TableWriter table{out, StatisticsFormat::Json, kColumns};
    table.finish();
    EXPECT_EQ(out.whole(), "[]\n");
}

TEST(Statistics, KindsStandInTheOrderOfTheirNames)
{
    const auto kinds = statisticsKinds();
    EXPECT_TRUE(std::is_sorted(kinds.begin(), kinds.end(),
                               [](const auto& a, const auto& b) { return a.name < b.name; }));
    for (const StatisticsKind& kind : kinds)
        EXPECT_TRUE(makeStatistics(kind.name).has_value()) << kind.name;
}

TEST(Statistics, UnknownTableNamesThoseThatThereAre)
{
    const auto made = makeStatistics("conv,tcpx");
    ASSERT_FALSE(made);
    EXPECT_THAT(made.error(), ::testing::HasSubstr("unknown table"));
    for (const StatisticsKind& kind : statisticsKinds())
        EXPECT_THAT(made.error(), ::testing::HasSubstr(std::string{kind.name}));
}

TEST(Statistics, BadFilterIsRefused)
{
    const auto made = makeStatistics("conv,tcp,mqtt.topic ==");
    ASSERT_FALSE(made);
    EXPECT_THAT(made.error(), ::testing::StartsWith("-z conv,tcp,mqtt.topic ==: "));
}

std::string tableOf(std::string_view argument, std::string_view capture,
                    StatisticsFormat format = StatisticsFormat::Text)
{
    const auto document = indexed(sourcePath(capture));
    auto made = makeStatistics(argument);
    if (!made)
        return made.error();
    StringOutput out;
    (*made)->write(out, {*document, *document->snapshot(), Vocabulary{}, format});
    return out.whole();
}

// As tshark 4.0.17 prints it.
constexpr std::string_view kServerSide =
    R"(================================================================================
TCP Conversations
Filter:tcp.srcport==1883
                                                           |       <-      | |       ->      | |     Total     |    Relative    |   Duration   |
                                                           | Frames  Bytes | | Frames  Bytes | | Frames  Bytes |      Start     |              |
::1:1883                   <-> ::1:54760                        0 0 bytes        11 1023 bytes      11 1023 bytes     0.000020000         0.5085
::1:1883                   <-> ::1:54774                        0 0 bytes         7 622 bytes       7 622 bytes     0.306915000         0.0008
::1:1883                   <-> ::1:54764                        0 0 bytes         5 442 bytes       5 442 bytes     0.299775000         0.0008
::1:1883                   <-> ::1:54766                        0 0 bytes         5 446 bytes       5 446 bytes     0.302847000         0.0008
================================================================================
)";

TEST(TcpConversations, SortedByFramesWithTheFirstSenderOnTheLeft)
{
    EXPECT_EQ(tableOf("conv,tcp,tcp.srcport==1883", "tests/data/captures/own/ipv6.pcap"), kServerSide);
}

TEST(TcpConversations, SizesGrowByUnits)
{
    EXPECT_THAT(tableOf("conv,tcp", "tests/data/captures/own/large_60k.pcap"), ::testing::HasSubstr(" kB "));
}

TEST(TcpConversations, FramesWithoutTimeDoNotCountAsTheYear1970)
{
    const std::string table =
        tableOf("conv,tcp", "tests/data/captures/derived/pcapng_be_ns_2sections.pcapng");
    EXPECT_THAT(table, ::testing::Not(::testing::HasSubstr("-17951")));
}

} // namespace
} // namespace mqttscope::analysis::test
