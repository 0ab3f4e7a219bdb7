// SPDX-License-Identifier: GPL-3.0-or-later
// The classroom in virtual time.
#include "broker/sim/scenario_reader.h"
#include "capture/file/capture_reader.h"
#include "tests/support/program.h"
#include "tests/unit/sim/played.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::broker::sim::test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

/// Random clients of all versions, with faults, jitter, cuts: plenty of everything.
constexpr std::string_view kBusy = R"({"seed": 7, "duration": "60s",
 "faults": ["lose PUBACK from=broker every=5", "delay 30ms type=PUBLISH from=client every=3", "drop from=broker type=PUBREC nth=2 then=fin"],
 "clients": [
  {"clientId": "a", "jitter": "5ms", "cleanStart": false, "reconnect": "1s", "actions": [{"at": 0, "do": "connect"},
   {"at": 1, "every": "0.3s", "do": "publish", "topic": "t/a", "qos": 1, "payload": "{n}: {value}", "value": {"random": {"from": 0, "to": 9}}}]},
  {"clientId": "b", "version": "5.0", "jitter": "9ms", "sessionExpiryInterval": 100, "cleanStart": false,
   "reconnect": "2s", "actions": [{"at": 0, "do": "connect"}, {"at": 1, "do": "subscribe", "filter": "t/#", "qos": 2},
   {"at": 2, "every": "0.7s", "do": "publish", "topic": "t/b", "qos": 2, "payload": "{n}: {value}",
    "value": {"walk": {"from": 0, "to": 9, "step": 1}}},
   {"at": "20s", "do": "cut", "how": "silent"}, {"at": "30s", "do": "connect"}]},
  {"clientId": "c", "version": "3.1", "latency": "20ms", "actions": [{"at": 0, "do": "connect"},
   {"at": 1, "do": "subscribe", "filter": "t/+", "qos": 1}, {"at": "15s", "do": "freeze"},
   {"at": "50s", "do": "connect"}]}]})";

TEST(Simulation, TheSameScenarioGivesTheSameBytes)
{
    const Played first(kBusy);
    const Played second(kBusy);
    EXPECT_GT(first.report.frames, 1000U);
    EXPECT_GT(first.report.faultHits, 20U);
    EXPECT_TRUE(first.bytes == second.bytes);
}

TEST(Simulation, AnotherSeedGivesOtherBytes)
{
    auto scenario = *parseScenario(kBusy);
    SimulationReport report;
    const Bytes first = captureOf(scenario, report);
    scenario.seed = 8;
    EXPECT_FALSE(first == captureOf(scenario, report));
}

TEST(Simulation, TheAnalyzerAndTsharkFindNothingWrongWithABusyClass)
{
    const Played played(kBusy);
    std::vector<std::string> broken = played.table("mqtt,rules");
    // The clients that were cut off and frozen are silent for longer than their Keep Alive.
    std::erase_if(broken, [](const std::string& row) {
        return row.find("was silent for") != std::string::npos || row.find("\tnote\t") != std::string::npos;
    });
    EXPECT_THAT(broken, IsEmpty());
    if (const std::string why = mqttscope::test::whyNoTshark(); !why.empty())
        GTEST_SKIP() << why;
    const analysis::test::TempFile file(played.bytes);
    const auto complaints = mqttscope::test::runShell(mqttscope::test::commandOf(
        {"tshark", "-n", "-r", file.path(), "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE",
         "-Y",
         "_ws.malformed || tcp.analysis.flags || tcp.checksum.status != 1 || ip.checksum.status != 1"}));
    EXPECT_EQ(complaints.output, "");
    EXPECT_TRUE(complaints.ok());
}

TEST(Simulation, BytesTakeTheirTime)
{
    const Played played(R"({"clients": [{"clientId": "a", "latency": "100ms", "actions": [
        {"at": 0, "do": "connect"}, {"at": "1s", "do": "ping"}]}]})");
    EXPECT_THAT(played.lines(), SizeIs(4));
    // SYN after 100 ms; ACK and CONNECT after 300 ms; PINGREQ of 1 s after 1.1 s.
    const auto scenario = *parseScenario(R"({"clients": [{}]})");
    const auto reader = *capture::CaptureReader::openMemory(played.bytes);
    std::vector<std::int64_t> times;
    capture::FrameView frame;
    while (reader->next(frame) == capture::ReadStatus::Frame)
        times.push_back((frame.timeNs - scenario.startNs) / kMillisecond);
    EXPECT_THAT(times, ElementsAre(100, 100, 300, 300, 300, 500, 1100, 1100, 1300));
}

