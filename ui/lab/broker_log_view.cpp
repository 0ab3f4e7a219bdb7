// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/broker_log_view.h"

#include "ui/models/lab_session.h"
#include "ui/models/plain_words.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/switch_button.h"
#include "ui/workspace.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBlockUserData>
#include <QVBoxLayout>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace mqttscope::ui {
namespace {

constexpr qsizetype kMaxName = 128;
constexpr qsizetype kMaxShown = 40; // of a name in a menu or on a button

/// Which line of the log a block shows.
struct LineNumber : QTextBlockUserData {
    explicit LineNumber(std::uint64_t its) : number(its) {}
    std::uint64_t number;
};

} // namespace

BrokerLogView::BrokerLogView(Workspace& workspace, LabSession& lab, LabLog& log, QWidget* parent)
    : QWidget(parent), m_workspace(&workspace), m_lab(&lab), m_log(&log), m_bar(new QWidget),
      m_icon(new QLabel), m_title(new QLabel), m_chosenOnly(new SwitchButton(workspace.theme())),
      m_lines(new QPlainTextEdit)
{
    m_bar->setObjectName(QStringLiteral("paneTitle"));
    m_bar->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(m_bar);
    row->addWidget(m_icon);
    row->addWidget(m_title);
    row->addStretch(1);
    row->addWidget(m_chosenOnly);
    m_lines->setObjectName(QStringLiteral("brokerLog"));
    m_lines->setReadOnly(true);
    m_lines->setTabChangesFocus(true);
    m_lines->setMaximumBlockCount(static_cast<int>(LabLog::kMaxLines));
    m_lines->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_lines->setContextMenuPolicy(Qt::CustomContextMenu);
    m_lines->installEventFilter(this);
    m_lines->viewport()->installEventFilter(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_lines, 1);
    connect(m_lines, &QWidget::customContextMenuRequested, this, &BrokerLogView::showMenu);
    connect(m_lines, &QPlainTextEdit::cursorPositionChanged, this, [this] { choose(m_lines->textCursor()); });
    constexpr int kTurnMs = 100;
    m_turn.setSingleShot(true);
    m_turn.setInterval(kTurnMs);
    connect(&m_turn, &QTimer::timeout, this, &BrokerLogView::showNews);
    connect(&log, &LabLog::added, this, &BrokerLogView::take);
    connect(&log, &LabLog::cleared, this, &BrokerLogView::fill);
    connect(m_chosenOnly, &QCheckBox::toggled, this, &BrokerLogView::fill);
    connect(&lab, &LabSession::chosenClientChanged, this, [this] {
        nameSwitch();
        if (m_chosenOnly->isChecked())
            fill();
    });
    connect(&workspace.theme(), &Theme::changed, this, &BrokerLogView::refreshTheme);
    refreshTheme();
    retranslate();
}

QString BrokerLogView::text() const
{
    return m_lines->toPlainText();
}

void BrokerLogView::take(std::size_t count)
{
    m_news = std::min(m_news + count, m_log->lines().size());
    if (isVisible() && !m_turn.isActive())
        m_turn.start();
}

void BrokerLogView::showNews()
{
    if (isVisible())
        append(std::exchange(m_news, 0), kMostAtOnce);
}

void BrokerLogView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_news > 0)
        fill();
}

/// The last `count` lines of the log, of them at most `most`. The end is followed only by somebody who is
/// there.
void BrokerLogView::append(std::size_t count, std::size_t most)
{
    const auto& lines = m_log->lines();
    const std::string chosen = m_lab->chosenClient().toStdString();
    const bool filtered = m_chosenOnly->isChecked() && !chosen.empty();
    QScrollBar* const bar = m_lines->verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum();
    const int place = bar->value();
    QTextCursor cursor(m_lines->document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    std::vector<const LabLog::Line*> shown;
    for (auto line = lines.end() - static_cast<std::ptrdiff_t>(std::min(count, lines.size()));
         line != lines.end(); ++line) {
        if (!filtered || LabLog::isAbout(*line, chosen))
            shown.push_back(&*line);
    }
    const std::size_t leftOut = shown.size() > most ? shown.size() - most : 0;
    if (leftOut > 0) {
        if (!m_lines->document()->isEmpty())
            cursor.insertBlock();
        QTextCharFormat muted;
        muted.setFont(m_workspace->theme().font());
        muted.setForeground(m_workspace->theme().color(Ink::TextMuted));
        cursor.insertText(tr("%Ln line(s) not shown: too many at once", nullptr, static_cast<int>(leftOut)),
                          muted);
        cursor.block().setUserData(nullptr);
    }
    for (auto line = shown.begin() + static_cast<std::ptrdiff_t>(leftOut); line != shown.end(); ++line) {
        if (!m_lines->document()->isEmpty())
            cursor.insertBlock();
        insert(cursor, **line);
    }
    cursor.endEditBlock();
    bar->setValue(atEnd ? bar->maximum() : place);
}

// Who it is about stands out where the sentence begins with it.
void BrokerLogView::insert(QTextCursor& cursor, const LabLog::Line& line)
{
    const Theme& theme = m_workspace->theme();
    QTextCharFormat time;
    time.setFont(theme.fixedFont(0.92));
    time.setForeground(theme.color(Ink::TextMuted));
    QTextCharFormat words;
    words.setFont(theme.font());
    words.setForeground(theme.color(Ink::Text));
    QTextCharFormat strong = words;
    strong.setFont(theme.font(TextUse::Strong));
    const QString sentence = m_log->sentence(line);
    qsizetype named = 0;
    for (const std::string& name : {line.publisher, line.client}) {
        const QString start = wireText(name, kMaxName);
        if (named == 0 && !start.isEmpty() && sentence.startsWith(start) && sentence.size() > start.size() &&
            !sentence[start.size()].isLetterOrNumber())
            named = start.size();
    }
    cursor.insertText(LabLog::time(line), time);
    cursor.insertText(QStringLiteral("  "), words);
    cursor.insertText(sentence.left(named), strong);
    cursor.insertText(sentence.mid(named), words);
    cursor.block().setUserData(new LineNumber(line.number)); // the block owns it
}

const LabLog::Line* BrokerLogView::lineAt(const QTextCursor& cursor) const
{
    const auto* shown = static_cast<const LineNumber*>(cursor.block().userData());
    return shown != nullptr ? m_log->line(shown->number) : nullptr;
}

/// Marks the line of the cursor, while somebody is here.
void BrokerLogView::choose(const QTextCursor& cursor)
{
    QList<QTextEdit::ExtraSelection> marks;
    if (m_lines->hasFocus() && lineAt(cursor) != nullptr) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = cursor;
        mark.cursor.clearSelection();
        mark.format.setBackground(m_workspace->theme().color(Ink::AccentTint));
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks += mark;
    }
    m_lines->setExtraSelections(marks);
}

