// SPDX-License-Identifier: GPL-3.0-or-later
// How the statistics stand in their panel: bar, chart, table.
#include "ui/models/document_session.h"
#include "ui/models/query_thread.h"
#include "ui/models/statistics_text.h"
#include "ui/models/text.h"
#include "ui/panels/stack_chart.h"
#include "ui/panels/stack_view.h"
#include "ui/panels/statistics_charts.h"
#include "ui/panels/statistics_panel.h"
#include "ui/panels/table_style.h"
#include "ui/theme/category.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSettings>
#include <QSplitter>
#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {
namespace {

/// Paints the picture of a row too.
class RowDelegate : public CellDelegate {
public:
    RowDelegate(const Theme& theme, std::function<QIcon(const QString&)> iconOf, QObject* parent)
        : CellDelegate(theme, parent), m_theme(&theme), m_iconOf(std::move(iconOf))
    {
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const bool picture = !index.data(StatisticsTable::IconRole).toString().isEmpty();
        return CellDelegate::sizeHint(option, index) + QSize(picture ? m_theme->px(24) : 0, 0);
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        CellDelegate::initStyleOption(option, index);
        const QString name = index.data(StatisticsTable::IconRole).toString();
        if (!name.isEmpty())
            option->icon = m_iconOf(name);
    }

private:
    const Theme* m_theme;
    std::function<QIcon(const QString&)> m_iconOf;
};

/// Which part of the bytes a row of the overhead is, as an icon name.
QString partIcon(std::size_t part)
{
    return QStringLiteral("part%1").arg(part);
}

} // namespace

void StatisticsPanel::build()
{
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    m_chart = new StackChart(workspace().theme());
    m_table = new QTableView;
    m_table->setModel(&m_model);
    prepareTable(*m_table);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_cells = new RowDelegate(
        workspace().theme(), [this](const QString& name) { return rowIcon(name); }, this);
    m_table->setItemDelegate(m_cells);
    m_parts = new QSplitter(Qt::Horizontal);
    m_parts->addWidget(m_chart);
    m_parts->addWidget(m_table);
    m_parts->setStretchFactor(0, 3);
    m_parts->setStretchFactor(1, 2);
    m_parts->setSizes({3000, 2000}); // in proportion
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    column->addWidget(m_parts, 1);
    buildExportMenu();
}

QWidget* StatisticsPanel::buildBar()
{
    const QSettings& settings = workspace().settings();
    m_bar = new QWidget;
    m_bar->setObjectName(QStringLiteral("panelBar"));
    m_bar->setAttribute(Qt::WA_StyledBackground);
    m_tabs = new QTabBar;
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    for (int tab = 0; tab < TabCount; ++tab)
        m_tabs->addTab(QString());
    m_tabs->setCurrentIndex(
        std::clamp(settings.value(QStringLiteral("statistics/tab"), 0).toInt(), 0, TabCount - 1));
    m_export = new QPushButton;
    m_export->setProperty("compact", true);
    m_scope = new QComboBox;
    m_interval = new QComboBox;
    m_unit = new QComboBox;
    for (QComboBox* box : {m_scope, m_interval, m_unit})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_scope->addItems({QString(), QString()});
    m_unit->addItems({QString(), QString()});
    m_unit->setCurrentIndex(settings.value(QStringLiteral("statistics/bytes"), false).toBool() ? 1 : 0);
    m_interval->addItem(QString(), qint64{0});
    for (const std::int64_t interval : analysis::kRateIntervalsNs)
        m_interval->addItem(QString(), static_cast<qint64>(interval));
    const int chosen =
        m_interval->findData(settings.value(QStringLiteral("statistics/interval"), 0).toLongLong());
    m_interval->setCurrentIndex(std::max(chosen, 0));
    m_summary = new QLabel;
    m_summary->setProperty("secondary", true);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_cancel = new QPushButton;
    m_cancel->setProperty("compact", true);
    m_progress->hide();
    m_cancel->hide();
    auto* first = new QHBoxLayout;
    first->addWidget(m_tabs, 1);
    first->addWidget(m_export);
    auto* second = new QHBoxLayout;
    second->addWidget(m_scope);
    second->addWidget(m_interval);
    second->addWidget(m_unit);
    second->addWidget(m_summary, 1);
    second->addWidget(m_progress);
    second->addWidget(m_cancel);
    auto* rows = new QVBoxLayout(m_bar);
    rows->addLayout(first);
    rows->addLayout(second);
    return m_bar;
}

