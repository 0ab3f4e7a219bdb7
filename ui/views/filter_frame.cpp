// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/filter_frame.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace mqttscope::ui {

void paintFilterFrame(QPainter& painter, const Theme& theme, const QRect& rect, const FilterFrame& frame)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const bool full = frame.full && frame.sign;
    const double pen = full || frame.focus ? 1.6 : 1.0;
    const QRectF inside = QRectF(rect).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2);
    const double radius = theme.px(4);
    painter.setBrush(theme.color(Ink::Surface));
    painter.setPen(Qt::NoPen);
    painter.drawRoundedRect(inside, radius, radius);
    if (frame.sign) {
        // The bar at the left, within the round corners.
        painter.save();
        painter.setClipRect(QRectF(rect.left(), rect.top(), theme.px(4), rect.height()));
        painter.setBrush(theme.color(*frame.sign));
        painter.drawRoundedRect(inside, radius, radius);
        painter.restore();
    }
    painter.setBrush(Qt::NoBrush);
    const Ink line = full ? *frame.sign : frame.focus ? Ink::Accent : Ink::LineControl;
    painter.setPen(QPen(theme.color(line), pen));
    painter.drawRoundedRect(inside, radius, radius);
}

} // namespace mqttscope::ui
