// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace mqttscope::store {

/// A lock for what takes a few nanoseconds and is hardly ever wanted by two threads at once. For
/// std::lock_guard.
class SpinLock {
public:
    void lock() noexcept
    {
        while (m_taken.test_and_set(std::memory_order_acquire)) {
            while (m_taken.test(std::memory_order_relaxed)) {
            }
        }
    }
    void unlock() noexcept { m_taken.clear(std::memory_order_release); }

private:
    std::atomic_flag m_taken;
};

} // namespace mqttscope::store
