// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/broker.h"
#include "broker/core/client.h"
#include "broker/core/fault_injector.h"
#include "tests/unit/broker/judge.h"
#include "tests/unit/broker/memory_store.h"
#include "tests/unit/broker/stage.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
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
        : m_options(std::move(options)), m_broker(std::make_unique<Broker>(m_options)), m_delay(delay)
    {
        m_broker->setInterference(&faults);
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
    [[nodiscard]] Broker& broker() { return *m_broker; } ///< valid until restart()
    [[nodiscard]] const Broker& broker() const { return *m_broker; }

    /// From now on the broker works in turns of some milliseconds: at the end of one what its journal was
    /// told goes to the store, and only then do its effects leave. Before the first connect().
    void keepState(MemoryStore& store);
    enum class Ending : std::uint8_t {
        BetweenTurns, ///< the turn comes to its end first
        Killed,       ///< nobody ever hears of the turn
    };
    /// The broker is gone, all connections break, and another one goes on from what was kept.
    void restart(Ending how);

    FaultInjector faults; ///< between the broker and its links; empty at first
    Nanoseconds now = 0;

private:
    struct Chunk {
        Nanoseconds at = 0;
        Bytes bytes;
        bool isEnd = false; ///< the sender has closed
    };
    /// What came to the broker in a turn: nothing of it has come if the turn is lost, but the ends.
    struct Arrival {
        ConnectionId link = 0;
        Bytes bytes;
        bool isEnd = false;
        Judge::Party by{}; ///< of an end
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
    void sendOutOfBroker();
    void endTurn();
    enum class Turn : std::uint8_t { Saved, Lost };
    void tellJudge(Turn turn);
    void carryOut(const Effects& wanted);
    void receive(const Effects& arrived);
    void closeAtBroker(Link& link, Judge::Party by, HowClosed how);
    void takeEvents(Node& node);
    [[nodiscard]] Nanoseconds nextEvent() const;
    void happen();
    void arriveAtBroker(Link& link);
    void arriveAtClient(Link& link);
    Link& linkOf(ConnectionId id) { return m_links[id - 1]; }

    Options m_options;
    std::unique_ptr<Broker> m_broker;
    MemoryStore* m_store = nullptr;
    std::optional<Nanoseconds> m_turnEndsAt; ///< if one has begun
    std::vector<Arrival> m_arrivals;
    Nanoseconds m_delay;
    std::deque<Node> m_nodes;
    std::deque<Link> m_links;
    Effects m_effects; ///< of clients
    Effects m_fromBroker;
    Judge m_judge;
    bool m_judged = true;
};

} // namespace mqttscope::broker::test
