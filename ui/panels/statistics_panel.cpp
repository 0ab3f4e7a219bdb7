// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/statistics_panel.h"

#include "ui/models/document_session.h"
#include "ui/models/frame_list_model.h"
#include "ui/models/query_thread.h"
#include "ui/panels/stack_chart.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QComboBox>
#include <QPushButton>
#include <QSettings>
#include <QTabBar>
#include <QTableView>

namespace mqttscope::ui {
namespace {

enum Scope { AllFrames, ShownFrames };

} // namespace

StatisticsPanel::StatisticsPanel(Workspace& workspace, QWidget* parent) : Panel(workspace, parent)
{
    build();
    m_later.setSingleShot(true);
    m_watching.setInterval(kProgressAfterMs / 4);
    connectParts();
    refreshTheme();
    StatisticsPanel::retranslate();
}

void StatisticsPanel::connectParts()
{
    QSettings& settings = workspace().settings();
    connect(&m_later, &QTimer::timeout, this, &StatisticsPanel::count);
    connect(&m_watching, &QTimer::timeout, this, &StatisticsPanel::showProgress);
    connect(m_tabs, &QTabBar::currentChanged, this, [this, &settings](int tab) {
        settings.setValue(QStringLiteral("statistics/tab"), tab);
        m_stopped = false;
        showResults();
        consider();
    });
    connect(m_scope, &QComboBox::activated, this, &StatisticsPanel::forget);
    connect(m_interval, &QComboBox::activated, this, [this, &settings] {
        settings.setValue(QStringLiteral("statistics/interval"), m_interval->currentData());
        m_results.rates.reset();
        m_stopped = false;
        consider();
    });
    connect(m_unit, &QComboBox::activated, this, [this, &settings](int unit) {
        settings.setValue(QStringLiteral("statistics/bytes"), unit == 1);
        showResults();
    });
    connect(m_cancel, &QPushButton::clicked, this, &StatisticsPanel::stopOrAgain);
    connect(m_chart, &StackChart::activated, this, &StatisticsPanel::placeActivated);
    connect(m_chart, &StackChart::currentChanged, this, &StatisticsPanel::placeChanged);
    connect(m_table, &QTableView::activated, this, &StatisticsPanel::rowActivated);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { rowChanged(now.row()); });
    connect(&workspace().theme(), &Theme::changed, this, [this] {
        refreshTheme();
        showResults();
    });
    const DocumentSession& session = workspace().session();
    connect(&session, &DocumentSession::documentChanged, this, &StatisticsPanel::forget);
    const auto changed = [this] {
        m_stale = true;
        consider();
    };
    connect(&session, &DocumentSession::snapshotChanged, this, changed);
    connect(&session, &DocumentSession::stateChanged, this, [this, changed] {
        if (workspace().session().state() == DocumentSession::State::Ready)
            changed();
    });
    const auto listChanged = [this, changed] {
        if (m_scope->currentIndex() == ShownFrames)
            changed();
    };
    const FrameListModel& frames = workspace().frames();
    connect(&frames, &QAbstractItemModel::rowsInserted, this, listChanged);
    connect(&frames, &QAbstractItemModel::rowsRemoved, this, listChanged);
    connect(&frames, &QAbstractItemModel::modelReset, this, listChanged);
}

StatisticsPanel::Tab StatisticsPanel::tab() const
{
    return static_cast<Tab>(m_tabs->currentIndex());
}

// Other frames or another capture: nothing that was counted is of use.
void StatisticsPanel::forget()
{
    workspace().queries().drop(this, Count);
    m_watching.stop();
    m_results = {};
    m_client = 0;
    m_trip = 0;
    m_stopped = false;
    m_report.clear();
    m_stale = true;
    showResults();
    consider();
}

bool StatisticsPanel::isCounted() const
{
    switch (tab()) {
    case OverTime:
        return m_results.rates != nullptr;
    case Types:
        return m_results.packets != nullptr;
    case RoundTrips:
        return m_results.trips != nullptr;
    case Qos:
        return m_results.qos != nullptr;
    case Overhead:
        return m_results.overhead != nullptr;
    case TabCount:
        break;
    }
    return false;
}

