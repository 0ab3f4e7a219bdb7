// SPDX-License-Identifier: GPL-3.0-or-later
// -z mqtt,ladder, scopes, and the width of lines.
#include "analysis/ladder/ladder_words.h"
#include "analysis/ladder/text_lines.h"
#include "analysis/statistics/statistics.h"
#include "tests/support/program.h"
#include "tests/unit/ladder/ladder_capture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace mqttscope::analysis::ladder {
namespace {

using mqttscope::test::commandOf;
using mqttscope::test::ProgramResult;
using mqttscope::test::runShell;
using test::LadderCapture;
using test::sampleNamed;
using testing::HasSubstr;
using testing::Not;

std::string tableOf(const std::string& name, const std::string& argument, std::size_t width = 100,
                    StatisticsFormat format = StatisticsFormat::Text)
{
    const LadderCapture capture(sampleNamed(name));
    StringOutput out;
    (*makeStatistics(argument))
        ->write(out, {*capture.document, *capture.snapshot, Vocabulary{}, format, width});
    return out.whole();
}

TEST(LadderTable, ScopesSelectBands)
{
    const std::string all = tableOf("qos1-puback-perdu", "mqtt,ladder");
    EXPECT_THAT(all, HasSubstr("[1] abonne: connection"));
    EXPECT_THAT(all, HasSubstr("[4] QoS 1"));
    const std::string message = tableOf("qos1-puback-perdu", "mqtt,ladder,message=28");
    EXPECT_THAT(message, Not(HasSubstr("[1]")));
    EXPECT_THAT(message, HasSubstr("[4] QoS 1"));
    EXPECT_THAT(message, HasSubstr("CONNACK 0x20")) << "what another band tells";
    const std::string topic = tableOf("session-will-retain", "mqtt,ladder,topic=+/machine/alerte");
    EXPECT_THAT(topic, HasSubstr("atelier/machine/alerte"));
    EXPECT_THAT(topic, Not(HasSubstr("atelier/machine/etat")));
    EXPECT_THAT(tableOf("qos1", "mqtt,ladder,message=1"), HasSubstr("No MQTT packet here"));
}

TEST(LadderTable, AConnectionIsShownWithoutTheHopsOfOthers)
{
    const std::string stream = tableOf("qos-mixte", "mqtt,ladder,stream=0"); // that of abonne0
    EXPECT_THAT(stream, HasSubstr("PUBLISH 0x30"));
    EXPECT_THAT(stream, HasSubstr("PUBLISH 0x34")) << "where it comes from";
    EXPECT_THAT(stream, Not(HasSubstr("PUBLISH 0x32")));
    EXPECT_THAT(stream, Not(HasSubstr("abonne1")));
}

TEST(LadderTable, WrongArgumentsAreTold)
{
    for (const char* argument : {"mqtt,ladder,stream=x", "mqtt,ladder,topic=a/#/b", "mqtt,ladder,frame=3",
                                 "mqtt,ladder,stream", "mqtt,ladder,message=1x"})
        EXPECT_FALSE(makeStatistics(argument)) << argument;
}

TEST(LadderTable, JsonHasARowPerObject)
{
    const std::string json = tableOf("qos0", "mqtt,ladder,message=16", 100, StatisticsFormat::Json);
    EXPECT_THAT(json, HasSubstr(R"("frame": 17, "stream": 0, "from": "broker", "to": "abonne")"));
    EXPECT_THAT(json, HasSubstr(R"("notes": ["delivered ×1"])"));
}

TEST(LadderTable, SegmentsOfTcpAreShownIfAsked)
{
    const std::string text = tableOf("qos1", "mqtt,ladder,message=16,tcp");
    EXPECT_THAT(text, HasSubstr("· 27 bytes: PUBLISH id 1"));
    EXPECT_THAT(text, HasSubstr("ACK 49 confirms the bytes of PUBLISH id 1"));
    EXPECT_THAT(tableOf("qos1", "mqtt,ladder,tcp"), HasSubstr("· SYN, ACK 1"));
    EXPECT_THAT(tableOf("qos1", "mqtt,ladder,topic=#,tcp"), HasSubstr("· ACK"));
    const std::string json = tableOf("qos1", "mqtt,ladder,message=16,tcp", 100, StatisticsFormat::Json);
    EXPECT_THAT(json, HasSubstr(R"("packet": null, "notes": ["confirms the bytes of PUBACK id 1"], )"
                                R"("segment": "ACK 9", "bytes": 0, "sequence": 49, "acknowledgment": 9})"));
    EXPECT_THAT(tableOf("qos1", "mqtt,ladder,message=16"), Not(HasSubstr("27 bytes")));
}

TEST(LadderTable, NoLineIsWiderThanAsked)
{
    for (const auto& [name, width] :
         {std::pair{"qos-mixte", 60U}, {"session-will-retain", 80U}, {"shared", 132U}}) {
        for (const char* table : {"mqtt,ladder", "mqtt,ladder,tcp"}) {
            std::istringstream lines{tableOf(name, table, width)};
            for (std::string line; std::getline(lines, line);)
                EXPECT_LE(columnsOf(line), width) << name << ": " << line;
        }
    }
}

TEST(LadderTable, TheProgramObeysColumns)
{
    const std::string cli = MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli";
    const std::vector<std::string> words{cli, "-r", sampleNamed("qos1"), "-q", "-z", "mqtt,ladder"};
    const ProgramResult narrow = runShell("COLUMNS=70 " + commandOf(words));
    const ProgramResult wide = runShell("COLUMNS=160 " + commandOf(words));
    EXPECT_TRUE(narrow.ok() && wide.ok());
    EXPECT_EQ(narrow.output, tableOf("qos1", "mqtt,ladder", 70));
    EXPECT_EQ(wide.output, tableOf("qos1", "mqtt,ladder", 160));
}

TEST(LadderTable, TheCapturesAreThoseOfTheirScenarios)
{
    namespace fs = std::filesystem;
    const fs::path made = fs::path{::testing::TempDir()} / "ladder-scenario.pcapng";
    const auto contents = [](const fs::path& path) {
        std::ifstream in{path, std::ios::binary};
        return std::string{std::istreambuf_iterator<char>{in}, {}};
    };
    for (const auto& entry : fs::directory_iterator(analysis::test::sourcePath("tests/data/ladders"))) {
        if (entry.path().extension() != ".json")
            continue;
        const ProgramResult result =
            runShell(commandOf({MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli", "simulate", entry.path().string(),
                                "-w", made.string()}));
        EXPECT_TRUE(result.ok()) << result.errors;
        fs::path kept = entry.path();
        EXPECT_TRUE(contents(made) == contents(kept.replace_extension(".pcapng"))) << entry.path();
    }
    fs::remove(made);
}

TEST(LadderWords, ARowIsASentence)
{
    const LadderCapture capture(sampleNamed("qos1-puback-perdu"));
    const Band band = capture.bandAt(16);
    const Vocabulary words;
    EXPECT_EQ(
        rowText(*capture.document, *capture.index, band, LadderCapture::rowAt(band, 28), words),
        "broker to abonne: PUBLISH 0x32 id 2 \"21.5\", duplicate, delivered ×2, probably the same message, "
        "answered in 3.998 ms");
    EXPECT_EQ(rowText(*capture.document, *capture.index, band,
                      LadderCapture::rowAt(band, 17, RowKind::Missing), words),
              "broker to editeur: PUBACK did not come");
}

TEST(LadderWords, NamesAndPayloadsForgeNoLine)
{
    session::test::Talk talk;
    auto& client = talk.connection(mqtt::Version::V311);
    client.open("\xe2\x80\xae"
                "live"
                "\xe2\x80\xac\t\x01\xc2\x9b"
                "x");
    const std::uint32_t frame = client.client(session::test::publish("a\xef\xbb\xbf/b", "\xe2\x81\xa6"
                                                                                        "5.12"
                                                                                        "\xd8\x9c"));
    const LadderCapture capture(talk);
    const Band band = capture.bandAt(frame);
    const Vocabulary words;
    EXPECT_EQ(laneName(*capture.index, band.rows.front().from, words), "\uFFFDlive\uFFFD\\t\uFFFD\uFFFDx");
    EXPECT_EQ(bandSubject(*capture.document, *capture.index, band, words),
              "a\uFFFD/b = \"\uFFFD5.12\uFFFD\"");
}

TEST(LadderWords, Durations)
{
    const Vocabulary words;
    EXPECT_EQ(durationText(0, words), "0 ms");
    EXPECT_EQ(durationText(820'000, words), "0.82 ms");
    EXPECT_EQ(durationText(1'000'000'000, words), "1 s");
    EXPECT_EQ(durationText(-2'500'000'000, words), "-2.5 s");
}

} // namespace
} // namespace mqttscope::analysis::ladder
