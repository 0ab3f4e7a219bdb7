// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/broker_panel.h"

#include "ui/lab/broker_access.h"
#include "ui/lab/broker_header.h"
#include "ui/lab/broker_lead.h"
#include "ui/lab/broker_log_view.h"
#include "ui/lab/broker_settings.h"
#include "ui/lab/broker_table.h"
#include "ui/lab/fault_bar.h"
#include "ui/lab/step_mode_bar.h"
#include "ui/models/lab_fault_text.h"
#include "ui/models/lab_in_flight_model.h"
#include "ui/models/lab_log.h"
#include "ui/models/lab_retained_model.h"
#include "ui/models/lab_session.h"
#include "ui/models/lab_sessions_model.h"
#include "ui/models/lab_subscriptions_model.h"
#include "ui/models/lab_sys_model.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/banner.h"
#include "ui/workspace.h"

#include <QEvent>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace mqttscope::ui {

BrokerPanel::BrokerPanel(Workspace& workspace, LabSession& lab, QWidget* parent)
    : QWidget(parent), m_workspace(&workspace), m_lab(&lab), m_settings(new BrokerSettings(lab, this)),
      m_lead(new BrokerLead(workspace, this)), m_log(new LabLog(workspace.vocabulary(), this)),
      m_sessionRows(new LabSessionsModel(this)), m_subscriptionRows(new LabSubscriptionsModel(this)),
      m_retainedRows(new LabRetainedModel(this)), m_inFlightRows(new LabInFlightModel(this)),
      m_sysRows(new LabSysModel(this)), m_header(new BrokerHeader(workspace, lab, *m_settings)),
      m_banner(new Banner(workspace.theme())), m_step(new StepModeBar(workspace, lab)),
      m_faults(new FaultBar(workspace, lab, *m_log)), m_access(new BrokerAccess(workspace, *m_settings)),
      m_area(new QScrollArea), m_page(new QWidget), m_logView(new BrokerLogView(workspace, lab, *m_log)),
      m_parts(new QSplitter(Qt::Vertical))
{
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    makeTables();
    layOut();
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, m_sessionRows, &LabSessionsModel::tick);
    connect(&lab, &LabSession::snapshotChanged, this, &BrokerPanel::showSnapshot);
    connect(&lab, &LabSession::stateChanged, this, &BrokerPanel::showStart);
    connect(&lab, &LabSession::chosenClientChanged, this, &BrokerPanel::showChosen);
    connect(&lab, &LabSession::newsArrived, m_log, &LabLog::add);
    connect(&lab, &LabSession::failed, this, [this](const broker::lab::LabFailure& failure) {
        m_banner->show(Banner::Severity::Error, failureSentence(failure, m_workspace->vocabulary()));
    });
    connect(m_lead, &BrokerLead::nothingFound, this, [this](const QString& client) {
        m_banner->show(Banner::Severity::Note,
                       tr("The capture that is open has no packets of %1.").arg(client));
    });
    connect(m_lead, &BrokerLead::noPacket, this, [this] {
        m_banner->show(Banner::Severity::Note,
                       tr("The capture that is open does not have the packet of this line."));
    });
    connect(m_logView, &BrokerLogView::packetWanted, m_lead, &BrokerLead::showPacketOf);
    connect(m_logView, &BrokerLogView::ladderWanted, m_lead, &BrokerLead::showLadderOf);
    connect(m_logView, &BrokerLogView::packetsWanted, m_lead,
            [this](const std::string& client) { m_lead->showPackets(client); });
    connect(m_faults, &FaultBar::packetsWanted, this,
            [this] { m_lead->showPackets(m_lab->chosenClient().toStdString()); });
    connect(m_faults, &FaultBar::ladderWanted, this,
            [this] { m_lead->showLadder(m_lab->chosenClient().toStdString()); });
    connect(&workspace.theme(), &Theme::changed, this, &BrokerPanel::refreshTheme);
    retranslate();
    showSnapshot();
}

void BrokerPanel::makeTables()
{
    m_sessions = new BrokerTable(*m_workspace, *m_sessionRows, QStringLiteral("sessions"), true);
    m_subscriptions =
        new BrokerTable(*m_workspace, *m_subscriptionRows, QStringLiteral("subscriptions"), true);
    m_retained = new BrokerTable(*m_workspace, *m_retainedRows, QStringLiteral("retained"), true);
    m_inFlight = new BrokerTable(*m_workspace, *m_inFlightRows, QStringLiteral("inFlight"), true);
    m_sys = new BrokerTable(*m_workspace, *m_sysRows, QStringLiteral("sys"), false);
    for (BrokerTable* table : {m_sessions, m_subscriptions, m_retained, m_inFlight, m_sys})
        lead(*table);
    connect(m_sessions, &BrokerTable::rowChosen, this, [this](const QModelIndex& index) {
        if (!m_taking && index.isValid())
            m_lab->chooseClient(text(m_sessionRows->at(index.row()).clientId));
    });
    connect(m_retained, &BrokerTable::linkActivated, this, [this](const QModelIndex& index) {
        m_lab->broker().eraseRetained(m_retainedRows->at(index.row()).topic);
    });
}

