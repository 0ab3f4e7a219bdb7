// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/row_marks.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace mqttscope::ui {

void paintSelectedRow(QPainter& painter, const Theme& theme, const QRect& rect, bool start)
{
    painter.fillRect(rect, theme.color(Ink::AccentTint));
    const QColor accent = theme.color(Ink::Accent);
    painter.fillRect(rect.left(), rect.top(), rect.width(), 1, accent);
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, accent);
    if (start)
        painter.fillRect(rect.left(), rect.top(), theme.px(3), rect.height(), accent);
}

void paintHoverFrame(QPainter& painter, const Theme& theme, const QRect& rect)
{
    painter.save();
    QPen pen(theme.color(Ink::Accent), 1.5);
    pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(1, 1, -2, -2));
    painter.restore();
}

void paintBadge(QPainter& painter, const Theme& theme, const QRect& rect, QChar letter, const QColor& ground,
                const QColor& border)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(border, 1.5));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.75, 0.75, -0.75, -0.75), theme.px(3), theme.px(3));
    QFont font = theme.font(TextUse::Caption);
    font.setPixelSize(qMax(6, qRound(rect.height() * 0.66)));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme.color(Ink::Text));
    painter.drawText(rect, Qt::AlignCenter, QString(letter));
    painter.restore();
}

} // namespace mqttscope::ui
