// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/broker_program.h"

#include <array>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace mqttscope::test {

std::string brokerProgram()
{
    return MQTTSCOPE_BINARY_DIR "/bin/mqttscope-broker";
}

BrokerProgram::BrokerProgram(const std::vector<std::string>& arguments, std::size_t listeners)
{
    std::string errors = (std::filesystem::temp_directory_path() / "mqttscope-broker-XXXXXX").string();
    const int errorFile = ::mkstemp(errors.data());
    m_errors = errors;
    std::array<int, 2> pipe{};
    if (errorFile < 0 || ::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return;
    std::vector<std::string> words{brokerProgram()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    m_process = ::fork();
    if (m_process == 0) {
        ::dup2(pipe[1], STDOUT_FILENO);
        ::dup2(errorFile, STDERR_FILENO);
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    ::close(pipe[1]);
    ::close(errorFile);
    m_output = pipe[0];
    std::string line;
    char byte = 0;
    while (m_listening.size() < listeners && ::read(m_output, &byte, 1) == 1) {
        if (byte != '\n') {
            line += byte;
            continue;
        }
        constexpr std::string_view kBegin = "listening ";
        if (line.starts_with(kBegin))
            m_listening.push_back(line.substr(kBegin.size()));
        line.clear();
    }
}

BrokerProgram::~BrokerProgram()
{
    if (m_process > 0) {
        ::kill(m_process, SIGKILL);
        (void)wait();
    }
    if (m_output >= 0)
        ::close(m_output);
    std::error_code ignored;
    std::filesystem::remove(m_errors, ignored);
}

std::string BrokerProgram::port() const
{
    return m_listening.empty() ? "" : m_listening[0].substr(m_listening[0].rfind(':') + 1);
}

void BrokerProgram::signal(int number) const
{
    ::kill(m_process, number);
}

int BrokerProgram::wait()
{
    int status = 0;
    ::waitpid(m_process, &status, 0);
    m_process = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string BrokerProgram::log() const
{
    std::ifstream file{m_errors, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

bool BrokerProgram::logs(std::string_view text) const
{
    for (int i = 0; i < 3000; ++i) {
        if (log().find(text) != std::string::npos)
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

} // namespace mqttscope::test
