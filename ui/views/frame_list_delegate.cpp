// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/frame_list_delegate.h"

#include "dissector/field/field_table.h"
#include "ui/models/text.h"
#include "ui/theme/category.h"
#include "ui/theme/theme.h"
#include "ui/views/row_marks.h"

#include <QPainter>

#include <algorithm>

namespace mqttscope::ui {

FrameListDelegate::FrameListDelegate(const FrameListModel& model, const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_model(&model), m_theme(&theme)
{
}

void FrameListDelegate::drawText(QPainter& painter, const QRect& rect, int alignment, const QFont& font,
                                 Ink ink, const QString& text) const
{
    painter.setFont(font);
    painter.setPen(m_theme->color(ink));
    const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width());
    painter.drawText(rect, alignment | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

void FrameListDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    if ((option.state & QStyle::State_Selected) != 0)
        paintSelectedRow(*painter, *m_theme, option.rect, index.column() == 0);

    const FrameCells& cells = m_model->cells(index.row());
    const QRect inner = option.rect.adjusted(m_theme->px(8), 0, -m_theme->px(8), 0);
    const bool quiet = cells.packets.empty();
    switch (index.column()) {
    case FrameListModel::Route:
        paintRoute(*painter, inner, cells);
        break;
    case FrameListModel::Type:
        paintType(*painter, inner, cells);
        break;
    case FrameListModel::Qos:
        paintQos(*painter, inner, cells);
        break;
    case FrameListModel::Summary: {
        QFont font = m_theme->font();
        font.setStyleStrategy(QFont::PreferNoShaping); // 0x54 stays 0x54
        drawText(*painter, inner, Qt::AlignLeft, font, quiet ? Ink::TextSecondary : Ink::Text,
                 index.data().toString());
        break;
    }
    case FrameListModel::Number:
        drawText(*painter, inner, Qt::AlignRight, m_theme->fixedFont(0.96), Ink::TextMuted,
                 index.data().toString());
        break;
    default:
        drawText(*painter, inner, Qt::AlignRight, m_theme->fixedFont(0.96),
                 quiet ? Ink::TextMuted : Ink::Text, index.data().toString());
        break;
    }
    painter->restore();
}

int FrameListDelegate::paintEnd(QPainter& painter, const QRect& rect, const FrameEnd& end) const
{
    const bool known = end.broker || end.name != end.address;
    const QFont font = end.broker ? m_theme->font()
                       : known    ? m_theme->font(TextUse::Medium)
                                  : m_theme->fixedFont(0.92);
    drawText(painter, rect, Qt::AlignLeft, font, end.broker ? Ink::TextMuted : Ink::Text, end.name);
    return std::min(rect.width(), QFontMetrics(font).horizontalAdvance(end.name));
}

void FrameListDelegate::paintRoute(QPainter& painter, const QRect& rect, const FrameCells& cells) const
{
    if (cells.from.name.isEmpty())
        return;
    const int arrow = m_theme->px(12);
    const int space = m_theme->px(7);
    const int between = arrow + 2 * space;
    // When both do not fit, each keeps at least half: neither end vanishes.
    QRect from = rect;
    from.setWidth(std::max(0, (rect.width() - between)));
    const QFontMetrics metrics(m_theme->font(TextUse::Medium));
    const int wanted = metrics.horizontalAdvance(cells.to.name);
    from.setWidth(std::max(from.width() - wanted, from.width() / 2));
    const int used = paintEnd(painter, from, cells.from);
    const qreal ratio = painter.device()->devicePixelRatioF();
    painter.drawPixmap(QPoint(rect.left() + used + space, rect.center().y() - arrow / 2 + 1),
                       m_theme->pixmap(QStringLiteral("ui-arrow-right"), Ink::TextMuted, arrow, ratio));
    paintEnd(painter, rect.adjusted(used + between, 0, 0, 0), cells.to);
}

void FrameListDelegate::paintType(QPainter& painter, const QRect& rect, const FrameCells& cells) const
{
    if (cells.packets.empty()) {
        drawText(painter, rect.adjusted(m_theme->px(23), 0, 0, 0), Qt::AlignLeft, m_theme->font(),
                 Ink::TextMuted, cells.protocol);
        return;
    }
    const mqtt::PacketType type = cells.packets.front().type;
    const int size = m_theme->px(16);
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QPoint place(rect.left(), rect.center().y() - size / 2 + 1);
    const QString icon = cells.malformed ? QStringLiteral("ui-error") : packetIcon(type);
    const Ink ink = cells.malformed ? Ink::Error : packetInk(type);
    painter.drawPixmap(place, m_theme->pixmap(icon, ink, size, ratio));

    QRect rest = rect.adjusted(m_theme->px(23), 0, 0, 0);
    const QString word = text(
        field::valueName(field::fieldInfo(field::FieldId::MqttMsgtype), static_cast<std::uint64_t>(type)));
    const QFont strong = m_theme->font(TextUse::Strong);
    drawText(painter, rest, Qt::AlignLeft, strong, Ink::Text, word.isEmpty() ? tr("reserved") : word);
    if (cells.packetCount < 2)
        return;
    rest.setLeft(rest.left() + QFontMetrics(strong).horizontalAdvance(word) + m_theme->px(6));
    drawText(painter, rest, Qt::AlignLeft, m_theme->font(TextUse::Small), Ink::TextMuted,
             QStringLiteral("+%1").arg(cells.packetCount - 1));
}

void FrameListDelegate::paintQos(QPainter& painter, const QRect& rect, const FrameCells& cells) const
{
    bool present[4] = {};
    for (const FramePacket& packet : cells.packets) {
        if (packet.type == mqtt::PacketType::Publish)
            present[packet.qos & 3] = true;
    }
    const int width = m_theme->px(20);
    const int height = m_theme->px(18);
    QRect badge(rect.left(), rect.center().y() - height / 2 + 1, width, height);
    for (int level = 0; level < 4; ++level) {
        if (!present[level])
            continue;
        paintBadge(painter, badge, level);
        badge.translate(width + m_theme->px(3), 0);
    }
}

// Grey outline, green outline, filled: the three levels differ without their colours.
void FrameListDelegate::paintBadge(QPainter& painter, const QRect& rect, int level) const
{
    static constexpr Ink kBorders[] = {Ink::LineControl, Ink::Ok, Ink::TextSecondary, Ink::Error};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->color(kBorders[level]), level == 3 ? 2 : 1.5));
    painter.setBrush(level == 2 ? QBrush(m_theme->color(Ink::TextSecondary)) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), m_theme->px(4), m_theme->px(4));
    if (level == 3) {
        QColor hatch = m_theme->color(Ink::Error);
        hatch.setAlphaF(0.28F);
        painter.setBrush(QBrush(hatch, Qt::BDiagPattern));
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), m_theme->px(4), m_theme->px(4));
    }
    painter.setFont(m_theme->fixedFont(0.92, QFont::DemiBold));
    painter.setPen(m_theme->color(level == 2 ? Ink::Surface : Ink::Text));
    painter.drawText(rect, Qt::AlignCenter, QString::number(level));
    painter.restore();
}

} // namespace mqttscope::ui
