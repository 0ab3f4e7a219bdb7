// SPDX-License-Identifier: GPL-3.0-or-later
// PUBLISH, PUBACK, PUBREC, PUBREL, PUBCOMP.
#include "tests/unit/mqtt/decoded.h"

#include <gtest/gtest.h>

#include <tuple>

namespace mqttscope::test {
namespace {

class PublishOf : public testing::TestWithParam<Version> {};

TEST_P(PublishOf, QosZeroHasNoPacketIdentifier)
{
    Bytes body = raw("\x00\x03t/1");
    if (GetParam() == Version::V50)
        body.push_back(0x00); // Property Length
    body.insert(body.end(), {'2', '1'});
    const Decoded decoded = decodeAs(frame(0x31, body), GetParam(), Direction::ClientToServer);
    EXPECT_TRUE(decoded.log.empty());
    const auto& publish = decoded.as<mqtt::Publish>();
    EXPECT_EQ(publish.topic, "t/1");
    EXPECT_EQ(publish.qos, 0);
    EXPECT_TRUE(publish.retain);
    EXPECT_FALSE(publish.dup);
    EXPECT_EQ(field::asText(publish.payload), "21");
    EXPECT_FALSE(decoded.hasField(FieldId::MqttMsgid));
    EXPECT_EQ(decoded.text(FieldId::MqttMsg), "21");
    EXPECT_EQ(decoded.number(FieldId::MqttRetain), 1U);
}

TEST_P(PublishOf, QosTwoSentAgainHasFlagsAndIdentifier)
{
    Bytes body = raw("\x00\x03t/1\x12\x34");
    if (GetParam() == Version::V50)
        body.push_back(0x00);
    const Decoded decoded = decodeAs(frame(0x3c, body), GetParam(), Direction::ServerToClient);
    EXPECT_TRUE(decoded.log.empty());
    const auto& publish = decoded.as<mqtt::Publish>();
    EXPECT_TRUE(publish.dup);
    EXPECT_EQ(publish.qos, 2);
    EXPECT_EQ(publish.packetId, 0x1234);
    EXPECT_TRUE(publish.payload.empty());
    EXPECT_EQ(decoded.number(FieldId::MqttDupflag), 1U);
    EXPECT_EQ(decoded.number(FieldId::MqttQos), 2U);
    EXPECT_EQ(decoded.text(FieldId::MqttMsg), "") << "an empty payload is a field";
}

TEST_P(PublishOf, QosThreeIsReadWithItsIdentifier)
{
    Bytes body = raw("\x00\x01t\x00\x07");
    if (GetParam() == Version::V50)
        body.push_back(0x00);
    const Decoded decoded = decodeAs(frame(0x36, body), GetParam());
    EXPECT_TRUE(decoded.result.malformed);
    EXPECT_FALSE(decoded.result.unreadable);
    EXPECT_EQ(decoded.number(FieldId::MqttMsgid), 7U);
}

TEST_P(PublishOf, AnEmptyTopicIsNoField)
{
    Bytes body = raw("\x00\x00");
    if (GetParam() == Version::V50)
        body.push_back(0x00);
    const Decoded decoded = decodeAs(frame(0x30, body), GetParam());
    EXPECT_EQ(decoded.number(FieldId::MqttTopicLen), 0U);
    EXPECT_FALSE(decoded.hasField(FieldId::MqttTopic));
    EXPECT_TRUE(decoded.hasField(FieldId::MqttIllegalTopicLength));
}

TEST_P(PublishOf, PayloadIsTextOnRequest)
{
    Bytes body = raw("\x00\x01t");
    if (GetParam() == Version::V50)
        body.push_back(0x00);
    body.push_back('p');
    mqtt::DecodeOptions options;
    options.version = GetParam();
    options.payloadAsText = true;
    const Decoded decoded = decodeAs(frame(0x30, body), options);
    EXPECT_EQ(decoded.text(FieldId::MqttMsgText), "p");
    EXPECT_FALSE(decoded.hasField(FieldId::MqttMsg));
}

INSTANTIATE_TEST_SUITE_P(EveryVersion, PublishOf, testing::Values(Version::V31, Version::V311, Version::V50));

const Bytes kAliasOnly = raw("\x30\x07\x00\x00\x03\x23\x00\x05p");

TEST(DecodePublish, TheTopicBehindAnAliasIsGenerated)
{
    mqtt::DecodeOptions options;
    options.version = Version::V50;
    options.aliasTopic = "home/kitchen";
    const Decoded decoded = decodeAs(kAliasOnly, options);
    EXPECT_TRUE(decoded.log.empty());
    EXPECT_EQ(decoded.text(FieldId::MqttAliasTopic), "home/kitchen");
    EXPECT_EQ(decoded.as<mqtt::Publish>().topic, "") << "the packet says what is on the wire";
    EXPECT_FALSE(decoded.hasField(FieldId::MqttUnknownTopicAlias));
}

TEST(DecodePublish, AnAliasThatWasNeverSetIsAProtocolError)
{
    mqtt::DecodeOptions options;
    options.version = Version::V50;
    options.aliasUnknown = true;
    const Decoded decoded = decodeAs(kAliasOnly, options);
    EXPECT_EQ(decoded.codes(), std::vector{IssueCode::TopicAliasUnknown});
    EXPECT_EQ(decoded.find(IssueCode::TopicAliasUnknown)->found, 5U);
    EXPECT_EQ(decoded.text(FieldId::MqttAliasTopic), "");
    EXPECT_TRUE(decoded.hasField(FieldId::MqttUnknownTopicAlias));
}

TEST(DecodePublish, AnAliasOfWhichNothingIsKnownIsLeftAlone)
{
    const Decoded decoded = decodeAs(kAliasOnly, Version::V50);
    EXPECT_TRUE(decoded.log.empty());
    EXPECT_FALSE(decoded.hasField(FieldId::MqttAliasTopic));
}

TEST(DecodePublish, TopicAliasZeroIsAProtocolErrorAndNoAlias)
{
    const Decoded decoded = decodeAs(raw("\x30\x06\x00\x00\x03\x23\x00\x00"), Version::V50);
    EXPECT_EQ(decoded.codes(), std::vector{IssueCode::TopicAliasZero});
    EXPECT_TRUE(decoded.hasField(FieldId::MqttIllegalTopicLength));
}

TEST(DecodePublish, OfAnUnknownVersionPropertiesAreInThePayload)
{
    const Decoded decoded = decodeAs(raw("\x30\x07\x00\x01t\x03\x23\x00\x05"), Version::Unknown);
    EXPECT_TRUE(decoded.log.empty());
    EXPECT_EQ(decoded.text(FieldId::MqttMsg), std::string("\x03\x23\x00\x05", 4));
}

TEST(DecodePublish, APayloadCutByTheCaptureIsUndecoded)
{
    mqtt::DecodeOptions options;
    options.version = Version::V311;
    const Decoded decoded = decodeCut(raw("\x30\x07\x00\x01tabcd"), 7, options);
    EXPECT_TRUE(decoded.result.cut);
    EXPECT_EQ(decoded.text(FieldId::MqttTopic), "t");
    EXPECT_FALSE(decoded.hasField(FieldId::MqttMsg));
    EXPECT_EQ(decoded.text(FieldId::Undecoded), "ab");
    EXPECT_EQ(decoded.find(IssueCode::NotCaptured)->found, 2U);
}

TEST(DecodePublish, WithoutReportsOnlyTheStructureIsLookedAt)
{
    mqtt::DecodeOptions options;
    options.version = Version::V311;
    options.reportIssues = false;
    const Decoded bad = decodeAs(raw("\x38\x04\x00\x02#\xff"), options);
    EXPECT_TRUE(bad.log.empty());
    EXPECT_EQ(bad.as<mqtt::Publish>().topic, "#\xff");
    EXPECT_TRUE(decodeAs(raw("\x30\x02\x00\x02"), options).result.unreadable);
}

TEST(DecodePublish, OffsetsCountFromTheBase)
{
    // The base shifts every offset of fields and issues alike.
    mqtt::DecodeOptions options;
    options.version = Version::V311;
    options.base = 100;
    const Bytes packet = raw("\x30\x04\x00\x02t+");
    field::TreeSink sink;
    field::IssueLog log;
    mqtt::Packet decoded;
    (void)mqtt::decode(packet, static_cast<std::uint32_t>(packet.size()), options, sink, log, decoded);
    const field::FieldTree tree = sink.take();
    EXPECT_EQ(tree.node(0).range, (field::ByteRange{100, 6}));
    EXPECT_EQ(tree.node(tree.leafAt(0, 104)).id, FieldId::MqttTopic);
    ASSERT_EQ(log.issues().size(), 1U);
    EXPECT_EQ(log.issues()[0].range, (field::ByteRange{105, 1}));
}

struct AckType {
    std::uint8_t firstByte;
    FieldId reason;
};

class AckOf : public testing::TestWithParam<std::tuple<Version, AckType>> {
protected:
    static Version version() { return std::get<0>(GetParam()); }
    static AckType type() { return std::get<1>(GetParam()); }
    static const mqtt::Acknowledgement& ack(const Decoded& decoded)
    {
        return std::visit(
            [](const auto& packet) -> const mqtt::Acknowledgement& {
                if constexpr (std::is_base_of_v<mqtt::Acknowledgement, std::decay_t<decltype(packet)>>)
                    return packet;
                else
                    throw std::bad_variant_access();
            },
            decoded.packet);
    }
};

TEST_P(AckOf, TwoBytesAreAnIdentifierAndSuccess)
{
    const Decoded decoded = decodeAs({type().firstByte, 0x02, 0x12, 0x34}, version());
    EXPECT_TRUE(decoded.log.empty());
    EXPECT_EQ(ack(decoded).packetId, 0x1234);
    EXPECT_EQ(ack(decoded).reasonCode, 0);
    EXPECT_EQ(mqtt::packetTypeOf(decoded.packet), mqtt::packetTypeOf(type().firstByte));
    EXPECT_FALSE(decoded.hasField(type().reason));
}

TEST_P(AckOf, AThirdByteIsAReasonCodeIn5Only)
{
    const Decoded decoded = decodeAs({type().firstByte, 0x03, 0x00, 0x01, 0x00}, version());
    EXPECT_EQ(decoded.hasField(type().reason), version() == Version::V50);
    EXPECT_EQ(decoded.log.empty(), version() == Version::V50);
    EXPECT_EQ(decoded.hasField(FieldId::Undecoded), version() != Version::V50);
}

INSTANTIATE_TEST_SUITE_P(EveryVersion, AckOf,
                         testing::Combine(testing::Values(Version::V31, Version::V311, Version::V50),
                                          testing::Values(AckType{0x40, FieldId::MqttPubackReason},
                                                          AckType{0x50, FieldId::MqttPubrecReason},
                                                          AckType{0x62, FieldId::MqttPubrelReason},
                                                          AckType{0x70, FieldId::MqttPubcompReason})));

TEST(DecodeAcknowledgement5, PropertiesFollowTheReasonCode)
{
    for (const std::uint8_t firstByte : Bytes{0x40, 0x50, 0x62, 0x70}) {
        const Decoded decoded =
            decodeAs({firstByte, 0x08, 0x00, 0x01, 0x00, 0x04, 0x1f, 0x00, 0x01, 'r'}, Version::V50);
        EXPECT_TRUE(decoded.log.empty());
        EXPECT_EQ(decoded.text(FieldId::MqttPropReasonString), "r");
    }
}

TEST(DecodePubrel, HasQosFlagsIn31AndReservedBitsSince)
{
    const Decoded v31 = decodeAs(raw("\x6a\x02\x00\x01"), Version::V31);
    EXPECT_TRUE(v31.log.empty());
    EXPECT_TRUE(v31.as<mqtt::Pubrel>().dup);
    EXPECT_EQ(v31.number(FieldId::MqttDupflag), 1U);
    EXPECT_EQ(v31.number(FieldId::MqttQos), 1U);
    EXPECT_EQ(v31.number(FieldId::MqttRetainReserved), 0U);
    EXPECT_FALSE(v31.hasField(FieldId::MqttHdrReserved));

    const Decoded v311 = decodeAs(raw("\x62\x02\x00\x01"), Version::V311);
    EXPECT_EQ(v311.number(FieldId::MqttHdrReserved), 2U);
    EXPECT_FALSE(v311.hasField(FieldId::MqttQos));
}

} // namespace
} // namespace mqttscope::test
