// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <thread>

namespace mqttscope::broker::lab {

/// A thread with an event loop of Qt that does what others want done, in its order.
class EventThread {
public:
    EventThread();
    EventThread(const EventThread&) = delete;
    EventThread& operator=(const EventThread&) = delete;
    /// Everything that was posted is done before.
    ~EventThread();

    /// Any thread.
    void post(std::function<void()> action);

private:
    class Inbox;
    Inbox* m_inbox = nullptr; ///< lives in the thread
    std::thread m_thread;
};

} // namespace mqttscope::broker::lab