void BrokerPanel::lead(BrokerTable& table)
{
    connect(&table, &BrokerTable::packetsWanted, this, [this](const QModelIndex& index) {
        const std::string client = index.data(lab_role::Client).toByteArray().toStdString();
        const std::string topic = index.data(lab_role::Topic).toByteArray().toStdString();
        if (!client.empty())
            m_lead->showPackets(client, static_cast<std::uint16_t>(index.data(lab_role::PacketId).toInt()));
        else if (!topic.empty())
            m_lead->showTopic(topic);
    });
    connect(&table, &BrokerTable::ladderWanted, this, [this](const QModelIndex& index) {
        const std::string client = index.data(lab_role::Client).toByteArray().toStdString();
        if (!client.empty())
            m_lead->showLadder(client);
        else
            m_lead->showTopicLadder(index.data(lab_role::Topic).toByteArray().toStdString());
    });
}

void BrokerPanel::layOut()
{
    auto* page = new QVBoxLayout(m_page);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    for (QWidget* part :
         {m_step->body(), static_cast<QWidget*>(m_sessions), static_cast<QWidget*>(m_faults),
          static_cast<QWidget*>(m_subscriptions), static_cast<QWidget*>(m_retained),
          static_cast<QWidget*>(m_inFlight), static_cast<QWidget*>(m_access), static_cast<QWidget*>(m_sys)})
        page->addWidget(part);
    page->addStretch(1);
    m_area->setWidget(m_page);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_parts->addWidget(m_area);
    m_parts->addWidget(m_logView);
    m_parts->setStretchFactor(0, 3);
    m_parts->setStretchFactor(1, 1);
    m_parts->setChildrenCollapsible(false);
    m_banner->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_banner);
    column->addWidget(m_step);
    column->addWidget(m_parts, 1);
}

const broker::lab::LabBrokerOptions& BrokerPanel::options() const
{
    return m_settings->options();
}

void BrokerPanel::setOptions(const broker::lab::LabBrokerOptions& options)
{
    m_settings->setOptions(options);
}

void BrokerPanel::showSnapshot()
{
    const auto& snapshot = *m_lab->snapshot();
    {
        const QScopedValueRollback taking(m_taking, true);
        m_sessionRows->show(snapshot);
    }
    m_subscriptionRows->show(snapshot);
    m_retainedRows->show(snapshot);
    m_inFlightRows->show(snapshot);
    m_sysRows->show(snapshot);
    showChosen();
}

// The row of the chosen client, wherever it was chosen. It stays chosen while it has none.
void BrokerPanel::showChosen()
{
    const QScopedValueRollback taking(m_taking, true);
    const int row = m_sessionRows->rowOf(m_lab->chosenClient().toStdString());
    QTableView* const table = m_sessions->table();
    if (row < 0)
        table->setCurrentIndex({});
    else if (table->currentIndex().row() != row)
        table->setCurrentIndex(m_sessionRows->index(row, 0));
}

void BrokerPanel::showStart()
{
    const bool ran = std::exchange(m_ran, m_lab->isRunning());
    if (m_ran && !ran)
        m_log->clear();
    m_banner->hide();
}

void BrokerPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void BrokerPanel::showEvent(QShowEvent* event)
{
    m_second.start();
    QWidget::showEvent(event);
}

void BrokerPanel::hideEvent(QHideEvent* event)
{
    m_second.stop();
    QWidget::hideEvent(event);
}

void BrokerPanel::retranslate()
{
    m_header->retranslate();
    m_banner->retranslate();
    m_step->retranslate();
    m_faults->retranslate();
    m_access->retranslate();
    m_logView->retranslate();
    for (BrokerTable* table : {m_sessions, m_subscriptions, m_retained, m_inFlight, m_sys})
        table->retranslate();
    m_sessions->setEmptySentence(tr("Nobody is here yet: clients connect to the address above."));
    m_subscriptions->setEmptySentence(tr("Nobody is subscribed to anything."));
    m_retained->setEmptySentence(tr("No message is retained."));
    m_inFlight->setEmptySentence(tr("Nothing to keep: everything is acknowledged."));
    m_sys->setEmptySentence(tr("The broker has told nothing of itself yet."));
}

void BrokerPanel::refreshTheme()
{
    m_logView->setMinimumHeight(m_workspace->theme().px(80));
}

} // namespace mqttscope::ui
