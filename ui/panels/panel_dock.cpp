// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panel_dock.h"

#include "ui/panels/panel.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace mqttscope::ui {

PanelDock::PanelDock(Panel* panel, const Theme& theme, QWidget* parent)
    : QDockWidget(parent), m_panel(panel), m_theme(&theme), m_bar(new QFrame(this)),
      m_picture(new QLabel(m_bar)), m_title(new QLabel(m_bar)), m_float(new QToolButton(m_bar)),
      m_close(new QToolButton(m_bar))
{
    setObjectName(panel->id());
    setWidget(panel);
    m_bar->setObjectName(QStringLiteral("paneTitle"));
    m_title->setProperty("secondary", true);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(m_bar);
    row->addWidget(m_picture);
    row->addWidget(m_title, 1);
    for (QToolButton* button : {m_float, m_close}) {
        button->setAutoRaise(true);
        button->setProperty("bare", true);
        row->addWidget(button);
    }
    setTitleBarWidget(m_bar);
    connect(m_float, &QToolButton::clicked, this, [this] { setFloating(!isFloating()); });
    connect(m_close, &QToolButton::clicked, this, &QDockWidget::close);
    connect(this, &QDockWidget::topLevelChanged, this, &PanelDock::retranslate);
    connect(panel, &Panel::titleChanged, this, &PanelDock::showTitle);
    connect(&theme, &Theme::changed, this, &PanelDock::refreshTheme);
    refreshTheme();
    retranslate();
}

void PanelDock::refreshTheme()
{
    const int height =
        std::max(m_theme->px(28), QFontMetrics(m_theme->font(TextUse::Small)).height() + m_theme->px(8));
    m_bar->setFixedHeight(height);
    m_bar->layout()->setContentsMargins(m_theme->px(10), 0, m_theme->px(4), 0);
    m_bar->layout()->setSpacing(m_theme->px(6));
    QFont font = m_theme->font(TextUse::Small);
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    const int size = m_theme->px(14);
    m_picture->setPixmap(m_theme->pixmap(m_panel->icon(), Ink::TextSecondary, size, devicePixelRatioF()));
    m_float->setIcon(m_theme->icon(QStringLiteral("ui-undock"), Ink::TextSecondary));
    m_close->setIcon(m_theme->icon(QStringLiteral("ui-cross"), Ink::TextSecondary));
    for (QToolButton* button : {m_float, m_close}) {
        button->setIconSize({size, size});
        button->setFixedSize(height - m_theme->px(4), height - m_theme->px(4));
    }
}

void PanelDock::showTitle()
{
    setWindowTitle(m_panel->title());
    m_title->setText(m_panel->title());
}

void PanelDock::retranslate()
{
    m_panel->retranslate();
    showTitle();
    m_float->setToolTip(isFloating() ? tr("Back into the window") : tr("Own window"));
    m_close->setToolTip(tr("Close this panel"));
    for (QToolButton* button : {m_float, m_close})
        button->setAccessibleName(button->toolTip());
}

} // namespace mqttscope::ui
