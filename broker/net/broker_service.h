// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/broker.h"
#include "broker/core/fault_injector.h"
#include "broker/core/step_gate.h"
#include "broker/net/epoll_poller.h"
#include "broker/net/listener.h"
#include "broker/net/log_queue.h"
#include "broker/net/service_options.h"
#include "broker/net/session_database.h"
#include "broker/net/sys_topics.h"
#include "broker/net/tap/tap.h"
#include "broker/net/transport.h"

#include <QObject>
#include <QTimer>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace mqttscope::broker {

/// The access rules of the moment.
class SwitchedAuthorizer final : public Authorizer {
public:
    void use(std::shared_ptr<const AclFile> rules) { m_rules = std::move(rules); }
    [[nodiscard]] bool mayPublish(const Identity& who, std::string_view topic) const override
    {
        return !m_rules || m_rules->mayPublish(who, topic);
    }
    [[nodiscard]] bool maySubscribe(const Identity& who, std::string_view filter) const override
    {
        return !m_rules || m_rules->maySubscribe(who, filter);
    }
    [[nodiscard]] bool mayRead(const Identity& who, std::string_view topic) const override
    {
        return !m_rules || m_rules->mayRead(who, topic);
    }

private:
    std::shared_ptr<const AclFile> m_rules;
};

/// A broker on sockets: the engine, the connections, the clock. Everything that the engine wants sent in one
/// turn of the event loop is handed to the system at its end, once for each connection. Lives in one thread,
/// that of its event loop.
class BrokerService final : private TransportUser {
public:
    /// `log` must outlive the service; none: nothing is told.
    explicit BrokerService(ServiceOptions options, LogQueue* log = nullptr);
    ~BrokerService() override;

    /// Goes on from what ServiceOptions::persist has, and keeps everything there from now on. Before
    /// listen(). `lost` is called when the file cannot be written any more: then nothing is acknowledged,
    /// nobody is served, and all connections are reset.
    [[nodiscard]] tl::expected<Restored, DatabaseFault> keepSessions(std::function<void(DatabaseFault)> lost);

    /// Writes all traffic to ServiceOptions::tapSink or tap from now on. Before listen(). When the file
    /// cannot be written any more that is told to the log, and the broker goes on.
    [[nodiscard]] tl::expected<void, capture::FileError> tapInto();

    [[nodiscard]] tl::expected<NetworkAddress, ListenFault> listen(const NetworkAddress& address);

    /// Whom to let in from now on; who is in stays.
    void setAccess(Access access) { m_entrance.setAccess(std::move(access)); }
    /// What everybody may do from now on.
    void setAcl(std::shared_ptr<const AclFile> acl) { m_authorizer.use(std::move(acl)); }

    /// Listens no more, tells the clients (5.0: DISCONNECT 0x8B), sends what waits. `done` is called when all
    /// connections are over, after ServiceLimits::shutdownMilliseconds at the latest.
    void shutDown(std::function<void()> done);

    [[nodiscard]] const Broker& engine() const { return m_engine; }
    /// Connections that are there, those on their way out included.
    [[nodiscard]] std::size_t connectionCount() const { return m_connections; }
    [[nodiscard]] const Traffic& traffic() const { return m_traffic; }
    /// Why the capture is not written any more, words of the system; empty: it is, or there is none.
    [[nodiscard]] const std::string& tapFault() const { return m_tapFault; }
    /// The errno of that; 0 = none.
    [[nodiscard]] int tapErrno() const { return m_tapErrno; }
    /// Frames in the capture.
    [[nodiscard]] std::uint64_t tapFrames() const { return m_tap ? m_tap->writtenCount() : 0; }

    // For lessons (broker_service_lab.cpp). What needs the faults needs ServiceOptions::faults, an empty plan
    // will do.

    /// `changed` is called, from the thread of the service, whenever something may have happened.
    void observe(std::function<void()> changed) { m_changed = std::move(changed); }
    /// Does something to the engine: publish, disconnect.
    void act(const std::function<void(Broker&, Nanoseconds, Effects&)>& action);
    /// None without a plan of faults.
    [[nodiscard]] const FaultInjector* faults() const { return m_faults ? &*m_faults : nullptr; }
    std::optional<std::uint32_t> armFault(FaultRule rule);
    bool disarmFault(std::uint32_t id);
    /// Nothing passes from or to the client of a connection: see FaultInjector::freeze(). Also, nothing of it
    /// comes into the capture.
    void freeze(ConnectionId id, bool on);
    [[nodiscard]] std::optional<NetworkAddress> peerOf(ConnectionId id) const;

    /// Step mode: every packet waits at gate() until release(), and comes into the capture then. Time stands
    /// still but while packets pass: nothing expires, nobody is silent for too long. At the end of it
    /// everything passes in its order, and time goes on from where it stood.
    void setStepping(bool on);
    [[nodiscard]] const StepGate& gate() const { return m_gate; }
    /// Lets an item pass, and before it what came before it from the same side of its connection. Returns
    /// whether it passed; not if nothing has that id, or if it came from a client and too much waits for
    /// clients.
    bool release(std::uint64_t id);
    /// The time of the engine.
    [[nodiscard]] Nanoseconds time() { return now(); }

private:
    /// One connection.
    struct Link {
        std::unique_ptr<Transport> transport;
        std::uint64_t owed = 0;  ///< bytes that the engine thinks not taken
        std::size_t waiting = 0; ///< bytes that its transport has, as counted for all
        std::size_t readWhileSlow = 0;
        std::uint64_t endingOrder = 0;    ///< not 0: closed, waits for its peer
        bool dirty = false;               ///< has something to flush
        bool known = true;                ///< to the engine
        bool passed = false;              ///< through the entrance
        bool paused = false;              ///< not read, for the sake of slow receivers
        bool slow = false;                ///< not read, because it takes nothing
        bool checking = false;            ///< not read, while its password is checked
        bool frozen = false;              ///< not read, see freeze()
        bool gated = false;               ///< not read, what it sent waits at the gate
        std::optional<TransportEnd> over; ///< its transport is over, which waits at the gate
    };
    struct Taken {
        ConnectionId connection = 0;
        std::size_t bytes = 0;
    };

