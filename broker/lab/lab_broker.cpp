// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/lab_broker.h"

#include "broker/core/connection.h"
#include "broker/lab/snapshot_maker.h"
#include "broker/lab/typable_addresses.h"
#include "broker/net/descriptor_limit.h"
#include "dissector/mqtt/topic.h"
#include "dissector/mqtt/utf8.h"

#include <QNetworkInterface>
#include <QTimer>
#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace mqttscope::broker::lab {
namespace {

constexpr const char* kLoopback = "127.0.0.1";
constexpr const char* kAllAddresses = "::"; // both families
constexpr const char* kAllOfIpv4 = "0.0.0.0";

/// Half of what is there when that is little.
std::size_t connectionsFor(std::size_t descriptors)
{
    const std::size_t own = std::min(LabBroker::kOwnDescriptors, descriptors / 2);
    return std::min(LabBroker::kMaxConnections, descriptors - own);
}

/// What somebody types to come to one of these addresses.
std::vector<NetworkAddress> reachableBy(const std::vector<NetworkAddress>& addresses, bool classroom)
{
    if (!classroom)
        return addresses;
    return typableAddresses(QNetworkInterface::allAddresses(), addresses.front().port);
}

/// A broker in a window, on a computer that has other things to do: a class, not a town.
void bound(ServiceOptions& options)
{
    constexpr std::size_t kMebi = 1U << 20;
    Limits& engine = options.engine.limits;
    engine.connections = connectionsFor(descriptorLimit());
    engine.sessions = LabBroker::kMaxConnections;
    engine.filterBytes = 32 * kMebi;
    engine.retainedBytes = 64 * kMebi;
    engine.messageBytes = 256 * kMebi;
    engine.pendingBytes = 64 * kMebi;
    options.limits.entryBytes = 16 * kMebi;
    options.limits.ending = 100;
    options.limits.mostPending = 64 * kMebi;
    options.limits.mostPendingOfAll = 256 * kMebi;
}

LabFailure failureOf(const BrokerThread::Failure& failure)
{
    if (failure.tap)
        return {LabProblem::CannotTap, {}, {}, {}, capture::describe(*failure.tap)};
    return {LabProblem::CannotListen, failure.address, failure.fault, {}, {}};
}

} // namespace

/// What the threads share.
struct LabBroker::Shared {
    std::mutex mutex;
    std::shared_ptr<const LabSnapshot> snapshot = std::make_shared<const LabSnapshot>(); ///< guarded
    std::function<void()> changed;
    std::atomic<std::uint64_t> tapFrames = 0;
    /// In the thread of the broker: the rules behind the faults.
    std::map<std::uint32_t, std::pair<std::uint32_t, LabFault>> faults;

    void publish(LabSnapshot made)
    {
        auto fresh = std::make_shared<const LabSnapshot>(std::move(made));
        {
            const std::lock_guard lock(mutex);
            snapshot = std::move(fresh);
        }
        if (changed)
            changed();
    }
};

/// Makes the snapshots, in the thread of the broker; goes with the service.
struct LabBroker::Watch {
    Watch(BrokerService& itsService, std::shared_ptr<Shared> itsShared, const SnapshotLimits& limits)
        : service(itsService), shared(std::move(itsShared)), maker(limits)
    {
        timer.setSingleShot(true);
        timer.setInterval(kSnapshotMilliseconds);
        QObject::connect(&timer, &QTimer::timeout, &timer, [this] {
            if (std::exchange(dirty, false))
                make();
        });
    }
    /// Something happened: the first time at once, then when it is time.
    void touch()
    {
        dirty = true;
        if (timer.isActive() || making)
            return;
        dirty = false;
        QMetaObject::invokeMethod(
            &timer, [this] { make(); }, Qt::QueuedConnection);
        timer.start();
    }
    void make()
    {
        making = true;
        LabSnapshot made = maker.make(service);
        made.addresses = addresses;
        made.reachable = reachable;
        made.faults = armed();
        making = false;
        timer.start();
        shared->publish(std::move(made));
    }
    [[nodiscard]] std::vector<ArmedFaultRow> armed() const
    {
        std::vector<ArmedFaultRow> rows;
        const std::vector<ArmedRule>& rules = service.faults()->rules();
        for (const auto& [id, fault] : shared->faults) {
            const auto rule =
                std::find_if(rules.begin(), rules.end(),
                             [ruleId = fault.first](const ArmedRule& one) { return one.id == ruleId; });
            if (rule != rules.end())
                rows.push_back({id, fault.second, rule->hits, rule->spent()});
        }
        return rows;
    }

    BrokerService& service;
    std::shared_ptr<Shared> shared;
    SnapshotMaker maker;
    std::vector<NetworkAddress> addresses;
    std::vector<NetworkAddress> reachable;
    QTimer timer;
    bool dirty = false;
    bool making = false;
};

