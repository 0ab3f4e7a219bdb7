// SPDX-License-Identifier: GPL-3.0-or-later
// mqttscope-cli explain: what it prints and writes, what it says, and its exit statuses.
#include "tests/support/program.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

namespace mqttscope::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

const std::string kSample = MQTTSCOPE_SOURCE_DIR "/samples/connect-python1.pcap";

class Explain : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder = std::filesystem::path(::testing::TempDir()) / fmt::format("explain-{}", ::getpid());
        std::filesystem::create_directories(m_folder);
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    [[nodiscard]] std::string file(const std::string& name) const { return (m_folder / name).string(); }
    static std::string contents(const std::string& path)
    {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    static ProgramResult run(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), {MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli", "explain"});
        return runShell(commandOf(arguments));
    }

private:
    std::filesystem::path m_folder;
};

TEST_F(Explain, TheFirstFrameWithMqttIfNoneIsNamed)
{
    const ProgramResult result = run({kSample});
    EXPECT_EQ(result.status, 0);
    EXPECT_THAT(result.output, StartsWith("Frame 4: CONNECT, 21 bytes"));
    EXPECT_EQ(result.output, run({kSample, "--frame", "4"}).output);
}

TEST_F(Explain, BriefIsTheTableWithoutWhatIsSaid)
{
    const std::string golden = contents(MQTTSCOPE_SOURCE_DIR "/tests/golden/teach/explain_connect_fr.txt");
    EXPECT_EQ(run({kSample, "--brief", "--lang", "fr"}).output, golden);
    EXPECT_GT(run({kSample, "--lang", "fr"}).output.size(), golden.size());
}

TEST_F(Explain, HtmlIsAPageInTheLanguageAskedFor)
{
    const ProgramResult result = run({kSample, "--format", "html", "--lang", "fr"});
    EXPECT_EQ(result.status, 0);
    EXPECT_THAT(result.output, StartsWith("<!DOCTYPE html>\n<html lang=\"fr\">"));
    EXPECT_THAT(result.output, HasSubstr("octet par octet"));
}

TEST_F(Explain, AFileHasWhatStandardOutputWouldHave)
{
    const ProgramResult result = run({kSample, "--format", "html", "-w", file("page.html")});
    EXPECT_EQ(result.status, 0);
    EXPECT_THAT(result.output + result.errors, IsEmpty());
    EXPECT_EQ(contents(file("page.html")), run({kSample, "--format", "html", "-w", "-"}).output);
}

TEST_F(Explain, AllLayersAreTheWholeFrame)
{
    EXPECT_THAT(run({kSample}).output, Not(HasSubstr("Time to Live")));
    const ProgramResult result = run({kSample, "--layers", "all"});
    EXPECT_THAT(result.output, HasSubstr("Time to Live"));
    EXPECT_THAT(result.output, HasSubstr("Keep Alive"));
}

TEST_F(Explain, EachByteOfALongPayloadIfAskedFor)
{
    const std::string large = MQTTSCOPE_SOURCE_DIR "/tests/data/captures/own/large_60k.pcap";
    const ProgramResult found =
        runShell(commandOf({MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli", "-r", large, "-Y",
                            "mqtt.msgtype == 3 && mqtt.len > 50000", "-T", "fields", "-e", "frame.number"}));
    const std::string frame = found.output.substr(0, found.output.find('\n'));
    ASSERT_FALSE(frame.empty());
    const std::string some = run({large, "--frame", frame, "--brief"}).output;
    EXPECT_LT(some.size(), 20'000U);
    EXPECT_THAT(some, HasSubstr("are not explained one by one"));
    const std::string all = run({large, "--frame", frame, "--brief", "--all-bytes"}).output;
    EXPECT_GT(std::count(all.begin(), all.end(), '\n'), 50'000);
}

TEST_F(Explain, WhatIsInTheWayIsOneSentence)
{
    const auto expectSentence = [](const ProgramResult& result, int status, const std::string& words) {
        EXPECT_EQ(result.status, status);
        EXPECT_THAT(result.output, IsEmpty());
        EXPECT_THAT(result.errors, StartsWith("mqttscope-cli: "));
        EXPECT_THAT(result.errors, HasSubstr(words));
        EXPECT_EQ(std::count(result.errors.begin(), result.errors.end(), '\n'), 1);
    };
    expectSentence(run({kSample, "--frame", "99"}), 2, "there is no frame 99, the last one is 11");
    expectSentence(run({kSample, "--frame", "99", "--lang", "fr"}), 2, "il n’y a pas de trame 99");
    expectSentence(run({kSample, "--frame", "1"}), 2, "--layers all");
    expectSentence(run({MQTTSCOPE_SOURCE_DIR "/README.md"}), 2, "not a capture file");
    expectSentence(run({kSample, "-w", kSample}), 2, "is the capture that is read");
    expectSentence(run({kSample, "-w", file("no/such/folder")}), 2, "could not be written");
    expectSentence(run({kSample, "--format", "html", "--brief"}), 1, "--brief");
    EXPECT_EQ(run({kSample, "--frame", "1", "--layers", "all"}).status, 0);
}

TEST_F(Explain, AStreamIsReadToItsEnd)
{
    const ProgramResult result =
        runShell("cat " + shellWord(kSample) + " | " +
                 commandOf({MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli", "explain", "-"}));
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.output, run({kSample}).output);
}

} // namespace
} // namespace mqttscope::test
