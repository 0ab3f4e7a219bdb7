// SPDX-License-Identifier: GPL-3.0-or-later
// A packet for each rule that one packet can break (tests/unit/mqtt/rules_*_test.cpp), sent to the engine
// that receives such packets: it closes, with the code of 5.0, and what the version tolerates it takes.
// MQTT 5.0 §4.13.1 [MQTT-4.13.1-1], MQTT 3.1.1 §4.8 [MQTT-4.8.0-1], [MQTT-2.2.2-2]
#include "tests/conformance/names.h"
#include "tests/unit/broker/client_talk.h"
#include "tests/unit/broker/stage.h"
#include "tests/unit/mqtt/rule_case.h"

#include <algorithm>
#include <map>

namespace mqttscope::broker::test {
namespace {

using field::IssueCode;
using field::Severity;
using mqtt::Decision;
using mqttscope::test::RuleCase;

/// A packet that breaks a rule, named after its statement.
struct NamedCase {
    RuleCase rule;
    std::string name;

    friend std::ostream& operator<<(std::ostream& out, const NamedCase& self)
    {
        return out << self.rule.what;
    }
};

std::vector<NamedCase> casesFrom(mqtt::Direction direction)
{
    std::vector<NamedCase> cases;
    std::map<std::string, int> counts;
    for (const auto& some :
         {mqttscope::test::rules31(), mqttscope::test::rules311(), mqttscope::test::rules5Connect(),
          mqttscope::test::rules5Publish(), mqttscope::test::rules5Others()}) {
        for (const RuleCase& one : some) {
            // 3.1 says nothing of a SUBSCRIBE without topics, nor of how it would be answered.
            const bool unanswerable = one.version == Version::V31 && one.code == IssueCode::SubscribeEmpty;
            if (one.direction != direction || unanswerable)
                continue;
            const std::string name = conformance::parameterName(static_cast<int>(one.version),
                                                                one.rule.empty() ? "none" : one.rule);
            cases.push_back({one, name + "_case" + std::to_string(++counts[name])});
        }
    }
    return cases;
}

std::string caseName(const ::testing::TestParamInfo<NamedCase>& info)
{
    return info.param.name;
}

/// The Reason Code of 5.0: that of the rule where the standard gives one, else 0x81 or 0x82.
ReasonCode reasonOf(const RuleCase& one)
{
    static const std::map<IssueCode, ReasonCode> kOwn = {
        {IssueCode::ProtocolName, ReasonCode::UnsupportedProtocolVersion},      // [MQTT-3.1.2-1]
        {IssueCode::ProtocolNameLevel, ReasonCode::UnsupportedProtocolVersion}, // [MQTT-3.1.2-1]
        {IssueCode::ProtocolLevel, ReasonCode::UnsupportedProtocolVersion},     // [MQTT-3.1.2-2]
        {IssueCode::TopicAliasZero, ReasonCode::TopicAliasInvalid},             // §3.3.2.3.4
        {IssueCode::PayloadNotUtf8, ReasonCode::PayloadFormatInvalid},          // §3.3.2.3.2
    };
    if (const auto own = kOwn.find(one.code); own != kOwn.end())
        return own->second;
    return one.severity >= Severity::Malformed ? ReasonCode::MalformedPacket : ReasonCode::ProtocolError;
}

/// Before 5.0: the Connect Return code of a CONNECT that has one for its fault. 0 = closed without CONNACK,
/// 3.1.1 [MQTT-3.1.4-1].
std::uint8_t returnCodeOf(const RuleCase& one)
{
    switch (one.code) { // NOLINT(clang-diagnostic-switch-enum): the others have no return code
    case IssueCode::ProtocolLevel:
    case IssueCode::ProtocolLevel31:
    case IssueCode::ProtocolNameLevel:
        return 1;
    case IssueCode::ClientIdEmptyNotClean:
    case IssueCode::ClientIdLength31:
        return 2;
    default:
        return 0;
    }
}

bool isConnect(const Bytes& bytes)
{
    return bytes.at(0) >> 4 == 1;
}

/// What is wrong in a sense that an engine may let pass, and the policy of ours does not: §3.3.2.3.2.
bool isTolerated(const RuleCase& one)
{
    return one.severity < Severity::ProtocolError && one.code != IssueCode::PayloadNotUtf8;
}

class ServerRefuses : public ::testing::TestWithParam<NamedCase> {
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
                         ::testing::ValuesIn(casesFrom(mqtt::Direction::ClientToServer)), caseName);

class ClientRefuses : public ::testing::TestWithParam<NamedCase> {
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
                         ::testing::ValuesIn(casesFrom(mqtt::Direction::ServerToClient)), caseName);

} // namespace
} // namespace mqttscope::broker::test
