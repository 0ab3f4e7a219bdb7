// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/courier.h"

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>

namespace mqttscope::analysis {

/// A courier with a thread of its own, from `serve` on.
class ThreadCourier final : public index::Courier {
public:
    ThreadCourier() = default;
    ~ThreadCourier() override;
    ThreadCourier(const ThreadCourier&) = delete;
    ThreadCourier& operator=(const ThreadCourier&) = delete;

    void serve(std::function<void()> call) override;
    void post(std::size_t limit) override;
    void drain() override;

private:
    void run();

    std::function<void()> m_call;
    std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_changed;
    std::size_t m_due = 0;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace mqttscope::analysis
