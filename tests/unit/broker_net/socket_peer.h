// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/broker/stage.h"
#include "tests/unit/broker_net/bare_socket.h"

#include <chrono>
#include <deque>
#include <string_view>

namespace mqttscope::broker::test {

/// A client of the test on a real socket: says what it is told, byte by byte, and waits for what it expects.
/// What does not come in time is a failure; nothing else depends on time.
class SocketPeer {
public:
    /// Long enough for anything that is bound to happen, on a machine that has much else to do.
    static constexpr std::chrono::seconds kPatience{30};

    SocketPeer(std::uint16_t port, Version version) : m_socket(port), m_version(version)
    {
        EXPECT_TRUE(m_socket.connected());
    }

    void send(const mqtt::Packet& packet) { sendBytes(encoded(packet, m_version)); }
    void sendBytes(const Bytes& bytes);

    /// The next packet of the broker, which must be a T. Valid as long as this.
    template <class T> const T& expect();
    /// The bytes of the next packet.
    Bytes expectBytes();
    /// Likewise, and leaves it for another look.
    Bytes peekBytes();
    /// The broker ends the connection by FIN, and nothing comes before.
    void expectEnd();
    /// Likewise, of 5.0 with a DISCONNECT before it.
    void expectDisconnect(ReasonCode code);
    /// The broker resets the connection, and has said nothing.
    void expectReset();
    /// Nothing was sent before the answer to a PINGREQ: not what the broker did until now.
    void expectNothing();
    /// The broker has done with all that was sent: for others to look.
    void fence() { expectNothing(); }

    /// The transport breaks (RST).
    void abort() { m_socket.abort(); }
    /// It ends its direction without a word (FIN).
    void finish() { m_socket.finish(); }
    /// DISCONNECT, and the end of the connection from both sides.
    void disconnect(std::uint8_t code = 0);

    [[nodiscard]] mqtt::Connect connectPacket(std::string_view clientId, bool cleanStart = true) const;
    /// CONNECT and CONNACK 0.
    const mqtt::Connack& connect(const mqtt::Connect& packet);
    void subscribe(std::string_view filter, std::uint8_t qos = 0)
    {
        subscribe(mqtt::Subscription{filter, qos, false, false, 0});
    }
    /// SUBSCRIBE and SUBACK.
    void subscribe(const mqtt::Subscription& subscription, std::uint32_t identifier = 0);
    void publish(std::string_view topic, std::string_view payload, std::uint8_t qos = 0,
                 std::uint16_t packetId = 0, bool retain = false);
    /// The same with all that follows: when it returns, the broker has passed the message on.
    void say(std::string_view topic, std::string_view payload, std::uint8_t qos = 1, bool retain = false);
    template <class Ack> void acknowledge(std::uint16_t packetId, std::uint8_t code = 0)
    {
        Ack packet;
        packet.packetId = packetId;
        packet.reasonCode = code;
        send(packet);
    }
    template <class Ack> void expectAck(std::uint16_t packetId, std::uint8_t code = 0)
    {
        const Ack& packet = expect<Ack>();
        EXPECT_EQ(packet.packetId, packetId);
        EXPECT_EQ(packet.reasonCode, code);
    }
    const mqtt::Publish& expectPublish(std::string_view topic, std::string_view payload, std::uint8_t qos = 0,
                                       std::uint16_t packetId = 0);

    [[nodiscard]] Version version() const { return m_version; }

private:
    struct Received {
        Bytes bytes;
        mqtt::Packet packet;
    };

    /// The next packet; none: the connection is over, or nothing came.
    const Received* next();
    [[nodiscard]] ByteView firstPacket() const;

    mqttscope::test::BareSocket m_socket;
    Version m_version;
    std::size_t m_read = 0;      ///< bytes of m_socket.received that were cut into packets
    std::deque<Received> m_seen; ///< keeps what expect() gave
};

template <class T> const T& SocketPeer::expect()
{
    static const T none{};
    const Received* const received = next();
    if (received == nullptr) {
        ADD_FAILURE() << "nothing came";
        return none;
    }
    const T* const packet = std::get_if<T>(&received->packet);
    if (packet == nullptr) {
        ADD_FAILURE() << "a packet of type " << received->packet.index() << " came";
        return none;
    }
    return *packet;
}

} // namespace mqttscope::broker::test
