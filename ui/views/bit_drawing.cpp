// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/bit_drawing.h"

#include "ui/theme/category.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace mqttscope::ui {

bool isFault(const BitGroup& group)
{
    return group.severity && *group.severity >= field::Severity::ProtocolError;
}

void paintBitBox(QPainter& painter, const Theme& theme, const QRect& rect, const BitBox& box,
                 const QFont& digits)
{
    const bool fault = box.look == BitLook::Fault;
    const bool chosen = box.look == BitLook::Chosen;
    const Ink ground = fault ? Ink::ErrorTint : chosen ? Ink::Accent : categoryLook(box.role).ground;
    painter.fillRect(rect, theme.color(ground));
    if (fault) {
        QColor lines = theme.color(Ink::Error);
        lines.setAlphaF(0.28F);
        painter.fillRect(rect, QBrush(lines, Qt::BDiagPattern));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(Ink::LineControl), 1));
    painter.drawRect(rect.adjusted(0, 0, box.last ? -1 : 0, -1));
    painter.setFont(digits);
    painter.setPen(theme.color(fault     ? Ink::Error
                               : chosen  ? Ink::OnAccent
                               : box.one ? Ink::Text
                                         : Ink::TextSecondary));
    painter.drawText(rect, Qt::AlignCenter, box.one ? QStringLiteral("1") : QStringLiteral("0"));
}

void paintBitBracket(QPainter& painter, const Theme& theme, const QRect& boxes, int height, const QColor& ink)
{
    const int left = boxes.left() + theme.px(3);
    const int right = boxes.right() - theme.px(3);
    const int top = boxes.bottom() + theme.px(4);
    const int bottom = boxes.bottom() + height - theme.px(1);
    painter.setPen(QPen(ink, theme.px(1.5)));
    painter.drawPolyline(QPolygon({{left, top}, {left, bottom}, {right, bottom}, {right, top}}));
}

QStringList brokenLines(const QString& text, const QFontMetrics& metrics, int width, int most)
{
    if (metrics.horizontalAdvance(text) <= width)
        return {text};
    QStringList lines{QString()};
    const QStringList words = text.split(QLatin1Char(' '));
    for (const QString& word : words) {
        const QString longer = lines.last().isEmpty() ? word : lines.last() + QLatin1Char(' ') + word;
        if (metrics.horizontalAdvance(longer) <= width || lines.last().isEmpty() || lines.size() == most)
            lines.last() = longer;
        else
            lines += word;
    }
    for (QString& line : lines)
        line = metrics.elidedText(line, Qt::ElideRight, width);
    return lines;
}

} // namespace mqttscope::ui
