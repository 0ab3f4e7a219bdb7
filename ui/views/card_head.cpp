// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/card_head.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>

#include <utility>

namespace mqttscope::ui {

CardHead::CardHead(const Theme& theme, QString icon, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_iconName(std::move(icon)), m_icon(new QLabel), m_title(new QLabel),
      m_remark(new QLabel)
{
    m_icon->setObjectName(QStringLiteral("cardIcon"));
    m_icon->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_remark->setProperty("secondary", true);
    m_remark->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_remark);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    connect(&theme, &Theme::changed, this, &CardHead::refreshTheme);
    refreshTheme();
}

void CardHead::setWords(const QString& title, const QString& remark)
{
    m_title->setText(title);
    m_remark->setText(remark);
}

void CardHead::refreshTheme()
{
    layout()->setSpacing(m_theme->px(11));
    const int size = m_theme->px(36);
    m_icon->setFixedSize(size, size);
    m_icon->setPixmap(m_theme->pixmap(m_iconName, Ink::Accent, size / 2, devicePixelRatioF()));
    m_title->setFont(m_theme->font(TextUse::Title));
    m_remark->setFont(m_theme->font(TextUse::Small));
}

} // namespace mqttscope::ui
