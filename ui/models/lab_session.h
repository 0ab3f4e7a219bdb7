// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_broker.h"
#include "broker/lab/lab_clients.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace mqttscope::ui {

class LiveSession;

/// The lab of the window: a broker, clients of its own, and the capture of what passes between the broker and
/// whoever joins, which the window follows like any live capture. The GUI thread only.
class LabSession : public QObject {
    Q_OBJECT
public:
    /// `live` must outlive the session: the capture of the broker is its capture.
    explicit LabSession(LiveSession& live, QObject* parent = nullptr);
    /// Stops everything and waits for it.
    ~LabSession() override;

    /// Starts the broker; `options.tap` counts for nothing: a nameless file of the live captures is made for
    /// it. Not while it runs, nor while another live capture runs. False: it could not; `failed` was emitted.
    bool start(const broker::lab::LabBrokerOptions& options);
    /// Ends it cleanly; `stateChanged` comes when it is over. What was captured stays, unsaved.
    void stop();
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] bool isStopping() const;
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
    /// The broker runs, or no longer.
    void stateChanged();
    /// At most five times a second.
    void snapshotChanged();
    /// What was decided, refused or met by faults since the last time, in order.
    void newsArrived(const std::vector<mqttscope::broker::LogEntry>& news);
    /// A client was added or removed.
    void clientsChanged();
    void clientStateChanged(mqttscope::broker::lab::LabClientId id);
    void clientEvent(const mqttscope::broker::lab::LabEvent& event);
    void chosenClientChanged();
    void failed(const mqttscope::broker::lab::LabFailure& failure);

private:
    LiveSession* m_live;
    broker::lab::LabBroker m_broker;
    broker::lab::LabClients m_clients;
    broker::lab::LabBrokerOptions m_options;
    broker::lab::LabStarted m_started;
    std::shared_ptr<const broker::lab::LabSnapshot> m_snapshot;
    std::vector<broker::lab::LabClientId> m_clientIds;
    QString m_chosen;
};

} // namespace mqttscope::ui
