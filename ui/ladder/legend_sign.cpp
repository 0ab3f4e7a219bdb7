// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/legend_sign.h"

#include "ui/ladder/ladder_painter.h"
#include "ui/ladder/next_groups.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace mqttscope::ui {

namespace ladder = analysis::ladder;
using ladder::Row;
using ladder::RowKind;
using ladder::Stored;
using mqtt::PacketType;
using teach::LadderSign;

namespace {

bool isPublish(const Row& row, std::uint8_t qos)
{
    return row.kind == RowKind::Packet && row.type() == PacketType::Publish && row.qos() == qos;
}

bool isDrawnAs(const Row& row, PictureArrow::Line line)
{
    return (row.kind == RowKind::Packet || row.kind == RowKind::Missing) &&
           arrowStyle(row.kind == RowKind::Packet ? row.type() : row.expected, row.qos()).line == line;
}

bool isRequest(const Row& row)
{
    return row.kind == RowKind::Packet && row.type() != PacketType::Publish &&
           isDrawnAs(row, PictureArrow::Line::Thin);
}

bool rowHas(const Row& row, LadderSign sign)
{
    switch (sign) {
    case LadderSign::Publish0:
        return isPublish(row, 0);
    case LadderSign::Publish1:
        return isPublish(row, 1);
    case LadderSign::Publish2:
        return isPublish(row, 2);
    case LadderSign::Answer:
        return isDrawnAs(row, PictureArrow::Line::Answer);
    case LadderSign::Command:
        return isDrawnAs(row, PictureArrow::Line::Command);
    case LadderSign::Request:
        return isRequest(row);
    case LadderSign::Resent:
        return row.has(ladder::kResent) || row.has(ladder::kDup);
    case LadderSign::Lost:
        return row.kind == RowKind::Missing || row.has(ladder::kLost);
    case LadderSign::Cut:
        return row.kind == RowKind::Cut || row.kind == RowKind::Takeover;
    case LadderSign::PacketId:
        return row.packetId != 0;
    case LadderSign::Delivered:
        return row.delivery == 1;
    case LadderSign::Duplicate:
        return row.delivery > 1;
    case LadderSign::Suppressed:
        return row.has(ladder::kSuppressed);
    case LadderSign::Broken:
        return row.has(ladder::kBrokenRule);
    case LadderSign::Context:
        return row.has(ladder::kContext);
    case LadderSign::RoundTrip:
        return row.roundTripNs.has_value();
    case LadderSign::Number:
        return true;
    case LadderSign::Stored:
    case LadderSign::Session:
    case LadderSign::Freed:
    case LadderSign::Thread:
    case LadderSign::Segment:
        break; // not of a row
    }
    return false;
}

bool stripHas(const ladder::Strip& strip, LadderSign sign)
{
    if (sign == LadderSign::Session)
        return strip.what == Stored::Session;
    if (sign == LadderSign::Stored)
        return strip.what != Stored::Session;
    return sign == LadderSign::Freed && strip.to != ladder::kNone && !strip.lost;
}

void paintExampleArrow(QPainter& painter, PictureArrow arrow, const QRectF& rect, const LadderLook& look)
{
    const double y = rect.center().y();
    arrow.from = QPointF(rect.left(), y);
    arrow.to = QPointF(arrow.lost ? rect.right() - look.px(12) : rect.right(), y);
    paintArrow(painter, arrow, look);
}

void paintCut(QPainter& painter, const QRectF& rect, const LadderLook& look)
{
    constexpr int kTeeth = 8;
    QPainterPath path(QPointF(rect.left(), rect.center().y()));
    for (int i = 1; i <= kTeeth; ++i) {
        const double y = rect.center().y() + look.px(i == kTeeth ? 0 : i % 2 == 0 ? 4 : -4);
        path.lineTo(rect.left() + rect.width() * i / kTeeth, y);
    }
    painter.setPen(QPen(look.color(Ink::Error), look.px(2.2)));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

void paintCurve(QPainter& painter, const QRectF& rect, const LadderLook& look)
{
    QPainterPath path(rect.topLeft() + QPointF(0, look.px(4)));
    const double middle = rect.center().x();
    path.cubicTo(QPointF(middle, rect.top() + look.px(4)), QPointF(middle, rect.bottom() - look.px(4)),
                 rect.bottomRight() - QPointF(0, look.px(4)));
    QPen pen(look.color(Ink::TextSecondary), look.px(2), Qt::CustomDashLine, Qt::RoundCap);
    pen.setDashPattern({0.5, 2.2});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

void paintSegment(QPainter& painter, QPointF from, QPointF to, const LadderLook& look)
{
    painter.setPen(QPen(look.color(Ink::ByteUnread), look.px(1)));
    painter.drawLine(from, to);
    for (const double side : {-1.0, 1.0})
        painter.drawLine(to, to + QPointF(-look.px(6), side * look.px(3)));
}

void paintTags(QPainter& painter, const QRectF& rect, const LadderLook& look)
{
    const double size = look.px(17);
    const double top = rect.center().y() - size / 2;
    const double step = size + look.px(8);
    const double left = rect.center().x() - (step + size) / 2;
    paintTag(painter, {PictureTag::Shape::Circle, QStringLiteral("1"), QRectF(left, top, size, size)}, look,
             Ink::FamilyPublication);
    paintTag(painter, {PictureTag::Shape::Square, QStringLiteral("7"), QRectF(left + step, top, size, size)},
             look, Ink::FamilyPublication);
}

/// The square of a strip with its letter, without the end that paintStrip draws below.
void paintKept(QPainter& painter, const QRectF& rect, Stored what, const LadderLook& look)
{
    painter.save();
    painter.setClipRect(rect.adjusted(-2, -2, 2, 2));
    paintStrip(painter, rect, what, false, false, {}, look);
    painter.restore();
}

void paintBox(QPainter& painter, const QRectF& rect, int times, const LadderLook& look)
{
    const Ink ink = times > 1 ? Ink::Warning : Ink::Ok;
    const QRectF box(rect.left() + look.px(14), rect.center().y() - look.px(9), rect.width() - look.px(14),
                     look.px(18));
    painter.setPen(QPen(look.color(ink), look.px(1.4)));
    painter.setBrush(look.color(look.plain() ? Ink::Surface : times > 1 ? Ink::WarningTint : Ink::OkTint));
    painter.drawRoundedRect(box, look.px(4), look.px(4));
    PictureArrow arrow;
    arrow.ink = ink;
    arrow.from = QPointF(rect.left(), rect.center().y());
    arrow.to = QPointF(box.left(), rect.center().y());
    paintArrow(painter, arrow, look);
    painter.setFont(look.font(0.92, QFont::Bold));
    painter.setPen(look.color(look.plain() ? Ink::Text : ink));
    painter.drawText(box, Qt::AlignCenter, QStringLiteral("×%1").arg(times));
}

} // namespace

bool hasSign(const ladder::Band& band, LadderSign sign)
{
    if (sign == LadderSign::Thread)
        return !band.threads.empty();
    return std::any_of(band.rows.begin(), band.rows.end(),
                       [&](const Row& row) { return rowHas(row, sign); }) ||
           std::any_of(band.strips.begin(), band.strips.end(),
                       [&](const ladder::Strip& strip) { return stripHas(strip, sign); });
}

void paintSign(QPainter& painter, LadderSign sign, const QRectF& rect, const LadderLook& look)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF center = rect.center();
    const auto square = [&](double size) {
        return QRectF(center.x() - look.px(size) / 2, center.y() - look.px(size) / 2, look.px(size),
                      look.px(size));
    };
    PictureArrow arrow = arrowStyle(PacketType::Publish, 0);
    switch (sign) {
    case LadderSign::Publish0:
    case LadderSign::Publish1:
    case LadderSign::Publish2:
        paintExampleArrow(painter,
                          arrowStyle(PacketType::Publish,
                                     static_cast<std::uint8_t>(static_cast<int>(sign) -
                                                               static_cast<int>(LadderSign::Publish0))),
                          rect, look);
        break;
    case LadderSign::Answer:
        paintExampleArrow(painter, arrowStyle(PacketType::Puback, 0), rect, look);
        break;
    case LadderSign::Command:
        paintExampleArrow(painter, arrowStyle(PacketType::Pubrel, 0), rect, look);
        break;
    case LadderSign::Request:
        paintExampleArrow(painter, arrowStyle(PacketType::Connect, 0), rect, look);
        break;
    case LadderSign::Resent:
        arrow = arrowStyle(PacketType::Publish, 1);
        arrow.dashed = true;
        paintExampleArrow(painter, arrow, rect, look);
        break;
    case LadderSign::Lost:
        arrow = arrowStyle(PacketType::Puback, 0);
        arrow.lost = true;
        arrow.ink = Ink::Error;
        paintExampleArrow(painter, arrow, rect, look);
        break;
    case LadderSign::Suppressed:
        arrow = arrowStyle(PacketType::Publish, 2);
        arrow.head = PictureArrow::Head::Hollow;
        arrow.dashed = true;
        paintExampleArrow(painter, arrow, rect, look);
        break;
    case LadderSign::Broken:
        arrow.wrong = true;
        paintExampleArrow(painter, arrow, rect, look);
        break;
    case LadderSign::Context:
        arrow = arrowStyle(PacketType::Connect, 0);
        arrow.faint = true;
        paintExampleArrow(painter, arrow, rect, look);
        break;
    case LadderSign::Cut:
        paintCut(painter, rect, look);
        break;
    case LadderSign::PacketId:
        paintTags(painter, rect, look);
        break;
    case LadderSign::Stored:
        paintKept(painter, square(18).translated(-look.px(12), 0), Stored::Message, look);
        paintKept(painter, square(18).translated(look.px(12), 0), Stored::Identifier, look);
        break;
    case LadderSign::Session:
        paintKept(painter, square(18), Stored::Session, look);
        break;
    case LadderSign::Freed:
        paintFreed(painter, center, look);
        break;
    case LadderSign::Thread:
        paintCurve(painter, rect, look);
        break;
    case LadderSign::Delivered:
        paintBox(painter, rect, 1, look);
        break;
    case LadderSign::Duplicate:
        paintBox(painter, rect, 2, look);
        break;
    case LadderSign::RoundTrip:
        painter.setFont(look.fixed(0.85));
        painter.setPen(look.color(Ink::TextSecondary));
        painter.drawText(rect, Qt::AlignCenter, QStringLiteral("2 ms"));
        break;
    case LadderSign::Number:
        paintDisc(painter, square(20), 1, look);
        break;
    case LadderSign::Segment:
        paintSegment(painter, QPointF(rect.left(), center.y()), QPointF(rect.right(), center.y()), look);
        break;
    }
    painter.restore();
}

} // namespace mqttscope::ui
