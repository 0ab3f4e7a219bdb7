// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/latest_job.h"

#include <atomic>
#include <utility>

namespace mqttscope::broker::lab {

struct LatestJob::Wish {
    Job job;
    std::atomic<bool> cancelled = false;
};

LatestJob::~LatestJob()
{
    cancel();
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_news.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void LatestJob::start(Job job)
{
    cancel();
    auto wish = std::make_shared<Wish>();
    wish->job = std::move(job);
    {
        const std::lock_guard lock(m_mutex);
        m_next = std::move(wish);
    }
    if (!m_thread.joinable())
        m_thread = std::thread([this] { work(); });
    m_news.notify_all();
}

void LatestJob::cancel()
{
    const std::lock_guard lock(m_mutex);
    m_next.reset();
    if (m_now)
        m_now->cancelled = true;
}

void LatestJob::wait()
{
    std::unique_lock lock(m_mutex);
    m_news.wait(lock, [this] { return !m_now && !m_next; });
}

void LatestJob::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_news.wait(lock, [this] { return m_ending || m_next; });
        if (!m_next)
            return;
        m_now = std::exchange(m_next, nullptr);
        lock.unlock();
        m_now->job([wish = m_now.get()] { return wish->cancelled.load(); });
        lock.lock();
        m_now.reset();
        m_news.notify_all();
    }
}

} // namespace mqttscope::broker::lab