TEST(Simulation, ActionsWaitUntilTheirClientIsConnected)
{
    const Played played(R"({"clients": [{"clientId": "a", "latency": "100ms", "actions": [
        {"at": 0, "do": "connect"}, {"at": 0, "do": "subscribe", "filter": "t"},
        {"at": 0, "do": "publish", "topic": "t", "payload": "1"}, {"at": 0, "do": "disconnect"}]}]})");
    EXPECT_EQ(played.report.notDoneCount, 0U);
    EXPECT_THAT(played.lines(), AllOf(Contains(HasSubstr("SUBSCRIBE")), Contains(HasSubstr("PUBLISH t")),
                                      Contains(HasSubstr("DISCONNECT"))));
}

TEST(Simulation, SoManyActionsWaitAndNoMore)
{
    const Played played(R"({"clients": [{"clientId": "a", "actions": [{"at": 0, "do": "connect"},
        {"at": 0, "every": "1us", "times": 1200, "do": "publish", "topic": "t"}]}]})");
    EXPECT_EQ(played.report.notDoneCount, 200U);
    EXPECT_THAT(played.report.notDone, SizeIs(SimulationReport::kMaxNotDone));
    EXPECT_EQ(played.report.clients[0].completed, 1000U);
}

TEST(Simulation, WhatCannotBeDoneIsTold)
{
    const Played played(
        R"({"broker": {"maximumQos": 0, "actions": [{"at": 0, "do": "kick", "clientId": "z"}]},
      "clients": [{"clientId": "a", "version": "5.0", "actions": [
        {"at": 0, "do": "ping"}, {"at": 0, "do": "disconnect"}, {"at": 0, "do": "cut"}, {"at": 0, "do": "freeze"},
        {"at": 0, "do": "publish", "topic": "t"}, {"at": 0, "do": "unsubscribe", "filter": "t"},
        {"at": 1, "do": "connect"}, {"at": 2, "do": "connect"},
        {"at": 3, "do": "publish", "topic": "t", "qos": 1}]}]})");
    std::vector<std::string> told;
    for (const NotDone& one : played.report.notDone)
        told.push_back(fmt::format("{} {} {}", one.pointer, one.at / kSecond, static_cast<int>(one.why)));
    EXPECT_THAT(told,
                ElementsAre("/broker/actions/0 0 1", "/clients/0/actions/0 0 1", "/clients/0/actions/1 0 1",
                            "/clients/0/actions/2 0 1", "/clients/0/actions/3 0 1",
                            "/clients/0/actions/4 0 1", "/clients/0/actions/5 0 1",
                            "/clients/0/actions/7 2 1", "/clients/0/actions/8 3 3"));
}

TEST(Simulation, APulledCableIsNoticedByKeepAliveOnly)
{
    const Played played(R"({"duration": "10s", "clients": [
        {"clientId": "a", "keepAlive": 2, "actions": [{"at": 0, "do": "connect"},
            {"at": "1s", "do": "cut", "how": "silent"}]},
        {"clientId": "b", "actions": [{"at": 0, "do": "connect"}, {"at": "1.5s", "do": "publish", "topic": "t"}]}]})");
    EXPECT_THAT(played.comments(), AllOf(HasSubstr("keep-alive-expired client=a milliseconds=3000"),
                                         Not(HasSubstr("connection-lost"))));
    const auto rows = played.table("mqtt,sessions");
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_THAT(rows[0], HasSubstr("\tfin\t"));
}

TEST(Simulation, AFrozenProgramComesBackOnANewConnection)
{
    const Played played(R"({"duration": "10s", "clients": [
        {"clientId": "a", "actions": [{"at": 0, "do": "connect"}, {"at": "1s", "do": "subscribe", "filter": "t"},
            {"at": "2s", "do": "freeze"}, {"at": "4s", "do": "connect"}]},
        {"clientId": "b", "actions": [{"at": 0, "do": "connect"}, {"at": "3s", "do": "publish", "topic": "t"}]}]})");
    EXPECT_EQ(played.report.clients[0].connections, 2U);
    EXPECT_EQ(played.report.clients[0].accepted, 2U);
    EXPECT_EQ(played.report.clients[0].received, 0U) << "it hung";
    EXPECT_EQ(played.report.clients[1].completed, 1U);
}

TEST(Simulation, RulesOfAccessAndPasswordsHold)
{
    const Played played(R"({"broker": {"anonymous": false, "users": {"eve": "x", "bob": "y"},
         "acl": ["user eve", "topic write t"], "refuseFilters": ["secret"]},
      "clients": [
        {"clientId": "none", "actions": [{"at": 0, "do": "connect"}]},
        {"clientId": "wrong", "userName": "eve", "password": "z", "actions": [{"at": 0, "do": "connect"}]},
        {"clientId": "right", "userName": "eve", "password": "x", "actions": [{"at": 0, "do": "connect"},
           {"at": 1, "do": "subscribe", "filter": "secret"}, {"at": 1, "do": "subscribe", "filter": "t"},
           {"at": 2, "do": "publish", "topic": "t"}, {"at": 2, "do": "publish", "topic": "u"}]}]})");
    const std::string comments = played.comments();
    EXPECT_THAT(comments, AllOf(HasSubstr("subscription-refused client=right topic=secret"),
                                HasSubstr("not-allowed-to-read client=right topic=t"),
                                HasSubstr("publish-refused client=right topic=u")));
    EXPECT_THAT(played.lines(), AllOf(Contains(HasSubstr("not authorized")),
                                      Contains(HasSubstr("bad user name or password"))));
}

