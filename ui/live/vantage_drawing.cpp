// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/vantage_drawing.h"

#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace mqttscope::ui {
namespace {

constexpr double kEyeRadius = 13;
/// A link that is shorter than this has no envelope on it.
constexpr double kRoomForEnvelope = 34;

/// Where a line from the middle of a rectangle to a point outside leaves it.
QPointF edgeOf(const QRectF& rect, const QPointF& to)
{
    const QPointF way = to - rect.center();
    const double across = std::abs(way.x()) > 0 ? rect.width() / 2 / std::abs(way.x()) : HUGE_VAL;
    const double along = std::abs(way.y()) > 0 ? rect.height() / 2 / std::abs(way.y()) : HUGE_VAL;
    return rect.center() + way * std::min(across, along);
}

} // namespace

VantageDrawing::VantageDrawing(VantageScene scene, const QString& words, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_scene(std::move(scene)), m_theme(&theme)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(words);
}

QSize VantageDrawing::sizeHint() const
{
    return {m_theme->px(VantageScene::kWidth), m_theme->px(VantageScene::kHeight)};
}

QSize VantageDrawing::minimumSizeHint() const
{
    return {m_theme->px(VantageScene::kWidth / 3), m_theme->px(VantageScene::kHeight / 3)};
}

int VantageDrawing::heightForWidth(int width) const
{
    return std::min(m_theme->px(VantageScene::kHeight),
                    static_cast<int>(std::lround(width * VantageScene::kHeight / VantageScene::kWidth)));
}

QRectF VantageDrawing::place(const QRectF& rect) const
{
    return {m_origin + rect.topLeft() * m_scale, rect.size() * m_scale};
}

QRectF VantageDrawing::rectOf(const SceneNode& node) const
{
    QRectF rect(0, 0, VantageScene::kNodeWidth, VantageScene::kNodeHeight);
    rect.moveCenter(node.centre);
    return place(rect);
}

QFont VantageDrawing::labelFont() const
{
    QFont font = m_theme->font(TextUse::Small);
    font.setPixelSize(std::max(7, qRound(font.pixelSize() * m_scale / m_theme->px(100) * 100)));
    return font;
}

void VantageDrawing::paintEvent(QPaintEvent*)
{
    m_scale = std::min(width() / VantageScene::kWidth, height() / VantageScene::kHeight);
    m_origin = {(width() - scale(VantageScene::kWidth)) / 2, (height() - scale(VantageScene::kHeight)) / 2};
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const SceneBox& box : m_scene.boxes)
        paintBox(painter, box);
    for (const SceneLink& link : m_scene.links)
        paintLink(painter, link);
    for (const SceneNode& node : m_scene.nodes)
        paintNode(painter, node);
    paintLegend(painter);
}

void VantageDrawing::paintBox(QPainter& painter, const SceneBox& box) const
{
    const QRectF rect = place(box.rect);
    painter.setPen(QPen(m_theme->color(Ink::LineControl), scale(1)));
    painter.setBrush(m_theme->color(Ink::SurfaceAlt));
    painter.drawRoundedRect(rect, scale(8), scale(8));
    const double size = scale(16);
    const QPointF corner = rect.topLeft() + QPointF(scale(12), scale(11));
    painter.drawPixmap(corner, m_theme->pixmap(QStringLiteral("ui-computer"), Ink::TextSecondary,
                                               qRound(size), devicePixelRatioF()));
    painter.setPen(m_theme->color(Ink::Text));
    QFont font = labelFont();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const QRectF words(corner.x() + size + scale(7), corner.y() - scale(4), rect.width() - scale(60),
                       size + scale(8));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(box.label, Qt::ElideRight, words.width()));
    if (box.looks)
        paintEye(painter, rect.topRight() + QPointF(-scale(20), scale(20)));
}

void VantageDrawing::paintNode(QPainter& painter, const SceneNode& node) const
{
    const QRectF rect = rectOf(node);
    painter.setPen(QPen(m_theme->color(Ink::LineControl), scale(1)));
    painter.setBrush(m_theme->color(Ink::Surface));
    painter.drawRoundedRect(rect, scale(6), scale(6));
    const double size = scale(20);
    painter.drawPixmap(QPointF(rect.center().x() - size / 2, rect.top() + scale(9)),
                       m_theme->pixmap(node.icon, Ink::TextSecondary, qRound(size), devicePixelRatioF()));
    painter.setPen(m_theme->color(Ink::Text));
    painter.setFont(labelFont());
    const QRectF words = rect.adjusted(scale(4), scale(31), -scale(4), -scale(4));
    painter.drawText(words, Qt::AlignCenter,
                     QFontMetricsF(labelFont()).elidedText(node.label, Qt::ElideRight, words.width()));
    if (node.looks)
        paintEye(painter, rect.topRight());
}

