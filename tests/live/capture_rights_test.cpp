// SPDX-License-Identifier: GPL-3.0-or-later
// What mqttscope-capture may do once it captures: nothing, whoever started it.
#include "tests/live/capture_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <regex>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace mqttscope::test {
namespace {

namespace fs = std::filesystem;

using capture::CaptureErrorCode;
using ::testing::MatchesRegex;
using ::testing::UnorderedElementsAre;

constexpr const char* kNone = "0000000000000000";
constexpr const char* kNobodys = "65534\t65534\t65534\t65534";

class CaptureRights : public CaptureTest {
protected:
    void SetUp() override
    {
        CaptureTest::SetUp();
        std::string pattern = (fs::temp_directory_path() / "mqttscope-copy-XXXXXX").string();
        folder = ::mkdtemp(pattern.data()) != nullptr ? pattern : std::string{};
        copy = folder / "mqttscope-capture";
        fs::copy_file(MQTTSCOPE_BINARY_DIR "/bin/mqttscope-capture", copy);
        fs::permissions(copy, fs::perms{0755});
    }
    void TearDown() override
    {
        std::error_code ignored;
        if (!folder.empty())
            fs::remove_all(folder, ignored);
    }
    static void expectNoRights(pid_t process)
    {
        for (const char* set : {"CapInh", "CapPrm", "CapEff", "CapAmb"})
            EXPECT_EQ(statusOf(process, set), kNone) << set;
        EXPECT_EQ(statusOf(process, "NoNewPrivs"), "1");
    }
    /// It captures all the same.
    void expectCaptures(CaptureProgram& program) const
    {
        send(20, 100);
        program.signal(SIGTERM);
        EXPECT_EQ(program.wait(), 0);
        EXPECT_EQ(readFrames(program.output()).frames.size(), 21U);
    }

    fs::path folder;
    fs::path copy; ///< of the program, to which rights can be given
};

TEST_F(CaptureRights, StartedByRootItIsNobody)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "this is about root";
    CaptureProgram program{{"-i", "lo"}, here()};
    ASSERT_TRUE(program.begins());
    expectNoRights(program.process());
    EXPECT_EQ(statusOf(program.process(), "CapBnd"), kNone);
    EXPECT_EQ(statusOf(program.process(), "Uid"), kNobodys);
    EXPECT_EQ(statusOf(program.process(), "Gid"), kNobodys);
    EXPECT_THAT(statusOf(program.process(), "Groups"), MatchesRegex(" *"));
    expectCaptures(program);
}

TEST_F(CaptureRights, ItsOwnCapabilityIsEnoughForAUser)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "only root gives capabilities to a file";
    const ProgramResult given =
        runShell("PATH=$PATH:/sbin:/usr/sbin setcap cap_net_raw=ep " + shellWord(copy.string()));
    if (!given.ok())
        GTEST_SKIP() << "this file system has no capabilities: " << given.errors;
    CaptureProgram program{{"-i", "lo"}, {&network, true, copy}};
    ASSERT_TRUE(program.begins()) << program.errors();
    expectNoRights(program.process());
    EXPECT_EQ(statusOf(program.process(), "Uid"), kNobodys);
    expectCaptures(program);
}

TEST_F(CaptureRights, InstalledToRunAsRootItIsItsUser)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "only root makes files that run as root";
    fs::permissions(copy, fs::perms{06755});
    CaptureProgram program{{"-i", "lo"}, {&network, true, copy}};
    if (!program.begins() && program.error().code == CaptureErrorCode::NoRights)
        GTEST_SKIP() << "programs of this folder never run as root";
    expectNoRights(program.process());
    EXPECT_EQ(statusOf(program.process(), "Uid"), kNobodys);
    EXPECT_EQ(statusOf(program.process(), "Gid"), kNobodys);
    expectCaptures(program);
}

