// SPDX-License-Identifier: GPL-3.0-or-later
// mqttscope-cli captures live, in a network of its own: beside tcpdump and tshark, with mosquitto, and
// killed.
#include "analysis/live/live_folder.h"
#include "tests/live/capture_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <thread>

namespace mqttscope::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const std::string kCli = MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli";
constexpr const char* kFilter = "udp port 9999";

std::string readWhole(const fs::path& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

class LiveCli : public CaptureTest {
protected:
    LiveCli()
    {
        std::string name = (fs::temp_directory_path() / "mqttscope-livecli-XXXXXX").string();
        folder = ::mkdtemp(name.data());
        fs::permissions(folder, fs::perms::all);
        ::setenv("XDG_STATE_HOME", folder.c_str(), 1);
    }
    ~LiveCli() override
    {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
    [[nodiscard]] CaptureStart cli() const { return {&network, false, kCli}; }
    /// Waits until a file that is written holds these bytes.
    static bool holds(const fs::path& path, std::string_view bytes)
    {
        return soon([&] { return readWhole(path).find(bytes) != std::string::npos; });
    }
    /// The helper of a running program.
    static pid_t helperOf(pid_t process)
    {
        const ProgramResult found = runShell("pgrep -P " + std::to_string(process));
        return found.output.empty() ? -1 : std::stoi(found.output);
    }
    /// Runs a program while datagrams keep coming; the words are options of tshark.
    [[nodiscard]] ProgramResult amongDatagrams(const std::string& program, const std::string& options) const
    {
        return network.run("{ python3 " + shellWord(MQTTSCOPE_SOURCE_DIR "/tests/live/send_slowly.py") +
                           " 9999 3000 5 & } ; s=$!; cd " + shellWord(folder.string()) +
                           " && timeout -s INT -k 5 20 " + program + " " + options +
                           "; r=$?; kill $s; exit $r");
    }

    fs::path folder;
};

TEST_F(LiveCli, HasEveryFrameThatTcpdumpHas)
{
    const std::string tcpdump = runShell("PATH=$PATH:/sbin:/usr/sbin command -v tcpdump").output;
    if (tcpdump.empty())
        GTEST_SKIP() << "tcpdump is not installed";
    const std::string file = folder / "a.pcapng";
    CaptureProgram theirs{
        {"-i", "lo", "-w", "-", "-U", "--immediate-mode", "-B", "65536", "-Z", "root", kFilter},
        {&network, false, tcpdump.substr(0, tcpdump.find('\n'))}};
    CaptureProgram ours{{"-i", "lo", "-f", kFilter, "-B", "64", "-w", file}, cli()};
    ASSERT_TRUE(soon([&] { return theirs.errors().find("listening on") != std::string::npos; }));
    ASSERT_TRUE(holds(file, "udp port 9999")) << ours.errors(); // the interface is there
    send(3000, 9000);
    ASSERT_TRUE(holds(file, kLast));
    ASSERT_TRUE(theirs.captures(kLast));
    ours.signal(SIGINT);
    theirs.signal(SIGTERM);
    EXPECT_EQ(ours.wait(), 0);
    EXPECT_EQ(theirs.wait(), 0);
    EXPECT_EQ(ours.errors(), "Capturing on 'Loopback: lo'\n3001 packets captured\n");
    const CapturedFrames mine = readFrames(readWhole(file));
    const CapturedFrames others = readFrames(theirs.output());
    EXPECT_TRUE(mine.whole);
    ASSERT_EQ(mine.frames.size(), others.frames.size());
    for (std::size_t i = 0; i < mine.frames.size(); ++i)
        ASSERT_EQ(mine.frames[i].bytes, others.frames[i].bytes) << "frame " << i + 1;
}

TEST_F(LiveCli, PrintsWhatMosquittoSaysWhileItSaysIt)
{
    if (!runShell("PATH=$PATH:/usr/sbin command -v mosquitto && command -v mosquitto_pub").ok())
        GTEST_SKIP() << "mosquitto is not installed";
    CaptureProgram broker{{"-c", "PATH=$PATH:/usr/sbin exec mosquitto -p 1883"},
                          {&network, false, "/bin/sh"}};
    CaptureProgram ours{{"-i", "lo", "-f", "tcp port 1883", "-Y", "mqtt.msgtype == 3", "-T", "fields", "-e",
                         "mqtt.topic", "-l", "-z", "mqtt,topics"},
                        cli()};
    ASSERT_TRUE(soon([&] { return ours.errors().find("Capturing on 'Loopback: lo'") != std::string::npos; }));
    // Again and again until the interface was open.
    ASSERT_TRUE(soon([&] {
        static_cast<void>(network.run("mosquitto_pub -t room/door -m open"));
        return ours.output().find("room/door\n") != std::string::npos;
    })) << ours.errors();
    ours.signal(SIGINT);
    EXPECT_EQ(ours.wait(), 0) << ours.errors();
    EXPECT_THAT(ours.errors(), HasSubstr(" packets captured\n"));
    // The table stands behind what was printed.
    EXPECT_TRUE(std::regex_search(ours.output(), std::regex{"room/door\nroom/door\t[0-9]+\t0\t"}))
        << ours.output();
    EXPECT_TRUE(analysis::orphans().empty());
    EXPECT_TRUE(fs::is_empty(analysis::liveFolder()));
}

TEST_F(LiveCli, KilledWithItsHelperItLeavesEverythingThatHadCome)
{
    CaptureProgram ours{{"-i", "lo", "-f", kFilter, "-q"}, cli()};
    ASSERT_TRUE(soon([&] { return helperOf(ours.process()) > 0; }));
    // Until the interface is open nothing comes.
    std::string file;
    ASSERT_TRUE(soon([&] {
        send(1, 80);
        for (const auto& entry : fs::directory_iterator{analysis::liveFolder()})
            file = entry.path();
        return !file.empty() && readWhole(file).find("datagram 00000000") != std::string::npos;
    }));
    send(2000, 200);
    ASSERT_TRUE(holds(file, "datagram 00001999"));
    // More comes while both are killed.
    std::thread more([&] { static_cast<void>(network.run(sender(2000, 200))); });
    ::kill(helperOf(ours.process()), SIGKILL);
    ours.signal(SIGKILL);
    more.join();
    EXPECT_EQ(ours.wait(), 128 + SIGKILL);

    const auto found = analysis::orphans();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].interfaces, "lo");
    const auto adopted = analysis::adopt(found[0]);
    ASSERT_TRUE(adopted);
    const CapturedFrames frames = readFrames(readWhole(adopted->path()));
    EXPECT_TRUE(frames.whole);
    EXPECT_EQ(frames.frames.size(), found[0].frames);
    for (int i = 0; i < 2000; ++i) {
        std::string digits = std::to_string(i);
        digits.insert(0, 8 - digits.size(), '0');
        ASSERT_FALSE(frames.with("datagram " + digits).empty()) << i;
    }
}

