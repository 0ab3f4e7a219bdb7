// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/password_checker.h"

#include <algorithm>
#include <utility>

namespace mqttscope::broker {

PasswordChecker::PasswordChecker(Done done) : m_done(std::move(done)), m_thread([this] { work(); }) {}

PasswordChecker::~PasswordChecker()
{
    {
        const std::lock_guard lock{m_mutex};
        m_ending = true;
    }
    m_news.notify_one();
    m_thread.join();
}

void PasswordChecker::check(Job job)
{
    {
        const std::lock_guard lock{m_mutex};
        m_jobs.push_back(std::move(job));
    }
    m_news.notify_one();
}

void PasswordChecker::cancel(std::uint64_t ticket)
{
    const std::lock_guard lock{m_mutex};
    m_jobs.erase(
        std::remove_if(m_jobs.begin(), m_jobs.end(), [&](const Job& job) { return job.ticket == ticket; }),
        m_jobs.end());
}

void PasswordChecker::work()
{
    while (true) {
        Job job;
        {
            std::unique_lock lock{m_mutex};
            m_news.wait(lock, [this] { return m_ending || !m_jobs.empty(); });
            if (m_ending)
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        m_done(job.ticket, job.file->verify(job.user, job.password));
    }
}

} // namespace mqttscope::broker
