// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/acl_file.h"
#include "broker/core/broker.h"
#include "broker/core/client.h"
#include "broker/core/fault_injector.h"
#include "broker/net/tap/tap.h"
#include "broker/sim/scenario.h"
#include "broker/sim/simulation.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace mqttscope::broker::sim {

/// Who may do what in a scenario.
class House final : public Authenticator, public Authorizer {
public:
    explicit House(const SimulatedBroker& broker) : m_broker(&broker), m_acl(broker.acl) {}

    [[nodiscard]] AuthenticationResult check(const Credentials& credentials) override;
    [[nodiscard]] bool mayPublish(const Identity& who, std::string_view topic) const override;
    [[nodiscard]] bool maySubscribe(const Identity& who, std::string_view filter) const override;
    [[nodiscard]] bool mayRead(const Identity& who, std::string_view topic) const override;

private:
    const SimulatedBroker* m_broker;
    AclFile m_acl;
};

/// The broker, the clients and the wires between them, in virtual time. What the wires do: bytes arrive one
/// latency after they were sent, in their order; a connection needs SYN, SYN+ACK and ACK before its first
/// byte; FIN and RST travel like bytes.
class Classroom {
public:
    struct Link;
    /// One client of the scenario.
    struct Node {
        const SimulatedClient* options = nullptr;
        std::size_t number = 0;
        std::unique_ptr<Client> client; ///< null: raw
        Effects effects;                ///< of this instant, not yet carried out
        Link* link = nullptr;           ///< null = no connection
        bool open = false;              ///< raw: the connection is there. Else: CONNACK 0 has come
        bool frozen = false;
        bool dirty = false;                        ///< something has happened in this instant
        std::optional<Nanoseconds> deadline;       ///< as it stands among the deadlines
        std::deque<std::function<void()>> waiting; ///< for `open`
        std::uint16_t nextPort = 0;
        Random random{0}; ///< of its wires
        ClientTally tally;
    };
    /// One TCP connection.
    struct Link {
        ConnectionId id = 0;
        Node* node = nullptr;
        Nanoseconds latency = 0;
        bool atClient = true;  ///< the client has not closed it
        bool atBroker = false; ///< the broker has it
        bool refused = false;  ///< the client gave up before the broker had it
        bool clientEnded = false;
        bool brokerEnded = false;
        Nanoseconds lastToBroker = 0;           ///< when what was sent last arrives
        Nanoseconds lastToClient = 0;           ///< likewise
        bool severed = false;                   ///< the cable is pulled
        bool paused = false;                    ///< the broker does not read
        std::deque<std::function<void()>> held; ///< arrivals while paused
    };

    /// Actions of a client that wait until it is connected; more are not done.
    static constexpr std::size_t kMaxWaiting = 1000;

    Classroom(const Scenario& scenario, const SimulationLimits& limits, std::unique_ptr<Tap> tap);

    /// Does it at that time; things of the same time in the order in which they were asked for.
    void at(Nanoseconds time, std::function<void()> what);
    /// Lets time pass until then, or until a limit is reached.
    void run(Nanoseconds until);
    [[nodiscard]] bool limitReached() const { return m_limitReached; }
    [[nodiscard]] const std::optional<capture::FileError>& failure() const { return m_failure; }

    // What clients do. True if it could be done.
    bool connect(Node& node);
    bool cut(Node& node, CutManner how);
    void freeze(Node& node) { node.frozen = true; }
    bool sendRaw(Node& node, ByteView bytes);
    /// The engine of the node was called: its effects are carried out when the instant is over.
    void touched(Node& node);

    /// The broker was called with effects().
    void carryOutOfBroker();
    [[nodiscard]] Effects& brokerEffects() { return m_effects; }

    [[nodiscard]] Broker& broker() { return m_broker; }
    [[nodiscard]] std::deque<Node>& nodes() { return m_nodes; }
    [[nodiscard]] Tap& tap() { return *m_tap; }
    [[nodiscard]] const FaultInjector& faults() const { return m_faults; }
    [[nodiscard]] Nanoseconds now() const { return m_now; }

private:
    void happen();
    [[nodiscard]] std::optional<Nanoseconds> nextEvent() const;
    void settleNode(Node& node);
    void carryOutOf(Node& node);
    void takeEvents(Node& node);
    void opened(Node& node);
    void setDeadline(Node& node);

    void synArrives(Link& link);
    void ackArrives(Link& link);
    void synAckArrives(Link& link);
    void sendToBroker(Link& link, std::vector<std::uint8_t> bytes);
    void endAtClient(Link& link, TapEnd how);
    void lostByClient(Link& link);
    void bytesAtBroker(Link& link, const std::vector<std::uint8_t>& bytes);
    void endAtBroker(Link& link, TapEnd how);
    void closeAtBroker(Link& link, HowClosed how);
    void bytesAtClient(Link& link, ByteView bytes);
    void carry(const Effects& wanted);
    void carrySend(Link& link, ByteView bytes);
    void carryClose(Link& link, CloseManner manner);
    void carryResume(Link& link);
    void toEngine(const Effects& arrived);
    /// When something that is sent now arrives: behind what was sent before.
    [[nodiscard]] Nanoseconds arrival(const Link& link, Nanoseconds& last) const;
    [[nodiscard]] Link& linkOf(ConnectionId id) { return m_links[id - 1]; }

    const Scenario& m_scenario;
    SimulationLimits m_limits;
    std::unique_ptr<Tap> m_tap;
    House m_house;
    Broker m_broker;
    FaultInjector m_faults;
    std::deque<Node> m_nodes;
    std::deque<Link> m_links; ///< by id - 1
    Effects m_effects;
    std::map<std::pair<Nanoseconds, std::uint64_t>, std::function<void()>> m_events;
    std::set<std::pair<Nanoseconds, std::size_t>> m_deadlines; ///< of clients
    std::vector<Node*> m_dirty;
    Nanoseconds m_now = 0;
    std::uint64_t m_order = 0;
    std::uint64_t m_happened = 0;
    std::uint64_t m_bytes = 0;
    bool m_limitReached = false;
    std::optional<capture::FileError> m_failure;
};

} // namespace mqttscope::broker::sim
