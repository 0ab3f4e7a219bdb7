// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/program_rights.h"
#include "tests/support/program.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace mqttscope::capture::testing {
namespace {

namespace fs = std::filesystem;

/// A file that looks like a program, where everybody may look.
class ProgramRightsTest : public ::testing::Test {
protected:
    ProgramRightsTest()
    {
        std::string pattern = (fs::temp_directory_path() / "mqttscope-rights-XXXXXX").string();
        folder = ::mkdtemp(pattern.data()) != nullptr ? pattern : std::string{};
        program = folder / "program";
        std::ofstream{program} << "#!/bin/true\n";
        fs::permissions(program, fs::perms{0755});
    }
    ~ProgramRightsTest() override { fs::remove_all(folder); }

    /// What it is for somebody who has no rights.
    [[nodiscard]] ProgramRights forUser() const
    {
        if (::geteuid() != 0)
            return rightsOf(program);
        // The folder of the test is not theirs: they start from inside.
        const int child = ::fork();
        if (child == 0) {
            const bool inside = ::chdir(folder.c_str()) == 0 && ::setresgid(65534, 65534, 65534) == 0 &&
                                ::setresuid(65534, 65534, 65534) == 0;
            ::_exit(inside ? static_cast<int>(rightsOf("./program")) : 99);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return static_cast<ProgramRights>(WEXITSTATUS(status));
    }

    fs::path folder;
    fs::path program;
};

TEST_F(ProgramRightsTest, OfWhatIsNoProgram)
{
    EXPECT_EQ(rightsOf(folder / "other"), ProgramRights::Missing);
    EXPECT_EQ(rightsOf(folder), ProgramRights::Missing);
    EXPECT_EQ(rightsOf(""), ProgramRights::Missing);
    fs::permissions(program, fs::perms{0644});
    EXPECT_EQ(rightsOf(program), ProgramRights::NotExecutable);
}

TEST_F(ProgramRightsTest, OfAFileWithoutAnyAreNone)
{
    fs::permissions(folder, fs::perms{0755});
    EXPECT_EQ(forUser(), ProgramRights::None);
}

TEST_F(ProgramRightsTest, OfAFileWithTheCapability)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "only root gives capabilities to a file";
    fs::permissions(folder, fs::perms{0755});
    const auto given = test::runShell("PATH=$PATH:/sbin:/usr/sbin setcap cap_net_raw=ep " +
                                      test::shellWord(program.string()));
    if (!given.ok())
        GTEST_SKIP() << "this file system has no capabilities: " << given.errors;
    EXPECT_EQ(forUser(), ProgramRights::Granted);
    fs::permissions(program, fs::perms{0750}); // as for a group to which the user does not belong
    EXPECT_EQ(forUser(), ProgramRights::NotExecutable);
}

TEST_F(ProgramRightsTest, OfAFileThatRunsAsRoot)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "only root makes files that run as root";
    fs::permissions(folder, fs::perms{0755});
    fs::permissions(program, fs::perms{04755});
    EXPECT_EQ(forUser(), ProgramRights::Granted);
}

} // namespace
} // namespace mqttscope::capture::testing
