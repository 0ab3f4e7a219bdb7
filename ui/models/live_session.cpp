// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/live_session.h"

#include "ui/models/save_bytes.h"

#include <QFile>
#include <QStringList>
#include <QThreadPool>

#include <algorithm>
#include <atomic>
#include <functional>
#include <mutex>
#include <utility>

namespace mqttscope::ui {

using analysis::LiveState;

/// The way from the threads of one capture into that of the window: closed when the session turns away.
struct LiveSession::Door {
    std::mutex mutex;
    LiveSession* session = nullptr;    ///< null once closed
    std::atomic<bool> waiting = false; ///< a call is on its way: more would say the same

    /// Has the session look, in its own thread. Any thread.
    void knock()
    {
        if (waiting.exchange(true))
            return;
        const std::lock_guard lock(mutex);
        if (session != nullptr)
            QMetaObject::invokeMethod(session, "look", Qt::QueuedConnection);
    }
    /// Does something in the thread of the session, unless it has turned away by then. Any thread.
    static void deliver(const std::shared_ptr<Door>& door, std::function<void(LiveSession&)> act)
    {
        const std::lock_guard lock(door->mutex);
        if (door->session == nullptr)
            return;
        QMetaObject::invokeMethod(
            door->session,
            [door, act = std::move(act)] {
                if (door->session != nullptr) // only the thread of the window closes it
                    act(*door->session);
            },
            Qt::QueuedConnection);
    }
    void close()
    {
        const std::lock_guard lock(mutex);
        session = nullptr;
    }
};

LiveSession::LiveSession(QObject* parent) : QObject(parent) {}

LiveSession::~LiveSession()
{
    if (m_door)
        m_door->close();
}

std::shared_ptr<LiveSession::Door> LiveSession::newDoor()
{
    auto door = std::make_shared<Door>();
    door->session = this;
    return door;
}

bool LiveSession::start(const analysis::LiveOptions& options)
{
    if (isBusy())
        return false;
    auto door = newDoor();
    auto capture = std::make_shared<analysis::LiveCapture>([door] { door->knock(); });
    const auto started = capture->start(options);
    if (!started) {
        door->close();
        Q_EMIT failed(started.error());
        return false;
    }
    forget();
    m_door = std::move(door);
    m_capture = std::move(capture);
    m_options = options;
    ++m_runs;
    m_status.state = LiveState::Starting; // what is known comes when the caller has done what is to be done
    m_door->knock();
    return true;
}

void LiveSession::stop()
{
    if (m_capture)
        m_capture->stop();
    if (!m_tapGrows || m_status.state != LiveState::Running)
        return;
    analysis::LiveStatus status = m_status;
    status.state = LiveState::Stopping;
    take(status);
    Q_EMIT tapStopAsked();
}

bool LiveSession::followTap(std::shared_ptr<analysis::TapCapture> tap, std::function<std::uint64_t()> written)
{
    if (isBusy())
        return false;
    forget();
    m_door = newDoor();
    m_tap = std::move(tap);
    m_tapGrows = true;
    m_options.partFrames = m_tap->partFrames();
    m_tapWritten = std::move(written);
    m_tapSince = Clock::now();
    ++m_runs;
    analysis::LiveStatus status;
    status.state = LiveState::Running;
    lookAtTap(status);
    take(status);
    return true;
}

void LiveSession::noteTap(std::uint64_t frames)
{
    if (!m_tapGrows)
        return;
    analysis::LiveStatus status = m_status;
    lookAtTap(status);
    status.frames = std::max(status.frames, frames);
    take(status);
}

void LiveSession::lookAtTap(analysis::LiveStatus& status) const
{
    status.duration = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_tapSince);
    const analysis::TapCapture::Written written = m_tap->written();
    status.frames = written.frames;
    status.bytes = written.bytes;
    status.parts = written.parts;
    if (written.parts.empty())
        return;
    status.path = written.parts.back();
    status.part = static_cast<std::uint32_t>(written.parts.size() - 1);
    status.readable = true;
}

void LiveSession::endTap(const std::optional<analysis::LiveError>& error)
{
    if (!std::exchange(m_tapGrows, false))
        return;
    analysis::LiveStatus status = m_status;
    status.state = LiveState::Stopping;
    lookAtTap(status);
    take(status);
    Door::deliver(m_door, [error](LiveSession& session) { session.tapEnded(error); });
}

void LiveSession::tapEnded(const std::optional<analysis::LiveError>& error)
{
    analysis::LiveStatus status = m_status;
    status.state = LiveState::Ended;
    status.error = m_tap->written().error;
    if (!status.error)
        status.error = error;
    if (status.error)
        status.end = analysis::LiveEnd::Error;
    take(status);
}

bool LiveSession::adopt(const analysis::Orphan& orphan)
{
    if (isBusy())
        return false;
    forget();
    m_door = newDoor();
    // All of it is read.
    QThreadPool::globalInstance()->start([door = m_door, orphan] {
        auto result = analysis::adopt(orphan);
        if (result) {
            auto capture = std::make_shared<analysis::AdoptedCapture>(std::move(*result));
            Door::deliver(door, [capture](LiveSession& session) { session.adopted(capture); });
        } else {
            Door::deliver(door,
                          [error = result.error()](LiveSession& session) { Q_EMIT session.failed(error); });
        }
    });
    return true;
}

