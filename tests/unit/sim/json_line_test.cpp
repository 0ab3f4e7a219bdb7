// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/sim/json_line.h"

#include <gtest/gtest.h>

namespace mqttscope::broker::sim {
namespace {

constexpr std::string_view kText = R"({
  "a": [1, {"x": "}\"]"}, [],
    "last"],
  "b/c": {
    "~": true,
    "d\u0065": -1.5e3
  }
})";

TEST(JsonLine, FindsTheLineOfAPointer)
{
    EXPECT_EQ(lineOf(kText, ""), 1U);
    EXPECT_EQ(lineOf(kText, "/a"), 2U);
    EXPECT_EQ(lineOf(kText, "/a/1/x"), 2U);
    EXPECT_EQ(lineOf(kText, "/a/3"), 3U);
    EXPECT_EQ(lineOf(kText, "/b~1c"), 4U);
    EXPECT_EQ(lineOf(kText, "/b~1c/~0"), 5U);
    EXPECT_EQ(lineOf(kText, "/b~1c/de"), 6U);
}

TEST(JsonLine, APointerThatLeadsNowhereStopsWhereItLeaves)
{
    EXPECT_EQ(lineOf(kText, "/b~1c/nothing"), 4U);
    EXPECT_EQ(lineOf(kText, "/a/3/deeper"), 3U);
    EXPECT_EQ(lineOf("", "/a"), 1U);
}

TEST(JsonLine, CountsLinesFromOne)
{
    EXPECT_EQ(lineAt("a\nb\nc", 0), 1U);
    EXPECT_EQ(lineAt("a\nb\nc", 2), 2U);
    EXPECT_EQ(lineAt("a\nb\nc", 100), 3U);
}

} // namespace
} // namespace mqttscope::broker::sim
