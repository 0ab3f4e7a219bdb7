// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/recovery_dialog.h"

#include "teach/live_words.h"
#include "ui/models/cell_roles.h"
#include "ui/models/quantity_text.h"
#include "ui/models/text.h"
#include "ui/panels/table_style.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QDateTime>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableWidget>
#include <QThreadPool>

#include <algorithm>
#include <climits>
#include <mutex>
#include <optional>

namespace mqttscope::ui {
namespace {

enum Column { kWhen, kInterfaces, kFrames, kSize, kState, kColumns };

QString timeText(std::int64_t nanoseconds)
{
    return nanoseconds == 0 ? QString()
                            : QLocale().toString(QDateTime::fromMSecsSinceEpoch(nanoseconds / 1'000'000),
                                                 QLocale::ShortFormat);
}

} // namespace

/// Closed when the dialog ends: what comes later is dropped.
struct RecoveryDialog::Door {
    std::mutex mutex;
    RecoveryDialog* dialog = nullptr;
};

/// Of the work on one capture.
struct RecoveryDialog::Outcome {
    std::optional<analysis::LiveError> error;
    std::string savedAs; ///< empty: it is deleted
};

RecoveryDialog::RecoveryDialog(std::vector<analysis::Orphan> orphans, const Theme& theme,
                               const teach::Vocabulary& vocabulary, QWidget* parent)
    : QDialog(parent), m_theme(&theme), m_vocabulary(&vocabulary),
      m_more(orphans.size() >= analysis::kMaxOrphans), m_door(std::make_shared<Door>()),
      m_heading(new QLabel), m_story(new QLabel), m_table(new QTableWidget), m_remark(new QLabel),
      m_open(new QPushButton), m_save(new QPushButton), m_delete(new QPushButton),
      m_deleteAll(new QPushButton), m_close(new QPushButton)
{
    m_door->dialog = this;
    for (analysis::Orphan& orphan : orphans)
        m_captures.push_back(
            {static_cast<int>(m_captures.size()), std::move(orphan), State::Waiting, {}, {}});
    m_story->setWordWrap(true);
    m_remark->setWordWrap(true);
    m_remark->setTextFormat(Qt::PlainText);
    m_remark->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_remark->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_table->setColumnCount(kColumns);
    prepareTable(*m_table);
    m_table->setItemDelegate(new CellDelegate(theme, m_table));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSortingEnabled(false);
    m_open->setProperty("primary", true);
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {m_open, m_save, m_delete, m_deleteAll}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    m_close->setAutoDefault(false);
    buttons->addWidget(m_close);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_heading);
    column->addWidget(m_story);
    column->addWidget(m_table, 1);
    column->addWidget(m_remark);
    column->addLayout(buttons);

    auto* remove = new QAction(m_table);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(remove);
    connect(remove, &QAction::triggered, m_delete, &QPushButton::click);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &RecoveryDialog::refreshButtons);
    connect(m_table, &QTableWidget::activated, m_open, &QPushButton::click); // Enter, or two clicks
    connect(m_open, &QPushButton::clicked, this, &RecoveryDialog::openSelected);
    connect(m_save, &QPushButton::clicked, this, &RecoveryDialog::askWhereToSave);
    connect(m_delete, &QPushButton::clicked, this, [this] { askToDelete(selectedRows()); });
    connect(m_deleteAll, &QPushButton::clicked, this, [this] {
        std::vector<int> all;
        for (int row = 0; row < m_table->rowCount(); ++row)
            all.push_back(row);
        askToDelete(all);
    });
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(&theme, &Theme::changed, this, &RecoveryDialog::refreshTheme);
    refreshTheme();
    fill();
    m_table->selectRow(0);
    m_table->setFocus();
    resize(theme.px(820), theme.px(420));
}

RecoveryDialog::~RecoveryDialog()
{
    const std::lock_guard lock(m_door->mutex);
    m_door->dialog = nullptr;
}

void RecoveryDialog::refreshTheme()
{
    layout()->setContentsMargins(m_theme->px(18), m_theme->px(16), m_theme->px(18), m_theme->px(14));
    layout()->setSpacing(m_theme->px(10));
    m_heading->setFont(m_theme->font(TextUse::Title));
    m_story->setFont(m_theme->font());
    m_remark->setFont(m_theme->font());
    m_remark->setMinimumHeight(2 * QFontMetrics(m_theme->font()).lineSpacing());
    refreshTable(*m_table, *m_theme);
    m_table->setStyleSheet(
        QStringLiteral("QTableWidget { border: 1px solid %1; } QTableWidget:focus { border-color: %2; }")
            .arg(m_theme->color(Ink::LineControl).name(), m_theme->color(Ink::Accent).name()));
    const auto metrics = QFontMetrics(m_theme->font());
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(kWhen, metrics.horizontalAdvance(QStringLiteral("30/12/2026 23:59 PM ")) +
                                       m_theme->px(20));
    m_table->setColumnWidth(kInterfaces, m_theme->px(130));
    m_table->setColumnWidth(kFrames, m_theme->px(90));
    m_table->setColumnWidth(kSize, m_theme->px(90));
}

