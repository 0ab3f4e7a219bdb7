// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/find_bar.h"

#include "teach/vocabulary.h"
#include "ui/models/document_session.h"
#include "ui/models/frame_list_model.h"
#include "ui/models/query_thread.h"
#include "ui/models/selection_model.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QProgressBar>
#include <QToolButton>

namespace mqttscope::ui {
namespace {

constexpr int kSearch = 1; ///< the only question of the bar
constexpr qint64 kProgressEveryMs = 60;
constexpr int kPerMille = 1000;

} // namespace

FindBar::FindBar(Workspace& workspace, QWidget* parent)
    : QFrame(parent), m_workspace(&workspace), m_row(new QHBoxLayout(this)), m_icon(new QLabel(this)),
      m_edit(new QLineEdit(this)), m_where(new QComboBox(this)), m_case(new QCheckBox(this)),
      m_previous(new QToolButton(this)), m_next(new QToolButton(this)), m_message(new QLabel(this)),
      m_progress(new QProgressBar(this)), m_stop(new QToolButton(this)), m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("findBar"));
    build();
    connectParts();
    hide();
    setSearching(false);
    refreshTheme();
    retranslate();
}

void FindBar::build()
{
    for (int i = 0; i <= static_cast<int>(FindIn::Filter); ++i)
        m_where->addItem(QString());
    m_progress->setRange(0, kPerMille);
    m_progress->setTextVisible(false);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_icon, m_edit, m_where, m_case, m_previous, m_next})
        m_row->addWidget(widget);
    m_row->addWidget(m_message, 1);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_progress, m_stop, m_close})
        m_row->addWidget(widget);
}

void FindBar::connectParts()
{
    connect(m_edit, &QLineEdit::returnPressed, this, &FindBar::findNext);
    connect(m_edit, &QLineEdit::textChanged, this, [this] { say({}); });
    connect(m_where, &QComboBox::currentIndexChanged, this, [this](int index) {
        const auto in = static_cast<FindIn>(index);
        m_case->setVisible(in != FindIn::Hex && in != FindIn::Filter);
        say({});
    });
    connect(m_previous, &QToolButton::clicked, this, &FindBar::findPrevious);
    connect(m_next, &QToolButton::clicked, this, &FindBar::findNext);
    connect(m_stop, &QToolButton::clicked, this, &FindBar::cancel);
    connect(m_close, &QToolButton::clicked, this, &FindBar::close);
    connect(&m_workspace->theme(), &Theme::changed, this, &FindBar::refreshTheme);
    // What is looked for is in a capture; in another one the search is another.
    connect(&m_workspace->session(), &DocumentSession::documentChanged, this, &FindBar::cancel);
}

