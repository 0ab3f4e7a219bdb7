// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/packet_log.h"

#include "dissector/mqtt/decoder.h"

#include <fmt/format.h>

namespace mqttscope::app {

using mqtt::PacketType;
using mqtt::PropertyId;

std::string PacketLog::line(bool sent, std::string_view text) const
{
    return fmt::format("Client {} {} {}\n", m_clientId.empty() ? "(null)" : m_clientId,
                       sent ? "sending" : "received", text);
}

std::string PacketLog::acknowledgement(std::string_view name, const mqtt::Acknowledgement& packet, bool sent,
                                       bool withCode) const
{
    const std::string id = fmt::format("{}{}", sent ? "m" : "Mid: ", packet.packetId);
    const std::string code =
        withCode ? fmt::format("{}{}", sent ? ", rc" : ", RC:", packet.reasonCode) : std::string{};
    return line(sent, fmt::format("{} ({}{})", name, id, code));
}

std::string PacketLog::publish(const mqtt::Publish& publish, bool sent)
{
    const std::uint32_t id = publish.qos != 0 ? publish.packetId : sent ? m_lastId + 1 : 0;
    if (sent)
        m_lastId = id;
    return line(sent, fmt::format("PUBLISH (d{}, q{}, r{}, m{}, '{}', ... ({} bytes))", int{publish.dup},
                                  publish.qos, int{publish.retain}, id,
                                  sent && publish.topic.empty() ? "(null)" : publish.topic,
                                  publish.payload.size()));
}

/// The server may have named the client.
void PacketLog::learnName(const mqtt::Connack& connack)
{
    if (connack.properties.has(PropertyId::AssignedClientIdentifier))
        m_clientId = connack.properties.text(PropertyId::AssignedClientIdentifier);
}

std::string PacketLog::lines(field::ByteView packet, bool sent)
{
    mqtt::DecodeOptions how;
    how.version = m_version;
    how.direction = sent ? mqtt::Direction::ClientToServer : mqtt::Direction::ServerToClient;
    how.reportIssues = false;
    m_log.clear();
    (void)mqtt::decode(packet, how, m_log, m_packet);
    switch (mqtt::packetTypeOf(m_packet)) {
    case PacketType::Connect:
        return line(sent, "CONNECT");
    case PacketType::Connack: {
        const auto& connack = std::get<mqtt::Connack>(m_packet);
        learnName(connack);
        return line(sent, fmt::format("CONNACK ({})", connack.code));
    }
    case PacketType::Publish:
        return publish(std::get<mqtt::Publish>(m_packet), sent);
    case PacketType::Puback:
        return acknowledgement("PUBACK", std::get<mqtt::Puback>(m_packet), sent, true);
    case PacketType::Pubrec:
        return acknowledgement("PUBREC", std::get<mqtt::Pubrec>(m_packet), sent, sent);
    case PacketType::Pubrel:
        return acknowledgement("PUBREL", std::get<mqtt::Pubrel>(m_packet), sent, false);
    case PacketType::Pubcomp:
        return acknowledgement("PUBCOMP", std::get<mqtt::Pubcomp>(m_packet), sent, !sent);
    case PacketType::Subscribe: {
        const auto& subscribe = std::get<mqtt::Subscribe>(m_packet);
        m_lastId = subscribe.packetId;
        std::string text;
        for (const mqtt::Subscription& one : subscribe.subscriptions) {
            const int options =
                (one.noLocal ? 0x04 : 0) | (one.retainAsPublished ? 0x08 : 0) | (one.retainHandling << 4);
            text += line(sent, fmt::format("SUBSCRIBE (Mid: {}, Topic: {}, QoS: {}, Options: 0x{:02x})",
                                           subscribe.packetId, one.topicFilter, one.qos, options));
        }
        return text;
    }
    case PacketType::Unsubscribe: {
        const auto& unsubscribe = std::get<mqtt::Unsubscribe>(m_packet);
        m_lastId = unsubscribe.packetId;
        std::string text;
        for (const std::string_view filter : unsubscribe.topicFilters)
            text += line(sent, fmt::format("UNSUBSCRIBE (Mid: {}, Topic: {})", unsubscribe.packetId, filter));
        return text;
    }
    case PacketType::Suback: {
        const auto& suback = std::get<mqtt::Suback>(m_packet);
        std::string text = line(sent, "SUBACK");
        text += fmt::format("Subscribed (mid: {}): ", suback.packetId);
        for (std::size_t i = 0; i < suback.codes.size(); ++i)
            text += fmt::format("{}{}", i == 0 ? "" : ", ", suback.codes[i]);
        return text + "\n";
    }
    case PacketType::Unsuback:
        return line(sent, "UNSUBACK");
    case PacketType::Pingreq:
        return line(sent, "PINGREQ");
    case PacketType::Pingresp:
        return line(sent, "PINGRESP");
    case PacketType::Disconnect:
        return line(sent,
                    sent ? std::string{"DISCONNECT"}
                         : fmt::format("DISCONNECT ({})", std::get<mqtt::Disconnect>(m_packet).reasonCode));
    case PacketType::Auth:
        return line(sent, "AUTH");
    case PacketType::Reserved0:
        break;
    }
    return {};
}

} // namespace mqttscope::app
