// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/broker_net/service_fixture.h"
#include "tests/unit/broker_net/socket_peer.h"

#include <list>
#include <string>
#include <vector>

namespace mqttscope::test {

/// A broker, clients without manners, and honest ones that must not notice them.
class HostileClient : public ServiceTest {
protected:
    /// Starts the broker, with an honest client that is there before the others.
    void startWithBystander(broker::ServiceOptions options)
    {
        options.sysInterval = 0; // nothing but what the test does
        start(std::move(options));
        m_bystander = &client("bystander");
        m_bystander->subscribe("bystander", 1);
        ASSERT_TRUE(eventually([&] { return m_bystander->subscribed(); }));
    }
    /// It still gets its messages.
    void expectBystanderServed()
    {
        const std::size_t before = m_bystander->payloads().size();
        m_bystander->publish("bystander", "x", 1);
        EXPECT_TRUE(eventually([&] { return m_bystander->payloads().size() == before + 1; }));
        EXPECT_FALSE(m_bystander->over());
    }
    [[nodiscard]] TestClient& bystander() { return *m_bystander; }
    /// An honest client that comes now is served.
    void expectService()
    {
        TestClient& honest = client("honest" + std::to_string(clients.size()));
        ASSERT_TRUE(honest.connected());
        honest.subscribe("honest", 1);
        ASSERT_TRUE(eventually([&] { return honest.subscribed(); }));
        honest.publish("honest", "x", 1);
        EXPECT_TRUE(eventually([&] { return honest.payloads().size() == 1; }));
        honest.disconnect();
    }

    /// A client of the test without manners: a connection without any packet.
    broker::test::SocketPeer& hostile(mqtt::Version version = mqtt::Version::V50)
    {
        return m_hostile.emplace_back(port, version);
    }
    /// Likewise, with CONNECT and CONNACK.
    broker::test::SocketPeer& connectedHostile(const std::string& id, bool cleanStart = true,
                                               mqtt::Version version = mqtt::Version::V50)
    {
        broker::test::SocketPeer& one = hostile(version);
        one.connect(one.connectPacket(id, cleanStart));
        return one;
    }

    /// Entries of the log so far.
    [[nodiscard]] std::size_t count(broker::LogKind kind)
    {
        std::size_t found = 0;
        for (const broker::LogEntry& entry : entries())
            found += entry.kind == kind ? 1U : 0U;
        return found;
    }
    /// Likewise, of a decision.
    [[nodiscard]] std::size_t told(mqtt::Decision decision)
    {
        std::size_t found = 0;
        for (const broker::LogEntry& entry : entries())
            found += entry.kind == broker::LogKind::Decision && entry.decision.code == decision ? 1U : 0U;
        return found;
    }
    /// What the engine has, asked in its thread.
    template <class Figure> [[nodiscard]] std::size_t engine(Figure figure)
    {
        std::size_t value = 0;
        thread.call([&](broker::BrokerService& service) { value = figure(service.engine()); });
        return value;
    }

private:
    const std::vector<broker::LogEntry>& entries()
    {
        for (broker::LogEntry& entry : logged())
            m_entries.push_back(std::move(entry));
        return m_entries;
    }

    std::list<broker::test::SocketPeer> m_hostile;
    std::vector<broker::LogEntry> m_entries;
    TestClient* m_bystander = nullptr;
};

} // namespace mqttscope::test
