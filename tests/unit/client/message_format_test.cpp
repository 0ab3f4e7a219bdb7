// SPDX-License-Identifier: GPL-3.0-or-later
// The formats of -F. What is expected here was printed by mosquitto_sub 2.0.11; tests/live holds both against
// each other.
#include "app/client/message_format.h"

#include <gtest/gtest.h>

#include <ostream>

namespace mqttscope::app {
namespace {

using mqtt::PropertyId;

ArrivalTime aMoment()
{
    ArrivalTime time;
    time.seconds = 1'795'693'439; // 2026-11-26 11:43:59 UTC
    const auto seconds = static_cast<std::time_t>(time.seconds);
    ::gmtime_r(&seconds, &time.local);
    time.nanoseconds = 266'697'001;
    return time;
}

ReceivedMessage plain()
{
    ReceivedMessage message;
    message.topic = "q/top";
    message.payload = field::asBytes("hello");
    message.qos = 1;
    message.packetId = 1;
    return message;
}

ReceivedMessage rich()
{
    ReceivedMessage message = plain();
    message.retain = true;
    message.properties.addUserProperty("a", "b");
    message.properties.addUserProperty("a", "c");
    message.properties.setText(PropertyId::ContentType, "txt");
    message.properties.setNumber(PropertyId::PayloadFormatIndicator, 1);
    message.properties.setNumber(PropertyId::MessageExpiryInterval, 60);
    message.properties.setText(PropertyId::ResponseTopic, "r/t");
    message.properties.setText(PropertyId::CorrelationData, "xy");
    message.properties.setNumber(PropertyId::TopicAlias, 7);
    message.properties.addSubscriptionIdentifier(9);
    message.properties.addSubscriptionIdentifier(10);
    return message;
}

std::string printed(std::string_view format, const ReceivedMessage& message)
{
    const auto parsed = MessageFormat::parse(format);
    EXPECT_TRUE(parsed) << format;
    std::string text;
    EXPECT_TRUE(parsed && parsed->append(text, message, aMoment(), false)) << format;
    return text;
}

struct Row {
    std::string_view format;
    std::string_view ofPlain;
    std::string_view ofRich;

    friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.format; }
};

class Formats : public ::testing::TestWithParam<Row> {};

TEST_P(Formats, PrintAsMosquitto)
{
    EXPECT_EQ(printed(GetParam().format, plain()), GetParam().ofPlain);
    EXPECT_EQ(printed(GetParam().format, rich()), GetParam().ofRich);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Formats,
    ::testing::Values(
        Row{"", "", ""}, Row{"%t|%p|%q|%r|%l|%m", "q/top|hello|1|0|5|1", "q/top|hello|1|1|5|1"},
        Row{"%20t|%-20t|%.3t|%10.3t|%-10.3t|%05t",
            "               q/top|q/top               |q/t|       q/t|q/t       |q/top",
            "               q/top|q/top               |q/t|       q/t|q/t       |q/top"},
        Row{"%20p|%-20p|%.3p|%10.3p|%05p|%3p|%012p",
            "               hello|hello               |hello|     hello|hello|hel|0000000hello",
            "               hello|hello               |hello|     hello|hello|hel|0000000hello"},
        // A width cuts the hexadecimal forms to half of what there is: so does mosquitto_sub.
        Row{"%20x|%-20x|%3x|%012X|%x",
            "                6865|6865                | 68|000000006865|68656c6c6f",
            "                6865|6865                | 68|000000006865|68656c6c6f"},
        Row{"%-p|%-X|", "hello     |68656C6C6F     |", "hello     |68656C6C6F     |"},
        Row{"%5l|%-5l|%05l|%5m|%-5m|%05m", "    5|5    |00005|    1|1    |00001",
            "    5|5    |00005|    1|1    |00001"},
        Row{"%3F|%03F|%E|%5E|%05E|", "   |000||     |00000|", "  1|001|60|   60|00060|"},
        Row{"%A|%5A|%S|%3S|%-3S|", "|     ||   |   |", "7|    7|9|  9|9  |"},
        Row{"%C|%5C|%.2C|%R|%5R|%D|%9D|%P|%9P|", "|     ||||||||",
            "txt|  txt|tx|r/t|  r/t|xy|xy|a:b a:c|a:b a:c|"},
        Row{"%%|%5%|@@|\\\\", "%|%|@|\\", "%|%|@|\\"},
        Row{"\\a\\e\\n\\r\\t\\v", "\a\033\n\r\t\v", "\a\033\n\r\t\v"},
        Row{"%I|%-30I|", "2026-11-26T11:43:59+0000|2026-11-26T11:43:59+0000      |",
            "2026-11-26T11:43:59+0000|2026-11-26T11:43:59+0000      |"},
        Row{"%U|@Y-@m-@d @H.@N", "1795693439.266697001|2026-11-26 11.266697001",
            "1795693439.266697001|2026-11-26 11.266697001"}));

TEST(MessageFormat, ANulIsPrinted)
{
    EXPECT_EQ(printed("a\\0b", plain()), std::string("a\0b", 3));
    ReceivedMessage message = plain();
    message.payload = field::asBytes(std::string_view("x\0y", 3));
    EXPECT_EQ(printed("%p", message), std::string("x\0y", 3));
}

TEST(MessageFormat, ExpiryAboveAnIntComesOutNegativeAsThere)
{
    ReceivedMessage message = plain();
    message.properties.setNumber(PropertyId::MessageExpiryInterval, 0xffff'ffff);
    EXPECT_EQ(printed("%E|%5E|%05E|%-5E|", message), "-1|   -1|-0001|-1   |");
}

TEST(MessageFormat, AWidthHasALimit)
{
    EXPECT_EQ(printed("%99999999999l", plain()).size(), 1'000'000U);
}

TEST(MessageFormat, SaysWhatIsWrong)
{
    using Kind = FormatError::Kind;
    for (const char* cut : {"%", "a%", "%5", "%-", "%05", "%3.", "@", "a\\"}) {
        const auto parsed = MessageFormat::parse(cut);
        ASSERT_FALSE(parsed) << cut;
        EXPECT_EQ(parsed.error().kind, Kind::Incomplete) << cut;
    }
    for (const char* unknown : {"%z", "%d", "%5d", "%-5.2k", "\\q", "\\x"}) {
        const auto parsed = MessageFormat::parse(unknown);
        ASSERT_FALSE(parsed) << unknown;
        EXPECT_EQ(parsed.error().kind, Kind::Unknown) << unknown;
        EXPECT_EQ(parsed.error().character, std::string_view(unknown).back()) << unknown;
    }
}

TEST(MessageFormat, APayloadThatIsNoJsonIsLeftOut)
{
    const auto format = MessageFormat::parse("<%J>");
    ASSERT_TRUE(format);
    std::string text;
    EXPECT_FALSE(format->append(text, plain(), aMoment(), false));
    EXPECT_EQ(text, "<>");
}

} // namespace
} // namespace mqttscope::app
