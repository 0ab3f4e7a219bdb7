// SPDX-License-Identifier: GPL-3.0-or-later
// The packets of refuses_test.cpp over real sockets: the broker answers as the standard wants, and a client
// beside it is served on.
#include "tests/conformance/broken_packets.h"
#include "tests/conformance/sockets_fixture.h"

namespace mqttscope::broker::test {
namespace {

using mqttscope::test::RuleCase;

struct SentPacket {
    BrokenPacket packet;
    bool portable = false;

    friend std::ostream& operator<<(std::ostream& out, const SentPacket& self) { return out << self.packet; }
};

std::vector<SentPacket> sentPackets(bool portable)
{
    std::vector<SentPacket> all;
    for (BrokenPacket& packet : brokenPackets(mqtt::Direction::ClientToServer))
        all.push_back({std::move(packet), portable});
    return all;
}

std::string packetName(const ::testing::TestParamInfo<SentPacket>& info)
{
    return info.param.packet.name;
}

class SocketsRefuse : public ::testing::TestWithParam<SentPacket> {
protected:
    static void expectRefusal(SocketPeer& peer, const RuleCase& one)
    {
        if (!isConnect(one.broken))
            return peer.expectDisconnect(reasonOf(one));
        if (one.version == Version::V50) {
            EXPECT_EQ(peer.expect<mqtt::Connack>().code, static_cast<std::uint8_t>(reasonOf(one)));
        } else if (const std::uint8_t code = returnCodeOf(one); code != 0) {
            EXPECT_EQ(peer.expectBytes(), (Bytes{0x20, 0x02, 0x00, code}));
        }
        peer.expectEnd();
    }
    /// The client is served on; unless it wanted to go.
    static void expectTolerance(SocketPeer& peer, const RuleCase& one)
    {
        if (isConnect(one.broken)) {
            EXPECT_EQ(peer.expect<mqtt::Connack>().code, 0);
        }
        if (mqtt::packetTypeOf(one.broken.at(0)) == mqtt::PacketType::Disconnect)
            return peer.expectEnd();
        peer.send(mqtt::Pingreq{});
        while (peer.expectBytes() != Bytes{0xd0, 0x00})
            ASSERT_FALSE(HasFailure());
    }
};
INSTANTIATE_TEST_SUITE_P(Epoll, SocketsRefuse, ::testing::ValuesIn(sentPackets(false)), packetName);
INSTANTIATE_TEST_SUITE_P(QTcpSocket, SocketsRefuse, ::testing::ValuesIn(sentPackets(true)), packetName);

TEST_P(SocketsRefuse, Packet)
{
    const RuleCase& one = GetParam().packet.rule;
    SocketsStage stage;
    stage.start(GetParam().portable);
    SocketPeer& bystander = stage.client(Version::V50, "bystander");
    bystander.subscribe("bystander", 1);
    SocketPeer& peer = isConnect(one.broken) ? stage.peer(one.version) : stage.client(one.version, "a");
    peer.sendBytes(one.broken);
    isTolerated(one) ? expectTolerance(peer, one) : expectRefusal(peer, one);
    bystander.publish("bystander", "x", 1, 1);
    bystander.expectAck<mqtt::Puback>(1);
    bystander.expectPublish("bystander", "x", 1, 1);
}

} // namespace
} // namespace mqttscope::broker::test
