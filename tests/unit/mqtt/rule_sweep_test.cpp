// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that concern many packets or fields alike, tried on every one of them with every value.
#include "dissector/field/field_table.h"
#include "dissector/mqtt/encoder.h"
#include "dissector/mqtt/reason_code.h"
#include "tests/support/random_packets.h"
#include "tests/unit/mqtt/rule_case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <vector>

namespace mqttscope::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::uint64_t kSeed = 20'241'105;
constexpr std::array kVersions = {Version::V31, Version::V311, Version::V50};

class Sweep : public testing::TestWithParam<Version> {
protected:
    static Version version() { return GetParam(); }
    static int lastType() { return version() == Version::V50 ? 15 : 14; }
};
INSTANTIATE_TEST_SUITE_P(EveryVersion, Sweep, testing::ValuesIn(kVersions),
                         [](const auto& of) { return "V" + std::to_string(static_cast<int>(of.param)); });

/// The bytes of a valid packet of that type.
Bytes validPacket(RandomPackets& random, Version version, PacketType type, Direction& direction)
{
    random.forget();
    const RandomPacket sample = random.next(version, type);
    direction = sample.direction;
    Bytes bytes;
    EXPECT_TRUE(mqtt::encode(sample.packet, version, bytes).has_value());
    return bytes;
}

/// What each version says about the low four bits of a type other than PUBLISH.
bool flagsAreRight(Version version, PacketType type, unsigned flags)
{
    const bool two =
        type == PacketType::Pubrel || type == PacketType::Subscribe || type == PacketType::Unsubscribe;
    if (version == Version::V31 && two) // QoS 1; DUP and the unused bit are free
        return (flags & 0x06U) == 0x02;
    return flags == (two ? 2U : 0U);
}

TEST_P(Sweep, EveryValueOfTheFlagsOfEveryType)
{
    RandomPackets random(kSeed);
    for (int number = 1; number <= lastType(); ++number) {
        const auto type = static_cast<PacketType>(number);
        if (type == PacketType::Publish)
            continue;
        for (unsigned flags = 0; flags < 16; ++flags) {
            Direction direction{};
            Bytes bytes = validPacket(random, version(), type, direction);
            bytes[0] = static_cast<std::uint8_t>(static_cast<unsigned>(number) << 4 | flags);
            const Decoded decoded = decodeAs(bytes, version(), direction);
            if (flagsAreRight(version(), type, flags)) {
                EXPECT_THAT(decoded.codes(), IsEmpty()) << number << ' ' << flags;
                continue;
            }
            ASSERT_EQ(decoded.log.issues().size(), 1U) << number << ' ' << flags;
            const field::Issue& issue = decoded.log.issues().front();
            EXPECT_THAT(std::string(field::issueInfo(issue.code).name), testing::EndsWith("-flags"));
            EXPECT_EQ(issue.found, flags);
            EXPECT_EQ(issue.range, (field::ByteRange{0, 1}));
        }
    }
}

TEST_P(Sweep, EveryValueOfTheFlagsOfPublish)
{
    for (unsigned flags = 0; flags < 16; ++flags) {
        // Topic Name t; then a Packet Identifier and, in 5.0, no properties; with QoS 0 the same bytes are
        // no properties and payload.
        Bytes bytes = raw("\x30\x06\x00\x01t\x00\x01\x00");
        bytes[0] = static_cast<std::uint8_t>(0x30U | flags);
        const Decoded decoded = decodeAs(bytes, version(), kFromClient);
        const unsigned qos = flags >> 1 & 3U;
        if (qos == 3)
            EXPECT_THAT(decoded.codes(), ElementsAre(IssueCode::QosReserved)) << flags;
        else if (qos == 0 && (flags & 8U) != 0)
            EXPECT_THAT(decoded.codes(), ElementsAre(IssueCode::DupWithQos0)) << flags;
        else
            EXPECT_THAT(decoded.codes(), IsEmpty()) << flags;
    }
}

TEST_P(Sweep, EveryTypeInBothDirections)
{
    // C, S: only from the client, only from the server; B: both. Types 1 to 15.
    const std::string flows = version() == Version::V50 ? "CSBBBBBCSCSCSBB" : "CSBBBBBCSCSCSC";
    RandomPackets random(kSeed + 1);
    for (int number = 1; number <= lastType(); ++number) {
        for (const Direction direction : {kFromClient, kFromServer}) {
            // The contents are right for their own direction; only packets of one direction are turned.
            Direction own{};
            const Bytes bytes = validPacket(random, version(), static_cast<PacketType>(number), own);
            const char flow = flows[static_cast<std::size_t>(number - 1)];
            const bool right = flow == 'B' || (flow == 'C') == (direction == kFromClient);
            const Decoded decoded = decodeAs(bytes, version(), flow == 'B' ? own : direction);
            EXPECT_EQ(decoded.has(IssueCode::WrongDirection), !right) << number;
        }
    }
}

