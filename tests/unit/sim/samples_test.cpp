// SPDX-License-Identifier: GPL-3.0-or-later
// The samples are what their scenarios give, and they show what their stories tell.
#include "broker/sim/scenario_reader.h"
#include "tests/support/program.h"
#include "tests/unit/sim/played.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace mqttscope::broker::sim::test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

using Lines = std::vector<std::string>;

std::string samplePath(std::string_view name, std::string_view extension)
{
    return analysis::test::sourcePath(fmt::format("samples/{}.{}", name, extension));
}

Bytes bytesOf(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> sampleNames()
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(analysis::test::sourcePath("samples"))) {
        if (entry.path().extension() == ".json")
            names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

class EverySample : public ::testing::TestWithParam<std::string> {};

TEST_P(EverySample, IsWhatItsScenarioGives)
{
    const auto scenario = readScenario(samplePath(GetParam(), "json"));
    ASSERT_TRUE(scenario.has_value()) << scenario.error().pointer;
    SimulationReport report;
    const Bytes made = captureOf(*scenario, report);
    EXPECT_TRUE(made == bytesOf(samplePath(GetParam(), "pcapng")))
        << "make it anew: mqttscope-cli simulate samples/" << GetParam() << ".json -w samples/" << GetParam()
        << ".pcapng";
    EXPECT_EQ(report.notDoneCount, 0U);
    // Of two messages under $SYS nobody was told: for each, what became of it and who was not subscribed.
    EXPECT_LE(report.unplacedRemarks, GetParam() == "topics-domotique" ? 5U : 0U);
    EXPECT_FALSE(report.limitReached);
}

TEST_P(EverySample, HasAStoryInBothLanguages)
{
    const Bytes bytes = bytesOf(analysis::test::sourcePath("samples/README.md"));
    const std::string text(bytes.begin(), bytes.end());
    const std::size_t at = text.find("## `" + GetParam() + ".pcapng`");
    ASSERT_NE(at, std::string::npos);
    const std::string story = text.substr(at, text.find("\n## ", at + 1) - at);
    EXPECT_THAT(story, AllOf(HasSubstr("**Français.**"), HasSubstr("**English.**")));
}

TEST_P(EverySample, IsReadByTshark)
{
    if (const std::string why = mqttscope::test::whyNoTshark(); !why.empty())
        GTEST_SKIP() << why;
    const auto complaints = mqttscope::test::runShell(mqttscope::test::commandOf(
        {"tshark", "-n", "-r", samplePath(GetParam(), "pcapng"), "-o", "tcp.check_checksum:TRUE", "-o",
         "ip.check_checksum:TRUE", "-Y",
         "_ws.malformed || tcp.analysis.flags || tcp.checksum.status != 1 || ip.checksum.status != 1"}));
    EXPECT_TRUE(complaints.ok()) << complaints.errors;
    EXPECT_EQ(complaints.output, "");
}

/// What is wrong in samples: all others break no rule.
const std::map<std::string, Lines> kBroken = {
    {"pannes-01", {"7\terror\tMQTT-3.8.1-1\t3.1.1\tmqtt.hdrflags\t0"}},
    {"pannes-02", {"7\terror\tMQTT-3.3.1-4\t3.1.1\tmqtt.qos\t0"}},
    {"pannes-03", {"7\terror\tMQTT-3.3.2-2\t3.1.1\tmqtt.topic\t10"}},
    {"pannes-04", {"7\terror\tMQTT-3.1.0-2\t3.1.1\tmqtt.msgtype\t0"}},
    {"pannes-05", {"7\terror\tMQTT-2.3.1-1\t3.1.1\tmqtt.msgid\t9"}},
    {"pannes-08", {"7\terror\tMQTT311-§2.2.3-length-too-long\t3.1.1\tmqtt.len\t1"}},
    {"ping", {"16\twarning\tMQTT-3.1.2-23\t3.1.1\tmqtt.msgtype\t0"}},
    {"session-will-retain", {"28\twarning\tMQTT-3.1.2-23\t3.1.1\tmqtt.msgtype\t0"}},
};

TEST_P(EverySample, BreaksNoRuleButThoseOfItsStory)
{
    const auto document = analysis::test::indexed(samplePath(GetParam(), "pcapng"));
    Lines broken;
    for (const std::string& row : tableOf(*document, "mqtt,rules")) {
        if (row.find("\tnote\t") == std::string::npos)
            broken.push_back(row.substr(0, row.rfind('\t')));
    }
    const auto told = kBroken.find(GetParam());
    EXPECT_EQ(broken, told != kBroken.end() ? told->second : Lines{});
}

INSTANTIATE_TEST_SUITE_P(Samples, EverySample, ::testing::ValuesIn(sampleNames()), [](const auto& sample) {
    std::string name = sample.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

/// A sample and what the analyzer says of it.
struct Sample {
    explicit Sample(std::string_view name)
        : path(samplePath(name, "pcapng")), document(analysis::test::indexed(path))
    {
    }
    [[nodiscard]] Lines lines() const { return linesOf(*document); }
    /// Rows of -z mqtt,exchanges as "client direction kind state sent".
    [[nodiscard]] Lines exchanges() const
    {
        Lines rows;
        for (const std::string& row : tableOf(*document, "mqtt,exchanges")) {
            Lines cells(1);
            for (const char c : row) {
                if (c == '\t')
                    cells.emplace_back();
                else
                    cells.back() += c;
            }
            rows.push_back(fmt::format("{} {} {} {} {}", cells[1], cells[2], cells[3], cells[7], cells[8]));
        }
        return rows;
    }
    [[nodiscard]] Lines publications() const
    {
        Lines rows = exchanges();
        std::erase_if(rows,
                      [](const std::string& row) { return row.find(" publish-") == std::string::npos; });
        return rows;
    }
    [[nodiscard]] std::string comments() const { return commentsOf(path); }

    std::string path;
    std::shared_ptr<analysis::Document> document;
};

TEST(SampleStory, SubscriptionInFourPackets)
{
    const Sample sample("abonnement-4-trames");
    EXPECT_THAT(sample.lines(), ElementsAre(HasSubstr("CONNECT"), HasSubstr("CONNACK"),
                                            HasSubstr("SUBSCRIBE"), HasSubstr("SUBACK")));
    EXPECT_EQ(sample.document->snapshot()->frames[3].originalLength, 80U) << "14 bytes of CONNECT";
}

TEST(SampleStory, PublicationInFourPackets)
{
    EXPECT_THAT(Sample("publication-4-trames").lines(),
                ElementsAre(HasSubstr("CONNECT"), HasSubstr("CONNACK"), HasSubstr("PUBLISH"),
                            HasSubstr("DISCONNECT")));
}

TEST(SampleStory, PingAndSilence)
{
    const Sample sample("ping");
    Lines pings = sample.exchanges();
    std::erase_if(pings, [](const std::string& row) { return row.find(" ping ") == std::string::npos; });
    EXPECT_THAT(pings, ElementsAre("capteur c2s ping complete 1", "afficheur c2s ping complete 1",
                                   "capteur c2s ping complete 1"));
    EXPECT_EQ(sample.document->snapshot()->frames[12].originalLength, 68U) << "2 bytes of PINGREQ";
    EXPECT_THAT(sample.comments(), HasSubstr("keep-alive-expired client=afficheur milliseconds=15000"));
}

TEST(SampleStory, Lengths)
{
    const Sample sample("longueurs");
    const auto snapshot = sample.document->snapshot();
    std::vector<std::uint32_t> lengths;
    for (std::size_t i = 0; i < snapshot->messages.size(); ++i) {
        if (snapshot->messages[i].type() == mqtt::PacketType::Publish)
            lengths.push_back(snapshot->messages[i].length);
    }
    // Remaining Lengths 127, 128, 321, 16,383 and 16,384, and the bytes of the fixed header.
    EXPECT_THAT(lengths, ElementsAre(127 + 2, 128 + 3, 321 + 3, 16'383 + 3, 16'384 + 4, 12, 14, 16));
    EXPECT_THAT(sample.lines(), AllOf(Contains(HasSubstr("\"un\" · PUBLISH taille = \"deux\"")),
                                      Contains(HasSubstr("PUBLISH taille = \"octets\""))));
}

TEST(SampleStory, TopicsOfAHouse)
{
    const Sample sample("topics-domotique");
    EXPECT_THAT(sample.lines(), AllOf(Contains(HasSubstr("SUBACK id 2, Success - Maximum QoS 0, Failure")),
                                      Contains(HasSubstr("maison/salon/température")),
                                      Contains(HasSubstr("PUBLISH $SYS/broker/uptime"))));
    EXPECT_THAT(sample.comments(), HasSubstr("subscription-refused client=tableau topic=alarme/#"));
    EXPECT_THAT(sample.publications(), Not(Contains(StartsWith("tableau s2c publish-qos0 maison2"))));
}

TEST(SampleStory, EachQosHasItsHops)
{
    for (int qos = 0; qos <= 2; ++qos) {
        EXPECT_THAT(Sample(fmt::format("qos{}", qos)).publications(),
                    ElementsAre(fmt::format("editeur c2s publish-qos{} complete 1", qos),
                                fmt::format("abonne s2c publish-qos{} complete 1", qos)));
    }
}

TEST(SampleStory, ALostPubackGivesADuplicate)
{
    const Sample sample("qos1-puback-perdu");
    EXPECT_THAT(sample.publications(),
                ElementsAre("editeur c2s publish-qos1 complete 2", "abonne s2c publish-qos1 complete 1",
                            "abonne s2c publish-qos1 complete 1"));
    EXPECT_THAT(sample.lines(), AllOf(Contains(HasSubstr("Session Present")), Contains(HasSubstr("DUP"))));
    EXPECT_THAT(sample.comments(), HasSubstr("fault rule=1 from=broker type=PUBACK id=1"));
}

TEST(SampleStory, ALostPubrecOrPubcompGivesNone)
{
    EXPECT_THAT(Sample("qos2-pubrec-perdu").publications(),
                ElementsAre("editeur c2s publish-qos2 complete 2", "abonne s2c publish-qos2 complete 1"));
    EXPECT_THAT(Sample("qos2-pubcomp-perdu").publications(),
                ElementsAre("editeur c2s publish-qos2 complete 1", "abonne s2c publish-qos2 complete 1"));
}

TEST(SampleStory, EverySubscriberGetsItsOwnQos)
{
    EXPECT_THAT(Sample("qos-mixte").publications(),
                ElementsAre("editeur c2s publish-qos2 complete 1", "abonne0 s2c publish-qos0 complete 1",
                            "abonne1 s2c publish-qos1 complete 1", "abonne2 s2c publish-qos2 complete 1"));
}

TEST(SampleStory, SessionWillAndRetained)
{
    const Sample sample("session-will-retain");
    const std::string comments = sample.comments();
    EXPECT_THAT(comments, AllOf(HasSubstr("queued-offline client=tableau topic=atelier/machine/alerte"),
                                HasSubstr("session-resumed client=tableau waiting=1"),
                                HasSubstr("will-published client=machine"),
                                HasSubstr("retained-replaced client=machine"),
                                HasSubstr("retained-removed client=visiteur")));
    EXPECT_THAT(sample.lines(), Contains(HasSubstr("PUBLISH RETAIN, atelier/machine/etat = \"hors ligne\"")));
    // The Connect Flags of the machine.
    const Bytes bytes = bytesOf(sample.path);
    const Bytes flags = {'M', 'Q', 'T', 'T', 0x04, 0x26};
    EXPECT_NE(std::search(bytes.begin(), bytes.end(), flags.begin(), flags.end()), bytes.end());
}

TEST(SampleStory, APasswordCanBeRead)
{
    const Bytes bytes = bytesOf(samplePath("motdepasse-clair", "pcapng"));
    const Bytes flags = {'M', 'Q', 'T', 'T', 0x04, 0xc2};
    EXPECT_NE(std::search(bytes.begin(), bytes.end(), flags.begin(), flags.end()), bytes.end());
    const std::string text(bytes.begin(), bytes.end());
    EXPECT_THAT(text, HasSubstr(std::string("\0\x05"
                                            "eleve\0\x08"
                                            "ciel2024",
                                            17)));
}

TEST(SampleStory, ThePumpIsStopped)
{
    const Sample sample("pompe-cybernight");
    Lines orders = sample.lines();
    std::erase_if(orders, [](const std::string& line) {
        return line.find("PUBLISH usine/pompe/write") == std::string::npos;
    });
    EXPECT_THAT(orders, SizeIs(3 * 5 + 3)) << "to the broker, to the controller, to the intruder";
    EXPECT_THAT(orders.back(), HasSubstr("\"idRPC\":105,\"DQ2\":false,\"DQ1\":false"));
}

TEST(SampleStory, RefusalAndPingPong)
{
    EXPECT_THAT(Sample("pannes-06").lines(),
                ElementsAre(HasSubstr("CONNECT eleve1"), HasSubstr("not authorized")));
    EXPECT_THAT(Sample("pannes-07").comments(), HasSubstr("taken-over client=capteur"));
    const Lines sessions = tableOf(*Sample("pannes-07").document, "mqtt,sessions");
    EXPECT_THAT(sessions, SizeIs(7));
    EXPECT_THAT(sessions, Contains(HasSubstr("takeover")));
}

TEST(SampleStory, PropertiesOfVersion5)
{
    const Sample sample("v5-proprietes");
    EXPECT_THAT(sample.lines(), AllOf(Contains(HasSubstr("No matching subscribers")),
                                      Contains(HasSubstr("Disconnect with Will Message"))));
    const Lines sessions = tableOf(*sample.document, "mqtt,sessions");
    EXPECT_THAT(sessions, AllOf(Contains(HasSubstr("\tserre\t")), Contains(HasSubstr("\tauto-1\t"))));
}

TEST(SampleStory, WithoutConnectTheVersionIsGuessed)
{
    const Sample sample("sans-connect");
    EXPECT_THAT(tableOf(*sample.document, "mqtt,rules"), Contains(HasSubstr("version-guessed")));
    EXPECT_THAT(sample.lines(), Not(Contains(HasSubstr(" CONNECT "))));
}

} // namespace
} // namespace mqttscope::broker::sim::test
