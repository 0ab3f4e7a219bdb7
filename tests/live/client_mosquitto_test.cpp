// SPDX-License-Identifier: GPL-3.0-or-later
// mqttscope-cli pub, sub and rr beside mosquitto's clients: the same arguments, the same bytes and statuses.
#include "tests/live/mosquitto_broker.h"
#include "tests/support/program.h"

#include <gtest/gtest.h>

#include <optional>
#include <regex>
#include <string>
#include <vector>

namespace mqttscope::test {
namespace {

const std::string kCli = MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli";

class BesideMosquitto : public ::testing::TestWithParam<const char*> {
protected:
    void SetUp() override
    {
        if (!runShell("command -v mosquitto_pub mosquitto_sub mosquitto_rr").ok())
            GTEST_SKIP() << "mosquitto-clients is not installed";
    }
    void start(bool login = false)
    {
        broker.emplace(login);
        if (!broker->whyNot().empty())
            GTEST_SKIP() << broker->whyNot();
    }
    [[nodiscard]] std::string end() const
    {
        return " -h 127.0.0.1 -p " + broker->port() + " -V " + GetParam() + " ";
    }
    [[nodiscard]] ProgramResult theirs(const std::string& kind, const std::string& options) const
    {
        return runShell("mosquitto_" + kind + end() + options);
    }
    [[nodiscard]] ProgramResult ours(const std::string& kind, const std::string& options) const
    {
        return runShell(kCli + " " + kind + end() + options);
    }

    std::optional<MosquittoBroker> broker;
};
INSTANTIATE_TEST_SUITE_P(Versions, BesideMosquitto, ::testing::Values("31", "311", "5"));

/// Without the moment at which it was printed.
std::string withoutTime(const std::string& text)
{
    static const std::regex kTime(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6}Z)?[+-]\d{4})");
    return std::regex_replace(text, kTime, "<time>");
}

TEST_P(BesideMosquitto, PrintsTheSameBytes)
{
    start();
    if (IsSkipped())
        return;
    const bool is5 = std::string(GetParam()) == "5";
    const std::string properties =
        is5 ? " -D publish user-property a b -D publish content-type txt -D publish user-property a c "
              "-D publish payload-format-indicator 1 -D publish response-topic r/t "
              "-D publish correlation-data xy"
            : "";
    const std::vector<std::string> payloads = {
        "hello",
        "h\u00e9\u4e2d",
        R"({"a": 27.0,"b":[1,2.5,1e3,-0.1,true,null,"\u00e9\n\/",{}],"c":{},"d":[]})",
        "a\"b\\c\td",
        "12 ",
        "-0.5e-3",
        "\"text\"",
        "[[],[{}],{\"x\":[1,{\"y\":2}]}]"};
    const std::vector<std::string> options = {"",
                                              "-v",
                                              "-N",
                                              "-v -N",
                                              "-F '%t|%p|%q|%r|%l|%m|%%'",
                                              "-F '%x|%X|%20x|%-20X|%3x|%012X'",
                                              "-F '%20t|%-20t|%.3t|%10.3t|%-10.3t|%05t'",
                                              "-F '%20p|%-20p|%.3p|%10.3p|%-10.3p|%05p|%3p|%012p|%-p|'",
                                              "-F '%5l|%-5l|%05l|%5m|%-5m|%05m|%5q|%05r'",
                                              "-F '%C|%5C|%.2C|%-9C|%R|%5R|%-9R|%D|%9D|%P|%9P|'",
                                              "-F '%F|%3F|%03F|%-3F|%E|%5E|%05E|%A|%5A|%S|%3S|'",
                                              "-F '\\a\\e\\r\\t\\v\\0\\\\x@@'",
                                              "-F '%j'",
                                              "-F '%J'",
                                              "-F '%j' --pretty",
                                              "-F '%J' --pretty",
                                              "-F '[%I|%-40I|%40I]'",
                                              "-F '%t' -N"};
    for (const std::string& payload : payloads) {
        ASSERT_EQ(theirs("pub", "-t q/top -q 1 -r -m " + shellWord(payload) + properties).status, 0);
        for (const std::string& one : options) {
            // Topics and properties do not depend on the payload.
            if (payload != payloads.front() && one.find("%p") == std::string::npos &&
                one.find("%x") == std::string::npos && one.find("%j") == std::string::npos &&
                one.find("%J") == std::string::npos)
                continue;
            const std::string arguments = "-t q/# -q 1 -C 1 -W 30 " + one;
            const ProgramResult expected = theirs("sub", arguments);
            const ProgramResult found = ours("sub", arguments);
            EXPECT_EQ(withoutTime(found.output), withoutTime(expected.output)) << payload << ' ' << one;
            EXPECT_EQ(found.status, expected.status) << payload << ' ' << one;
            EXPECT_EQ(found.errors.empty(), expected.errors.empty()) << found.errors << expected.errors;
        }
    }
}

