// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/mqtt/encoder.h"

#include "tests/unit/mqtt/decoded.h"

#include <gtest/gtest.h>

#include <string>

namespace mqttscope::test {
namespace {

using mqtt::EncodeError;
using mqtt::EncodeFault;

Bytes encoded(const mqtt::Packet& packet, Version version)
{
    Bytes bytes;
    EXPECT_TRUE(mqtt::encode(packet, version, bytes).has_value());
    return bytes;
}

EncodeError refused(const mqtt::Packet& packet, Version version)
{
    Bytes bytes = raw("before");
    const auto result = mqtt::encode(packet, version, bytes);
    EXPECT_FALSE(result.has_value());
    EXPECT_EQ(bytes, raw("before")) << "nothing is left of what failed";
    return result.has_value() ? EncodeError{} : result.error();
}

mqtt::Connect connectOf(Version version)
{
    mqtt::Connect connect;
    connect.protocolName = version == Version::V31 ? "MQIsdp" : "MQTT";
    connect.protocolLevel = static_cast<std::uint8_t>(version);
    connect.clientId = "python1";
    connect.keepAlive = 60;
    return connect;
}

TEST(Encode, ConnectOf311)
{
    const Bytes expected = {
        0x10, 0x13,                                    // CONNECT, Remaining Length
        0x00, 0x04, 'M', 'Q', 'T', 'T',                // Protocol Name
        0x04,                                          // Protocol Level
        0x02,                                          // Clean Session
        0x00, 0x3c,                                    // Keep Alive
        0x00, 0x07, 'p', 'y', 't', 'h', 'o', 'n', '1', // Client Identifier
    };
    EXPECT_EQ(encoded(connectOf(Version::V311), Version::V311), expected);
}

TEST(Encode, AppendsToWhatIsThere)
{
    Bytes bytes = raw("\xc0\x00");
    ASSERT_TRUE(mqtt::encode(mqtt::Pingresp{}, Version::V50, bytes).has_value());
    EXPECT_EQ(bytes, raw("\xc0\x00\xd0\x00"));
}

TEST(Encode, AcknowledgementsOf5TakeTheShortestForm)
{
    mqtt::Puback puback;
    puback.packetId = 7;
    EXPECT_EQ(encoded(puback, Version::V50), raw("\x40\x02\x00\x07"));
    puback.reasonCode = 0x10;
    EXPECT_EQ(encoded(puback, Version::V50), raw("\x40\x03\x00\x07\x10"));
    puback.reasonCode = 0;
    puback.properties.setText(PropertyId::ReasonString, "r");
    EXPECT_EQ(encoded(puback, Version::V50), raw("\x40\x08\x00\x07\x00\x04\x1f\x00\x01r"));
    EXPECT_EQ(encoded(mqtt::Disconnect{}, Version::V50), raw("\xe0\x00"));
    EXPECT_EQ(encoded(mqtt::Disconnect{0x04, {}}, Version::V50), raw("\xe0\x01\x04"));
}

TEST(Encode, RemainingLengthGrowsAtItsEdges)
{
    for (const auto& [payload, header] :
         {std::pair{124U, raw("\x30\x7f")}, std::pair{125U, raw("\x30\x80\x01")},
          std::pair{16'380U, raw("\x30\xff\x7f")}, std::pair{16'381U, raw("\x30\x80\x80\x01")},
          std::pair{2'097'149U, raw("\x30\x80\x80\x80\x01")}}) {
        const Bytes bytes(payload, 'p');
        mqtt::Publish publish;
        publish.topic = "t";
        publish.payload = bytes;
        const Bytes written = encoded(publish, Version::V311);
        EXPECT_EQ(written.size(), header.size() + 3 + payload);
        EXPECT_EQ(Bytes(written.begin(), written.begin() + static_cast<std::ptrdiff_t>(header.size())),
                  header);
    }
}

TEST(Encode, LongestStringIsWrittenAndALongerOneRefused)
{
    const std::string longest(65'535, 't');
    const std::string tooLong(65'536, 't');
    mqtt::Publish publish;
    publish.topic = longest;
    EXPECT_EQ(encoded(publish, Version::V311).size(), 1U + 3 + 2 + 65'535);
    publish.topic = tooLong;
    EXPECT_EQ(refused(publish, Version::V311), (EncodeError{EncodeFault::StringTooLong, FieldId::MqttTopic}));
    mqtt::Connect connect = connectOf(Version::V311);
    connect.password = field::asBytes(tooLong);
    EXPECT_EQ(refused(connect, Version::V311),
              (EncodeError{EncodeFault::StringTooLong, FieldId::MqttPasswd}));
    mqtt::Publish withProperty;
    withProperty.topic = "t";
    withProperty.properties.setText(PropertyId::ContentType, tooLong);
    EXPECT_EQ(refused(withProperty, Version::V50),
              (EncodeError{EncodeFault::StringTooLong, FieldId::MqttPropOwnContentType}));
}

TEST(Encode, APacketAboveTheLargestRemainingLengthIsRefused)
{
    const Bytes payload(mqtt::kMaxRemainingLength - 2, 'p'); // with the topic of three bytes one too many
    mqtt::Publish publish;
    publish.topic = "t";
    publish.payload = payload;
    EXPECT_EQ(refused(publish, Version::V311), (EncodeError{EncodeFault::PacketTooLarge, FieldId::MqttLen}));
}

TEST(Encode, WhatTheVersionDoesNotHaveIsRefused)
{
    mqtt::Connack connack;
    connack.sessionPresent = true;
    EXPECT_EQ(refused(connack, Version::V31),
              (EncodeError{EncodeFault::NotInVersion, FieldId::MqttConackFlagsSp}));
    mqtt::Publish publish;
    publish.topic = "t";
    publish.properties.setNumber(PropertyId::TopicAlias, 1);
    EXPECT_EQ(refused(publish, Version::V311),
              (EncodeError{EncodeFault::NotInVersion, FieldId::MqttProperties}));
    mqtt::Puback puback;
    puback.reasonCode = 0x80;
    EXPECT_EQ(refused(puback, Version::V311),
              (EncodeError{EncodeFault::NotInVersion, FieldId::MqttPubackReason}));
    mqtt::Pubrel pubrel;
    pubrel.dup = true;
    EXPECT_EQ(encoded(pubrel, Version::V31), raw("\x6a\x02\x00\x00"));
    EXPECT_EQ(refused(pubrel, Version::V311), (EncodeError{EncodeFault::NotInVersion, FieldId::MqttDupflag}));
    mqtt::Subscribe subscribe;
    subscribe.subscriptions.push_back({"t", 0, true, false, 0});
    EXPECT_EQ(refused(subscribe, Version::V311),
              (EncodeError{EncodeFault::NotInVersion, FieldId::MqttSubOptionsNl}));
    mqtt::Unsuback unsuback;
    unsuback.codes.push_back(0);
    EXPECT_EQ(refused(unsuback, Version::V311),
              (EncodeError{EncodeFault::NotInVersion, FieldId::MqttUnsubackReason}));
    EXPECT_EQ(refused(mqtt::Auth{}, Version::V311),
              (EncodeError{EncodeFault::NotInVersion, FieldId::MqttMsgtype}));
}

TEST(Encode, WhatDoesNotFitItsBitsIsRefused)
{
    mqtt::Publish publish;
    publish.qos = 4;
    EXPECT_EQ(refused(publish, Version::V311), (EncodeError{EncodeFault::ValueOutOfRange, FieldId::MqttQos}));
    mqtt::Publish numbered;
    numbered.packetId = 1;
    EXPECT_EQ(refused(numbered, Version::V311),
              (EncodeError{EncodeFault::ValueOutOfRange, FieldId::MqttMsgid}));
    mqtt::Publish identified;
    identified.properties.addSubscriptionIdentifier(mqtt::kMaxRemainingLength + 1);
    EXPECT_EQ(refused(identified, Version::V50),
              (EncodeError{EncodeFault::ValueOutOfRange, FieldId::MqttPropSubscriptionIdentifier}));
    mqtt::Connect connect = connectOf(Version::V50);
    connect.properties.setNumber(PropertyId::ReceiveMaximum, 65'536);
    EXPECT_EQ(refused(connect, Version::V50),
              (EncodeError{EncodeFault::ValueOutOfRange, FieldId::MqttPropReceiveMaximum}));
    connect.properties.clear();
    connect.properties.setNumber(PropertyId::RequestProblemInformation, 256);
    EXPECT_EQ(refused(connect, Version::V50),
              (EncodeError{EncodeFault::ValueOutOfRange, FieldId::MqttPropRequestProblemInformation}));
}

TEST(Encode, APropertyInTheWrongPacketIsRefused)
{
    mqtt::Connect connect = connectOf(Version::V50);
    connect.properties.setNumber(PropertyId::TopicAlias, 1);
    EXPECT_EQ(refused(connect, Version::V50),
              (EncodeError{EncodeFault::PropertyMisplaced, FieldId::MqttPropOwnTopicAlias}));
}

TEST(Encode, NoPacketAndNoVersionAreRefused)
{
    EXPECT_EQ(refused(std::monostate{}, Version::V311),
              (EncodeError{EncodeFault::NoPacket, FieldId::MqttMsgtype}));
    EXPECT_EQ(refused(mqtt::Pingreq{}, Version::Unknown).fault, EncodeFault::NoVersion);
    EXPECT_EQ(refused(mqtt::Pingreq{}, Version::Other).fault, EncodeFault::NoVersion);
    EXPECT_EQ(refused(connectOf(Version::V311), Version::V50),
              (EncodeError{EncodeFault::NoVersion, FieldId::MqttVer}));
}

} // namespace
} // namespace mqttscope::test
