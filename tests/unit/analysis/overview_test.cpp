// SPDX-License-Identifier: GPL-3.0-or-later
// What the panels of the window say of the samples and of small captures whose story is known.
#include "analysis/overview/client_sessions.h"
#include "analysis/overview/findings.h"
#include "analysis/overview/json_leaves.h"
#include "analysis/overview/reaction.h"
#include "analysis/overview/topic_values.h"
#include "analysis/overview/topics.h"
#include "analysis/payload.h"
#include "dissector/field/statement_table.h"
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/session/talk.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace mqttscope::analysis::test {
namespace {

using session::test::ack;
using session::test::publish;
using session::test::Talk;
using session::test::Version;

const std::atomic<bool> kGoOn = false;
const std::atomic<bool> kStop = true;

std::shared_ptr<Document> sample(std::string_view name)
{
    return indexed(sourcePath("samples/" + std::string{name} + ".pcapng"));
}

std::shared_ptr<Document> documentOf(Talk& talk, std::unique_ptr<TempFile>& file)
{
    const std::uint32_t frames = talk.finish().frameCount();
    file = std::make_unique<TempFile>(pcapOf(talk.script(), frames));
    return indexed(file->path());
}

std::string payloadOf(const Document& document, std::uint32_t message, std::size_t limit)
{
    std::vector<std::uint8_t> bytes;
    readPayloadBytes(document, *document.snapshot(), message, limit, bytes);
    return {bytes.begin(), bytes.end()};
}

TEST(Findings, OneBrokenRuleIsCountedAndPlaced)
{
    const auto document = sample("pannes-05");
    const Findings found = collectFindings(*document, *document->snapshot(), kGoOn);
    ASSERT_EQ(found.kept.size(), 1U);
    EXPECT_EQ(found.counts, (std::array<std::uint64_t, 3>{1, 0, 0}));
    EXPECT_EQ(found.kept[0].frame, 7U);
    EXPECT_EQ(found.groups[0].id, "MQTT-2.3.1-1");
    const FindingPlace place = findingPlace(*document, *document->snapshot(), found.kept[0]);
    EXPECT_TRUE(place.known);
    EXPECT_EQ(place.offset, 9U); // the Packet Identifier behind the topic "salle"
    EXPECT_EQ(place.length, 2U);
    EXPECT_TRUE(place.inFrame);
    EXPECT_EQ(place.frameOffset, 14U + 20U + 32U + 9U);
}

TEST(Findings, TheRulesCheckedAreThoseOfTheVersionsThere)
{
    const auto document = sample("pannes-05");
    const Findings found = collectFindings(*document, *document->snapshot(), kGoOn);
    EXPECT_EQ(found.versions, std::vector{mqtt::Version::V311});
    const auto rules =
        std::count_if(field::statementTable().begin(), field::statementTable().end(),
                      [](const field::Statement& statement) {
                          return statement.version == 4 && statement.standing == field::Standing::Rule;
                      });
    EXPECT_EQ(found.rulesChecked, static_cast<std::uint32_t>(rules));
    EXPECT_EQ(found.rulesKept(), found.rulesChecked - 1);
}

TEST(Findings, ACaptureWithoutFaultSaysWhatItChecked)
{
    const auto document = sample("qos0");
    const Findings found = collectFindings(*document, *document->snapshot(), kGoOn);
    EXPECT_EQ(found.counts[0], 0U);
    EXPECT_GT(found.rulesChecked, 100U);
    EXPECT_EQ(found.rulesKept(), found.rulesChecked);
}

TEST(Findings, ManyOfOneRuleAreCountedAndSomeKept)
{
    Talk talk;
    Talk::Connection& client = talk.connection(Version::V311);
    client.open("sensor", "none", 0);
    constexpr std::size_t kSent = Findings::kMaxPerGroup + 50;
    for (std::size_t i = 0; i < kSent; ++i) {
        mqtt::Publish packet = publish("t", "x");
        packet.dup = true; // with QoS 0
        client.client(packet);
    }
    std::unique_ptr<TempFile> file;
    const auto document = documentOf(talk, file);
    const Findings found = collectFindings(*document, *document->snapshot(), kGoOn);
    const auto group = std::find_if(found.groups.begin(), found.groups.end(),
                                    [](const FindingGroup& one) { return one.count == kSent; });
    ASSERT_NE(group, found.groups.end());
    EXPECT_EQ(group->kept.size(), Findings::kMaxPerGroup);
    EXPECT_GE(found.total(), kSent);
    EXPECT_TRUE(std::is_sorted(found.kept.begin(), found.kept.end(),
                               [](const Finding& a, const Finding& b) { return a.frame < b.frame; }));
}

TEST(Findings, StopWhenNobodyWantsThem)
{
    const auto document = sample("pannes-05");
    EXPECT_TRUE(collectFindings(*document, *document->snapshot(), kStop).kept.empty());
}

TEST(Reaction, TheBrokerClosesAfterAFault)
{
    const auto document = sample("pannes-05");
    const Findings found = collectFindings(*document, *document->snapshot(), kGoOn);
    const Reaction reaction = reactionTo(*document->snapshot(), found.kept.at(0).message);
    EXPECT_EQ(reaction.kind, ReactionKind::Closed);
    EXPECT_TRUE(reaction.byServer);
    EXPECT_EQ(reaction.frame, 8U);
    EXPECT_EQ(reaction.delayNs, 1000);
}

TEST(Reaction, AnAnswerIsNamed)
{
    Talk talk;
    Talk::Connection& client = talk.connection(Version::V311);
    client.open("sensor", "none", 0);
    client.client(publish("t", "x", 1, 5));
    client.server(ack<mqtt::Puback>(5));
    client.client(publish("t", "y"));
    std::unique_ptr<TempFile> file;
    const auto document = documentOf(talk, file);
    const auto snapshot = document->snapshot();
    const auto last = static_cast<std::uint32_t>(snapshot->messages.size() - 1);
    const Reaction answered = reactionTo(*snapshot, last - 2);
    EXPECT_EQ(answered.kind, ReactionKind::Answered);
    EXPECT_EQ(answered.message, last - 1);
    EXPECT_EQ(reactionTo(*snapshot, last).kind, ReactionKind::NothingSeen);
    // The PUBLISH follows the PUBACK, but it is none of its business: the client went on.
    EXPECT_EQ(reactionTo(*snapshot, last - 1).kind, ReactionKind::CarriedOn);
    EXPECT_FALSE(reactionTo(*snapshot, last - 1).byServer);
    EXPECT_EQ(reactionTo(*snapshot, index::kNone).kind, ReactionKind::NothingSeen);
}

TEST(ClientSessions, OneSessionOverTwoConnections)
{
    const auto document = sample("session-will-retain");
    const ClientSessions all = collectSessions(*document, *document->snapshot(), kGoOn);
    ASSERT_EQ(all.sessions.size(), 3U);
    EXPECT_EQ(all.total, 3U);
    const ClientSession& first = all.sessions[0];
    EXPECT_EQ(first.clientId, "tableau");
    EXPECT_EQ(first.connections, 2U);
    EXPECT_EQ(first.streams, (std::vector<std::uint32_t>{0, 2}));
    EXPECT_EQ(first.clean, false);
    EXPECT_EQ(first.sessionPresent, true);
    EXPECT_EQ(first.keepAlive, 60);
    EXPECT_EQ(first.messages[0], 6U);
    EXPECT_EQ(first.messages[1], 7U);
    EXPECT_TRUE(first.medianNs && first.longestNs && *first.medianNs <= *first.longestNs);
    EXPECT_EQ(all.sessions[1].willTopic, "atelier/machine/etat");
    EXPECT_EQ(all.sessions[1].end, session::End::Fin);
}

TEST(ClientSessions, TheConversationHasAllPacketsAndBothConnections)
{
    const auto document = sample("session-will-retain");
    const auto snapshot = document->snapshot();
    const std::uint32_t session = sessionOfStream(*snapshot, 2);
    EXPECT_EQ(session, sessionOfStream(*snapshot, 0));
    const Conversation conversation = conversationOf(*snapshot, session, kGoOn);
    using Kind = ConversationLine::Kind;
    const auto count = [&](Kind kind) {
        return std::count_if(conversation.lines.begin(), conversation.lines.end(),
                             [&](const ConversationLine& line) { return line.kind == kind; });
    };
    EXPECT_EQ(count(Kind::Packet), 13);
    EXPECT_EQ(count(Kind::Opened), 2);
    EXPECT_EQ(count(Kind::Ended), 2);
    EXPECT_EQ(conversation.lines.front().kind, Kind::Opened);
    EXPECT_EQ(conversation.lines.back().kind, Kind::Ended);
    EXPECT_TRUE(std::is_sorted(conversation.lines.begin(), conversation.lines.end(),
                               [](const auto& a, const auto& b) { return a.frame < b.frame; }));
    EXPECT_TRUE(conversationOf(*snapshot, 12345, kGoOn).lines.empty());
}

TEST(Topics, SumsAndRetainedAndWho)
{
    const auto document = sample("topics-domotique");
    const auto snapshot = document->snapshot();
    const TopicTree tree = collectTopics(*snapshot, kGoOn);
    EXPECT_EQ(tree.nodes[0].topics, 6U);
    const auto node = std::find_if(tree.nodes.begin(), tree.nodes.end(),
                                   [](const TopicNode& one) { return one.level == "maison"; });
    ASSERT_NE(node, tree.nodes.end());
    // "maison" is a topic itself and has three below it.
    EXPECT_EQ(node->packets(), 3U);
    EXPECT_EQ(node->allPackets, 3U + 18U + 5U + 16U);
    EXPECT_EQ(node->topics, 4U);
    const auto subscribers = subscribersOf(*snapshot, "maison/salon/lampe", 10);
    std::vector<std::string> names;
    for (const std::uint32_t session : subscribers)
        names.push_back(clientName(*snapshot, session));
    EXPECT_EQ(names, (std::vector<std::string>{"tableau", "curieux"}));
    EXPECT_EQ(subscribersOf(*snapshot, "maison/salon/lampe", 1).size(), 1U);
}

TEST(Topics, ALongNameHasBoundedLevels)
{
    Talk talk;
    Talk::Connection& client = talk.connection(Version::V311);
    client.open("sensor", "none", 0);
    client.client(publish(std::string(5000, '/'), "x"));
    std::unique_ptr<TempFile> file;
    const auto document = documentOf(talk, file);
    const TopicTree tree = collectTopics(*document->snapshot(), kGoOn);
    EXPECT_EQ(tree.nodes.size(), 1 + TopicTree::kMaxLevels);
    EXPECT_EQ(tree.nameOf(static_cast<std::uint32_t>(tree.nodes.size() - 1)), std::string(5000, '/'));
}

TEST(TopicValues, AFieldOfJsonOverTime)
{
    const auto document = sample("pompe-cybernight");
    const auto snapshot = document->snapshot();
    const TopicValues whole = collectValues(*document, *snapshot, {"usine/cuve/niveau", "", {}}, kGoOn);
    EXPECT_EQ(whole.published, 10U);
    EXPECT_EQ(whole.delivered, 10U);
    EXPECT_EQ(whole.side, ValueSide::Published);
    EXPECT_EQ(whole.numbers, 0U);
    EXPECT_EQ(whole.paths, (std::vector<std::string>{"niveau", "heure"}));
    const TopicValues level = collectValues(*document, *snapshot, {"usine/cuve/niveau", "niveau", {}}, kGoOn);
    ASSERT_EQ(level.values.size(), 10U);
    EXPECT_EQ(level.values[0].number, 31.0);
    EXPECT_EQ(level.values[1].text, "33.5");
    EXPECT_EQ(level.values[1].frame, 57U);
    const TopicValues none = collectValues(*document, *snapshot, {"usine/cuve/niveau", "rien", {}}, kGoOn);
    EXPECT_TRUE(none.values[0].missing);
    EXPECT_FALSE(none.values[0].number);
    const TopicValues delivered =
        collectValues(*document, *snapshot, {"usine/cuve/niveau", "niveau", ValueSide::Delivered}, kGoOn);
    EXPECT_EQ(delivered.values[0].frame, 38U);
}

TEST(TopicValues, NumbersAreNumbersAsAWholeOnly)
{
    EXPECT_EQ(numberIn("21.5"), 21.5);
    EXPECT_EQ(numberIn(" -3e2\n"), -300.0);
    EXPECT_EQ(numberIn("+7"), 7.0);
    EXPECT_FALSE(numberIn("21.5 C"));
    EXPECT_FALSE(numberIn("21,5"));
    EXPECT_FALSE(numberIn(""));
    EXPECT_FALSE(numberIn("nan"));
    EXPECT_FALSE(numberIn("1e999"));
}

std::string leavesOf(std::string_view json)
{
    std::string told;
    const bool valid = forEachJsonLeaf(json, [&](const JsonLeaf& leaf) {
        told += leaf.path + "=" + leaf.text + (leaf.number ? "#" : "") + ";";
        return true;
    });
    return valid ? told : "invalid";
}

TEST(JsonLeaves, PathsAndValues)
{
    EXPECT_EQ(leavesOf(R"({"a":{"b":[1,{"c":"x"},true]},"d":null})"),
              "a.b[0]=1#;a.b[1].c=x;a.b[2]=true#;d=null;");
    EXPECT_EQ(leavesOf("21.50"), "=21.50#;");
    EXPECT_EQ(leavesOf(R"({"a":1)"), "invalid");
    EXPECT_EQ(leavesOf(""), "invalid");
}

TEST(JsonLeaves, HostileTextsAreBounded)
{
    EXPECT_EQ(leavesOf(std::string(100'000, '[')), "invalid");
    EXPECT_EQ(leavesOf(std::string(kMaxJsonBytes + 1, '1')), "invalid");
    std::string wide = "[";
    for (int i = 0; i < 1000; ++i)
        wide += i > 0 ? ",1" : "1";
    const std::string told = leavesOf(wide + "]");
    EXPECT_EQ(std::count(told.begin(), told.end(), ';'), static_cast<std::ptrdiff_t>(kMaxJsonLeaves));
    // Deeper than is looked into, but valid.
    EXPECT_EQ(leavesOf(std::string(40, '[') + "1" + std::string(40, ']')), "");
}

TEST(Payload, BytesBehindTheHeaders)
{
    const auto document = sample("v5-proprietes");
    const auto snapshot = document->snapshot();
    std::uint32_t found = index::kNone;
    snapshot->forEachMessage(22, [&](std::uint32_t message) {
        found = message;
        return false;
    });
    const Payload payload = readPayload(*document, *snapshot, found, 1000);
    EXPECT_EQ(payload.topic, "serre/temperature");
    EXPECT_EQ(payload.contentType, "text/plain");
    EXPECT_EQ(payload.size, 4U);
    EXPECT_EQ(payloadOf(*document, found, 1000), "24.0");
    EXPECT_EQ(payloadOf(*document, found, 2), "24");
    EXPECT_EQ(payloadOf(*document, 0, 1000), ""); // a CONNECT
}

} // namespace
} // namespace mqttscope::analysis::test
