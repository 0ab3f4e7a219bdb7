// SPDX-License-Identifier: GPL-3.0-or-later
// What tshark 4.0.17 takes as a value of each type of field, and what it refuses; checked against it.
#include "tests/unit/filter/values.h"

#include <gtest/gtest.h>

namespace mqttscope::filter {
namespace {

using namespace std::string_view_literals;

/// Whether FIELD == LITERAL selects a frame with that value.
bool equals(const std::string& field, std::string_view literal, const field::FieldValue& value)
{
    return selects(field + " == " + std::string{literal}, {{field, value}});
}

void expectRefused(const std::string& field, std::string_view literal, ErrorCode code)
{
    const FilterError error = errorOf(field + " == " + std::string{literal});
    EXPECT_EQ(error.code, code) << field << " == " << literal << ": " << describe(error);
    EXPECT_EQ(error.field, field) << literal;
}

TEST(FilterLiteral, NumbersAreDecimalHexadecimalOctalOrBinary)
{
    for (const char* literal :
         {"10", "0xa", "0XA", "0x0a", "012", "0b1010", "0B1010", "+10", "'\\n'", "'\\x0a'"})
        EXPECT_TRUE(equals("frame.len", literal, number(10))) << literal;
    EXPECT_TRUE(equals("frame.len", "00", number(0)));
    for (const char* literal :
         {"0x", "0xg", "0b2", "08", "0o10", "1_000", "4.0", "1e1", "a", "0a", ":10", "\"10\""})
        expectRefused("frame.len", literal, ErrorCode::NotANumber);
}

TEST(FilterLiteral, ANumberMustFitIntoItsField)
{
    EXPECT_TRUE(equals("ip.ttl", "255", number(255)));
    expectRefused("ip.ttl", "256", ErrorCode::NumberTooLarge);
    EXPECT_TRUE(equals("mqtt.kalive", "65535", number(65535)));
    expectRefused("mqtt.kalive", "65536", ErrorCode::NumberTooLarge);
    EXPECT_TRUE(equals("frame.len", "4294967295", number(4294967295)));
    expectRefused("frame.len", "4294967296", ErrorCode::NumberTooLarge);
    expectRefused("frame.len", "99999999999999999999999", ErrorCode::NumberTooLarge);
    expectRefused("mqtt.kalive", "-65536", ErrorCode::NumberTooLarge);
}

TEST(FilterLiteral, ANumberBelowZeroIsNoUnsignedNumber)
{
    EXPECT_FALSE(equals("mqtt.kalive", "-1", number(65535)));
    EXPECT_FALSE(equals("tcp.ack", "-1", number(4294967295)));
    EXPECT_FALSE(equals("tcp.ack", "-1", number(1)));
    EXPECT_TRUE(selects("mqtt.kalive != -1", {{"mqtt.kalive", number(1)}}));
    EXPECT_FALSE(selects("mqtt.kalive > -1", {{"mqtt.kalive", number(1)}})); // nor in tshark 4.0
    EXPECT_TRUE(equals("frame.len", "-0", number(0)));
    expectRefused("frame.len", "-2147483648", ErrorCode::NumberTooLarge);
}

TEST(FilterLiteral, ANumberMayBeGivenByItsName)
{
    for (const char* literal : {"\"PUBLISH\"", "PUBLISH", "publish", "\"Publish\"", "3"})
        EXPECT_TRUE(equals("mqtt.msgtype", literal, number(3))) << literal;
    EXPECT_FALSE(equals("mqtt.msgtype", "\"PUBLISH\"", number(4)));
    expectRefused("mqtt.msgtype", "\"PUB\"", ErrorCode::NotANumber);
    expectRefused("mqtt.msgtype", "\"3\"", ErrorCode::NotANumber);
}

TEST(FilterLiteral, BooleansAreNumbersTrueFalseOrSetNotSet)
{
    for (const char* literal :
         {"1", "2", "0x1", "True", "TRUE", "Set", "\"Set\"", "\"set\"", "+1", "'a'", "4294967296"})
        EXPECT_TRUE(equals("tcp.flags.syn", literal, number(1))) << literal;
    for (const char* literal : {"0", "0b0", "False", "FALSE", "\"Not set\"", "\"NOT SET\""})
        EXPECT_TRUE(equals("tcp.flags.syn", literal, number(0))) << literal;
    for (const char* literal :
         {"true", "tRUE", "\"True\"", "\"1\"", "yes", "\"\"", ":1", "99999999999999999999"})
        expectRefused("tcp.flags.syn", literal, ErrorCode::NotABoolean);
    expectRefused("tcp.flags.syn", "-1", ErrorCode::NoMinus);
}

TEST(FilterLiteral, TextIsAWordAStringOrACharacter)
{
    for (const char* literal : {"x", "\"x\"", "'x'", "\"\\x78\"", "\"\\170\"", "r\"x\""})
        EXPECT_TRUE(equals("mqtt.topic", literal, bytes("x"))) << literal;
    EXPECT_TRUE(equals("mqtt.topic", "\"\"", bytes("")));
    EXPECT_TRUE(equals("mqtt.topic", "10.0.0.1", bytes("10.0.0.1")));
    EXPECT_TRUE(equals("mqtt.topic", "0x78", bytes("0x78")));
    EXPECT_TRUE(equals("mqtt.topic", ":78", bytes(":78")));
    EXPECT_TRUE(equals("mqtt.topic", "\"salle/é\"", bytes("salle/é")));
    EXPECT_TRUE(equals("mqtt.topic", "\"a\\0b\"", bytes("a\0b"sv)));
    EXPECT_FALSE(equals("mqtt.topic", "\"a\"", bytes("a\0b"sv)));
    EXPECT_FALSE(equals("mqtt.topic", "\"X\"", bytes("x")));
    expectRefused("mqtt.topic", "-a", ErrorCode::NoMinus);
}

TEST(FilterLiteral, BytesAreHexadecimalOrTheBytesOfAString)
{
    for (const char* literal :
         {"67:6f:6e:65", "676f6e65", "67-6f-6e-65", "67.6f.6e.65", "67:6F:6E:65", ":676f6e65", ":67:6f:6e:65",
          "\"gone\"", "\"\\x67one\"", "676f-6e65", "676f6e65-"})
        EXPECT_TRUE(equals("mqtt.msg", literal, bytes("gone"))) << literal;
    for (const char* literal : {"c000", "c00", "c0-0", "c0.0", "c0:00", "\"\\xc0\\0\""})
        EXPECT_TRUE(equals("mqtt.msg", literal, bytes("\xc0\0"sv))) << literal;
    for (const char* literal : {"0xc0", "0Xc0", "c0", "'\\xc0'"})
        EXPECT_TRUE(equals("mqtt.msg", literal, bytes("\xc0"))) << literal;
    EXPECT_TRUE(equals("mqtt.msg", "\"\"", bytes("")));
    EXPECT_FALSE(equals("mqtt.msg", "\"67:6f\"", bytes("go")));
    for (const char* literal : {"gone", "0x676f", "0xc", "c0--00", "c0_00"})
        expectRefused("mqtt.msg", literal, ErrorCode::NotBytes);
    expectRefused("mqtt.msg", "-c0", ErrorCode::NoMinus);
}

TEST(FilterLiteral, ALinkLayerAddressHasSixBytes)
{
    const auto address = bytes("\x02\x42\xac\x11\x00\x02"sv);
    for (const char* literal :
         {"02:42:ac:11:00:02", "02-42-AC-11-00-02", "0242.ac11.0002", "02.42.ac.11.00.02", "0242ac110002"})
        EXPECT_TRUE(equals("eth.src", literal, address)) << literal;
    for (const char* literal :
         {"02:42:ac:11:00", "02:42:ac:11:00:02:03", "0", "broadcast", "\"02:42:ac:11:00:02\"", "'a'"})
        expectRefused("eth.src", literal, ErrorCode::NotAnAddress);
}

TEST(FilterLiteral, AnIpv4AddressCountsUpToItsPrefix)
{
    const auto address = bytes("\x0a\x21\x42\xfe"sv); // 10.33.66.254
    for (const char* literal : {"10.33.66.254", "10.0.0.0/8", "10.33.0.0/16", "10.33.66.255/24",
                                "10.33.66.240/28", "192.0.2.1/0", "10.33.66.254/32", "10.32.0.0/15"})
        EXPECT_TRUE(equals("ip.src", literal, address)) << literal;
    for (const char* literal :
         {"10.33.66.255", "10.33.66.0/25", "11.0.0.0/8", "10.33.66.255/32", "10.34.0.0/15"})
        EXPECT_FALSE(equals("ip.src", literal, address)) << literal;
    for (const char* literal : {"10.33.66", "10.33.66.256", "10.33.66.01", "0x0a", "localhost",
                                "\"10.33.66.254\"", "::1", "0a:21:42:fe", "'a'"})
        expectRefused("ip.src", literal, ErrorCode::NotAnAddress);
    expectRefused("ip.src", "10.0.0.0/33", ErrorCode::NotAPrefix);
}

TEST(FilterLiteral, AnIpv6AddressCountsUpToItsPrefix)
{
    const auto address = bytes("\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\x01"sv);
    for (const char* literal :
         {"fe80::1", "FE80:0:0:0:0:0:0:1", "fe80::/10", "febf::/10", "fe80::1/128", "::/0"})
        EXPECT_TRUE(equals("ipv6.src", literal, address)) << literal;
    for (const char* literal : {"fe80::2", "fec0::/10", "::1"})
        EXPECT_FALSE(equals("ipv6.src", literal, address)) << literal;
    for (const char* literal :
         {"10.0.0.1", "localhost", "\"::1\"", "abcd", "00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:01"})
        expectRefused("ipv6.src", literal, ErrorCode::NotAnAddress);
    expectRefused("ipv6.src", "::1/129", ErrorCode::NotAPrefix);
}

TEST(FilterLiteral, TimesAreSecondsUpToNanoseconds)
{
    EXPECT_TRUE(equals("frame.time_relative", "1.5", number(1'500'000'000)));
    EXPECT_TRUE(equals("frame.time_relative", "010", number(10'000'000'000)));
    EXPECT_TRUE(equals("frame.time_relative", "0.000000001", number(1)));
    EXPECT_TRUE(equals("frame.time_relative", "1.1234567890", number(1'123'456'789)));
    EXPECT_TRUE(equals("frame.time_relative", "-0.5", number(static_cast<std::uint64_t>(-500'000'000))));
    EXPECT_TRUE(equals("frame.time_epoch", "1795170087.181843000", number(1'795'170'087'181'843'000)));
    for (const char* literal :
         {"1.0000000001", "0x0", "abc", "1-2", "\"0\"", "'a'", "99999999999999999999", "1.2.3", "1.a"})
        expectRefused("frame.time_relative", literal, ErrorCode::NotATime);
}

TEST(FilterLiteral, ATimeAtTheEndOfItsRangeIsRead)
{
    EXPECT_TRUE(equals("frame.time_epoch", "9223372035.999999999", number(9'223'372'035'999'999'999)));
    expectRefused("frame.time_epoch", "9223372036", ErrorCode::NotATime);
}

} // namespace
} // namespace mqttscope::filter
