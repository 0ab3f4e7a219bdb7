// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/broker_thread.h"

#include <QEventLoop>
#include <future>
#include <optional>
#include <utility>

namespace mqttscope::broker {

struct BrokerThread::Running {
    QEventLoop* loop = nullptr;
    BrokerService* service = nullptr;
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
        const bool taps = !itsOptions.tap.empty();
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
        own->loop = &loop;
        own->service = &service;
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
    QMetaObject::invokeMethod(
        m_running->loop,
        [service = m_running->service, itsAction = std::move(action)] { itsAction(*service); },
        Qt::QueuedConnection);
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
