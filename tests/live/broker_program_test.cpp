// SPDX-License-Identifier: GPL-3.0-or-later
// mqttscope-broker as others start it: lines, signals, exit codes, sentences.
#include "tests/live/broker_program.h"
#include "tests/support/program.h"
#include "tests/unit/broker_net/bare_socket.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <poll.h>
#include <unistd.h>

namespace mqttscope::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

constexpr const char* kFree = "tcp://127.0.0.1:0";

/// A run that is over at once.
ProgramResult runBroker(const std::string& arguments)
{
    return runShell(shellWord(brokerProgram()) + " " + arguments);
}

class BrokerFiles : public ::testing::Test {
protected:
    BrokerFiles()
    {
        std::string name = (fs::temp_directory_path() / "mqttscope-files-XXXXXX").string();
        folder = ::mkdtemp(name.data());
    }
    ~BrokerFiles() override { fs::remove_all(folder); }
    [[nodiscard]] std::string write(const std::string& name, std::string_view text) const
    {
        std::ofstream(folder / name, std::ios::binary) << text;
        return (folder / name).string();
    }

    fs::path folder;
};

TEST(BrokerProgram, TellsEachListenerAndEndsCleanly)
{
    for (const int number : {SIGTERM, SIGINT}) {
        BrokerProgram broker({"--listen", kFree, "--listen", "tcp://[::1]:0"}, 2);
        ASSERT_EQ(broker.listening().size(), 2U) << broker.log();
        EXPECT_THAT(broker.listening()[0], MatchesRegex("tcp://127.0.0.1:[0-9]+"));
        EXPECT_THAT(broker.listening()[1], MatchesRegex("tcp://\\[::1\\]:[0-9]+"));
        broker.signal(number);
        EXPECT_EQ(broker.wait(), 0);
        EXPECT_THAT(broker.log(), HasSubstr("The broker stops"));
    }
}

TEST(BrokerProgram, HelpNamesEveryOption)
{
    const ProgramResult help = runBroker("--help");
    EXPECT_EQ(help.status, 0);
    for (const char* option :
         {"--listen", "--allow-anonymous", "--password-file", "--acl-file", "--config", "--max-packet-size",
          "--max-connections", "--receive-maximum", "--topic-alias-maximum", "--fault", "--verbose", "--lang",
          "--version", "--help"})
        EXPECT_THAT(help.output, HasSubstr(option));
    EXPECT_THAT(runBroker("--version").output, StartsWith("mqttscope-broker "));
}

TEST(BrokerProgram, RefusesWhatItCannotDo)
{
    const auto refusal = [](const std::string& arguments, int status) {
        const ProgramResult result = runBroker(arguments);
        EXPECT_EQ(result.status, status) << arguments;
        EXPECT_EQ(result.output, "") << arguments;
        return result.errors;
    };
    EXPECT_THAT(refusal("--listen tcp://0.0.0.0:0", 1), HasSubstr("--password-file FILE"));
    EXPECT_THAT(refusal("--listen 'tcp://[::]:0'", 1), HasSubstr("--allow-anonymous"));
    EXPECT_THAT(refusal("--listen tls://127.0.0.1:0", 1), HasSubstr("TLS is not there yet"));
    EXPECT_THAT(refusal("--listen ws://127.0.0.1:0", 1), HasSubstr("WebSocket is not there yet"));
    EXPECT_THAT(refusal("--listen wss://127.0.0.1:0", 1), HasSubstr("not there yet"));
    EXPECT_THAT(refusal("--key x", 1), HasSubstr("--key: TLS"));
    EXPECT_NE(refusal("--listen tcp://127.0.0.1:0 --persist /nowhere/x", 2), "");
    EXPECT_NE(refusal("--listen tcp://127.0.0.1:0 --tap /nowhere/x", 2), "");
    EXPECT_THAT(refusal("--listen 127.0.0.1:0", 1), HasSubstr("no address to listen at"));
    EXPECT_THAT(refusal("--lang fr --listen x", 1), HasSubstr("n’est pas une adresse d’écoute"));
    EXPECT_NE(refusal("--max-packet-size 19", 1), "");
    EXPECT_NE(refusal("--receive-maximum 0", 1), "");
    EXPECT_NE(refusal("--no-such-option", 1), "");
    EXPECT_THAT(refusal("--password-file /nowhere", 2), HasSubstr("/nowhere cannot be read"));
    EXPECT_THAT(refusal("--acl-file /nowhere", 2), HasSubstr("/nowhere cannot be read"));
    EXPECT_THAT(refusal("--fault /nowhere", 2), HasSubstr("/nowhere cannot be read"));
    EXPECT_THAT(refusal("--config /nowhere", 2), HasSubstr("/nowhere cannot be read"));
    BrokerProgram other({"--listen", kFree});
    EXPECT_THAT(refusal("--listen " + other.listening().at(0), 2),
                HasSubstr("another program listens there"));
}

TEST(BrokerProgram, OpensToANetworkWhenItIsTold)
{
    const BrokerProgram broker({"--listen", "tcp://0.0.0.0:0", "--allow-anonymous"});
    EXPECT_EQ(broker.listening().size(), 1U) << broker.log();
}

