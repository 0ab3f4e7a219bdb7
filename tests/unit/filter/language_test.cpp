// SPDX-License-Identifier: GPL-3.0-or-later
// What values are made of values: slices, functions, arithmetic, layers, sets; and the limits of each. That
// it is what tshark 4.0 makes of them, tests/golden/filter_tshark_test.cpp shows.
#include "tests/unit/filter/values.h"

#include "dissector/filter/date_time.h"
#include "dissector/filter/evaluator.h"
#include "dissector/filter/parser.h"
#include "dissector/filter/range.h"
#include "dissector/filter/regex.h"

#include <gtest/gtest.h>

namespace mqttscope::filter {
namespace {

using namespace std::string_view_literals;

/// 30 07 00 01 61 ..., of which five bytes are the layer's own.
field::FieldValue protocol(std::string_view bytesOfIt, std::uint64_t own)
{
    field::FieldValue value = bytes(bytesOfIt);
    value.number = own;
    return value;
}

TEST(FilterSlice, PartsAreJoinedUpToTheFirstThatIsNotThere)
{
    const std::vector<Given> frame = {{"mqtt.topic", bytes("salle/1")}};
    EXPECT_TRUE(selects("mqtt.topic[0:5,6] == \"salle1\"", frame));
    EXPECT_TRUE(selects("mqtt.topic[0,50,1] == \"s\"", frame));
    EXPECT_FALSE(selects("mqtt.topic[50]", frame));
    EXPECT_TRUE(selects("mqtt.topic[-1:] == \"1\"", frame));
    EXPECT_TRUE(selects("mqtt.topic[2147483647] == \"\"", frame));
}

TEST(FilterSlice, ALayerIsSlicedInItsOwnBytesAndSearchedInAllThatFollow)
{
    const std::vector<Given> frame = {{"ip", protocol("0123456789", 4)}};
    EXPECT_TRUE(selects("ip[0:4] == \"0123\"", frame));
    EXPECT_FALSE(selects("ip[4]", frame));
    EXPECT_TRUE(selects("ip contains \"789\"", frame));
    EXPECT_TRUE(selects("len(ip) == 4", frame));
    EXPECT_TRUE(selects("ip == \"0123\"", frame));
}

TEST(FilterSet, ValuesRangesAndFieldsAreMembers)
{
    const std::vector<Given> frame = {{"tcp.port", number(1883)}, {"tcp.port", number(50000)}};
    EXPECT_TRUE(selects("tcp.port in {80, 1883}", frame));
    EXPECT_FALSE(selects("tcp.port not in {80, 1883}", frame));
    EXPECT_TRUE(selects("tcp.port in {49152 .. 65535}", frame));
    EXPECT_FALSE(selects("all tcp.port in {1883}", frame));
    EXPECT_FALSE(selects("all tcp.port in {1883, 50000}", frame)); // each member by itself: so has it tshark
    EXPECT_TRUE(selects("all tcp.port in {1000 .. 60000}", frame));
    EXPECT_TRUE(selects("mqtt.qos not in {1}", frame)); // it is not there
}

TEST(FilterArithmetic, NumbersOfThirtyTwoBitsOverflowToNothing)
{
    const std::vector<Given> frame = {{"frame.number", number(4'000'000'000)}, {"ip.ttl", number(64)}};
    EXPECT_FALSE(selects("frame.number + 1000000000 > 0", frame));
    EXPECT_TRUE(selects("frame.number - 1000000000 == 3000000000", frame));
    EXPECT_FALSE(selects("frame.number * 2", frame));
    EXPECT_TRUE(selects("ip.ttl * 4 > 255", frame));
    EXPECT_TRUE(selects("ip.ttl - 65 < 0", frame));
    EXPECT_FALSE(selects("ip.ttl / 0 == 0", frame));
    EXPECT_FALSE(selects("ip.ttl % 0 == 0", frame));
    EXPECT_FALSE(selects("-frame.number < 0", frame)); // too large for a number with sign
    EXPECT_TRUE(selects("abs(ip.ttl - 65) == 1", frame));
}

TEST(FilterArithmetic, ManyValuesWithManyValuesAreCutOff)
{
    std::vector<Given> frame;
    for (std::uint64_t i = 1; i <= 40; ++i)
        frame.push_back({"mqtt.msgid", number(i)});
    // 40 * 40 results are more than are kept; without a limit four factors would be two millions.
    EXPECT_TRUE(selects("mqtt.msgid * mqtt.msgid * mqtt.msgid * mqtt.msgid == 1", frame));
    EXPECT_TRUE(selects("mqtt.msgid * mqtt.msgid == " + std::to_string(25 * 40), frame));
    EXPECT_FALSE(selects("mqtt.msgid * mqtt.msgid == 1600", frame)); // the last of them
    std::string deep = "mqtt.msgid";
    for (std::size_t i = 0; i < kMaxOperators; ++i)
        deep += " + mqtt.msgid";
    EXPECT_TRUE(selects(deep, frame));
}

TEST(FilterFunction, MissingFieldsAreNoArguments)
{
    const std::vector<Given> frame = {{"mqtt.topic", bytes("Abc")}, {"mqtt.topic", bytes("x")}};
    EXPECT_TRUE(selects("count(mqtt.topic) == 2", frame));
    EXPECT_FALSE(selects("count(mqtt.msg) == 0", frame));
    EXPECT_TRUE(selects("lower(mqtt.topic) == \"abc\"", frame));
    EXPECT_TRUE(selects("max(mqtt.topic) == \"x\"", frame));
    EXPECT_TRUE(selects("max(mqtt.topic, z) == \"z\"", {}));
    EXPECT_FALSE(selects("max(mqtt.topic) == \"z\"", {}));
    EXPECT_TRUE(selects("string(ipv6.src) == \"fe80::1\"",
                        {{"ipv6.src", bytes("\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\1"sv)}}));
    EXPECT_TRUE(
        selects("string(eth.src) contains \":02\"", {{"eth.src", bytes("\x02\x42\xac\x11\0\x02"sv)}}));
}

TEST(FilterLayer, TheSourceSaysInWhichLayerAValueStands)
{
    class TwoLayers final : public ValueSource {
    public:
        std::span<const field::FieldValue> values(std::uint16_t) override { return m_values; }
        Layers layers(std::uint16_t, std::uint16_t) override { return {m_layers, 2}; }

    private:
        std::vector<field::FieldValue> m_values{number(1), number(2), number(3)};
        std::vector<std::uint32_t> m_layers{1, 2, 2};
    } source;
    const auto selectsLayer = [&](const char* text) {
        const auto filter = Filter::compile(text);
        EXPECT_TRUE(filter) << text;
        return filter && filter->matches(source);
    };
    EXPECT_TRUE(selectsLayer("ip.ttl#1 == 1"));
    EXPECT_FALSE(selectsLayer("ip.ttl#1 == 2"));
    EXPECT_TRUE(selectsLayer("ip.ttl#2 == 3"));
    EXPECT_TRUE(selectsLayer("ip.ttl#[-1] == 2"));
    EXPECT_TRUE(selectsLayer("ip.ttl#[1-2] == 1 and ip.ttl#[2:] == 3"));
    EXPECT_FALSE(selectsLayer("ip.ttl#3"));
    EXPECT_TRUE(selectsLayer("count(ip.ttl#2) == 2"));
}

TEST(FilterRange, PlacesAreInsideOrNowhere)
{
    const auto place = [](std::string_view text, std::size_t size) {
        const auto part = parseRange(text);
        EXPECT_TRUE(part) << text;
        return placeOf(*part, size);
    };
    using Place = std::pair<std::size_t, std::size_t>;
    EXPECT_EQ(place("1:2", 4), Place(1, 2));
    EXPECT_EQ(place("1-2", 4), Place(1, 2));
    EXPECT_EQ(place("-2:", 4), Place(2, 2));
    EXPECT_EQ(place("-3--2", 4), Place(1, 2));
    EXPECT_EQ(place(":", 4), Place(0, 4));
    EXPECT_EQ(place("3:2", 4), std::nullopt);
    EXPECT_EQ(place("4:", 4), std::nullopt);
    EXPECT_EQ(place("-5", 4), std::nullopt);
    EXPECT_EQ(place("0", 0), std::nullopt);
}

TEST(FilterRegex, ACatastrophicPatternEndsSoon)
{
    const auto regex = Regex::compile("(a+)+b(?=x)\\1");
    ASSERT_TRUE(regex);
    Regex::Scratch scratch;
    EXPECT_FALSE(regex->matches(std::string(60, 'a'), scratch));
    EXPECT_TRUE(Regex::compile("a")->matches("xAx", scratch)); // and the scratch is good for others
}

TEST(FilterRegex, APatternHasALimit)
{
    EXPECT_TRUE(Regex::compile(std::string(kMaxPattern, 'a')));
    EXPECT_FALSE(Regex::compile(std::string(kMaxPattern + 1, 'a')));
    EXPECT_EQ(errorOf("mqtt.topic matches \"" + std::string(kMaxPattern + 1, 'a') + "\"").code,
              ErrorCode::PatternTooLarge);
    const FilterError error = errorOf("mqtt.topic matches \"(\"");
    EXPECT_EQ(error.code, ErrorCode::BadPattern);
    EXPECT_EQ(error.position, 19U);
    EXPECT_EQ(error.length, 3U);
}

TEST(FilterDateTime, LocalTimeIsThatOfTheOptions)
{
    CompileOptions options;
    options.secondsEastOfUtc = [](std::int64_t) -> std::int64_t { return 3600; };
    const auto selectsTime = [&](const char* text, std::int64_t seconds) {
        const auto filter = Filter::compile(text, options);
        EXPECT_TRUE(filter) << text;
        Values values{*filter};
        values.add("frame.time", number(static_cast<std::uint64_t>(seconds * 1'000'000'000)));
        return filter->matches(values);
    };
    EXPECT_TRUE(selectsTime("frame.time == \"1970-01-01 01:00:00\"", 0));
    EXPECT_TRUE(selectsTime("frame.time == \"1970-01-01 00:00:00Z\"", 0));
    EXPECT_TRUE(selectsTime("frame.time == \"1970-01-01T01:30+01:30\"", 0));
    EXPECT_TRUE(selectsTime("frame.time == \"Feb 29, 2024 13:00:00\"", 1'709'208'000));
    EXPECT_TRUE(selectsTime("frame.time < \"1960-01-01\"", -400'000'000));
}

TEST(FilterDateTime, EveryDayFollowsTheOneBefore)
{
    std::int64_t before = parseDateTime("1899-12-31")->nanoseconds;
    for (int year = 1900; year <= 2100; ++year) {
        for (int month = 1; month <= 12; ++month) {
            constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
            const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            for (int day = 1; day <= kDays[month - 1] + (leap && month == 2 ? 1 : 0); ++day) {
                const std::string text =
                    std::to_string(year) + "-" + std::to_string(month) + "-" + std::to_string(day);
                const auto moment = parseDateTime(text);
                ASSERT_TRUE(moment) << text;
                ASSERT_EQ(moment->nanoseconds, before + 86'400LL * 1'000'000'000) << text;
                before = moment->nanoseconds;
            }
        }
    }
}

/// Knows only what it is told.
class Partial final : public ValueSource {
public:
    explicit Partial(Knowledge knowledge) : m_knowledge(knowledge) {}
    Knowledge knows(std::uint16_t slot) override { return slot == 0 ? m_knowledge : Knowledge::Values; }
    std::span<const field::FieldValue> values(std::uint16_t slot) override
    {
        EXPECT_NE(slot, 0);
        return {&m_value, 1};
    }

private:
    Knowledge m_knowledge;
    field::FieldValue m_value = number(1);
};

TEST(FilterEvaluator, WhatTheSourceDoesNotKnowDecidesOnlyIfItMatters)
{
    const auto verdict = [](const char* text, Knowledge knowledge) {
        Partial source{knowledge};
        return Evaluator{*Filter::compile(text)}.evaluate(source);
    };
    // Slot 0 is mqtt.msg, whatever else is asked; mqtt.qos is 1.
    EXPECT_EQ(verdict("mqtt.msg", Knowledge::Unknown), Verdict::Unknown);
    EXPECT_EQ(verdict("mqtt.msg", Knowledge::Present), Verdict::Yes);
    EXPECT_EQ(verdict("mqtt.msg", Knowledge::Absent), Verdict::No);
    EXPECT_EQ(verdict("mqtt.msg == 01", Knowledge::Present), Verdict::Unknown);
    EXPECT_EQ(verdict("mqtt.msg == 01", Knowledge::Absent), Verdict::No);
    EXPECT_EQ(verdict("!(mqtt.msg == 01)", Knowledge::Unknown), Verdict::Unknown);
    EXPECT_EQ(verdict("mqtt.msg == 01 and mqtt.qos == 2", Knowledge::Unknown), Verdict::No);
    EXPECT_EQ(verdict("mqtt.msg == 01 and mqtt.qos == 1", Knowledge::Unknown), Verdict::Unknown);
    EXPECT_EQ(verdict("mqtt.msg == 01 or mqtt.qos == 1", Knowledge::Unknown), Verdict::Yes);
    EXPECT_EQ(verdict("mqtt.msg == 01 or mqtt.qos == 2", Knowledge::Unknown), Verdict::Unknown);
    EXPECT_EQ(verdict("mqtt.msg == 01 xor mqtt.qos == 1", Knowledge::Unknown), Verdict::Unknown);
    EXPECT_EQ(verdict("mqtt.msg contains \"a\" xor mqtt.qos == 1", Knowledge::Absent), Verdict::Yes);
    EXPECT_EQ(verdict("mqtt.msg in {01}", Knowledge::Unknown), Verdict::Unknown);
    EXPECT_EQ(verdict("mqtt.msg not in {01}", Knowledge::Absent), Verdict::Yes);
}

/// One interned text; counts how often it is asked for.
class Interned final : public ValueSource {
public:
    std::span<const field::FieldValue> values(std::uint16_t) override
    {
        ++asked;
        return {&value, 1};
    }
    std::optional<std::span<const std::uint32_t>> interned(std::uint16_t) override
    {
        return std::span<const std::uint32_t>{&id, 1};
    }
    field::FieldValue value = bytes("salle/1");
    std::uint32_t id = 7;
    int asked = 0;
};

TEST(FilterEvaluator, ATextIsLookedAtOncePerNumber)
{
    for (const char* text :
         {"mqtt.topic contains \"salle\"", "mqtt.topic matches \"^SALLE\"", "mqtt.topic[0] == \"s\"",
          "lower(mqtt.topic) == \"salle/1\"", "mqtt.topic in {\"a\", \"salle/1\"}",
          "mqtt.topic not in {\"a\"}", "mqtt.topic != \"b\"", "all mqtt.topic > \"a\""}) {
        Evaluator evaluator{*Filter::compile(text)};
        Interned source;
        for (int i = 0; i < 5; ++i)
            EXPECT_EQ(evaluator.evaluate(source), Verdict::Yes) << text;
        EXPECT_EQ(source.asked, 1) << text;
        source.id = 8;
        source.value = bytes("b");
        EXPECT_EQ(evaluator.evaluate(source),
                  std::string_view{text}.find("not in") == std::string_view::npos &&
                          std::string_view{text}.find("> \"a\"") == std::string_view::npos
                      ? Verdict::No
                      : Verdict::Yes)
            << text;
        source.id = 7; // forgotten, the number means another text
        evaluator.forgetInterned();
        source.asked = 0;
        (void)evaluator.evaluate(source);
        EXPECT_EQ(source.asked, 1) << text;
    }
    Evaluator counting{*Filter::compile("count(mqtt.topic) == 1")};
    Interned source;
    EXPECT_EQ(counting.evaluate(source), Verdict::Yes);
    EXPECT_EQ(counting.evaluate(source), Verdict::Yes);
    EXPECT_EQ(source.asked, 2); // how many there are is no property of one
}

} // namespace
} // namespace mqttscope::filter
