// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/work_progress.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace mqttscope::ui {

WorkProgress::WorkProgress(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_what(new QLabel), m_bar(new QProgressBar), m_cancel(new QPushButton)
{
    m_bar->setTextVisible(false);
    m_cancel->setProperty("compact", true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_what);
    row->addWidget(m_bar);
    row->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &WorkProgress::cancelRequested);
    connect(&m_timer, &QTimer::timeout, this, &WorkProgress::refresh);
    connect(&theme, &Theme::changed, this, &WorkProgress::refreshTheme);
    refreshTheme();
    retranslate();
    hide();
}

void WorkProgress::begin(const QString& what, std::shared_ptr<const std::atomic<std::uint32_t>> done,
                         std::uint32_t total)
{
    m_done = std::move(done);
    m_what->setText(what);
    m_bar->setAccessibleName(what);
    m_bar->setRange(0, static_cast<int>(total));
    m_bar->setValue(0);
    m_timer.start(kShowAfterMs);
}

void WorkProgress::end()
{
    m_timer.stop();
    m_done.reset();
    hide();
}

void WorkProgress::refresh()
{
    show();
    m_bar->setValue(static_cast<int>(m_done->load()));
    m_timer.start(kShowAfterMs / 3);
}

void WorkProgress::refreshTheme()
{
    m_what->setFont(m_theme->font(TextUse::Small));
    m_cancel->setFont(m_theme->font(TextUse::Small));
    m_bar->setFixedWidth(m_theme->px(110));
    layout()->setSpacing(m_theme->px(8));
}

void WorkProgress::retranslate()
{
    m_cancel->setText(tr("Cancel"));
}

} // namespace mqttscope::ui