TEST_F(LiveCli, WhatWasKilledIsRecovered)
{
    CaptureProgram ours{{"-i", "lo", "-f", kFilter, "-q"}, cli()};
    std::string file;
    ASSERT_TRUE(soon([&] {
        send(3, 80);
        std::error_code ignored;
        for (const auto& entry : fs::directory_iterator{analysis::liveFolder(), ignored})
            file = entry.path();
        return !file.empty() && readWhole(file).find(kLast) != std::string::npos;
    }));
    const std::string command =
        "XDG_STATE_HOME=" + shellWord(folder.string()) + " " + shellWord(kCli) + " recover";
    EXPECT_EQ(runShell(command).output, "") << "it still runs";
    ours.signal(SIGKILL);
    EXPECT_EQ(ours.wait(), 128 + SIGKILL);
    const std::string listed = runShell(command).output;
    EXPECT_TRUE(std::regex_match(listed, std::regex{"1\t[-0-9]+ [:0-9]+\t[0-9]+\t[0-9]+\tlo\t.*\n"}))
        << listed;
    EXPECT_EQ(runShell(command + " 1").status, 1);
    EXPECT_EQ(runShell(command + " 2 -w x").status, 1);
    const fs::path wanted = folder / "wanted.pcapng";
    EXPECT_EQ(runShell(command + " 1 -w " + shellWord(wanted.string())).status, 0);
    EXPECT_GE(readFrames(readWhole(wanted)).frames.size(), 4U);
    EXPECT_EQ(runShell(command).output, "");
}

TEST_F(LiveCli, AKilledHelperIsToldAndTheRestIsThere)
{
    const std::string file = folder / "k.pcapng";
    CaptureProgram ours{{"-i", "lo", "-f", kFilter, "-w", file, "--lang", "fr"}, cli()};
    ASSERT_TRUE(holds(file, "udp port 9999"));
    send(100, 200);
    ASSERT_TRUE(holds(file, kLast));
    ::kill(helperOf(ours.process()), SIGKILL);
    EXPECT_EQ(ours.wait(), 2);
    EXPECT_THAT(ours.errors(), HasSubstr("tué par le signal 9"));
    EXPECT_THAT(ours.errors(), HasSubstr("101 paquets capturés"));
    EXPECT_EQ(readFrames(readWhole(file)).frames.size(), 101U);
}

