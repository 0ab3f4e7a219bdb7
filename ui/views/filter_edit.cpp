// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/filter_edit.h"

#include "ui/models/completion_model.h"
#include "ui/theme/theme.h"
#include "ui/views/completion_delegate.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QListView>
#include <QScrollBar>

#include <algorithm>

namespace mqttscope::ui {

FilterEdit::FilterEdit(CompletionModel& proposals, Proposer proposer, const Theme& theme, QWidget* parent)
    : MarkedEdit(theme, parent), m_proposals(&proposals), m_proposer(std::move(proposer)),
      m_completer(new QCompleter(this))
{
    auto* popup = new QListView;
    popup->setObjectName(QStringLiteral("proposals"));
    popup->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    popup->setUniformItemSizes(true);
    popup->installEventFilter(this);
    m_completer->setModel(&proposals);
    m_completer->setPopup(popup);
    popup->setItemDelegate(new CompletionDelegate(theme, popup));
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(kMaxVisible);
    m_completer->setWrapAround(false);
    m_completer->setWidget(this);
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &FilterEdit::insert);
    connect(this, &QLineEdit::textEdited, this, [this] {
        m_recalled = -1;
        propose(false);
    });
    connect(this, &QLineEdit::cursorPositionChanged, this, [this] {
        if (isProposing())
            propose(false);
    });
}

bool FilterEdit::isProposing() const
{
    return m_completer->popup()->isVisible();
}

/// `asked`: with Ctrl+Space everything is shown; while typing only what goes on with what stands there.
void FilterEdit::propose(bool asked)
{
    const std::string before = text().left(cursorPosition()).toStdString();
    m_proposer(text().toStdString(), before.size());
    const filter::Completions& completions = m_proposals->completions();
    const bool going = !completions.prefix.empty() || (completions.valueOf != field::FieldId::None &&
                                                       !before.empty() && before.back() == ' ');
    const bool done = completions.items.size() == 1 && completions.items.front().text == completions.prefix;
    if (completions.items.empty() || (!asked && (!going || done)) || !hasFocus()) {
        m_completer->popup()->hide();
        return;
    }
    QAbstractItemView* popup = m_completer->popup();
    popup->setFont(theme().fixedFont());
    const int width = popup->sizeHintForColumn(0) + theme().px(24);
    const int left = std::clamp(cursorRect().left() - theme().px(20), 0, std::max(0, this->width() / 2));
    m_completer->complete(
        QRect(left, 0, std::clamp(width, theme().px(320), theme().px(640)), height() + theme().px(4)));
    popup->setCurrentIndex({});
    popup->scrollToTop();
}

void FilterEdit::insert(const QString& proposal)
{
    const filter::Completions& completions = m_proposals->completions();
    QByteArray utf8 = text().toUtf8();
    const auto at = static_cast<qsizetype>(completions.position);
    utf8.replace(at, static_cast<qsizetype>(completions.length), proposal.toUtf8());
    const QString before = QString::fromUtf8(utf8.left(at)) + proposal;
    setText(QString::fromUtf8(utf8));
    setCursorPosition(static_cast<int>(before.size()));
    m_completer->popup()->hide();
}

// A list that is open keeps its arrows; Enter and Tab take the proposal that is chosen, Tab alone the first.
bool FilterEdit::handlesWhileProposing(QKeyEvent& event)
{
    QAbstractItemView* popup = m_completer->popup();
    const bool chosen = popup->currentIndex().isValid();
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!chosen) {
            popup->hide();
            return false;
        }
        break;
    case Qt::Key_Tab:
        break;
    case Qt::Key_Escape:
        popup->hide();
        event.accept();
        return true;
    default:
        return false;
    }
    insert((chosen ? popup->currentIndex() : popup->model()->index(0, 0)).data().toString());
    event.accept();
    return true;
}

// Tab would go to the next widget before it is a key.
bool FilterEdit::event(QEvent* event)
{
    if (event->type() == QEvent::KeyPress && isProposing()) {
        auto* key = dynamic_cast<QKeyEvent*>(event);
        if (key != nullptr && key->key() == Qt::Key_Tab && handlesWhileProposing(*key))
            return true;
    }
    return MarkedEdit::event(event);
}

void FilterEdit::keyPressEvent(QKeyEvent* event)
{
    if (isProposing() && handlesWhileProposing(*event))
        return;
    if (event->key() == Qt::Key_Space && event->modifiers().testFlag(Qt::ControlModifier)) {
        propose(true);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT accepted();
        return;
    case Qt::Key_Escape:
        Q_EMIT abandoned();
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (recall(event->key() == Qt::Key_Up ? 1 : -1))
            return;
        break;
    default:
        break;
    }
    MarkedEdit::keyPressEvent(event);
}

bool FilterEdit::recall(int step)
{
    // The text that stands there is no step.
    int place = m_recalled + step;
    while (place >= 0 && place < m_history.size() && m_history[place] == text())
        place += step;
    if (place < -1 || place >= m_history.size())
        return true;
    if (m_recalled < 0)
        m_draft = text();
    m_recalled = place;
    setText(place < 0 ? m_draft : m_history[place]);
    return true;
}

bool FilterEdit::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_completer->popup() && (event->type() == QEvent::Show || event->type() == QEvent::Hide))
        QMetaObject::invokeMethod(this, &FilterEdit::proposingChanged, Qt::QueuedConnection);
    return MarkedEdit::eventFilter(watched, event);
}

} // namespace mqttscope::ui
