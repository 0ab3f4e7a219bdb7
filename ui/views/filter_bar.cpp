// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/filter_bar.h"

#include "analysis/filter_completion.h"
#include "ui/models/completion_model.h"
#include "ui/models/document_session.h"
#include "ui/models/filter_state.h"
#include "ui/models/filter_store.h"
#include "ui/theme/theme.h"
#include "ui/views/filter_edit.h"
#include "ui/views/filter_frame.h"
#include "ui/views/filter_problem.h"
#include "ui/views/menu_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace mqttscope::ui {
namespace {

using State = FilterCheck::State;

} // namespace

FilterBar::FilterBar(const Parts& parts, QWidget* parent)
    : QWidget(parent), m_parts(parts), m_proposals(new CompletionModel(parts.vocabulary, this)),
      m_edit(new FilterEdit(
          *m_proposals,
          [this](const std::string& text, std::size_t cursor) {
              const auto& snapshot = m_parts.session.snapshot();
              m_proposals->setCompletions(snapshot ? analysis::completeFilter(*snapshot, text, cursor)
                                                   : filter::complete(text, cursor));
          },
          parts.theme, this)),
      m_icon(new QLabel), m_sign(new QLabel), m_word(new QLabel), m_sentence(new QLabel),
      m_clear(new QToolButton), m_more(new QToolButton), m_menu(new QMenu(this)),
      m_problem(new FilterProblem(parts.theme, this))
{
    setObjectName(QStringLiteral("filterBar"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    row->addWidget(m_icon);
    row->addWidget(m_edit, 1);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_sign), static_cast<QWidget*>(m_word), static_cast<QWidget*>(m_sentence),
          static_cast<QWidget*>(m_clear), static_cast<QWidget*>(m_more)})
        row->addWidget(widget);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setProperty("secondary", true);
    for (QToolButton* button : {m_clear, m_more})
        button->setProperty("bare", true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(m_menu);
    m_menu->setToolTipsVisible(true);
    m_running.setSingleShot(true);

    connect(m_edit, &QLineEdit::textEdited, this, [this] { m_typing = true; });
    connect(m_edit, &QLineEdit::textChanged, this, &FilterBar::look);
    connect(m_edit, &FilterEdit::accepted, this, [this] { apply(); });
    connect(m_edit, &FilterEdit::abandoned, this, &FilterBar::abandon);
    connect(m_edit, &FilterEdit::proposingChanged, this, &FilterBar::showProblem);
    connect(m_clear, &QToolButton::clicked, this, &FilterBar::clear);
    connect(m_menu, &QMenu::aboutToShow, this, &FilterBar::fillMenu);
    connect(m_problem, &FilterProblem::correctionWanted, this, [this](const QString& text) {
        m_edit->setFocus();
        apply(text);
    });
    connect(&m_parts.store, &FilterStore::changed, this,
            [this] { m_edit->setHistory(m_parts.store.recent()); });
    connect(&m_parts.filter, &FilterState::changed, this, &FilterBar::look);
    connect(&m_parts.filter, &FilterState::advanced, this, [this] {
        m_showRunning = m_showRunning && m_parts.filter.isFirstRun();
        if (m_parts.filter.isFirstRun())
            m_running.start(m_showRunning ? kRunningAfterMs / 2 : kRunningAfterMs);
        else
            m_running.stop();
        showState();
    });
    connect(&m_running, &QTimer::timeout, this, [this] {
        m_showRunning = m_parts.filter.isFirstRun();
        if (m_showRunning)
            m_running.start(kRunningAfterMs);
        showState();
    });
    connect(&m_parts.theme, &Theme::changed, this, &FilterBar::refreshTheme);
    m_edit->setHistory(m_parts.store.recent());
    m_edit->installEventFilter(this);
    refreshTheme();
    retranslate();
}

FilterBar::~FilterBar() = default;

// ------------------------------------------------------------------------------------------------- using it

bool FilterBar::isApplied() const
{
    return m_parts.filter.isInUse() && m_edit->text().trimmed() == m_parts.filter.text();
}

void FilterBar::prepare(const QString& text)
{
    m_typing = false;
    m_edit->setText(text);
    m_edit->setFocus();
    m_edit->deselect();
    m_edit->end(false);
    look();
}

bool FilterBar::apply(const QString& text)
{
    m_edit->setText(text);
    return apply();
}

bool FilterBar::apply()
{
    m_typing = false;
    look();
    if (m_check.state != State::Empty && !m_check.isUsable()) {
        m_edit->setFocus();
        showProblem();
        return false;
    }
    m_parts.filter.apply(m_edit->text());
    m_parts.store.remember(m_parts.filter.text());
    look();
    return true;
}

