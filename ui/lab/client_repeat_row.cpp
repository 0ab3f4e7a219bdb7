// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_repeat_row.h"

#include "ui/live/limit_row.h"
#include "ui/models/client_options_json.h"
#include "ui/models/no_file.h"
#include "ui/models/plain_words.h"
#include "ui/models/query_thread.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <array>

namespace mqttscope::ui {
namespace {

using broker::lab::GeneratorKind;
using broker::lab::GeneratorOptions;

constexpr std::array kKinds = {GeneratorKind::Fixed, GeneratorKind::Counter, GeneratorKind::Ramp,
                               GeneratorKind::Sine,  GeneratorKind::Random,  GeneratorKind::Rows};
constexpr double kMostValue = 1e9;
constexpr int kMostColumns = 1000;
constexpr int kMostCount = 1'000'000'000;
constexpr double kSecond = 1000;
constexpr int kQuestion = 0;

struct Csv {
    std::string text;
    QString problem;
};

Csv readFile(const QString& path)
{
    if (isNoFile(path))
        return {{}, ClientRepeatRow::tr("that is no file")};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {{}, file.errorString()};
    return {file.read(ClientRepeatRow::kMaxCsv).toStdString(), {}};
}

} // namespace

ClientRepeatRow::ClientRepeatRow(const Theme& theme, QueryThread& queries, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_queries(&queries), m_form(new QFormLayout(this)),
      m_kind(new QComboBox), m_from(new PlainSpinBox), m_to(new PlainSpinBox), m_step(new PlainSpinBox),
      m_period(new PlainSpinBox), m_decimals(new QSpinBox), m_csvRow(new QWidget),
      m_csvButton(new QPushButton), m_csvName(new QLabel), m_column(new QSpinBox), m_interval(new QSpinBox),
      m_count(new QSpinBox), m_button(new QPushButton), m_progress(new QLabel)
{
    build();
    GeneratorOptions usual;
    usual.kind = GeneratorKind::Counter;
    usual.to = 100;
    setOptions(usual);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ClientRepeatRow::showKind);
    connect(m_column, &QSpinBox::valueChanged, this, &ClientRepeatRow::showRows);
    connect(m_csvButton, &QPushButton::clicked, this, &ClientRepeatRow::fileWanted);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_running)
            Q_EMIT stopWanted();
        else
            Q_EMIT startWanted();
    });
    for (QDoubleSpinBox* box : {m_from, m_to, m_step, m_period})
        connect(box, &QDoubleSpinBox::valueChanged, this, &ClientRepeatRow::showButton);
    connect(m_theme, &Theme::changed, this, &ClientRepeatRow::refreshTheme);
    refreshTheme();
    retranslate();
}

