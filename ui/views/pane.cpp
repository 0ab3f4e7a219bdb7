// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/pane.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace mqttscope::ui {

Pane::Pane(const QString& icon, QWidget* view, const Theme& theme, QWidget* parent)
    : QFrame(parent), m_theme(&theme), m_icon(icon), m_bar(new QFrame(this)),
      m_layout(new QHBoxLayout(m_bar)), m_picture(new QLabel(m_bar)), m_title(new QLabel(m_bar))
{
    setObjectName(QStringLiteral("pane"));
    m_bar->setObjectName(QStringLiteral("paneTitle"));
    m_title->setProperty("secondary", true);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_layout->addWidget(m_picture);
    m_layout->addWidget(m_title, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(view, 1);
    connect(&theme, &Theme::changed, this, &Pane::refreshTheme);
    refreshTheme();
}

void Pane::refreshTheme()
{
    const int height =
        std::max(m_theme->px(28), QFontMetrics(m_theme->font(TextUse::Small)).height() + m_theme->px(8));
    m_bar->setFixedHeight(height);
    m_layout->setContentsMargins(m_theme->px(10), 0, m_theme->px(8), 0);
    m_layout->setSpacing(m_theme->px(8));
    QFont font = m_theme->font(TextUse::Small);
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    m_picture->setPixmap(m_theme->pixmap(m_icon, Ink::TextSecondary, m_theme->px(14), devicePixelRatioF()));
}

void Pane::setBarVisible(bool visible)
{
    m_bar->setVisible(visible);
}

void Pane::setTitle(const QString& title)
{
    m_title->setText(title);
    // A pane whose title is said otherwise (tabs) gives the place to that.
    m_title->setVisible(!title.isEmpty());
}

QString Pane::title() const
{
    return m_title->text();
}

} // namespace mqttscope::ui
