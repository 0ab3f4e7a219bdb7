// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/field_tree_delegate.h"

#include "dissector/field/field_info.h"
#include "dissector/field/field_tree.h"
#include "dissector/field/issue_code.h"
#include "dissector/mqtt/types.h"
#include "ui/models/field_tree_model.h"
#include "ui/theme/category.h"
#include "ui/theme/theme.h"
#include "ui/views/row_marks.h"

#include <QPainter>

namespace mqttscope::ui {
namespace {

struct SeverityLook {
    const char* icon;
    Ink ink;
};

SeverityLook lookOf(field::Severity severity)
{
    switch (severity) {
    case field::Severity::Note:
        return {"ui-info", Ink::TextSecondary};
    case field::Severity::Warning:
        return {"ui-warning", Ink::Warning};
    case field::Severity::ProtocolError:
    case field::Severity::Malformed:
    case field::Severity::Unreadable:
        return {"ui-error", Ink::Error};
    }
    return {"ui-info", Ink::TextSecondary};
}

field::NodeKind kindOf(const QModelIndex& index)
{
    return static_cast<field::NodeKind>(index.data(FieldTreeModel::KindRole).toInt());
}

bool isLayer(const QModelIndex& index)
{
    return !index.parent().isValid();
}

QString elided(const QPainter& painter, const QString& text, int width)
{
    return painter.fontMetrics().elidedText(text, Qt::ElideRight, width);
}

} // namespace

FieldTreeDelegate::FieldTreeDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_theme(&theme)
{
}

QSize FieldTreeDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int height = std::max(m_theme->px(24), QFontMetrics(m_theme->font()).height() + m_theme->px(4));
    return {QStyledItemDelegate::sizeHint(option, index).width(), height};
}

void FieldTreeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    const QRect inner = option.rect.adjusted(m_theme->px(4), 0, -m_theme->px(6), 0);
    const qreal ratio = painter->device()->devicePixelRatioF();
    switch (index.column()) {
    case FieldTreeModel::Field:
        paintLabel(*painter, inner, index.siblingAtColumn(0), ratio);
        break;
    case FieldTreeModel::Bytes:
        paintBytes(*painter, inner, index);
        break;
    default:
        paintValue(*painter, inner, index.siblingAtColumn(FieldTreeModel::Value), ratio);
        break;
    }
    painter->restore();
}

void FieldTreeDelegate::paintLabel(QPainter& painter, const QRect& rect, const QModelIndex& index,
                                   qreal ratio) const
{
    QRect rest = rect;
    const int badge = m_theme->px(16);
    const QRect place(rest.left(), rest.center().y() - badge / 2 + 1, badge, badge);
    const QVariant packet = index.data(FieldTreeModel::PacketTypeRole);
    const auto role = static_cast<field::Role>(index.data(FieldTreeModel::CategoryRole).toInt());
    const field::NodeKind kind = kindOf(index);
    if (packet.isValid()) {
        const auto type = static_cast<mqtt::PacketType>(packet.toInt());
        painter.drawPixmap(place.topLeft(), m_theme->pixmap(packetIcon(type), packetInk(type), badge, ratio));
        rest.setLeft(place.right() + m_theme->px(7));
    } else if (const CategoryLook look = categoryLook(role);
               look.letter != 0 && kind != field::NodeKind::Bits && kind != field::NodeKind::Generated) {
        paintBadge(painter, *m_theme, place, QLatin1Char(look.letter), m_theme->color(look.ground),
                   m_theme->color(look.border));
        rest.setLeft(place.right() + m_theme->px(7));
    } else if (isLayer(index)) {
        // What is known of the frame stands in none of its bytes: no letter, but the labels of the layers
        // align.
        painter.drawPixmap(place.topLeft(),
                           m_theme->pixmap(QStringLiteral("ui-info"), Ink::TextMuted, badge, ratio));
        rest.setLeft(place.right() + m_theme->px(7));
    }

    painter.setFont(m_theme->font(isLayer(index) ? TextUse::Strong : TextUse::Normal));
    painter.setPen(m_theme->color(kind == field::NodeKind::Generated ? Ink::TextSecondary : Ink::Text));
    QString label = index.data(Qt::DisplayRole).toString();
    if (kind == field::NodeKind::Generated)
        label = QLatin1Char('[') + label + QLatin1Char(']'); // no byte says it
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, elided(painter, label, rest.width()));
}

void FieldTreeDelegate::paintBytes(QPainter& painter, const QRect& rect, const QModelIndex& index) const
{
    const QString shown = index.data(Qt::DisplayRole).toString();
    const field::NodeKind kind = kindOf(index.siblingAtColumn(0));
    const QFont plain = m_theme->fixedFont(0.96);
    painter.setFont(plain);
    if (kind != field::NodeKind::Bits) {
        painter.setPen(m_theme->color(Ink::TextSecondary));
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, elided(painter, shown, rect.width()));
        return;
    }
    // The bits of the field in bold, the others as quiet dots: position and value at one glance.
    const QFont strong = m_theme->fixedFont(0.96, QFont::Bold);
    const int step = QFontMetrics(plain).horizontalAdvance(QLatin1Char('0'));
    int x = rect.left();
    for (const QChar character : shown) {
        const bool bit = character.isDigit();
        painter.setFont(bit ? strong : plain);
        painter.setPen(m_theme->color(bit ? Ink::Text : Ink::TextMuted));
        painter.drawText(QRect(x, rect.top(), step * 2, rect.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         QString(character));
        x += step;
    }
}

// The mark of what is wrong stands at the right edge, on the line at fault and on those above it, so that it
// is found while they are closed.
void FieldTreeDelegate::paintValue(QPainter& painter, const QRect& rect, const QModelIndex& index,
                                   qreal ratio) const
{
    QRect rest = rect;
    const QVariant severity = index.data(FieldTreeModel::SeverityRole);
    if (severity.isValid()) {
        const SeverityLook mark = lookOf(static_cast<field::Severity>(severity.toInt()));
        const int size = m_theme->px(14);
        rest.setRight(rest.right() - size - m_theme->px(5));
        painter.drawPixmap(QPoint(rest.right() + m_theme->px(5), rest.center().y() - size / 2 + 1),
                           m_theme->pixmap(QLatin1String(mark.icon), mark.ink, size, ratio));
    }
    const QString value = index.data(Qt::DisplayRole).toString();
    const QString issue = index.data(FieldTreeModel::OwnIssueRole).toString();
    const bool fixed = index.data(FieldTreeModel::FixedFontRole).toBool();
    painter.setFont(fixed ? m_theme->fixedFont(0.96) : m_theme->font());
    const SeverityLook look = lookOf(static_cast<field::Severity>(severity.toInt()));
    painter.setPen(m_theme->color(!issue.isEmpty()                    ? look.ink
                                  : isLayer(index.siblingAtColumn(0)) ? Ink::TextSecondary
                                                                      : Ink::Text));
    if (!issue.isEmpty() && !fixed)
        painter.setFont(m_theme->font(TextUse::Strong));
    const QString shown = elided(painter, value, rest.width());
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, shown);
    if (issue.isEmpty())
        return;
    if (!value.isEmpty())
        rest.setLeft(rest.left() + painter.fontMetrics().horizontalAdvance(shown) + m_theme->px(12));
    painter.setFont(m_theme->font());
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, elided(painter, issue, rest.width()));
}

} // namespace mqttscope::ui
