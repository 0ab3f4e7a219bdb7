// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/broker_net/socket_peer.h"

#include "dissector/field/issue_table.h"
#include "dissector/mqtt/decoder.h"
#include "dissector/mqtt/framing.h"

namespace mqttscope::broker::test {
namespace {

/// Between two looks.
constexpr int kMilliseconds = 50;

/// Looks until it is so, or for too long.
template <class Condition> bool waitUntil(mqttscope::test::BareSocket& socket, Condition condition)
{
    const auto end = std::chrono::steady_clock::now() + SocketPeer::kPatience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        socket.wait(kMilliseconds);
    }
    return true;
}

} // namespace

void SocketPeer::sendBytes(const Bytes& bytes)
{
    std::size_t sent = 0;
    EXPECT_TRUE(waitUntil(m_socket, [&] {
        sent += m_socket.send({bytes.begin() + static_cast<std::ptrdiff_t>(sent), bytes.end()});
        return sent == bytes.size() || m_socket.over();
    }));
}

/// What has come of packets that were not looked at, up to the end of the first; empty: not yet.
ByteView SocketPeer::firstPacket() const
{
    const ByteView rest = ByteView(m_socket.received).subspan(m_read);
    const mqtt::HeaderPeek peek = mqtt::peekHeader(rest);
    const bool whole =
        peek.status == mqtt::HeaderStatus::Complete && peek.header.packetLength() <= rest.size();
    return whole ? rest.first(peek.header.packetLength()) : ByteView{};
}

Bytes SocketPeer::peekBytes()
{
    EXPECT_TRUE(
        waitUntil(m_socket, [&] { return !firstPacket().empty() || m_socket.finished || m_socket.reset; }));
    return {firstPacket().begin(), firstPacket().end()};
}

const SocketPeer::Received* SocketPeer::next()
{
    Bytes bytes = peekBytes();
    if (bytes.empty())
        return nullptr;
    m_read += bytes.size();
    Received& received = m_seen.emplace_back();
    received.bytes = std::move(bytes);
    mqtt::DecodeOptions how;
    how.version = m_version;
    how.direction = mqtt::Direction::ServerToClient;
    field::IssueLog log;
    EXPECT_TRUE(mqtt::decode(received.bytes, how, log, received.packet).complete);
    for (const field::Issue& issue : log.issues())
        ADD_FAILURE() << field::issueInfo(issue.code).name;
    return &received;
}

Bytes SocketPeer::expectBytes()
{
    const Received* const received = next();
    return received != nullptr ? received->bytes : Bytes{};
}

void SocketPeer::expectEnd()
{
    EXPECT_TRUE(waitUntil(m_socket, [&] { return m_socket.over(); })) << "the connection stays";
    EXPECT_FALSE(m_socket.reset) << "what was said last could be lost";
    EXPECT_EQ(m_socket.received.size(), m_read) << "something was said before the end";
    m_socket.finish();
}

void SocketPeer::expectReset()
{
    EXPECT_TRUE(waitUntil(m_socket, [&] { return m_socket.over(); })) << "the connection stays";
    EXPECT_TRUE(m_socket.reset);
    EXPECT_EQ(m_socket.received.size(), m_read);
}

void SocketPeer::expectDisconnect(ReasonCode code)
{
    if (m_version == Version::V50) {
        EXPECT_EQ(expect<mqtt::Disconnect>().reasonCode, static_cast<std::uint8_t>(code));
    }
    expectEnd();
}

void SocketPeer::expectNothing()
{
    send(mqtt::Pingreq{});
    expect<mqtt::Pingresp>();
}

void SocketPeer::disconnect(std::uint8_t code)
{
    mqtt::Disconnect packet;
    packet.reasonCode = code;
    send(packet);
    expectEnd();
}

mqtt::Connect SocketPeer::connectPacket(std::string_view clientId, bool cleanStart) const
{
    mqtt::Connect packet;
    packet.protocolName = m_version == Version::V31 ? "MQIsdp" : "MQTT";
    packet.protocolLevel = static_cast<std::uint8_t>(m_version);
    packet.cleanStart = cleanStart;
    packet.clientId = clientId;
    if (m_version == Version::V50 && !cleanStart)
        packet.properties.setNumber(PropertyId::SessionExpiryInterval, 3600);
    return packet;
}

const mqtt::Connack& SocketPeer::connect(const mqtt::Connect& packet)
{
    send(packet);
    const auto& connack = expect<mqtt::Connack>();
    EXPECT_EQ(connack.code, 0);
    return connack;
}

void SocketPeer::subscribe(const mqtt::Subscription& subscription, std::uint32_t identifier)
{
    constexpr std::uint16_t kPacketId = 100;
    mqtt::Subscribe packet;
    packet.packetId = kPacketId;
    packet.subscriptions.push_back(subscription);
    if (identifier != 0)
        packet.properties.addSubscriptionIdentifier(identifier);
    send(packet);
    const auto& suback = expect<mqtt::Suback>();
    EXPECT_EQ(suback.packetId, kPacketId);
    ASSERT_EQ(suback.codes.size(), 1U);
    EXPECT_EQ(suback.codes[0], subscription.qos);
}

void SocketPeer::publish(std::string_view topic, std::string_view payload, std::uint8_t qos,
                         std::uint16_t packetId, bool retain)
{
    mqtt::Publish packet;
    packet.topic = topic;
    packet.payload = field::asBytes(payload);
    packet.qos = qos;
    packet.packetId = packetId;
    packet.retain = retain;
    send(packet);
}

void SocketPeer::say(std::string_view topic, std::string_view payload, std::uint8_t qos, bool retain)
{
    constexpr std::uint16_t kPacketId = 200;
    publish(topic, payload, qos, qos == 0 ? std::uint16_t{0} : kPacketId, retain);
    if (qos == 0)
        return fence();
    if (qos == 1) {
        EXPECT_EQ(expect<mqtt::Puback>().packetId, kPacketId);
        return;
    }
    EXPECT_EQ(expect<mqtt::Pubrec>().packetId, kPacketId);
    acknowledge<mqtt::Pubrel>(kPacketId);
    expectAck<mqtt::Pubcomp>(kPacketId);
}

const mqtt::Publish& SocketPeer::expectPublish(std::string_view topic, std::string_view payload,
                                               std::uint8_t qos, std::uint16_t packetId)
{
    const auto& packet = expect<mqtt::Publish>();
    EXPECT_EQ(packet.topic, topic);
    EXPECT_EQ(field::asText(packet.payload), payload);
    EXPECT_EQ(packet.qos, qos);
    EXPECT_EQ(packet.packetId, packetId);
    return packet;
}

} // namespace mqttscope::broker::test
