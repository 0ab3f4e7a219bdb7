// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/empty_page.h"

#include "ui/theme/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace mqttscope::ui {

EmptyPage::EmptyPage(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_picture(new QLabel(this)), m_name(new QLabel(this)),
      m_claim(new QLabel(this)), m_frame(new QFrame(this)), m_open(new QPushButton(m_frame)),
      m_hint(new QLabel(m_frame)), m_formats(new QLabel(this))
{
    setObjectName(QStringLiteral("emptyPage"));
    setAttribute(Qt::WA_StyledBackground);
    m_frame->setObjectName(QStringLiteral("dropFrame"));
    m_open->setProperty("primary", true);
    m_claim->setProperty("secondary", true);
    m_hint->setProperty("secondary", true);
    m_formats->setProperty("muted", true);
    m_name->setText(QStringLiteral("mqttscope"));

    auto* names = new QVBoxLayout;
    names->addWidget(m_name);
    names->addWidget(m_claim);
    names->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->addWidget(m_picture);
    head->addLayout(names);
    head->addStretch();
    auto* inside = new QHBoxLayout(m_frame);
    inside->addStretch();
    inside->addWidget(m_open);
    inside->addWidget(m_hint);
    inside->addStretch();
    auto* column = new QVBoxLayout;
    column->addStretch(2);
    column->addLayout(head);
    column->addSpacing(m_theme->px(20));
    column->addWidget(m_frame);
    column->addSpacing(m_theme->px(8));
    column->addWidget(m_formats);
    column->addStretch(3);
    auto* row = new QHBoxLayout(this);
    row->addStretch();
    row->addLayout(column);
    row->addStretch();

    connect(m_open, &QPushButton::clicked, this, &EmptyPage::openRequested);
    connect(&theme, &Theme::changed, this, &EmptyPage::refreshTheme);
    refreshTheme();
    retranslate();
}

void EmptyPage::refreshTheme()
{
    m_picture->setPixmap(
        m_theme->pixmap(QStringLiteral("app-mqttscope"), Ink::Text, m_theme->px(56), devicePixelRatioF()));
    m_name->setFont(m_theme->font(TextUse::Display));
    QFont claim = m_theme->font();
    claim.setPixelSize(qRound(claim.pixelSize() * 1.15));
    m_claim->setFont(claim);
    m_formats->setFont(m_theme->font(TextUse::Small));
    m_frame->setMinimumSize(m_theme->px(460), m_theme->px(96));
    m_open->setIcon(m_theme->icon(QStringLiteral("ui-open"), Ink::OnAccent));
    m_open->setIconSize({m_theme->px(16), m_theme->px(16)});
}

void EmptyPage::retranslate()
{
    m_claim->setText(tr("See MQTT go by, understand every byte."));
    m_open->setText(QLatin1Char(' ') + tr("Open a capture…")); // Qt leaves no room after the icon
    m_open->setToolTip(QKeySequence(QKeySequence::Open).toString(QKeySequence::NativeText));
    m_hint->setText(tr("or drop it here"));
    m_formats->setText(tr("pcap and pcapng, as Wireshark, tshark and tcpdump write them"));
}

void EmptyPage::setDragging(bool dragging)
{
    m_frame->setProperty("dragging", dragging);
    style()->unpolish(m_frame);
    style()->polish(m_frame);
}

} // namespace mqttscope::ui
