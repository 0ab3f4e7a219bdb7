// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/broker.h"
#include "broker/core/client.h"
#include "broker/core/fault_injector.h"
#include "tests/unit/broker/judge.h"
#include "tests/unit/broker/stage.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace mqttscope::broker::test {

/// The broker and clients of our own making, joined by links with a delay, in virtual time. At its end the
/// analyzer, which stands beside the broker (faults are on its way to the links), must find no rule broken by
/// anybody.
class Network {
public:
    /// A client and what it has heard.
    struct Node {
        std::unique_ptr<Client> client;
        std::vector<ClientEvent> events;   ///< all but messages
        std::vector<ClientEvent> messages; ///< in the order of their coming
        ConnectionId link = 0;             ///< 0 = none
    };

    explicit Network(Options options = {}, Nanoseconds delay = 10 * kMillisecond)
        : broker(std::move(options)), m_delay(delay)
    {
    }
    ~Network();
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    Node& add(ClientOptions options);
    /// A new transport for a client that has none.
    void connect(Node& node);
    /// The transport breaks: what is on its way is lost.
    void cut(Node& node);
    /// Everything that happens in that time happens.
    void run(Nanoseconds duration);
    /// Until nothing is on its way any more.
    void settle() { run(100 * m_delay); }

    ClientFault publish(Node& node, std::string_view topic, std::string_view payload, std::uint8_t qos,
                        std::uint32_t token = 0, bool retain = false);
    ClientFault subscribe(Node& node, std::string_view filter, std::uint8_t qos, std::uint32_t token = 0);
    void disconnect(Node& node);
    /// The last event of that kind; fails if there is none.
    static const ClientEvent& last(const Node& node, ClientEventKind kind);
    static std::size_t count(const Node& node, ClientEventKind kind);
    [[nodiscard]] Judge& judge() { return m_judge; }
    void dismissJudge() { m_judged = false; }

    Broker broker;
    FaultInjector faults; ///< between the broker and its links; empty at first
    Nanoseconds now = 0;

private:
    struct Chunk {
        Nanoseconds at = 0;
        Bytes bytes;
        bool isEnd = false; ///< the sender has closed
    };
    struct Link {
        ConnectionId id = 0;
        Node* node = nullptr;
        std::deque<Chunk> toBroker;
        std::deque<Chunk> toClient;
        bool atBroker = true; ///< the broker knows it
        bool atClient = true;
    };

    void carryOutOf(Node& node);
    void carryOutOfBroker();
    void carryOut(const Effects& wanted);
    void receive(const Effects& arrived);
    void closeAtBroker(Link& link, Judge::Party by, HowClosed how);
    void takeEvents(Node& node);
    [[nodiscard]] Nanoseconds nextEvent() const;
    void happen();
    void arriveAtBroker(Link& link);
    void arriveAtClient(Link& link);
    Link& linkOf(ConnectionId id) { return m_links[id - 1]; }

    Nanoseconds m_delay;
    std::deque<Node> m_nodes;
    std::deque<Link> m_links;
    Effects m_effects;
    Judge m_judge;
    bool m_judged = true;
};

} // namespace mqttscope::broker::test
