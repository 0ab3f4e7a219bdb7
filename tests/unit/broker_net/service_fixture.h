// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/net/broker_thread.h"
#include "tests/unit/broker_net/bare_socket.h"
#include "tests/unit/broker_net/event_loop.h"
#include "tests/unit/broker_net/test_client.h"

#include <gtest/gtest.h>
#include <list>
#include <string>
#include <vector>

namespace mqttscope::test {

/// A broker in its thread on a free port, and clients in this one.
class ServiceTest : public ::testing::Test {
protected:
    void start(broker::ServiceOptions options = {})
    {
        const auto listening = thread.start(std::move(options), {{"127.0.0.1", 0}}, &log);
        ASSERT_TRUE(listening);
        port = listening->addresses.front().port;
    }
    TestClient& client(const std::string& id, mqtt::Version version = mqtt::Version::V50)
    {
        broker::ClientOptions options;
        options.version = version;
        options.clientId = id;
        return client(std::move(options));
    }
    TestClient& client(broker::ClientOptions options)
    {
        TestClient& made = clients.emplace_back(std::move(options), port);
        EXPECT_TRUE(eventually([&] { return made.connected() || made.over(); }));
        return made;
    }
    /// Connections that the broker has at this moment.
    std::size_t connections()
    {
        std::size_t count = 0;
        thread.call([&](broker::BrokerService& service) { count = service.connectionCount(); });
        return count;
    }
    std::uint64_t decisions(mqtt::Decision code)
    {
        std::uint64_t count = 0;
        thread.call([&](broker::BrokerService& service) { count = service.engine().decisionCount(code); });
        return count;
    }
    /// What the log holds, once an entry of a kind is among it.
    std::vector<broker::LogEntry> logged() { return log.take(); }

    broker::LogQueue log;
    broker::BrokerThread thread;
    std::uint16_t port = 0;
    std::list<TestClient> clients;
};

inline std::vector<std::uint8_t> bytesOf(std::initializer_list<int> values)
{
    std::vector<std::uint8_t> bytes;
    for (const int value : values)
        bytes.push_back(static_cast<std::uint8_t>(value));
    return bytes;
}

/// CONNECT of MQTT 3.1.1 with Clean Session, Keep Alive 0 and a Client Identifier of one letter.
inline std::vector<std::uint8_t> connectOf(char id)
{
    return bytesOf({0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 1, id});
}

} // namespace mqttscope::test
