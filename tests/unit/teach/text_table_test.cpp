// SPDX-License-Identifier: GPL-3.0-or-later
// Files of texts, and everything that such a file may have instead.
#include "teach/text_table.h"

#include <gtest/gtest.h>

#include <string>

namespace mqttscope::teach {
namespace {

using Kind = TextError::Kind;

Kind refusal(std::string_view json)
{
    const auto table = TextTable::parse(json);
    EXPECT_FALSE(table) << "accepted";
    return table ? Kind{} : table.error().kind;
}

std::string nested(std::size_t levels)
{
    std::string json;
    for (std::size_t i = 0; i < levels; ++i)
        json += R"({"a":)";
    json += R"("text")";
    json.append(levels, '}');
    return json;
}

TEST(TextTable, FindsTextsByPath)
{
    const auto table = TextTable::parse(R"({"5.0": {"MQTT-1": {"rule": "yes"}}, "top": "plain"})");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->find(textPath("5.0", "MQTT-1", "rule")), "yes");
    EXPECT_EQ(table->find("top"), "plain");
    EXPECT_EQ(table->find("5.0"), "") << "an object is no text";
    EXPECT_EQ(table->find("nowhere"), "");
    EXPECT_EQ(table->entries().size(), 2U);
}

TEST(TextTable, EmptyTextIsThere)
{
    const auto table = TextTable::parse(R"({"a": ""})");
    ASSERT_TRUE(table);
    EXPECT_TRUE(table->contains("a"));
    EXPECT_FALSE(table->contains("b"));
}

TEST(TextTable, PutKeepsOtherTexts)
{
    auto table = TextTable::parse(R"({"a": "1", "b": "2"})");
    ASSERT_TRUE(table);
    table->put("a", "new");
    table->put("aa", "further");
    EXPECT_EQ(table->find("a"), "new");
    EXPECT_EQ(table->find("b"), "2");
    EXPECT_EQ(table->find("aa"), "further");
}

TEST(TextTable, SaysTheLineThatIsNotJson)
{
    const auto table = TextTable::parse("{\n  \"a\": \"1\",\n  \"b\" \"2\"\n}\n");
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().kind, Kind::NotJson);
    EXPECT_EQ(table.error().line, 3U);
}

TEST(TextTable, RefusesWhatIsNoJson)
{
    EXPECT_EQ(refusal(""), Kind::NotJson);
    EXPECT_EQ(refusal("{"), Kind::NotJson);
    EXPECT_EQ(refusal("not json"), Kind::NotJson);
    EXPECT_EQ(refusal("{\"a\": \"\xff\xfe\"}"), Kind::NotJson) << "not UTF-8";
    EXPECT_EQ(refusal("{\"a\": \"1\"} {"), Kind::NotJson);
    EXPECT_EQ(refusal(std::string(2'000'000, '[')), Kind::NotText);
}

TEST(TextTable, RefusesOtherThingsThanTexts)
{
    EXPECT_EQ(refusal("[]"), Kind::NotText);
    EXPECT_EQ(refusal("\"text\""), Kind::NotText);
    EXPECT_EQ(refusal("7"), Kind::NotText);
    EXPECT_EQ(refusal(R"({"a": 7})"), Kind::NotText);
    EXPECT_EQ(refusal(R"({"a": -7})"), Kind::NotText);
    EXPECT_EQ(refusal(R"({"a": 7.5})"), Kind::NotText);
    EXPECT_EQ(refusal(R"({"a": null})"), Kind::NotText);
    EXPECT_EQ(refusal(R"({"a": true})"), Kind::NotText);
    EXPECT_EQ(refusal(R"({"a": ["x"]})"), Kind::NotText);
}

TEST(TextTable, SaysTheKeyOfAWrongType)
{
    const auto table = TextTable::parse(R"({"5.0": {"MQTT-1": {"rule": 7}}})");
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().key, "5.0 / MQTT-1 / rule");
}

TEST(TextTable, DepthEndsAtItsLimit)
{
    EXPECT_TRUE(TextTable::parse(nested(TextTable::kMaxDepth)));
    EXPECT_EQ(refusal(nested(TextTable::kMaxDepth + 1)), Kind::TooDeep);
    EXPECT_EQ(refusal(nested(100'000)), Kind::TooDeep);
}

TEST(TextTable, SizeEndsAtItsLimit)
{
    std::string json = R"({"a": "1")";
    json.append(TextTable::kMaxBytes - json.size() - 1, ' ');
    json += '}';
    EXPECT_TRUE(TextTable::parse(json));
    json += '\n';
    EXPECT_EQ(refusal(json), Kind::TooLarge);
}

TEST(TextTable, TextEndsAtItsLimit)
{
    const auto withText = [](std::size_t bytes) { return R"({"a": ")" + std::string(bytes, 'x') + R"("})"; };
    EXPECT_TRUE(TextTable::parse(withText(TextTable::kMaxTextBytes)));
    EXPECT_EQ(refusal(withText(TextTable::kMaxTextBytes + 1)), Kind::TextTooLong);
}

TEST(TextTable, NumberOfTextsEndsAtItsLimit)
{
    std::string json = "{";
    for (std::size_t i = 0; i < TextTable::kMaxTexts; ++i)
        json += "\"" + std::to_string(i) + "\":\"x\",";
    std::string exact = json;
    exact.back() = '}';
    EXPECT_TRUE(TextTable::parse(exact));
    EXPECT_EQ(refusal(json + R"("one more": "x"})"), Kind::TooMany);
}

TEST(TextTable, SameKeyTwiceIsRefused)
{
    const auto table = TextTable::parse(R"({"a": {"b": "1"}, "a": {"b": "2"}})");
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().kind, Kind::DuplicateKey);
    EXPECT_EQ(table.error().key, "a / b");
}

} // namespace
} // namespace mqttscope::teach
