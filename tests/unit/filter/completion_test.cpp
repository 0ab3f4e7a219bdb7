// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/completion.h"

#include "dissector/field/field_table.h"
#include "dissector/filter/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace mqttscope::filter {
namespace {

using testing::Contains;
using testing::Each;
using testing::Not;

std::vector<std::string> textsOf(const Completions& completions)
{
    std::vector<std::string> texts;
    for (const Completion& item : completions.items)
        texts.push_back(item.text);
    return texts;
}

/// At the end of what was typed.
Completions at(std::string_view typed)
{
    return complete(typed, typed.size());
}

TEST(FilterCompletion, ATestBeginsWithAFieldAFunctionOrNot)
{
    for (const char* typed : {"", "mqtt and ", "(", "not ", "mqtt.qos == 1 || ", "len("}) {
        const auto texts = textsOf(at(typed));
        EXPECT_THAT(texts, Contains("mqtt.topic")) << typed;
        EXPECT_THAT(texts, Contains("len(")) << typed;
        EXPECT_THAT(texts, Contains("not")) << typed;
        EXPECT_THAT(texts, Not(Contains("=="))) << typed;
    }
}

TEST(FilterCompletion, WhatBeginsWithTheWordComesBeforeWhatHasItInside)
{
    const Completions completions = at("tcp and mqtt.to");
    EXPECT_EQ(completions.position, 8U);
    EXPECT_EQ(completions.length, 7U);
    EXPECT_EQ(completions.prefix, "mqtt.to");
    ASSERT_FALSE(completions.items.empty());
    EXPECT_EQ(completions.items.front().text, "mqtt.topic");
    EXPECT_EQ(completions.items.front().kind, CompletionKind::Field);
    EXPECT_EQ(completions.items.front().field, field::FieldId::MqttTopic);
    EXPECT_EQ(completions.items.front().label, "Topic Name");
    EXPECT_THAT(textsOf(at("topic")), Contains("mqtt.alias_topic"));
    EXPECT_THAT(textsOf(at("TOPIC")), Contains("mqtt.topic"));
    EXPECT_TRUE(at("nosuchthing").items.empty());
}

TEST(FilterCompletion, TheWholeWordUnderTheCursorIsReplaced)
{
    const Completions completions = complete("mqtt.top == 1", 6);
    EXPECT_EQ(completions.position, 0U);
    EXPECT_EQ(completions.length, 8U);
    EXPECT_EQ(completions.prefix, "mqtt.t");
}

TEST(FilterCompletion, BehindAFieldComesAnOperator)
{
    const auto texts = textsOf(at("mqtt.topic "));
    EXPECT_THAT(texts, Contains("=="));
    EXPECT_THAT(texts, Contains("contains"));
    EXPECT_THAT(texts, Contains("in {"));
    EXPECT_THAT(texts, Contains("and"));
    EXPECT_THAT(texts, Not(Contains("mqtt.qos")));
    EXPECT_THAT(textsOf(at("mqtt.properties ")), Not(Contains("=="))); // it has no value
    EXPECT_THAT(textsOf(at("mqtt ")), Contains("contains"));
}

TEST(FilterCompletion, BehindAnOperatorComeTheNamesOfValues)
{
    for (const char* typed :
         {"mqtt.msgtype == ", "mqtt.msgtype in {", "mqtt.msgtype in {1, ", "tcp and mqtt.msgtype!="}) {
        const Completions completions = at(typed);
        EXPECT_EQ(completions.valueOf, field::FieldId::MqttMsgtype) << typed;
        EXPECT_THAT(textsOf(completions), Contains("\"PUBLISH\"")) << typed;
    }
    const Completions begun = at("mqtt.msgtype == PUB");
    ASSERT_FALSE(begun.items.empty());
    EXPECT_THAT(textsOf(begun), Contains("\"PUBACK\""));
    EXPECT_EQ(begun.items.front().kind, CompletionKind::Value);
    EXPECT_EQ(begun.items.front().label, "3");
    EXPECT_THAT(textsOf(at("mqtt.retain == ")), Contains("True"));
    EXPECT_EQ(at("mqtt.topic contains ").valueOf, field::FieldId::MqttTopic);
}

TEST(FilterCompletion, AFieldOfTheSameTypeIsAValue)
{
    const auto texts = textsOf(at("ip.src == ip."));
    EXPECT_THAT(texts, Contains("ip.dst"));
    EXPECT_THAT(texts, Not(Contains("ip.src")));
    EXPECT_THAT(texts, Not(Contains("ip.ttl")));
}

TEST(FilterCompletion, AnOpenQuoteIsOneWord)
{
    const Completions completions = complete("mqtt.msgtype == \"PUB and", 20);
    EXPECT_TRUE(completions.inQuotes);
    EXPECT_EQ(completions.position, 16U);
    EXPECT_EQ(completions.prefix, "\"PUB");
    EXPECT_THAT(textsOf(completions), Contains("\"PUBLISH\""));
    EXPECT_THAT(textsOf(completions), Each(testing::StartsWith("\"")));
}

TEST(FilterCompletion, BehindAValueTestsAreJoined)
{
    for (const char* typed : {"mqtt.qos == 1 ", "mqtt.topic == \"a b\" ", "mqtt.qos in {1, 2} "}) {
        const auto texts = textsOf(at(typed));
        EXPECT_THAT(texts, Contains("and")) << typed;
        EXPECT_THAT(texts, Not(Contains("mqtt.qos"))) << typed;
    }
}

TEST(FilterCompletion, AProposalFromTheTableMakesAFilter)
{
    // Each field alone, and each of its named values beside it, is accepted as it is proposed.
    for (const Completion& item : at("").items) {
        if (item.kind != CompletionKind::Field)
            continue;
        EXPECT_TRUE(Filter::compile(item.text)) << item.text;
        for (const Completion& value : at(item.text + " == ").items) {
            if (value.kind == CompletionKind::Value) {
                EXPECT_TRUE(Filter::compile(item.text + " == " + value.text)) << item.text << value.text;
            }
        }
    }
}

TEST(FilterCompletion, TextIsQuotedSoThatItIsReadBack)
{
    EXPECT_EQ(quoted("a"), "\"a\"");
    EXPECT_EQ(quoted("a\"b\\c\n"), "\"a\\\"b\\\\c\\x0a\"");
    EXPECT_EQ(quoted("é"), "\"é\"");
}

TEST(FilterCompletion, TheNumberOfProposalsIsBounded)
{
    EXPECT_LE(at("").items.size(), kMaxCompletions);
    EXPECT_GT(at("").items.size(), 200U);
}

TEST(FilterCompletion, NothingThatIsTypedIsTooMuch)
{
    std::mt19937 random{5};
    constexpr std::string_view kCharacters = "mqtt. ==\"'{}[]()#$é\\&|!~1a";
    for (int i = 0; i < 2000; ++i) {
        std::string text;
        for (auto length = random() % 20; length > 0; --length)
            text += kCharacters[random() % kCharacters.size()];
        const std::size_t cursor = random() % (text.size() + 2);
        const Completions completions = complete(text, cursor);
        ASSERT_LE(completions.position + completions.length, text.size()) << text;
        ASSERT_LE(completions.position, std::min(cursor, text.size())) << text;
    }
}

} // namespace
} // namespace mqttscope::filter
