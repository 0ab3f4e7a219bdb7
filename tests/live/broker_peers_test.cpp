// SPDX-License-Identifier: GPL-3.0-or-later
// Real clients and mqttscope-broker.
#include "tests/live/broker_program.h"
#include "tests/support/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace mqttscope::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr int kMissing = 77; // exit code of the script if paho is missing

class MosquittoClients : public ::testing::TestWithParam<const char*> {
protected:
    void SetUp() override
    {
        if (!runShell("command -v mosquitto_pub mosquitto_sub").ok())
            GTEST_SKIP() << "mosquitto-clients is not installed";
        ASSERT_EQ(broker.listening().size(), 1U) << broker.log();
    }
    /// Subscribes, waits until the broker says so, and publishes; what the subscriber printed.
    std::string receive(const std::string& subscriber, const std::string& publisher)
    {
        const std::string end = "-h 127.0.0.1 -p " + broker.port() + " -V " + GetParam();
        static int number = 0;
        const std::string id = "sub" + std::to_string(++number);
        const fs::path output =
            fs::temp_directory_path() / ("mqttscope-peer-" + std::to_string(::getpid()) + id);
        const std::string word = shellWord(output.string());
        const ProgramResult started =
            runShell("(mosquitto_sub -i " + id + " " + end + " -W 30 " + subscriber + " >" + word +
                     ".part 2>&1; mv " + word + ".part " + word + ") >/dev/null 2>&1 & true");
        EXPECT_TRUE(broker.logs(id + " subscribed")) << broker.log();
        const ProgramResult sent = runShell("mosquitto_pub " + end + " " + publisher);
        EXPECT_TRUE(sent.ok()) << sent.errors;
        // mosquitto_sub -C ends by itself.
        const ProgramResult waited =
            runShell("for i in $(seq 3000); do test -e " + word + " && exit 0; sleep 0.01; done; exit 1");
        EXPECT_TRUE(waited.ok());
        const ProgramResult text = runShell("cat " + word);
        fs::remove(output);
        return text.output;
    }

    BrokerProgram broker{{"--listen", "tcp://127.0.0.1:0", "--verbose"}};
};
INSTANTIATE_TEST_SUITE_P(Versions, MosquittoClients, ::testing::Values("mqttv31", "mqttv311", "mqttv5"));

TEST_P(MosquittoClients, GetMessagesOfEachQos)
{
    for (const char* qos : {"0", "1", "2"})
        EXPECT_EQ(
            receive("-t 'room/+' -F '%t %q %p' -C 1 -q 2", "-t room/door -m open -q " + std::string(qos)),
            "room/door " + std::string(qos) + " open\n")
            << broker.log();
}

TEST_P(MosquittoClients, GetManyMessages)
{
    std::string expected;
    for (int i = 1; i <= 500; ++i)
        expected += std::to_string(i) + "\n";
    const std::string end = "-h 127.0.0.1 -p " + broker.port() + " -V " + GetParam();
    EXPECT_EQ(
        receive("-t many -q 2 -C 500", "-t start -m x; seq 500 | mosquitto_pub " + end + " -t many -q 2 -l"),
        expected);
}

TEST_P(MosquittoClients, GetALargeMessage)
{
    const fs::path file = fs::temp_directory_path() / ("mqttscope-large-" + std::to_string(::getpid()));
    std::ofstream(file) << std::string(5'000'000, 'x');
    EXPECT_EQ(receive("-t large -q 1 -C 1 -F %l", "-t large -q 1 -f " + shellWord(file.string())),
              "5000000\n");
    fs::remove(file);
}

TEST_P(MosquittoClients, GetRetainedMessages)
{
    const std::string end = "-h 127.0.0.1 -p " + broker.port() + " -V " + GetParam();
    EXPECT_TRUE(runShell("mosquitto_pub " + end + " -t kept -m before -r -q 1").ok());
    EXPECT_EQ(runShell("mosquitto_sub " + end + " -t kept -C 1 -W 30 -F '%r %p'").output, "1 before\n");
}

class MosquittoRr : public MosquittoClients {}; // it speaks 3.1.1 and 5.0
INSTANTIATE_TEST_SUITE_P(Versions, MosquittoRr, ::testing::Values("mqttv311", "mqttv5"));

TEST_P(MosquittoRr, AsksAndIsAnswered)
{
    if (!runShell("command -v mosquitto_rr").ok())
        GTEST_SKIP() << "mosquitto_rr is not installed";
    const std::string end = "-h 127.0.0.1 -p " + broker.port() + " -V " + GetParam();
    const ProgramResult answering =
        runShell("(mosquitto_sub -i answerer " + end + " -t ask -C 1 -W 30; mosquitto_pub " + end +
                 " -t answer -m 42) >/dev/null 2>&1 & true");
    ASSERT_TRUE(broker.logs("answerer subscribed"));
    const ProgramResult asked = runShell("mosquitto_rr " + end + " -t ask -e answer -m '6*7' -W 30");
    EXPECT_EQ(asked.output, "42\n") << asked.errors << broker.log();
}

class PahoClients : public ::testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Versions, PahoClients, ::testing::Values(3, 4, 5));

TEST_P(PahoClients, FindABrokerThatDoesItsPart)
{
    const BrokerProgram broker({"--listen", "tcp://127.0.0.1:0", "--verbose"});
    ASSERT_EQ(broker.listening().size(), 1U) << broker.log();
    const std::string python = fs::exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
    const ProgramResult result =
        runShell(python + " " + shellWord(MQTTSCOPE_SOURCE_DIR "/tests/live/broker_paho.py") + " " +
                 broker.port() + " " + std::to_string(GetParam()));
    if (result.status == kMissing)
        GTEST_SKIP() << "python3-paho-mqtt is not installed";
    EXPECT_EQ(result.status, 0) << result.output << result.errors << broker.log();
    EXPECT_THAT(result.output, HasSubstr("all is well"));
}

TEST(PahoClients, AreLetInByPasswordFileAndAccessFile)
{
    if (!runShell("command -v mosquitto_pub mosquitto_sub mosquitto_passwd").ok())
        GTEST_SKIP() << "mosquitto and mosquitto-clients are not installed";
    std::string folder = (fs::temp_directory_path() / "mqttscope-access-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    const std::string users = folder + "/users";
    const std::string acl = folder + "/acl";
    ASSERT_TRUE(runShell("mosquitto_passwd -c -b " + shellWord(users) + " ann secret").ok());
    std::ofstream(acl) << "user ann\ntopic readwrite open\n";
    const BrokerProgram broker(
        {"--listen", "tcp://127.0.0.1:0", "--password-file", users, "--acl-file", acl});
    ASSERT_EQ(broker.listening().size(), 1U) << broker.log();
    fs::remove_all(folder);
    const std::string end = "-h 127.0.0.1 -p " + broker.port() + " -V mqttv5 -q 1 -m x";
    EXPECT_TRUE(runShell("mosquitto_pub " + end + " -u ann -P secret -t open").ok());
    EXPECT_FALSE(runShell("mosquitto_pub " + end + " -u ann -P wrong -t open").ok());
    EXPECT_FALSE(runShell("mosquitto_pub " + end + " -t open").ok());
    EXPECT_THAT(runShell("mosquitto_pub " + end + " -u ann -P secret -t closed").errors,
                HasSubstr("Not authorized"));
    EXPECT_TRUE(broker.logs("PUBLISH of auto-2 to topic closed refused: Not authorized (0x87)"))
        << broker.log();
}

} // namespace
} // namespace mqttscope::test
