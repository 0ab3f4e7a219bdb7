// SPDX-License-Identifier: GPL-3.0-or-later
// The program from outside: options, exit statuses, pipes.
#include "tests/support/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <unistd.h>

namespace mqttscope::test {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kProgram = shellWord(MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli");
constexpr const char* kCaptures = MQTTSCOPE_SOURCE_DIR "/tests/data/captures/";

std::string capture(const std::string& name)
{
    return shellWord(kCaptures + name);
}

ProgramResult cli(const std::string& arguments)
{
    return runShell(kProgram + " " + arguments);
}

std::ptrdiff_t lines(const std::string& text)
{
    return std::count(text.begin(), text.end(), '\n');
}

/// A folder that goes away with the test.
struct Folder : ::testing::Test {
    Folder()
        : path((std::filesystem::temp_directory_path() / ("mqttscope-cli-" + std::to_string(getpid())))
                   .string())
    {
        std::filesystem::create_directory(path);
    }
    ~Folder() override
    {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    [[nodiscard]] std::string file(const std::string& name) const { return shellWord(path + "/" + name); }

    std::string path;
};

TEST(Cli, ExitStatusesAreTsharks)
{
    EXPECT_EQ(cli("-r " + capture("own/ipv6.pcap")).status, 0);
    EXPECT_EQ(cli("-r /nonexistent/x.pcap").status, 2);
    EXPECT_EQ(cli("-r " + capture("own/ipv6.pcap") + " -Y 'bogus =='").status, 2);
    EXPECT_EQ(cli("-r " + capture("own/ipv6.pcap") + " -T bogus").status, 1);
    EXPECT_EQ(cli("-r " + capture("own/ipv6.pcap") + " --bogus").status, 1);
    EXPECT_EQ(cli("-r " + capture("own/ipv6.pcap") + " -T fields").status, 1);
    EXPECT_EQ(cli("-r " + capture("own/ipv6.pcap") + " -e ip.src").status, 1);
    EXPECT_EQ(cli("-r " + capture("own/ipv6.pcap") + " -T json -e bogus.field").status, 1);
    EXPECT_EQ(cli("-r " + capture("own/ipv6.pcap") + " -z bogus").status, 1);
    EXPECT_EQ(cli("-r " + capture("own/ipv6.pcap") + " -t bogus").status, 1);
    EXPECT_EQ(cli("-r " + capture("own/ipv6.pcap") + " -o nonsense").status, 1);
    EXPECT_EQ(cli("-r " + capture("own/ipv6.pcap") + " -o mqtt.nonsense:1").status, 1);
    EXPECT_EQ(cli("-r " + capture("own/ipv6.pcap") + " -a duration:1").status, 1);
    EXPECT_EQ(cli("").status, 1);
    EXPECT_EQ(cli("--help").status, 0);
}

TEST(Cli, ADamagedFileIsPrintedUpToTheDamage)
{
    const ProgramResult result = cli("-T json -r " + capture("derived/truncated_file.pcap"));
    EXPECT_EQ(result.status, 2);
    EXPECT_THAT(result.output, EndsWith("\n]\n"));
    EXPECT_THAT(result.errors, StartsWith("mqttscope-cli: "));
}

TEST(Cli, ReasonsGoToStandardErrorInOneSentence)
{
    for (const char* arguments : {"--bogus", "-T bogus -r x", "-i lo -Y udp -w y", "-r x -b files:2",
                                  "-r x -F bogus -w y", "-G bogus"}) {
        const ProgramResult result = cli(arguments);
        EXPECT_EQ(result.output, "") << arguments;
        EXPECT_THAT(result.errors, StartsWith("mqttscope-cli: ")) << arguments;
        EXPECT_EQ(lines(result.errors), 1) << arguments;
    }
    EXPECT_THAT(cli("-r x -f udp").errors, HasSubstr("live capture"));
}

TEST(Cli, AFilterMayStandBehindTheOptions)
{
    EXPECT_EQ(cli("-r " + capture("own/ipv6.pcap") + " mqtt").output,
              cli("-r " + capture("own/ipv6.pcap") + " -Y mqtt").output);
    EXPECT_EQ(cli("-r " + capture("own/ipv6.pcap") + " -Y tcp mqtt").status, 1);
}

TEST(Cli, OptionsThatChangeNothingAreAccepted)
{
    const std::string plain = cli("-r " + capture("own/ipv6.pcap")).output;
    EXPECT_EQ(cli("-2 -n -N mnN -l --lang fr -r " + capture("own/ipv6.pcap")).output, plain);
    EXPECT_EQ(cli("-o tls.desegment_ssl_records:TRUE -r " + capture("own/ipv6.pcap")).output, plain);
}

TEST(Cli, StopsWhereItIsTold)
{
    EXPECT_EQ(lines(cli("-c 3 -r " + capture("own/ipv6.pcap")).output), 3);
    EXPECT_EQ(lines(cli("-a packets:3 -r " + capture("own/ipv6.pcap")).output), 3);
    const auto some = lines(cli("-a filesize:1 -r " + capture("own/ipv6.pcap")).output);
    EXPECT_GT(some, 1);
    EXPECT_LT(some, 20);
}

TEST(Cli, TimesOfASummaryLine)
{
    const std::string file = capture("own/ipv6.pcap");
    EXPECT_THAT(cli("-t ad -c 1 -r " + file).output, HasSubstr(" 2026-11-20 10:22:55.647060 "));
    EXPECT_THAT(cli("-t udoy -c 1 -r " + file).output, HasSubstr(" 2026/324 10:22:55.647060 "));
    EXPECT_THAT(cli("-t e -c 1 -r " + file).output, HasSubstr(" 1795170175.647060 "));
    EXPECT_THAT(cli("-t d -c 3 -Y frame.number==3 -r " + file).output, HasSubstr(" 0.000016 "));
    EXPECT_THAT(cli("-t dd -c 3 -Y 'frame.number!=2' -r " + file).output, HasSubstr(" 0.000036 "));
}

TEST(Cli, QuietPrintsOnlyTables)
{
    const ProgramResult both = cli("-c 2 -z conv,tcp -r " + capture("own/ipv6.pcap"));
    const ProgramResult quiet = cli("-q -c 2 -z conv,tcp -r " + capture("own/ipv6.pcap"));
    EXPECT_THAT(both.output, EndsWith(quiet.output));
    EXPECT_EQ(lines(both.output), lines(quiet.output) + 2);
}

TEST(Cli, TablesDoNotMindTheFilterOfFrames)
{
    EXPECT_EQ(cli("-q -Y mqtt -z io,phs -r " + capture("own/ipv6.pcap")).output,
              cli("-q -z io,phs -r " + capture("own/ipv6.pcap")).output);
}

TEST(Cli, GlossariesHaveTsharksColumns)
{
    const std::string fields = cli("-G fields").output;
    EXPECT_THAT(fields, HasSubstr("\nP\tTransmission Control Protocol\ttcp\n"));
    EXPECT_THAT(fields, HasSubstr("\nF\tKeep Alive\tmqtt.kalive\tFT_UINT16\tmqtt\tBASE_DEC\t0x0\t"));
    EXPECT_EQ(cli("-G").output, fields);
    EXPECT_THAT(cli("-G values").output, HasSubstr("\nV\tmqtt.msgtype\t3\tPUBLISH\n"));
}

TEST(Cli, AReaderThatGoesAwayEndsItInSilence)
{
    const ProgramResult result = runShell("{ " + kProgram + " -T json -r " + capture("own/coalesced.pcap") +
                                          " || echo failed >&2; } | head -1");
    EXPECT_EQ(result.output, "[\n");
    EXPECT_EQ(result.errors, "");
}

TEST(CliStream, StandardInputIsReadLikeAFile)
{
    const std::string file = capture("own/ipv6.pcap");
    const std::string expected = cli("-r " + file).output;
    EXPECT_EQ(runShell("cat " + file + " | " + kProgram + " -r -").output, expected);
    EXPECT_EQ(runShell("gzip -c " + file + " | " + kProgram + " -r -").output, expected);
    EXPECT_EQ(runShell(kProgram + " -r - < " + file).output, expected);
    EXPECT_EQ(
        runShell("cat " + capture("derived/comments.pcapng") + " | " + kProgram + " -T json -r -").output,
        cli("-T json -r " + capture("derived/comments.pcapng")).output);
}

// It is indexed before anybody looks at it, or after: which, is chance.
TEST(CliStream, AShortStreamIsPrintedHoweverFastItIsRead)
{
    const std::string file = capture("own/ipv6.pcap");
    const std::string expected = cli("-r " + file).output;
    ASSERT_FALSE(expected.empty());
    for (int i = 0; i < 30; ++i)
        ASSERT_EQ(runShell("gzip -c " + file + " | " + kProgram + " -r -").output, expected) << "run " << i;
}

TEST(CliStream, FramesArePrintedWhileThePipeIsOpen)
{
    // The writer waits for the first lines before it writes the rest.
    const std::string file = capture("own/ipv6.pcap");
    const ProgramResult result =
        runShell("folder=$(mktemp -d); mkfifo $folder/in; " + kProgram +
                 " -l -r $folder/in > $folder/out & exec 3> $folder/in; "
                 "head -c 1000 " +
                 file +
                 " >&3; "
                 "for i in $(seq 100); do [ -s $folder/out ] && break; sleep 0.1; done; wc -l < $folder/out; "
                 "tail -c +1001 " +
                 file + " >&3; exec 3>&-; wait; wc -l < $folder/out; rm -r $folder");
    int before = 0;
    int after = 0;
    ASSERT_EQ(std::sscanf(result.output.c_str(), "%d %d", &before, &after), 2)
        << result.output << result.errors;
    EXPECT_GT(before, 0);
    EXPECT_LE(before, 9);
    EXPECT_EQ(after, 66);
}

TEST(CliStream, ACutStreamIsDamage)
{
    const ProgramResult result =
        runShell("head -c 1000 " + capture("own/ipv6.pcap") + " | " + kProgram + " -r - ");
    EXPECT_EQ(result.status, 2);
    EXPECT_EQ(lines(result.output), 8);
    EXPECT_EQ(cli("-r - < /dev/null").status, 2);
}

using CliWrite = Folder;

TEST_F(CliWrite, KeepsWhatItSelected)
{
    const std::string from = capture("own/v5_publish_props.pcap");
    ASSERT_EQ(cli("-r " + from + " -Y mqtt -w " + file("a.pcapng")).status, 0);
    const std::string fields =
        " -T fields -e frame.time_epoch -e frame.len -e tcp.stream -e mqtt.topic -e mqtt.msg";
    EXPECT_EQ(lines(cli("-r " + file("a.pcapng")).output), lines(cli("-Y mqtt -r " + from).output));
    const std::string times = " -T fields -e frame.time_epoch -e frame.len -e tcp.payload";
    EXPECT_EQ(cli("-r " + file("a.pcapng") + times).output, cli("-Y mqtt -r " + from + times).output);
    ASSERT_EQ(cli("-r " + from + " -w " + file("b.pcap") + " -F pcap").status, 0);
    EXPECT_EQ(cli("-r " + file("b.pcap") + fields).output, cli("-r " + from + fields).output);
}

TEST_F(CliWrite, KeepsCommentsNamesAndSecrets)
{
    ASSERT_EQ(cli("-r " + capture("derived/comments.pcapng") + " -w " + file("c.pcapng")).status, 0);
    const std::string comments = " -Y frame.comment -T fields -e frame.number -e frame.comment";
    const std::string kept = cli("-r " + file("c.pcapng") + comments).output;
    EXPECT_EQ(kept, cli("-r " + capture("derived/comments.pcapng") + comments).output);
    EXPECT_EQ(lines(kept), 2);
    ASSERT_EQ(cli("-r " + capture("derived/tls_13_dsb.pcapng") + " -w " + file("d.pcapng")).status, 0);
    EXPECT_GT(runShell("grep -c CLIENT_HANDSHAKE_TRAFFIC_SECRET " + file("d.pcapng")).output, "0");
}

TEST_F(CliWrite, PcapHoldsOneLinkType)
{
    const ProgramResult result =
        cli("-r " + capture("derived/pcapng_be_ns_2sections.pcapng") + " -F nsecpcap -w " + file("e.pcap"));
    EXPECT_EQ(result.status, 0) << result.errors;
    EXPECT_THAT(result.errors, HasSubstr("left out"));
}

TEST_F(CliWrite, StandardOutputIsACapture)
{
    EXPECT_EQ(
        runShell(kProgram + " -c 5 -w - -r " + capture("own/ipv6.pcap") + " | " + kProgram + " -r -").output,
        cli("-c 5 -r " + capture("own/ipv6.pcap")).output);
}

TEST_F(CliWrite, PrintsOnlyIfAsked)
{
    EXPECT_EQ(cli("-r " + capture("own/ipv6.pcap") + " -w " + file("f.pcapng")).output, "");
    EXPECT_EQ(lines(cli("-P -r " + capture("own/ipv6.pcap") + " -w " + file("f.pcapng")).output), 66);
    EXPECT_EQ(cli("-r " + capture("own/ipv6.pcap") + " -w /nonexistent/f.pcapng").status, 2);
}

TEST_F(CliWrite, TsharkReadsIt)
{
    if (const std::string why = whyNoTshark(); !why.empty())
        GTEST_SKIP() << why;
    const std::string from = capture("own/v5_publish_props.pcap");
    ASSERT_EQ(cli("-r " + from + " -w " + file("g.pcapng")).status, 0);
    EXPECT_EQ(runShell("tshark -n -r " + file("g.pcapng") + " -T json").output.size() > 0, true);
    EXPECT_EQ(runShell("tshark -n -r " + file("g.pcapng")).output, runShell("tshark -n -r " + from).output);
}

class StatisticsTshark : public ::testing::TestWithParam<const char*> {};

TEST_P(StatisticsTshark, AreTsharksToTheLetter)
{
    if (const std::string why = whyNoTshark(); !why.empty())
        GTEST_SKIP() << why;
    const std::string asTshark = " -o mqtt.infer_version:FALSE -o mqtt.detect_on_any_port:FALSE ";
    for (const char* table : {"io,phs", "io,phs,mqtt", "conv,tcp", "conv,tcp,mqtt.msgtype==3"}) {
        const std::string arguments = "-n -q -z " + shellWord(table) + " -r " + capture(GetParam());
        EXPECT_EQ(cli(arguments + asTshark).output, runShell("tshark " + arguments).output) << table;
    }
}

INSTANTIATE_TEST_SUITE_P(Captures, StatisticsTshark,
                         ::testing::Values("own/ipv6.pcap", "own/v5_basic.pcap", "own/v31_basic.pcap",
                                           "derived/vlan.pcap", "derived/null_ipv6.pcap",
                                           "derived/comments.pcapng", "own/any_sll2.pcap",
                                           "derived/port_reuse.pcap", "own/auth_fail.pcap"),
                         [](const auto& c) {
                             std::string name = c.param;
                             std::replace_if(
                                 name.begin(), name.end(),
                                 [](char ch) { return std::isalnum(static_cast<unsigned char>(ch)) == 0; },
                                 '_');
                             return name;
                         });

} // namespace
} // namespace mqttscope::test
