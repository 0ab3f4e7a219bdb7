// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/fold_section.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace mqttscope::ui {

FoldSection::FoldSection(const Theme& theme, const QString& title, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_button(new QToolButton), m_summary(new QLabel), m_body(new QWidget),
      m_content(new QVBoxLayout(m_body))
{
    m_button->setText(QLatin1Char(' ') + title); // Qt leaves no room after the icon
    m_button->setCheckable(true);
    m_button->setProperty("link", true);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_summary->setProperty("secondary", true);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* head = new QHBoxLayout;
    head->addWidget(m_button);
    head->addWidget(m_summary, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(head);
    column->addWidget(m_body);
    m_body->hide();
    connect(m_button, &QToolButton::toggled, this, [this](bool open) {
        m_body->setVisible(open);
        refreshTheme();
        Q_EMIT toggled(open);
    });
    connect(&theme, &Theme::changed, this, &FoldSection::refreshTheme);
    refreshTheme();
}

void FoldSection::setCompact(bool compact)
{
    m_compact = compact;
    refreshTheme();
}

void FoldSection::setOpen(bool open)
{
    m_button->setChecked(open);
}

bool FoldSection::isOpen() const
{
    return m_button->isChecked();
}

void FoldSection::setSummary(const QString& summary)
{
    m_summary->setText(summary);
    m_summary->setToolTip(summary);
    m_button->setAccessibleDescription(summary);
}

QString FoldSection::summary() const
{
    return m_summary->text();
}

void FoldSection::refreshTheme()
{
    m_button->setFont(m_theme->font(m_compact ? TextUse::Small : TextUse::Strong));
    m_button->setIcon(m_theme->icon(
        isOpen() ? QStringLiteral("ui-chevron-down") : QStringLiteral("ui-chevron-right"), Ink::Accent));
    m_button->setIconSize({m_theme->px(12), m_theme->px(12)});
    m_summary->setFont(m_theme->font(TextUse::Small));
    layout()->setSpacing(m_theme->px(4));
    m_content->setSpacing(m_theme->px(7));
    m_content->setContentsMargins(m_compact ? 0 : m_theme->px(24), m_theme->px(2), 0, m_theme->px(6));
}

} // namespace mqttscope::ui
