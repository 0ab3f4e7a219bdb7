// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/tap/packet_peek.h"

#include "dissector/mqtt/framing.h"

#include <algorithm>

namespace mqttscope::broker {

using mqtt::PacketType;

namespace {

/// Packets whose variable header begins with the Packet Identifier (MQTT 5.0 Table 2-2).
bool beginsWithId(PacketType type)
{
    const auto number = static_cast<unsigned>(type);
    return number >= static_cast<unsigned>(PacketType::Puback) &&
           number <= static_cast<unsigned>(PacketType::Unsuback);
}

std::uint8_t qosOf(std::uint8_t firstByte)
{
    return static_cast<std::uint8_t>((firstByte >> 1) & 3U);
}

} // namespace

void PacketPeek::takeHeader(ByteView& bytes)
{
    m_header[m_headerLength++] = bytes.front();
    bytes = bytes.subspan(1);
    const mqtt::HeaderPeek peek = mqtt::peekHeader(ByteView(m_header).first(m_headerLength));
    if (peek.status == mqtt::HeaderStatus::NeedMore)
        return;
    m_lost = peek.status == mqtt::HeaderStatus::Malformed;
    m_headerDone = true;
    m_remaining = peek.header.remainingLength;
    m_position = 0;
    m_idAt = 0;
    m_hasId = beginsWithId(peek.header.type());
    m_topicLength = 0;
    m_packetId = 0;
    m_topic.clear();
}

void PacketPeek::keep(std::uint8_t byte)
{
    if (m_topic.size() < kMaxTopic)
        m_topic.push_back(static_cast<char>(byte));
}

/// MQTT 5.0 §3.3.2: a PUBLISH begins with its topic, the identifier follows.
void PacketPeek::takeBody(ByteView bytes)
{
    const PacketType type = mqtt::packetTypeOf(m_header[0]);
    const bool publish = type == PacketType::Publish;
    const bool filters = type == PacketType::Subscribe || type == PacketType::Unsubscribe;
    for (const std::uint8_t byte : bytes) {
        const bool isId = m_hasId && m_position >= m_idAt && m_position < m_idAt + 2;
        if (publish && m_position < 2) {
            m_topicLength = static_cast<std::uint16_t>(m_topicLength << 8 | byte);
            m_idAt = 2U + m_topicLength;
            m_hasId = m_position == 1 && qosOf(m_header[0]) != 0;
        } else if (isId) {
            m_packetId = static_cast<std::uint16_t>(m_packetId << 8 | byte);
        } else if ((publish && m_position < 2U + m_topicLength) || (filters && m_topic.size() < kMaxTopic)) {
            keep(byte);
        } else {
            return; // nothing more of it counts
        }
        ++m_position;
    }
}

PeekedPacket PacketPeek::packet()
{
    const PacketType type = mqtt::packetTypeOf(m_header[0]);
    const bool publish = type == PacketType::Publish;
    m_headerLength = 0;
    m_headerDone = false;
    return {type, publish ? qosOf(m_header[0]) : std::uint8_t{0}, m_packetId, m_topic};
}

std::optional<PeekedPacket> PacketPeek::next(ByteView& bytes)
{
    while (!bytes.empty() && !m_lost) {
        if (!m_headerDone)
            takeHeader(bytes);
        if (!m_headerDone || m_lost)
            continue;
        const std::size_t length = std::min<std::size_t>(bytes.size(), m_remaining);
        takeBody(bytes.first(length));
        bytes = bytes.subspan(length);
        m_remaining -= static_cast<std::uint32_t>(length);
        if (m_remaining == 0)
            return packet();
    }
    if (m_lost)
        bytes = {};
    return std::nullopt;
}

} // namespace mqttscope::broker
