// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/values_panel.h"

#include "analysis/overview/topics.h"
#include "analysis/payload.h"
#include "ui/language.h"
#include "ui/models/document_session.h"
#include "ui/models/query_thread.h"
#include "ui/models/save_bytes.h"
#include "ui/models/selection_model.h"
#include "ui/models/text.h"
#include "ui/panels/table_style.h"
#include "ui/panels/value_chart.h"
#include "ui/theme/theme.h"
#include "ui/views/switch_button.h"
#include "ui/workspace.h"

#include <QComboBox>
#include <QCompleter>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {
namespace {

/// Names of topics in the order of the tree.
QStringList topicNames(const analysis::TopicTree& tree)
{
    QStringList names;
    std::vector<std::uint32_t> open{0};
    while (!open.empty() && names.size() < static_cast<qsizetype>(ValuesPanel::kMaxListed)) {
        const std::uint32_t node = open.back();
        open.pop_back();
        if (tree.nodes[node].packets() > 0)
            names += text(tree.nameOf(node));
        const auto& children = tree.nodes[node].children;
        open.insert(open.end(), children.rbegin(), children.rend());
    }
    return names;
}

/// The topic of the first PUBLISH from a message on, or of any.
std::string someTopic(const index::Snapshot& snapshot, std::uint32_t frame)
{
    std::string topic;
    if (frame > 0 && frame <= snapshot.frameCount()) {
        snapshot.forEachMessage(frame, [&](std::uint32_t message) {
            topic = std::string{snapshot.topicOf(message)};
            return topic.empty();
        });
    }
    return topic;
}

} // namespace

