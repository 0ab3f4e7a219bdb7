// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/capture_filter_edit.h"

#include "ui/models/capture_filters.h"
#include "ui/theme/theme.h"
#include "ui/views/filter_frame.h"
#include "ui/views/marked_edit.h"
#include "ui/views/menu_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace mqttscope::ui {
namespace {

using State = CaptureFilterVerdict::State;

void setTone(QLabel& label, const char* tone)
{
    if (label.property("tone") == QLatin1String(tone))
        return;
    label.setProperty("tone", QLatin1String(tone));
    label.style()->unpolish(&label);
    label.style()->polish(&label);
}

} // namespace

CaptureFilterEdit::CaptureFilterEdit(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_check(new CaptureFilterCheck(this)), m_edit(new MarkedEdit(theme)),
      m_icon(new QLabel), m_sign(new QLabel), m_more(new QToolButton), m_menu(new QMenu(this)),
      m_sentence(new QLabel(this))
{
    build();
}

CaptureFilterEdit::CaptureFilterEdit(const Theme& theme, CaptureFilterCheck::Check check, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_check(new CaptureFilterCheck(std::move(check), this)),
      m_edit(new MarkedEdit(theme)), m_icon(new QLabel), m_sign(new QLabel), m_more(new QToolButton),
      m_menu(new QMenu(this)), m_sentence(new QLabel(this))
{
    build();
}

void CaptureFilterEdit::build()
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusProxy(m_edit);
    auto* row = new QHBoxLayout(this);
    row->addWidget(m_icon);
    row->addWidget(m_edit, 1);
    row->addWidget(m_sign);
    row->addWidget(m_more);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_more->setProperty("bare", true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(m_menu);
    m_menu->setToolTipsVisible(true);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    m_slow.setSingleShot(true);
    m_slow.setInterval(kSlowMs);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        m_submitted = false;
        m_pause.start();
        showVerdict();
    });
    connect(m_edit, &QLineEdit::returnPressed, this, &CaptureFilterEdit::submit);
    connect(&m_pause, &QTimer::timeout, this, &CaptureFilterEdit::ask);
    connect(&m_slow, &QTimer::timeout, this, &CaptureFilterEdit::showVerdict);
    connect(m_check, &CaptureFilterCheck::answered, this, [this] {
        showVerdict();
        if (verdict().state != State::Asking && std::exchange(m_submitted, false) && verdict().isUsable())
            Q_EMIT accepted();
    });
    connect(m_menu, &QMenu::aboutToShow, this, &CaptureFilterEdit::fillMenu);
    connect(m_theme, &Theme::changed, this, &CaptureFilterEdit::refreshTheme);
    refreshTheme();
    retranslate();
}

// ------------------------------------------------------------------------------------------------ the text

void CaptureFilterEdit::setFilter(const QString& filter)
{
    if (filter == m_edit->text())
        return;
    m_edit->setText(filter);
    ask();
}

QString CaptureFilterEdit::filter() const
{
    return m_edit->text();
}

CaptureFilterVerdict CaptureFilterEdit::verdict() const
{
    if (m_check->text() == m_edit->text())
        return m_check->verdict();
    CaptureFilterVerdict asking;
    asking.state = State::Asking;
    return asking;
}

void CaptureFilterEdit::ask()
{
    m_pause.stop();
    m_slow.start();
    m_check->ask(m_edit->text());
    showVerdict();
}

void CaptureFilterEdit::submit()
{
    if (verdict().state == State::Asking) {
        m_submitted = true;
        ask();
        return;
    }
    if (verdict().isUsable())
        Q_EMIT accepted();
    else
        m_edit->setFocus();
}

// ----------------------------------------------------------------------------------------- what is to be
// seen

