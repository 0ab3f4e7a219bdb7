// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/value_text.h"

#include "dissector/field/field_table.h"

#include <gtest/gtest.h>

#include <array>

namespace mqttscope::analysis {
namespace {

using field::FieldId;
using field::FieldValue;

std::string fieldText(FieldId id, const FieldValue& value)
{
    std::string out;
    appendFieldValue(out, id, value);
    return out;
}

std::string shown(FieldId id, const FieldValue& value, std::size_t limit = 80)
{
    return valueText(field::fieldInfo(id), value, limit);
}

FieldValue bytesValue(std::string_view characters)
{
    return FieldValue::of(field::asBytes(characters));
}

TEST(FieldText, NumbersAsTheirFieldIsDisplayed)
{
    EXPECT_EQ(fieldText(FieldId::MqttLen, FieldValue::of(std::uint64_t{268'435'455})), "268435455");
    EXPECT_EQ(fieldText(FieldId::MqttHdrflags, FieldValue::of(std::uint64_t{0x30})), "0x30");
    EXPECT_EQ(fieldText(FieldId::MqttHdrflags, FieldValue::of(std::uint64_t{0x05})), "0x05");
    EXPECT_EQ(fieldText(FieldId::MqttMsgid, FieldValue::of(std::uint64_t{0})), "0");
}

TEST(FieldText, BooleansAreOneOrZero)
{
    EXPECT_EQ(fieldText(FieldId::MqttRetain, FieldValue::of(std::uint64_t{1})), "1");
    EXPECT_EQ(fieldText(FieldId::MqttRetain, FieldValue::of(std::uint64_t{0})), "0");
}

TEST(FieldText, PresenceIsOne)
{
    EXPECT_EQ(fieldText(FieldId::Mqtt, FieldValue::none()), "1");
}

TEST(FieldText, TextKeepsItsCharactersAndEscapesControls)
{
    EXPECT_EQ(fieldText(FieldId::MqttTopic, bytesValue("lycée/salle1")), "lycée/salle1");
    EXPECT_EQ(fieldText(FieldId::MqttTopic, bytesValue("a\tb\nc\rd\fe\bf")), "a\\tb\\nc\\rd\\fe\\bf");
    EXPECT_EQ(fieldText(FieldId::MqttTopic, bytesValue("a\\b\"c")), "a\\b\"c");
}

TEST(FieldText, BytesAreHexWithoutSeparators)
{
    EXPECT_EQ(fieldText(FieldId::MqttMsg, bytesValue("\x01\xfe")), "01fe");
    EXPECT_EQ(fieldText(FieldId::MqttMsg, bytesValue("")), "<MISSING>");
}

TEST(FieldText, LongBytesAreNotCut)
{
    const std::string longText(3000, 'x');
    EXPECT_EQ(fieldText(FieldId::MqttMsg, bytesValue(longText)).size(), 6000U);
    EXPECT_EQ(fieldText(FieldId::MqttTopic, bytesValue(longText)), longText);
}

TEST(FieldText, AddressesAsUsual)
{
    const std::array<std::uint8_t, 4> v4{192, 168, 1, 10};
    const std::array<std::uint8_t, 16> v6{0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    const std::array<std::uint8_t, 6> mac{0xdc, 0xa6, 0x32, 0x0a, 0x1b, 0x10};
    EXPECT_EQ(fieldText(FieldId::IpSrc, FieldValue::of(field::ByteView{v4})), "192.168.1.10");
    EXPECT_EQ(fieldText(FieldId::Ipv6Src, FieldValue::of(field::ByteView{v6})), "2001:db8::1");
    EXPECT_EQ(fieldText(FieldId::EthDst, FieldValue::of(field::ByteView{mac})), "dc:a6:32:0a:1b:10");
}

TEST(FieldText, TimesHaveNineDecimals)
{
    const auto time = [](std::int64_t ns) {
        return fieldText(FieldId::FrameTimeRelative, FieldValue::of(static_cast<std::uint64_t>(ns)));
    };
    EXPECT_EQ(time(0), "0.000000000");
    EXPECT_EQ(time(1'000'000'001), "1.000000001");
    EXPECT_EQ(time(-1), "-0.000000001");
    EXPECT_EQ(time(-1'500'000'000), "-1.500000000");
    EXPECT_EQ(time(INT64_MIN), "-9223372036.854775808");
    EXPECT_EQ(fieldText(FieldId::FrameTimeEpoch, FieldValue::of(std::uint64_t{1'700'000'000'123'456'789})),
              "1700000000.123456789");
}

TEST(ValueText, NumbersHaveTheirUnit)
{
    EXPECT_EQ(shown(FieldId::MqttLen, FieldValue::of(std::uint64_t{19})), "19 bytes");
    EXPECT_EQ(shown(FieldId::MqttLen, FieldValue::of(std::uint64_t{1})), "1 byte");
    EXPECT_EQ(shown(FieldId::MqttKalive, FieldValue::of(std::uint64_t{60})), "60 seconds");
    EXPECT_EQ(shown(FieldId::MqttConflags, FieldValue::of(std::uint64_t{2})), "0x02");
}

TEST(ValueText, TextStandsInQuotes)
{
    EXPECT_EQ(shown(FieldId::MqttTopic, bytesValue("a/b")), "\"a/b\"");
    EXPECT_EQ(shown(FieldId::MqttTopic, bytesValue("")), "\"\"");
    EXPECT_EQ(shown(FieldId::MqttTopic, bytesValue("a\nb")), "\"a\\nb\"");
}

TEST(ValueText, LongTextIsCutBetweenCharacters)
{
    EXPECT_EQ(shown(FieldId::MqttTopic, bytesValue("ééééé"), 3), "\"ééé…\"");
    EXPECT_EQ(shown(FieldId::MqttTopic, bytesValue("ééé"), 3), "\"ééé\"");
}

TEST(ValueText, LongBytesAreCut)
{
    EXPECT_EQ(shown(FieldId::MqttMsg, bytesValue("abcdef"), 8), "61626364…");
    EXPECT_EQ(shown(FieldId::MqttMsg, bytesValue("abcd"), 8), "61626364");
}

TEST(ValueText, NothingForNoValue)
{
    EXPECT_EQ(shown(FieldId::MqttFixedHeader, FieldValue::none()), "");
}

TEST(BitPattern, ShowsTheBitsOfTheMaskAndDotsElsewhere)
{
    EXPECT_EQ(bitPattern(0xf0, 3, 1), "0011 ....");
    EXPECT_EQ(bitPattern(0x06, 2, 1), ".... .10.");
    EXPECT_EQ(bitPattern(0x01, 1, 1), ".... ...1");
    EXPECT_EQ(bitPattern(0xff, 0xa5, 1), "1010 0101");
    EXPECT_EQ(bitPattern(0x1fff, 0x1234 & 0x1fff, 2), "...1 0010 0011 0100");
    EXPECT_EQ(bitPattern(0x80000000, 1, 4), "1... .... .... .... .... .... .... ....");
    EXPECT_EQ(bitPattern(0xffffffffffffffff, 1, 8).back(), '1');
}

TEST(BitPattern, NoMaskIsAllDots)
{
    EXPECT_EQ(bitPattern(0, 0, 1), ".... ....");
}

} // namespace
} // namespace mqttscope::analysis
