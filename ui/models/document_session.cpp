// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/document_session.h"

#include <QFile>
#include <QThreadPool>

#include <atomic>
#include <utility>

namespace mqttscope::ui {

/// The door between the threads of one capture and the session: closed when the session turns to another.
struct DocumentSession::Wake {
    std::mutex mutex;
    DocumentSession* session = nullptr; ///< null once closed
    std::atomic<bool> waiting = false;  ///< a call is on its way: more would say the same

    template <class Call> void post(Call call)
    {
        const std::lock_guard lock(mutex);
        if (session != nullptr)
            QMetaObject::invokeMethod(session, std::move(call), Qt::QueuedConnection);
    }
    void close()
    {
        const std::lock_guard lock(mutex);
        session = nullptr;
    }
};

DocumentSession::DocumentSession(QObject* parent) : QObject(parent) {}

DocumentSession::~DocumentSession()
{
    letGo().reset();
}

void DocumentSession::open(const QString& path, const analysis::Options& options)
{
    m_error.reset();
    m_path = path;
    release(letGo());
    enter(State::Opening);

    m_wake = std::make_shared<Wake>();
    m_wake->session = this;
    const quint64 generation = ++m_generation;
    // A file on a slow network must not hold up the window.
    QThreadPool::globalInstance()->start(
        [this, wake = m_wake, generation, name = QFile::encodeName(path).toStdString(), options] {
            auto result = analysis::Document::open(name, options);
            wake->post([this, generation, result = std::move(result)]() mutable {
                if (generation != m_generation)
                    return;
                if (result)
                    opened(std::move(*result));
                else
                    failed(result.error());
            });
        });
}

void DocumentSession::opened(std::shared_ptr<analysis::Document> document)
{
    m_document = std::move(document);
    m_snapshot = m_document->snapshot();
    m_progress = m_document->progress();
    enter(State::Loading);
    Q_EMIT documentChanged();
    const quint64 generation = m_generation;
    m_document->start([this, wake = m_wake, generation] {
        if (wake->waiting.exchange(true))
            return;
        wake->post([this, generation] {
            if (generation == m_generation)
                published();
        });
    });
}

void DocumentSession::failed(const analysis::OpenError& error)
{
    m_error = error;
    enter(State::Failed);
}

void DocumentSession::published()
{
    m_wake->waiting.store(false); // before reading: what is published after that calls again
    m_progress = m_document->progress();
    m_snapshot = m_document->snapshot();
    m_error = m_document->damage();
    Q_EMIT snapshotChanged();
    if (m_progress.done && m_state == State::Loading)
        enter(State::Ready);
}

void DocumentSession::close()
{
    m_error.reset();
    m_path.clear();
    release(letGo());
    enter(State::Empty);
}

void DocumentSession::cancel()
{
    if (m_state == State::Opening)
        close();
    else if (m_document && m_state == State::Loading)
        m_document->cancel();
}

std::shared_ptr<analysis::Document> DocumentSession::letGo()
{
    if (m_wake)
        m_wake->close();
    m_wake.reset();
    ++m_generation;
    m_snapshot.reset();
    m_progress = {};
    if (m_document)
        m_document->cancel();
    return std::exchange(m_document, nullptr);
}

// Joining the indexing thread and giving back memory takes time: elsewhere, and after everybody else let go.
void DocumentSession::release(std::shared_ptr<analysis::Document> document)
{
    Q_EMIT documentChanged();
    if (document)
        QThreadPool::globalInstance()->start([last = std::move(document)]() mutable { last.reset(); });
}

void DocumentSession::enter(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace mqttscope::ui
