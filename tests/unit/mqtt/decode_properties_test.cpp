// SPDX-License-Identifier: GPL-3.0-or-later
// The 27 properties of MQTT 5.0 in every place, and blocks whose length lies.
#include "dissector/field/field_table.h"
#include "dissector/mqtt/property.h"
#include "tests/unit/mqtt/decoded.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace mqttscope::test {
namespace {

using mqtt::PropertyInfo;
using mqtt::PropertyPlaces;
using mqtt::PropertyType;

/// Table 2-4 and the clauses of each packet once more, from the text: where a property may stand. C =
/// CONNECT, W = will, K = CONNACK, P = PUBLISH, A = PUBACK, R = PUBREC, L = PUBREL, O = PUBCOMP, S =
/// SUBSCRIBE, B = SUBACK, U = UNSUBSCRIBE, N = UNSUBACK, D = DISCONNECT, T = AUTH.
const std::map<int, std::string> kPlaces = {{0x01, "WP"},
                                            {0x02, "WP"},
                                            {0x03, "WP"},
                                            {0x08, "WP"},
                                            {0x09, "WP"},
                                            {0x0b, "PS"},
                                            {0x11, "CKD"},
                                            {0x12, "K"},
                                            {0x13, "K"},
                                            {0x15, "CKT"},
                                            {0x16, "CKT"},
                                            {0x17, "C"},
                                            {0x18, "W"},
                                            {0x19, "C"},
                                            {0x1a, "K"},
                                            {0x1c, "KD"},
                                            {0x1f, "KARLOBNDT"},
                                            {0x21, "CK"},
                                            {0x22, "CK"},
                                            {0x23, "P"},
                                            {0x24, "K"},
                                            {0x25, "K"},
                                            {0x26, "CWKPARLOSBUNDT"},
                                            {0x27, "CK"},
                                            {0x28, "K"},
                                            {0x29, "K"},
                                            {0x2a, "K"}};

struct Place {
    char letter;
    std::uint8_t firstByte;
    Bytes before; ///< body before the Property Length
    Bytes after;  ///< body after the properties
};

const std::vector<Place> kEveryPlace = {
    {'C', 0x10, raw("\x00\x04MQTT\x05\x02\x00\x00"), raw("\x00\x01k")},
    {'W', 0x10, raw("\x00\x04MQTT\x05\x06\x00\x00\x00\x00\x01k"), raw("\x00\x01w\x00\x00")},
    {'K', 0x20, raw("\x00\x9d"), {}},
    {'P', 0x30, raw("\x00\x01t"), {}},
    {'A', 0x40, raw("\x00\x01\x00"), {}},
    {'R', 0x50, raw("\x00\x01\x00"), {}},
    {'L', 0x62, raw("\x00\x01\x00"), {}},
    {'O', 0x70, raw("\x00\x01\x00"), {}},
    {'S', 0x82, raw("\x00\x01"), raw("\x00\x01t\x00")},
    {'B', 0x90, raw("\x00\x01"), raw("\x00")},
    {'U', 0xa2, raw("\x00\x01"), raw("\x00\x01t")},
    {'N', 0xb0, raw("\x00\x01"), raw("\x00")},
    {'D', 0xe0, raw("\x9d"), {}},
    {'T', 0xf0, raw("\x18"), {}},
};

/// A property with a valid value.
Bytes propertyBytes(const PropertyInfo& info)
{
    Bytes bytes{static_cast<std::uint8_t>(info.id)};
    Bytes value;
    switch (info.type) {
    case PropertyType::Byte:
    case PropertyType::VariableByteInteger:
        value = raw("\x01");
        break;
    case PropertyType::TwoByteInteger:
        value = raw("\x01\x02");
        break;
    case PropertyType::FourByteInteger:
        value = raw("\x01\x02\x03\x04");
        break;
    case PropertyType::Utf8String:
    case PropertyType::BinaryData:
        value = raw("\x00\x02xy");
        break;
    case PropertyType::Utf8StringPair:
        value = raw("\x00\x01n\x00\x02vw");
        break;
    }
    bytes.insert(bytes.end(), value.begin(), value.end());
    return bytes;
}

Bytes packetAt(const Place& place, const Bytes& properties)
{
    Bytes body = place.before;
    body.push_back(static_cast<std::uint8_t>(properties.size()));
    body.insert(body.end(), properties.begin(), properties.end());
    body.insert(body.end(), place.after.begin(), place.after.end());
    return frame(place.firstByte, body);
}

class Property : public testing::TestWithParam<PropertyInfo> {};

TEST_P(Property, StandsWhereTheStandardHasItAndNowhereElse)
{
    const PropertyInfo& info = GetParam();
    const std::string& places = kPlaces.at(static_cast<int>(info.id));
    for (const Place& place : kEveryPlace) {
        const Decoded decoded = decodeAs(packetAt(place, propertyBytes(info)), Version::V50);
        const bool allowed = places.find(place.letter) != std::string::npos;
        EXPECT_EQ(decoded.has(IssueCode::PropertyNotAllowed), !allowed) << place.letter;
        EXPECT_TRUE(decoded.hasField(info.field)) << "it is shown, allowed or not";
        EXPECT_FALSE(decoded.result.unreadable);
    }
}

TEST_P(Property, HasAFieldOfItsOwnAndItsValue)
{
    const PropertyInfo& info = GetParam();
    const char letter = kPlaces.at(static_cast<int>(info.id))[0];
    for (const Place& place : kEveryPlace) {
        if (place.letter != letter)
            continue;
        const Decoded decoded = decodeAs(packetAt(place, propertyBytes(info)), Version::V50);
        EXPECT_EQ(decoded.number(FieldId::MqttPropertyId), static_cast<std::uint64_t>(info.id));
        switch (info.type) {
        case PropertyType::Byte:
        case PropertyType::VariableByteInteger:
            EXPECT_EQ(decoded.number(info.field), 1U);
            break;
        case PropertyType::TwoByteInteger:
            EXPECT_EQ(decoded.number(info.field), 0x0102U);
            break;
        case PropertyType::FourByteInteger:
            EXPECT_EQ(decoded.number(info.field), 0x01020304U);
            break;
        case PropertyType::Utf8String:
        case PropertyType::BinaryData:
            EXPECT_EQ(decoded.text(info.field), "xy");
            break;
        case PropertyType::Utf8StringPair:
            EXPECT_EQ(decoded.text(FieldId::MqttPropKey), "n");
            EXPECT_EQ(decoded.text(FieldId::MqttPropValue), "vw");
            break;
        }
    }
}

TEST_P(Property, ASecondOneIsAnErrorUnlessItMayRepeat)
{
    const PropertyInfo& info = GetParam();
    const std::string& places = kPlaces.at(static_cast<int>(info.id));
    for (const Place& place : kEveryPlace) {
        if (places.find(place.letter) == std::string::npos)
            continue;
        Bytes twice = propertyBytes(info);
        twice.insert(twice.end(), twice.begin(), twice.end());
        const Decoded decoded = decodeAs(packetAt(place, twice), Version::V50);
        const bool repeats = info.id == PropertyId::UserProperty ||
                             (info.id == PropertyId::SubscriptionIdentifier && place.letter == 'P');
        const bool reported =
            decoded.has(IssueCode::PropertyTwice) || decoded.has(IssueCode::PropertyTwiceInPublish);
        EXPECT_EQ(reported, !repeats) << place.letter;
    }
}

INSTANTIATE_TEST_SUITE_P(All, Property,
                         testing::ValuesIn(mqtt::propertyTable().begin(), mqtt::propertyTable().end()),
                         [](const auto& test) {
                             return "Id" + std::to_string(static_cast<int>(test.param.id));
                         });

TEST(PropertyTable, Has27RowsWithFieldsOfTheirOwn)
{
    EXPECT_EQ(mqtt::propertyTable().size(), 27U);
    std::set<FieldId> fields;
    for (const PropertyInfo& info : mqtt::propertyTable()) {
        fields.insert(info.field);
        EXPECT_EQ(mqtt::findProperty(static_cast<std::uint32_t>(info.id)), &info);
        EXPECT_TRUE(field::fieldInfo(info.field).name.starts_with("mqtt.prop."));
    }
    EXPECT_EQ(fields.size(), 27U);
    for (const std::uint32_t unknown : {0U, 4U, 7U, 10U, 0x14U, 0x20U, 0x2bU, 127U, 128U, 268'435'455U})
        EXPECT_EQ(mqtt::findProperty(unknown), nullptr);
}

Bytes publish(const Bytes& behindTopic)
{
    Bytes body = raw("\x00\x01t");
    body.insert(body.end(), behindTopic.begin(), behindTopic.end());
    return frame(0x30, body);
}

TEST(DecodeProperties, FirstValueOfADoubledPropertyCounts)
{
    const Decoded decoded = decodeAs(publish(raw("\x06\x23\x00\x01\x23\x00\x02")), Version::V50);
    EXPECT_EQ(decoded.as<mqtt::Publish>().properties.number(PropertyId::TopicAlias), 1U);
    EXPECT_EQ(decoded.count(FieldId::MqttPropOwnTopicAlias), 2U);
}

TEST(DecodeProperties, RepeatedOnesKeepTheirOrder)
{
    const Decoded decoded = decodeAs(
        publish(raw(
            "\x19\x0b\x05\x26\x00\x01z\x00\x00\x0b\x03\x26\x00\x01y\x00\x00\x0b\x04\x26\x00\x01z\x00\x01x")),
        Version::V50, Direction::ServerToClient);
    EXPECT_TRUE(decoded.log.empty());
    const mqtt::Properties& properties = decoded.as<mqtt::Publish>().properties;
    EXPECT_EQ(properties.subscriptionIdentifiers(), (mqtt::SmallList<std::uint32_t, 2>{5, 3, 4}));
    EXPECT_EQ(properties.userProperties(),
              (mqtt::SmallList<mqtt::UserProperty, 2>{{"z", ""}, {"y", ""}, {"z", "x"}}));
}

TEST(DecodeProperties, UnknownIdentifierTakesTheRestOfTheBlock)
{
    const Decoded decoded = decodeAs(publish(raw("\x06\x01\x00\x04xyzpay")), Version::V50);
    EXPECT_EQ(decoded.codes(), std::vector{IssueCode::PropertyUnknown});
    EXPECT_EQ(decoded.text(FieldId::MqttPropUnknown), "xyz");
    EXPECT_EQ(decoded.text(FieldId::MqttMsg), "pay") << "behind the block the layout is known";
    EXPECT_EQ(decoded.as<mqtt::Publish>().properties.number(PropertyId::PayloadFormatIndicator), 0U);
}

TEST(DecodeProperties, IdentifierOfTwoBytesIsUnknown)
{
    const Decoded decoded = decodeAs(publish(raw("\x02\x80\x01p")), Version::V50);
    EXPECT_EQ(decoded.codes(), std::vector{IssueCode::PropertyUnknown});
    EXPECT_EQ(decoded.find(IssueCode::PropertyUnknown)->found, 128U);
    EXPECT_EQ(decoded.text(FieldId::MqttMsg), "p");
}

TEST(DecodeProperties, AValueBehindTheBlockIsShownButItsBytesBelongToWhatFollows)
{
    const Decoded decoded = decodeAs(publish(raw("\x03\x02\x00\x00\x00\x07pay")), Version::V50);
    EXPECT_EQ(decoded.codes(), std::vector{IssueCode::PropertyLengthLies});
    EXPECT_EQ(decoded.find(IssueCode::PropertyLengthLies)->expected, 3U);
    EXPECT_EQ(decoded.find(IssueCode::PropertyLengthLies)->found, 5U);
    EXPECT_EQ(decoded.number(FieldId::MqttPropMessageExpiryInterval), 7U) << "generated";
    EXPECT_FALSE(decoded.as<mqtt::Publish>().properties.has(PropertyId::MessageExpiryInterval));
    EXPECT_EQ(decoded.text(FieldId::MqttMsg), std::string("\x00\x07pay", 5));
}

TEST(DecodeProperties, StringsAndPairsBehindTheBlockAreShownToo)
{
    const Decoded text = decodeAs(publish(raw("\x03\x03\x00\x02xy")), Version::V50);
    EXPECT_EQ(text.text(FieldId::MqttPropOwnContentType), "xy");
    EXPECT_EQ(text.text(FieldId::MqttMsg), "xy");
    const Decoded pair = decodeAs(publish(raw("\x04\x26\x00\x01n\x00\x01v")), Version::V50);
    EXPECT_EQ(pair.text(FieldId::MqttPropKey), "n");
    EXPECT_EQ(pair.text(FieldId::MqttPropValue), "v");
    EXPECT_EQ(pair.text(FieldId::MqttMsg), std::string("\x00\x01v", 3));
}

TEST(DecodeProperties, BlockBehindThePacketIsReadAsFarAsItGoes)
{
    const Decoded decoded = decodeAs(publish(raw("\x7f\x01\x01\x23\x00\x05")), Version::V50);
    EXPECT_EQ(decoded.codes(), std::vector{IssueCode::FieldPastEnd});
    EXPECT_EQ(decoded.find(IssueCode::FieldPastEnd)->field, FieldId::MqttPropertyLen);
    EXPECT_EQ(decoded.find(IssueCode::FieldPastEnd)->expected, 127U);
    EXPECT_EQ(decoded.find(IssueCode::FieldPastEnd)->found, 5U);
    EXPECT_EQ(decoded.number(FieldId::MqttPropOwnTopicAlias), 5U);
    EXPECT_TRUE(decoded.result.unreadable);
    EXPECT_FALSE(decoded.hasField(FieldId::MqttMsg));
}

TEST(DecodeProperties, OverlongPropertyLengthIsReadOn)
{
    const Decoded decoded = decodeAs(publish(raw("\x82\x80\x80\x80\x00\x01\x00p")), Version::V50);
    EXPECT_EQ(decoded.codes(), std::vector{IssueCode::VbiTooLong});
    EXPECT_EQ(decoded.number(FieldId::MqttPropertyLen), 2U);
    EXPECT_EQ(decoded.text(FieldId::MqttMsg), "p");
    const Decoded endless = decodeAs(publish(Bytes(20, 0x80)), Version::V50);
    EXPECT_EQ(endless.codes(), std::vector{IssueCode::VbiTooLong});
    EXPECT_TRUE(endless.result.unreadable);
}

TEST(Properties, SayWhatWasSetAndForgetWhatWasRemoved)
{
    mqtt::Properties properties;
    EXPECT_TRUE(properties.empty());
    properties.setNumber(PropertyId::ReceiveMaximum, 20);
    properties.setText(PropertyId::ReasonString, "why");
    properties.addUserProperty("n", "v");
    properties.addSubscriptionIdentifier(9);
    EXPECT_EQ(properties.numberOr(PropertyId::ReceiveMaximum, 65'535), 20U);
    EXPECT_EQ(properties.numberOr(PropertyId::TopicAliasMaximum, 0), 0U);
    EXPECT_EQ(properties.text(PropertyId::ReasonString), "why");
    mqtt::Properties other = properties;
    EXPECT_EQ(other, properties);
    for (const PropertyId id : {PropertyId::ReceiveMaximum, PropertyId::ReasonString,
                                PropertyId::UserProperty, PropertyId::SubscriptionIdentifier}) {
        other.remove(id);
        EXPECT_FALSE(other.has(id));
        EXPECT_FALSE(other == properties);
    }
    EXPECT_TRUE(other.empty());
    EXPECT_EQ(other, mqtt::Properties{}) << "removed values do not count";
}

} // namespace
} // namespace mqttscope::test
