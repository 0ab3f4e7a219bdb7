// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/traffic/message_rates.h"
#include "analysis/traffic/overhead.h"
#include "analysis/traffic/packet_counts.h"
#include "analysis/traffic/qos_mix.h"
#include "analysis/traffic/round_trips.h"
#include "ui/models/statistics_table.h"
#include "ui/panels/panel.h"

#include <QElapsedTimer>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>

class QAction;
class QComboBox;
class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QSplitter;
class QTabBar;
class QTableView;

namespace mqttscope::ui {

class CellDelegate;
class StackChart;

/// Counts of the capture as charts and tables: packets over time and by type, round trips, QoS, overhead.
/// What is looked at is counted, on another thread, while it can be seen.
class StatisticsPanel : public Panel {
    Q_OBJECT
public:
    enum Tab { OverTime, Types, RoundTrips, Qos, Overhead, TabCount };
    /// While a capture is being read, it is counted anew so often at most.
    static constexpr int kEveryMs = 1500;
    /// Counting that takes longer shows how far it has come.
    static constexpr int kProgressAfterMs = 400;

    explicit StatisticsPanel(Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("statistics"); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString icon() const override { return QStringLiteral("ui-chart"); }
    void retranslate() override;
    /// Charts need more room than lists.
    [[nodiscard]] QSize sizeHint() const override;

    /// Writes the whole table. Empty, or a sentence about what went wrong; so do the others.
    QString exportTable(const QString& path, const CsvStyle& style);
    /// Saves the chart as it is seen, as SVG or PNG by the ending.
    QString exportChart(const QString& path);

    // For tests.
    [[nodiscard]] QTabBar* tabs() const { return m_tabs; }
    [[nodiscard]] QComboBox* scopeBox() const { return m_scope; }
    [[nodiscard]] QComboBox* intervalBox() const { return m_interval; }
    [[nodiscard]] QComboBox* unitBox() const { return m_unit; }
    [[nodiscard]] QTableView* table() const { return m_table; }
    [[nodiscard]] StackChart* chart() const { return m_chart; }
    [[nodiscard]] StatisticsTable& model() { return m_model; }
    [[nodiscard]] QMenu* exportMenu() const { return m_exportMenu; }
    [[nodiscard]] QString summary() const;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    enum Question { Count = 1 };
    /// What was counted; what is not of the tab in sight may be missing.
    struct Results {
        std::shared_ptr<const analysis::MessageRates> rates;
        std::shared_ptr<const std::array<analysis::PacketCount, analysis::kPacketTypes>> packets;
        std::shared_ptr<const std::vector<analysis::RoundTrips>> trips;
        std::shared_ptr<const analysis::QosMix> qos;
        std::shared_ptr<const analysis::Overhead> overhead;
    };
    // statistics_panel.cpp: what is counted and when
    void connectParts();
    void forget();
    void consider();
    void count();
    void take(const Results& results);
    void stopOrAgain();
    [[nodiscard]] Tab tab() const;
    [[nodiscard]] bool isCounted() const;
    [[nodiscard]] analysis::FrameScope scope() const;

    // statistics_panel_view.cpp: how it is shown
    void build();
    QWidget* buildBar();
    void buildExportMenu();
    void refreshTheme();
    void showResults();
    void showChart();
    void showTable();
    void showSummary();
    void showProgress();
    void fillBoxes();
    void placeActivated(int place);
    void placeChanged(int place);
    void rowActivated(const QModelIndex& index);
    void rowChanged(int row);
    [[nodiscard]] StatisticsContent shownTable() const;
    [[nodiscard]] StatisticsContent wholeTable() const;
    [[nodiscard]] QString notice() const;
    [[nodiscard]] QIcon rowIcon(const QString& name) const;

    // statistics_panel_export.cpp
    void chooseTable(const CsvStyle& style);
    void chooseChart(const QString& suffix);
    void copyChart() const;
    void copyTable();
    void report(const QString& path, const QString& problem);
    [[nodiscard]] QString proposedPath(const QString& suffix) const;

    StatisticsTable m_model;
    QTabBar* m_tabs = nullptr;
    QComboBox* m_scope = nullptr;
    QComboBox* m_interval = nullptr;
    QComboBox* m_unit = nullptr;
    QPushButton* m_export = nullptr;
    QMenu* m_exportMenu = nullptr;
    QAction* m_png = nullptr;
    QAction* m_svg = nullptr;
    QAction* m_csvSemicolon = nullptr;
    QAction* m_csvComma = nullptr;
    QAction* m_copyChart = nullptr;
    QAction* m_copyTable = nullptr;
    QLabel* m_summary = nullptr;
    QProgressBar* m_progress = nullptr;
    QPushButton* m_cancel = nullptr;
    QSplitter* m_parts = nullptr;
    StackChart* m_chart = nullptr;
    QTableView* m_table = nullptr;
    CellDelegate* m_cells = nullptr;
    QWidget* m_bar = nullptr;
    QElapsedTimer m_since; ///< counting began last
    QTimer m_later;        ///< until counting anew
    QTimer m_watching;     ///< looks how far counting has come
    std::shared_ptr<std::atomic<std::uint32_t>> m_done;
    std::uint32_t m_wanted = 0; ///< frames being counted
    Results m_results;
    QString m_report;       ///< of the last export
    int m_trip = 0;         ///< kind of exchange whose times are shown
    int m_client = 0;       ///< whose bytes are shown: 0 = all, then one more than in the list
    bool m_stopped = false; ///< by the user
    bool m_showing = false; ///< contents are being put in
    bool m_stale = true;
};

} // namespace mqttscope::ui
