// SPDX-License-Identifier: GPL-3.0-or-later
// The signs of a ladder: arrows, tags, strips, discs. Each is told from the others without colour.
#include "ui/ladder/ladder_painter.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace mqttscope::ui {
namespace {

namespace ladder = analysis::ladder;

double widthOf(PictureArrow::Line line)
{
    switch (line) {
    case PictureArrow::Line::Thin:
        return 1.4;
    case PictureArrow::Line::Thick:
        return 3;
    case PictureArrow::Line::Double:
        return 6.5;
    case PictureArrow::Line::Answer:
        return 1.6;
    case PictureArrow::Line::Command:
        return 2.4;
    }
    return 1.4;
}

double headOf(PictureArrow::Line line)
{
    return line == PictureArrow::Line::Thick || line == PictureArrow::Line::Double ? 14 : 11;
}

QPen penOf(const PictureArrow& arrow, const LadderLook& look, const QColor& color)
{
    const double width = look.px(widthOf(arrow.line));
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap);
    if (arrow.dashed)
        pen.setDashPattern({look.px(9) / width, look.px(6) / width});
    return pen;
}

void paintHead(QPainter& painter, const PictureArrow& arrow, QPointF tip, const QColor& color,
               const LadderLook& look)
{
    const double length = look.px(headOf(arrow.line));
    const QLineF line(arrow.from, arrow.to);
    const double angle = std::atan2(line.dy(), line.dx());
    const auto corner = [&](double side) {
        constexpr double kHalfAngle = 0.42; // radians
        return tip -
               QPointF(std::cos(angle + side * kHalfAngle), std::sin(angle + side * kHalfAngle)) * length;
    };
    const QPolygonF triangle({corner(-1), tip, corner(1)});
    switch (arrow.head) {
    case PictureArrow::Head::Filled:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPolygon(triangle);
        break;
    case PictureArrow::Head::Hollow:
        painter.setPen(QPen(color, look.px(1.6)));
        painter.setBrush(look.color(Ink::Surface));
        painter.drawPolygon(triangle);
        break;
    case PictureArrow::Head::Open:
        painter.setPen(QPen(color, look.px(1.6), Qt::SolidLine, Qt::RoundCap, Qt::MiterJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(triangle);
        break;
    }
}

QPainterPath pathOf(PictureTag::Shape shape, const QRectF& rect)
{
    QPainterPath path;
    const double w = rect.width();
    const double side = std::min(rect.height() * 0.28, w / 2);
    const auto polygon = [&](std::initializer_list<QPointF> points) {
        path.addPolygon(QPolygonF(QList<QPointF>(points)));
        path.closeSubpath();
    };
    switch (shape) {
    case PictureTag::Shape::Circle:
        path.addRoundedRect(rect, rect.height() / 2, rect.height() / 2);
        break;
    case PictureTag::Shape::Square:
        path.addRect(rect);
        break;
    case PictureTag::Shape::Diamond: {
        const double cut = std::min(rect.height() / 2, w / 2);
        const QRectF wide = rect.adjusted(-2 * side / 3, -side / 3, 2 * side / 3, side / 3);
        polygon({{wide.left(), wide.center().y()},
                 {wide.left() + cut, wide.top()},
                 {wide.right() - cut, wide.top()},
                 {wide.right(), wide.center().y()},
                 {wide.right() - cut, wide.bottom()},
                 {wide.left() + cut, wide.bottom()}});
        break;
    }
    case PictureTag::Shape::Hexagon:
        polygon({{rect.left(), rect.center().y()},
                 {rect.left() + side, rect.top()},
                 {rect.right() - side, rect.top()},
                 {rect.right(), rect.center().y()},
                 {rect.right() - side, rect.bottom()},
                 {rect.left() + side, rect.bottom()}});
        break;
    case PictureTag::Shape::House:
        polygon({{rect.left(), rect.top() + side},
                 {rect.center().x(), rect.top() - side / 2},
                 {rect.right(), rect.top() + side},
                 {rect.right(), rect.bottom()},
                 {rect.left(), rect.bottom()}});
        break;
    }
    return path;
}

/// A tint, unless tints are of no use.
QColor tint(const LadderLook& look, Ink ink)
{
    return look.plain() ? look.color(Ink::Surface) : look.color(ink);
}

} // namespace

void paintArrow(QPainter& painter, const PictureArrow& arrow, const LadderLook& look, double progress)
{
    if (progress <= 0)
        return;
    const QColor color = look.color(arrow.faint ? Ink::TextMuted : arrow.ink);
    const QLineF way(arrow.from, arrow.to);
    const QPointF tip = way.pointAt(std::min(progress, 1.0));
    QLineF shaft(arrow.from, tip);
    const bool headed = !arrow.lost;
    // The shaft of a thick line must not show beside the tip.
    if (headed && arrow.head != PictureArrow::Head::Open)
        shaft.setLength(std::max(0.0, shaft.length() - look.px(headOf(arrow.line)) * 0.8));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(penOf(arrow, look, color));
    painter.drawLine(shaft);
    if (arrow.line == PictureArrow::Line::Double) {
        painter.setPen(QPen(look.color(Ink::Surface), look.px(2.2), Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(shaft);
    }
    if (headed)
        paintHead(painter, arrow, tip, color, look);
    else if (progress >= 1)
        paintCross(painter, arrow.to, look);
}

void paintCross(QPainter& painter, QPointF center, const LadderLook& look)
{
    const double radius = look.px(10);
    painter.setPen(QPen(look.color(Ink::Error), look.px(2)));
    painter.setBrush(tint(look, Ink::ErrorTint));
    painter.drawEllipse(center, radius, radius);
    const double arm = radius * 0.45;
    painter.drawLine(center + QPointF(-arm, -arm), center + QPointF(arm, arm));
    painter.drawLine(center + QPointF(-arm, arm), center + QPointF(arm, -arm));
}

void paintTag(QPainter& painter, const PictureTag& tag, const LadderLook& look, Ink ink)
{
    painter.setPen(QPen(look.color(ink), look.px(1.8), Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.setBrush(look.color(Ink::Surface));
    const double half = look.px(0.9);
    painter.drawPath(pathOf(tag.shape, tag.rect.adjusted(half, half, -half, -half)));
    painter.setFont(look.font(0.85, QFont::DemiBold));
    painter.setPen(look.color(Ink::Text));
    const double drop = tag.shape == PictureTag::Shape::House ? look.px(1.5) : 0;
    painter.drawText(tag.rect.translated(0, drop), Qt::AlignCenter, tag.number);
}

void paintStrip(QPainter& painter, const QRectF& rect, ladder::Stored what, bool open, bool lost,
                const QString& along, const LadderLook& look)
{
    const bool session = what == ladder::Stored::Session;
    const bool message = what == ladder::Stored::Message;
    const Ink border = session ? Ink::LineControl : message ? Ink::FieldVBorder : Ink::FieldLBorder;
    const Ink ground = session ? Ink::Surface : message ? Ink::FieldV : Ink::FieldL;
    painter.setPen(QPen(look.color(border), look.px(1.5)));
    painter.setBrush(tint(look, ground));
    QRectF shown = rect;
    painter.drawRoundedRect(shown, look.px(3), look.px(3));
    if (session)
        paintHatch(painter, shown.adjusted(1, 1, -1, -1), look.color(Ink::LineControl), look.px(6));
    if (open) { // its lower end is torn off
        painter.setPen(QPen(look.color(Ink::Surface), look.px(3), Qt::DotLine));
        painter.drawLine(shown.bottomLeft(), shown.bottomRight());
    }
    const QString letter = session   ? QStringLiteral("Z")
                           : message ? QStringLiteral("S")
                                     : QStringLiteral("R");
    const QFont font = look.font(0.85, QFont::Bold);
    painter.setFont(font);
    const QRectF sign(rect.left(), rect.top() + look.px(1), rect.width(),
                      std::min(rect.height(), look.px(16)));
    if (session) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.color(Ink::Surface));
        painter.drawRect(sign.adjusted(look.px(3), look.px(2), -look.px(3), 0));
    }
    painter.setPen(look.color(Ink::Text));
    painter.drawText(sign, Qt::AlignCenter, letter);
    if (!along.isEmpty()) {
        painter.save();
        painter.setFont(look.font(0.85, QFont::Medium));
        painter.translate(rect.center().x(), rect.center().y() + look.px(8));
        painter.rotate(-90);
        const double length = rect.height() - look.px(20);
        const QRectF words(-length / 2, -rect.width() / 2, length, rect.width());
        if (session) {
            const double text = look.metrics(painter.font()).horizontalAdvance(along) + look.px(6);
            painter.fillRect(QRectF(-text / 2, words.top() + look.px(2), text, words.height() - look.px(4)),
                             look.color(Ink::Surface));
        }
        painter.drawText(words, Qt::AlignCenter, along);
        painter.restore();
    }
    const QPointF end(rect.center().x(), rect.bottom() + look.px(8));
    if (lost)
        paintCross(painter, end, look);
    else if (!open)
        paintFreed(painter, end, look);
}

void paintFreed(QPainter& painter, QPointF center, const LadderLook& look)
{
    const double radius = look.px(6);
    painter.setPen(QPen(look.color(Ink::LineControl), look.px(1.2)));
    painter.setBrush(look.color(Ink::Surface));
    painter.drawEllipse(center, radius, radius);
    painter.setPen(QPen(look.color(Ink::Text), look.px(1.5)));
    painter.drawLine(center - QPointF(radius * 0.5, 0), center + QPointF(radius * 0.5, 0));
}

void paintDisc(QPainter& painter, const QRectF& rect, int number, const LadderLook& look)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.color(Ink::Text));
    painter.drawEllipse(rect);
    painter.setFont(look.font(number < 100 ? 0.85 : 0.7, QFont::Bold));
    painter.setPen(look.color(Ink::Surface));
    painter.drawText(rect, Qt::AlignCenter, QString::number(number));
}

void paintHatch(QPainter& painter, const QRectF& rect, const QColor& color, double step)
{
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.setPen(QPen(color, std::max(step / 7, 0.5)));
    const double first = rect.left() - rect.height();
    for (double x = first - std::fmod(first, step); x <= rect.right(); x += step)
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
    painter.restore();
}

} // namespace mqttscope::ui