/// The table as the captures are, with the same rows selected.
void RecoveryDialog::fill()
{
    setWindowTitle(tr("Recover captures"));
    m_heading->setText(
        tr("%Ln capture(s) that nobody has saved", nullptr, static_cast<int>(m_captures.size())));
    QString story = tr("mqttscope ended before they were saved. What had come until then can be read.");
    if (m_more)
        story +=
            QLatin1Char(' ') + tr("There may be more: %1 are listed at once, the others when these are gone.")
                                   .arg(static_cast<int>(analysis::kMaxOrphans));
    m_story->setText(story);
    m_table->setAccessibleName(tr("Captures that nobody has saved"));
    m_table->setHorizontalHeaderLabels(
        {tr("Time"), tr("Interfaces"), tr("Frames"), tr("Size"), tr("Remark")});
    m_open->setText(tr("&Open"));
    m_save->setText(tr("&Save as…"));
    m_delete->setText(tr("&Delete…"));
    m_deleteAll->setText(tr("Delete &all…"));
    m_close->setText(tr("&Close"));
    for (int column = 0; column < kColumns; ++column) {
        const bool number = column == kFrames || column == kSize;
        m_table->horizontalHeaderItem(column)->setTextAlignment((number ? Qt::AlignRight : Qt::AlignLeft) |
                                                                Qt::AlignVCenter);
    }
    m_table->setRowCount(static_cast<int>(m_captures.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const Capture& one = m_captures[static_cast<std::size_t>(row)];
        const auto put = [&](int column, const QString& words, bool number = false) {
            QTableWidgetItem* item = m_table->item(row, column);
            if (item == nullptr) {
                item = new QTableWidgetItem;
                m_table->setItem(row, column, item);
            }
            item->setText(words);
            item->setToolTip(column == kState ? words : text(one.orphan.path));
            item->setTextAlignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
            item->setData(kMutedRole, one.state == State::Saved || one.state == State::Working);
        };
        put(kWhen, timeText(one.orphan.firstNs));
        put(kInterfaces, text(one.orphan.interfaces));
        put(kFrames, QLocale().toString(static_cast<qulonglong>(one.orphan.frames)), true);
        put(kSize, sizeText(one.orphan.usable), true);
        put(kState, stateText(one));
        const bool failed = one.state == State::Failed;
        m_table->item(row, kState)
            ->setIcon(failed                      ? m_theme->icon(QStringLiteral("ui-error"), Ink::Error)
                      : one.state == State::Saved ? m_theme->icon(QStringLiteral("ui-ok"), Ink::Ok)
                                                  : QIcon());
    }
    refreshButtons();
}

QString RecoveryDialog::stateText(const Capture& one) const
{
    switch (one.state) {
    case State::Waiting:
        break;
    case State::Working:
        return tr("Working…");
    case State::Saved:
        return tr("Saved as %1").arg(one.savedAs);
    case State::Failed:
        return one.error ? text(teach::sentenceOf(*one.error, *m_vocabulary)) : QString();
    }
    const std::uint64_t lost = one.orphan.bytes - std::min(one.orphan.bytes, one.orphan.usable);
    return lost == 0 ? QString()
                     : tr("%Ln byte(s) behind the last whole frame are unusable", nullptr,
                          static_cast<int>(std::min<std::uint64_t>(lost, INT_MAX)));
}

std::vector<int> RecoveryDialog::selectedRows() const
{
    std::vector<int> rows;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

void RecoveryDialog::refreshButtons()
{
    const auto free = [this](int row) {
        const State state = m_captures[static_cast<std::size_t>(row)].state;
        return state == State::Waiting || state == State::Failed;
    };
    const std::vector<int> rows = selectedRows();
    const bool one = rows.size() == 1 && free(rows.front());
    m_open->setEnabled(one);
    m_save->setEnabled(one);
    m_delete->setEnabled(std::any_of(rows.begin(), rows.end(), free));
    bool any = false;
    for (int row = 0; row < m_table->rowCount(); ++row)
        any = any || free(row);
    m_deleteAll->setEnabled(any);
    m_remark->setText(rows.size() == 1 ? stateText(m_captures[static_cast<std::size_t>(rows.front())])
                                       : QString());
}

QString RecoveryDialog::remark() const
{
    return m_remark->text();
}

void RecoveryDialog::openSelected()
{
    const std::vector<int> rows = selectedRows();
    if (rows.size() != 1)
        return;
    const analysis::Orphan orphan = m_captures[static_cast<std::size_t>(rows.front())].orphan;
    Q_EMIT openRequested(orphan);
    accept(); // what is opened wants to be seen; the others are offered again
}

void RecoveryDialog::askWhereToSave()
{
    const std::vector<int> rows = selectedRows();
    if (rows.size() != 1)
        return;
    const QFileInfo file(text(m_captures[static_cast<std::size_t>(rows.front())].orphan.path));
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Save as"), folder.filePath(file.fileName()),
                                                        tr("Captures (*.%1)").arg(file.suffix()));
    if (!chosen.isEmpty())
        save(rows.front(), chosen);
}

void RecoveryDialog::save(int row, const QString& path)
{
    start(m_captures[static_cast<std::size_t>(row)],
          [to = QFile::encodeName(path).toStdString()](const analysis::Orphan& orphan) {
              auto adopted = analysis::adopt(orphan);
              const auto saved = adopted ? adopted->save(to) : tl::unexpected(adopted.error());
              return Outcome{saved ? std::nullopt : std::optional{saved.error()}, to};
          });
}

void RecoveryDialog::askToDelete(const std::vector<int>& rows)
{
    std::vector<int> ids;
    std::uint64_t frames = 0;
    for (const int row : rows) {
        const Capture& one = m_captures[static_cast<std::size_t>(row)];
        if (one.state != State::Waiting && one.state != State::Failed)
            continue;
        ids.push_back(one.id);
        frames += one.orphan.frames;
    }
    if (ids.empty())
        return;
    QMessageBox question(QMessageBox::Warning, tr("Delete"),
                         tr("Delete %Ln capture(s)?", nullptr, static_cast<int>(ids.size())),
                         QMessageBox::Cancel, this);
    //: %1: how many frames
    question.setInformativeText(tr("%1 frames will be gone; this cannot be undone.")
                                    .arg(QLocale().toString(static_cast<qulonglong>(frames))));
    const QPushButton* yes = question.addButton(tr("&Delete"), QMessageBox::DestructiveRole);
    question.setDefaultButton(QMessageBox::Cancel);
    question.exec();
    if (question.clickedButton() != yes)
        return;
    for (Capture& one : m_captures) {
        if (std::find(ids.begin(), ids.end(), one.id) == ids.end())
            continue;
        start(one, [](const analysis::Orphan& orphan) {
            auto adopted = analysis::adopt(orphan);
            if (!adopted)
                return Outcome{adopted.error(), {}};
            adopted->discard();
            return Outcome{};
        });
    }
}

/// On another thread: a large file may have to be copied to another disk.
void RecoveryDialog::start(Capture& capture, Work work)
{
    capture.state = State::Working;
    fill();
    QThreadPool::globalInstance()->start(
        [door = m_door, id = capture.id, orphan = capture.orphan, work = std::move(work)] {
            Outcome outcome = work(orphan);
            const std::lock_guard lock(door->mutex);
            if (door->dialog == nullptr)
                return;
            QMetaObject::invokeMethod(
                door->dialog,
                [dialog = door->dialog, id, outcome = std::move(outcome)] { dialog->finish(id, outcome); },
                Qt::QueuedConnection);
        });
}

void RecoveryDialog::finish(int id, const Outcome& outcome)
{
    const auto found =
        std::find_if(m_captures.begin(), m_captures.end(), [id](const Capture& one) { return one.id == id; });
    if (found == m_captures.end())
        return;
    if (!outcome.error && outcome.savedAs.empty()) {
        remove(static_cast<int>(found - m_captures.begin()));
        return;
    }
    found->state = outcome.error ? State::Failed : State::Saved;
    found->error = outcome.error;
    found->savedAs = QDir::toNativeSeparators(QFile::decodeName(outcome.savedAs.c_str()));
    fill();
}

void RecoveryDialog::remove(int row)
{
    m_captures.erase(m_captures.begin() + row);
    m_table->removeRow(row);
    fill();
    if (m_captures.empty())
        accept();
    else if (selectedRows().empty())
        m_table->selectRow(std::min(row, m_table->rowCount() - 1));
}

void RecoveryDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        fill();
}

} // namespace mqttscope::ui