void ClientRepeatRow::build()
{
    constexpr int kDecimals = 3;
    for (QDoubleSpinBox* box : {m_from, m_to, m_step}) {
        box->setRange(-kMostValue, kMostValue);
        box->setDecimals(kDecimals);
    }
    m_period->setRange(GeneratorOptions::kMinIntervalMilliseconds / kSecond,
                       GeneratorOptions::kMaxIntervalMilliseconds / kSecond);
    m_period->setDecimals(kDecimals);
    m_decimals->setRange(0, broker::sim::ValueOptions::kMaxDecimals);
    m_column->setRange(1, kMostColumns);
    m_interval->setRange(GeneratorOptions::kMinIntervalMilliseconds,
                         GeneratorOptions::kMaxIntervalMilliseconds);
    m_count->setRange(0, kMostCount);
    m_csvName->setTextFormat(Qt::PlainText);
    m_csvName->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_progress->setProperty("secondary", true);
    m_button->setProperty("compact", true);
    m_csvButton->setProperty("compact", true);
    for (std::size_t i = 0; i < kKinds.size(); ++i)
        m_kind->addItem({});
    auto* csv = new QHBoxLayout(m_csvRow);
    csv->setContentsMargins(0, 0, 0, 0);
    csv->addWidget(m_csvButton);
    csv->addWidget(m_csvName, 1);
    for (QWidget* field : std::initializer_list<QWidget*>{m_kind, m_from, m_to, m_step, m_period, m_decimals,
                                                          m_csvRow, m_column, m_interval, m_count})
        m_form->addRow(QStringLiteral("-"), field);
    auto* act = new QHBoxLayout;
    act->addWidget(m_progress, 1);
    act->addWidget(m_button);
    m_form->addRow(act);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

GeneratorOptions ClientRepeatRow::options() const
{
    GeneratorOptions options;
    options.kind = kKinds[static_cast<std::size_t>(std::max(0, m_kind->currentIndex()))];
    options.from = m_from->value();
    options.to = m_to->value();
    options.step = m_step->value();
    options.periodMilliseconds = static_cast<std::int64_t>(m_period->value() * kSecond);
    options.decimals = static_cast<std::uint32_t>(m_decimals->value());
    options.rows = m_rows;
    options.intervalMilliseconds = m_interval->value();
    options.count = static_cast<std::uint64_t>(m_count->value());
    return options;
}

void ClientRepeatRow::setOptions(const GeneratorOptions& options)
{
    const auto* const kind = std::find(kKinds.begin(), kKinds.end(), options.kind);
    m_kind->setCurrentIndex(static_cast<int>(kind - kKinds.begin()));
    m_from->setValue(options.from);
    m_to->setValue(options.to);
    m_step->setValue(options.step);
    m_period->setValue(static_cast<double>(options.periodMilliseconds) / kSecond);
    m_decimals->setValue(static_cast<int>(options.decimals));
    m_interval->setValue(options.intervalMilliseconds);
    m_count->setValue(static_cast<int>(std::min<std::uint64_t>(options.count, kMostCount)));
    m_rows = options.rows;
    showKind();
}

QJsonObject ClientRepeatRow::state() const
{
    QJsonObject state = generatorJson(options());
    if (m_csvFile.isEmpty() || m_rows.empty())
        return state;
    state.insert(QStringLiteral("file"), m_csvFile);
    state.insert(QStringLiteral("column"), m_column->value());
    if (const std::size_t leftOut = m_rowsLeftOut + m_rows.size() - rowsThatAreKept(m_rows); leftOut > 0)
        state.insert(QStringLiteral("rowsLeftOut"), static_cast<qint64>(leftOut));
    return state;
}

void ClientRepeatRow::setState(const QJsonObject& state)
{
    setOptions(generatorFrom(state, options()));
    m_csv.clear();
    m_csvProblem.clear();
    m_csvFile = QFileInfo(state.value(QLatin1String("file")).toString()).fileName();
    m_rowsLeftOut = static_cast<std::size_t>(
        std::clamp<qint64>(state.value(QLatin1String("rowsLeftOut")).toInteger(), 0, INT_MAX));
    m_column->setValue(state.value(QLatin1String("column")).toInt(1));
    showRows();
}

void ClientRepeatRow::setProgress(bool running, std::uint64_t count)
{
    if (running == m_running && count == m_published)
        return;
    m_running = running;
    m_published = count;
    showButton();
}

void ClientRepeatRow::setPossible(bool possible)
{
    m_possible = possible;
    showButton();
}

QString ClientRepeatRow::progress() const
{
    return m_progress->text();
}

void ClientRepeatRow::readCsv(const QString& path)
{
    m_queries->ask(
        this, kQuestion, [path](const QueryThread::Cancelled&) { return readFile(path); },
        [this, name = QFileInfo(path).fileName()](const Csv& csv) { takeCsv(name, csv.text, csv.problem); });
}

void ClientRepeatRow::takeCsv(const QString& name, const std::string& text, const QString& problem)
{
    m_csvFile = name;
    m_csv = text;
    m_csvProblem = problem;
    m_rowsLeftOut = 0;
    if (m_csv.empty())
        m_rows.clear();
    showRows();
}

QString ClientRepeatRow::rowsText() const
{
    if (m_csvFile.isEmpty())
        return tr("no file yet");
    if (!m_csvProblem.isEmpty())
        return m_csvProblem;
    const auto rows = static_cast<int>(m_rows.size());
    //: %1 the name of a file
    const QString words = tr("%1: %Ln row(s)", nullptr, rows).arg(m_csvFile);
    if (m_rowsLeftOut > 0)
        //: behind the name of a file and a number of rows
        return words + QStringLiteral(", ") +
               tr("%Ln more did not fit into the lab file", nullptr, static_cast<int>(m_rowsLeftOut));
    const std::size_t kept = rowsThatAreKept(m_rows);
    if (kept < m_rows.size())
        //: behind the name of a file and a number of rows
        return words + QStringLiteral(", ") +
               tr("the first %Ln fit into a lab file", nullptr, static_cast<int>(kept));
    return words;
}

void ClientRepeatRow::showRows()
{
    if (!m_csv.empty())
        m_rows = broker::lab::csvColumn(m_csv, static_cast<std::size_t>(m_column->value() - 1));
    m_csvName->setText(rowsText());
    m_csvName->setToolTip(plainTip(m_csvName->text()));
    // A lab file has the rows of one column.
    const bool onlyRows = m_csv.empty() && !m_rows.empty();
    m_column->setEnabled(!onlyRows);
    m_column->setToolTip(onlyRows ? tr("Choose the file again to take another column.") : QString());
    showButton();
}

/// Only what counts for the kind is to be seen.
void ClientRepeatRow::showKind()
{
    const GeneratorKind kind = options().kind;
    const bool range =
        kind == GeneratorKind::Ramp || kind == GeneratorKind::Sine || kind == GeneratorKind::Random;
    const bool stepped = kind == GeneratorKind::Ramp || kind == GeneratorKind::Counter;
    m_form->setRowVisible(m_from, range || stepped);
    m_form->setRowVisible(m_to, range);
    m_form->setRowVisible(m_step, stepped);
    m_form->setRowVisible(m_period, kind == GeneratorKind::Sine);
    m_form->setRowVisible(m_decimals, range);
    m_form->setRowVisible(m_csvRow, kind == GeneratorKind::Rows);
    m_form->setRowVisible(m_column, kind == GeneratorKind::Rows);
    showButton();
}

void ClientRepeatRow::showButton()
{
    m_button->setText(m_running ? tr("Stop") : tr("Start"));
    m_button->setEnabled(m_running || (m_possible && broker::lab::isValid(options())));
    m_progress->setText(m_running || m_published > 0
                            ? tr("%Ln message(s) published", nullptr, static_cast<int>(m_published))
                            : QString());
}

void ClientRepeatRow::retranslate()
{
    const std::array names = {tr("The payload above"), tr("Counter"),           tr("Ramp"), tr("Sine"),
                              tr("Random values"),     tr("Rows of a CSV file")};
    for (std::size_t i = 0; i < names.size(); ++i)
        m_kind->setItemText(static_cast<int>(i), names[i]);
    const auto label = [this](QWidget* field, const QString& words) {
        auto* shown = qobject_cast<QLabel*>(m_form->labelForField(field));
        shown->setText(words);
        field->setAccessibleName(words);
    };
    label(m_kind, tr("Values"));
    label(m_from, tr("From"));
    label(m_to, tr("To"));
    label(m_step, tr("Step"));
    label(m_period, tr("One turn"));
    label(m_decimals, tr("Decimals"));
    label(m_csvRow, tr("File"));
    label(m_column, tr("Column"));
    label(m_interval, tr("Every"));
    label(m_count, tr("How many"));
    m_period->setSuffix(QStringLiteral("\u202fs"));
    m_interval->setSuffix(QStringLiteral("\u202fms"));
    m_count->setSpecialValueText(tr("until stopped"));
    m_csvButton->setText(tr("Choose…"));
    showRows();
}

void ClientRepeatRow::refreshTheme()
{
    m_form->setHorizontalSpacing(m_theme->px(8));
    m_form->setVerticalSpacing(m_theme->px(4));
    for (QWidget* field : std::initializer_list<QWidget*>{m_kind, m_from, m_to, m_step, m_period, m_decimals,
                                                          m_column, m_interval, m_count})
        field->setMinimumHeight(m_theme->px(26));
    m_progress->setFont(m_theme->font(TextUse::Small));
    m_csvName->setFont(m_theme->font(TextUse::Small));
}

} // namespace mqttscope::ui
