// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/query_thread.h"

namespace mqttscope::ui {

QueryThread::QueryThread(QObject* parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(kAtOnce);
}

QueryThread::~QueryThread()
{
    for (const auto& [key, cancelled] : m_running)
        cancelled->store(true);
    m_pool.clear();
    m_pool.waitForDone();
}

void QueryThread::start(QObject* asker, int question, std::function<Answer(const Cancelled&)> job)
{
    const Key key(asker, question);
    drop(asker, question);
    auto cancelled = std::make_shared<Cancelled>(false);
    m_running[key] = cancelled;
    m_pool.start([this, key, cancelled, asker = QPointer<QObject>(asker), job = std::move(job)]() mutable {
        Answer answer = cancelled->load() ? Answer() : job(*cancelled);
        // The pool is waited for before the thread of the window forgets this object.
        QMetaObject::invokeMethod(
            this,
            [this, key, asker = std::move(asker), cancelled, answer = std::move(answer)] {
                finish(key, asker, cancelled, answer);
            },
            Qt::QueuedConnection);
    });
}

void QueryThread::finish(const Key& key, const QPointer<QObject>& asker, const Flag& cancelled,
                         const Answer& answer)
{
    const auto running = m_running.find(key);
    if (running == m_running.end() || running->second != cancelled)
        return; // asked again, or dropped
    m_running.erase(running);
    if (asker && answer)
        answer();
    if (m_running.empty())
        Q_EMIT idle();
}

void QueryThread::drop(const QObject* asker, int question)
{
    const auto running = m_running.find(Key(asker, question));
    if (running == m_running.end())
        return;
    running->second->store(true);
    m_running.erase(running);
}

bool QueryThread::isBusy(const QObject* asker, int question) const
{
    return m_running.contains(Key(asker, question));
}

} // namespace mqttscope::ui
