// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_edit.h"

#include "ui/theme/theme.h"
#include "ui/views/filter_frame.h"
#include "ui/views/marked_edit.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace mqttscope::ui {

ClientEdit::ClientEdit(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_edit(new MarkedEdit(theme)), m_sign(new QLabel),
      m_sentence(new QLabel(this))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusProxy(m_edit);
    auto* row = new QHBoxLayout(this);
    row->addWidget(m_edit, 1);
    row->addWidget(m_sign);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setProperty("tone", QStringLiteral("error"));
    m_sentence->hide();
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &ClientEdit::textChanged);
    connect(m_edit, &QLineEdit::returnPressed, this, &ClientEdit::returnPressed);
    connect(m_theme, &Theme::changed, this, &ClientEdit::refreshTheme);
    refreshTheme();
}

QString ClientEdit::text() const
{
    return m_edit->text();
}

void ClientEdit::setText(const QString& text)
{
    m_edit->setText(text);
}

void ClientEdit::setVerdict(const TypedVerdict& verdict)
{
    m_verdict = verdict;
    m_edit->setMark(verdict.ok ? -1 : verdict.position, verdict.length, true);
    m_edit->setAccessibleDescription(verdict.sentence);
    showSign();
    m_sentence->setText(verdict.sentence);
    m_sentence->setVisible(!verdict.ok);
    update();
}

void ClientEdit::setOptional(bool optional)
{
    m_optional = optional;
    showSign();
    update();
}

bool ClientEdit::isSilent() const
{
    return m_optional && m_verdict.ok && text().isEmpty();
}

void ClientEdit::showSign()
{
    const bool ok = m_verdict.ok;
    if (isSilent())
        return m_sign->setPixmap({});
    m_sign->setPixmap(m_theme->pixmap(ok ? QStringLiteral("ui-check") : QStringLiteral("ui-cross"),
                                      ok ? Ink::Ok : Ink::Error, m_theme->px(14), devicePixelRatioF()));
}

void ClientEdit::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    FilterFrame frame;
    if (!isSilent())
        frame.sign = m_verdict.ok ? Ink::Ok : Ink::Error;
    frame.full = !m_verdict.ok;
    frame.focus = m_edit->hasFocus();
    paintFilterFrame(painter, *m_theme, rect(), frame);
}

bool ClientEdit::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        update();
    return QWidget::eventFilter(watched, event);
}

void ClientEdit::refreshTheme()
{
    layout()->setContentsMargins(m_theme->px(10), 0, m_theme->px(6), 0);
    layout()->setSpacing(m_theme->px(4));
    m_edit->setFont(m_theme->fixedFont());
    m_sentence->setFont(m_theme->font(TextUse::Small));
    m_sign->setFixedWidth(m_theme->px(14));
    setFixedHeight(std::max(m_theme->px(30), QFontMetrics(m_theme->fixedFont()).height() + m_theme->px(10)));
    showSign();
}

} // namespace mqttscope::ui
