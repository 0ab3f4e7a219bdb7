// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/conversation_view.h"

#include "ui/theme/category.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QScopedValueRollback>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr int kBubbleShare = 82; ///< percent of the width

} // namespace

ConversationDelegate::ConversationDelegate(const ConversationModel& model, const Theme& theme,
                                           QObject* parent)
    : QStyledItemDelegate(parent), m_model(&model), m_theme(&theme)
{
}

// All lines are of one height, so that fifty thousand of them cost nothing.
QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    const int text = QFontMetrics(m_theme->font()).height() + QFontMetrics(m_theme->fixedFont(0.96)).height();
    return {m_theme->px(200), text + m_theme->px(24)};
}

void ConversationDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    painter->setRenderHint(QPainter::Antialiasing);
    if (m_model->line(index.row()).kind == ConversationModel::Line::Kind::Packet)
        paintBubble(*painter, option.rect, index.row(), (option.state & QStyle::State_Selected) != 0);
    else
        paintSeparator(*painter, option.rect, index.row());
    painter->restore();
}

void ConversationDelegate::paintSeparator(QPainter& painter, const QRect& rect, int row) const
{
    const auto& line = m_model->line(row);
    const bool bad = line.kind == ConversationModel::Line::Kind::Ended &&
                     line.end != session::End::Disconnect && line.end != session::End::Open;
    const QString icon = line.kind == ConversationModel::Line::Kind::Opened ? QStringLiteral("ui-plug")
                                                                            : QStringLiteral("ui-unplug");
    const Ink ink = bad ? Ink::Error : Ink::TextSecondary;
    painter.setFont(m_theme->font(TextUse::Small));
    const int size = m_theme->px(14);
    const QString words = m_model->separator(row) + QStringLiteral("  ") + m_model->time(row);
    const int width =
        std::min(painter.fontMetrics().horizontalAdvance(words), rect.width() - m_theme->px(60));
    const int whole = width + size + m_theme->px(8);
    const int left = rect.center().x() - whole / 2;
    const int middle = rect.center().y();
    painter.setPen(
        QPen(m_theme->color(bad ? Ink::Error : Ink::LineControl), 1, bad ? Qt::DashLine : Qt::SolidLine));
    painter.drawLine(rect.left() + m_theme->px(12), middle, left - m_theme->px(8), middle);
    painter.drawLine(left + whole + m_theme->px(8), middle, rect.right() - m_theme->px(12), middle);
    painter.drawPixmap(left, middle - size / 2,
                       m_theme->pixmap(icon, ink, size, painter.device()->devicePixelRatioF()));
    painter.setPen(m_theme->color(ink));
    painter.drawText(QRect(left + size + m_theme->px(8), rect.top(), width, rect.height()), Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(words, Qt::ElideRight, width));
}

QString ConversationDelegate::secondLine(const PacketBubble& packet) const
{
    if (packet.topic.isEmpty())
        return packet.detail;
    if (packet.detail.isEmpty())
        return packet.topic;
    return packet.topic + QStringLiteral(" = ") + packet.detail;
}

void ConversationDelegate::paintHead(QPainter& painter, const QRect& rect, const PacketBubble& packet) const
{
    const int size = m_theme->px(16);
    const qreal ratio = painter.device()->devicePixelRatioF();
    const Ink ink = packet.refused ? Ink::Error : packetInk(packet.type);
    painter.drawPixmap(rect.left(), rect.center().y() - size / 2 + 1,
                       m_theme->pixmap(packet.refused ? QStringLiteral("ui-error") : packetIcon(packet.type),
                                       ink, size, ratio));
    QRect rest = rect.adjusted(size + m_theme->px(7), 0, 0, 0);
    painter.setFont(m_theme->font(TextUse::Strong));
    painter.setPen(m_theme->color(Ink::Text));
    painter.drawText(rest, Qt::AlignVCenter, packet.word);
    rest.setLeft(rest.left() + painter.fontMetrics().horizontalAdvance(packet.word) + m_theme->px(10));
    QStringList marks;
    if (packet.qos >= 0)
        marks += QStringLiteral("QoS %1").arg(packet.qos);
    if (packet.dup)
        marks += QStringLiteral("DUP");
    if (packet.retain)
        marks += QStringLiteral("RETAIN");
    if (packet.packetId != 0)
        marks += QStringLiteral("id %1").arg(packet.packetId);
    painter.setFont(m_theme->font(TextUse::Small));
    painter.setPen(m_theme->color(packet.dup ? Ink::Warning : Ink::TextSecondary));
    painter.drawText(
        rest, Qt::AlignVCenter,
        painter.fontMetrics().elidedText(marks.join(QStringLiteral(" · ")), Qt::ElideRight, rest.width()));
}

