// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/net/broker_thread.h"
#include "tests/unit/broker_net/socket_peer.h"

#include <chrono>
#include <functional>
#include <gtest/gtest.h>
#include <list>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace mqttscope::broker::test {

/// A broker on a free port of the loopback interface, in its own thread, and clients on real sockets.
class SocketsStage {
public:
    /// `portable`: its connections are QTcpSockets, otherwise bare sockets in an epoll set.
    void start(bool portable, ServiceOptions options = {})
    {
        options.portable = portable;
        options.sysInterval = 0;
        const auto listening = m_thread.start(std::move(options), {{"127.0.0.1", 0}});
        ASSERT_TRUE(listening);
        m_port = listening->addresses.front().port;
    }
    /// A connection, without any packet.
    SocketPeer& peer(Version version) { return m_peers.emplace_back(m_port, version); }
    /// Likewise, with CONNECT and CONNACK.
    SocketPeer& client(Version version, std::string_view clientId, bool cleanStart = true,
                       bool present = false)
    {
        SocketPeer& added = peer(version);
        const auto& connack = added.connect(added.connectPacket(clientId, cleanStart));
        EXPECT_EQ(connack.sessionPresent, present && version != Version::V31);
        return added;
    }
    /// Looks at the engine, in its thread.
    void look(const std::function<void(const Broker&)>& look)
    {
        m_thread.call([&](BrokerService& service) { look(service.engine()); });
    }
    /// Looks until it is so, or for too long.
    [[nodiscard]] bool lookUntil(const std::function<bool(const Broker&)>& condition)
    {
        const auto end = std::chrono::steady_clock::now() + SocketPeer::kPatience;
        bool holds = false;
        while (true) {
            look([&](const Broker& broker) { holds = condition(broker); });
            if (holds || std::chrono::steady_clock::now() > end)
                return holds;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }

private:
    BrokerThread m_thread;
    std::uint16_t m_port = 0;
    std::list<SocketPeer> m_peers;
};

/// How the broker is asked to hold its connections, and in which version clients speak.
struct OverSockets {
    Version version{};
    bool portable = false;

    friend std::ostream& operator<<(std::ostream& out, const OverSockets& self)
    {
        return out << (self.portable ? "QTcpSocket" : "epoll");
    }
};

inline std::vector<OverSockets> everyVersion(bool portable)
{
    return {{Version::V31, portable}, {Version::V311, portable}, {Version::V50, portable}};
}

inline std::string overSocketsName(const ::testing::TestParamInfo<OverSockets>& info)
{
    return info.param.version == Version::V31 ? "V31" : info.param.version == Version::V311 ? "V311" : "V50";
}

/// Tests of one version after the other, on both kinds of transport.
class SocketsTest : public ::testing::TestWithParam<OverSockets> {
protected:
    void start(ServiceOptions options = {}) { stage.start(GetParam().portable, std::move(options)); }
    [[nodiscard]] static Version version() { return GetParam().version; }
    SocketPeer& peer() { return stage.peer(version()); }
    SocketPeer& client(std::string_view clientId, bool cleanStart = true, bool present = false)
    {
        return stage.client(version(), clientId, cleanStart, present);
    }
    /// Before 5.0 the code has no place.
    [[nodiscard]] static std::uint8_t in5(std::uint8_t code)
    {
        return version() == Version::V50 ? code : std::uint8_t{0};
    }

    SocketsStage stage;
};

} // namespace mqttscope::broker::test
