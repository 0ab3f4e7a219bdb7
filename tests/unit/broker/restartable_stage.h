// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/broker/memory_store.h"
#include "tests/unit/broker/stage.h"

#include <memory>
#include <string_view>

namespace mqttscope::broker::test {

/// A broker that stops at any moment, and another one that goes on from what it had saved.
class RestartableStage {
public:
    /// `version`: of the clients.
    explicit RestartableStage(Version version, const Authorizer* authorizer = nullptr)
        : m_version(version), m_authorizer(authorizer)
    {
        begin();
    }
    ~RestartableStage() { end(); }
    RestartableStage(const RestartableStage&) = delete;
    RestartableStage& operator=(const RestartableStage&) = delete;

    /// The broker is gone from one moment to the next, its clients learn nothing; another one starts later.
    void restart(Nanoseconds away = kSecond)
    {
        store.commit(stage->now);
        const Nanoseconds now = stage->now + away;
        end();
        begin();
        stage->now = now;
        restored = stage->broker.restore(store.state(), now, stage->effects);
        stage->carryOut();
    }
    Peer& comes(std::string_view id, bool cleanStart = false, bool present = true)
    {
        return stage->client(m_version, id, cleanStart, present);
    }
    /// A QoS 1 or 2 publication of somebody who is there for nothing else.
    void publish(std::string_view topic, std::string_view payload, std::uint8_t qos, bool retain = false)
    {
        Peer& publisher = stage->client(m_version, "publisher");
        publisher.publish(topic, payload, qos, 1, retain);
        if (qos == 1) {
            publisher.expect<mqtt::Puback>();
        } else {
            publisher.expect<mqtt::Pubrec>();
            publisher.acknowledge<mqtt::Pubrel>(1);
            publisher.expectAck<mqtt::Pubcomp>(1);
        }
        publisher.send(mqtt::Disconnect{});
    }

    MemoryStore store;
    std::unique_ptr<Stage> stage;
    Restored restored;

private:
    void begin()
    {
        stage = std::make_unique<Stage>(Options{}, nullptr, m_authorizer);
        stage->dismissJudge(); // the analyzer would have to see the first life too
        stage->broker.setJournal(store.journal());
    }
    void end()
    {
        stage->broker.setJournal(nullptr);
        store.forget();
        stage.reset();
    }

    Version m_version;
    const Authorizer* m_authorizer;
};

} // namespace mqttscope::broker::test