// Only what is looked at is counted; while frames keep coming, now and then.
void StatisticsPanel::consider()
{
    if (!isVisible() || workspace().session().snapshot() == nullptr || m_stopped)
        return;
    if (!m_stale && isCounted())
        return;
    const bool growing = workspace().session().state() != DocumentSession::State::Ready;
    if (growing && (m_later.isActive() || workspace().queries().isBusy(this, Count)))
        return; // its answer looks again
    const bool justCounted = growing && isCounted() && m_since.isValid() && !m_since.hasExpired(kEveryMs);
    if (justCounted) {
        m_later.start(kEveryMs - static_cast<int>(m_since.elapsed()) + 1);
        return;
    }
    m_later.stop();
    count();
}

analysis::FrameScope StatisticsPanel::scope() const
{
    if (m_scope->currentIndex() != ShownFrames)
        return nullptr;
    return std::make_shared<const std::vector<std::uint32_t>>(workspace().frames().framesShown());
}

void StatisticsPanel::count()
{
    const auto document = workspace().session().document();
    const auto snapshot = workspace().session().snapshot();
    if (!isVisible() || document == nullptr || snapshot == nullptr)
        return;
    // What the other tabs show is of an earlier moment.
    if (m_stale)
        m_results = {tab() == OverTime ? m_results.rates : nullptr,
                     tab() == Types ? m_results.packets : nullptr,
                     tab() == RoundTrips ? m_results.trips : nullptr, tab() == Qos ? m_results.qos : nullptr,
                     tab() == Overhead ? m_results.overhead : nullptr};
    m_stale = false;
    m_since.start();
    const analysis::FrameScope frames = scope();
    m_wanted = analysis::frameCount(*snapshot, frames);
    m_done = std::make_shared<std::atomic<std::uint32_t>>(0);
    m_watching.start();
    const auto job = [document, snapshot, frames, tab = tab(),
                      interval = m_interval->currentData().toLongLong(),
                      done = m_done](const QueryThread::Cancelled& cancelled) {
        const analysis::WorkWatch watch{&cancelled, done.get()};
        Results found;
        switch (tab) {
        case OverTime:
            found.rates = std::make_shared<const analysis::MessageRates>(
                analysis::messageRates(*snapshot, frames, interval, watch));
            break;
        case Types:
            found.packets = std::make_shared<const std::array<analysis::PacketCount, analysis::kPacketTypes>>(
                analysis::packetCounts(*snapshot, frames, watch));
            break;
        case RoundTrips:
            found.trips = std::make_shared<const std::vector<analysis::RoundTrips>>(
                analysis::roundTrips(*snapshot, frames, watch));
            break;
        case Qos:
            found.qos = std::make_shared<const analysis::QosMix>(analysis::qosMix(*snapshot, frames, watch));
            break;
        case Overhead:
            found.overhead = std::make_shared<const analysis::Overhead>(
                analysis::overhead(*document, *snapshot, frames, watch));
            break;
        case TabCount:
            break;
        }
        return found;
    };
    workspace().queries().ask(this, Count, job, [this](const Results& found) { take(found); });
}

void StatisticsPanel::take(const Results& found)
{
    m_watching.stop();
    if (found.rates)
        m_results.rates = found.rates;
    if (found.packets)
        m_results.packets = found.packets;
    if (found.trips)
        m_results.trips = found.trips;
    if (found.qos)
        m_results.qos = found.qos;
    if (found.overhead)
        m_results.overhead = found.overhead;
    showResults();
    consider();
}

void StatisticsPanel::stopOrAgain()
{
    if (!m_stopped) {
        workspace().queries().drop(this, Count);
        m_watching.stop();
        m_stopped = true;
        showResults();
        return;
    }
    m_stopped = false;
    m_stale = true;
    showResults();
    consider();
}

void StatisticsPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    consider();
}

// Nobody looks: what is being counted for this panel is not worth its time.
QSize StatisticsPanel::sizeHint() const
{
    constexpr int kChartHeight = 320; // units of the design
    return {Panel::sizeHint().width(), workspace().theme().px(kChartHeight)};
}

void StatisticsPanel::hideEvent(QHideEvent* event)
{
    Panel::hideEvent(event);
    m_later.stop();
    if (workspace().queries().isBusy(this, Count)) {
        workspace().queries().drop(this, Count);
        m_watching.stop();
        m_stale = true;
    }
}

} // namespace mqttscope::ui
