// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_empty.h"

#include "ui/theme/theme.h"
#include "ui/views/flow_layout.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr int kWidest = 600; // text, in units of the design
constexpr std::array kStepIcons = {"ui-broker", "ui-sensor", "ui-analyse"};

} // namespace

LabEmpty::LabEmpty(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(&theme), m_column(new QVBoxLayout(this)), m_grid(new QGridLayout),
      m_icon(new QLabel(this)), m_heading(new QLabel(this)), m_text(new QLabel(this)),
      m_first(new QPushButton(this)), m_own(new QPushButton(this)), m_open(new QPushButton(this))
{
    setObjectName(QStringLiteral("labEmpty"));
    setAttribute(Qt::WA_StyledBackground);
    m_first->setProperty("primary", true);
    m_text->setProperty("secondary", true);
    for (QLabel* label : {m_icon, m_heading, m_text})
        label->setAlignment(Qt::AlignCenter);
    for (QLabel* label : {m_heading, m_text})
        label->setWordWrap(true);
    int row = 0;
    for (Step& step : m_steps) {
        step = {new QLabel(this), new QLabel(this), new QLabel(this)};
        step.icon->setAlignment(Qt::AlignTop);
        step.text->setProperty("secondary", true);
        for (QLabel* label : {step.title, step.text})
            label->setWordWrap(true);
        m_grid->addWidget(step.icon, row, 0, 2, 1);
        m_grid->addWidget(step.title, row++, 1);
        m_grid->addWidget(step.text, row++, 1);
    }
    m_grid->setColumnStretch(1, 1);
    m_column->addStretch(2);
    for (QWidget* widget : {m_icon, m_heading, m_text})
        m_column->addWidget(widget);
    m_column->addLayout(m_grid);
    auto* buttons = new FlowLayout;
    for (QPushButton* button : {m_first, m_own, m_open})
        buttons->addWidget(button);
    m_column->addLayout(buttons);
    m_column->addStretch(3);
    connect(&theme, &Theme::changed, this, &LabEmpty::refreshTheme);
    refreshTheme();
    retranslate();
}

void LabEmpty::retranslate()
{
    m_heading->setText(tr("A broker and clients to try everything out"));
    m_text->setText(tr("They run in this program: no network, no rights, nothing to install."));
    const QString titles[] = {tr("1. The broker starts"), tr("2. Two clients connect"),
                              tr("3. You see every packet")};
    const QString texts[] = {
        tr("It listens on 127.0.0.1, port 1883: only this computer reaches it."),
        tr("capteur-1 publishes to pompe/niveau, tablette subscribes to it."),
        tr("What passes is recorded and stands below, frame by frame. Then it is your turn: publish, lose "
           "an acknowledgement, pull the plug.")};
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        m_steps[i].title->setText(titles[i]);
        m_steps[i].text->setText(texts[i]);
    }
    m_first->setText(tr("Start the broker and two clients"));
    m_own->setText(tr("Set it up myself"));
    m_open->setText(tr("Open a lab…"));
}

void LabEmpty::refreshTheme()
{
    m_column->setSpacing(m_theme->px(14));
    m_grid->setHorizontalSpacing(m_theme->px(12));
    m_grid->setVerticalSpacing(m_theme->px(3));
    m_icon->setPixmap(
        m_theme->pixmap(QStringLiteral("ui-lab"), Ink::TextMuted, m_theme->px(40), devicePixelRatioF()));
    m_heading->setFont(m_theme->font(TextUse::Title));
    m_text->setFont(m_theme->font(TextUse::Reading));
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        m_steps[i].icon->setPixmap(
            m_theme->pixmap(QLatin1String(kStepIcons[i]), Ink::Accent, m_theme->px(20), devicePixelRatioF()));
        m_steps[i].title->setFont(m_theme->font(TextUse::Strong));
        m_steps[i].text->setFont(m_theme->font());
        m_steps[i].text->setContentsMargins(0, 0, 0, m_theme->px(8));
    }
    placeColumn();
}

// Lines of a length that can be read.
void LabEmpty::placeColumn()
{
    const int side = std::max(m_theme->px(24), (width() - m_theme->px(kWidest)) / 2);
    m_column->setContentsMargins(side, m_theme->px(16), side, m_theme->px(16));
}

void LabEmpty::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeColumn();
}

} // namespace mqttscope::ui