    // broker_service.cpp
    void accepted(std::intptr_t socket);
    [[nodiscard]] std::unique_ptr<Transport> makeTransport(ConnectionId id, std::intptr_t socket);
    void transportReceived(Transport& transport, ByteView bytes) override;
    void transportProgressed(Transport& transport) override;
    void transportEnded(Transport& transport, TransportEnd how) override;
    void enter(ConnectionId id, ByteView bytes);
    void onChecked(std::uint64_t ticket, bool right);
    void onTimer();
    void onSysTimer();
    void armTimer();

    void passIn(const Transport& transport, ByteView bytes);
    void finish(ConnectionId id, TransportEnd how);

    // broker_service_effects.cpp
    [[nodiscard]] Nanoseconds now();
    void settle();
    void toEngine();
    void fromEngine();
    void oweAll(const Effects& effects);
    void toSockets();
    void toSockets(const Effects& effects);
    void send(ConnectionId id, ByteView bytes);
    void closeLink(ConnectionId id, CloseManner manner);
    void reset(Link& link);
    void forget(Link& link, HowClosed how);
    void countTaken(Link& link);
    void countWaiting(Link& link, std::size_t bytes);
    void resetFullest();
    void abortLate(Link& link, LogKind why);
    void updateReading(const Link& link);
    void needTurnEnd();
    void endTurn();

    // broker_service_lab.cpp
    void stopClock();
    void startClock();
    void waitAtGate(const Transport& transport, ByteView bytes);
    void waitForClient(ConnectionId id, ByteView bytes);
    void passGate(std::uint64_t id);
    void passPartials();
    void updateGated();

    // broker_service_tap.cpp
    void tapOpened(const Transport& transport);
    void tapReceived(const Transport& transport, ByteView bytes);
    void tapDecided();
    void tapSent(ConnectionId id, ByteView bytes);
    void tapEnded(ConnectionId id, TapSide side, TapEnd how);
    void tapClosed(ConnectionId id, TransportEnd how);
    void endTapTurn();
    void closeTap();
    void onTapFault(const capture::FileError& error);

    // broker_service_save.cpp
    [[nodiscard]] bool save();
    void giveUp(const DatabaseFault& fault);

    // broker_service_log.cpp
    void tellDecisions();
    void tellSkipped();
    void tellHits();
    void tell(LogKind kind, const Transport* transport, std::uint64_t count = 0, std::string detail = {});

    [[nodiscard]] Link* find(ConnectionId id) { return id < m_links.size() ? m_links[id].get() : nullptr; }
    [[nodiscard]] Link& linkOf(const Transport& transport) { return *m_links[transport.id()]; }

    ServiceOptions m_options;
    LogQueue* m_log;
    QObject m_context; ///< what is posted to this thread goes with it
    Entrance m_entrance;
    SwitchedAuthorizer m_authorizer;
    Broker m_engine;
    std::optional<FaultInjector> m_faults;
    StepGate m_gate;
    std::function<void()> m_changed;
    std::vector<std::unique_ptr<Listener>> m_listeners;
    std::optional<EpollPoller> m_poller; ///< before the transports that use it

    std::vector<std::unique_ptr<Link>> m_links; ///< by id
    std::vector<ConnectionId> m_freeIds;
    std::size_t m_connections = 0;
    std::map<std::uint64_t, ConnectionId> m_ending; ///< by the order of their closing
    std::uint64_t m_lastEnding = 0;
    std::size_t m_waiting = 0; ///< bytes that all transports have

    Effects m_toEngine;   ///< from the fault injector
    Effects m_fromEngine; ///< not yet carried out
    Effects m_work;
    Effects m_toSockets;
    std::vector<Taken> m_taken; ///< the engine is to hear of it
    std::vector<ConnectionId> m_dirty;
    bool m_turnEndPosted = false;

    std::unique_ptr<Tap> m_tap; ///< none: nothing is written
    std::string m_tapFault;
    int m_tapErrno = 0;
    std::int64_t m_tapStart = 0; ///< when the time of the engine began, nanoseconds since 1970; 0: no capture
    bool m_tapHasNews = false;   ///< since the last turn
    std::unique_ptr<SessionDatabase> m_database; ///< none: nothing outlives the service
    std::function<void(DatabaseFault)> m_lost;
    bool m_gaveUp = false;

    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    std::optional<std::chrono::steady_clock::time_point> m_stoppedAt; ///< the clock stands still
    Nanoseconds m_now = 0;
    QTimer m_timer;
    std::optional<Nanoseconds> m_timerAt;
    QTimer m_sysTimer;
    SysTopics m_sysTopics;
    Traffic m_traffic;

    std::uint64_t m_toldDecisions = 0;
    std::uint64_t m_seen = 0; ///< of those that are to be told
    std::uint64_t m_toldHits = 0;

    QTimer m_shutdownTimer;
    std::function<void()> m_shutdownDone;
};

} // namespace mqttscope::broker
