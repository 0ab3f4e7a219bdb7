// SPDX-License-Identifier: GPL-3.0-or-later
// Clients that send anything: the broker answers with valid packets only, breaks no rule itself, and keeps to
// its limits.
#include "tests/support/random_packets.h"
#include "tests/unit/broker/stage.h"

namespace mqttscope::broker::test {
namespace {

using mqttscope::test::RandomPackets;

/// Several connections that live, talk nonsense and die, as a number tells.
class Hostile : public ::testing::TestWithParam<std::uint64_t> {
protected:
    Hostile() : m_random(GetParam())
    {
        Options options;
        options.limits.queuedMessages = 20;
        options.limits.heldMessages = 20;
        options.limits.subscriptions = 20;
        options.limits.retainedMessages = 20;
        options.limits.sessions = 20;
        options.policy.longClientIds31 = m_random.onceIn(2);
        options.capabilities.maximumPacketSize = 2000;
        if (m_random.onceIn(3))
            options.capabilities.maximumQos = static_cast<std::uint8_t>(m_random.below(2));
        options.capabilities.retain = !m_random.onceIn(4);
        m_stage = std::make_unique<Stage>(options);
        m_stage->tolerateRest();
    }

    Peer& anyPeer()
    {
        std::erase_if(m_open, [](const Peer* peer) { return peer->closed(); });
        if (m_open.empty() || (m_open.size() < 8 && m_random.onceIn(10))) {
            m_open.push_back(&m_stage->peer(kVersions[m_random.below(3)]));
            if (!m_random.onceIn(5))
                connect(*m_open.back());
        }
        return *m_open[m_random.below(static_cast<std::uint32_t>(m_open.size()))];
    }

    void connect(Peer& peer)
    {
        auto packet =
            std::get<mqtt::Connect>(m_random.next(peer.version(), mqtt::PacketType::Connect).packet);
        packet.clientId = m_random.onceIn(8) ? std::string_view{} : kNames[m_random.below(kNames.size())];
        if (packet.clientId.empty() && peer.version() != Version::V50)
            packet.cleanStart = true;
        if (packet.clientId.empty() && peer.version() == Version::V31)
            packet.clientId = "z";
        packet.properties.remove(PropertyId::AuthenticationMethod);
        packet.properties.remove(PropertyId::AuthenticationData);
        if (packet.properties.numberOr(PropertyId::MaximumPacketSize, 100) < 100)
            packet.properties.setNumber(PropertyId::MaximumPacketSize, 100);
        peer.send(packet);
    }

    /// A valid packet of a client, more often one that is interesting.
    mqtt::Packet anyPacket(Version version)
    {
        using mqtt::PacketType;
        constexpr std::array kUsual = {PacketType::Publish, PacketType::Publish,     PacketType::Subscribe,
                                       PacketType::Puback,  PacketType::Pubrec,      PacketType::Pubrel,
                                       PacketType::Pubcomp, PacketType::Unsubscribe, PacketType::Pingreq};
        while (true) {
            mqttscope::test::RandomPacket made =
                m_random.onceIn(20) ? m_random.next(version)
                                    : m_random.next(version, kUsual[m_random.below(kUsual.size())]);
            if (made.direction == mqtt::Direction::ServerToClient)
                continue;
            std::visit(
                [&](auto& packet) {
                    if constexpr (requires { packet.packetId; }) {
                        if (packet.packetId != 0)
                            packet.packetId = static_cast<std::uint16_t>(1 + m_random.below(6));
                    }
                    if constexpr (std::is_same_v<std::decay_t<decltype(packet)>, mqtt::Publish>) {
                        if (m_random.onceIn(2))
                            packet.properties.remove(PropertyId::TopicAlias);
                        if (packet.topic.empty() && !packet.properties.has(PropertyId::TopicAlias))
                            packet.topic = "t";
                    }
                },
                made.packet);
            return made.packet;
        }
    }

    void step()
    {
        Peer& peer = anyPeer();
        switch (m_random.below(12)) {
        case 0:
            return peer.close(m_random.onceIn(2) ? HowClosed::ByPeer : HowClosed::Reset), forgetPeer(peer);
        case 1: {
            const mqtt::ByteView noise = m_random.bytes(40);
            return peer.sendBytes(Bytes(noise.begin(), noise.end()));
        }
        case 2: {
            Bytes bytes = encoded(anyPacket(peer.version()), peer.version());
            bytes[m_random.below(static_cast<std::uint32_t>(bytes.size()))] ^=
                static_cast<std::uint8_t>(1U << m_random.below(8));
            return peer.sendBytes(bytes);
        }
        case 3:
            return m_stage->wait(Nanoseconds{m_random.below(5000)} * kMillisecond);
        default:
            return peer.send(anyPacket(peer.version()));
        }
    }

    void forgetPeer(const Peer& peer) { std::erase(m_open, &peer); }

    static constexpr std::array<std::string_view, 5> kNames = {"a", "b", "c", "d", "e"};
    RandomPackets m_random;
    std::unique_ptr<Stage> m_stage;
    std::vector<Peer*> m_open;
};
INSTANTIATE_TEST_SUITE_P(Seeds, Hostile, ::testing::Range<std::uint64_t>(1, 101));

TEST_P(Hostile, NothingBreaksTheBroker)
{
    for (int i = 0; i < 300; ++i) {
        step();
        m_random.forget();
        for (const auto& [serial, session] : m_stage->broker.sessions()) {
            EXPECT_LE(session->outgoing.size(), 20U);
            EXPECT_LE(session->incoming.size(), 20U);
            EXPECT_LE(session->subscriptions.size(), 20U);
        }
        EXPECT_LE(m_stage->broker.retained().size(), 20U);
        EXPECT_LE(m_stage->broker.sessions().size(), 20U);
    }
}

// What is held is given back.
TEST_P(Hostile, NothingIsLeftBehind)
{
    m_stage->dismissJudge();
    for (int i = 0; i < 200; ++i)
        step();
    for (Peer* peer : m_open) {
        if (!peer->closed())
            peer->close();
    }
    for (int i = 0; i < 8; ++i) {
        const std::string name = i < 5 ? std::string(kNames[static_cast<std::size_t>(i)]) : std::string("z");
        Peer& peer = m_stage->client(Version::V311, name);
        peer.send(mqtt::Disconnect{});
    }
    m_stage->wait(Nanoseconds{0x1'0000'0000} * kSecond);
    std::size_t outgoing = 0;
    for (const auto& [serial, session] : m_stage->broker.sessions()) {
        EXPECT_EQ(session->expiryInterval, kNeverExpires);
        EXPECT_FALSE(session->will.has_value() && session->will->delay == 0);
        outgoing += session->outgoing.bytes() + session->incoming.bytes();
    }
    EXPECT_EQ(m_stage->broker.deadlineCount(), 0U);
    EXPECT_LE(m_stage->broker.messageCount().bytes, outgoing + m_stage->broker.retained().bytes());
    EXPECT_EQ(m_stage->broker.connectionCount(), 0U);
}

} // namespace
} // namespace mqttscope::broker::test