void CaptureFilterEdit::showVerdict()
{
    const CaptureFilterVerdict now = verdict();
    QString sign;
    Ink ink = Ink::TextSecondary;
    QString sentence = now.sentence;
    const char* tone = "neutral";
    switch (now.state) {
    case State::Asking:
        if (!m_pause.isActive() && !m_slow.isActive()) {
            sign = QStringLiteral("ui-clock");
            sentence = tr("The filter is being looked at…");
        }
        break;
    case State::Empty:
        break;
    case State::Valid:
        sign = QStringLiteral("ui-check");
        ink = Ink::Ok;
        break;
    case State::Wrong:
        sign = QStringLiteral("ui-cross");
        ink = Ink::Error;
        tone = "error";
        break;
    }
    m_edit->setMark(now.state == State::Wrong ? now.position : -1, now.length, true);
    if (sign.isEmpty())
        m_sign->clear();
    else
        m_sign->setPixmap(m_theme->pixmap(sign, ink, m_theme->px(14), devicePixelRatioF()));
    m_sentence->setText(sentence);
    m_sentence->setToolTip(now.detail);
    setTone(*m_sentence, tone);
    m_edit->setAccessibleDescription(sentence);
    update();
    Q_EMIT changed();
}

void CaptureFilterEdit::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const State state = verdict().state;
    FilterFrame frame;
    if (state == State::Valid || state == State::Wrong)
        frame.sign = state == State::Wrong ? Ink::Error : Ink::Ok;
    frame.full = true;
    frame.focus = m_edit->hasFocus();
    paintFilterFrame(painter, *m_theme, rect(), frame);
}

bool CaptureFilterEdit::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        update();
    return QWidget::eventFilter(watched, event);
}

void CaptureFilterEdit::refreshTheme()
{
    const Theme& theme = *m_theme;
    layout()->setContentsMargins(theme.px(11), 0, theme.px(5), 0);
    layout()->setSpacing(theme.px(6));
    m_edit->setFont(theme.fixedFont());
    m_sentence->setFont(theme.font(TextUse::Small));
    setFixedHeight(std::max(theme.px(32), QFontMetrics(theme.fixedFont()).height() + theme.px(12)));
    const int size = theme.px(15);
    m_icon->setPixmap(
        theme.pixmap(QStringLiteral("ui-filter"), Ink::TextSecondary, size, devicePixelRatioF()));
    m_sign->setFixedWidth(theme.px(14));
    m_more->setIcon(theme.icon(QStringLiteral("ui-chevron-down"), Ink::TextSecondary));
    m_more->setIconSize({theme.px(12), theme.px(12)});
    m_more->setFixedSize(theme.px(22), theme.px(22));
    showVerdict();
}

void CaptureFilterEdit::retranslate()
{
    m_edit->setAccessibleName(tr("Capture filter"));
    m_edit->setPlaceholderText(tr("Capture filter: everything"));
    m_more->setToolTip(tr("Ready-made capture filters"));
    m_more->setAccessibleName(m_more->toolTip());
    m_check->retranslate();
    showVerdict();
}

// ------------------------------------------------------------------------------------------------ ready-made

void CaptureFilterEdit::fillMenu()
{
    m_menu->clear();
    for (const ReadyFilter& ready : readyFilters()) {
        QAction* action = m_menu->addAction(menuText(ready.title));
        action->setToolTip(ready.filter);
        connect(action, &QAction::triggered, this,
                [this, ready] { choose(ready.filter, ready.placeholder); });
    }
    if (m_recent.isEmpty())
        return;
    m_menu->addSeparator();
    for (const QString& filter : m_recent) {
        QAction* action = m_menu->addAction(menuText(filter));
        action->setToolTip(filter);
        connect(action, &QAction::triggered, this, [this, filter] { choose(filter, {}); });
    }
    m_menu->addSeparator();
    m_menu->addAction(tr("&Forget the recent filters"), this, &CaptureFilterEdit::forgetRecentWanted);
}

// What is to be replaced is selected: typing replaces it.
void CaptureFilterEdit::choose(const QString& filter, const QString& placeholder)
{
    setFilter(filter);
    m_edit->setFocus();
    if (!placeholder.isEmpty())
        m_edit->setSelection(static_cast<int>(filter.indexOf(placeholder)),
                             static_cast<int>(placeholder.size()));
}

} // namespace mqttscope::ui
