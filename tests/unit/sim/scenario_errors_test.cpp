// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a scenario is told with its line, its place and what is wanted there.
#include "broker/sim/scenario_reader.h"
#include "teach/content.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

namespace mqttscope::broker::sim {
namespace {

std::string faultOf(std::string_view text)
{
    const auto read = parseScenario(text);
    if (read)
        return "no fault";
    const ScenarioError& error = read.error();
    return fmt::format("{} {} {} [{}]", error.line, error.pointer, nameOf(error.wanted), error.found);
}

/// A client with one more key.
std::string client(std::string_view more)
{
    return fmt::format("{{\"clients\": [\n{{\"clientId\": \"a\",\n{}}}]}}", more);
}

/// A client with one action.
std::string action(std::string_view more, std::string_view version = "3.1.1")
{
    return client(fmt::format("\"version\": \"{}\", \"actions\": [\n{{\"at\": 0, {}}}]", version, more));
}

TEST(ScenarioErrors, TextThatIsNoJson)
{
    EXPECT_EQ(faultOf("{\n\"clients\": [,]}"), "2  json []");
    EXPECT_EQ(faultOf(""), "1  json []");
    EXPECT_EQ(faultOf("{\n\n\"seed\": 1E999}"), "3  json []") << "a number that no computer holds";
    EXPECT_EQ(faultOf("{\"a\": \"\xff\"}"), "1  json []");
    EXPECT_EQ(faultOf(std::string(100'000, '[')), "1  json []");
    EXPECT_EQ(faultOf("[]"), "1  object [[...]]");
}

TEST(ScenarioErrors, KeysThatAreMissingOrUnknown)
{
    EXPECT_EQ(faultOf("{}"), "1  key [{...}]");
    EXPECT_EQ(faultOf(client("\"keepalive\": 5")), "3 /clients/0/keepalive known-key [keepalive]");
    EXPECT_EQ(faultOf("{\"clients\": [{}],\n\"clock\": 1}"), "2 /clock known-key [clock]");
    EXPECT_EQ(faultOf(client("\"actions\": [{\"do\": \"connect\"}]")), "3 /clients/0/actions/0 key [{...}]");
    EXPECT_EQ(faultOf(action("\"do\": \"connect\", \"qos\": 1")),
              "4 /clients/0/actions/0/qos known-key [qos]");
    EXPECT_EQ(faultOf(action("\"do\": \"publish\"")), "4 /clients/0/actions/0 key [{...}]");
    EXPECT_EQ(faultOf(action("\"do\": \"subscribe\"")), "4 /clients/0/actions/0 key [{...}]");
    EXPECT_EQ(faultOf(client("\"comment\": \"for people\"")), "no fault");
}

TEST(ScenarioErrors, ValuesOfTheWrongKind)
{
    EXPECT_EQ(faultOf("{\"clients\": 5}"), "1 /clients array [5]");
    EXPECT_EQ(faultOf("{\"clients\": [5]}"), "1 /clients/0 object [5]");
    EXPECT_EQ(faultOf(client("\"keepAlive\": 70000")), "3 /clients/0/keepAlive integer [70000]");
    EXPECT_EQ(faultOf(client("\"keepAlive\": -1")), "3 /clients/0/keepAlive integer [-1]");
    EXPECT_EQ(faultOf(client("\"keepAlive\": \"60\"")), "3 /clients/0/keepAlive integer [\"60\"]");
    EXPECT_EQ(faultOf(client("\"cleanStart\": 0")), "3 /clients/0/cleanStart boolean [0]");
    EXPECT_EQ(faultOf(client("\"userName\": 1")), "3 /clients/0/userName text [1]");
    EXPECT_EQ(faultOf(client("\"latency\": \"soon\"")), "3 /clients/0/latency duration [\"soon\"]");
    EXPECT_EQ(faultOf(client("\"latency\": \"61s\"")), "3 /clients/0/latency duration [\"61s\"]");
    EXPECT_EQ(faultOf(client("\"latency\": -1")), "3 /clients/0/latency duration [-1]");
    EXPECT_EQ(faultOf(client("\"version\": \"4\"")), "3 /clients/0/version one-of [\"4\"]");
    EXPECT_EQ(faultOf(client("\"address\": \"1.2.3\"")), "3 /clients/0/address ip-address [\"1.2.3\"]");
    EXPECT_EQ(faultOf(client("\"address\": \"1.2.3.256\"")),
              "3 /clients/0/address ip-address [\"1.2.3.256\"]");
    EXPECT_EQ(faultOf(client("\"address\": \"fd00::1\"")), "2 /clients/0 ip-address [{...}]")
        << "the broker's is of the other family";
    EXPECT_EQ(faultOf("{\"clients\": [{}], \"start\": \"2026-02-30T00:00:00Z\"}"),
              "1 /start utc-time [\"2026-02-30T00:00:00Z\"]");
    EXPECT_EQ(faultOf("{\"clients\": [{}], \"start\": \"today\"}"), "1 /start utc-time [\"today\"]");
}

TEST(ScenarioErrors, Actions)
{
    EXPECT_EQ(faultOf(action("\"do\": \"jump\"")), "4 /clients/0/actions/0/do one-of [\"jump\"]");
    EXPECT_EQ(faultOf(action("\"do\": \"publish\", \"topic\": \"a/#\"")),
              "4 /clients/0/actions/0/topic topic-name [\"a/#\"]");
    EXPECT_EQ(faultOf(action("\"do\": \"subscribe\", \"filter\": \"a#\"")),
              "4 /clients/0/actions/0/filter topic-filter [\"a#\"]");
    EXPECT_EQ(faultOf(action("\"do\": \"subscribe\", \"filters\": [\"a\", \"b+\"]")),
              "4 /clients/0/actions/0/filters/1 topic-filter [\"b+\"]");
    EXPECT_EQ(faultOf(action("\"do\": \"publish\", \"topic\": \"a\", \"qos\": 3")),
              "4 /clients/0/actions/0/qos integer [3]");
    EXPECT_EQ(faultOf(action("\"do\": \"publish\", \"topic\": \"a\", \"contentType\": \"x\"")),
              "4 /clients/0/actions/0/contentType version-5 [\"x\"]");
    EXPECT_EQ(faultOf(action("\"do\": \"publish\", \"topic\": \"a\", \"contentType\": \"x\"", "5.0")),
              "no fault");
    EXPECT_EQ(faultOf(action("\"do\": \"send\", \"bytes\": \"1\"")),
              "4 /clients/0/actions/0/bytes hex-bytes [\"1\"]");
    EXPECT_EQ(faultOf(action("\"do\": \"send\", \"bytes\": \"10 'MQTT\"")),
              "4 /clients/0/actions/0/bytes hex-bytes [\"10 'MQTT\"]");
    EXPECT_EQ(faultOf(action("\"do\": \"cut\", \"how\": \"bite\"")),
              "4 /clients/0/actions/0/how one-of [\"bite\"]");
    EXPECT_EQ(faultOf(action("\"every\": 0, \"do\": \"ping\"")), "4 /clients/0/actions/0/every duration [0]");
    EXPECT_EQ(faultOf(client("\"raw\": true, \"actions\": [{\"at\": 0, \"do\": \"ping\"}]")),
              "3 /clients/0/actions/0/do raw-client [\"ping\"]");
    EXPECT_EQ(faultOf(client("\"raw\": true, \"keepAlive\": 3")),
              "3 /clients/0/keepAlive known-key [keepAlive]");
}

TEST(ScenarioErrors, AWillHasNoValueOfASensor)
{
    EXPECT_EQ(faultOf(client(R"("will": {"topic": "a", "value": [1]})")),
              "3 /clients/0/will/value known-key [value]");
    EXPECT_EQ(faultOf(client(R"("will": {"topic": "a", "payloadBytes": "41"})")), "no fault");
}

TEST(ScenarioErrors, ValuesOfSensors)
{
    const auto value = [](std::string_view text) {
        return faultOf(action(fmt::format(R"("do": "publish", "topic": "a", "value": {})", text)));
    };
    EXPECT_EQ(value("[]"), "4 /clients/0/actions/0/value items [[...]]");
    EXPECT_EQ(value("{}"), "4 /clients/0/actions/0/value key [{...}]");
    EXPECT_EQ(value(R"({"ramp": {"from": 2, "to": 1, "step": 1}})"),
              "4 /clients/0/actions/0/value/ramp increasing [{...}]");
    EXPECT_EQ(value(R"({"ramp": {"from": 1, "to": 1e13, "step": 1}})"),
              "4 /clients/0/actions/0/value/ramp/to number [10000000000000.0]");
    EXPECT_EQ(value(R"({"sine": {"mean": 2, "amplitude": 1, "period": 0}})"),
              "4 /clients/0/actions/0/value/sine/period duration [0]");
    EXPECT_EQ(value(R"({"random": {"from": 2, "to": 3}, "decimals": 7})"),
              "4 /clients/0/actions/0/value/decimals integer [7]");
}

TEST(ScenarioErrors, BrokerAndFaults)
{
    const auto with = [](std::string_view more) {
        return faultOf(fmt::format("{{\"clients\": [{{}}], {}}}", more));
    };
    EXPECT_EQ(with("\"broker\": {\"maximumQos\": 3}"), "1 /broker/maximumQos integer [3]");
    EXPECT_EQ(with("\"broker\": {\"acl\": [\"maybe a\"]}"), "1 /broker/acl/0 acl-rule [\"maybe a\"]");
    EXPECT_EQ(with("\"broker\": {\"users\": {\"a\": 1}}"), "1 /broker/users/a text [1]");
    EXPECT_EQ(with("\"broker\": {\"actions\": [{\"at\": 0, \"do\": \"subscribe\"}]}"),
              "1 /broker/actions/0/do one-of [\"subscribe\"]");
    EXPECT_EQ(with("\"faults\": [\"drop\", \"explode\"]"), "1 /faults/1 fault-rule [\"explode\"]");
    EXPECT_EQ(with("\"faults\": [\"drop\\ndrop\"]"), "1 /faults/0 fault-rule [\"drop\\ndrop\"]");
}

TEST(ScenarioErrors, LimitsAreReached)
{
    std::string clients = "{}";
    for (std::size_t i = 0; i < Scenario::kMaxClients; ++i)
        clients += ", {}";
    EXPECT_EQ(faultOf("{\"clients\": [" + clients + "]}"), "1 /clients fewer-items [[...]]");
    std::string actions = R"({"at":0,"do":"ping"})";
    for (std::size_t i = 0; i < Scenario::kMaxActions; ++i)
        actions += R"(,{"at":0,"do":"ping"})";
    EXPECT_EQ(faultOf("{\"clients\": [{\"actions\": [" + actions + "]}]}"),
              "1 /clients/0/actions fewer-items [[...]]");
    EXPECT_EQ(faultOf(std::string(Scenario::kMaxFileBytes + 1, ' ')), "0  shorter-file []");
    EXPECT_EQ(faultOf(action("\"do\": \"publish\", \"topic\": \"a\", \"size\": 2000000")),
              "4 /clients/0/actions/0/size integer [2000000]");
}

TEST(ScenarioErrors, ALongValueIsCut)
{
    EXPECT_EQ(faultOf(client("\"keepAlive\": \"" + std::string(38, 'x') + "\u00e9\u00e9\"")),
              "3 /clients/0/keepAlive integer [\"" + std::string(38, 'x') + "...]");
}

TEST(ScenarioErrors, AFileThatIsNotThere)
{
    const auto read = readScenario("/nonexistent/scenario.json");
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().wanted, Wanted::ReadableFile);
    EXPECT_EQ(read.error().found, "No such file or directory");
    EXPECT_EQ(readScenario("/tmp").error().wanted, Wanted::ReadableFile);
}

/// The places {name} of a text.
std::set<std::string> placesOf(std::string_view text)
{
    std::set<std::string> places;
    for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1))
        places.insert(std::string(text.substr(at, text.find('}', at) - at + 1)));
    return places;
}

TEST(ScenarioErrors, HaveWordsInBothLanguagesWithTheSamePlaces)
{
    const teach::Content english(teach::Language::English);
    const teach::Content french(teach::Language::French);
    const auto& texts = english.table(teach::ContentFile::Simulator).entries();
    EXPECT_EQ(texts.size(), french.table(teach::ContentFile::Simulator).entries().size());
    for (const teach::TextTable::Entry& entry : texts) {
        const std::string_view other = french.text(teach::ContentFile::Simulator, entry.path);
        EXPECT_FALSE(other.empty()) << teach::pathForPeople(entry.path);
        EXPECT_EQ(placesOf(entry.text), placesOf(other)) << teach::pathForPeople(entry.path);
    }
    for (std::uint8_t i = 0; i < kWantedCount; ++i) {
        const std::string path = teach::textPath("wanted", nameOf(static_cast<Wanted>(i)));
        EXPECT_FALSE(english.text(teach::ContentFile::Simulator, path).empty()) << path;
    }
}

} // namespace
} // namespace mqttscope::broker::sim