void FilterBar::clear()
{
    m_typing = false;
    m_edit->clear();
    m_parts.filter.clear();
    look();
}

// Esc gives back the text of the filter in use; once more, and the keyboard is the list's again.
void FilterBar::abandon()
{
    m_typing = false;
    if (m_edit->text().trimmed() == m_parts.filter.text()) {
        m_edit->clearFocus();
        return;
    }
    m_edit->setText(m_parts.filter.text());
    look();
}

// ------------------------------------------------------------------------------------------ what is to be
// seen

void FilterBar::look()
{
    const bool atEnd = m_edit->cursorPosition() == m_edit->text().size();
    m_check = checkFilter(m_edit->text(), m_typing && atEnd && m_edit->hasFocus(), m_parts.vocabulary);
    const bool marked = m_check.state == State::Wrong || m_check.state == State::Strange;
    m_edit->setMark(marked ? m_check.position : -1, m_check.length, m_check.state == State::Wrong);
    showState();
    showProblem();
}

void FilterBar::showState()
{
    QString sign;
    Ink ink = Ink::TextSecondary;
    QString tone = QStringLiteral("neutral");
    QString word;
    QString sentence = m_check.sentence;
    switch (m_check.state) {
    case State::Empty:
        break;
    case State::Begun:
        //: a filter that is not finished
        word = tr("go on…");
        sentence.clear();
        break;
    case State::Valid:
        sign = QStringLiteral("ui-check");
        ink = Ink::Ok;
        tone = QStringLiteral("ok");
        //: of a filter
        word = tr("valid");
        break;
    case State::Strange:
        sign = QStringLiteral("ui-warning");
        ink = Ink::Warning;
        tone = QStringLiteral("warning");
        word = tr("valid, but");
        break;
    case State::Wrong:
        sign = QStringLiteral("ui-cross");
        ink = Ink::Error;
        tone = QStringLiteral("error");
        //: of a filter
        word = tr("invalid");
        break;
    }
    if (m_check.isUsable() && m_showRunning) {
        sign = QStringLiteral("ui-clock");
        ink = Ink::TextSecondary;
        tone = QStringLiteral("neutral");
        //: %1 is a number: how much of the capture a filter has looked at
        word = tr("filtering, %1 %").arg(m_parts.filter.percent());
    }
    const int size = m_parts.theme.px(14);
    m_sign->setVisible(!sign.isEmpty());
    if (!sign.isEmpty())
        m_sign->setPixmap(m_parts.theme.pixmap(sign, ink, size, devicePixelRatioF()));
    m_word->setVisible(!word.isEmpty());
    m_word->setText(word);
    if (m_word->property("tone") != tone) {
        m_word->setProperty("tone", tone);
        m_word->style()->unpolish(m_word);
        m_word->style()->polish(m_word);
    }
    if (m_problem->isVisible())
        sentence.clear();
    else if (m_check.isUsable() && !isApplied())
        sentence = tr("%1 · Enter applies it").arg(sentence);
    const int room = width() * 42 / 100;
    m_sentence->setText(m_sentence->fontMetrics().elidedText(sentence, Qt::ElideRight, room));
    m_sentence->setVisible(!sentence.isEmpty());
    m_sentence->setToolTip(sentence);
    m_clear->setVisible(!m_edit->text().isEmpty() || m_parts.filter.isInUse());
    m_edit->setAccessibleDescription(stateText());
    update();
}

QString FilterBar::stateText() const
{
    if (m_check.state == State::Empty)
        return {};
    return m_check.sentence.isEmpty()
               ? m_word->text()
               : m_word->text() + QLatin1Char(' ') + m_check.sentence +
                     (m_check.hint.isEmpty() ? QString() : QLatin1Char(' ') + m_check.hint);
}

// Below the bar, over the first rows: a card that comes and goes must not move the list.
void FilterBar::showProblem()
{
    const bool wanted =
        m_check.state == State::Wrong && m_edit->hasFocus() && !m_edit->isProposing() && isVisible();
    if (!wanted) {
        m_problem->hide();
        showState();
        return;
    }
    m_problem->say(m_check.sentence, m_check.hint, m_check.correction);
    if (m_problem->parentWidget() != window())
        m_problem->setParent(window());
    const int width = std::min(this->width(), m_parts.theme.px(640));
    m_problem->setFixedWidth(width);
    m_problem->layout()->activate();
    const int height = m_problem->layout()->hasHeightForWidth() ? m_problem->layout()->heightForWidth(width)
                                                                : m_problem->sizeHint().height();
    m_problem->resize(width, height);
    m_problem->move(mapTo(window(), QPoint(0, this->height() + m_parts.theme.px(3))));
    m_problem->show();
    m_problem->raise();
    showState();
}

void FilterBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool wrong = m_check.state == State::Wrong;
    FilterFrame frame;
    if (wrong || m_check.isUsable())
        frame.sign = wrong ? Ink::Error : m_check.state == State::Strange ? Ink::Warning : Ink::Ok;
    frame.full = wrong || isApplied();
    frame.focus = m_edit->hasFocus();
    paintFilterFrame(painter, m_parts.theme, rect(), frame);
}

void FilterBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showState();
    if (m_problem->isVisible())
        showProblem();
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        QMetaObject::invokeMethod(this, &FilterBar::look, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

void FilterBar::refreshTheme()
{
    const Theme& theme = m_parts.theme;
    layout()->setContentsMargins(theme.px(12), 0, theme.px(6), 0);
    layout()->setSpacing(theme.px(6));
    m_edit->setFont(theme.fixedFont());
    m_word->setFont(theme.font(TextUse::Strong));
    m_sentence->setFont(theme.font());
    setFixedHeight(std::max(theme.px(30), QFontMetrics(theme.fixedFont()).height() + theme.px(10)));
    const int size = theme.px(16);
    m_icon->setPixmap(
        theme.pixmap(QStringLiteral("ui-filter"), Ink::TextSecondary, size, devicePixelRatioF()));
    m_clear->setIcon(theme.icon(QStringLiteral("ui-cross"), Ink::TextSecondary));
    m_more->setIcon(theme.icon(QStringLiteral("ui-chevron-down"), Ink::TextSecondary));
    for (QToolButton* button : {m_clear, m_more}) {
        button->setIconSize({theme.px(12), theme.px(12)});
        button->setFixedSize(theme.px(22), theme.px(22));
    }
    showState();
}

void FilterBar::retranslate()
{
    m_edit->setAccessibleName(tr("Display filter"));
    m_edit->setPlaceholderText(tr("Display filter, such as mqtt.qos == 2 · Ctrl+Space proposes"));
    m_clear->setToolTip(tr("Clear the filter"));
    m_clear->setAccessibleName(m_clear->toolTip());
    m_more->setToolTip(tr("Recent and saved filters"));
    m_more->setAccessibleName(m_more->toolTip());
    look();
}

// ---------------------------------------------------------------------------------------- filters of before

void FilterBar::fillMenu()
{
    m_menu->clear();
    const FilterStore& store = m_parts.store;
    const auto add = [this](QMenu* menu, const QString& label, const QString& text) {
        QAction* action = menu->addAction(menuText(label));
        action->setToolTip(text);
        connect(action, &QAction::triggered, this, [this, text] { apply(text); });
    };
    QAction* save = m_menu->addAction(tr("&Save this filter…"), this, &FilterBar::saveAs);
    save->setEnabled(m_check.isUsable());
    if (!store.saved().empty()) {
        m_menu->addSeparator();
        for (const SavedFilter& filter : store.saved())
            add(m_menu, filter.name, filter.text);
        m_menu->addSeparator();
        QMenu* renaming = m_menu->addMenu(tr("&Rename"));
        QMenu* removing = m_menu->addMenu(tr("&Delete"));
        for (const SavedFilter& filter : store.saved()) {
            connect(renaming->addAction(menuText(filter.name)), &QAction::triggered, this,
                    [this, name = filter.name] { rename(name); });
            connect(removing->addAction(menuText(filter.name)), &QAction::triggered, this,
                    [this, name = filter.name] { m_parts.store.remove(name); });
        }
    }
    if (!store.recent().isEmpty()) {
        m_menu->addSeparator();
        for (const QString& text : store.recent())
            add(m_menu, text, text);
        m_menu->addSeparator();
        m_menu->addAction(tr("&Forget the recent filters"), &m_parts.store, &FilterStore::forgetRecent);
    }
}

void FilterBar::saveAs()
{
    const QString text = m_edit->text().trimmed();
    const QString known = m_parts.store.nameOf(text);
    bool accepted = false;
    const QString name =
        QInputDialog::getText(this, tr("Save the filter"), tr("Name of the filter:"), QLineEdit::Normal,
                              known.isEmpty() ? m_check.sentence : known, &accepted);
    if (accepted)
        m_parts.store.save(name, text);
}

void FilterBar::rename(const QString& name)
{
    bool accepted = false;
    const QString other = QInputDialog::getText(this, tr("Rename the filter"), tr("Name of the filter:"),
                                                QLineEdit::Normal, name, &accepted);
    if (accepted)
        m_parts.store.rename(name, other);
}

} // namespace mqttscope::ui