TEST(Simulation, TheBrokerPublishesAndKicks)
{
    const Played played(R"({"broker": {"actions": [
         {"at": 2, "do": "publish", "topic": "$SYS/x", "payload": "1"}, {"at": 3, "do": "kick", "clientId": "a"}]},
      "clients": [{"clientId": "a", "version": "5.0", "actions": [{"at": 0, "do": "connect"},
         {"at": 1, "do": "subscribe", "filter": "$SYS/#"}]}]})");
    EXPECT_THAT(played.lines(), AllOf(Contains(HasSubstr("PUBLISH $SYS/x = \"1\"")),
                                      Contains(HasSubstr("DISCONNECT Administrative action"))));
}

TEST(Simulation, PayloadsHavePlaces)
{
    const Played played(
        R"({"start": "2026-03-10T09:15:23Z", "clients": [{"clientId": "a", "latency": 0, "actions": [
        {"at": 0, "do": "connect"},
        {"at": 1, "every": 1, "times": 2, "do": "publish", "topic": "t/{n}", "payload": "{n} {value} {time}",
         "value": [7, "eight"]},
        {"at": 3, "do": "publish", "topic": "t", "payloadBytes": "41 42", "size": 5}]}]})");
    const auto lines = played.lines();
    EXPECT_THAT(lines, AllOf(Contains(HasSubstr("t/1 = \"1 7 2026-03-10T09:15:24.000Z\"")),
                             Contains(HasSubstr("t/2 = \"2 eight 2026-03-10T09:15:25.000Z\"")),
                             Contains(HasSubstr("t = \"ABABA\""))));
}

TEST(Simulation, ALinkWithoutDelayComesToAnEnd)
{
    const Played played(
        R"({"clients": [{"clientId": "a", "latency": 0, "actions": [{"at": 0, "do": "connect"},
        {"at": 0, "do": "subscribe", "filter": "t", "qos": 2}, {"at": 0, "do": "publish", "topic": "t", "qos": 2}]}]})");
    EXPECT_EQ(played.report.clients[0].received, 1U);
    EXPECT_THAT(played.table("mqtt,rules"), IsEmpty());
}

TEST(Simulation, IPv6)
{
    const Played played(R"({"broker": {"address": "fd00::10"}, "clients": [{"clientId": "a", "actions": [
        {"at": 0, "do": "connect"}, {"at": 1, "do": "disconnect"}]}]})");
    EXPECT_THAT(played.lines(), SizeIs(3));
}

constexpr std::string_view kEndless = R"({"duration": "1h", "clients": [{"clientId": "a", "actions": [
    {"at": 0, "do": "connect"}, {"at": 0, "every": "1ms", "do": "publish", "topic": "t", "size": 1000}]}]})";

TEST(Simulation, ACaptureDoesNotGrowWithoutLimit)
{
    for (const SimulationLimits& limits :
         {SimulationLimits{2000, 1U << 30, 1'000'000}, SimulationLimits{1'000'000, 100'000, 1'000'000},
          SimulationLimits{1'000'000, 1U << 30, 2000}}) {
        const Played played(kEndless, limits);
        EXPECT_TRUE(played.report.limitReached);
        EXPECT_LT(played.report.duration, 10 * kSecond);
        EXPECT_LT(played.bytes.size(), 10'000'000U);
    }
}

TEST(Simulation, TwoClientsThatThrowEachOtherOutWithoutPauseComeToAnEnd)
{
    SimulationLimits limits;
    limits.events = 5000;
    const Played played(R"({"clients": [
        {"clientId": "a", "latency": 0, "reconnect": 0, "actions": [{"at": 0, "do": "connect"}]},
        {"clientId": "a", "latency": 0, "reconnect": 0, "actions": [{"at": 0, "do": "connect"}]}]})",
                        limits);
    EXPECT_TRUE(played.report.limitReached);
}

TEST(Simulation, AFullDiskIsTold)
{
    class Full final : public capture::ByteSink {
    public:
        tl::expected<void, capture::FileError> write(std::span<const std::uint8_t> record) override
        {
            m_size += record.size();
            if (m_size > 2000)
                return tl::unexpected(capture::errorAt(m_size, capture::FileError::Code::WriteFailed));
            return {};
        }
        tl::expected<void, capture::FileError> flush() override { return {}; }
        tl::expected<void, capture::FileError> close() override { return {}; }

    private:
        std::size_t m_size = 0;
    };
    const auto made = simulate(*parseScenario(kEndless), std::make_unique<Full>());
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, capture::FileError::Code::WriteFailed);
}

} // namespace
} // namespace mqttscope::broker::sim::test
