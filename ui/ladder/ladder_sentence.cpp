// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_sentence.h"

#include "ui/ladder/clause_chip.h"
#include "ui/ladder/ladder_painter.h"
#include "ui/theme/theme.h"
#include "ui/views/glossary_text.h"
#include "ui/workspace.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {
namespace {

// Lengths of the design.
constexpr int kTextLeft = 42;
constexpr int kDiscLeft = 12;
constexpr int kDisc = 22;
constexpr int kTop = 7;
constexpr int kBar = 3;
constexpr int kLineHeight = 112; // percent of that of the font

} // namespace

LadderSentence::LadderSentence(Workspace& workspace, QWidget* parent)
    : QFrame(parent), m_workspace(&workspace), m_column(new QVBoxLayout(this)),
      m_text(new GlossaryText(workspace, this)), m_chip(new ClauseChip(workspace, this))
{
    m_column->addWidget(m_text);
    m_column->addWidget(m_chip, 0, Qt::AlignLeft);
    m_text->setLineHeight(kLineHeight);
    m_text->viewport()->installEventFilter(this);
    connect(&workspace.theme(), &Theme::changed, this, &LadderSentence::refreshTheme);
    refreshTheme();
    setStop(false);
}

void LadderSentence::setWords(const Words& words)
{
    if (words == m_words) // the capture has grown, and this has not changed
        return;
    m_words = words;
    m_text->setText(words.fact, words.why);
    m_text->setFocusPolicy(Qt::ClickFocus); // until it is the one with the terms
    m_chip->setClause(words.clause, words.version);
    speak();
    update();
}

void LadderSentence::speak()
{
    QStringList said{tr("%1. %2").arg(m_words.number).arg(m_words.fact)};
    for (const QString& more : {m_words.why, m_chip->clause()}) {
        if (!more.isEmpty())
            said += more;
    }
    setAccessibleName(said.join(QLatin1Char(' ')));
    setAccessibleDescription(m_current ? tr("the current row of the ladder") : QString());
}

void LadderSentence::setCurrent(bool current)
{
    if (m_current == current)
        return;
    m_current = current;
    speak();
    update();
}

void LadderSentence::setPointedAt(bool pointedAt)
{
    if (m_pointedAt == pointedAt)
        return;
    m_pointedAt = pointedAt;
    update();
}

void LadderSentence::setStop(bool stop)
{
    setFocusPolicy(stop ? Qt::StrongFocus : Qt::ClickFocus);
    m_text->setFocusPolicy(stop && !m_text->terms().empty() ? Qt::StrongFocus : Qt::ClickFocus);
    m_chip->setFocusPolicy(stop ? Qt::StrongFocus : Qt::ClickFocus);
}

void LadderSentence::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = m_workspace->theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_current)
        painter.fillRect(rect(), theme.color(Ink::AccentTint));
    else if (m_pointedAt)
        painter.fillRect(rect(), theme.color(Ink::RowHover));
    if (m_current)
        painter.fillRect(QRect(0, 0, theme.px(kBar), height()), theme.color(Ink::Accent));
    if (hasFocus()) {
        painter.setPen(QPen(theme.color(Ink::Accent), std::max(1, theme.px(1.5))));
        const double inset = theme.px(1.5);
        painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), theme.px(4),
                                theme.px(4));
    } else if (m_pointedAt && theme.scheme() == Scheme::Contrast) {
        painter.setPen(QPen(theme.color(Ink::LineControl), 1, Qt::DashLine));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
    const int size = std::max(theme.px(kDisc), QFontMetrics(theme.font()).height() + theme.px(2));
    paintDisc(painter, QRectF(theme.px(kDiscLeft), theme.px(kTop) - theme.px(1), size, size), m_words.number,
              LadderLook::ofTheme(theme));
}

bool LadderSentence::isOnTerm(QPoint point) const
{
    const auto& terms = m_text->terms();
    return std::any_of(terms.begin(), terms.end(),
                       [&](const GlossaryText::Term& term) { return m_text->rectOf(term).contains(point); });
}

// A click into the words chooses, too, unless it opens a term or ends a selection of words.
bool LadderSentence::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const QPoint point = mouse->position().toPoint() + m_text->viewport()->pos();
        if (mouse->button() == Qt::LeftButton && !m_text->textCursor().hasSelection() && !isOnTerm(point))
            Q_EMIT chosen();
    }
    return QFrame::eventFilter(watched, event);
}

void LadderSentence::mousePressEvent(QMouseEvent* event)
{
    event->setAccepted(event->button() == Qt::LeftButton);
}

void LadderSentence::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT chosen();
}

void LadderSentence::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        Q_EMIT chosen();
        break;
    case Qt::Key_Up:
        Q_EMIT stepped(-1);
        break;
    case Qt::Key_Down:
        Q_EMIT stepped(1);
        break;
    case Qt::Key_Home:
        Q_EMIT stepped(-kFar);
        break;
    case Qt::Key_End:
        Q_EMIT stepped(kFar);
        break;
    default:
        QFrame::keyPressEvent(event);
    }
}

void LadderSentence::enterEvent(QEnterEvent* event)
{
    QFrame::enterEvent(event);
    Q_EMIT pointed(true);
}

void LadderSentence::leaveEvent(QEvent* event)
{
    QFrame::leaveEvent(event);
    Q_EMIT pointed(false);
}

void LadderSentence::focusInEvent(QFocusEvent* event)
{
    QFrame::focusInEvent(event);
    update();
}

void LadderSentence::focusOutEvent(QFocusEvent* event)
{
    QFrame::focusOutEvent(event);
    update();
}

void LadderSentence::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    const int size = std::max(theme.px(kDisc), QFontMetrics(theme.font()).height() + theme.px(2));
    m_column->setContentsMargins(theme.px(kDiscLeft) + size + theme.px(kTextLeft - kDiscLeft - kDisc),
                                 theme.px(kTop), theme.px(12), theme.px(kTop));
    m_column->setSpacing(theme.px(4));
    m_text->setFont(theme.font());
    update();
}

} // namespace mqttscope::ui