ValuesPanel::ValuesPanel(Workspace& workspace, QWidget* parent) : ComputedPanel(workspace, parent)
{
    build();
    setContent(m_content);
    rememberColumns(*m_table->horizontalHeader(), workspace.settings(), QStringLiteral("values/columns"),
                    workspace.theme(), {100, 70, 200, 50, 74, 50});
    connect(m_topics, &QComboBox::textActivated, this, [this](const QString& topic) {
        if (!m_filling)
            showTopic(topic, {});
    });
    connect(m_paths, &QComboBox::activated, this, [this](int index) {
        m_path = m_paths->itemData(index).toByteArray().toStdString();
        m_pathChosen = true;
        computeAgain();
    });
    connect(m_sides, &QComboBox::activated, this, [this](int index) {
        m_side = index == 0 ? analysis::ValueSide::Published : analysis::ValueSide::Delivered;
        computeAgain();
    });
    connect(m_changes, &QCheckBox::toggled, this, [this](bool only) {
        m_model.setChangesOnly(only);
        showCounts();
        showFrame();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ValuesPanel::goToCurrent);
    connect(&workspace.selection(), &SelectionModel::selectionChanged, this, &ValuesPanel::showFrame);
    connect(&workspace, &Workspace::valuesRequested, this, &ValuesPanel::showTopic);
    ValuesPanel::refreshTheme();
    ValuesPanel::retranslate();
}

QWidget* ValuesPanel::buildBar()
{
    m_bar = new QWidget;
    m_bar->setObjectName(QStringLiteral("panelBar"));
    m_bar->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(m_bar);
    m_topics = new QComboBox;
    m_topics->setEditable(true);
    m_topics->setInsertPolicy(QComboBox::NoInsert);
    m_topics->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_topics->completer()->setFilterMode(Qt::MatchContains);
    m_topics->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_paths = new QComboBox;
    m_paths->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_sides = new QComboBox;
    m_sides->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_topics->setMinimumContentsLength(16);
    m_paths->setMinimumContentsLength(12);
    m_changes = new SwitchButton(workspace().theme());
    m_export = new QPushButton;
    m_export->setProperty("compact", true);
    m_exportMenu = new QMenu(m_export);
    m_csvComma = m_exportMenu->addAction(QString(), this, [this] {
        chooseCsv({QLatin1Char(','), QLatin1Char('.')});
    });
    m_csvSemicolon = m_exportMenu->addAction(QString(), this, [this] {
        chooseCsv({QLatin1Char(';'), QLatin1Char(',')});
    });
    m_saveChart = m_exportMenu->addAction(QString(), this, &ValuesPanel::chooseChart);
    m_export->setMenu(m_exportMenu);
    m_export->setLayoutDirection(Qt::RightToLeft); // the arrow stands behind the word
    row->addWidget(m_topics, 3);
    row->addWidget(m_paths, 2);
    row->addWidget(m_sides);
    row->addWidget(m_changes);
    row->addWidget(m_export);
    return m_bar;
}

void ValuesPanel::build()
{
    m_content = new QWidget;
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    m_table = new QTableView;
    m_table->setModel(&m_model);
    m_cells = new CellDelegate(workspace().theme(), this);
    m_cells->setFixedColumns({ValueTableModel::Time, ValueTableModel::Frame, ValueTableModel::Value});
    m_table->setItemDelegate(m_cells);
    prepareTable(*m_table);
    m_table->setContextMenuPolicy(Qt::DefaultContextMenu);
    auto* left = new QWidget;
    auto* stack = new QVBoxLayout(left);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(0);
    m_counts = new QLabel;
    m_counts->setProperty("secondary", true);
    m_counts->setObjectName(QStringLiteral("panelFooter"));
    m_counts->setWordWrap(true);
    stack->addWidget(m_table, 1);
    stack->addWidget(m_counts);
    m_chart = new ValueChart(workspace().theme());
    m_parts = new QSplitter(Qt::Horizontal);
    m_parts->addWidget(left);
    m_parts->addWidget(m_chart);
    m_parts->setStretchFactor(0, 2);
    m_parts->setStretchFactor(1, 3);
    m_parts->setSizes({400, 600});
    m_parts->setChildrenCollapsible(false);
    column->addWidget(m_parts, 1);
}

QString ValuesPanel::title() const
{
    return tr("Values over time");
}

QString ValuesPanel::emptySentence() const
{
    return tr("Nothing was published in this capture.");
}

void ValuesPanel::showTopic(const QString& topic, const QString& path)
{
    m_topic = topic.toStdString();
    m_path = path.toStdString();
    m_pathChosen = !path.isEmpty();
    m_side.reset();
    workspace().showPanel(id());
    computeAgain();
}

void ValuesPanel::compute()
{
    const std::uint32_t frame = workspace().selection().selection().frame;
    analysis::ValueQuestion question{m_topic, m_path, m_side};
    workspace().queries().ask(
        this, kMainQuestion,
        [capture = capture(), question, frame,
         choose = !m_pathChosen](const QueryThread::Cancelled& cancelled) mutable {
            Answer answer;
            answer.topics = topicNames(analysis::collectTopics(*capture.snapshot, cancelled));
            if (question.topic.empty())
                question.topic = someTopic(*capture.snapshot, frame);
            if (question.topic.empty() && !answer.topics.isEmpty())
                question.topic = answer.topics.front().toStdString();
            auto values = analysis::collectValues(*capture.document, *capture.snapshot, question, cancelled);
            // A message of several fields is no number; its first field may be.
            if (choose && question.path.empty() && values.numbers == 0 && !values.paths.empty()) {
                question.path = values.paths.front();
                values = analysis::collectValues(*capture.document, *capture.snapshot, question, cancelled);
            }
            answer.topic = question.topic;
            answer.points = chartPoints(values);
            answer.values = std::make_shared<const analysis::TopicValues>(std::move(values));
            return std::pair(std::move(answer), question.path);
        },
        [this](std::pair<Answer, std::string> result) {
            m_path = result.second;
            take(std::move(result.first));
        });
}

void ValuesPanel::take(Answer answer)
{
    const QScopedValueRollback filling(m_filling, true);
    m_hasTopics = !answer.topics.isEmpty();
    m_topic = answer.topic;
    m_problem.clear();
    {
        const QScopedValueRollback following(m_following, true);
        m_model.setValues(std::move(answer.values));
    }
    fillTopics(answer.topics, text(m_topic));
    fillPaths();
    fillSides();
    m_chart->setPoints(std::move(answer.points), valueName());
    showCounts();
    answered();
    showFrame();
}

void ValuesPanel::clear()
{
    workspace().queries().drop(this, kMainQuestion);
    workspace().queries().drop(this, Export);
    const QScopedValueRollback filling(m_filling, true);
    m_hasTopics = false;
    m_topic.clear();
    m_path.clear();
    m_pathChosen = false;
    m_side.reset();
    m_model.setValues(nullptr);
    m_chart->setPoints({}, {});
    m_topics->clear();
    m_paths->clear();
    m_sides->clear();
    showCounts();
}

void ValuesPanel::fillTopics(const QStringList& topics, const QString& now)
{
    m_topics->clear();
    m_topics->addItems(topics);
    m_topics->setCurrentText(now);
}

void ValuesPanel::fillPaths()
{
    m_paths->clear();
    m_paths->addItem(tr("whole message"), QByteArray());
    if (m_model.values()) {
        for (const std::string& path : m_model.values()->paths)
            m_paths->addItem(wireText(path, 80), QByteArray::fromStdString(path));
    }
    m_paths->setCurrentIndex(std::max(0, m_paths->findData(QByteArray::fromStdString(m_path))));
    m_paths->setEnabled(m_paths->count() > 1);
}

void ValuesPanel::fillSides()
{
    m_sides->clear();
    if (!m_model.values())
        return;
    const QLocale locale;
    //: %1 counts PUBLISH packets
    m_sides->addItem(tr("from clients (%1)").arg(locale.toString(qulonglong{m_model.values()->published})));
    m_sides->addItem(
        tr("from the broker (%1)").arg(locale.toString(qulonglong{m_model.values()->delivered})));
    m_sides->setCurrentIndex(m_model.values()->side == analysis::ValueSide::Published ? 0 : 1);
}

QString ValuesPanel::valueName() const
{
    return m_path.empty() ? wireText(m_topic, 60) : wireText(m_path, 60);
}

void ValuesPanel::showCounts()
{
    if (!m_problem.isEmpty()) {
        m_counts->setText(m_problem);
        return;
    }
    const auto& values = m_model.values();
    m_export->setEnabled(values && !values->values.empty());
    m_saveChart->setEnabled(m_chart->hasLine());
    if (!values) {
        m_counts->clear();
        return;
    }
    QString said = tr("%Ln value(s)", nullptr, m_model.rowCount());
    if (m_model.changesOnly())
        //: %1 "12 values", %2 counts all of them
        said = tr("%1 that differ from the one before, of %2")
                   .arg(said, QLocale().toString(qulonglong{values->values.size()}));
    if (values->more > 0)
        said += QStringLiteral(" · ") +
                tr("%Ln more, not listed", nullptr,
                   static_cast<int>(std::min<std::uint64_t>(values->more, 1'000'000'000)));
    m_counts->setText(said);
}

QString ValuesPanel::counts() const
{
    return m_counts->text();
}

void ValuesPanel::showFrame()
{
    if (!isVisible() || m_following)
        return;
    const QScopedValueRollback following(m_following, true);
    const int row = m_model.rowOfFrame(workspace().selection().selection().frame);
    if (row < 0) {
        m_table->setCurrentIndex({});
        return;
    }
    m_table->setCurrentIndex(m_model.index(row, 0));
    m_table->scrollTo(m_model.index(row, 0));
}

void ValuesPanel::goToCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    const auto& snapshot = workspace().session().snapshot();
    if (m_following || !current.isValid() || !snapshot)
        return;
    const QScopedValueRollback following(m_following, true);
    const analysis::TopicValue& value = m_model.value(current.row());
    workspace().goToByte(value.message, analysis::payloadOffsetOf(*snapshot, value.message));
}

void ValuesPanel::chooseCsv(const CsvStyle& style)
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export the values"), QStringLiteral("values.csv"), tr("Table for a spreadsheet (*.csv)"));
    if (!path.isEmpty())
        exportCsv(path, style);
}

void ValuesPanel::exportCsv(const QString& path, const CsvStyle& style)
{
    if (!m_model.values())
        return;
    workspace().queries().ask(
        this, Export,
        [values = m_model.values(), rows = m_model.rows(), titles = m_model.titles(), style, path](
            const QueryThread::Cancelled&) { return saveBytes(path, csvOf(*values, rows, titles, style)); },
        [this, path](const QString& problem) {
            m_problem = problem;
            showCounts();
            Q_EMIT exported(path, problem.isEmpty());
        });
}

void ValuesPanel::chooseChart()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the chart"), QStringLiteral("values.png"), tr("Pictures (*.png *.svg)"));
    if (path.isEmpty())
        return;
    m_problem = m_chart->save(path) ? QString() : tr("The file could not be written.");
    showCounts();
}

void ValuesPanel::resizeEvent(QResizeEvent* event)
{
    ComputedPanel::resizeEvent(event);
    m_parts->setOrientation(width() * 10 > height() * 14 ? Qt::Horizontal : Qt::Vertical);
}

void ValuesPanel::refreshTheme()
{
    const Theme& theme = workspace().theme();
    refreshTable(*m_table, theme);
    m_parts->setHandleWidth(theme.px(5));
    m_bar->layout()->setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(6));
    m_bar->layout()->setSpacing(theme.px(8));
    m_export->setIcon(theme.icon(QStringLiteral("ui-chevron-down")));
    m_counts->setContentsMargins(theme.px(10), theme.px(5), theme.px(10), theme.px(5));
}

void ValuesPanel::retranslate()
{
    ComputedPanel::retranslate();
    const QScopedValueRollback filling(m_filling, true);
    m_model.retranslate();
    m_topics->setAccessibleName(tr("Topic"));
    m_paths->setAccessibleName(tr("Field of the JSON message"));
    m_paths->setToolTip(m_paths->accessibleName());
    m_sides->setAccessibleName(tr("Which PUBLISH packets"));
    m_sides->setToolTip(wrapped(tr(
        "A message passes twice: from its client to the broker, then from the broker to each subscriber.")));
    m_changes->setText(tr("Changes only"));
    m_export->setText(tr("Export") + QLatin1Char(' '));
    m_csvComma->setText(tr("CSV with &commas, decimal point…"));
    m_csvSemicolon->setText(tr("CSV with &semicolons, decimal comma…"));
    m_saveChart->setText(tr("The c&hart as PNG or SVG…"));
    m_table->setAccessibleName(tr("Values"));
    fillPaths();
    fillSides();
    m_chart->retranslate();
    showCounts();
    Q_EMIT titleChanged();
}

} // namespace mqttscope::ui