LabBroker::LabBroker(std::function<void()> changed) : m_shared(std::make_shared<Shared>())
{
    m_shared->changed = std::move(changed);
}

LabBroker::~LabBroker()
{
    stop();
    joinEnding();
}

void LabBroker::joinEnding()
{
    if (m_ending.joinable())
        m_ending.join();
}

tl::expected<LabAccess, LabFailure> LabBroker::prepare(const LabBrokerOptions& options,
                                                       const std::function<bool()>& cancelled)
{
    auto acl = makeAcl(options.acl);
    if (!acl)
        return tl::unexpected(acl.error());
    auto access =
        makeAccess(options.users, options.allowAnonymous, options.reach == Reach::Classroom, cancelled);
    if (!access)
        return tl::unexpected(access.error());
    return LabAccess{std::move(*access), std::move(*acl)};
}

tl::expected<LabStarted, LabFailure> LabBroker::start(const LabBrokerOptions& options)
{
    auto access = prepare(options);
    if (!access)
        return tl::unexpected(access.error());
    return start(options, std::move(*access));
}

/// At the wanted port; if it is taken and another one will do, at one of the next ones, or any.
tl::expected<BrokerThread::Started, BrokerThread::Failure> LabBroker::listen(const ServiceOptions& wanted,
                                                                             const LabBrokerOptions& options)
{
    std::vector<std::uint16_t> ports{options.port};
    if (!options.insists && options.port != 0) {
        for (std::uint16_t next = 1; next <= kNextPorts && options.port <= UINT16_MAX - next; ++next)
            ports.push_back(static_cast<std::uint16_t>(options.port + next));
        ports.push_back(0);
    }
    const auto failsBy = [](const auto& started, auto... faults) {
        return !started && !started.error().tap && ((started.error().fault == faults) || ...);
    };
    tl::expected<BrokerThread::Started, BrokerThread::Failure> started =
        tl::unexpected(BrokerThread::Failure{});
    for (const std::uint16_t port : ports) {
        started = m_thread.start(wanted, {{m_classroom ? kAllAddresses : kLoopback, port}}, &m_log);
        if (m_classroom && failsBy(started, ListenFault::NotAnAddress, ListenFault::Other)) // no IPv6 here
            started = m_thread.start(wanted, {{kAllOfIpv4, port}}, &m_log);
        if (!failsBy(started, ListenFault::InUse))
            break;
    }
    return started;
}

tl::expected<LabStarted, LabFailure> LabBroker::start(const LabBrokerOptions& options, LabAccess access)
{
    joinEnding();
    m_classroom = options.reach == Reach::Classroom;
    ServiceOptions wanted;
    bound(wanted);
    wanted.access = std::move(access.access);
    wanted.acl = std::move(access.acl);
    wanted.engine.policy.serves31 = options.serves31;
    wanted.engine.policy.serves311 = options.serves311;
    wanted.engine.policy.serves5 = options.serves5;
    wanted.faults.emplace();
    wanted.told.set();
    wanted.tellOpened = true;
    wanted.tap = options.tap;
    wanted.tapSink = options.tapSink;
    wanted.tapped = [shared = m_shared](std::uint64_t frames) { shared->tapFrames = frames; };
    wanted.version = options.version;
    wanted.sysInterval = options.sysSeconds * kSecond;
    m_shared->tapFrames = 0;
    const auto started = listen(wanted, options);
    if (!started)
        return tl::unexpected(failureOf(started.error()));
    LabStarted result;
    result.addresses = started->addresses;
    result.reachable = reachableBy(result.addresses, m_classroom);
    result.portWasTaken = options.port != 0 && result.addresses.front().port != options.port;
    m_running = true;
    m_armed.clear();
    m_shared->faults.clear();
    post([shared = m_shared, limits = options.limits, addresses = result.addresses,
          reachable = result.reachable](BrokerService& service) {
        auto watch = std::make_shared<Watch>(service, shared, limits);
        watch->addresses = addresses;
        watch->reachable = reachable;
        service.observe([watch] { watch->touch(); });
        watch->touch();
    });
    return result;
}

void LabBroker::stop(std::function<void()> stopped)
{
    if (!m_running) {
        if (stopped)
            stopped();
        return;
    }
    m_running = false;
    m_hashing.cancel();
    m_ending = std::thread([this, told = std::move(stopped)] {
        m_hashing.wait(); // it may have something to post
        m_thread.stop();
        LabSnapshot last;
        last.number = snapshot()->number + 1;
        m_shared->publish(std::move(last));
        if (told)
            told();
    });
}

std::shared_ptr<const LabSnapshot> LabBroker::snapshot() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->snapshot;
}

std::uint64_t LabBroker::tapFrames() const
{
    return m_shared->tapFrames;
}

void LabBroker::post(std::function<void(BrokerService&)> action)
{
    if (m_running)
        m_thread.post(std::move(action));
}