TEST_F(LiveCli, AnInterfaceThatGoesIsToldAndTheRestIsThere)
{
    if (!network
             .run("ip link add gone type veth peer name far && ip addr add 10.9.7.1/24 dev gone && ip link "
                  "set "
                  "gone up && ip link set far up")
             .ok())
        GTEST_SKIP() << "there are no interfaces to be made here";
    const std::string file = folder / "g.pcapng";
    CaptureProgram ours{{"-i", "gone", "-w", file}, cli()};
    ASSERT_TRUE(holds(file, "gone")) << ours.errors();
    ASSERT_TRUE(network.run("ip link del gone").ok());
    EXPECT_EQ(ours.wait(), 2);
    EXPECT_THAT(ours.errors(), HasSubstr("The interface gone is gone"));
    EXPECT_TRUE(readFrames(readWhole(file)).whole);
}

TEST_F(LiveCli, OneOfTwoInterfacesGoesAndItGoesOn)
{
    if (!network.run("ip link add gone type veth peer name far && ip link set gone up && ip link set far up")
             .ok())
        GTEST_SKIP() << "there are no interfaces to be made here";
    const std::string file = folder / "g.pcapng";
    CaptureProgram ours{{"-i", "gone", "-i", "lo", "-f", kFilter, "-w", file}, cli()};
    ASSERT_TRUE(holds(file, "gone")) << ours.errors();
    ASSERT_TRUE(network.run("ip link del gone").ok());
    ASSERT_TRUE(soon([&] {
        return ours.errors().find("The interface gone is gone; the capture goes on with the others\n") !=
               std::string::npos;
    })) << ours.errors();
    send(100, 200);
    ASSERT_TRUE(holds(file, kLast));
    ours.signal(SIGINT);
    EXPECT_EQ(ours.wait(), 0);
    EXPECT_THAT(ours.errors(), ::testing::EndsWith("101 packets captured\n"));
    EXPECT_EQ(readFrames(readWhole(file)).frames.size(), 101U);
}

TEST_F(LiveCli, WithoutRightsItSaysWhatToType)
{
    CaptureStart start = cli();
    start.asNobody = true;
    CaptureProgram ours{{"-i", "lo", "-c", "1"}, start};
    const int status = ours.wait();
    if (status == 0)
        GTEST_SKIP() << "here anybody may capture";
    EXPECT_EQ(status, 1) << ours.errors();
    EXPECT_THAT(ours.errors(), HasSubstr("sudo "));
    EXPECT_THAT(ours.errors(), HasSubstr("0 packets captured"));
}

TEST_F(LiveCli, WhatTcpdumpSendsThroughAPipe)
{
    if (!runShell("PATH=$PATH:/sbin:/usr/sbin command -v tcpdump").ok())
        GTEST_SKIP() << "tcpdump is not installed";
    const std::string both = "export PATH=$PATH:/sbin:/usr/sbin; { sleep 1; " + sender(20, 80) +
                             "; } >&2 & tcpdump -i lo -Z root -U -w - -c 20 udp port 9999 2>/dev/null | " +
                             shellWord(kCli);
    EXPECT_EQ(network.run(both + " -i - -T fields -e udp.dstport | sort | uniq -c | tr -s ' '").output,
              " 20 9999\n");
    EXPECT_EQ(network.run(both + " -r - -T fields -e udp.dstport | sort | uniq -c | tr -s ' '").output,
              " 20 9999\n");
}

TEST_F(LiveCli, AReaderThatGoesEndsIt)
{
    const ProgramResult result = amongDatagrams(
        shellWord(kCli), "-l -i lo -f 'udp port 9999' -T fields -e udp.dstport 2>err | head -2");
    EXPECT_EQ(result.output, "9999\n9999\n");
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(readWhole(folder / "err").find("mqttscope-cli:"), std::string::npos);
}

/// Options that tshark and we are given, and what must be the same.
struct TsharkOptions {
    const char* name;
    const char* options;
    bool output = true;         ///< standard output
    bool lastLine = true;       ///< "N packets captured"
    const char* files = "none"; ///< ring files: their names begin so
};

void PrintTo(const TsharkOptions& one, std::ostream* out)
{
    *out << one.options;
}

class AsTshark : public LiveCli, public ::testing::WithParamInterface<TsharkOptions> {
protected:
    struct Outcome {
        int status = -1;
        std::string output;
        std::string lastLine;
        std::vector<std::string> files; ///< names, digits of the time as 0, and their frames
    };
    Outcome outcome(const std::string& program)
    {
        const TsharkOptions& one = GetParam();
        const ProgramResult result = amongDatagrams(program, one.options);
        Outcome found{result.status, one.output ? result.output : std::string{}, {}, {}};
        std::string errors = result.errors;
        while (!errors.empty() && errors.back() == '\n')
            errors.pop_back();
        if (one.lastLine)
            found.lastLine = errors.substr(errors.rfind('\n') + 1);
        for (const auto& entry : fs::directory_iterator{folder}) {
            const std::string name = entry.path().filename();
            if (!name.starts_with(one.files))
                continue;
            const auto frames = readFrames(readWhole(entry.path())).frames.size();
            found.files.push_back(std::regex_replace(name, std::regex{"[0-9]{14}"}, "TIME") + " " +
                                  std::to_string(frames));
            fs::remove(entry.path());
        }
        std::sort(found.files.begin(), found.files.end());
        return found;
    }
};