TEST_F(BrokerFiles, SaysWhereAFileIsWrong)
{
    const auto errors = [](const std::string& arguments) {
        const ProgramResult result = runBroker("--listen tcp://127.0.0.1:0 " + arguments);
        EXPECT_EQ(result.status, arguments.starts_with("--config") ? 1 : 2) << arguments;
        return result.errors;
    };
    EXPECT_THAT(errors("--config " + write("c", "\nalow_anonymous true\n")),
                HasSubstr("c, line 2: “alow_anonymous” is no setting"));
    EXPECT_THAT(errors("--acl-file " + write("a", "topic read\nuser\n")), HasSubstr("a, line 2: no name"));
    EXPECT_THAT(errors("--password-file " + write("p", "ann:secret\n")), HasSubstr("p, line 1: no hash"));
    EXPECT_THAT(errors("--fault " + write("f", "explode\n")), HasSubstr("f, line 1: “explode” is no action"));
}

TEST_F(BrokerFiles, AConfigurationIsMosquittos)
{
    const std::string config = write("c", "listener 0 127.0.0.1\nallow_anonymous true\npid_file /x\n");
    const BrokerProgram broker({"--config", config});
    ASSERT_EQ(broker.listening().size(), 1U) << broker.log();
    EXPECT_THAT(broker.log(), HasSubstr("c, line 3: pid_file is accepted and has no effect here"));
}

TEST_F(BrokerFiles, AListenerWithoutAnAddressIsForBothFamilies)
{
    const BrokerProgram broker({"--config", write("c", "listener 0\nallow_anonymous true\n")});
    ASSERT_EQ(broker.listening().size(), 1U) << broker.log();
    EXPECT_THAT(broker.listening()[0], StartsWith("tcp://[::]:"));
    EXPECT_TRUE(BareSocket(static_cast<std::uint16_t>(std::stoi(broker.port()))).connected()) << "by IPv4";
}

// The file that mosquitto.conf names is ours then, and one that is mosquitto's is not touched.
TEST_F(BrokerFiles, AConfigurationKeepsSessions)
{
    const std::string config = write("c", "listener 0 127.0.0.1\nallow_anonymous true\npersistence true\n"
                                          "persistence_location " +
                                              folder.string() + "\npersistence_file kept.db\n");
    const std::string file = (folder / "kept.db").string();
    {
        BrokerProgram broker({"--config", config});
        ASSERT_EQ(broker.listening().size(), 1U) << broker.log();
        EXPECT_THAT(broker.log(), HasSubstr("are kept in " + file + ", in the format of mqttscope"));
        BareSocket client(static_cast<std::uint16_t>(std::stoi(broker.port())));
        client.send({0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 1, 'c', // CONNECT 3.1.1
                     0x33, 6,  0, 1, 't', 0,   1,   'x'});                      // PUBLISH QoS 1, RETAIN
        pollfd ready{client.descriptor(), POLLIN, 0};
        while (client.received.size() < 8 && !client.over() && ::poll(&ready, 1, 10'000) > 0)
            client.read();
        ASSERT_EQ(client.received.size(), 8U); // CONNACK, PUBACK
        broker.signal(SIGKILL);
        (void)broker.wait();
    }
    const BrokerProgram again({"--config", config});
    ASSERT_EQ(again.listening().size(), 1U) << again.log();
    EXPECT_TRUE(again.logs("retained messages 1"));
    EXPECT_THAT(again.log(), HasSubstr("Restored from " + file));
}

TEST_F(BrokerFiles, AFileOfMosquittoIsRefused)
{
    using std::string_literals::operator""s;
    const std::string config = write("c", "listener 0 127.0.0.1\nallow_anonymous true\npersistence true\n"
                                          "persistence_location " +
                                              folder.string() + "/\n");
    const std::string theirs = write("mosquitto.db", "\0\xB5\0mosquitto db\0\0\0\0\0\0\0\6"s);
    const ProgramResult result = runBroker("--config " + shellWord(config));
    EXPECT_EQ(result.status, 2);
    EXPECT_THAT(result.errors, HasSubstr(theirs + " is a file of mosquitto"));
    EXPECT_EQ(fs::file_size(theirs), 23U);
}

TEST_F(BrokerFiles, LoadsTheConfigurationOfDebian)
{
    constexpr const char* kFile = "/etc/mosquitto/mosquitto.conf";
    if (!fs::exists(kFile))
        GTEST_SKIP() << kFile << " is not there";
    const std::string own = (folder / "own.db").string(); // instead of /var/lib/mosquitto/mosquitto.db
    const BrokerProgram broker({"--config", kFile, "--listen", kFree, "--persist", own});
    EXPECT_EQ(broker.listening().size(), 1U) << broker.log();
}

TEST_F(BrokerFiles, ReadsItsFilesAgainAtSighup)
{
    const std::string acl = write("acl", "topic t\n");
    const BrokerProgram broker({"--listen", kFree, "--acl-file", acl, "--allow-anonymous"});
    ASSERT_EQ(broker.listening().size(), 1U);
    (void)write("acl", "topic t\ntopic u\n");
    broker.signal(SIGHUP);
    EXPECT_TRUE(broker.logs("access rules 2"));
    (void)write("acl", "wrong\n");
    broker.signal(SIGHUP);
    EXPECT_TRUE(broker.logs("Nothing is read again until this is put right"));
    EXPECT_THAT(broker.log(), HasSubstr("acl, line 1: a line begins with user, topic or pattern"));
}

} // namespace
} // namespace mqttscope::test
