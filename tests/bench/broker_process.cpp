// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/broker_process.h"

#include "tests/bench/broker_load.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <netinet/in.h>
#include <sstream>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace mqttscope::bench {
namespace {

/// The number in the line of a file that begins so, in kibibytes; 0 if there is none.
std::uint64_t kibibytes(const std::string& path, const char* line)
{
    std::ifstream file(path);
    std::string word;
    std::uint64_t number = 0;
    while (file >> word) {
        if (word == line)
            file >> number;
    }
    return number;
}

std::string place(pid_t process, const char* name)
{
    return "/proc/" + std::to_string(process) + "/" + name;
}

} // namespace

std::uint16_t freePort()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(socket, reinterpret_cast<const sockaddr*>(&address), size);
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(socket);
    return ntohs(address.sin_port);
}

ProcessMemory memoryOf(pid_t process)
{
    const std::string rollup = place(process, "smaps_rollup");
    ProcessMemory memory{kibibytes(rollup, "Rss:") * 1024, kibibytes(rollup, "Anonymous:") * 1024};
    if (memory.resident == 0) {
        const std::string status = place(process, "status");
        memory = {kibibytes(status, "VmRSS:") * 1024, kibibytes(status, "RssAnon:") * 1024};
    }
    return memory;
}

double processorSecondsOf(pid_t process)
{
    std::ifstream file(place(process, "stat"));
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    const std::size_t name = text.rfind(')');
    if (name == std::string::npos)
        return 0;
    std::istringstream fields(text.substr(name + 1));
    std::string skipped;
    for (int i = 0; i < 11; ++i)
        fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

BrokerProcess::BrokerProcess(const std::string& program, std::vector<std::string> arguments,
                             std::uint16_t port)
    : m_port(port)
{
    arguments.insert(arguments.begin(), program);
    std::vector<char*> argv;
    for (std::string& word : arguments)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    m_process = ::fork();
    if (m_process == 0) {
        (void)!std::freopen("/dev/null", "w", stdout);
        (void)!std::freopen("/dev/null", "w", stderr);
        ::execvp(argv[0], argv.data());
        ::_exit(127);
    }
    Load knock;
    knock.subscribers = 0;
    knock.seconds = 0;
    for (int i = 0; i < 500 && !m_runs && ::waitpid(m_process, nullptr, WNOHANG) == 0; ++i) {
        m_runs = runLoad(knock, port).ok;
        if (!m_runs)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    if (!m_runs && ::waitpid(m_process, nullptr, WNOHANG) != 0)
        m_process = -1; // there is no such program
}

BrokerProcess::~BrokerProcess()
{
    if (m_process <= 0)
        return;
    ::kill(m_process, SIGTERM);
    ::waitpid(m_process, nullptr, 0);
}

double BrokerProcess::peakMemory() const
{
    return static_cast<double>(kibibytes(place(m_process, "status"), "VmHWM:")) / 1024;
}

double BrokerProcess::memoryNow() const
{
    return static_cast<double>(kibibytes(place(m_process, "status"), "VmRSS:")) / 1024;
}

} // namespace mqttscope::bench
