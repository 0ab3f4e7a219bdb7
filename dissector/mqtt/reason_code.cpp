// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/mqtt/reason_code.h"

#include <algorithm>
#include <array>

namespace mqttscope::mqtt {
namespace {

using Packets = std::uint16_t; ///< bit n = packet type n

constexpr Packets in(PacketType type)
{
    return static_cast<Packets>(1U << static_cast<unsigned>(type));
}
constexpr Packets kConnack = in(PacketType::Connack);
constexpr Packets kPuback = in(PacketType::Puback) | in(PacketType::Pubrec);
constexpr Packets kPubrel = in(PacketType::Pubrel) | in(PacketType::Pubcomp);
constexpr Packets kSuback = in(PacketType::Suback);
constexpr Packets kUnsuback = in(PacketType::Unsuback);
constexpr Packets kDisconnect = in(PacketType::Disconnect);
constexpr Packets kAuth = in(PacketType::Auth);

struct Row {
    std::uint8_t code;
    Packets packets;    ///< where it is listed
    Packets fromServer; ///< where only a server sends it
    Packets fromClient; ///< where only a client sends it
};

// MQTT 5.0 Table 2-6 and Tables 3-1, 3-4 to 3-11. What flows from the server only (CONNACK, SUBACK, UNSUBACK)
// needs no mark here.
constexpr std::array<Row, 43> kTable = {{
    {0x00, kConnack | kPuback | kPubrel | kSuback | kUnsuback | kDisconnect | kAuth, kAuth, 0},
    {0x01, kSuback, 0, 0},
    {0x02, kSuback, 0, 0},
    {0x04, kDisconnect, 0, kDisconnect},
    {0x10, kPuback, kPuback, 0},
    {0x11, kUnsuback, 0, 0},
    {0x18, kAuth, 0, 0},
    {0x19, kAuth, 0, kAuth},
    {0x80, kConnack | kPuback | kSuback | kUnsuback | kDisconnect, 0, 0},
    {0x81, kConnack | kDisconnect, 0, 0},
    {0x82, kConnack | kDisconnect, 0, 0},
    {0x83, kConnack | kPuback | kSuback | kUnsuback | kDisconnect, 0, 0},
    {0x84, kConnack, 0, 0},
    {0x85, kConnack, 0, 0},
    {0x86, kConnack, 0, 0},
    {0x87, kConnack | kPuback | kSuback | kUnsuback | kDisconnect, kDisconnect, 0},
    {0x88, kConnack, 0, 0},
    {0x89, kConnack | kDisconnect, kDisconnect, 0},
    {0x8a, kConnack, 0, 0},
    {0x8b, kDisconnect, kDisconnect, 0},
    {0x8c, kConnack, 0, 0},
    {0x8d, kDisconnect, kDisconnect, 0},
    {0x8e, kDisconnect, kDisconnect, 0},
    {0x8f, kSuback | kUnsuback | kDisconnect, kDisconnect, 0},
    {0x90, kConnack | kPuback | kDisconnect, 0, 0},
    {0x91, kPuback | kSuback | kUnsuback, 0, 0},
    {0x92, kPubrel, 0, 0},
    {0x93, kDisconnect, 0, 0},
    {0x94, kDisconnect, 0, 0},
    {0x95, kConnack | kDisconnect, 0, 0},
    {0x96, kDisconnect, 0, 0},
    {0x97, kConnack | kPuback | kSuback | kDisconnect, 0, 0},
    {0x98, kDisconnect, 0, 0},
    {0x99, kConnack | kPuback | kDisconnect, 0, 0},
    {0x9a, kConnack | kDisconnect, kDisconnect, 0},
    {0x9b, kConnack | kDisconnect, kDisconnect, 0},
    {0x9c, kConnack | kDisconnect, kDisconnect, 0},
    {0x9d, kConnack | kDisconnect, kDisconnect, 0},
    {0x9e, kSuback | kDisconnect, kDisconnect, 0},
    {0x9f, kConnack | kDisconnect, kDisconnect, 0},
    {0xa0, kDisconnect, kDisconnect, 0},
    {0xa1, kSuback | kDisconnect, kDisconnect, 0},
    {0xa2, kSuback | kDisconnect, kDisconnect, 0},
}};

constexpr bool codesAscend()
{
    return std::is_sorted(kTable.begin(), kTable.end(),
                          [](const Row& a, const Row& b) { return a.code < b.code; });
}
static_assert(codesAscend(), "reason codes are found by bisection");

} // namespace

CodeUse codeUse(PacketType type, std::uint8_t reasonCode)
{
    constexpr auto kBadAuthenticationMethod = static_cast<std::uint8_t>(ReasonCode::BadAuthenticationMethod);
    if (type == PacketType::Disconnect && reasonCode == kBadAuthenticationMethod)
        return CodeUse::Contradictory;
    const auto* row = std::lower_bound(kTable.begin(), kTable.end(), reasonCode,
                                       [](const Row& r, std::uint8_t code) { return r.code < code; });
    if (row == kTable.end() || row->code != reasonCode || (row->packets & in(type)) == 0)
        return CodeUse::NotListed;
    if ((row->fromServer & in(type)) != 0)
        return CodeUse::ServerOnly;
    return (row->fromClient & in(type)) != 0 ? CodeUse::ClientOnly : CodeUse::Both;
}

} // namespace mqttscope::mqtt
