// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/filter/values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace mqttscope::filter {
namespace {

using testing::HasSubstr;

TEST(FilterError, ASentenceNamesWhatIsWrong)
{
    EXPECT_EQ(describe(errorOf("mqtt.qoss")), "\"mqtt.qoss\" is neither a field nor a protocol name.");
    EXPECT_EQ(describe(errorOf("mqtt.kalive == 65536")), "\"65536\" is too big for mqtt.kalive.");
    EXPECT_EQ(describe(errorOf("mqtt.msgtype == PUB")),
              "\"PUB\" is neither a number nor the name of a value of mqtt.msgtype.");
    EXPECT_EQ(describe(errorOf("ip.addr == 10.0.0")), "\"10.0.0\" is not an address as ip.addr holds it.");
    EXPECT_EQ(describe(errorOf("tcp.port == ip.src")), "tcp.port and ip.src are not of compatible types.");
    EXPECT_EQ(describe(errorOf("mqtt and")), "Unexpected end of the filter.");
    EXPECT_EQ(describe(errorOf("mqtt.properties == 1")),
              "mqtt.properties has no value: it can only be present or absent.");
}

TEST(FilterError, EveryErrorIsASentenceWithAPlaceInside)
{
    for (const char* text : {"(mqtt",
                             "mqtt)",
                             "mqtt.topic == \"a",
                             "mqtt.topic == \"\\q\"",
                             "mqtt.topic == 'ab'",
                             "mqtt.kalive contains a",
                             "mqtt = 1",
                             "mqtt é",
                             "a",
                             "1 == 1",
                             "mqtt.properties == 1",
                             "tcp.port == ip.src",
                             "tcp.port == x",
                             "tcp.port == 65536",
                             "tcp.flags.syn == -1",
                             "tcp.flags.syn == x",
                             "mqtt.msg == x",
                             "ip.src == x",
                             "ip.src == 1.2.3.4/33",
                             "frame.time_epoch == x",
                             "mqtt tcp",
                             "mqtt and"}) {
        const FilterError error = errorOf(text);
        EXPECT_GT(describe(error).size(), 10U) << text;
        EXPECT_EQ(describe(error).back(), '.') << text;
        EXPECT_LE(error.position + error.length, std::string_view{text}.size()) << text;
    }
}

TEST(FilterError, ALongTextIsCut)
{
    const std::string sentence = describe(errorOf("mqtt.topic and " + std::string(5000, 'x')));
    EXPECT_LT(sentence.size(), 200U);
    EXPECT_THAT(sentence, HasSubstr("xxx..."));
}

TEST(FilterError, NoTextMakesTheCompilerFail)
{
    // Random texts of the language's own pieces: each is a filter, or refused with a place inside.
    constexpr std::array<std::string_view, 44> kPieces = {"mqtt",       "tcp.port",  "ip.addr",
                                                          "mqtt.topic", "mqtt.msg",  "frame.time_epoch",
                                                          "eth.src",    "ipv6.addr", "tcp.flags.syn",
                                                          "==",         "!=",        "===",
                                                          "!==",        "&&",        "||",
                                                          "!",          "(",         ")",
                                                          "and",        "or",        "not",
                                                          "any",        "all",       "\"",
                                                          "\"a\"",      "'a'",       "'",
                                                          "\\",         "1",         "-",
                                                          "+",          "0x1f",      "10.0.0.0/8",
                                                          "::1",        "aa:bb",     ":",
                                                          ".",          "é",         "\0",
                                                          "{",          "[",         "contains",
                                                          "<",          " "};
    std::mt19937 random{7};
    int accepted = 0;
    for (int round = 0; round < 200'000; ++round) {
        std::string text;
        const auto count = random() % 8;
        for (std::size_t i = 0; i < count; ++i) {
            text += kPieces[random() % kPieces.size()];
            if (random() % 2 == 0)
                text += ' ';
        }
        const auto filter = Filter::compile(text);
        if (filter)
            ++accepted;
        else
            ASSERT_LE(filter.error().position + filter.error().length, text.size()) << text;
    }
    EXPECT_GT(accepted, 1000);
}

} // namespace
} // namespace mqttscope::filter
