// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/story_disc.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace mqttscope::ui {

void paintDisc(QPainter& painter, const QRectF& rect, int number, const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Ink::Text));
    painter.drawEllipse(rect);
    QFont font = theme.font(TextUse::Strong);
    font.setPixelSize(qRound(rect.height() * 0.55));
    painter.setFont(font);
    painter.setPen(theme.color(Ink::Surface));
    painter.drawText(rect, Qt::AlignCenter, QString::number(number));
    painter.restore();
}

} // namespace mqttscope::ui
