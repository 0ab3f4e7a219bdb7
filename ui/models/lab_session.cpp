// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lab_session.h"

#include "analysis/live/tap_capture.h"
#include "ui/models/live_session.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>
#include <atomic>
#include <mutex>

namespace mqttscope::ui {

using broker::lab::LabClientId;
using broker::lab::LabFailure;
using broker::lab::LabProblem;

/// The way from the threads of broker and clients into that of the window: closed when the session ends.
struct LabSession::Door {
    std::mutex mutex;
    LabSession* session = nullptr;     ///< null once closed
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
    /// What a start needs is there. Any thread.
    void ready(std::uint64_t start, const broker::lab::LabBrokerOptions& options, const Prepared& made)
    {
        const std::lock_guard lock(mutex);
        if (session != nullptr)
            QMetaObject::invokeMethod(
                session, [to = session, start, options, made] { to->prepared(start, options, made); },
                Qt::QueuedConnection);
    }
    /// The broker is over. Any thread.
    void brokerEnded()
    {
        const std::lock_guard lock(mutex);
        if (session != nullptr)
            QMetaObject::invokeMethod(session, &LabSession::ended, Qt::QueuedConnection);
    }
    void close()
    {
        const std::lock_guard lock(mutex);
        session = nullptr;
    }
};

LabSession::LabSession(LiveSession& live, QObject* parent)
    : QObject(parent), m_live(&live), m_door(std::make_shared<Door>()),
      m_broker([door = m_door] { door->knock(); }), m_clients([door = m_door] { door->knock(); }),
      m_snapshot(m_broker.snapshot())
{
    m_door->session = this;
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_door->waiting.load() || m_newsTold < m_news.size() || m_eventsTold < m_events.size())
            takeAll();
    });
    constexpr int kSecond = 1000;
    m_clock.setInterval(kSecond);
    connect(&m_clock, &QTimer::timeout, this, [this] { m_live->noteTap(m_live->status().frames); });
    connect(&live, &LiveSession::tapStopAsked, this, &LabSession::stop);
}

LabSession::~LabSession()
{
    m_door->close(); // and the members stop and wait
}

bool LabSession::start(const broker::lab::LabBrokerOptions& options)
{
    if (isRunning() || m_stopping || isStarting())
        return false;
    if (m_question && !m_question([this, options] { start(options); }))
        return false;
    if (m_live->isBusy())
        return false;
    if (options.users.empty()) {
        const auto begun = begin(options, broker::lab::LabBroker::prepare(options));
        if (!begun)
            Q_EMIT failed(begun.error());
        return begun.has_value();
    }
    const std::uint64_t number = ++m_starts;
    m_starting = number;
    m_preparing.start([number, options, door = m_door](const broker::lab::LatestJob::Cancelled& cancelled) {
        const Prepared made = broker::lab::LabBroker::prepare(options, cancelled);
        if (!cancelled())
            door->ready(number, options, made);
    });
    Q_EMIT stateChanged();
    return true;
}

/// Passwords are hashed. Something else may have been begun meanwhile.
void LabSession::prepared(std::uint64_t start, const broker::lab::LabBrokerOptions& options,
                          const Prepared& prepared)
{
    if (start != m_starting)
        return;
    m_starting = 0;
    const bool free =
        !m_live->isBusy() && (!m_question || m_question([this, options] { this->start(options); }));
    const auto begun = free ? begin(options, prepared) : tl::expected<void, LabFailure>();
    if (!free || !begun)
        Q_EMIT stateChanged(); // it is not being started any more
    if (!begun)
        Q_EMIT failed(begun.error());
}

tl::expected<void, LabFailure> LabSession::begin(const broker::lab::LabBrokerOptions& options,
                                                 const Prepared& prepared)
{
    if (!prepared)
        return tl::unexpected(prepared.error());
    broker::lab::LabBrokerOptions wanted = options;
    const auto tap = std::make_shared<analysis::TapCapture>(
        "broker", options.tapPartFrames != 0 ? options.tapPartFrames : analysis::kLivePartFrames);
    wanted.tap.clear();
    wanted.tapSink = [tap] { return analysis::TapCapture::begin(tap); };
    if (wanted.version.empty())
        wanted.version = "mqttscope " + QCoreApplication::applicationVersion().toStdString();
    auto started = m_broker.start(wanted, *prepared);
    if (!started) {
        tap->discard();
        return tl::unexpected(started.error());
    }
    m_options = options;
    m_started = std::move(*started);
    m_live->followTap(tap, [lab = QPointer(this)] {
        return lab != nullptr ? lab->m_broker.tapFrames() : std::uint64_t{0};
    });
    m_clock.start();
    Q_EMIT stateChanged();
    return {};
}

