// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace mqttscope::broker::lab {

/// Does what was wanted last, in a thread of its own: what was wanted before is cancelled. Used by one
/// thread.
class LatestJob {
public:
    /// Whether nobody wants it any more; asked now and then by the job.
    using Cancelled = std::function<bool()>;
    using Job = std::function<void(const Cancelled&)>;

    LatestJob() = default;
    LatestJob(const LatestJob&) = delete;
    LatestJob& operator=(const LatestJob&) = delete;
    /// Cancels and waits.
    ~LatestJob();

    void start(Job job);
    /// Returns at once.
    void cancel();
    /// Until nothing is being done. Any thread.
    void wait();

private:
    struct Wish;
    void work();

    std::mutex m_mutex;
    std::condition_variable m_news;
    std::shared_ptr<Wish> m_next; ///< guarded, likewise the rest
    std::shared_ptr<Wish> m_now;
    bool m_ending = false;
    std::thread m_thread; ///< begins with the first job
};

} // namespace mqttscope::broker::lab