/// The string fields of a packet. The password is shown as text, but may be any bytes.
std::vector<const field::FieldNode*> stringsOf(const Decoded& decoded)
{
    std::vector<const field::FieldNode*> strings;
    for (const field::FieldNode& node : decoded.tree.nodes()) {
        if (node.kind == field::NodeKind::Leaf && node.range.length > 0 && node.id != FieldId::MqttPasswd &&
            field::fieldInfo(node.id).type == field::FieldType::String)
            strings.push_back(&node);
    }
    return strings;
}

/// The issue of that code at the first byte of a string that begins with `byte`.
const field::Issue* issueOfString(const Decoded& decoded, IssueCode code, FieldId id, std::uint32_t offset)
{
    for (const field::Issue& issue : decoded.log.issues()) {
        if (issue.code == code && issue.field == id && issue.range.offset == offset)
            return &issue;
    }
    return nullptr;
}

/// Puts a bad byte into each string of a valid packet; returns which strings there were.
std::set<FieldId> breakStrings(const Bytes& valid, Version version, Direction direction)
{
    struct BadByte {
        std::uint8_t byte;
        IssueCode code;
    };
    constexpr std::array kBad = {BadByte{0xff, IssueCode::Utf8Invalid}, BadByte{0x00, IssueCode::Utf8Nul},
                                 BadByte{0x1f, IssueCode::Utf8Disallowed}};
    const Decoded before = decodeAs(valid, version, direction);
    EXPECT_THAT(before.codes(), IsEmpty());
    std::set<FieldId> tried;
    for (const field::FieldNode* text : stringsOf(before)) {
        tried.insert(text->id);
        for (const BadByte& bad : kBad) {
            Bytes bytes = valid;
            bytes[text->range.offset] = bad.byte;
            const Decoded decoded = decodeAs(bytes, version, direction);
            const auto* issue = issueOfString(decoded, bad.code, text->id, text->range.offset);
            const bool ruled = field::issueRule(bad.code, static_cast<std::uint8_t>(version)).applies;
            EXPECT_EQ(issue != nullptr, ruled)
                << field::fieldInfo(text->id).name << " with " << int{bad.byte};
        }
    }
    return tried;
}

TEST_P(Sweep, ABadByteInEveryStringOfEveryPacket)
{
    RandomPackets random(kSeed + 2);
    std::set<FieldId> tried;
    for (int number = 1; number <= lastType(); ++number) {
        for (int round = 0; round < 20; ++round) {
            Direction direction{};
            const Bytes valid = validPacket(random, version(), static_cast<PacketType>(number), direction);
            tried.merge(breakStrings(valid, version(), direction));
        }
    }
    std::set<FieldId> all = {FieldId::MqttProtoname,  FieldId::MqttClientid, FieldId::MqttWilltopic,
                             FieldId::MqttUsername,   FieldId::MqttTopic,    FieldId::MqttFilter,
                             FieldId::MqttUnsubFilter};
    if (version() == Version::V50) {
        // DISCONNECT "use another server" with a Server Reference, which random packets do not have.
        tried.merge(breakStrings(raw("\xe0\x07\x9c\x05\x1c\x00\x02hi"), Version::V50, kFromServer));
        all.insert({FieldId::MqttPropOwnContentType, FieldId::MqttPropResponseTopic,
                    FieldId::MqttPropAssignedClientIdentifier, FieldId::MqttPropAuthenticationMethod,
                    FieldId::MqttPropResponseInformation, FieldId::MqttPropServerReference,
                    FieldId::MqttPropReasonString, FieldId::MqttPropKey, FieldId::MqttPropValue});
    }
    EXPECT_EQ(tried, all);
}

/// A packet of 5.0 that carries a reason code, and where that stands.
struct Coded {
    PacketType type;
    Bytes bytes;
    std::size_t offset;
    FieldId field;
    std::string_view statement; ///< which lists the codes
};

const std::array kCoded = {
    Coded{PacketType::Connack, raw("\x20\x03\x00\x00\x00"), 3, FieldId::MqttConnackReason, "MQTT-3.2.2-8"},
    Coded{PacketType::Puback, raw("\x40\x03\x00\x01\x00"), 4, FieldId::MqttPubackReason, "MQTT-3.4.2-1"},
    Coded{PacketType::Pubrec, raw("\x50\x03\x00\x01\x00"), 4, FieldId::MqttPubrecReason, "MQTT-3.5.2-1"},
    Coded{PacketType::Pubrel, raw("\x62\x03\x00\x01\x00"), 4, FieldId::MqttPubrelReason, "MQTT-3.6.2-1"},
    Coded{PacketType::Pubcomp, raw("\x70\x03\x00\x01\x00"), 4, FieldId::MqttPubcompReason, "MQTT-3.7.2-1"},
    Coded{PacketType::Suback, raw("\x90\x04\x00\x01\x00\x00"), 5, FieldId::MqttSubackReason, "MQTT-3.9.3-2"},
    Coded{PacketType::Unsuback, raw("\xb0\x04\x00\x01\x00\x00"), 5, FieldId::MqttUnsubackReason,
          "MQTT-3.11.3-2"},
    Coded{PacketType::Disconnect, raw("\xe0\x01\x00"), 2, FieldId::MqttDisconnectReason, "MQTT-3.14.2-1"},
    Coded{PacketType::Auth, raw("\xf0\x06\x00\x04\x15\x00\x01m"), 2, FieldId::MqttAuthReason,
          "MQTT-3.15.2-1"},
};

