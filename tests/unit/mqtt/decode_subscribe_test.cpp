// SPDX-License-Identifier: GPL-3.0-or-later
// SUBSCRIBE, SUBACK, UNSUBSCRIBE, UNSUBACK, PINGREQ, PINGRESP, DISCONNECT, AUTH.
#include "tests/unit/mqtt/decoded.h"

#include <gtest/gtest.h>

namespace mqttscope::test {
namespace {

class Before5 : public testing::TestWithParam<Version> {};

TEST_P(Before5, SubscribeHasAQosPerFilter)
{
    const Bytes packet = {
        0x82, 0x0c,                       // SUBSCRIBE, Remaining Length
        0x00, 0x0a,                       // Packet Identifier
        0x00, 0x03, 'a', '/',  'b', 0x01, // filter and QoS
        0x00, 0x01, '#', 0x02,            // filter and QoS
    };
    const Decoded decoded = decodeAs(packet, GetParam(), Direction::ClientToServer);
    EXPECT_TRUE(decoded.log.empty());
    const auto& subscribe = decoded.as<mqtt::Subscribe>();
    EXPECT_EQ(subscribe.packetId, 10);
    ASSERT_EQ(subscribe.subscriptions.size(), 2U);
    EXPECT_EQ(subscribe.subscriptions[0], (mqtt::Subscription{"a/b", 1, false, false, 0}));
    EXPECT_EQ(subscribe.subscriptions[1], (mqtt::Subscription{"#", 2, false, false, 0}));
    EXPECT_EQ(decoded.count(FieldId::MqttSubFilter), 2U);
    EXPECT_EQ(decoded.number(FieldId::MqttSubQos), 1U);
    EXPECT_FALSE(decoded.hasField(FieldId::MqttSubOptions));
    EXPECT_EQ(decoded.hasField(FieldId::MqttHdrReserved), GetParam() != Version::V31);
}

TEST_P(Before5, SubackHasReturnCodes)
{
    const Decoded decoded =
        decodeAs(raw("\x90\x05\x00\x0a\x00\x01\x02"), GetParam(), Direction::ServerToClient);
    EXPECT_TRUE(decoded.log.empty());
    EXPECT_EQ(decoded.as<mqtt::Suback>().codes, (mqtt::SmallList<std::uint8_t, 16>{0, 1, 2}));
    EXPECT_EQ(decoded.count(FieldId::MqttSubackQos), 3U);
}

TEST_P(Before5, UnsubscribeAndUnsuback)
{
    const Decoded request = decodeAs(raw("\xa2\x0a\x00\x0b\x00\x01t\x00\x03u/+"), GetParam());
    EXPECT_TRUE(request.log.empty());
    ASSERT_EQ(request.as<mqtt::Unsubscribe>().topicFilters.size(), 2U);
    EXPECT_EQ(request.as<mqtt::Unsubscribe>().topicFilters[1], "u/+");
    EXPECT_EQ(request.count(FieldId::MqttUnsubFilter), 2U);
    const Decoded answer = decodeAs(raw("\xb0\x02\x00\x0b"), GetParam());
    EXPECT_TRUE(answer.log.empty());
    EXPECT_EQ(answer.as<mqtt::Unsuback>().packetId, 11);
}

TEST_P(Before5, AuthIsNoPacket)
{
    const Decoded decoded = decodeAs(raw("\xf0\x02\x18\x00"), GetParam());
    EXPECT_EQ(decoded.codes(), std::vector{IssueCode::PacketTypeNotInVersion});
    EXPECT_TRUE(decoded.result.unreadable);
    EXPECT_EQ(decoded.text(FieldId::Undecoded), std::string("\x18\x00", 2));
}

INSTANTIATE_TEST_SUITE_P(Versions, Before5, testing::Values(Version::V31, Version::V311));

TEST(DecodeSubscribe5, HasOptionsPerFilterAndProperties)
{
    const Bytes packet = {
        0x82, 0x0c,                 // SUBSCRIBE, Remaining Length
        0x00, 0x0a,                 // Packet Identifier
        0x03,                       // Property Length
        0x0b, 0x80, 0x01,           // Subscription Identifier 128
        0x00, 0x03, 'a',  '/', '+', // filter
        0x2e,                       // Retain Handling 2, Retain As Published, No Local, QoS 2
    };
    const Decoded decoded = decodeAs(packet, Version::V50, Direction::ClientToServer);
    EXPECT_TRUE(decoded.log.empty());
    const auto& subscribe = decoded.as<mqtt::Subscribe>();
    ASSERT_EQ(subscribe.subscriptions.size(), 1U);
    EXPECT_EQ(subscribe.subscriptions[0], (mqtt::Subscription{"a/+", 2, true, true, 2}));
    ASSERT_EQ(subscribe.properties.subscriptionIdentifiers().size(), 1U);
    EXPECT_EQ(subscribe.properties.subscriptionIdentifiers()[0], 128U);
    EXPECT_EQ(decoded.number(FieldId::MqttSubOptionsRetain), 2U);
    EXPECT_EQ(decoded.number(FieldId::MqttSubOptionsRap), 1U);
    EXPECT_EQ(decoded.number(FieldId::MqttSubOptionsNl), 1U);
    EXPECT_EQ(decoded.number(FieldId::MqttSubOptionsQos), 2U);
    EXPECT_EQ(decoded.number(FieldId::MqttSubOptionsReserved), 0U);
    EXPECT_EQ(decoded.number(FieldId::MqttPropSubscriptionIdentifier), 128U);
    EXPECT_EQ(decoded.count(FieldId::MqttVbiByte), 3U) << "one of the Property Length, two of the identifier";
}

TEST(DecodeSubscribe5, ManyFiltersOutgrowTheInlineOnes)
{
    Bytes body = raw("\x00\x01\x00");
    for (int i = 0; i < 500; ++i) {
        const Bytes one = raw("\x00\x01t\x00");
        body.insert(body.end(), one.begin(), one.end());
    }
    const Decoded decoded = decodeAs(frame(0x82, body), Version::V50);
    EXPECT_EQ(decoded.as<mqtt::Subscribe>().subscriptions.size(), 500U);
    EXPECT_EQ(decoded.count(FieldId::MqttSubFilter), 500U);
}

TEST(DecodeUnsuback5, HasACodePerFilter)
{
    const Decoded decoded = decodeAs(raw("\xb0\x05\x00\x0b\x00\x00\x11"), Version::V50);
    EXPECT_TRUE(decoded.log.empty());
    EXPECT_EQ(decoded.as<mqtt::Unsuback>().codes, (mqtt::SmallList<std::uint8_t, 16>{0x00, 0x11}));
}

TEST(DecodeSubscribeOfUnknownVersion, ReadsARequestedQos)
{
    for (const Version version : {Version::Unknown, Version::Other}) {
        const Decoded request = decodeAs(raw("\x82\x06\x00\x01\x00\x01t\x05"), version);
        EXPECT_EQ(request.number(FieldId::MqttSubQos), 5U);
        EXPECT_TRUE(request.log.empty()) << "in 5.0 the byte holds options";
        const Decoded answer = decodeAs(raw("\x90\x03\x00\x01\x87"), version);
        EXPECT_EQ(answer.number(FieldId::MqttSubackReason), 0x87U);
        EXPECT_TRUE(answer.log.empty());
    }
}

class EveryVersion : public testing::TestWithParam<Version> {};

TEST_P(EveryVersion, PingsHaveAFixedHeaderOnly)
{
    const Decoded request = decodeAs(raw("\xc0\x00"), GetParam(), Direction::ClientToServer);
    const Decoded answer = decodeAs(raw("\xd0\x00"), GetParam(), Direction::ServerToClient);
    EXPECT_TRUE(request.log.empty() && answer.log.empty());
    EXPECT_TRUE(std::holds_alternative<mqtt::Pingreq>(request.packet));
    EXPECT_TRUE(std::holds_alternative<mqtt::Pingresp>(answer.packet));
    EXPECT_FALSE(request.hasField(FieldId::MqttVariableHeader));
}

TEST_P(EveryVersion, DisconnectMayBeAFixedHeaderOnly)
{
    const Decoded decoded = decodeAs(raw("\xe0\x00"), GetParam(), Direction::ClientToServer);
    EXPECT_TRUE(decoded.log.empty());
    EXPECT_EQ(decoded.as<mqtt::Disconnect>().reasonCode, 0);
}

TEST_P(EveryVersion, RemainingLengthHasALeafPerByteWithBitLines)
{
    Bytes body = raw("\x00\x01t");
    if (GetParam() == Version::V50)
        body.push_back(0x00);
    body.resize(300, 'x');
    const Decoded decoded = decodeAs(frame(0x30, body), GetParam());
    EXPECT_EQ(decoded.number(FieldId::MqttLen), 300U);
    EXPECT_EQ(decoded.count(FieldId::MqttLenByte), 2U);
    EXPECT_EQ(decoded.number(FieldId::MqttLenByte), 0xacU);
    EXPECT_EQ(decoded.number(FieldId::MqttLenContinuation), 1U);
    EXPECT_EQ(decoded.number(FieldId::MqttLenBits), 0x2cU);
}

TEST_P(EveryVersion, AnOverlongRemainingLengthHasNoValueAndEndsTheReading)
{
    const Decoded decoded = decodeAs(raw("\x30\x80\x80\x80\x80\x01\x00\x01t"), GetParam());
    EXPECT_EQ(decoded.codes(), std::vector{IssueCode::RemainingLengthTooLong});
    EXPECT_TRUE(decoded.result.unreadable);
    EXPECT_FALSE(decoded.number(FieldId::MqttLen).has_value());
    EXPECT_EQ(decoded.count(FieldId::MqttLenByte), 4U);
    EXPECT_EQ(decoded.text(FieldId::Undecoded)->size(), 4U);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(decoded.packet));
}

TEST_P(EveryVersion, BytesBehindTheRemainingLengthAreNotPartOfThePacket)
{
    const Decoded decoded = decodeAs(raw("\xc0\x00\xff"), GetParam());
    EXPECT_EQ(decoded.codes(), std::vector{IssueCode::TrailingBytes});
    EXPECT_EQ(decoded.text(FieldId::Undecoded), "\xff");
}

TEST_P(EveryVersion, NothingAtAllIsUnreadable)
{
    const Decoded decoded = decodeAs({}, GetParam());
    EXPECT_TRUE(decoded.result.unreadable);
    EXPECT_TRUE(decoded.has(IssueCode::FieldPastEnd));
}

INSTANTIATE_TEST_SUITE_P(Versions, EveryVersion, testing::Values(Version::V31, Version::V311, Version::V50));

TEST(DecodeDisconnect5, ReasonAndPropertiesMayBeLeftOutFromTheEnd)
{
    EXPECT_EQ(decodeAs(raw("\xe0\x01\x04"), Version::V50).as<mqtt::Disconnect>().reasonCode, 0x04);
    const Decoded full =
        decodeAs(raw("\xe0\x07\x00\x05\x11\x00\x00\x00\x0a"), Version::V50, Direction::ClientToServer);
    EXPECT_TRUE(full.log.empty());
    EXPECT_EQ(full.as<mqtt::Disconnect>().properties.number(PropertyId::SessionExpiryInterval), 10U);
}

TEST(DecodeAuth5, CarriesMethodAndData)
{
    const Decoded decoded = decodeAs(raw("\xf0\x0a\x18\x08\x15\x00\x01m\x16\x00\x01\x80"), Version::V50);
    EXPECT_TRUE(decoded.log.empty());
    const auto& auth = decoded.as<mqtt::Auth>();
    EXPECT_EQ(auth.reasonCode, 0x18);
    EXPECT_EQ(auth.properties.text(PropertyId::AuthenticationMethod), "m");
    EXPECT_EQ(auth.properties.text(PropertyId::AuthenticationData), "\x80");
}

} // namespace
} // namespace mqttscope::test