TEST_P(AsTshark, SaysAndLeavesTheSame)
{
    if (const std::string why = whyNoTshark(); !why.empty())
        GTEST_SKIP() << why;
    const Outcome theirs = outcome("tshark -n");
    constexpr int kTimeout = 124; // of timeout(1)
    if (theirs.status == kTimeout)
        GTEST_SKIP() << "tshark did not end";
    const Outcome ours = outcome(shellWord(kCli) + " -n");
    EXPECT_EQ(ours.status, theirs.status);
    EXPECT_EQ(ours.output, theirs.output);
    EXPECT_EQ(ours.lastLine, theirs.lastLine);
    EXPECT_EQ(ours.files, theirs.files);
}

INSTANTIATE_TEST_SUITE_P(
    Options, AsTshark,
    ::testing::Values(
        TsharkOptions{"Count",
                      "-i lo -f 'udp port 9999' -c 3 -T fields -e udp.dstport -e frame.interface_name"},
        TsharkOptions{"CountWritten", "-i lo -f 'udp port 9999' -c 4 -w c.pcapng", true, true, "c.pcapng"},
        TsharkOptions{"CountWrittenAndPrinted",
                      "-i lo -f 'udp port 9999' -c 4 -w c.pcapng -T fields -e udp.dstport", true, true,
                      "c.pcapng"},
        TsharkOptions{"One", "-i lo -f 'udp port 9999' -c 1 -q"},
        TsharkOptions{"Packets", "-i lo -f 'udp port 9999' -a packets:5 -q"},
        TsharkOptions{"SnapLength", "-i lo -f 'udp port 9999' -s 40 -c 2 -T fields -e frame.cap_len"},
        TsharkOptions{"NotPromiscuous", "-i lo -p -B 4 -f 'udp port 9999' -c 2 -T fields -e ip.proto"},
        // tshark counts as captured what -Y selects; we say what was captured.
        TsharkOptions{"DisplayFilter", "-i lo -f 'udp port 9999' -Y 'udp.dstport == 1' -c 5", true, false},
        TsharkOptions{"Pcap", "-i lo -f 'udp port 9999' -F pcap -c 5 -w p.pcap", true, true, "p.pcap"},
        TsharkOptions{"Output", "-i lo -f 'udp port 9999' -c 5 -w - | tshark -r - -T fields -e udp.dstport"},
        TsharkOptions{"Ring", "-i lo -f 'udp port 9999' -b packets:5 -b files:2 -a files:4 -q -w r.pcapng",
                      true, true, "r_"},
        TsharkOptions{"RingTimeFirst",
                      "-i lo -f 'udp port 9999' -b packets:5 -b nametimenum:2 -a files:2 -q -w r", true, true,
                      "r_"},
        TsharkOptions{"RingByCount", "-i lo -f 'udp port 9999' -b packets:5 -c 12 -q -w r.pcapng", true, true,
                      "r_"},
        TsharkOptions{"NoSuchInterface", "-i nosuch0 -c 1"},
        TsharkOptions{"BadFilter", "-i lo -f 'udp prt 1' -c 1"},
        TsharkOptions{"BadDisplayFilter", "-i lo -Y 'udp &&' -c 1", true, false},
        TsharkOptions{"FilterAndFile", "-i lo -Y udp -w x.pcapng -c 1", true, false},
        TsharkOptions{"RingWithoutFile", "-i lo -b packets:5", true, false},
        TsharkOptions{"RingToOutput", "-i lo -b packets:5 -w -", true, false},
        TsharkOptions{"OutputTwice", "-i lo -c 1 -w - -P", true, false},
        TsharkOptions{"RingWithoutEnd", "-i lo -b files:2 -w r.pcapng", true, false},
        TsharkOptions{"UnknownCondition", "-i lo -a foo:1", true, false},
        TsharkOptions{"NoCount", "-i lo -c 0", true, false},
        TsharkOptions{"NoBuffer", "-i lo -B 0 -c 1", true, false},
        TsharkOptions{"WrongLength", "-i lo -s abc -c 1", true, false},
        TsharkOptions{"TwoPasses", "-i lo -2 -c 1", true, false},
        TsharkOptions{"NoFolder", "-i lo -c 1 -w /no/such/folder/x.pcapng"}),
    [](const auto& one) { return one.param.name; });

} // namespace
} // namespace mqttscope::test
