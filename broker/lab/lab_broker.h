// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_access.h"
#include "broker/lab/lab_message.h"
#include "broker/lab/lab_snapshot.h"
#include "broker/lab/latest_job.h"
#include "broker/net/broker_thread.h"
#include "broker/net/log_queue.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace mqttscope::broker::lab {

/// Who can reach the broker.
enum class Reach : std::uint8_t {
    ThisPc,    ///< 127.0.0.1
    Classroom, ///< all addresses, IPv4 and IPv6; only with users, and nobody without a name
};

/// That of MQTT.
inline constexpr std::uint16_t kMqttPort = 1883;

struct LabBrokerOptions {
    Reach reach = Reach::ThisPc;
    std::uint16_t port = kMqttPort; ///< 0: a free one
    bool insists = false;           ///< on that port: if it is taken, no other one will do
    std::vector<LabUser> users;
    bool allowAnonymous = true; ///< of ThisPc
    std::string acl;            ///< in the format of an AclFile; empty: everything is allowed
    bool serves31 = true;
    bool serves311 = true;
    bool serves5 = true;
    std::string tap; ///< capture file of all traffic, see Tap
    /// Where that goes in place of such a file, see ServiceOptions.
    TapSink tapSink;
    /// Frames of a part of the capture, for whoever makes that sink; 0: as it likes.
    std::uint64_t tapPartFrames = 0;
    std::string version; ///< for $SYS/broker/version
    int sysSeconds = 10; ///< between publications of $SYS topics; 0 = none
    SnapshotLimits limits;
};

struct LabStarted {
    std::vector<NetworkAddress> addresses; ///< where it listens
    std::vector<NetworkAddress> reachable; ///< what can be typed to reach it, the best first; never empty
    bool portWasTaken = false;             ///< and another one was chosen
};

/// Who may come in, made ready: names are checked and passwords hashed.
struct LabAccess {
    Access access;
    std::shared_ptr<const AclFile> acl;
};

/// The broker of the lab, in a thread of its own. What it has is a snapshot, made at most five times a second
/// and only when something happened; what it decides and refuses comes as news. Commands are carried out
/// soon, and do nothing while it does not run. Called from one thread, except where it says any.
class LabBroker {
public:
    /// Least time between two snapshots.
    static constexpr int kSnapshotMilliseconds = 200;
    /// Ports behind the wanted one that are tried before any free one.
    static constexpr std::uint16_t kNextPorts = 6;
    /// Faults that are armed and not disarmed.
    static constexpr std::size_t kMaxFaults = 50;
    /// Connections at once; fewer where the system gives the program few file descriptors: it needs
    /// kOwnDescriptors for other things.
    static constexpr std::size_t kMaxConnections = 2000;
    static constexpr std::size_t kOwnDescriptors = 256;

    /// `changed` is called from the thread of the broker when there is a new snapshot or there are news.
    explicit LabBroker(std::function<void()> changed = {});
    LabBroker(const LabBroker&) = delete;
    LabBroker& operator=(const LabBroker&) = delete;
    /// Stops it and waits for that.
    ~LabBroker();

    /// What a start needs and takes long: see makeAccess(). Any thread.
    [[nodiscard]] static tl::expected<LabAccess, LabFailure>
    prepare(const LabBrokerOptions& options, const std::function<bool()>& cancelled = {});
    /// Takes some milliseconds. `access` is of the same options. Not while it runs.
    [[nodiscard]] tl::expected<LabStarted, LabFailure> start(const LabBrokerOptions& options,
                                                             LabAccess access);
    /// With what it needs; longer with users.
    [[nodiscard]] tl::expected<LabStarted, LabFailure> start(const LabBrokerOptions& options);
    /// Ends it cleanly; returns at once. `stopped` is called from another thread when everything is over and
    /// the capture is complete: two seconds later if a client does not take part. start() and the destructor
    /// wait for it.
    void stop(std::function<void()> stopped = {});
    [[nodiscard]] bool running() const { return m_running; }

    /// Never null. Any thread.
    [[nodiscard]] std::shared_ptr<const LabSnapshot> snapshot() const;
    /// What was decided, refused, met by faults, or failed since the last call, in order; beyond
    /// LogQueue::kLimit counted by a Skipped. Any thread.
    [[nodiscard]] std::vector<LogEntry> takeNews() { return m_log.take(); }
    /// Frames in the capture by now; stays when it has ended. Any thread.
    [[nodiscard]] std::uint64_t tapFrames() const;

    /// In 5.0 with DISCONNECT and this code.
    void kick(std::string_view clientId, mqtt::ReasonCode reason = mqtt::ReasonCode::AdministrativeAction);
    void disconnectAll(mqtt::ReasonCode reason = mqtt::ReasonCode::AdministrativeAction);
    /// As MQTT does it: by a retained message without payload, which subscribers get.
    void eraseRetained(std::string_view topic);
    /// A message of the teacher. Returns whether it may be published: topic and QoS are valid. Nothing
    /// happens while step mode is full.
    bool publish(const LabMessage& message);
    /// Whom to let in, as soon as passwords are hashed. The problem, if there is one: then nothing changes.
    [[nodiscard]] tl::expected<void, LabFailure> setAccess(const std::vector<LabUser>& users,
                                                           bool allowAnonymous);
    [[nodiscard]] tl::expected<void, LabFailure> setAcl(const std::string& text);

    /// The id of the fault from now on, see LabSnapshot::faults; 0: it is not valid, or there are kMaxFaults.
    std::uint32_t arm(const LabFault& fault);
    void disarm(std::uint32_t id);
    void disarmAll();
    /// Nothing passes between the broker and a client that is connected now, whose pings die too. When the
    /// broker ends the connection for its silence, it is reset.
    void freeze(std::string_view clientId, bool on);

    /// Step mode, see BrokerService::setStepping().
    void setStepping(bool on);
    void release(std::uint64_t id);
    /// The one that has waited longest and may pass.
    void releaseNext();
    /// All that waits of a client now, both directions.
    void releaseAllOf(std::string_view clientId);

private:
    struct Shared;
    struct Watch;

    void post(std::function<void(BrokerService&)> action);
    void postToClient(std::string_view clientId, std::function<void(BrokerService&, ConnectionId)> action);
    void joinEnding();
    [[nodiscard]] tl::expected<BrokerThread::Started, BrokerThread::Failure>
    listen(const ServiceOptions& wanted, const LabBrokerOptions& options);

    std::shared_ptr<Shared> m_shared;
    LogQueue m_log;
    BrokerThread m_thread;
    LatestJob m_hashing; ///< goes before the thread of the broker, which it posts to
    std::thread m_ending;
    bool m_running = false;
    bool m_classroom = false;
    std::uint32_t m_lastFault = 0;
    std::vector<std::uint32_t> m_armed;
};

} // namespace mqttscope::broker::lab
