// SPDX-License-Identifier: GPL-3.0-or-later
// A packet for each rule that one packet can break (tests/unit/mqtt/rules_*_test.cpp), sent to the engine
// that receives such packets: it closes, with the code of 5.0, and what the version tolerates it takes.
// MQTT 5.0 §4.13.1 [MQTT-4.13.1-1], MQTT 3.1.1 §4.8 [MQTT-4.8.0-1], [MQTT-2.2.2-2]
#include "tests/conformance/broken_packets.h"
#include "tests/unit/broker/client_talk.h"
#include "tests/unit/broker/stage.h"

namespace mqttscope::broker::test {
namespace {

using field::Severity;
using mqtt::Decision;
using mqttscope::test::RuleCase;

std::string caseName(const ::testing::TestParamInfo<BrokenPacket>& info)
{
    return info.param.name;
}

class ServerRefuses : public ::testing::TestWithParam<BrokenPacket> {
protected:
    static void expectRefusal(Peer& peer, const RuleCase& one)
    {
        if (!isConnect(one.broken)) {
            peer.expectDisconnect(reasonOf(one));
        } else if (one.version == Version::V50) {
            EXPECT_EQ(peer.expect<mqtt::Connack>().code, static_cast<std::uint8_t>(reasonOf(one)));
        } else if (const std::uint8_t code = returnCodeOf(one); code != 0) {
            EXPECT_EQ(peer.expectBytes(), (Bytes{0x20, 0x02, 0x00, code}));
        }
        EXPECT_TRUE(peer.closed());
        EXPECT_TRUE(peer.silent());
    }
};

TEST_P(ServerRefuses, Packet)
{
    const RuleCase& one = GetParam().rule;
    Stage stage;
    Peer& peer = isConnect(one.broken) ? stage.peer(one.version) : stage.client(one.version, "a");
    peer.sendBytes(one.broken);
    if (isTolerated(one)) {
        stage.dismissJudge(); // the client is at fault, and what the server owes it then is its own choice
        stage.tolerateRest();
        EXPECT_EQ(peer.closed(), stage.count(Decision::ClientDisconnected) == 1);
        EXPECT_TRUE(stage.decisions(Decision::Disconnected).empty());
        if (isConnect(one.broken)) {
            EXPECT_EQ(peer.expect<mqtt::Connack>().code, 0);
        }
        return;
    }
    expectRefusal(peer, one);
    const auto refused =
        stage.decisions(isConnect(one.broken) ? Decision::ConnectRefused : Decision::Disconnected);
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused[0].rule.issue, one.code);
}

// The nearest packet that does not break the rule is not refused for it.
TEST_P(ServerRefuses, NotItsNeighbour)
{
    const RuleCase& one = GetParam().rule;
    Stage stage;
    stage.dismissJudge(); // an acknowledgement of nothing is still wrong
    stage.tolerateRest();
    Peer& peer = isConnect(one.valid) ? stage.peer(one.version) : stage.client(one.version, "a");
    peer.sendBytes(one.valid);
    for (const Decision code : {Decision::ConnectRefused, Decision::Disconnected}) {
        for (const DecisionRecord& refused : stage.decisions(code))
            EXPECT_TRUE(!refused.rule.any || refused.rule.issue != one.code);
    }
}

INSTANTIATE_TEST_SUITE_P(Rules, ServerRefuses,
                         ::testing::ValuesIn(brokenPackets(mqtt::Direction::ClientToServer)), caseName);

class ClientRefuses : public ::testing::TestWithParam<BrokenPacket> {
public:
    ClientRefuses() : talk(clientOptions(GetParam().rule.version))
    {
        if (GetParam().rule.broken.at(0) >> 4 != 2) // not CONNACK
            talk.accept();
        (void)talk.sent();
        (void)talk.client.takeEvents();
    }

    ClientTalk talk;
};

TEST_P(ClientRefuses, Packet)
{
    const RuleCase& one = GetParam().rule;
    const bool connected = talk.client.connected();
    talk.serverBytes(one.broken);
    const Bytes said = talk.sent();
    const ClientEvent event = talk.event();
    if (one.severity < Severity::ProtocolError) {
        EXPECT_TRUE(!event.rule.any || event.rule.issue != one.code);
        return;
    }
    EXPECT_EQ(event.kind, ClientEventKind::Disconnected);
    EXPECT_EQ(event.why, ClientEnd::ServerAtFault);
    EXPECT_EQ(event.rule.issue, one.code);
    EXPECT_TRUE(talk.closed);
    const bool tells = connected && one.version == Version::V50; // §4.13.1: DISCONNECT is recommended
    EXPECT_EQ(said, tells ? (Bytes{0xe0, 0x01, static_cast<std::uint8_t>(reasonOf(one))}) : Bytes{});
}

TEST_P(ClientRefuses, NotItsNeighbour)
{
    const RuleCase& one = GetParam().rule;
    talk.serverBytes(one.valid);
    const ClientEvent event = talk.event();
    EXPECT_TRUE(!event.rule.any || event.rule.issue != one.code);
}

INSTANTIATE_TEST_SUITE_P(Rules, ClientRefuses,
                         ::testing::ValuesIn(brokenPackets(mqtt::Direction::ServerToClient)), caseName);

} // namespace
} // namespace mqttscope::broker::test
