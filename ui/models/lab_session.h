// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_broker.h"
#include "broker/lab/lab_clients.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mqttscope::ui {

class LiveSession;

/// The lab of the window: a broker, clients of its own, and the capture of what passes between the broker and
/// whoever joins, which the window follows like any live capture. The GUI thread only.
class LabSession : public QObject {
    Q_OBJECT
public:
    /// `live` must outlive the session: the capture of the broker is its capture.
    /// At most so many events of clients in one turn of the event loop; then others have theirs.
    static constexpr std::size_t kPerTurn = 500;
    /// Likewise so much news: of a class come thousands in a second, and each becomes a line of text in the
    /// log, which takes some ten microseconds.
    static constexpr std::size_t kNewsPerTurn = 100;
    /// Least time between two looks at what clients and broker have to say.
    static constexpr int kLookMilliseconds = 30;

    explicit LabSession(LiveSession& live, QObject* parent = nullptr);
    /// Stops everything and waits for it.
    ~LabSession() override;

    /// Asked before each start whether it may happen now, since it takes the place of what is open. If not
    /// now, it calls `again` when it may, or never.
    using Question = std::function<bool(std::function<void()> again)>;
    void setQuestion(Question question) { m_question = std::move(question); }

    /// Starts the broker; `options.tap` and `tapSink` count for nothing: it is captured without a name, as
    /// live captures are, and in parts. With users it runs later, when their passwords are hashed, which
    /// another thread does: see isStarting(). False: not now, since it runs, another live capture runs or
    /// somebody has to be asked first; or it could not, and `failed` was emitted.
    bool start(const broker::lab::LabBrokerOptions& options);
    /// Ends it cleanly; `stateChanged` comes at once and when it is over. What was captured stays, unsaved.
    /// One that is being started does not start.
    void stop();
    [[nodiscard]] bool isRunning() const;
    /// From start() until it runs, or `failed` came, or it was stopped.
    [[nodiscard]] bool isStarting() const { return m_starting != 0; }
    /// From stop() until it is over.
    [[nodiscard]] bool isStopping() const { return m_stopping; }
    /// Those of the last start.
    [[nodiscard]] const broker::lab::LabBrokerOptions& options() const { return m_options; }
    /// Where it listens; empty while it does not run.
    [[nodiscard]] const broker::lab::LabStarted& started() const { return m_started; }
    /// What the broker has now; never null.
    [[nodiscard]] const std::shared_ptr<const broker::lab::LabSnapshot>& snapshot() const
    {
        return m_snapshot;
    }
    /// For commands: kick, arm, freeze, step mode…
    [[nodiscard]] broker::lab::LabBroker& broker() { return m_broker; }

    [[nodiscard]] broker::lab::LabClients& clients() { return m_clients; }
    /// A client more; 0 if there are too many. Its events and states come as signals.
    broker::lab::LabClientId addClient(const broker::lab::LabClientOptions& options);
    void removeClient(broker::lab::LabClientId id);
    [[nodiscard]] const std::vector<broker::lab::LabClientId>& clientIds() const { return m_clientIds; }

    /// The client of the broker whose row is chosen, by its Client Identifier; empty: none. Faults are armed
    /// for it.
    [[nodiscard]] const QString& chosenClient() const { return m_chosen; }
    void chooseClient(const QString& clientId);

Q_SIGNALS:
    /// The broker is being started, runs, is being stopped, or runs no longer.
    void stateChanged();
    /// At most five times a second.
    void snapshotChanged();
    /// What was decided, refused or met by faults since the last time, in order.
    void newsArrived(const std::vector<mqttscope::broker::LogEntry>& news);
    /// A client was added or removed.
    void clientsChanged();
    void clientStateChanged(mqttscope::broker::lab::LabClientId id);
    void clientEvent(const mqttscope::broker::lab::LabEvent& event);
    /// So many events came faster than they could be told.
    void clientEventsLost(quint64 count);
    void chosenClientChanged();
    void failed(const mqttscope::broker::lab::LabFailure& failure);

private:
    struct Door;
    using Prepared = tl::expected<broker::lab::LabAccess, broker::lab::LabFailure>;
    Q_INVOKABLE void look();
    void prepared(std::uint64_t start, const broker::lab::LabBrokerOptions& options,
                  const Prepared& prepared);
    [[nodiscard]] tl::expected<void, broker::lab::LabFailure>
    begin(const broker::lab::LabBrokerOptions& options, const Prepared& prepared);
    void takeAll();
    void takeSnapshot();
    void tellStates();
    [[nodiscard]] bool tellNews();
    [[nodiscard]] bool tellEvents();
    void ended();

    LiveSession* m_live;
    std::shared_ptr<Door> m_door; ///< between the threads of broker and clients, and this
    broker::lab::LabBroker m_broker;
    broker::lab::LabClients m_clients;
    Question m_question;
    broker::lab::LabBrokerOptions m_options;
    broker::lab::LabStarted m_started;
    std::shared_ptr<const broker::lab::LabSnapshot> m_snapshot;
    std::vector<broker::lab::LabClientId> m_clientIds;
    std::map<broker::lab::LabClientId, std::shared_ptr<const broker::lab::LabClientState>> m_states;
    std::vector<broker::LogEntry> m_news; ///< taken and not told yet, from m_newsTold on
    std::size_t m_newsTold = 0;
    std::vector<broker::lab::LabEvent> m_events; ///< likewise
    std::size_t m_eventsTold = 0;
    QString m_chosen;
    QTimer m_pause; ///< runs out when it may be looked again
    QTimer m_clock; ///< the time of the capture goes on when nothing happens
    std::uint64_t m_starts = 0;
    std::uint64_t m_starting = 0; ///< number of the start that is on its way; 0: none
    bool m_stopping = false;
    bool m_timeStands = false;
    broker::lab::LatestJob m_preparing; ///< goes first
};

} // namespace mqttscope::ui