void StatisticsPanel::buildExportMenu()
{
    m_exportMenu = new QMenu(m_export);
    m_png = m_exportMenu->addAction(QString(), this, [this] { chooseChart(QStringLiteral("png")); });
    m_svg = m_exportMenu->addAction(QString(), this, [this] { chooseChart(QStringLiteral("svg")); });
    m_csvSemicolon = m_exportMenu->addAction(QString(), this, [this] {
        chooseTable({QLatin1Char(';'), QLatin1Char(',')});
    });
    m_csvComma = m_exportMenu->addAction(QString(), this, [this] {
        chooseTable({QLatin1Char(','), QLatin1Char('.')});
    });
    m_exportMenu->addSeparator();
    m_copyChart = m_exportMenu->addAction(QString(), this, &StatisticsPanel::copyChart);
    m_copyTable = m_exportMenu->addAction(QString(), this, &StatisticsPanel::copyTable);
    m_export->setMenu(m_exportMenu);
    m_export->setLayoutDirection(Qt::RightToLeft); // the arrow stands behind the word
    m_table->addActions({m_copyTable, m_csvSemicolon, m_csvComma});
    m_chart->view()->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_chart->view()->addActions({m_copyChart, m_png, m_svg});
}

void StatisticsPanel::refreshTheme()
{
    const Theme& theme = workspace().theme();
    m_bar->layout()->setContentsMargins(theme.px(8), theme.px(3), theme.px(8), theme.px(4));
    m_bar->layout()->setSpacing(theme.px(3));
    for (int row = 0; row < 2; ++row)
        m_bar->layout()->itemAt(row)->layout()->setSpacing(theme.px(8));
    m_progress->setFixedWidth(theme.px(120));
    m_summary->setFont(theme.font());
    m_tabs->setFont(theme.font());
    m_parts->setHandleWidth(theme.px(5));
    m_export->setIcon(theme.icon(QStringLiteral("ui-chevron-down"), Ink::TextSecondary));
    m_export->setIconSize({theme.px(12), theme.px(12)});
    refreshTable(*m_table, theme);
}

QString StatisticsPanel::title() const
{
    return tr("Statistics");
}

void StatisticsPanel::retranslate()
{
    static constexpr const char* kTabs[TabCount] = {QT_TR_NOOP("Over time"), QT_TR_NOOP("Packet types"),
                                                    QT_TR_NOOP("Round trips"), QT_TR_NOOP("QoS"),
                                                    QT_TR_NOOP("Overhead")};
    for (int tab = 0; tab < TabCount; ++tab)
        m_tabs->setTabText(tab, tr(kTabs[tab]));
    m_tabs->setAccessibleName(title());
    fillBoxes();
    //: a button with a menu
    m_export->setText(tr("Export"));
    m_png->setText(tr("Chart as a picture (PNG)…"));
    m_svg->setText(tr("Chart as a drawing (SVG)…"));
    m_csvSemicolon->setText(tr("Table (CSV with ; and decimal comma)…"));
    m_csvComma->setText(tr("Table (CSV with , and decimal point)…"));
    m_copyChart->setText(tr("Copy the chart"));
    m_copyTable->setText(tr("Copy the table"));
    m_table->setAccessibleName(title());
    m_progress->setAccessibleName(tr("Counting"));
    showResults();
}

void StatisticsPanel::fillBoxes()
{
    m_scope->setItemText(0, tr("All frames"));
    m_scope->setItemText(1, tr("Frames of the list"));
    m_scope->setAccessibleName(tr("Frames that count"));
    m_scope->setToolTip(m_scope->accessibleName());
    m_interval->setItemText(0, tr("Automatic interval"));
    for (int i = 1; i < m_interval->count(); ++i)
        m_interval->setItemText(i, tr("Per %1").arg(intervalText(m_interval->itemData(i).toLongLong())));
    m_interval->setAccessibleName(tr("Time that a column stands for"));
    m_interval->setToolTip(m_interval->accessibleName());
    m_unit->setItemText(0, tr("Packets"));
    m_unit->setItemText(1, tr("Bytes"));
    m_unit->setAccessibleName(tr("What is counted"));
    m_unit->setToolTip(m_unit->accessibleName());
}

void StatisticsPanel::showResults()
{
    m_interval->setVisible(tab() == OverTime);
    m_unit->setVisible(tab() == OverTime);
    {
        const QScopedValueRollback showing(m_showing, true);
        showTable();
        showChart();
    }
    showSummary();
    showProgress();
    for (QAction* action : {m_png, m_svg, m_copyChart})
        action->setEnabled(!m_chart->isEmpty());
    for (QAction* action : {m_csvSemicolon, m_csvComma, m_copyTable})
        action->setEnabled(m_model.rowCount() > 0);
    m_export->setEnabled(m_model.rowCount() > 0);
}

