// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/next_arrow.h"

#include "ui/ladder/ladder_painter.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace mqttscope::ui {
namespace {

// Lengths of the design.
constexpr double kTag = 18;
constexpr double kGap = 6;
constexpr double kSlope = 5;
constexpr double kBelow = 12;      // the arrow, below its label
constexpr double kNameShare = 0.3; // of the width, at most, for each name

} // namespace

NextArrow::NextArrow(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(&theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NextArrow::setPacket(const Packet& packet)
{
    m_packet = packet;
    updateGeometry();
    update();
}

QSize NextArrow::sizeHint() const
{
    const int label = std::max(QFontMetrics(m_theme->font(TextUse::Strong)).height(), m_theme->px(kTag));
    return {m_theme->px(240), label + m_theme->px(kBelow + kSlope)};
}

QSize NextArrow::minimumSizeHint() const
{
    return {m_theme->px(120), sizeHint().height()};
}

void NextArrow::paintEvent(QPaintEvent* /*event*/)
{
    const LadderLook look = LadderLook::ofTheme(*m_theme);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = look.font(1.0, QFont::DemiBold);
    const QFontMetricsF metrics = look.metrics(font);
    const double most = width() * kNameShare;
    const auto cut = [&](const QString& name) { return metrics.elidedText(name, Qt::ElideMiddle, most); };
    const QString from = cut(m_packet.from);
    const QString to = cut(m_packet.to);
    const double top = height() - look.px(kBelow + kSlope);
    const double y = top + look.px(3);
    // The names stand where the arrow begins and ends.
    const double fromWidth = metrics.horizontalAdvance(from);
    const double toWidth = metrics.horizontalAdvance(to);
    painter.setFont(font);
    painter.setPen(look.color(Ink::Text));
    const double line = metrics.height();
    painter.drawText(QRectF(0, y - line / 2, fromWidth + 2, line), Qt::AlignVCenter, from);
    painter.drawText(QRectF(width() - toWidth - 2, y + look.px(kSlope) - line / 2, toWidth + 2, line),
                     Qt::AlignVCenter | Qt::AlignRight, to);
    PictureArrow arrow = m_packet.arrow;
    arrow.from = QPointF(fromWidth + look.px(kGap), y);
    arrow.to = QPointF(width() - toWidth - look.px(kGap), y + look.px(kSlope));
    paintArrow(painter, arrow, look);

    const double number =
        m_packet.tag
            ? std::max(
                  look.px(kTag),
                  look.metrics(look.font(0.85, QFont::DemiBold)).horizontalAdvance(m_packet.tag->number) +
                      look.px(9))
            : 0;
    const double gap = m_packet.tag ? look.px(kGap) : 0;
    const double word = metrics.horizontalAdvance(m_packet.type);
    double x = (arrow.from.x() + arrow.to.x() - number - gap - word) / 2;
    if (m_packet.tag) {
        PictureTag tag = *m_packet.tag;
        tag.rect = QRectF(x, 0, number, look.px(kTag));
        paintTag(painter, tag, look, arrow.ink);
        x += number + gap;
    }
    painter.setFont(font);
    painter.setPen(look.color(Ink::Text));
    painter.drawText(QRectF(x, 0, word + 2, std::max(line, look.px(kTag))), Qt::AlignVCenter, m_packet.type);
}

} // namespace mqttscope::ui
