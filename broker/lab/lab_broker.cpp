// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/lab_broker.h"

#include "broker/core/connection.h"
#include "broker/lab/snapshot_maker.h"
#include "dissector/mqtt/topic.h"
#include "dissector/mqtt/utf8.h"

#include <QNetworkInterface>
#include <QTimer>
#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace mqttscope::broker::lab {
namespace {

constexpr const char* kLoopback = "127.0.0.1";

tl::expected<Access, LabFailure> accessOf(const std::vector<LabUser>& users, bool allowAnonymous,
                                          bool classroom)
{
    Access access;
    if (classroom && users.empty())
        return tl::unexpected(LabFailure{LabProblem::UsersMissing, {}, {}, {}, {}});
    access.allowAnonymous = allowAnonymous && !classroom;
    if (users.empty())
        return access;
    std::string lines;
    for (const LabUser& user : users) {
        const auto twice = std::count_if(users.begin(), users.end(),
                                         [&](const LabUser& other) { return other.name == user.name; });
        const std::optional<std::string> line = passwordLine(user.name, user.password);
        if (!line || twice != 1)
            return tl::unexpected(LabFailure{LabProblem::BadUser, {}, {}, {}, user.name});
        lines += *line;
    }
    access.passwords = std::make_shared<const PasswordFile>(lines);
    return access;
}

tl::expected<std::shared_ptr<const AclFile>, LabFailure> aclOf(const std::string& text)
{
    if (text.empty())
        return nullptr;
    auto acl = std::make_shared<const AclFile>(text);
    if (!acl->errors().empty())
        return tl::unexpected(LabFailure{LabProblem::BadAcl, {}, {}, acl->errors(), {}});
    return acl;
}

/// What somebody types to come to one of these addresses.
std::vector<NetworkAddress> reachableBy(const std::vector<NetworkAddress>& addresses, bool classroom)
{
    if (!classroom)
        return addresses;
    std::vector<NetworkAddress> all;
    const std::uint16_t port = addresses.front().port;
    for (const QHostAddress& address : QNetworkInterface::allAddresses()) {
        if (address.protocol() == QAbstractSocket::IPv4Protocol && !address.isLoopback())
            all.push_back({address.toString().toStdString(), port});
    }
    all.push_back({kLoopback, port});
    return all;
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

tl::expected<LabStarted, LabFailure> LabBroker::start(const LabBrokerOptions& options)
{
    joinEnding();
    m_classroom = options.reach == Reach::Classroom;
    auto access = accessOf(options.users, options.allowAnonymous, m_classroom);
    if (!access)
        return tl::unexpected(access.error());
    auto acl = aclOf(options.acl);
    if (!acl)
        return tl::unexpected(acl.error());
    ServiceOptions wanted;
    wanted.access = std::move(*access);
    wanted.acl = std::move(*acl);
    wanted.engine.policy.serves31 = options.serves31;
    wanted.engine.policy.serves311 = options.serves311;
    wanted.engine.policy.serves5 = options.serves5;
    wanted.faults.emplace();
    wanted.told.set();
    wanted.tellOpened = true;
    wanted.tap = options.tap;
    wanted.version = options.version;
    wanted.sysInterval = options.sysSeconds * kSecond;
    NetworkAddress address{m_classroom ? "0.0.0.0" : kLoopback, options.port};
    LabStarted result;
    auto started = m_thread.start(wanted, {address}, &m_log);
    if (!started && !started.error().tap && started.error().fault == ListenFault::InUse) {
        result.portWasTaken = true;
        address.port = 0;
        started = m_thread.start(wanted, {address}, &m_log);
    }
    if (!started)
        return tl::unexpected(failureOf(started.error()));
    result.addresses = started->addresses;
    m_running = true;
    m_armed.clear();
    m_shared->faults.clear();
    post([shared = m_shared, limits = options.limits, addresses = started->addresses,
          reachable = reachableBy(started->addresses, m_classroom)](BrokerService& service) {
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
    m_ending = std::thread([this, told = std::move(stopped)] {
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
        if (service.gate().closed() && service.gate().full())
            return;
        service.act([&](Broker& engine, Nanoseconds now, Effects& effects) {
            engine.publish(publishOf(message, mqtt::Version::V50), now, effects);
        });
    });
    return true;
}

tl::expected<void, LabFailure> LabBroker::setAccess(const std::vector<LabUser>& users, bool allowAnonymous)
{
    auto access = accessOf(users, allowAnonymous, m_classroom);
    if (!access)
        return tl::unexpected(access.error());
    post([made = std::move(*access)](BrokerService& service) { service.setAccess(made); });
    return {};
}

tl::expected<void, LabFailure> LabBroker::setAcl(const std::string& text)
{
    auto acl = aclOf(text);
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
            if (item.from == FaultSide::Client && service.gate().full())
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