void VantageDrawing::paintLink(QPainter& painter, const SceneLink& link) const
{
    const QRectF from = rectOf(m_scene.nodes[link.from]);
    const QRectF to = rectOf(m_scene.nodes[link.to]);
    const QPointF begin = edgeOf(from, to.center());
    const QPointF end = edgeOf(to, from.center());
    const Ink ink = link.seen ? Ink::Accent : Ink::TextMuted;
    QPen pen(m_theme->color(ink), scale(link.seen ? 2.5 : 1.5));
    if (!link.seen)
        pen.setDashPattern({4, 3});
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.drawLine(begin, end);
    if (QLineF(begin, end).length() < scale(kRoomForEnvelope))
        return;
    // An envelope in the middle, on the ground of the page or of the box.
    const QPointF middle = (begin + end) / 2;
    const bool inside = std::any_of(m_scene.boxes.begin(), m_scene.boxes.end(),
                                    [&](const SceneBox& box) { return place(box.rect).contains(middle); });
    const double size = scale(18);
    const QRectF ground(middle - QPointF(size / 2 + scale(3), size / 2), QSizeF(size + scale(6), size));
    painter.fillRect(ground, m_theme->color(inside ? Ink::SurfaceAlt : Ink::Surface));
    painter.drawPixmap(
        middle - QPointF(size / 2, size / 2),
        m_theme->pixmap(QStringLiteral("packet-publish"), ink, qRound(size), devicePixelRatioF()));
    if (link.label.isEmpty())
        return;
    QFont font = labelFont();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(m_theme->color(ink));
    const bool upright = std::abs(end.x() - begin.x()) < std::abs(end.y() - begin.y());
    const QRectF words = upright
                             ? QRectF(middle.x() + scale(16), middle.y() - scale(12), scale(140), scale(24))
                             : QRectF(middle.x() - scale(60), middle.y() - scale(32), scale(120), scale(20));
    painter.drawText(words, (upright ? Qt::AlignLeft : Qt::AlignHCenter) | Qt::AlignVCenter, link.label);
}

// From the left: the eye, and the lines that there are.
void VantageDrawing::paintLegend(QPainter& painter) const
{
    const double middle = m_origin.y() + scale((VantageScene::kLegendTop + VantageScene::kHeight) / 2);
    const QFontMetricsF metrics(labelFont());
    double x = m_origin.x() + scale(14);
    const auto write = [&](const QString& words) {
        painter.setFont(labelFont());
        painter.setPen(m_theme->color(Ink::TextSecondary));
        painter.drawText(QPointF(x, middle + metrics.ascent() / 2 - metrics.descent() / 2), words);
        x += metrics.horizontalAdvance(words) + scale(26);
    };
    const auto line = [&](bool seen) {
        QPen pen(m_theme->color(seen ? Ink::Accent : Ink::TextMuted), scale(seen ? 2.5 : 1.5));
        if (!seen)
            pen.setDashPattern({4, 3});
        pen.setCapStyle(Qt::FlatCap);
        painter.setPen(pen);
        painter.drawLine(QPointF(x, middle), QPointF(x + scale(34), middle));
        x += scale(42);
    };
    paintEye(painter, {x + scale(kEyeRadius), middle});
    x += scale(2 * kEyeRadius + 8);
    write(tr("mqttscope looks here"));
    for (const bool seen : {true, false}) {
        if (std::none_of(m_scene.links.begin(), m_scene.links.end(),
                         [&](const SceneLink& link) { return link.seen == seen; }))
            continue;
        line(seen);
        write(seen ? tr("frames that are seen") : tr("frames that are not seen"));
    }
}

void VantageDrawing::paintEye(QPainter& painter, const QPointF& centre) const
{
    painter.setPen(QPen(m_theme->color(Ink::Surface), scale(2)));
    painter.setBrush(m_theme->color(Ink::Accent));
    painter.drawEllipse(centre, scale(kEyeRadius), scale(kEyeRadius));
    const double size = scale(16);
    painter.drawPixmap(
        centre - QPointF(size / 2, size / 2),
        m_theme->pixmap(QStringLiteral("ui-eye"), Ink::OnAccent, qRound(size), devicePixelRatioF()));
}

} // namespace mqttscope::ui
