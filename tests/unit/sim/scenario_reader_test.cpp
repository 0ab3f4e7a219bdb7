// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/sim/scenario_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace mqttscope::broker::sim {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

Scenario read(std::string_view text)
{
    auto scenario = parseScenario(text);
    if (scenario)
        return *scenario;
    ADD_FAILURE() << scenario.error().pointer << ' ' << nameOf(scenario.error().wanted);
    return {};
}

TEST(ScenarioReader, DefaultsAreAClassroom)
{
    const Scenario scenario = read(R"({"clients": [{}, {}]})");
    EXPECT_EQ(scenario.seed, 1U);
    EXPECT_EQ(scenario.mss, 1460);
    EXPECT_EQ(scenario.startNs, 1'773'134'123'000'000'000);
    EXPECT_EQ(scenario.duration, 2 * kSecond);
    EXPECT_EQ(scenario.broker.endpoint.port, 1883);
    EXPECT_EQ(scenario.broker.endpoint.address.bytes[3], 10);
    EXPECT_EQ(scenario.clients[1].endpoint.address.bytes[3], 22);
    EXPECT_EQ(scenario.clients[0].options.version, mqtt::Version::V311);
    EXPECT_EQ(scenario.clients[0].options.keepAlive, 60);
    EXPECT_TRUE(scenario.clients[0].options.cleanStart);
}

TEST(ScenarioReader, TimesHaveUnits)
{
    const Scenario scenario = read(R"({"start": "2026-03-10T09:15:23.5Z", "clients": [{"latency": "250us",
        "jitter": "1.5 ms", "reconnect": "2min", "actions": [
        {"at": "1h", "do": "connect"}, {"at": 2.5, "every": "10s", "times": 3, "do": "ping"}]}]})");
    EXPECT_EQ(scenario.startNs, 1'773'134'123'500'000'000);
    EXPECT_EQ(scenario.clients[0].latency, 250'000);
    EXPECT_EQ(scenario.clients[0].jitter, 1'500'000);
    EXPECT_EQ(scenario.clients[0].reconnect, 120 * kSecond);
    EXPECT_EQ(scenario.clients[0].actions[0].at, 3600 * kSecond);
    EXPECT_EQ(scenario.clients[0].actions[0].times, 1U);
    EXPECT_EQ(scenario.clients[0].actions[1].at, 2'500 * kMillisecond);
    EXPECT_EQ(scenario.clients[0].actions[1].every, 10 * kSecond);
    EXPECT_EQ(scenario.clients[0].actions[1].times, 3U);
    EXPECT_EQ(scenario.duration, 3602 * kSecond) << "two seconds after the last action";
}

TEST(ScenarioReader, EveryOptionOfConnect)
{
    const Scenario scenario = read(R"({"clients": [{"version": "5.0", "clientId": "a", "cleanStart": false,
        "keepAlive": 7, "userName": "u", "password": "p", "sessionExpiryInterval": 60, "receiveMaximum": 9,
        "maximumPacketSize": 1000, "topicAliasMaximum": 3, "topicAliases": 4,
        "requestProblemInformation": false, "requestResponseInformation": true,
        "userProperties": [["k", "1"], ["k", "2"]],
        "will": {"topic": "w", "payload": "gone", "qos": 1, "retain": true, "delay": 5,
                 "messageExpiryInterval": 6, "contentType": "t", "userProperties": {"x": "y"}}}]})");
    const ClientOptions& options = scenario.clients[0].options;
    EXPECT_EQ(options.version, mqtt::Version::V50);
    EXPECT_EQ(options.clientId, "a");
    EXPECT_FALSE(options.cleanStart);
    EXPECT_EQ(options.keepAlive, 7);
    EXPECT_EQ(options.userName, "u");
    EXPECT_EQ(options.password->size(), 1U);
    EXPECT_EQ(options.sessionExpiry, 60U);
    EXPECT_EQ(options.receiveMaximum, 9);
    EXPECT_EQ(options.maximumPacketSize, 1000U);
    EXPECT_EQ(options.topicAliasMaximum, 3);
    EXPECT_EQ(options.topicAliasesOut, 4);
    EXPECT_FALSE(options.problemInformation);
    EXPECT_TRUE(options.responseInformation);
    EXPECT_THAT(options.userProperties, ElementsAre(Pair("k", "1"), Pair("k", "2")));
    EXPECT_EQ(options.will->topic, "w");
    EXPECT_EQ(options.will->payload.size(), 4U);
    EXPECT_EQ(options.will->qos, 1);
    EXPECT_TRUE(options.will->retain);
    EXPECT_EQ(options.will->delay, 5U);
    EXPECT_EQ(options.will->messageExpiry, 6U);
    EXPECT_EQ(options.will->contentType, "t");
    EXPECT_THAT(options.will->userProperties, ElementsAre(Pair("x", "y")));
}