TEST_F(CaptureRights, TheScriptGivesThemToAGroupAndToNobodyElse)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "only root makes groups";
    // In a copy of /etc: the groups of this computer stay as they are.
    const std::string etc = (folder / "etc").string();
    const ProgramResult given =
        runShell("cp -a /etc " + shellWord(etc) + " && unshare --mount sh -c " +
                 shellWord("mount --bind " + shellWord(etc) +
                           " /etc && " MQTTSCOPE_SOURCE_DIR "/packaging/allow-capture.sh --user nobody " +
                           shellWord(copy.string())));
    if (!given.ok())
        GTEST_SKIP() << "the script cannot be tried here: " << given.errors;
    EXPECT_THAT(given.output, ::testing::HasSubstr("newgrp mqttscope"));
    EXPECT_TRUE(runShell("grep -qx 'mqttscope:x:[0-9]*:nobody' " + shellWord(etc + "/group")).ok());
    struct stat status {};
    ASSERT_EQ(::stat(copy.c_str(), &status), 0);
    EXPECT_EQ(status.st_uid, 0U);
    EXPECT_NE(status.st_gid, 0U);
    EXPECT_EQ(status.st_mode & 07777U, 0750U);

    CaptureProgram stranger{{"-i", "lo"}, {&network, true, copy}};
    EXPECT_EQ(stranger.wait(), 127) << "it is not started";
    CaptureProgram member{{"-i", "lo"}, {&network, true, copy, {}, status.st_gid}};
    ASSERT_TRUE(member.begins()) << member.errors();
    expectNoRights(member.process());
    expectCaptures(member);
}

TEST_F(CaptureRights, WithoutAnyItSaysSo)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "who starts this has no rights to give up";
    CaptureProgram program{{"-i", "lo"}, {&network, true, copy}};
    EXPECT_EQ(program.wait(), 2);
    EXPECT_EQ(program.error().code, CaptureErrorCode::NoRights);
    EXPECT_EQ(program.error().interface, "lo");
    EXPECT_EQ(program.output(), "");
}

TEST_F(CaptureRights, ItHoldsOnlyTheDescriptorsThatItNeeds)
{
    // A process that its user may not look into unless that is root.
    if (::geteuid() != 0)
        GTEST_SKIP() << "only root may look";
    CaptureProgram program{
        {"-c", "exec 7</dev/zero 8</dev/zero; exec " MQTTSCOPE_BINARY_DIR "/bin/mqttscope-capture -i lo"},
        {&network, false, "/bin/sh"}};
    ASSERT_TRUE(program.begins());
    std::vector<std::string> held;
    for (const auto& entry : fs::directory_iterator("/proc/" + std::to_string(program.process()) + "/fd"))
        held.push_back(fs::read_symlink(entry).filename().string());
    for (std::string& one : held)
        one = one.substr(0, one.find('['));
    // socket: the interface; its number stands behind it
    EXPECT_THAT(held, UnorderedElementsAre("null", "out", "err", "anon_inode:", "socket:"));
}

TEST(CaptureProgramLibraries, AreFew)
{
    const ProgramResult told = runShell("readelf -d " MQTTSCOPE_BINARY_DIR "/bin/mqttscope-capture");
    if (!told.ok())
        GTEST_SKIP() << "there is no readelf";
    static const std::regex kNeeded{R"(\(NEEDED\).*\[lib(\w+))"};
    std::set<std::string> libraries;
    for (std::sregex_iterator one{told.output.begin(), told.output.end(), kNeeded}, end; one != end; ++one)
        libraries.insert((*one)[1]);
    EXPECT_THAT(libraries, ::testing::IsSupersetOf({"pcap", "cap"}));
    for (const std::string& library : libraries)
        EXPECT_THAT(library,
                    ::testing::AnyOf("pcap", "cap", "stdc", "gcc_s", "c", "m", "asan", "ubsan", "tsan"));
}

} // namespace
} // namespace mqttscope::test
