// SPDX-License-Identifier: GPL-3.0-or-later
// CONNECT and CONNACK.
#include "tests/unit/mqtt/decoded.h"

#include <gtest/gtest.h>

namespace mqttscope::test {
namespace {

class ConnectOf : public testing::TestWithParam<Version> {
protected:
    static std::uint8_t level() { return static_cast<std::uint8_t>(GetParam()); }
    static bool is5() { return GetParam() == Version::V50; }
    /// Property Length 0, where the version has one.
    static Bytes noProperties() { return is5() ? Bytes{0x00} : Bytes{}; }
    /// Name and level, then `rest`.
    static Bytes connect(const Bytes& rest)
    {
        Bytes body = GetParam() == Version::V31 ? raw("\x00\x06MQIsdp") : raw("\x00\x04MQTT");
        body.push_back(level());
        body.insert(body.end(), rest.begin(), rest.end());
        return frame(0x10, body);
    }
};

Bytes operator+(Bytes a, const Bytes& b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

TEST_P(ConnectOf, EveryFieldIsRead)
{
    const Bytes packet =
        connect(Bytes{0xf6} +       // user name, password, Will Retain, Will QoS 2, will, clean
                Bytes{0x00, 0x3c} + // Keep Alive
                noProperties() + raw("\x00\x05pub-1") + noProperties() + raw("\x00\x05w/off") +
                raw("\x00\x02no") + raw("\x00\x04user") + raw("\x00\x04pass"));
    const Decoded decoded = decodeAs(packet, Version::Unknown, Direction::ClientToServer);
    EXPECT_TRUE(decoded.log.empty());
    EXPECT_EQ(decoded.result.version, GetParam());
    const auto& connect = decoded.as<mqtt::Connect>();
    EXPECT_EQ(connect.protocolLevel, level());
    EXPECT_TRUE(connect.cleanStart);
    EXPECT_EQ(connect.keepAlive, 60);
    EXPECT_EQ(connect.clientId, "pub-1");
    ASSERT_TRUE(connect.will.has_value());
    EXPECT_EQ(connect.will->topic, "w/off");
    EXPECT_EQ(field::asText(connect.will->payload), "no");
    EXPECT_EQ(connect.will->qos, 2);
    EXPECT_TRUE(connect.will->retain);
    EXPECT_EQ(connect.userName, "user");
    ASSERT_TRUE(connect.password.has_value());
    EXPECT_EQ(field::asText(*connect.password), "pass");

    EXPECT_EQ(decoded.number(FieldId::MqttMsgtype), 1U);
    EXPECT_EQ(decoded.number(FieldId::MqttHdrReserved), 0U);
    EXPECT_EQ(decoded.number(FieldId::MqttLen), packet.size() - 2);
    EXPECT_EQ(decoded.number(FieldId::MqttVer), level());
    EXPECT_EQ(decoded.number(FieldId::MqttConflags), 0xf6U);
    EXPECT_EQ(decoded.number(FieldId::MqttConflagUname), 1U);
    EXPECT_EQ(decoded.number(FieldId::MqttConflagQos), 2U);
    EXPECT_EQ(decoded.hasField(FieldId::MqttConflagCleanstart), is5());
    EXPECT_EQ(decoded.hasField(FieldId::MqttConflagCleansess), !is5());
    EXPECT_EQ(decoded.text(FieldId::MqttWilltopic), "w/off");
    EXPECT_EQ(decoded.text(FieldId::MqttPasswd), "pass");
    EXPECT_EQ(decoded.count(FieldId::MqttProperties), is5() ? 1U : 0U);
    EXPECT_EQ(decoded.count(FieldId::MqttWillProperties), is5() ? 1U : 0U);
    EXPECT_EQ(decoded.number(FieldId::MqttVersionUsed), level());
    EXPECT_FALSE(decoded.hasField(FieldId::MqttUnknownVersion));
}

TEST_P(ConnectOf, OptionalFieldsAreAbsentWithoutTheirFlags)
{
    const Decoded decoded =
        decodeAs(connect(Bytes{0x02, 0x00, 0x00} + noProperties() + raw("\x00\x01k")), GetParam());
    EXPECT_TRUE(decoded.log.empty());
    const auto& connect = decoded.as<mqtt::Connect>();
    EXPECT_FALSE(connect.will || connect.userName || connect.password);
    EXPECT_EQ(connect.keepAlive, 0);
    for (const FieldId id : {FieldId::MqttWilltopic, FieldId::MqttUsername, FieldId::MqttPasswd})
        EXPECT_FALSE(decoded.hasField(id));
}

TEST_P(ConnectOf, FlagsWithoutTheirFieldsLeaveTheRestReadable)
{
    const Decoded decoded =
        decodeAs(connect(Bytes{0xc2, 0x00, 0x00} + noProperties() + raw("\x00\x01k")), GetParam());
    EXPECT_EQ(decoded.codes(), (std::vector{IssueCode::UserNameMissing, IssueCode::PasswordMissing}));
    EXPECT_FALSE(decoded.result.unreadable);
    EXPECT_EQ(decoded.result.malformed, GetParam() != Version::V31);
    EXPECT_EQ(decoded.text(FieldId::MqttClientid), "k");
    EXPECT_FALSE(decoded.hasField(FieldId::MqttUsername));
}

TEST_P(ConnectOf, WhatWasReadBeforeTheFaultStands)
{
    const Decoded decoded =
        decodeAs(connect(Bytes{0x02, 0x00, 0x0a} + noProperties() + raw("\x00\x09kk")), GetParam());
    EXPECT_TRUE(decoded.result.unreadable);
    EXPECT_EQ(decoded.number(FieldId::MqttKalive), 10U);
    EXPECT_EQ(decoded.number(FieldId::MqttClientidLen), 9U);
    EXPECT_FALSE(decoded.hasField(FieldId::MqttClientid));
    EXPECT_EQ(decoded.text(FieldId::Undecoded), "kk");
    const field::Issue* issue = decoded.find(IssueCode::FieldPastEnd);
    ASSERT_NE(issue, nullptr);
    EXPECT_EQ(issue->field, FieldId::MqttClientid);
    EXPECT_EQ(issue->expected, 9U);
    EXPECT_EQ(issue->found, 2U);
}

INSTANTIATE_TEST_SUITE_P(EveryVersion, ConnectOf, testing::Values(Version::V31, Version::V311, Version::V50));

TEST(DecodeConnect, PropertiesAndWillPropertiesAreKeptApart)
{
    const Bytes packet = {
        0x10, 0x28,                              // CONNECT, Remaining Length
        0x00, 0x04, 'M',  'Q',  'T',  'T',       // Protocol Name
        0x05,                                    // Protocol Version
        0x06,                                    // will, Clean Start
        0x00, 0x3c,                              // Keep Alive
        0x08,                                    // Property Length
        0x11, 0x00, 0x00, 0x00, 0x3c,            // Session Expiry Interval
        0x21, 0x00, 0x0a,                        // Receive Maximum
        0x00, 0x01, 'k',                         // Client Identifier
        0x0c,                                    // Property Length of the will
        0x18, 0x00, 0x00, 0x00, 0x05,            // Will Delay Interval
        0x26, 0x00, 0x01, 'n',  0x00, 0x01, 'v', // User Property
        0x00, 0x01, 'w',                         // Will Topic
        0x00, 0x00,                              // Will Payload
    };
    const Decoded decoded = decodeAs(packet, Version::Unknown, Direction::ClientToServer);
    EXPECT_TRUE(decoded.log.empty());
    const auto& connect = decoded.as<mqtt::Connect>();
    EXPECT_EQ(connect.properties.number(PropertyId::SessionExpiryInterval), 60U);
    EXPECT_EQ(connect.properties.number(PropertyId::ReceiveMaximum), 10U);
    EXPECT_FALSE(connect.properties.has(PropertyId::WillDelayInterval));
    EXPECT_EQ(connect.will->properties.number(PropertyId::WillDelayInterval), 5U);
    ASSERT_EQ(connect.will->properties.userProperties().size(), 1U);
    EXPECT_EQ(connect.will->properties.userProperties()[0], (mqtt::UserProperty{"n", "v"}));
    EXPECT_EQ(decoded.count(FieldId::MqttPropertyLen), 2U);
    EXPECT_EQ(decoded.count(FieldId::MqttProperty), 4U);
}

TEST(DecodeConnect, BridgeBitHasALineOfItsOwn)
{
    const Decoded bridge = decodeAs(raw("\x10\x0d\x00\x04MQTT\x84\x02\x00\x3c\x00\x01k"), Version::Unknown);
    EXPECT_TRUE(bridge.log.empty());
    EXPECT_EQ(bridge.result.version, Version::V311);
    EXPECT_EQ(bridge.as<mqtt::Connect>().protocolLevel, 0x84);
    EXPECT_EQ(bridge.number(FieldId::MqttVerBridge), 1U);
    EXPECT_EQ(bridge.number(FieldId::MqttVerLevel), 4U);
    EXPECT_FALSE(decodeAs(raw("\x10\x0d\x00\x04MQTT\x04\x02\x00\x3c\x00\x01k"), Version::Unknown)
                     .hasField(FieldId::MqttVerBridge));
}

TEST(DecodeConnect, IsReadByTheVersionThatItNamesNotThatOfTheConnection)
{
    const Decoded decoded = decodeAs(raw("\x10\x0d\x00\x04MQTT\x04\x02\x00\x3c\x00\x01k"), Version::V50);
    EXPECT_TRUE(decoded.log.empty());
    EXPECT_EQ(decoded.result.version, Version::V311);
}

TEST(DecodeConnect, WillPayloadIsTextOnRequest)
{
    mqtt::DecodeOptions options;
    options.payloadAsText = true;
    const Decoded decoded =
        decodeAs(raw("\x10\x13\x00\x04MQTT\x04\x06\x00\x3c\x00\x01k\x00\x01w\x00\x01m"), options);
    EXPECT_EQ(decoded.text(FieldId::MqttWillmsgText), "m");
    EXPECT_FALSE(decoded.hasField(FieldId::MqttWillmsg));
}

TEST(DecodeConnack, EachVersionReadsItsTwoBytesInItsWay)
{
    const Decoded v31 = decodeAs(raw("\x20\x02\x00\x05"), Version::V31);
    EXPECT_EQ(v31.number(FieldId::MqttConackReserved31), 0U);
    EXPECT_EQ(v31.number(FieldId::MqttConackVal), 5U);
    EXPECT_FALSE(v31.hasField(FieldId::MqttConackFlags));

    const Decoded v311 = decodeAs(raw("\x20\x02\x01\x00"), Version::V311);
    EXPECT_EQ(v311.number(FieldId::MqttConackFlagsSp), 1U);
    EXPECT_EQ(v311.number(FieldId::MqttConackVal), 0U);
    EXPECT_TRUE(v311.as<mqtt::Connack>().sessionPresent);

    const Decoded v5 = decodeAs(raw("\x20\x06\x00\x00\x03\x22\x00\x0a"), Version::V50);
    EXPECT_TRUE(v5.log.empty());
    EXPECT_EQ(v5.number(FieldId::MqttConnackReason), 0U);
    EXPECT_EQ(v5.as<mqtt::Connack>().properties.number(PropertyId::TopicAliasMaximum), 10U);
}

TEST(DecodeConnack, OfAnUnknownVersionTheCodeIsAReasonCode)
{
    const Decoded unknown = decodeAs(raw("\x20\x03\x00\x00\x00"), Version::Unknown);
    EXPECT_EQ(unknown.number(FieldId::MqttConnackReason), 0U);
    EXPECT_TRUE(unknown.hasField(FieldId::MqttUnknownVersion));
    EXPECT_TRUE(unknown.log.empty()) << "the third byte may be a Property Length";
    EXPECT_EQ(unknown.text(FieldId::Undecoded), std::string(1, '\0'));

    const Decoded other = decodeAs(raw("\x20\x02\x00\x00"), Version::Other);
    EXPECT_EQ(other.number(FieldId::MqttConnackReason), 0U);
    EXPECT_FALSE(other.hasField(FieldId::MqttUnknownVersion));
}

} // namespace
} // namespace mqttscope::test