/// Does something to the connection of a client, if it is there then.
void LabBroker::postToClient(std::string_view clientId,
                             std::function<void(BrokerService&, ConnectionId)> action)
{
    post([id = std::string(clientId), itsAction = std::move(action)](BrokerService& service) {
        const Session* const session = service.engine().findSession(id);
        if (session != nullptr && session->connection != nullptr)
            itsAction(service, session->connection->id);
    });
}

void LabBroker::kick(std::string_view clientId, mqtt::ReasonCode reason)
{
    postToClient(clientId, [reason](BrokerService& service, ConnectionId id) {
        service.act([&](Broker& engine, Nanoseconds now, Effects& effects) {
            engine.disconnect(id, reason, now, effects);
        });
    });
}

void LabBroker::disconnectAll(mqtt::ReasonCode reason)
{
    post([reason](BrokerService& service) {
        service.act([&](Broker& engine, Nanoseconds now, Effects& effects) {
            engine.disconnectAll(reason, now, effects);
        });
    });
}

void LabBroker::eraseRetained(std::string_view topic)
{
    LabMessage nothing;
    nothing.topic = topic;
    nothing.retain = true;
    (void)publish(nothing);
}

bool LabBroker::publish(const LabMessage& message)
{
    const mqtt::TextFaults faults = mqtt::findTextFaults(message.topic);
    if (message.qos > 2 || !mqtt::checkTopicName(message.topic).ok() || faults.illFormed || faults.nul ||
        message.topic.size() > mqtt::kMaxStringLength)
        return false;
    post([message](BrokerService& service) {
        if (service.gate().closed() && service.gate().fullForClients())
            return;
        service.act([&](Broker& engine, Nanoseconds now, Effects& effects) {
            engine.publish(publishOf(message, mqtt::Version::V50), now, effects);
        });
    });
    return true;
}

tl::expected<void, LabFailure> LabBroker::setAccess(const std::vector<LabUser>& users, bool allowAnonymous)
{
    if (auto good = checkUsers(users, m_classroom); !good)
        return tl::unexpected(good.error());
    if (!m_running)
        return {};
    m_hashing.start([this, users, allowAnonymous,
                     classroom = m_classroom](const LatestJob::Cancelled& cancelled) {
        auto access = makeAccess(users, allowAnonymous, classroom, cancelled);
        if (access && !cancelled())
            m_thread.post([made = std::move(*access)](BrokerService& service) { service.setAccess(made); });
    });
    return {};
}

tl::expected<void, LabFailure> LabBroker::setAcl(const std::string& text)
{
    auto acl = makeAcl(text);
    if (!acl)
        return tl::unexpected(acl.error());
    post([made = std::move(*acl)](BrokerService& service) { service.setAcl(made); });
    return {};
}

std::uint32_t LabBroker::arm(const LabFault& fault)
{
    if (!m_running || !isValid(fault) || m_armed.size() >= kMaxFaults)
        return 0;
    const std::uint32_t id = ++m_lastFault;
    m_armed.push_back(id);
    post([id, fault, shared = m_shared](BrokerService& service) {
        if (const auto rule = service.armFault(ruleOf(fault)))
            shared->faults.emplace(id, std::pair(*rule, fault));
    });
    return id;
}

void LabBroker::disarm(std::uint32_t id)
{
    std::erase(m_armed, id);
    post([id, shared = m_shared](BrokerService& service) {
        const auto node = shared->faults.extract(id);
        if (!node.empty())
            (void)service.disarmFault(node.mapped().first);
    });
}

void LabBroker::disarmAll()
{
    for (const std::uint32_t id : std::vector<std::uint32_t>(m_armed))
        disarm(id);
}

void LabBroker::freeze(std::string_view clientId, bool on)
{
    postToClient(clientId, [on](BrokerService& service, ConnectionId id) { service.freeze(id, on); });
}

void LabBroker::setStepping(bool on)
{
    post([on](BrokerService& service) { service.setStepping(on); });
}

void LabBroker::release(std::uint64_t id)
{
    post([id](BrokerService& service) { (void)service.release(id); });
}

void LabBroker::releaseNext()
{
    post([](BrokerService& service) {
        for (const auto& [id, item] : service.gate().items()) {
            if (item.from == FaultSide::Client && service.gate().fullForClients())
                continue;
            (void)service.release(id);
            break;
        }
    });
}

void LabBroker::releaseAllOf(std::string_view clientId)
{
    post([wanted = std::string(clientId)](BrokerService& service) {
        std::vector<std::uint64_t> ids;
        for (const WaitingRow& row : waitingRows(service, service.gate().items().size())) {
            if (row.clientId == wanted)
                ids.push_back(row.id);
        }
        for (const std::uint64_t id : ids)
            (void)service.release(id);
    });
}

} // namespace mqttscope::broker::lab
