// SPDX-License-Identifier: GPL-3.0-or-later
// mqttscope-cli simulate: what it writes, what it says, and its exit statuses.
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

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kSample = MQTTSCOPE_SOURCE_DIR "/samples/qos1-puback-perdu";

class Simulate : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder = std::filesystem::path(::testing::TempDir()) / fmt::format("simulate-{}", ::getpid());
        std::filesystem::create_directories(m_folder);
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    [[nodiscard]] std::string file(const std::string& name) const { return (m_folder / name).string(); }
    std::string write(const std::string& name, std::string_view text) const
    {
        std::ofstream(file(name), std::ios::binary) << text;
        return file(name);
    }
    static std::string contents(const std::string& path)
    {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    static ProgramResult run(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), {MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli", "simulate"});
        return runShell(commandOf(arguments));
    }

private:
    std::filesystem::path m_folder;
};

TEST_F(Simulate, WritesTheCaptureAndSaysNothing)
{
    const ProgramResult result = run({kSample + ".json", "-w", file("out.pcapng")});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.output + result.errors, "");
    EXPECT_TRUE(contents(file("out.pcapng")) == contents(kSample + ".pcapng"));
}

TEST_F(Simulate, WritesToStandardOutput)
{
    const ProgramResult result = run({kSample + ".json", "-w", "-"});
    EXPECT_EQ(result.status, 0);
    EXPECT_TRUE(result.output == contents(kSample + ".pcapng"));
}

TEST_F(Simulate, ASeedReplacesThatOfTheScenario)
{
    EXPECT_EQ(run({kSample + ".json", "-w", file("a.pcapng"), "--seed", "99"}).status, 0);
    EXPECT_EQ(run({kSample + ".json", "-w", file("b.pcapng"), "--seed", "99"}).status, 0);
    EXPECT_TRUE(contents(file("a.pcapng")) == contents(file("b.pcapng")));
    EXPECT_FALSE(contents(file("a.pcapng")) == contents(kSample + ".pcapng"));
}

TEST_F(Simulate, AWrongScenarioIsToldWithItsLineInBothLanguages)
{
    const std::string path = write("wrong.json", "{\n \"clients\": [\n  {\"keepAlive\": 70000}\n ]\n}\n");
    const ProgramResult english = run({path, "-w", file("out.pcapng")});
    EXPECT_EQ(english.status, 1);
    EXPECT_EQ(english.errors, "mqttscope-cli: " + path +
                                  ":3: /clients/0/keepAlive: a whole number from 0 to 65535 is wanted; "
                                  "found 70000\n");
    EXPECT_FALSE(std::filesystem::exists(file("out.pcapng"))) << "nothing is begun";
    const ProgramResult french = run({path, "-w", file("out.pcapng"), "--lang", "fr"});
    EXPECT_EQ(french.status, 1);
    EXPECT_THAT(french.errors, HasSubstr("/clients/0/keepAlive: il faut un nombre entier de 0 à 65535"));
}

TEST_F(Simulate, WhatCannotBeDoneIsToldAndTheRestIsWritten)
{
    const std::string path = write("late.json", R"({"clients": [{"clientId": "a", "actions": [
        {"at": 0, "do": "ping"}, {"at": 1, "do": "connect"}]}]})");
    const ProgramResult result = run({path, "-w", file("out.pcapng")});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.errors, "mqttscope-cli: " + path +
                                 ": /clients/0/actions/0, at 0.000 s: not done, nobody is connected, or the "
                                 "client is connected already\n");
    EXPECT_GT(contents(file("out.pcapng")).size(), 500U);
}

TEST_F(Simulate, FilesThatCannotBeReadOrWritten)
{
    const ProgramResult missing = run({file("none.json"), "-w", file("out.pcapng")});
    EXPECT_EQ(missing.status, 2);
    EXPECT_THAT(missing.errors, EndsWith("none.json: the file cannot be read: No such file or directory\n"));
    const ProgramResult unwritable = run({kSample + ".json", "-w", "/nonexistent/out.pcapng"});
    EXPECT_EQ(unwritable.status, 2);
    EXPECT_THAT(unwritable.errors, StartsWith("mqttscope-cli: /nonexistent/out.pcapng: "));
    if (std::filesystem::exists("/dev/full")) {
        const ProgramResult full = run({kSample + ".json", "-w", "/dev/full"});
        EXPECT_EQ(full.status, 2);
        EXPECT_THAT(full.errors, HasSubstr("No space left on device"));
    }
}

TEST_F(Simulate, WrongArguments)
{
    EXPECT_EQ(run({}).status, 1);
    EXPECT_EQ(run({kSample + ".json"}).status, 1) << "-w is missing";
    EXPECT_EQ(run({kSample + ".json", "-w", file("x"), "--seed", "many"}).status, 1);
    EXPECT_EQ(run({kSample + ".json", "-w", file("x"), "--lang", "de"}).status, 1);
    EXPECT_EQ(run({"--help"}).status, 0);
}

} // namespace
} // namespace mqttscope::test