/// The issue that a code from one side is, if any.
std::vector<IssueCode> issuesOfCode(mqtt::CodeUse use, Direction direction)
{
    switch (use) {
    case mqtt::CodeUse::Both:
        return {};
    case mqtt::CodeUse::NotListed:
        return {IssueCode::ReasonCodeUnknown};
    case mqtt::CodeUse::Contradictory:
        return {IssueCode::ReasonCodeDoubtful};
    case mqtt::CodeUse::ServerOnly:
        return direction == kFromServer ? std::vector<IssueCode>{} : std::vector{IssueCode::ReasonCodeSentBy};
    case mqtt::CodeUse::ClientOnly:
        return direction == kFromClient ? std::vector<IssueCode>{} : std::vector{IssueCode::ReasonCodeSentBy};
    }
    return {};
}

TEST(ReasonCodeSweep, EveryByteInEveryPacketFromBothSides)
{
    for (const Coded& coded : kCoded) {
        for (unsigned code = 0; code < 256; ++code) {
            for (const Direction direction : {kFromClient, kFromServer}) {
                const bool ofServer = coded.type == PacketType::Connack || coded.type == PacketType::Suback ||
                                      coded.type == PacketType::Unsuback;
                if (ofServer && direction == kFromClient)
                    continue;
                Bytes bytes = coded.bytes;
                bytes[coded.offset] = static_cast<std::uint8_t>(code);
                const Decoded decoded = decodeAs(bytes, Version::V50, direction);
                const auto use = mqtt::codeUse(coded.type, static_cast<std::uint8_t>(code));
                ASSERT_EQ(decoded.codes(), issuesOfCode(use, direction))
                    << static_cast<int>(coded.type) << ' ' << code;
                for (const field::Issue& issue : decoded.log.issues()) {
                    EXPECT_EQ(issue.field, coded.field);
                    EXPECT_EQ(issue.found, code);
                    EXPECT_EQ(issue.range.offset, coded.offset);
                    if (issue.code == IssueCode::ReasonCodeUnknown) {
                        EXPECT_EQ(field::ruleId(issue.code, issue.field, 5), coded.statement);
                    }
                }
            }
        }
    }
}

/// A packet with one property of a byte, which stands at the offset.
struct OneByte {
    Bytes bytes;
    std::size_t offset;
    Direction direction;
};

const std::array kOneByteProperties = {
    // CONNECT: Request Response Information, Request Problem Information
    OneByte{raw("\x10\x10\x00\x04MQTT\x05\x02\x00\x3c\x02\x19\x00\x00\x01k"), 14, kFromClient},
    OneByte{raw("\x10\x10\x00\x04MQTT\x05\x02\x00\x3c\x02\x17\x00\x00\x01k"), 14, kFromClient},
    // CONNACK: Maximum QoS, Retain, Wildcard, Subscription Identifier, Shared Subscription Available
    OneByte{raw("\x20\x05\x00\x00\x02\x24\x00"), 6, kFromServer},
    OneByte{raw("\x20\x05\x00\x00\x02\x25\x00"), 6, kFromServer},
    OneByte{raw("\x20\x05\x00\x00\x02\x28\x00"), 6, kFromServer},
    OneByte{raw("\x20\x05\x00\x00\x02\x29\x00"), 6, kFromServer},
    OneByte{raw("\x20\x05\x00\x00\x02\x2a\x00"), 6, kFromServer},
    // Payload Format Indicator in PUBLISH and in the Will Properties
    OneByte{raw("\x30\x06\x00\x01t\x02\x01\x00"), 7, kFromClient},
    OneByte{raw("\x10\x16\x00\x04MQTT\x05\x06\x00\x3c\x00\x00\x01k\x02\x01\x00\x00\x01w\x00\x00"), 18,
            kFromClient},
};

TEST(PropertyValueSweep, OfABytePropertyOnly0And1AreValues)
{
    for (const OneByte& property : kOneByteProperties) {
        for (unsigned value = 0; value < 256; ++value) {
            Bytes bytes = property.bytes;
            bytes[property.offset] = static_cast<std::uint8_t>(value);
            const Decoded decoded = decodeAs(bytes, Version::V50, property.direction);
            if (value <= 1) {
                ASSERT_THAT(decoded.codes(), IsEmpty());
                continue;
            }
            ASSERT_THAT(decoded.codes(), ElementsAre(IssueCode::PropertyValueRange));
            EXPECT_EQ(decoded.log.issues().front().found, value);
        }
    }
}

} // namespace
} // namespace mqttscope::test
