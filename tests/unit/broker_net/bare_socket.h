// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <cerrno>
#include <cstdint>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace mqttscope::test {

/// A socket of the system without any manners.
class BareSocket {
public:
    /// Connects to a port of the loopback interface. `receiveBuffer`: bytes that the system may keep for it.
    explicit BareSocket(std::uint16_t port, int receiveBuffer = 0)
        : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        if (receiveBuffer != 0)
            ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected = ::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    BareSocket(BareSocket&& other) noexcept
        : m_socket(std::exchange(other.m_socket, -1)), m_connected(other.m_connected)
    {
    }
    BareSocket(const BareSocket&) = delete;
    BareSocket& operator=(const BareSocket&) = delete;
    BareSocket& operator=(BareSocket&&) = delete;
    ~BareSocket()
    {
        if (m_socket >= 0)
            ::close(m_socket);
    }

    [[nodiscard]] bool connected() const { return m_connected; }
    [[nodiscard]] int descriptor() const { return m_socket; }
    /// Sends what the system takes now; returns how much.
    std::size_t send(const std::vector<std::uint8_t>& bytes)
    {
        const ssize_t count = ::send(m_socket, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        return count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    /// Takes what has come.
    void read()
    {
        std::vector<std::uint8_t> block(65536);
        while (true) {
            const ssize_t count = ::recv(m_socket, block.data(), block.size(), MSG_DONTWAIT);
            if (count > 0) {
                received.insert(received.end(), block.begin(), block.begin() + count);
                continue;
            }
            finished = finished || count == 0;
            reset = reset || (count < 0 && errno == ECONNRESET);
            return;
        }
    }
    /// Waits until something has come, or so long; then as read().
    void wait(int milliseconds)
    {
        pollfd waiting{m_socket, POLLIN, 0};
        ::poll(&waiting, 1, milliseconds);
        read();
    }
    /// Ends its own direction (FIN).
    void finish() { ::shutdown(m_socket, SHUT_WR); }
    /// Resets the connection (RST).
    void abort()
    {
        const linger atOnce{1, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
        ::close(std::exchange(m_socket, -1));
    }
    [[nodiscard]] bool over()
    {
        read();
        return finished || reset;
    }

    std::vector<std::uint8_t> received;
    bool finished = false; ///< FIN came
    bool reset = false;    ///< RST came

private:
    int m_socket;
    bool m_connected = false;
};

} // namespace mqttscope::test
