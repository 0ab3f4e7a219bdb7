// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/broker_thread.h"

#include <QCoreApplication>
#include <QEvent>
#include <QEventLoop>
#include <future>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace mqttscope::broker {
namespace {

using Action = std::function<void(BrokerService&)>;

/// What other threads want done, in their order. Under a lock of its own: one that ThreadSanitizer sees,
/// which it does not see inside Qt.
class Inbox : public QObject {
public:
    explicit Inbox(BrokerService& service) : m_service(&service) {}

    /// Any thread.
    void put(Action action)
    {
        bool wake = false;
        {
            const std::lock_guard lock(m_mutex);
            wake = m_actions.empty();
            m_actions.push_back(std::move(action));
        }
        if (wake)
            QCoreApplication::postEvent(this, new QEvent(QEvent::User));
    }

    bool event(QEvent* event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        std::vector<Action> actions;
        {
            const std::lock_guard lock(m_mutex);
            actions.swap(m_actions);
        }
        for (const Action& action : actions)
            action(*m_service);
        return true;
    }

private:
    BrokerService* m_service;
    std::mutex m_mutex;
    std::vector<Action> m_actions; ///< guarded by the mutex
};

} // namespace

struct BrokerThread::Running {
    QEventLoop* loop = nullptr;
    Inbox* inbox = nullptr;
    std::thread thread;
};

BrokerThread::BrokerThread() = default;

BrokerThread::~BrokerThread()
{
    stop();
}

tl::expected<BrokerThread::Started, BrokerThread::Failure>
BrokerThread::start(ServiceOptions options, const std::vector<NetworkAddress>& addresses, LogQueue* log,
                    std::function<void(DatabaseFault)> lost)
{
    using Result = tl::expected<Started, Failure>;
    std::promise<Result> promise;
    std::future<Result> started = promise.get_future();
    auto running = std::make_unique<Running>();
    running->thread = std::thread([&promise, &addresses, log, own = running.get(),
                                   itsOptions = std::move(options), itsLost = std::move(lost)]() mutable {
        QEventLoop loop;
        const bool keeps = !itsOptions.persist.empty();
        const bool taps = !itsOptions.tap.empty() || itsOptions.tapSink;
        BrokerService service(std::move(itsOptions), log);
        Started result;
        std::optional<Failure> failure;
        if (keeps) {
            const auto kept = service.keepSessions(std::move(itsLost));
            if (kept)
                result.restored = *kept;
            else
                failure = Failure{{}, {}, kept.error(), {}};
        }
        if (taps && !failure) {
            if (const auto tapped = service.tapInto(); !tapped)
                failure = Failure{{}, {}, {}, tapped.error()};
        }
        for (const NetworkAddress& address : addresses) {
            if (failure)
                break;
            const auto listening = service.listen(address);
            if (listening)
                result.addresses.push_back(*listening);
            else
                failure = Failure{address, listening.error(), {}, {}};
        }
        Inbox inbox(service);
        own->loop = &loop;
        own->inbox = &inbox;
        if (failure)
            return promise.set_value(tl::unexpected(*failure));
        promise.set_value(std::move(result));
        loop.exec();
    });
    Result result = started.get();
    if (result)
        m_running = std::move(running);
    else
        running->thread.join();
    return result;
}

void BrokerThread::post(std::function<void(BrokerService&)> action)
{
    m_running->inbox->put(std::move(action));
}

void BrokerThread::call(const std::function<void(BrokerService&)>& action)
{
    std::promise<void> done;
    post([&](BrokerService& service) {
        action(service);
        done.set_value();
    });
    done.get_future().wait();
}

void BrokerThread::stop()
{
    if (!m_running)
        return;
    post([loop = m_running->loop](BrokerService& service) { service.shutDown([loop] { loop->quit(); }); });
    m_running->thread.join();
    m_running.reset();
}

} // namespace mqttscope::broker