QString StatisticsPanel::notice() const
{
    if (workspace().session().document() == nullptr)
        return tr("No capture is open.");
    if (m_stopped)
        return tr("Counting was stopped.");
    const DocumentSession::State state = workspace().session().state();
    if (!isCounted() || state == DocumentSession::State::Opening || state == DocumentSession::State::Loading)
        return tr("Counting…");
    switch (tab()) {
    case OverTime:
    case Types:
        return tr("There is no MQTT packet among these frames.");
    case RoundTrips:
        return tr("No exchange among these frames was answered.");
    case Qos:
        return tr("There is no PUBLISH among these frames.");
    case Overhead:
    case TabCount:
        break;
    }
    return tr("None of these frames belongs to an MQTT connection.");
}

void StatisticsPanel::showChart()
{
    const Theme& theme = workspace().theme();
    StackContent content;
    if (isCounted()) {
        switch (tab()) {
        case OverTime:
            if (!m_results.rates->columns.empty())
                content = ratesChart(theme, m_results.rates, m_unit->currentIndex() == 1);
            break;
        case Types:
            content = packetChart(theme, *m_results.packets);
            break;
        case RoundTrips:
            if (m_trip < static_cast<int>(m_results.trips->size()))
                content = roundTripChart(theme, (*m_results.trips)[static_cast<std::size_t>(m_trip)]);
            break;
        case Qos:
            content = qosChart(theme, *m_results.qos);
            break;
        case Overhead:
            content = overheadChart(theme, m_results.overhead);
            break;
        case TabCount:
            break;
        }
    }
    m_chart->setContent(std::move(content), notice());
    if (tab() == Overhead)
        m_chart->setCurrentPlace(m_client < m_chart->content().places() ? m_client : -1);
    else
        m_chart->setCurrentPlace(-1);
}

// What is exported; what is shown may be a part of it.
StatisticsContent StatisticsPanel::wholeTable() const
{
    if (!isCounted())
        return {};
    switch (tab()) {
    case OverTime:
        return ratesTable(*m_results.rates, m_unit->currentIndex() == 1);
    case Types:
        return packetTable(*m_results.packets);
    case RoundTrips:
        return roundTripTable(*m_results.trips);
    case Qos:
        return qosTable(*m_results.qos);
    case Overhead:
        return overheadTable(*m_results.overhead);
    case TabCount:
        break;
    }
    return {};
}

StatisticsContent StatisticsPanel::shownTable() const
{
    if (tab() != Overhead || !isCounted() || m_results.overhead->all.frames == 0)
        return wholeTable();
    const analysis::Overhead& overhead = *m_results.overhead;
    const auto client = static_cast<std::size_t>(m_client);
    const bool one = client > 0 && client <= overhead.clients.size();
    return sharesTable(one ? overhead.clients[client - 1].shares : overhead.all);
}

void StatisticsPanel::showTable()
{
    const int columns = m_model.columnCount();
    StatisticsContent content = shownTable();
    for (std::size_t i = 0; tab() == Overhead && i < content.rows.size() && !content.rows[i].strong; ++i)
        content.rows[i].icon = partIcon(i);
    const bool other = content.columns != m_model.content().columns;
    m_model.setContent(std::move(content));
    if (other || columns != m_model.columnCount()) {
        m_table->resizeColumnsToContents();
        // The style sheet makes titles bold, which their size does not know.
        for (int column = 0; column < m_model.columnCount(); ++column)
            m_table->setColumnWidth(column, m_table->columnWidth(column) + workspace().theme().px(12));
    }
    if (tab() == RoundTrips && m_trip < m_model.rowCount())
        m_table->setCurrentIndex(m_model.index(m_trip, 0));
    m_table->setAccessibleName(m_tabs->tabText(tab()));
}

QIcon StatisticsPanel::rowIcon(const QString& name) const
{
    const Theme& theme = workspace().theme();
    if (name.startsWith(QLatin1String("part"))) {
        const auto part = static_cast<analysis::BytePart>(QStringView(name).mid(4).toInt());
        const QBrush brush = bytePartBrush(theme, part);
        return swatch(theme, brush, brush.color());
    }
    const auto type = static_cast<mqtt::PacketType>(name.toInt());
    return theme.icon(packetIcon(type), packetInk(type));
}

