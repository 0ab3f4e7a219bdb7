// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/capture_button.h"

#include "ui/theme/theme.h"

#include <QAction>
#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace mqttscope::ui {

CaptureButton::CaptureButton(QAction& toggle, QMenu& menu, const Theme& theme, QWidget* parent)
    : QToolButton(parent), m_toggle(&toggle), m_menu(&menu), m_theme(&theme)
{
    setObjectName(QStringLiteral("captureButton"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(InstantPopup);
    setMenu(m_menu);
    connect(this, &QToolButton::clicked, this, [this] {
        if (m_running)
            m_toggle->trigger();
    });
    connect(&theme, &Theme::changed, this, &CaptureButton::refreshTheme);
    refreshTheme();
}

void CaptureButton::setRunning(bool running, bool broker)
{
    if (running == m_running && broker == m_broker)
        return;
    m_running = running;
    m_broker = broker;
    setMenu(running ? nullptr : m_menu);
    refreshTheme();
}

void CaptureButton::retranslate()
{
    const QString name = m_running ? tr("Stop") : tr("Capture");
    // Qt leaves no room after the icon, nor for the chevron.
    const int space = std::max(fontMetrics().horizontalAdvance(QLatin1Char(' ')), 1);
    setText(QLatin1Char(' ') + name +
            QString(m_running ? 0 : (chevron() + m_theme->px(6)) / space + 1, QLatin1Char(' ')));
    const QString what = !m_running ? tr("Capture live")
                         : m_broker ? tr("Stop the broker and its capture")
                                    : tr("Stop the capture");
    const QString key = m_toggle->shortcut().toString(QKeySequence::NativeText);
    setToolTip(m_running ? QStringLiteral("%1 (%2)").arg(what, key) : what);
    setAccessibleName(what);
    updateGeometry();
}

int CaptureButton::chevron() const
{
    return m_theme->px(12);
}

// The arrow of a style sheet has one colour for all themes. It stands where the text leaves room for it.
void CaptureButton::paintEvent(QPaintEvent* event)
{
    QToolButton::paintEvent(event);
    if (m_running)
        return;
    QPainter painter(this);
    const int size = chevron();
    const int content = iconSize().width() + m_theme->px(4) + fontMetrics().horizontalAdvance(text());
    painter.drawPixmap(
        (width() + content) / 2 - size, (height() - size) / 2,
        m_theme->pixmap(QStringLiteral("ui-chevron-down"), Ink::TextSecondary, size, devicePixelRatioF()));
}

void CaptureButton::refreshTheme()
{
    setIcon(m_theme->icon(m_running ? QStringLiteral("ui-stop") : QStringLiteral("ui-capture"), Ink::Error));
    setIconSize({m_theme->px(16), m_theme->px(16)});
    retranslate();
}

} // namespace mqttscope::ui