void FindBar::open()
{
    QFrame::show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FindBar::close()
{
    cancel();
    hide();
}

void FindBar::cancel()
{
    m_workspace->queries().drop(this, kSearch);
    const bool searching = !m_stop->isHidden();
    setSearching(false);
    if (!searching)
        return;
    say(tr("The search was stopped."));
    Q_EMIT finished();
}

bool FindBar::isSearching() const
{
    return m_workspace->queries().isBusy(this, kSearch);
}

void FindBar::findNext()
{
    find(false);
}

void FindBar::findPrevious()
{
    find(true);
}

void FindBar::find(bool backwards)
{
    FindQuestion question;
    question.in = static_cast<FindIn>(m_where->currentIndex());
    question.text = m_edit->text();
    if (question.text.isEmpty()) {
        open();
        return;
    }
    if (const QString fault = findFault(question.in, question.text); !fault.isEmpty()) {
        open();
        say(fault, true);
        return;
    }
    const FrameListModel& list = m_workspace->frames();
    question.caseSensitive = m_case->isChecked();
    question.backwards = backwards;
    question.document = m_workspace->session().document();
    question.snapshot = list.snapshot();
    if (!question.document || !question.snapshot || list.rowCount() == 0)
        return;
    question.frames = list.shownFrames();
    question.current = list.nearestRow(m_workspace->selection().selection().frame);
    const int rows = list.rowCount();
    const int from = (question.current + (backwards ? rows - 1 : 1)) % rows;
    question.from = static_cast<std::size_t>(from);
    const auto& words = m_workspace->vocabulary();
    question.vocabulary = std::make_shared<teach::Vocabulary>(words.language());
    ask(std::move(question));
}

void FindBar::ask(FindQuestion question)
{
    say({});
    setSearching(true);
    auto shared = std::make_shared<const FindQuestion>(std::move(question));
    const QPointer<FindBar> bar(this);
    m_workspace->queries().ask(
        this, kSearch,
        [shared, bar](const QueryThread::Cancelled& cancelled) {
            QElapsedTimer since;
            since.start();
            return answer(*shared, cancelled, [&](std::size_t rows) {
                if (since.elapsed() < kProgressEveryMs)
                    return;
                since.start();
                const auto value = static_cast<int>(rows * kPerMille / shared->frames.size());
                QMetaObject::invokeMethod(
                    qApp,
                    [bar, value] {
                        if (bar)
                            bar->m_progress->setValue(value);
                    },
                    Qt::QueuedConnection);
            });
        },
        [this, shared](const analysis::FindResult& result) { show(*shared, result); });
}

void FindBar::show(const FindQuestion& question, const analysis::FindResult& result)
{
    setSearching(false);
    if (!result.complete)
        return;
    if (!result.place) {
        say(m_workspace->frames().rowCount() < static_cast<int>(m_workspace->frames().frameCount())
                ? tr("Not found in the frames that are shown.")
                : tr("Not found."),
            true);
        Q_EMIT finished();
        return;
    }
    m_workspace->goToFrame(result.place->frame);
    if (result.place->range && result.place->range->length > 0)
        m_workspace->selection().selectRange(result.place->source, *result.place->range);
    const int row = m_workspace->frames().rowOfFrame(result.place->frame);
    if (row == question.current)
        say(tr("No other frame has it."));
    else if (question.backwards ? row > question.current : row < question.current)
        say(question.backwards ? tr("Went on from the end.") : tr("Went on from the beginning."));
    Q_EMIT finished();
}

void FindBar::say(const QString& message, bool wrong)
{
    m_message->setText(message);
    m_wrong = wrong;
    refreshTheme();
    if (message.isEmpty())
        return;
    QAccessibleEvent event(m_message, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString FindBar::message() const
{
    return m_message->text();
}

void FindBar::setSearching(bool searching)
{
    m_progress->setValue(0);
    m_progress->setVisible(searching);
    m_stop->setVisible(searching);
}

void FindBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape) {
        QFrame::keyPressEvent(event);
        return;
    }
    // The first Esc ends the search, the next one the bar.
    isSearching() ? cancel() : close();
}

void FindBar::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_row->setContentsMargins(theme.px(12), theme.px(5), theme.px(8), theme.px(5));
    m_row->setSpacing(theme.px(8));
    m_icon->setPixmap(theme.pixmap(m_wrong ? QStringLiteral("ui-warning") : QStringLiteral("ui-search"),
                                   m_wrong ? Ink::Warning : Ink::TextSecondary, theme.px(16),
                                   devicePixelRatioF()));
    m_edit->setFixedWidth(theme.px(280));
    m_progress->setFixedWidth(theme.px(120));
    const auto draw = [&](QToolButton* button, const char* icon, int size) {
        button->setIcon(theme.icon(QLatin1String(icon)));
        button->setIconSize({theme.px(size), theme.px(size)});
    };
    draw(m_previous, "ui-previous", 14);
    draw(m_next, "ui-next", 14);
    draw(m_stop, "ui-stop", 14);
    draw(m_close, "ui-cross", 12);
    QPalette palette = m_message->palette();
    palette.setColor(QPalette::WindowText, theme.color(m_wrong ? Ink::Text : Ink::TextSecondary));
    m_message->setPalette(palette);
}

void FindBar::retranslate()
{
    const QString places[] = {tr("Summary"), tr("Fields"), tr("Bytes as text"), tr("Bytes in hexadecimal"),
                              tr("Display filter")};
    for (int i = 0; i < m_where->count(); ++i)
        m_where->setItemText(i, places[i]);
    m_edit->setPlaceholderText(tr("Find in the frames"));
    m_edit->setAccessibleName(tr("What to find"));
    m_where->setAccessibleName(tr("Where to look"));
    m_where->setToolTip(tr("Where to look"));
    m_case->setText(tr("Match case"));
    const auto name = [](QToolButton* button, const QString& text) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    name(m_previous, tr("Previous frame (Shift+F3)"));
    name(m_next, tr("Next frame (F3)"));
    name(m_stop, tr("Stop the search"));
    name(m_close, tr("Close the bar (Esc)"));
    say({});
}

} // namespace mqttscope::ui
