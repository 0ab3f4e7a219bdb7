// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_broker.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QScrollArea;
class QSplitter;

namespace mqttscope::ui {

class Banner;
class BrokerAccess;
class BrokerHeader;
class BrokerLead;
class BrokerLogView;
class BrokerSettings;
class BrokerTable;
class FaultBar;
class LabInFlightModel;
class LabLog;
class LabRetainedModel;
class LabSession;
class LabSessionsModel;
class LabSubscriptionsModel;
class LabSysModel;
class StepModeBar;
class Workspace;

/// The broker of the lab: start and stop, where to reach it, who is there, what it keeps, what goes wrong on
/// purpose, and what it decided, in sentences.
class BrokerPanel : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive the panel.
    BrokerPanel(Workspace& workspace, LabSession& lab, QWidget* parent = nullptr);

    /// How the broker is, or is to be, started.
    [[nodiscard]] const broker::lab::LabBrokerOptions& options() const;
    /// For the next start.
    void setOptions(const broker::lab::LabBrokerOptions& options);
    void retranslate();

    /// What the broker decided; lives as long as the panel. Likewise the bar that lets packets pass.
    [[nodiscard]] LabLog& log() { return *m_log; }
    [[nodiscard]] StepModeBar& step() { return *m_step; }

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeTables();
    void lead(BrokerTable& table);
    void layOut();
    void showSnapshot();
    void showChosen();
    void showStart();
    void refreshTheme();

    Workspace* m_workspace;
    LabSession* m_lab;
    BrokerSettings* m_settings;
    BrokerLead* m_lead;
    LabLog* m_log;
    LabSessionsModel* m_sessionRows;
    LabSubscriptionsModel* m_subscriptionRows;
    LabRetainedModel* m_retainedRows;
    LabInFlightModel* m_inFlightRows;
    LabSysModel* m_sysRows;
    BrokerHeader* m_header;
    Banner* m_banner;
    StepModeBar* m_step;
    BrokerTable* m_sessions = nullptr;
    FaultBar* m_faults;
    BrokerTable* m_subscriptions = nullptr;
    BrokerTable* m_retained = nullptr;
    BrokerTable* m_inFlight = nullptr;
    BrokerAccess* m_access;
    BrokerTable* m_sys = nullptr;
    QScrollArea* m_area;
    QWidget* m_page;
    BrokerLogView* m_logView;
    QSplitter* m_parts;
    QTimer m_second;
    bool m_ran = false;
    bool m_taking = false; ///< rows come and go: nobody chooses them
};

} // namespace mqttscope::ui