bool BrokerLogView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_lines->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const QTextCursor there = m_lines->cursorForPosition(mouse->position().toPoint());
        const bool below = mouse->position().y() > m_lines->cursorRect(there).bottom(); // the last line
        const LabLog::Line* line = below ? nullptr : lineAt(there);
        if (mouse->button() == Qt::LeftButton && !m_lines->textCursor().hasSelection() && line != nullptr)
            Q_EMIT packetWanted(*line);
    } else if (watched == m_lines && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enters = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (const LabLog::Line* line = enters ? lineAt(m_lines->textCursor()) : nullptr) {
            Q_EMIT packetWanted(*line);
            return true;
        }
    } else if (watched == m_lines &&
               (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)) {
        // When it has it, or has it no more.
        QMetaObject::invokeMethod(
            this, [this] { choose(m_lines->textCursor()); }, Qt::QueuedConnection);
    }
    return QWidget::eventFilter(watched, event);
}

void BrokerLogView::showMenu(const QPoint& place)
{
    // By a key it comes for the line of the cursor, whose place Qt names.
    const QTextCursor there = m_lines->cursorForPosition(place);
    if (!m_lines->textCursor().hasSelection())
        m_lines->setTextCursor(there);
    QMenu menu;
    if (const LabLog::Line* shown = lineAt(there)) {
        const LabLog::Line line = *shown; // it may be gone when the choice is made
        menu.addAction(tr("Show its &packet"), this, [this, line] { Q_EMIT packetWanted(line); });
        menu.addAction(tr("Show its &ladder"), this, [this, line] { Q_EMIT ladderWanted(line); });
        for (const std::string& name : std::set<std::string>{line.publisher, line.client}) {
            if (!name.empty())
                menu.addAction(tr("Packets of %1").arg(withoutMnemonics(wireText(name, kMaxShown))), this,
                               [this, name] { Q_EMIT packetsWanted(name); });
        }
        menu.addSeparator();
    }
    QAction* copy = menu.addAction(tr("&Copy"), m_lines, &QPlainTextEdit::copy);
    copy->setEnabled(m_lines->textCursor().hasSelection());
    menu.addAction(tr("Select &all"), m_lines, &QPlainTextEdit::selectAll);
    menu.exec(m_lines->viewport()->mapToGlobal(place));
}

void BrokerLogView::fill()
{
    m_lines->clear();
    m_news = 0;
    append(m_log->lines().size(), LabLog::kMaxLines);
    m_lines->verticalScrollBar()->setValue(m_lines->verticalScrollBar()->maximum());
}

void BrokerLogView::retranslate()
{
    m_title->setText(tr("Log"));
    m_lines->setAccessibleName(tr("Log of the broker"));
    m_lines->setToolTip(wrapped(tr("A click on a line selects its packet; its menu leads to the ladder.")));
    m_lines->setPlaceholderText(tr("What the broker decides stands here."));
    nameSwitch();
    fill();
}

void BrokerLogView::nameSwitch()
{
    const QString chosen = m_lab->chosenClient();
    m_chosenOnly->setText(
        chosen.isEmpty() ? tr("only the chosen client")
                         : tr("only %1").arg(withoutMnemonics(wireText(chosen.toStdString(), kMaxShown))));
    m_chosenOnly->setEnabled(!chosen.isEmpty());
}

void BrokerLogView::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_bar->layout()->setContentsMargins(theme.px(12), theme.px(3), theme.px(12), theme.px(3));
    m_bar->layout()->setSpacing(theme.px(7));
    m_icon->setPixmap(
        theme.pixmap(QStringLiteral("ui-book"), Ink::TextSecondary, theme.px(15), devicePixelRatioF()));
    QFont font = theme.font(TextUse::Small);
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    m_chosenOnly->setFont(theme.font(TextUse::Small));
    m_lines->setFont(theme.font());
    m_lines->document()->setDocumentMargin(theme.px(10));
    fill();
}

} // namespace mqttscope::ui
