// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/document_session.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QThreadPool>

#include <atomic>
#include <utility>

namespace mqttscope::ui {

/// The door between the threads of one capture and the session: closed when the session turns to another.
struct DocumentSession::Wake {
    std::mutex mutex;
    DocumentSession* session = nullptr;   ///< null once closed
    std::optional<OpenResult> openResult; ///< what opening came to, until the session takes it
    std::atomic<bool> waiting = false;    ///< a call is on its way: more would say the same

    /// Has the session look, in its own thread. Any thread.
    void post()
    {
        if (waiting.exchange(true))
            return;
        const std::lock_guard lock(mutex);
        if (session != nullptr)
            QMetaObject::invokeMethod(session, "collect", Qt::QueuedConnection);
    }
    void deliver(OpenResult result)
    {
        {
            const std::lock_guard lock(mutex);
            openResult = std::move(result);
        }
        post();
    }
    [[nodiscard]] std::optional<OpenResult> take()
    {
        const std::lock_guard lock(mutex);
        return std::exchange(openResult, std::nullopt);
    }
    void close()
    {
        const std::lock_guard lock(mutex);
        session = nullptr;
    }
};

DocumentSession::DocumentSession(QObject* parent) : QObject(parent)
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(kCaughtUpAfterMs);
    m_watch.setInterval(kWatchEveryMs);
    connect(&m_quiet, &QTimer::timeout, this, &DocumentSession::caughtUp);
    connect(&m_watch, &QTimer::timeout, this, &DocumentSession::lookWhetherItGrew);
}

DocumentSession::~DocumentSession()
{
    letGo().reset();
}

void DocumentSession::open(const QString& path, const analysis::Options& options, const QString& source)
{
    m_error.reset();
    m_path = path;
    m_source = source;
    m_growing = options.growing;
    m_whole = false;
    m_framesSeen = 0;
    release(letGo());
    enter(State::Opening);

    m_wake = std::make_shared<Wake>();
    m_wake->session = this;
    // A file on a slow network must not hold up the window.
    QThreadPool::globalInstance()->start(
        [wake = m_wake, name = QFile::encodeName(path).toStdString(), options] {
            wake->deliver(analysis::Document::open(name, options));
        });
}

// A call that an earlier capture sent looks at the present one: that does no harm.
void DocumentSession::collect()
{
    if (!m_wake)
        return;
    m_wake->waiting.store(false); // before looking: what comes after that calls again
    if (m_state == State::Loading || m_state == State::Following) {
        published();
        return;
    }
    if (std::optional<OpenResult> result = m_wake->take()) {
        if (*result)
            opened(std::move(**result));
        else
            failed(result->error());
    }
}

void DocumentSession::opened(std::shared_ptr<analysis::Document> document)
{
    m_document = std::move(document);
    m_snapshot = m_document->snapshot();
    m_progress = m_document->progress();
    m_document->start([wake = m_wake] { wake->post(); }); // first: whoever hears of it may close it
    if (m_growing)
        m_quiet.start();
    if (m_whole)
        m_document->endGrowth();
    enter(State::Loading);
    Q_EMIT documentChanged();
}

void DocumentSession::failed(const analysis::OpenError& error)
{
    m_error = error;
    enter(State::Failed);
}

void DocumentSession::published()
{
    m_progress = m_document->progress();
    m_snapshot = m_document->snapshot();
    m_error = m_document->damage();
    Q_EMIT snapshotChanged();
    if (m_progress.done) {
        m_quiet.stop();
        m_sizeRead = QFileInfo(m_path).size();
        // A pipe or a device has no size; the writer of a damaged file may mend it.
        if (!m_progress.cancelled && !m_growing && QFileInfo(m_path).isFile())
            m_watch.start();
        enter(State::Ready);
        return;
    }
    if (m_growing && m_progress.frames != m_framesSeen) {
        m_framesSeen = m_progress.frames;
        if (m_state == State::Loading)
            m_quiet.start();
    }
}

void DocumentSession::caughtUp()
{
    if (m_growing && m_state == State::Loading)
        enter(State::Following);
}

void DocumentSession::lookWhetherItGrew()
{
    if (m_state != State::Ready || QFileInfo(m_path).size() <= m_sizeRead)
        return;
    m_watch.stop();
    Q_EMIT fileGrew();
}

void DocumentSession::stopFollowing()
{
    m_whole = true; // it may still be opened
    if (m_document && m_growing && (m_state == State::Loading || m_state == State::Following))
        m_document->endGrowth();
}

void DocumentSession::renamed(const QString& path)
{
    m_path = path;
    m_source.clear();
    Q_EMIT nameChanged();
}

QString DocumentSession::displayName() const
{
    return isNameless() ? tr("Live capture, %1").arg(m_source) : QFileInfo(m_path).fileName();
}

// Nobody looks for something in the folder of what has no name.
QString DocumentSession::proposedPath() const
{
    if (!isNameless())
        return m_path;
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString folder = QFileInfo::exists(documents) ? documents : QDir::homePath();
    return folder + QLatin1Char('/') + QFileInfo(m_path).fileName();
}

void DocumentSession::close()
{
    m_error.reset();
    m_path.clear();
    m_source.clear();
    release(letGo());
    enter(State::Empty);
}

void DocumentSession::cancel()
{
    if (m_state == State::Opening)
        close();
    else if (isGrowing())
        stopFollowing();
    else if (m_document && m_state == State::Loading)
        m_document->cancel();
}

std::shared_ptr<analysis::Document> DocumentSession::letGo()
{
    if (m_wake)
        m_wake->close();
    m_wake.reset();
    m_quiet.stop();
    m_watch.stop();
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
