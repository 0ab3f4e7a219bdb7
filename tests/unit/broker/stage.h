// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/broker.h"
#include "dissector/mqtt/packet.h"
#include "tests/unit/broker/judge.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::broker::test {

using index::test::Bytes;
using index::test::text;
using mqtt::PropertyId;
using mqtt::ReasonCode;
using mqtt::Version;
using index::test::operator+;

inline constexpr Version kVersions[] = {Version::V31, Version::V311, Version::V50};

[[nodiscard]] Bytes encoded(const mqtt::Packet& packet, Version version);
/// "V31", "V311", "V50": the names of parameterised tests.
[[nodiscard]] std::string versionName(const ::testing::TestParamInfo<Version>& info);

class Stage;

/// One network connection to the broker, played by the test.
class Peer {
public:
    Peer(Stage& stage, ConnectionId id, Version version) : m_stage(&stage), m_id(id), m_version(version) {}

    void send(const mqtt::Packet& packet);
    void sendBytes(const Bytes& bytes);
    /// The transport ends: FIN, or RST.
    void close(HowClosed how = HowClosed::ByPeer);

    /// The next packet that the broker sent, which must be a T. Valid as long as the stage. Packets of a test
    /// that were not expected are a failure at its end.
    template <class T> const T& expect();
    /// The bytes of the next packet.
    Bytes expectBytes();
    /// What the broker sent and was not expected yet: nothing.
    [[nodiscard]] bool silent() const { return m_inbox.empty(); }
    void ignoreRest() { m_inbox.clear(); }
    /// The broker asked for the end of the connection.
    [[nodiscard]] bool closed() const { return m_closed; }
    [[nodiscard]] CloseManner closeManner() const { return m_manner; }
    [[nodiscard]] bool paused() const { return m_paused; }
    [[nodiscard]] ConnectionId id() const { return m_id; }
    [[nodiscard]] Version version() const { return m_version; }

    // What tests say often.
    [[nodiscard]] mqtt::Connect connectPacket(std::string_view clientId, bool cleanStart = true) const;
    /// CONNECT and CONNACK 0. Not a clean start: the session outlives the connection by an hour (5.0) or for
    /// good.
    void connect(std::string_view clientId, bool cleanStart = true, bool present = false);
    /// CONNECT and CONNACK 0.
    const mqtt::Connack& connect(const mqtt::Connect& packet);
    void subscribe(std::string_view filter, std::uint8_t qos = 0, std::uint16_t packetId = 100);
    void subscribe(const mqtt::Subscription& subscription, std::uint32_t identifier = 0,
                   std::uint16_t packetId = 100);
    void publish(std::string_view topic, std::string_view payload, std::uint8_t qos = 0,
                 std::uint16_t packetId = 0, bool retain = false);
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
    /// The next packet is a PUBLISH with this topic, payload, QoS and Packet Identifier.
    const mqtt::Publish& expectPublish(std::string_view topic, std::string_view payload, std::uint8_t qos = 0,
                                       std::uint16_t packetId = 0);
    /// Likewise a QoS 0 to 2 one, which is then completed.
    void complete(std::string_view topic, std::string_view payload, std::uint8_t qos, std::uint16_t packetId);
    void expectDisconnect(ReasonCode code);

private:
    friend class Stage;

    struct Received {
        Bytes bytes;
        mqtt::Packet packet;
    };

    void take(ByteView bytes);
    Received* next();

    Stage* m_stage;
    ConnectionId m_id;
    Version m_version;
    Bytes m_partial;
    std::deque<Received> m_inbox;
    std::deque<Received> m_seen; ///< keeps what expect() gave
    bool m_closed = false;
    bool m_over = false; ///< closed() was called
    bool m_paused = false;
    CloseManner m_manner{};
};

template <class T> const T& Peer::expect()
{
    static const T none{};
    const Received* received = next();
    if (received == nullptr) {
        ADD_FAILURE() << "nothing was sent to connection " << m_id;
        return none;
    }
    const T* packet = std::get_if<T>(&received->packet);
    if (packet == nullptr) {
        ADD_FAILURE() << "connection " << m_id << " got a packet of type " << received->packet.index();
        return none;
    }
    return *packet;
}

/// A broker and its connections in virtual time. At its end every packet must have been expected, and the
/// analyzer must find no rule broken by the broker.
class Stage {
public:
    explicit Stage(Options options = {}, Authenticator* authenticator = nullptr,
                   const Authorizer* authorizer = nullptr)
        : broker(std::move(options), authenticator, authorizer)
    {
    }
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    /// A new connection, without any packet.
    Peer& peer(Version version);
    /// Likewise, with CONNECT and CONNACK.
    Peer& client(Version version, std::string_view clientId, bool cleanStart = true, bool present = false);
    /// Time passes; timers fire when they are due.
    void wait(Nanoseconds duration);
    /// The decisions of a code, in their order.
    [[nodiscard]] std::vector<DecisionRecord> decisions(mqtt::Decision code) const;
    [[nodiscard]] std::size_t count(mqtt::Decision code) const { return decisions(code).size(); }
    /// Carries out what the broker wants.
    void carryOut();
    /// The rules are broken on purpose, by a broker's own choice or by what the test leaves out.
    void dismissJudge() { m_judged = false; }
    [[nodiscard]] Judge& judge() { return m_judge; }
    /// Packets that nobody expected are all right.
    void tolerateRest() { m_strict = false; }

    Broker broker;
    Effects effects;
    Nanoseconds now = 0;

private:
    friend class Peer;

    std::deque<Peer> m_peers;
    Judge m_judge;
    bool m_judged = true;
    bool m_strict = true;
};

} // namespace mqttscope::broker::test
