// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/event_thread.h"

#include <QCoreApplication>
#include <QEvent>
#include <QEventLoop>
#include <QObject>
#include <future>
#include <mutex>
#include <utility>
#include <vector>

namespace mqttscope::broker::lab {

/// Under a lock of its own: one that ThreadSanitizer sees, which it does not see inside Qt.
class EventThread::Inbox : public QObject {
public:
    void put(std::function<void()> action)
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
        std::vector<std::function<void()>> actions;
        {
            const std::lock_guard lock(m_mutex);
            actions.swap(m_actions);
        }
        for (const std::function<void()>& action : actions)
            action();
        return true;
    }
    QEventLoop loop;

private:
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_actions; ///< guarded by the mutex
};

EventThread::EventThread()
{
    std::promise<Inbox*> promise;
    std::future<Inbox*> started = promise.get_future();
    m_thread = std::thread([&promise] {
        Inbox inbox;
        promise.set_value(&inbox);
        inbox.loop.exec();
    });
    m_inbox = started.get();
}

EventThread::~EventThread()
{
    post([inbox = m_inbox] { inbox->loop.quit(); });
    m_thread.join();
}

void EventThread::post(std::function<void()> action)
{
    m_inbox->put(std::move(action));
}

} // namespace mqttscope::broker::lab