bool LabSession::isRunning() const
{
    return m_broker.running();
}

void LabSession::stop()
{
    if (std::exchange(m_starting, 0) != 0) {
        m_preparing.cancel();
        Q_EMIT stateChanged();
        return;
    }
    if (!isRunning())
        return;
    m_stopping = true;
    m_broker.stop([door = m_door] { door->brokerEnded(); });
    if (m_live->isTap()) // what is captured now may be something else: the tap has ended when it met a fault
        m_live->stop();  // says that it is on its way; it asks for what has begun here
    Q_EMIT stateChanged();
}

void LabSession::ended()
{
    m_stopping = false;
    m_started = {};
    m_clock.stop();
    takeAll(); // its last snapshot, before it is said that it is over
    m_live->endTap();
    Q_EMIT stateChanged();
}

LabClientId LabSession::addClient(const broker::lab::LabClientOptions& options)
{
    const LabClientId id = m_clients.add(options);
    if (id != 0) {
        m_clientIds.push_back(id);
        Q_EMIT clientsChanged();
    }
    return id;
}

void LabSession::removeClient(LabClientId id)
{
    if (std::erase(m_clientIds, id) == 0)
        return;
    m_clients.remove(id);
    m_states.erase(id);
    Q_EMIT clientsChanged();
}

void LabSession::chooseClient(const QString& clientId)
{
    if (std::exchange(m_chosen, clientId) != clientId)
        Q_EMIT chosenClientChanged();
}

void LabSession::look()
{
    if (!m_pause.isActive())
        takeAll();
}

void LabSession::takeAll()
{
    m_door->waiting.store(false); // before looking: what comes after that calls again
    takeSnapshot();
    tellStates();
    const bool moreNews = tellNews();
    const bool moreEvents = tellEvents();
    m_pause.start(moreNews || moreEvents ? 0 : kLookMilliseconds);
}

void LabSession::takeSnapshot()
{
    auto fresh = m_broker.snapshot();
    if (fresh == m_snapshot)
        return;
    m_snapshot = std::move(fresh);
    if (m_snapshot->running) {
        m_live->noteTap(std::max(m_snapshot->tapFrames, m_live->status().frames));
        if (!m_snapshot->tapFault.empty()) {
            analysis::LiveError error;
            error.code = analysis::LiveErrorCode::WriteFailed;
            error.path = m_live->status().path;
            error.number = static_cast<std::uint64_t>(m_snapshot->tapErrno);
            m_live->endTap(error);
        }
    }
    if (std::exchange(m_timeStands, m_snapshot->stepping) != m_snapshot->stepping)
        m_clients.stopTime(m_timeStands);
    Q_EMIT snapshotChanged();
}

void LabSession::tellStates()
{
    for (const LabClientId id : std::vector(m_clientIds)) { // who hears of it may remove one
        auto state = m_clients.state(id);
        if (state == nullptr || m_states[id] == state)
            continue;
        m_states[id] = std::move(state);
        Q_EMIT clientStateChanged(id);
    }
}

/// Whether there is more.
bool LabSession::tellNews()
{
    if (m_newsTold == m_news.size()) {
        m_news = m_broker.takeNews();
        m_newsTold = 0;
    }
    const std::size_t count = std::min(kNewsPerTurn, m_news.size() - m_newsTold);
    if (count == 0)
        return false;
    const auto first = m_news.begin() + static_cast<std::ptrdiff_t>(m_newsTold);
    const std::vector<broker::LogEntry> part(first, first + static_cast<std::ptrdiff_t>(count));
    m_newsTold += count;
    const bool more = m_newsTold < m_news.size();
    Q_EMIT newsArrived(part);
    return more;
}

/// Whether there is more.
bool LabSession::tellEvents()
{
    if (m_eventsTold == m_events.size()) {
        broker::lab::LabEvents taken = m_clients.takeEvents();
        m_events = std::move(taken.events);
        m_eventsTold = 0;
        if (taken.dropped != 0)
            Q_EMIT clientEventsLost(taken.dropped);
    }
    // Who hears of one may run an event loop, in which others are told.
    for (std::size_t told = 0; told < kPerTurn && m_eventsTold < m_events.size(); ++told) {
        const broker::lab::LabEvent event = std::move(m_events[m_eventsTold++]);
        if (std::find(m_clientIds.begin(), m_clientIds.end(), event.client) != m_clientIds.end())
            Q_EMIT clientEvent(event);
    }
    return m_eventsTold < m_events.size();
}

} // namespace mqttscope::ui