TEST(ScenarioReader, BytesAreHexadecimalOrText)
{
    const Scenario scenario = read(R"({"clients": [{"actions": [
        {"at": 0, "do": "send", "bytes": "10 0c00 04'MQTT' FF", "piece": 2, "gap": "1ms"}]}]})");
    const auto& send = std::get<SendAction>(scenario.clients[0].actions[0].what);
    EXPECT_THAT(send.bytes, ElementsAre(0x10, 0x0c, 0x00, 0x04, 'M', 'Q', 'T', 'T', 0xff));
    EXPECT_EQ(send.piece, 2U);
    EXPECT_EQ(send.gap, kMillisecond);
}

TEST(ScenarioReader, AJsonPayloadKeepsItsOrder)
{
    const Scenario scenario = read(R"({"clients": [{"actions": [
        {"at": 0, "do": "publish", "topic": "t", "payload": {"z": 1, "a": [true, null], "é": 2.5}}]}]})");
    EXPECT_EQ(std::get<PublishAction>(scenario.clients[0].actions[0].what).payload.text,
              R"({"z":1,"a":[true,null],"é":2.5})");
}

TEST(ScenarioReader, AddressesOfIPv6)
{
    const auto last = [](std::string_view address) {
        const Scenario scenario = read(std::string(R"({"broker": {"address": ")") + std::string(address) +
                                       R"("}, "clients": [{}]})");
        const auto& bytes = scenario.broker.endpoint.address.bytes;
        EXPECT_EQ(scenario.clients[0].endpoint.address.family, 6);
        return std::pair(int{bytes[0]}, int{bytes[15]});
    };
    EXPECT_EQ(last("fd00::10"), std::pair(0xfd, 0x10));
    EXPECT_EQ(last("::1"), std::pair(0, 1));
    EXPECT_EQ(last("2001:db8:0:0:0:0:0:7"), std::pair(0x20, 7));
    EXPECT_EQ(last("fe80::"), std::pair(0xfe, 0));
    for (const char* wrong : {":", "1:2", "1::2::3", "fd00:::1", "12345::", "1:2:3:4:5:6:7:8:9", "::g", "1:"})
        EXPECT_FALSE(
            parseScenario(std::string(R"({"broker": {"address": ")") + wrong + R"("}, "clients": [{}]})")
                .has_value())
            << wrong;
}

/// The scenario that a page of the guide shows.
std::string shownIn(const std::string& page)
{
    std::ifstream in(MQTTSCOPE_SOURCE_DIR "/docs/guide/" + page, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::size_t from = text.find("```json\n");
    return from == std::string::npos ? std::string()
                                     : text.substr(from + 8, text.find("```", from + 8) - from - 8);
}

TEST(ScenarioReader, TheScenariosOfTheGuideAreRight)
{
    for (const char* page : {"en/simulator.md", "fr/simulateur.md"}) {
        const Scenario scenario = read(shownIn(page));
        EXPECT_EQ(scenario.clients.size(), 2U) << page;
        EXPECT_EQ(scenario.faults.rules.size(), 1U) << page;
    }
}

} // namespace
} // namespace mqttscope::broker::sim
