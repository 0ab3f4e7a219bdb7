// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/thread_courier.h"

#include <utility>

namespace mqttscope::analysis {

ThreadCourier::~ThreadCourier()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock{m_mutex};
        m_stop = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void ThreadCourier::serve(std::function<void()> call)
{
    m_call = std::move(call);
    m_thread = std::thread([this] { run(); });
}

void ThreadCourier::post(std::size_t limit)
{
    std::unique_lock lock{m_mutex};
    ++m_due;
    m_changed.notify_all();
    m_changed.wait(lock, [&] { return m_due < limit; });
}

void ThreadCourier::drain()
{
    std::unique_lock lock{m_mutex};
    m_changed.wait(lock, [&] { return m_due == 0; });
}

void ThreadCourier::run()
{
    std::unique_lock lock{m_mutex};
    for (;;) {
        m_changed.wait(lock, [&] { return m_stop || m_due != 0; });
        if (m_stop)
            return;
        lock.unlock();
        m_call();
        lock.lock();
        --m_due;
        m_changed.notify_all();
    }
}

} // namespace mqttscope::analysis
