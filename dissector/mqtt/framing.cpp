// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/mqtt/framing.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace mqttscope::mqtt {

void Framer::takeHeaderByte(std::uint8_t byte)
{
    ++m_taken;
    if (m_taken == 1) {
        m_header.firstByte = byte;
        return;
    }
    const std::uint32_t place = m_taken - 2;
    m_header.remainingLength |= static_cast<std::uint32_t>(byte & 0x7f) << (7 * place);
    m_header.headerLength = static_cast<std::uint8_t>(m_taken);
    if ((byte & 0x80) == 0)
        m_state = m_header.remainingLength == 0 ? State::Complete : State::Body;
    else if (place + 1 == kMaxVbiBytes)
        m_state = State::Bad;
}

std::size_t Framer::feed(ByteView bytes)
{
    std::size_t used = 0;
    while (m_state == State::Header && used < bytes.size())
        takeHeaderByte(bytes[used++]);
    return used + static_cast<std::size_t>(skip(bytes.size() - used));
}

std::uint64_t Framer::skip(std::uint64_t count)
{
    if (m_state != State::Body)
        return 0;
    const auto passed = static_cast<std::uint32_t>(std::min<std::uint64_t>(count, missing()));
    m_taken += passed;
    if (m_taken == m_header.packetLength())
        m_state = State::Complete;
    return passed;
}

namespace {

struct NameAndLevel {
    std::string_view name;
    std::array<std::uint8_t, 3> levels; ///< 0 = none
};

// MQTT 3.1.1 §3.1.2.2, MQTT 5.0 §3.1.2.2; 0x83 and 0x84 are sent by mosquitto's bridges.
constexpr std::array<NameAndLevel, 2> kProtocols = {{
    {"MQTT", {4, 4 | kBridgeBit, 5}},
    {"MQIsdp", {3, 3 | kBridgeBit, 0}},
}};

/// How far two byte strings agree: all of `expected`, as much as there is, or not.
Plausible compare(ByteView bytes, std::string_view expected)
{
    const std::size_t common = std::min(bytes.size(), expected.size());
    if (field::asText(bytes.first(common)) != expected.substr(0, common))
        return Plausible::No;
    return common == expected.size() ? Plausible::Yes : Plausible::NeedMore;
}

Plausible plausibleVariableHeader(ByteView body, const NameAndLevel& protocol, std::uint32_t remainingLength)
{
    const std::size_t nameLength = protocol.name.size();
    const std::array<std::uint8_t, 2> lengthBytes{0, static_cast<std::uint8_t>(nameLength)};
    // Name with its length, level, flags, Keep Alive, and the length of the Client Identifier.
    if (remainingLength < 2 + nameLength + 4 + 2)
        return Plausible::No;
    const Plausible length = compare(body, field::asText(lengthBytes));
    if (length != Plausible::Yes)
        return length;
    const Plausible name = compare(body.subspan(2), protocol.name);
    if (name != Plausible::Yes)
        return name;
    if (body.size() < 2 + nameLength + 1)
        return Plausible::NeedMore;
    const std::uint8_t level = body[2 + nameLength];
    const bool known = level != 0 && std::find(protocol.levels.begin(), protocol.levels.end(), level) !=
                                         protocol.levels.end();
    return known ? Plausible::Yes : Plausible::No;
}

} // namespace

Plausible plausibleConnect(ByteView bytes)
{
    if (bytes.empty())
        return Plausible::NeedMore;
    if (bytes[0] != static_cast<std::uint8_t>(PacketType::Connect) << 4)
        return Plausible::No;
    const HeaderPeek peek = peekHeader(bytes);
    if (peek.status == HeaderStatus::Malformed)
        return Plausible::No;
    if (peek.status == HeaderStatus::NeedMore)
        return Plausible::NeedMore;
    const ByteView body = bytes.subspan(peek.header.headerLength);
    Plausible best = Plausible::No;
    for (const NameAndLevel& protocol : kProtocols)
        best = std::max(best, plausibleVariableHeader(body, protocol, peek.header.remainingLength));
    return best;
}

