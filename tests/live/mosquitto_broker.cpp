// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/mosquitto_broker.h"

#include "tests/support/program.h"

#include <array>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace mqttscope::test {
namespace {

namespace fs = std::filesystem;

/// mosquitto writes no port that the system chose: one is taken and left to it.
int freePort()
{
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    const bool known = ::bind(probe, generic, size) == 0 && ::getsockname(probe, generic, &size) == 0;
    ::close(probe);
    return known ? ntohs(address.sin_port) : 0;
}

bool answers(int port)
{
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool connected = ::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(probe);
    return connected;
}

} // namespace

MosquittoBroker::MosquittoBroker(bool login)
{
    const ProgramResult found = runShell("PATH=$PATH:/usr/sbin command -v mosquitto");
    if (!found.ok()) {
        m_whyNot = "mosquitto is not installed";
        return;
    }
    std::string folder = (fs::temp_directory_path() / "mqttscope-mosquitto-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) {
        m_whyNot = "there is no place for its configuration";
        return;
    }
    m_folder = folder;
    fs::permissions(m_folder, fs::perms::others_read | fs::perms::others_exec, fs::perm_options::add);
    // Somebody else may take the port in between.
    for (int attempt = 0; attempt < 5 && m_process < 0; ++attempt) {
        m_port = freePort();
        start(writeConfiguration(login));
    }
    if (m_process < 0)
        m_whyNot = "mosquitto does not start";
}

std::string MosquittoBroker::writeConfiguration(bool login) const
{
    const std::string name = m_folder / "mosquitto.conf";
    std::ofstream file(name);
    file << "listener " << m_port << " 127.0.0.1\nallow_anonymous " << (login ? "false" : "true") << '\n';
    if (::geteuid() == 0) // or it would become somebody who may not enter the folder
        file << "user root\n";
    if (login) {
        const std::string users = m_folder / "users";
        const std::string access = m_folder / "access";
        (void)runShell("mosquitto_passwd -c -b " + shellWord(users) + " ann secret");
        std::ofstream(access) << "user ann\ntopic readwrite open/#\n";
        for (const std::string& one : {users, access})
            fs::permissions(one, fs::perms::others_read, fs::perm_options::add);
        file << "password_file " << users << "\nacl_file " << access << '\n';
    }
    return name;
}

void MosquittoBroker::start(const std::string& configuration)
{
    const int process = ::fork();
    if (process == 0) {
        const int nowhere = ::open("/dev/null", O_RDWR);
        ::dup2(nowhere, STDOUT_FILENO);
        ::dup2(nowhere, STDERR_FILENO);
        ::execlp("mosquitto", "mosquitto", "-c", configuration.c_str(), nullptr);
        ::execl("/usr/sbin/mosquitto", "mosquitto", "-c", configuration.c_str(), nullptr);
        ::_exit(127);
    }
    for (int i = 0; i < 1000; ++i) {
        if (answers(m_port)) {
            m_process = process;
            return;
        }
        if (::waitpid(process, nullptr, WNOHANG) == process)
            return;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ::kill(process, SIGKILL);
    ::waitpid(process, nullptr, 0);
}

void MosquittoBroker::kill()
{
    if (m_process <= 0)
        return;
    ::kill(m_process, SIGKILL);
    ::waitpid(m_process, nullptr, 0);
    m_process = -1;
}

MosquittoBroker::~MosquittoBroker()
{
    kill();
    std::error_code ignored;
    if (!m_folder.empty())
        fs::remove_all(m_folder, ignored);
}

} // namespace mqttscope::test
