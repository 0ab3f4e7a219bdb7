// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/chart_points.h"
#include "ui/models/value_table_model.h"
#include "ui/panels/computed_panel.h"

class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QSplitter;
class QTableView;

namespace mqttscope::ui {

class CellDelegate;
class SwitchButton;
class ValueChart;

/// The values of a topic, or of a field of its JSON messages, over time: a table and a chart.
class ValuesPanel : public ComputedPanel {
    Q_OBJECT
public:
    /// Topics that can be chosen from the list; others are typed.
    static constexpr std::size_t kMaxListed = 2000;

    explicit ValuesPanel(Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("values"); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString icon() const override { return QStringLiteral("ui-wave"); }
    void retranslate() override;

    /// Shows a topic, and the panel.
    void showTopic(const QString& topic, const QString& path);
    /// Writes the table, on another thread.
    void exportCsv(const QString& path, const CsvStyle& style);

    // For tests.
    [[nodiscard]] ValueTableModel& model() { return m_model; }
    [[nodiscard]] QTableView* table() const { return m_table; }
    [[nodiscard]] ValueChart* chart() const { return m_chart; }
    [[nodiscard]] QComboBox* topicBox() const { return m_topics; }
    [[nodiscard]] QComboBox* pathBox() const { return m_paths; }
    [[nodiscard]] QComboBox* sideBox() const { return m_sides; }
    [[nodiscard]] SwitchButton* changesSwitch() const { return m_changes; }
    [[nodiscard]] QString counts() const;

Q_SIGNALS:
    /// A file was written, or could not be.
    void exported(const QString& path, bool written);

protected:
    void compute() override;
    void clear() override;
    void refreshTheme() override;
    [[nodiscard]] QString emptySentence() const override;
    [[nodiscard]] bool hasContent() const override { return m_hasTopics; }
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Question { Export = 1 };
    struct Answer {
        QStringList topics;
        std::string topic;
        std::shared_ptr<const analysis::TopicValues> values;
        ChartPoints points;
    };
    void build();
    QWidget* buildBar();
    void take(Answer answer);
    void fillTopics(const QStringList& topics, const QString& now);
    void fillPaths();
    void fillSides();
    void showCounts();
    void showFrame();
    void goToCurrent();
    void chooseCsv(const CsvStyle& style);
    void chooseChart();
    [[nodiscard]] QString valueName() const;

    ValueTableModel m_model;
    QWidget* m_content = nullptr;
    QWidget* m_bar = nullptr;
    QComboBox* m_topics = nullptr;
    QComboBox* m_paths = nullptr;
    QComboBox* m_sides = nullptr;
    SwitchButton* m_changes = nullptr;
    QPushButton* m_export = nullptr;
    QMenu* m_exportMenu = nullptr;
    QAction* m_csvComma = nullptr;
    QAction* m_csvSemicolon = nullptr;
    QAction* m_saveChart = nullptr;
    QSplitter* m_parts = nullptr;
    QTableView* m_table = nullptr;
    CellDelegate* m_cells = nullptr;
    ValueChart* m_chart = nullptr;
    QLabel* m_counts = nullptr;
    std::string m_topic; ///< as on the wire
    std::string m_path;
    std::optional<analysis::ValueSide> m_side; ///< chosen; none: what there is
    QString m_problem;                         ///< of the last export
    bool m_hasTopics = false;
    bool m_pathChosen = false; ///< by the user: not to be chosen for him
    bool m_filling = false;    ///< boxes change because of an answer
    bool m_following = false;
};

} // namespace mqttscope::ui