TEST_P(BesideMosquitto, PrintsTheSamePackets)
{
    start();
    if (IsSkipped())
        return;
    const auto same = [&](const std::string& kind, const std::string& arguments) {
        const ProgramResult expected = theirs(kind, "-d -i me " + arguments);
        const ProgramResult found = ours(kind, "-d -i me " + arguments);
        EXPECT_EQ(found.output, expected.output) << kind << ' ' << arguments;
        EXPECT_EQ(found.status, expected.status) << kind << ' ' << arguments;
    };
    for (const char* qos : {"0", "1", "2"}) {
        same("pub", "-t a -m text -q " + std::string(qos));
        same("pub", "-t a -m text --repeat 3 -r -q " + std::string(qos));
        same("sub", "-t a -C 1 -W 30 -q " + std::string(qos == std::string("2") ? "1" : qos));
    }
    same("pub", "-t a -n -r");
    same("sub", "-t a -t b/# -E -q 2");
    same("sub", "-t a -U b -W 1");
    // mosquitto_rr goes without a DISCONNECT, so rr is not compared.
}

TEST_P(BesideMosquitto, EndsWithTheSameStatus)
{
    start(true);
    if (IsSkipped())
        return;
    const std::string login = "-u ann -P secret ";
    const std::vector<std::pair<std::string, std::string>> runs = {
        {"pub", "-t open/x -m y"},
        {"pub", "-t open/x -m y -u ann -P wrong"},
        {"sub", "-t open/x"},
        {"rr", "-t open/x -e open/y -m z"},
        {"pub", login + "-t open/x -m y -q 1"},
        {"pub", login + "-t closed -m y -q 1"},
        {"pub", login + "-t closed -m y -q 2"},
        {"sub", login + "-t closed -W 1"},
        {"sub", login + "-t open/x -E"},
        {"rr", login + "-t open/x -e open/x -m z"},
        {"rr", login + "-t open/x -e open/y -m z -W 1"},
        {"pub", "-t 'a/#' -m y"},
        {"pub", "-t a"},
        {"pub", "-m y"},
        {"sub", ""},
        {"sub", "-t 'a#'"},
        {"sub", "-t a -C 0"},
        {"sub", "-t a -W 0"},
        {"sub", "-t a -F %z"},
        {"sub", "-t a -c"},
        {"sub", "-t a -R --retained-only"},
        {"pub", "-t a -m y -q 3"},
        {"pub", "-t a -m y -f /nonexistent"},
        {"pub", "-t a -f /nonexistent"},
        {"pub", "-t a -m y -D publish nothing x"},
        {"pub", "-t a -m y -D publish topic-alias 0"},
        {"pub", "-t a -m y --will-payload z"},
        {"rr", "-t a -m y"},
    };
    for (const auto& [kind, arguments] : runs) {
        const ProgramResult expected = theirs(kind, arguments);
        const ProgramResult found = ours(kind, arguments);
        EXPECT_EQ(found.status, expected.status) << kind << ' ' << arguments << ": " << found.errors;
        EXPECT_EQ(found.errors.empty(), expected.errors.empty())
            << kind << ' ' << arguments << ": " << found.errors << expected.errors;
    }
}

} // namespace
} // namespace mqttscope::test
