// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/step_empty.h"

#include "ui/models/document_session.h"
#include "ui/models/frame_list_model.h"
#include "ui/step/step_model.h"
#include "ui/step/step_type.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr int kWidest = 560; // text, in units of the design

} // namespace

StepEmpty::StepEmpty(const Workspace& workspace, const StepModel& model, QWidget* parent)
    : QWidget(parent), m_workspace(&workspace), m_model(&model), m_column(new QVBoxLayout(this)),
      m_icon(new QLabel(this)), m_heading(new QLabel(this)), m_text(new QLabel(this)),
      m_next(new QPushButton(this)), m_layers(new QPushButton(this))
{
    setObjectName(QStringLiteral("stepEmpty"));
    setAttribute(Qt::WA_StyledBackground);
    m_next->setProperty("primary", true);
    m_text->setProperty("secondary", true);
    for (QLabel* label : {m_icon, m_heading, m_text})
        label->setAlignment(Qt::AlignCenter);
    for (QLabel* label : {m_heading, m_text})
        label->setWordWrap(true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_next);
    buttons->addWidget(m_layers);
    buttons->addStretch(1);
    m_column->addStretch(2);
    m_column->addWidget(m_icon);
    m_column->addWidget(m_heading);
    m_column->addWidget(m_text);
    m_column->addLayout(buttons);
    m_column->addStretch(3);
    connect(m_next, &QPushButton::clicked, this, &StepEmpty::packetRequested);
    connect(m_layers, &QPushButton::clicked, this, &StepEmpty::layersRequested);
    connect(&workspace.theme(), &Theme::changed, this, &StepEmpty::refreshTheme);
    refreshTheme();
}

/// The next frame with a packet, else the one before; 0 if the capture has none.
std::uint32_t StepEmpty::frameToOffer() const
{
    const std::uint32_t next = m_model->frameOfNextPacket();
    return next != 0 ? next : m_model->frameOfPreviousPacket();
}

void StepEmpty::update()
{
    const auto& dissection = m_model->frame().dissection;
    const std::uint32_t offer = frameToOffer();
    const bool final = m_workspace->session().snapshot() && m_workspace->session().snapshot()->final;
    if (dissection) {
        m_heading->setText(
            tr("Frame %1 does not end a packet of MQTT").arg(QLocale().toString(dissection->frame)));
        m_text->setText(
            tr("It carries other bytes: the opening of a connection, an acknowledgement of TCP, or "
               "the beginning of a packet that a later frame ends."));
    } else {
        m_heading->setText(final ? tr("There is no packet of MQTT in this capture")
                                 : tr("No packet of MQTT has come yet"));
        m_text->setText(tr("Step by step walks through a packet one byte at a time."));
    }
    m_next->setVisible(offer != 0);
    m_next->setText(tr("To the packet in frame %1").arg(QLocale().toString(offer)));
    m_layers->setVisible(dissection != nullptr);
    m_layers->setText(tr("Walk through its layers"));
}

void StepEmpty::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    placeColumn();
    m_column->setSpacing(theme.px(14));
    m_icon->setPixmap(
        theme.pixmap(QStringLiteral("ui-step"), Ink::TextMuted, theme.px(40), devicePixelRatioF()));
    m_heading->setFont(theme.font(TextUse::Title));
    m_text->setFont(theme.font(TextUse::Reading));
}

// Lines of a length that can be read.
void StepEmpty::placeColumn()
{
    const Theme& theme = m_workspace->theme();
    const int side = std::max(theme.px(24), (width() - theme.px(kWidest)) / 2);
    m_column->setContentsMargins(side, theme.px(24), side, theme.px(24));
}

void StepEmpty::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeColumn();
}

QString StepEmpty::heading() const
{
    return m_heading->text();
}

} // namespace mqttscope::ui
