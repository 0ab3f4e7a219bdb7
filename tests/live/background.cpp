// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/background.h"

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace mqttscope::test {
namespace {

namespace fs = std::filesystem;

constexpr int kPatience = 3000; ///< times 10 ms

std::string contents(const fs::path& name)
{
    std::ifstream file{name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

void pause()
{
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

} // namespace

Background::Background(const std::string& command)
{
    std::string folder = (fs::temp_directory_path() / "mqttscope-background-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr)
        return;
    m_folder = folder;
    const std::string out = m_folder / "out";
    const std::string err = m_folder / "err";
    const std::string line = "exec " + command; // the process is the program itself
    m_process = ::fork();
    if (m_process == 0) {
        ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600), STDOUT_FILENO);
        ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600), STDERR_FILENO);
        ::execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
        ::_exit(127);
    }
}

Background::~Background()
{
    if (m_process > 0) {
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
    }
    std::error_code ignored;
    if (!m_folder.empty())
        fs::remove_all(m_folder, ignored);
}

std::string Background::output() const
{
    return contents(m_folder / "out");
}

std::string Background::errors() const
{
    return contents(m_folder / "err");
}

bool Background::says(std::string_view text) const
{
    for (int i = 0; i < kPatience; ++i) {
        if (output().find(text) != std::string::npos)
            return true;
        pause();
    }
    return false;
}

void Background::signal(int number) const
{
    ::kill(m_process, number);
}

int Background::wait()
{
    for (int i = 0; i < kPatience; ++i) {
        int status = 0;
        if (::waitpid(m_process, &status, WNOHANG) == m_process) {
            m_process = -1;
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
        pause();
    }
    return -1;
}

} // namespace mqttscope::test
