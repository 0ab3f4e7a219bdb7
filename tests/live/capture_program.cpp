// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/capture_program.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <grp.h>
#include <iterator>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace mqttscope::test {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{30};
constexpr std::chrono::milliseconds kLongestPause{20};
constexpr uid_t kNobody = 65'534;

std::string contents(const fs::path& name)
{
    std::ifstream file{name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

void become(const CaptureStart& start)
{
    if (start.network != nullptr && !start.network->enter())
        ::_exit(126);
    const gid_t group = start.group.value_or(kNobody);
    if (start.asNobody && (::setgroups(1, &group) != 0 || ::setresgid(kNobody, kNobody, kNobody) != 0 ||
                           ::setresuid(kNobody, kNobody, kNobody) != 0))
        ::_exit(126);
}

} // namespace

bool soon(const std::function<bool()>& is)
{
    const auto last = std::chrono::steady_clock::now() + kPatience;
    std::chrono::milliseconds pause{1};
    while (!is()) {
        if (std::chrono::steady_clock::now() > last)
            return false;
        std::this_thread::sleep_for(pause);
        pause = std::min(2 * pause, kLongestPause);
    }
    return true;
}

CaptureProgram::CaptureProgram(const std::vector<std::string>& arguments, const CaptureStart& start)
{
    std::string folder = (fs::temp_directory_path() / "mqttscope-capture-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr)
        return;
    m_folder = folder;
    const std::string program =
        start.program.empty() ? std::string{MQTTSCOPE_BINARY_DIR "/bin/mqttscope-capture"} : start.program;
    const std::string out = start.output.empty() ? outputFile() : start.output;
    const std::string err = m_folder / "err";
    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    // Opened before the rights go: the folders on the way may be closed to nobody.
    const int file = ::open(program.c_str(), O_RDONLY | O_CLOEXEC);
    m_process = ::fork();
    if (m_process != 0) {
        ::close(file);
        return;
    }
    ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600), STDOUT_FILENO);
    ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600), STDERR_FILENO);
    become(start);
    ::fexecve(file, argv.data(), environ);
    ::_exit(127);
}

CaptureProgram::~CaptureProgram()
{
    if (m_process > 0) {
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
    }
    std::error_code ignored;
    if (!m_folder.empty())
        fs::remove_all(m_folder, ignored);
}

std::string CaptureProgram::output() const
{
    return contents(outputFile());
}

std::string CaptureProgram::errors() const
{
    return contents(m_folder / "err");
}

std::vector<capture::SideMessage> CaptureProgram::messages() const
{
    return capture::SideLineReader{}.feed(errors());
}

template <class Message> std::optional<Message> CaptureProgram::last() const
{
    std::optional<Message> found;
    for (const capture::SideMessage& message : messages()) {
        if (const auto* one = std::get_if<Message>(&message))
            found = *one;
    }
    return found;
}

capture::InterfaceCounts CaptureProgram::counts(std::string_view interface) const
{
    capture::InterfaceCounts found;
    for (const capture::SideMessage& message : messages()) {
        const auto* one = std::get_if<capture::InterfaceCounts>(&message);
        if (one != nullptr && one->interface == interface)
            found = *one;
    }
    return found;
}

capture::CaptureError CaptureProgram::error() const
{
    return last<capture::CaptureError>().value_or(capture::CaptureError{});
}

std::optional<capture::CaptureEndReason> CaptureProgram::end() const
{
    const auto ended = last<capture::CaptureEnded>();
    return ended ? std::optional{ended->reason} : std::nullopt;
}

bool CaptureProgram::begins() const
{
    const auto isOver = [&] {
        siginfo_t ended{};
        return ::waitid(P_PID, static_cast<id_t>(m_process), &ended, WEXITED | WNOHANG | WNOWAIT) != 0 ||
               ended.si_pid != 0;
    };
    return soon([&] { return last<capture::InterfaceOpened>().has_value() || isOver(); }) && !isOver();
}

bool CaptureProgram::captures(std::string_view bytes) const
{
    return soon([&] { return output().find(bytes) != std::string::npos; });
}

void CaptureProgram::signal(int number) const
{
    ::kill(m_process, number);
}

int CaptureProgram::wait()
{
    int status = 0;
    if (!soon([&] { return ::waitpid(m_process, &status, WNOHANG) == m_process; }))
        return -1;
    m_process = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string statusOf(pid_t process, std::string_view key)
{
    std::ifstream file{"/proc/" + std::to_string(process) + "/status"};
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(std::string{key} + ":\t"))
            return line.substr(key.size() + 2);
    }
    return {};
}

} // namespace mqttscope::test
