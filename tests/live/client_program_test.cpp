// SPDX-License-Identifier: GPL-3.0-or-later
// mqttscope-cli pub, sub and rr with mosquitto and with mqttscope-broker.
#include "tests/live/background.h"
#include "tests/live/broker_program.h"
#include "tests/live/mosquitto_broker.h"
#include "tests/support/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <memory>
#include <optional>
#include <ostream>
#include <unistd.h>

namespace mqttscope::test {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

const std::string kCli = MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli";

enum class Peer { Mosquitto, Mqttscope };

struct Setting {
    Peer peer{};
    std::string version;
};

[[maybe_unused]] std::ostream& operator<<(std::ostream& out, const Setting& setting)
{
    return out << (setting.peer == Peer::Mosquitto ? "mosquitto " : "mqttscope ") << setting.version;
}

std::string nameOf(const ::testing::TestParamInfo<Setting>& info)
{
    return (info.param.peer == Peer::Mosquitto ? "Mosquitto" : "Mqttscope") + info.param.version;
}

class Clients : public ::testing::TestWithParam<Setting> {
protected:
    void SetUp() override
    {
        if (GetParam().peer == Peer::Mqttscope) {
            m_ours.emplace(std::vector<std::string>{"--listen", "tcp://127.0.0.1:0"});
            ASSERT_EQ(m_ours->listening().size(), 1U);
            return;
        }
        m_mosquitto.emplace();
        if (!m_mosquitto->whyNot().empty())
            GTEST_SKIP() << m_mosquitto->whyNot();
    }
    [[nodiscard]] std::string end() const
    {
        return " -h 127.0.0.1 -p " + (m_ours ? m_ours->port() : m_mosquitto->port()) + " -V " +
               GetParam().version + " ";
    }
    [[nodiscard]] std::string command(const std::string& kind, const std::string& options) const
    {
        return kCli + " " + kind + end() + options;
    }
    [[nodiscard]] ProgramResult run(const std::string& kind, const std::string& options) const
    {
        return runShell(command(kind, options));
    }
    /// Publishes, which must succeed.
    void pub(const std::string& options) const
    {
        const ProgramResult result = run("pub", options);
        EXPECT_EQ(result.status, 0) << options << ": " << result.errors;
        EXPECT_EQ(result.errors, "") << options;
    }
    [[nodiscard]] bool is5() const { return GetParam().version == "5"; }
    void killBroker()
    {
        if (m_ours)
            m_ours->signal(SIGKILL);
        else
            m_mosquitto->kill();
    }

private:
    std::optional<BrokerProgram> m_ours;
    std::optional<MosquittoBroker> m_mosquitto;
};
INSTANTIATE_TEST_SUITE_P(Peers, Clients,
                         ::testing::Values(Setting{Peer::Mosquitto, "31"}, Setting{Peer::Mosquitto, "311"},
                                           Setting{Peer::Mosquitto, "5"}, Setting{Peer::Mqttscope, "31"},
                                           Setting{Peer::Mqttscope, "311"}, Setting{Peer::Mqttscope, "5"}),
                         nameOf);

class ClientsOf5 : public Clients {};
INSTANTIATE_TEST_SUITE_P(Peers, ClientsOf5,
                         ::testing::Values(Setting{Peer::Mosquitto, "5"}, Setting{Peer::Mqttscope, "5"}),
                         nameOf);

class ClientsOfOurBroker : public Clients {};
INSTANTIATE_TEST_SUITE_P(Peers, ClientsOfOurBroker,
                         ::testing::Values(Setting{Peer::Mqttscope, "31"}, Setting{Peer::Mqttscope, "311"},
                                           Setting{Peer::Mqttscope, "5"}),
                         nameOf);

/// The lines of a -d output that are no -d lines.
std::string withoutPackets(const std::string& output)
{
    std::string rest;
    for (std::size_t at = 0; at < output.size();) {
        const std::size_t next = std::min(output.find('\n', at), output.size() - 1) + 1;
        const std::string line = output.substr(at, next - at);
        if (!line.starts_with("Client ") && !line.starts_with("Subscribed "))
            rest += line;
        at = next;
    }
    return rest;
}

TEST_P(Clients, MessagesOfEachQos)
{
    Background sub(command("sub", "-d -t 'room/+' -q 2 -C 3 -F '%t %q %p'"));
    ASSERT_TRUE(sub.says("Subscribed")) << sub.errors();
    for (const char* qos : {"0", "1", "2"})
        pub("-t room/door -m open -q " + std::string(qos));
    EXPECT_EQ(sub.wait(), 0) << sub.errors();
    EXPECT_EQ(withoutPackets(sub.output()), "room/door 0 open\nroom/door 1 open\nroom/door 2 open\n");
    EXPECT_THAT(sub.output(), HasSubstr("sending PUBCOMP")) << "what was begun is completed";
    EXPECT_THAT(sub.output(), EndsWith("sending DISCONNECT\n"));
}

TEST_P(Clients, LinesOfStandardInput)
{
    for (const char* qos : {"0", "1", "2"}) {
        Background sub(command("sub", "-d -t lines -q 2 -C 4 -F '[%p]'"));
        ASSERT_TRUE(sub.says("Subscribed")) << sub.errors();
        const ProgramResult sent = runShell("printf 'one\\n\\nthree\\nfour' | " +
                                            command("pub", "-t lines -l -q " + std::string(qos)));
        EXPECT_EQ(sent.status, 0) << sent.errors;
        EXPECT_EQ(sub.wait(), 0) << sub.errors();
        EXPECT_EQ(withoutPackets(sub.output()), "[one]\n[]\n[three]\n[four]\n") << qos;
    }
}

TEST_P(Clients, ManyLines)
{
    // mosquitto keeps 1000 messages for a slow subscriber and drops the others.
    const std::string count = GetParam().peer == Peer::Mosquitto ? "900" : "20000";
    Background sub(command("sub", "-d -t many -q 1 -C " + count));
    ASSERT_TRUE(sub.says("Subscribed")) << sub.errors();
    const ProgramResult sent = runShell("seq " + count + " | " + command("pub", "-t many -l -q 1"));
    EXPECT_EQ(sent.status, 0) << sent.errors;
    EXPECT_EQ(sub.wait(), 0) << sub.errors();
    EXPECT_TRUE(withoutPackets(sub.output()) == runShell("seq " + count).output);
}

// More messages in one read of standard input than the engine keeps. mosquitto drops what a subscriber is too
// slow for.
TEST_P(ClientsOfOurBroker, ManyEmptyLines)
{
    Background sub(command("sub", "-d -t many -q 1 -C 15000 -F [%l]"));
    ASSERT_TRUE(sub.says("Subscribed")) << sub.errors();
    const ProgramResult sent = runShell("yes '' | head -n 15000 | " + command("pub", "-t many -l -q 1"));
    EXPECT_EQ(sent.status, 0) << sent.errors;
    EXPECT_EQ(sub.wait(), 0) << sub.errors();
    EXPECT_TRUE(withoutPackets(sub.output()) == runShell("yes '[0]' | head -n 15000").output);
}

TEST_P(Clients, FilesAndRetainedMessages)
{
    const std::string file = testing::TempDir() + "mqttscope-payload-" + std::to_string(::getpid());
    std::ofstream(file) << std::string(3'000'000, 'x') << '\n';
    pub("-t kept/file -r -q 1 -f " + shellWord(file));
    std::remove(file.c_str());
    EXPECT_EQ(runShell("printf 'a\\nb\\n' | " + command("pub", "-t kept/input -r -q 1 -s")).status, 0);
    pub("-t kept/text -r -q 1 -m 'hé'");
    EXPECT_EQ(run("sub", "-t kept/file -C 1 -W 30 -F '%r %l'").output, "1 3000001\n");
    EXPECT_EQ(run("sub", "-t kept/input -C 1 -W 30 -N").output, "a\nb\n");
    EXPECT_EQ(run("sub", "-t kept/text -C 1 -W 30 -v").output, "kept/text hé\n");
    pub("-t kept/text -r -n -q 1");
    const ProgramResult gone = run("sub", "-t kept/text -W 1");
    EXPECT_EQ(gone.status, 27) << "removed by -n -r, and -W ends it";
    EXPECT_EQ(gone.output, "");
}

TEST_P(Clients, RetainedMessagesAreChosenAndRemoved)
{
    for (const char* topic : {"r/a", "r/b", "r/c"})
        pub("-r -q 1 -m x -t " + std::string(topic));
    EXPECT_EQ(run("sub", "-t r/# -R -W 1").output, "");
    EXPECT_EQ(run("sub", "-t r/# -T r/b -W 1 -F %t").output, "r/a\nr/c\n");
    EXPECT_EQ(run("sub", "-t r/# -T r/b --remove-retained -C 2 -W 30 -F %t").output, "r/a\nr/c\n");
    EXPECT_EQ(run("sub", "-t r/# -W 1 -F %t").output, "r/b\n");
    Background only(command("sub", "-d -t r/# --retained-only -F %t"));
    ASSERT_TRUE(only.says("r/b\n")) << only.errors();
    pub("-t r/d -m fresh");
    EXPECT_EQ(only.wait(), 0);
    EXPECT_EQ(withoutPackets(only.output()), "r/b\n");
}

TEST_P(Clients, TheWillOfAKilledClient)
{
    Background sub(command("sub", "-d -t will -q 1 -C 1 -F '%q %p'"));
    ASSERT_TRUE(sub.says("Subscribed")) << sub.errors();
    Background doomed(command("sub", "-d -t nothing --will-topic will --will-payload bye --will-qos 1"));
    ASSERT_TRUE(doomed.says("Subscribed")) << doomed.errors();
    doomed.signal(SIGKILL);
    EXPECT_EQ(sub.wait(), 0) << sub.errors();
    EXPECT_EQ(withoutPackets(sub.output()), "1 bye\n");
}

TEST_P(Clients, ASessionKeepsWhatCameMeanwhile)
{
    const std::string session = "-i keeper -c -q 1 -t kept ";
    EXPECT_EQ(run("sub", session + "-E").status, 0);
    pub("-t kept -q 1 -m later");
    const ProgramResult result = run("sub", session + "-C 1 -W 30");
    EXPECT_EQ(result.output, "later\n") << result.errors;
    EXPECT_EQ(run("sub", session + "-U kept -W 1").status, 27);
    pub("-t kept -q 1 -m never");
    EXPECT_EQ(run("sub", "-i keeper -c -q 1 -t other -W 1").output, "") << "-U unsubscribed";
}

TEST_P(Clients, RequestAndResponse)
{
    Background asked(command("sub", "-d -t ask -C 1 -q 1 -F '%p;%R;%D'"));
    ASSERT_TRUE(asked.says("Subscribed")) << asked.errors();
    const std::string data = is5() ? " -D publish correlation-data c7" : "";
    Background asking(command("rr", "-d -t ask -e answer -q 1 -m '6*7' -W 30 -F '%p;%D'" + data));
    EXPECT_EQ(asked.wait(), 0) << asked.errors();
    EXPECT_EQ(withoutPackets(asked.output()), is5() ? "6*7;answer;c7\n" : "6*7;;\n");
    pub("-t answer -q 1 -m 42" + data);
    EXPECT_EQ(asking.wait(), 0) << asking.errors();
    EXPECT_EQ(withoutPackets(asking.output()), is5() ? "42;c7\n" : "42;\n");
    EXPECT_EQ(run("rr", "-t ask -e answer -m x -W 1").status, 27) << "nobody answers";
}

TEST_P(Clients, CtrlCSaysGoodbye)
{
    for (const int number : {SIGINT, SIGTERM}) {
        Background sub(command("sub", "-d -t x"));
        ASSERT_TRUE(sub.says("Subscribed")) << sub.errors();
        sub.signal(number);
        EXPECT_EQ(sub.wait(), 0);
        EXPECT_EQ(sub.errors(), "");
        EXPECT_THAT(sub.output(), EndsWith("sending DISCONNECT\n"));
    }
}

TEST_P(Clients, AReaderThatGoesAwayEndsItSilently)
{
    pub("-t kept -r -q 1 -m x");
    const std::string sub = command("sub", "-t kept -t more -q 1");
    Background reading("bash -c " + shellWord("{ " + sub + "; echo \"status $?\" >&2; } | head -n 1"));
    ASSERT_TRUE(reading.says("x\n")) << reading.errors();
    for (int i = 0; i < 200 && reading.errors().empty(); ++i)
        pub("-t more -m y"); // it notices when it prints
    EXPECT_EQ(reading.wait(), 0);
    EXPECT_EQ(reading.errors(), "status 0\n");
}

TEST_P(Clients, ABrokerThatDiesIsSaid)
{
    Background sub(command("sub", "-d -t x"));
    ASSERT_TRUE(sub.says("Subscribed")) << sub.errors();
    killBroker();
    EXPECT_EQ(sub.wait(), 7);
    EXPECT_THAT(sub.errors(), HasSubstr("The connection to the broker is lost"));
}

TEST_P(ClientsOf5, PropertiesArrive)
{
    pub("-t kept -r -q 1 -m x --repeat 2 -D publish content-type text/plain -D publish user-property a b "
        "-D publish user-property c 'd e' -D publish correlation-data id -D publish response-topic back "
        "-D publish payload-format-indicator 1 -D connect user-property who me -D disconnect user-property "
        "bye now -D publish topic-alias 2");
    EXPECT_EQ(run("sub", "-t kept -C 1 -W 30 -F '%C|%P|%D|%R|%F|%S' -D subscribe subscription-identifier 300 "
                         "-D subscribe user-property k v")
                  .output,
              "text/plain|a:b c:d e|id|back|1|300\n");
}

TEST(ClientErrors, AreSentencesInBothLanguages)
{
    // Nobody listens on port 1 of this machine.
    const ProgramResult refused = runShell(kCli + " sub -h 127.0.0.1 -p 1 -t x");
    EXPECT_EQ(refused.status, 1);
    EXPECT_EQ(refused.errors, "mqttscope-cli: 127.0.0.1:1: connection refused, no broker listens there\n");
    const ProgramResult unknown = runShell(kCli + " pub -h nobody.invalid -t x -m y --lang fr");
    EXPECT_EQ(unknown.status, 1);
    EXPECT_EQ(unknown.errors, "mqttscope-cli: nobody.invalid\u00a0: aucune machine ne porte ce nom\n");
    EXPECT_EQ(runShell(kCli + " sub -h 127.0.0.1 -p 1 -t x --quiet").errors, "");
    const ProgramResult missing = runShell(kCli + " pub -h 127.0.0.1 -p 1 -t x -f /nonexistent/file");
    EXPECT_EQ(missing.status, 1);
    EXPECT_THAT(missing.errors, HasSubstr("/nonexistent/file cannot be read"));
    EXPECT_EQ(runShell(kCli + " pub").status, 1);
    EXPECT_THAT(runShell(kCli + " rr --help").output, HasSubstr("--response-topic"));
    EXPECT_THAT(runShell(kCli + " --help").output, HasSubstr("pub"));
}

} // namespace
} // namespace mqttscope::test