void StatisticsPanel::showSummary()
{
    QString said;
    const QLocale locale;
    if (!m_report.isEmpty()) {
        said = m_report;
    } else if (isCounted() && tab() == OverTime && m_results.rates->widened) {
        said = tr("Per %1: a smaller interval would make too many columns.")
                   .arg(intervalText(m_results.rates->intervalNs));
    } else if (isCounted() && tab() == OverTime && m_results.rates->withoutTime != 0) {
        said = tr("%Ln packet(s) without a time are left out.", nullptr,
                  static_cast<int>(m_results.rates->withoutTime));
    } else if (isCounted() && tab() == OverTime && !m_results.rates->columns.empty()) {
        //: columns of the chart. %1: a time
        said = tr("One column per %1").arg(intervalText(m_results.rates->intervalNs));
    } else if (isCounted() && tab() == Qos && m_results.qos->unknownSource != 0) {
        said = tr("%Ln delivery(ies) whose publication is not in the capture.", nullptr,
                  static_cast<int>(m_results.qos->unknownSource));
    } else if (isCounted() && tab() == RoundTrips && !m_results.trips->empty()) {
        said = tr("From the opening packet to the last one. Enter on a line: the slowest.");
    } else if (isCounted() && tab() == Overhead && m_results.overhead->all.frames != 0) {
        const analysis::Overhead& overhead = *m_results.overhead;
        const auto client = static_cast<std::size_t>(m_client);
        const bool one = client > 0 && client <= overhead.clients.size();
        const analysis::ByteShares& shares = one ? overhead.clients[client - 1].shares : overhead.all;
        //: of bytes on the wire. %1 who, %2 percent
        said = tr("%1: %2 % useful payload")
                   .arg(one ? wireText(overhead.clients[client - 1].name, 40) : tr("All clients"),
                        StatisticsCell::share(shares.of(analysis::BytePart::Payload), shares.total()).text);
    }
    m_summary->setText(said);
    m_summary->setToolTip(said);
}

QString StatisticsPanel::summary() const
{
    return m_summary->text();
}

// Short work comes and goes without a bar.
void StatisticsPanel::showProgress()
{
    const bool busy = workspace().queries().isBusy(this, Count);
    if (!busy)
        m_progress->hide();
    else if (m_done != nullptr && m_wanted != 0 && m_done->load() < m_wanted) {
        m_progress->setRange(0, static_cast<int>(m_wanted));
        m_progress->setValue(static_cast<int>(m_done->load()));
        m_progress->show();
    }
    m_cancel->setVisible(m_stopped || m_progress->isVisibleTo(this));
    m_cancel->setText(m_stopped ? tr("Count again") : tr("Cancel"));
}

void StatisticsPanel::placeActivated(int place)
{
    const auto at = static_cast<std::size_t>(place);
    std::uint32_t frame = 0;
    if (tab() == OverTime && m_results.rates && at < m_results.rates->columns.size())
        frame = m_results.rates->columns[at].firstFrame;
    else if (tab() == Types && place < m_model.rowCount())
        frame = m_model.content().rows[at].frame;
    else if (tab() == Overhead && place > 0 && m_results.overhead && at <= m_results.overhead->clients.size())
        frame = m_results.overhead->clients[at - 1].firstFrame;
    if (frame != 0)
        workspace().goToFrame(frame);
}

// The bar of a client says whose bytes the table divides; elsewhere the row follows the chart.
void StatisticsPanel::placeChanged(int place)
{
    if (m_showing || place < 0)
        return;
    const QScopedValueRollback showing(m_showing, true);
    if (tab() == Overhead) {
        m_client = place;
        showTable();
        showSummary();
    } else if (tab() != RoundTrips && place < m_model.rowCount() && tab() != Qos) {
        m_table->selectRow(place);
        m_table->scrollTo(m_model.index(place, 0));
    }
}

void StatisticsPanel::rowChanged(int row)
{
    if (m_showing || row < 0)
        return;
    const QScopedValueRollback showing(m_showing, true);
    if (tab() == RoundTrips) {
        m_trip = row;
        showChart();
    } else if (tab() == OverTime || tab() == Types) {
        m_chart->setCurrentPlace(row < m_chart->content().places() ? row : -1);
    }
}

void StatisticsPanel::rowActivated(const QModelIndex& index)
{
    const std::uint32_t frame = index.data(StatisticsTable::FrameRole).toUInt();
    if (frame != 0)
        workspace().goToFrame(frame);
}

} // namespace mqttscope::ui
