// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/echo_process.h"

#include <array>
#include <csignal>
#include <cstddef>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mqttscope::bench {
namespace {

[[noreturn]] void echo(int listening)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int socket = ::accept(listening, nullptr, nullptr);
    const int one = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    std::array<std::byte, 4096> bytes{};
    for (;;) {
        const ssize_t count = ::recv(socket, bytes.data(), bytes.size(), 0);
        if (count <= 0 || ::send(socket, bytes.data(), static_cast<std::size_t>(count), MSG_NOSIGNAL) < 0)
            ::_exit(0);
    }
}

} // namespace

EchoProcess::EchoProcess()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(socket, reinterpret_cast<const sockaddr*>(&address), size) == 0 && ::listen(socket, 1) == 0 &&
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0) {
        m_process = ::fork();
        if (m_process == 0)
            echo(socket);
        if (m_process > 0)
            m_port = ntohs(address.sin_port);
    }
    ::close(socket);
}

EchoProcess::~EchoProcess()
{
    if (m_process <= 0)
        return;
    ::kill(m_process, SIGKILL);
    ::waitpid(m_process, nullptr, 0);
}

} // namespace mqttscope::bench
