// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/legend_line.h"

#include "ui/ladder/ladder_look.h"
#include "ui/ladder/legend_sign.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace mqttscope::ui {
namespace {

// Lengths of the design.
constexpr int kLeft = 14;
constexpr int kSign = 54;
constexpr int kHeight = 23;
constexpr int kGap = 16;

} // namespace

LegendLine::LegendLine(teach::LadderSign sign, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_sign(sign), m_theme(&theme), m_label(new QLabel(this))
{
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    auto* row = new QHBoxLayout(this);
    row->addWidget(m_label);
    connect(&theme, &Theme::changed, this, &LegendLine::refreshTheme);
    refreshTheme();
}

void LegendLine::setText(const QString& text)
{
    m_label->setText(text);
    setAccessibleName(text);
}

QString LegendLine::text() const
{
    return m_label->text();
}

void LegendLine::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const QRectF rect(m_theme->px(kLeft), 0, m_theme->px(kSign), height());
    const double high = m_theme->px(kHeight);
    paintSign(painter, m_sign, QRectF(rect.left(), rect.center().y() - high / 2, rect.width(), high),
              LadderLook::ofTheme(*m_theme));
}

void LegendLine::refreshTheme()
{
    layout()->setContentsMargins(m_theme->px(kLeft + kSign + kGap), 0, m_theme->px(12), 0);
    m_label->setFont(m_theme->font());
    setMinimumHeight(m_theme->px(kHeight));
    update();
}

} // namespace mqttscope::ui