void ConversationDelegate::paintBubble(QPainter& painter, const QRect& rect, int row, bool selected) const
{
    const auto& line = m_model->line(row);
    const PacketBubble& packet = m_model->summary(row);
    const int margin = m_theme->px(10);
    const int width = (rect.width() - 2 * margin) * kBubbleShare / 100;
    const int left = line.fromClient ? rect.left() + margin : rect.right() - margin - width;
    const QRect bubble(left, rect.top() + m_theme->px(3), width, rect.height() - m_theme->px(6));
    painter.setPen(QPen(m_theme->color(selected         ? Ink::Accent
                                       : packet.refused ? Ink::Error
                                                        : Ink::Line),
                        selected ? 2 : 1.2));
    painter.setBrush(m_theme->color(selected          ? Ink::AccentTint
                                    : line.fromClient ? Ink::SurfaceAlt
                                                      : Ink::Surface));
    painter.drawRoundedRect(QRectF(bubble).adjusted(1, 1, -1, -1), m_theme->px(7), m_theme->px(7));
    // Whose it is, without colour: a bar at the side of who spoke.
    const int bar = m_theme->px(3);
    painter.fillRect(QRect(line.fromClient ? bubble.left() : bubble.right() - bar + 1,
                           bubble.top() + m_theme->px(6), bar, bubble.height() - m_theme->px(12)),
                     m_theme->color(packetInk(packet.type)));

    const QRect inner = bubble.adjusted(m_theme->px(11), m_theme->px(3), -m_theme->px(11), -m_theme->px(3));
    const QString when = m_model->time(row) + QStringLiteral("  #%1").arg(line.frame);
    painter.setFont(m_theme->fixedFont(0.88));
    painter.setPen(m_theme->color(Ink::TextMuted));
    const int whenWidth = painter.fontMetrics().horizontalAdvance(when);
    QRect head(inner.left(), inner.top(), inner.width(), inner.height() / 2);
    painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, when);
    head.setRight(head.right() - whenWidth - m_theme->px(8));
    paintHead(painter, head, packet);

    const QRect body(inner.left(), inner.top() + inner.height() / 2, inner.width(), inner.height() / 2);
    const bool wire = !packet.topic.isEmpty();
    painter.setFont(wire ? m_theme->fixedFont(0.96) : m_theme->font());
    painter.setPen(m_theme->color(packet.refused ? Ink::Error : wire ? Ink::Text : Ink::TextSecondary));
    painter.drawText(body, Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(secondLine(packet), Qt::ElideRight, body.width()));
}

ConversationView::ConversationView(ConversationModel& model, const Theme& theme, QWidget* parent)
    : QListView(parent), m_model(&model)
{
    setModel(&model);
    setItemDelegate(new ConversationDelegate(model, theme, this));
    setUniformItemSizes(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setResizeMode(QListView::Adjust);
}

void ConversationView::showFrame(std::uint32_t frame)
{
    if (currentIndex().isValid() && m_model->line(currentIndex().row()).frame == frame)
        return;
    const QScopedValueRollback following(m_following, true);
    const int row = m_model->rowOfFrame(frame);
    setCurrentIndex(row < 0 ? QModelIndex() : m_model->index(row));
    if (row >= 0)
        scrollTo(m_model->index(row));
}

void ConversationView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (m_following || !current.isValid())
        return;
    const auto& line = m_model->line(current.row());
    if (line.frame != 0)
        Q_EMIT frameChosen(line.frame, line.message);
}

} // namespace mqttscope::ui