namespace {

struct TypeRule {
    std::uint32_t least; ///< least Remaining Length
    std::uint32_t most;  ///< most, before 5.0
    std::uint32_t most5; ///< most, in 5.0
    bool fromClient;
    bool fromServer;
};

constexpr std::uint32_t kAny = kMaxRemainingLength;

// Types, directions and lengths: MQTT 3.1.1 Table 2.1 and clauses 3.1 to 3.14, MQTT 5.0 likewise. A least
// length is what the mandatory fields take: of SUBSCRIBE a Packet Identifier and one filter of one character
// with its options.
constexpr std::array<TypeRule, 16> kTypes = {{
    {0, 0, 0, false, false},       // 0
    {12, kAny, kAny, true, false}, // CONNECT
    {2, 2, kAny, false, true},     // CONNACK
    {2, kAny, kAny, true, true},   // PUBLISH
    {2, 2, kAny, true, true},      // PUBACK
    {2, 2, kAny, true, true},      // PUBREC
    {2, 2, kAny, true, true},      // PUBREL
    {2, 2, kAny, true, true},      // PUBCOMP
    {6, kAny, kAny, true, false},  // SUBSCRIBE
    {3, kAny, kAny, false, true},  // SUBACK
    {5, kAny, kAny, true, false},  // UNSUBSCRIBE
    {2, 2, kAny, false, true},     // UNSUBACK
    {0, 0, 0, true, false},        // PINGREQ
    {0, 0, 0, false, true},        // PINGRESP
    {0, 0, kAny, true, true},      // DISCONNECT
    {0, 0, kAny, true, true},      // AUTH
}};

bool plausibleFlags(std::uint8_t firstByte, Version version)
{
    const PacketType type = packetTypeOf(firstByte);
    const unsigned flags = firstByte & 0x0fU;
    switch (type) {
    case PacketType::Publish: {
        const unsigned qos = flags >> 1 & 3U;
        return qos != 3 && (qos != 0 || (flags & 8U) == 0);
    }
    case PacketType::Pubrel:
    case PacketType::Subscribe:
    case PacketType::Unsubscribe:
        // MQTT 3.1 §3.6, 3.8, 3.10: QoS 1, and DUP when sent again.
        return flags == 2 || (version == Version::V31 && flags == 10);
    case PacketType::Reserved0:
        return false;
    case PacketType::Auth:
        return flags == 0 && version != Version::V31 && version != Version::V311;
    case PacketType::Connect:
    case PacketType::Connack:
    case PacketType::Puback:
    case PacketType::Pubrec:
    case PacketType::Pubcomp:
    case PacketType::Suback:
    case PacketType::Unsuback:
    case PacketType::Pingreq:
    case PacketType::Pingresp:
    case PacketType::Disconnect:
        return flags == 0;
    }
    return false;
}

bool plausibleDirection(const TypeRule& rule, PacketType type, Version version, Direction direction)
{
    switch (direction) {
    case Direction::Unknown:
        return true;
    case Direction::ClientToServer:
        return rule.fromClient;
    case Direction::ServerToClient: {
        // Before 5.0 only clients send DISCONNECT (MQTT 3.1.1 Table 2.1).
        const bool old = version == Version::V31 || version == Version::V311;
        return rule.fromServer && !(old && type == PacketType::Disconnect);
    }
    }
    return false;
}

} // namespace

Plausible plausibleHeader(ByteView bytes, Version version, Direction direction, std::uint32_t limit)
{
    if (bytes.empty())
        return Plausible::NeedMore;
    const PacketType type = packetTypeOf(bytes[0]);
    const TypeRule& rule = kTypes[static_cast<std::size_t>(type)];
    if (!plausibleFlags(bytes[0], version) || !plausibleDirection(rule, type, version, direction))
        return Plausible::No;
    const HeaderPeek peek = peekHeader(bytes);
    if (peek.status == HeaderStatus::Malformed)
        return Plausible::No;
    if (peek.status == HeaderStatus::NeedMore)
        return Plausible::NeedMore;
    const std::uint32_t length = peek.header.remainingLength;
    const bool old = version == Version::V31 || version == Version::V311;
    if (length < rule.least || length > (old ? rule.most : rule.most5) || peek.header.packetLength() > limit)
        return Plausible::No;
    return Plausible::Yes;
}

} // namespace mqttscope::mqtt
