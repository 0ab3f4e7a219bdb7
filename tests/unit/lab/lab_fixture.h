// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_broker.h"
#include "broker/lab/lab_clients.h"
#include "tests/unit/broker_net/event_loop.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace mqttscope::broker::lab::test {

using mqttscope::test::eventually;

/// A broker of the lab on a free port, and clients of the lab.
class Lab : public ::testing::Test {
protected:
    void start(LabBrokerOptions options = {})
    {
        options.port = 0;
        options.sysSeconds = 0;
        if (options.tap.empty())
            options.tap = tapPath();
        const auto started = broker.start(options);
        ASSERT_TRUE(started) << static_cast<int>(started.error().problem);
        port = started->addresses.front().port;
    }
    [[nodiscard]] std::string tapPath() const { return folder.filePath("lab.pcapng").toStdString(); }
    [[nodiscard]] LabClientOptions options(const std::string& id,
                                           mqtt::Version version = mqtt::Version::V311) const
    {
        LabClientOptions made;
        made.port = port;
        made.client.clientId = id;
        made.client.version = version;
        return made;
    }
    LabClientId add(const LabClientOptions& wanted)
    {
        const LabClientId id = clients.add(wanted);
        EXPECT_NE(id, 0U);
        return id;
    }
    LabClientId connected(const LabClientOptions& wanted)
    {
        const LabClientId id = add(wanted);
        clients.connect(id);
        EXPECT_TRUE(eventually([&] { return clients.state(id)->connected; }));
        return id;
    }
    LabClientId connected(const std::string& id, mqtt::Version version = mqtt::Version::V311)
    {
        return connected(options(id, version));
    }
    void subscribe(LabClientId id, const std::string& filter, std::uint8_t qos)
    {
        LabSubscription wanted;
        wanted.filter = filter;
        wanted.qos = qos;
        const std::size_t before = count(id, LabEventKind::Subscribed);
        clients.subscribe(id, wanted);
        ASSERT_TRUE(eventually([&] { return count(id, LabEventKind::Subscribed) == before + 1; }));
    }
    std::uint32_t publish(LabClientId id, const std::string& topic, const std::string& text, std::uint8_t qos,
                          bool retain = false)
    {
        LabMessage message;
        message.topic = topic;
        message.payload.assign(text.begin(), text.end());
        message.qos = qos;
        message.retain = retain;
        return clients.publish(id, message);
    }
    /// All that a client has told so far.
    const std::vector<LabEvent>& told()
    {
        LabEvents taken = clients.takeEvents();
        dropped += taken.dropped;
        for (LabEvent& event : taken.events)
            m_told.push_back(std::move(event));
        return m_told;
    }
    [[nodiscard]] std::size_t count(LabClientId id, LabEventKind kind)
    {
        const std::vector<LabEvent>& all = told();
        return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const LabEvent& event) {
            return event.client == id && event.kind == kind;
        }));
    }
    [[nodiscard]] bool comes(LabClientId id, LabEventKind kind, std::size_t times = 1)
    {
        return eventually([&] { return count(id, kind) >= times; });
    }
    [[nodiscard]] LabEvent last(LabClientId id, LabEventKind kind)
    {
        LabEvent found;
        for (const LabEvent& event : told()) {
            if (event.client == id && event.kind == kind)
                found = event;
        }
        return found;
    }
    [[nodiscard]] std::vector<LabEvent> messages(LabClientId id)
    {
        std::vector<LabEvent> found;
        for (const LabEvent& event : told()) {
            if (event.client == id && event.kind == LabEventKind::Message)
                found.push_back(event);
        }
        return found;
    }
    /// A snapshot comes in which that holds.
    [[nodiscard]] bool shows(const std::function<bool(const LabSnapshot&)>& condition)
    {
        return eventually([&] { return condition(*broker.snapshot()); });
    }
    [[nodiscard]] bool isThere(const LabSnapshot& snapshot, const std::string& id) const
    {
        return std::any_of(snapshot.sessions.rows.begin(), snapshot.sessions.rows.end(),
                           [&](const SessionRow& row) { return row.clientId == id && row.connected; });
    }
    [[nodiscard]] bool isFrozen(const std::string& id)
    {
        return shows([&](const LabSnapshot& snapshot) {
            return std::any_of(snapshot.sessions.rows.begin(), snapshot.sessions.rows.end(),
                               [&](const SessionRow& row) { return row.clientId == id && row.frozen; });
        });
    }
    void stop()
    {
        bool over = false;
        std::mutex mutex;
        broker.stop([&] {
            const std::lock_guard lock(mutex);
            over = true;
        });
        ASSERT_TRUE(eventually([&] {
            const std::lock_guard lock(mutex);
            return over;
        }));
    }

    QTemporaryDir folder;
    LabBroker broker;
    LabClients clients; ///< go first
    std::uint16_t port = 0;
    std::uint64_t dropped = 0; ///< events

private:
    std::vector<LabEvent> m_told;
};

inline std::string textOf(const LabMessage& message)
{
    return {message.payload.begin(), message.payload.end()};
}

} // namespace mqttscope::broker::lab::test
