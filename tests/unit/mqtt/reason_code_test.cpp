// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/mqtt/reason_code.h"

#include "dissector/field/field_table.h"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <string>

namespace mqttscope::mqtt {
namespace {

// MQTT 5.0 Tables 3-1, 3-4 to 3-11 by code; the columns are CONNACK PUBACK PUBREC PUBREL PUBCOMP SUBACK
// UNSUBACK DISCONNECT AUTH. x = allowed, S = server only, C = client only, ? = the tables disagree.
const std::map<int, std::string> kTable = {
    {0x00, "xxxxxxxxS"}, {0x01, ".....x..."}, {0x02, ".....x..."}, {0x04, ".......C."}, {0x10, ".SS......"},
    {0x11, "......x.."}, {0x18, "........x"}, {0x19, "........C"}, {0x80, "xxx..xxx."}, {0x81, "x......x."},
    {0x82, "x......x."}, {0x83, "xxx..xxx."}, {0x84, "x........"}, {0x85, "x........"}, {0x86, "x........"},
    {0x87, "xxx..xxS."}, {0x88, "x........"}, {0x89, "x......S."}, {0x8a, "x........"}, {0x8b, ".......S."},
    {0x8c, "x......?."}, {0x8d, ".......S."}, {0x8e, ".......S."}, {0x8f, ".....xxS."}, {0x90, "xxx....x."},
    {0x91, ".xx..xx.."}, {0x92, "...xx...."}, {0x93, ".......x."}, {0x94, ".......x."}, {0x95, "x......x."},
    {0x96, ".......x."}, {0x97, "xxx..x.x."}, {0x98, ".......x."}, {0x99, "xxx....x."}, {0x9a, "x......S."},
    {0x9b, "x......S."}, {0x9c, "x......S."}, {0x9d, "x......S."}, {0x9e, ".....x.S."}, {0x9f, "x......S."},
    {0xa0, ".......S."}, {0xa1, ".....x.S."}, {0xa2, ".....x.S."}};

constexpr std::array<PacketType, 9> kPackets = {
    PacketType::Connack,  PacketType::Puback,     PacketType::Pubrec,
    PacketType::Pubrel,   PacketType::Pubcomp,    PacketType::Suback,
    PacketType::Unsuback, PacketType::Disconnect, PacketType::Auth};

CodeUse useOf(char mark)
{
    return mark == 'x'   ? CodeUse::Both
           : mark == 'S' ? CodeUse::ServerOnly
           : mark == 'C' ? CodeUse::ClientOnly
           : mark == '?' ? CodeUse::Contradictory
                         : CodeUse::NotListed;
}

TEST(CodeUse, AgreesWithTheTablesOfTheStandardForEveryByte)
{
    for (int code = 0; code < 256; ++code) {
        const auto row = kTable.find(code);
        for (std::size_t i = 0; i < kPackets.size(); ++i) {
            const CodeUse expected = row == kTable.end() ? CodeUse::NotListed : useOf(row->second[i]);
            EXPECT_EQ(codeUse(kPackets[i], static_cast<std::uint8_t>(code)), expected)
                << code << " in packet type " << static_cast<int>(kPackets[i]);
        }
    }
}

TEST(CodeUse, PacketsWithoutReasonCodeListNone)
{
    for (const PacketType type :
         {PacketType::Reserved0, PacketType::Connect, PacketType::Publish, PacketType::Subscribe,
          PacketType::Unsubscribe, PacketType::Pingreq, PacketType::Pingresp})
        EXPECT_EQ(codeUse(type, 0), CodeUse::NotListed);
}

TEST(CodeUse, EveryListedCodeHasANameInTheFieldTable)
{
    using field::FieldId;
    constexpr std::array<FieldId, 9> kFields = {
        FieldId::MqttConnackReason,  FieldId::MqttPubackReason,     FieldId::MqttPubrecReason,
        FieldId::MqttPubrelReason,   FieldId::MqttPubcompReason,    FieldId::MqttSubackReason,
        FieldId::MqttUnsubackReason, FieldId::MqttDisconnectReason, FieldId::MqttAuthReason};
    for (std::size_t i = 0; i < kPackets.size(); ++i) {
        for (int code = 0; code < 256; ++code) {
            const CodeUse use = codeUse(kPackets[i], static_cast<std::uint8_t>(code));
            const std::string_view name =
                field::valueName(field::fieldInfo(kFields[i]), static_cast<std::uint64_t>(code));
            EXPECT_EQ(name.empty(), use == CodeUse::NotListed) << code << ' ' << name;
        }
    }
}

TEST(IsFailure, BeginsAt0x80)
{
    EXPECT_FALSE(isFailure(0x7f));
    EXPECT_TRUE(isFailure(0x80));
}

} // namespace
} // namespace mqttscope::mqtt