void LiveSession::adopted(std::shared_ptr<analysis::AdoptedCapture> capture)
{
    m_adopted = std::move(capture);
    const analysis::Orphan& orphan = m_adopted->orphan();
    m_options = {};
    ++m_runs;
    analysis::LiveStatus status;
    status.state = LiveState::Ended;
    status.path = orphan.path;
    status.parts = {orphan.path};
    status.readable = true;
    status.frames = orphan.frames;
    status.bytes = orphan.bytes;
    take(status);
}

void LiveSession::look()
{
    if (!m_capture)
        return;
    m_door->waiting.store(false); // before looking: what comes after that calls again
    take(m_capture->status());
}

void LiveSession::take(const analysis::LiveStatus& status)
{
    if (m_over) // that was said
        return;
    const std::uint32_t run = m_runs;
    m_status = status;
    m_status.run = run;
    measure();
    if (status.readable && status.path != m_shown) {
        m_shown = status.path;
        Q_EMIT readable(QFile::decodeName(status.path.c_str()));
    }
    if (run != m_runs) // who heard of it began something else
        return;
    m_over = status.state == LiveState::Ended;
    Q_EMIT changed();
    if (m_over && run == m_runs)
        Q_EMIT ended();
}

/// The rate, from what came in the last seconds.
void LiveSession::measure()
{
    const Clock::time_point now = Clock::now();
    m_samples.push_back({now, m_status.frames});
    while (m_samples.size() > 2 && now - m_samples[1].time >= kRateOver)
        m_samples.pop_front();
    const std::chrono::duration<double> time = now - m_samples.front().time;
    const auto frames = static_cast<double>(m_status.frames - m_samples.front().frames);
    m_rate = time.count() > 0 && m_status.state != LiveState::Ended ? frames / time.count() : 0;
}

bool LiveSession::isRunning() const
{
    return (m_status.state == LiveState::Starting || m_status.state == LiveState::Running);
}

bool LiveSession::isBusy() const
{
    return m_status.state != LiveState::Idle && !m_over;
}

bool LiveSession::isNameless() const
{
    return !m_status.path.empty() && m_status.path != m_options.file && !m_saved;
}

std::uint64_t LiveSession::frames() const
{
    return std::max(m_status.frames, m_tapGrows && m_tapWritten ? m_tapWritten() : 0);
}

bool LiveSession::isUnsaved() const
{
    const bool something = frames() > 0 || m_status.compressed;
    return something && m_options.file.empty() && isNameless();
}

bool LiveSession::owns(const QString& path) const
{
    const auto isIt = [&](const std::string& own) {
        const QString name = QFile::decodeName(own.c_str());
        return !name.isEmpty() && (path == name || isSameFile(path, name));
    };
    return isIt(m_status.path) || std::any_of(m_status.parts.begin(), m_status.parts.end(), isIt);
}

QString LiveSession::source() const
{
    if (m_tap)
        return tr("built-in broker");
    if (m_adopted)
        return QString::fromStdString(m_adopted->orphan().interfaces);
    if (m_options.stream == "-")
        return tr("standard input");
    if (!m_options.stream.empty())
        return QFile::decodeName(m_options.stream.c_str());
    QStringList names;
    for (const std::string& name : m_options.interfaces)
        names += QString::fromStdString(name);
    return names.join(QStringLiteral(", "));
}

void LiveSession::save(const QString& path)
{
    if (m_status.state != LiveState::Ended || m_saving)
        return;
    m_saving = true;
    QThreadPool::globalInstance()->start(
        [door = m_door, capture = m_capture, adopted = m_adopted, tap = m_tap, path] {
            const std::string name = QFile::encodeName(path).toStdString();
            if (capture)
                capture->wait(); // its last step
            const auto result = adopted ? adopted->save(name) : tap ? tap->save(name) : capture->save(name);
            Door::deliver(door, [result, path, name](LiveSession& session) {
                session.m_saving = false;
                if (!result) {
                    Q_EMIT session.failed(result.error());
                    return;
                }
                session.m_saved = true;
                session.m_status.path = name;
                session.m_status.parts = {name};
                Q_EMIT session.saved(path);
                Q_EMIT session.changed();
            });
        });
}

void LiveSession::discard()
{
    if (isBusy() || m_saving)
        return;
    if (isNameless()) {
        // A large file takes its time.
        QThreadPool::globalInstance()->start([capture = m_capture, adopted = m_adopted, tap = m_tap] {
            if (adopted)
                adopted->discard();
            if (tap)
                tap->discard();
            if (!capture)
                return;
            capture->wait(); // its last step
            capture->discard();
        });
    }
    forget();
    Q_EMIT changed();
}

/// As if there never had been one.
void LiveSession::forget()
{
    if (m_door)
        m_door->close();
    m_door.reset();
    m_capture.reset();
    m_adopted.reset();
    m_tap.reset();
    m_tapGrows = false;
    m_status = {};
    m_options = {};
    m_samples.clear();
    m_rate = 0;
    m_shown.clear();
    m_over = false;
    m_saved = false;
}

} // namespace mqttscope::ui
