// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/filter/values.h"

#include <gtest/gtest.h>

namespace mqttscope::filter {
namespace {

FilterHint hintOf(std::string_view text)
{
    return errorOf(text).hint;
}

void expectHint(std::string_view text, HintCode code, std::string_view says = {})
{
    const FilterHint hint = hintOf(text);
    EXPECT_EQ(hint.code, code) << text << ": " << describe(hint);
    if (!says.empty()) {
        EXPECT_EQ(hint.text, says) << text;
    }
    EXPECT_EQ(describe(hint).empty(), code == HintCode::None) << text;
}

TEST(FilterHint, AMisspelledNameHasANeighbour)
{
    expectHint("mqtt.qoss", HintCode::DidYouMean, "mqtt.qos");
    expectHint("mqtt.msgtpye == 3", HintCode::DidYouMean, "mqtt.msgtype");
    expectHint("MQTT.QOS", HintCode::DidYouMean, "mqtt.qos");
    expectHint("mqtt and tpc", HintCode::DidYouMean, "tcp");
    expectHint("lenn(mqtt.topic) == 1", HintCode::DidYouMean, "len");
    expectHint("mqtt.msgtype == PUBLSH", HintCode::DidYouMean, "PUBLISH");
    expectHint("somethingquitedifferent", HintCode::None);
    expectHint(std::string(5000, 'm'), HintCode::None);
}

TEST(FilterHint, OperatorsOfOtherLanguages)
{
    expectHint("mqtt.qos = 1", HintCode::DoubleEquals);
    expectHint("mqtt.qos <> 1", HintCode::NotEqual);
    expectHint("mqtt | tcp", HintCode::AndOr, "||");
    expectHint("mqtt AND tcp", HintCode::LowerCase, "and");
    expectHint("mqtt.topic CONTAINS \"a\"", HintCode::LowerCase, "contains");
    expectHint("(mqtt.qos) == 1", HintCode::UseBraces);
    expectHint("tcp.port in {80 443}", HintCode::CommaBetween);
    expectHint("1 == mqtt.qos", HintCode::FieldFirst);
}

TEST(FilterHint, Quotes)
{
    expectHint("mqtt.topic == \"a", HintCode::CloseQuote);
    expectHint("mqtt.topic matches abc", HintCode::QuoteText);
    expectHint("mqtt.topic == 'abc'", HintCode::QuoteText);
    expectHint("mqtt.topic == \"\\q\"", HintCode::EscapeBackslash);
}

TEST(FilterHint, TheTypeOfAField)
{
    expectHint("mqtt.kalive == abc", HintCode::IsNumber);
    expectHint("mqtt.msgtype == zzzzzz", HintCode::Values);
    expectHint("tcp.flags.syn == maybe", HintCode::IsBoolean);
    expectHint("mqtt.msg == hello", HintCode::IsBytes);
    expectHint("ip.src == here", HintCode::IsAddress4);
    expectHint("ipv6.src == here", HintCode::IsAddress6);
    expectHint("eth.src == here", HintCode::IsLinkAddress);
    expectHint("frame.time_relative == soon", HintCode::IsSeconds);
    expectHint("frame.time > soon", HintCode::IsDate);
    expectHint("tcp.port contains \"1\"", HintCode::UseString, "tcp.port");
    expectHint("tcp.port[0] == 1", HintCode::UseString, "tcp.port");
    expectHint("len(mqtt.topic)", HintCode::CompareFunction, "len");
    expectHint("mqtt.qos == ${mqtt.qos}", HintCode::WriteNumber);
}

TEST(FilterError, ThePlaceIsUnderlined)
{
    EXPECT_EQ(underline("mqtt and mqtt.qoss", 9, 9), "         ^~~~~~~~~");
    EXPECT_EQ(underline("mqtt ==", 7, 0), "       ^");
    EXPECT_EQ(underline("mqtt | a", 5, 1), "     ^");
    EXPECT_EQ(underline("a == é b", 8, 1), "       ^"); // characters, not bytes
    EXPECT_EQ(underline("\ta ==", 3, 2), "\t  ^~");     // a tab stays one
    EXPECT_EQ(underline("a", 5, 3), " ^");
}

TEST(FilterWarning, OldSpellingsAndComparisonsThatAreNeverTrue)
{
    const auto old = Filter::compile("mqtt and tcp.port ~= 1883");
    ASSERT_TRUE(old);
    ASSERT_EQ(old->warnings().size(), 1U);
    EXPECT_EQ(old->warnings()[0].code, WarningCode::DeprecatedOperator);
    EXPECT_EQ(old->warnings()[0].position, 18U);
    EXPECT_EQ(old->warnings()[0].length, 2U);
    EXPECT_EQ(describe(old->warnings()[0]), "\"~=\" is an old spelling of \"!==\".");
    const auto never = Filter::compile("mqtt.kalive > -1");
    ASSERT_TRUE(never);
    ASSERT_EQ(never->warnings().size(), 1U);
    EXPECT_EQ(never->warnings()[0].code, WarningCode::NeverTrue);
    for (const char* text : {"tcp.port !== 1883", "mqtt.kalive > 1", "frame.time_relative > -1",
                             "-mqtt.kalive > -1", "mqtt.kalive - 5 < -1"}) {
        const auto filter = Filter::compile(text);
        ASSERT_TRUE(filter) << text;
        EXPECT_TRUE(filter->warnings().empty()) << text;
    }
}

} // namespace
} // namespace mqttscope::filter
