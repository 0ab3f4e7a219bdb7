// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/broker_button.h"

#include "ui/models/lab_session.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QPainter>

#include <algorithm>

namespace mqttscope::ui {

BrokerButton::BrokerButton(QAction& toggle, const LabSession& lab, const Theme& theme, QWidget* parent)
    : QToolButton(parent), m_toggle(&toggle), m_lab(&lab), m_theme(&theme)
{
    setObjectName(QStringLiteral("brokerButton"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(this, &QToolButton::clicked, &toggle, &QAction::trigger);
    connect(&lab, &LabSession::stateChanged, this, &BrokerButton::refresh);
    connect(&theme, &Theme::changed, this, &BrokerButton::refreshTheme);
    refreshTheme();
}

void BrokerButton::refresh()
{
    // Qt leaves no room after the icon, nor for the lamp.
    const int space = std::max(fontMetrics().horizontalAdvance(QLatin1Char(' ')), 1);
    setText(QLatin1Char(' ') + tr("Broker") + QString(lampRoom() / space + 1, QLatin1Char(' ')));
    const bool running = m_lab->isRunning();
    const QString what = m_lab->isStopping()   ? tr("The broker is ending")
                         : m_lab->isStarting() ? tr("The broker is starting: stop it")
                         : running             ? tr("The broker runs: stop it")
                                               : tr("The broker does not run: start it");
    const QString key = m_toggle->shortcut().toString(QKeySequence::NativeText);
    setToolTip(QStringLiteral("%1 (%2)").arg(what, key));
    setAccessibleName(what);
    setEnabled(!m_lab->isStopping());
    updateGeometry();
    update();
}

int BrokerButton::lampSize() const
{
    return m_theme->px(9);
}

int BrokerButton::lampRoom() const
{
    return lampSize() + m_theme->px(6);
}

// Without words the icon alone would leave no room for it.
QSize BrokerButton::sizeHint() const
{
    const bool words = toolButtonStyle() != Qt::ToolButtonIconOnly;
    return QToolButton::sizeHint() + QSize(words ? 0 : 2 * lampRoom(), 0);
}

// Full or hollow: the colour is not the only sign.
void BrokerButton::paintEvent(QPaintEvent* event)
{
    QToolButton::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool running = m_lab->isRunning();
    const bool changing = m_lab->isStopping() || m_lab->isStarting();
    const QColor colour = m_theme->color(running ? Ink::Ok : changing ? Ink::Warning : Ink::TextMuted);
    const qreal line = m_theme->px(1.5);
    painter.setPen(QPen(colour, line));
    painter.setBrush(running ? QBrush(colour) : QBrush(Qt::NoBrush));
    const int size = lampSize();
    const bool words = toolButtonStyle() != Qt::ToolButtonIconOnly;
    const int content = words ? iconSize().width() + m_theme->px(4) + fontMetrics().horizontalAdvance(text())
                              : iconSize().width() + 2 * lampRoom();
    const QRectF lamp((width() + content) / 2 - size, (height() - size) / 2.0, size, size);
    painter.drawEllipse(lamp.adjusted(line / 2, line / 2, -line / 2, -line / 2));
}

void BrokerButton::refreshTheme()
{
    setIcon(m_theme->icon(QStringLiteral("ui-broker")));
    setIconSize({m_theme->px(16), m_theme->px(16)});
    refresh(); // the room for the lamp is as large as the font asks for
}

} // namespace mqttscope::ui
