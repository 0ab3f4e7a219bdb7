// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/rail_painter.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace mqttscope::ui {
namespace {

void paintLine(QPainter& painter, const Theme& theme, RailCell::Line line, const QColor& color, int x,
               int top, int bottom)
{
    if (line == RailCell::Line::None || bottom < top)
        return;
    const int width = line == RailCell::Line::Full ? qMax(2, theme.px(2)) : qMax(1, theme.px(1));
    painter.fillRect(QRect(x - width / 2, top, width, bottom - top + 1), color);
}

} // namespace

void paintRail(QPainter& painter, const Theme& theme, const QRect& rect, const RailCell& cell,
               analysis::FrameLevel finding, const QColor& ground)
{
    const int x = rect.center().x();
    const int middle = rect.center().y();
    const QColor own = theme.color(cell.selected ? Ink::Accent : Ink::LineControl);
    if (cell.passed)
        paintLine(painter, theme, RailCell::Line::Thin,
                  theme.color(cell.passedSelected ? Ink::Accent : Ink::LineControl), x, rect.top(),
                  rect.bottom());
    paintLine(painter, theme, cell.up, own, x, rect.top(), middle);
    paintLine(painter, theme, cell.down, own, x, middle, rect.bottom());

    if (finding != analysis::FrameLevel::None) {
        const bool error = finding == analysis::FrameLevel::Error;
        const int size = theme.px(15);
        const QRect place(x - size / 2, middle - size / 2, size, size);
        painter.fillRect(place.adjusted(-1, -theme.px(2), 1, theme.px(2)), ground);
        painter.drawPixmap(place.topLeft(),
                           theme.pixmap(error ? QStringLiteral("ui-error") : QStringLiteral("ui-warning"),
                                        error ? Ink::Error : Ink::Warning, size,
                                        painter.device()->devicePixelRatioF()));
        return;
    }
    if (!cell.dot)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = theme.px(4);
    const QPointF centre(x, middle + 0.5);
    painter.setPen(QPen(own, qMax(1.5, theme.px(2) * 0.9)));
    painter.setBrush(cell.current ? own : ground);
    painter.drawEllipse(centre, radius, radius);
    painter.restore();
}

} // namespace mqttscope::ui
