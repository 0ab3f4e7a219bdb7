// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/broker_delegate.h"

#include "ui/models/cell_roles.h"
#include "ui/models/lab_table_model.h"
#include "ui/models/text.h"
#include "ui/theme/category.h"
#include "ui/theme/theme.h"
#include "ui/views/row_marks.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTableView>
#include <QToolTip>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr int kRowHeight = 34;
constexpr int kPadding = 8;
constexpr int kGap = 7; ///< behind a sign
constexpr int kBadgeWidth = 20;
constexpr int kBadgeHeight = 18;
constexpr double kNearlyOver = 0.25; ///< of a ring

} // namespace

void paintLampDisc(QPainter& painter, const Theme& theme, const QRectF& rect, int lamp)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool off = lamp == static_cast<int>(Lamp::Off);
    const bool frozen = lamp == static_cast<int>(Lamp::Frozen);
    const QColor color = theme.color(off ? Ink::LineControl : frozen ? Ink::Accent : Ink::Ok);
    const double width = theme.px(3) / 2.0;
    painter.setPen(QPen(color, width));
    painter.setBrush(off || frozen ? QBrush(Qt::NoBrush) : QBrush(color));
    painter.drawEllipse(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2));
    if (frozen)
        painter.drawLine(QPointF(rect.center().x(), rect.top() + rect.height() * 0.25),
                         QPointF(rect.center().x(), rect.bottom() - rect.height() * 0.25));
    painter.restore();
}

BrokerDelegate::BrokerDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_theme(&theme)
{
}

QFont BrokerDelegate::fontOf(const QModelIndex& index) const
{
    if (index.data(lab_role::Fixed).toBool())
        return m_theme->fixedFont(0.96);
    return m_theme->font(index.data(kStrongRole).toBool() ? TextUse::Strong : TextUse::Normal);
}

Ink BrokerDelegate::inkOf(const QModelIndex& index) const
{
    switch (static_cast<Tone>(index.data(lab_role::Tone).toInt())) {
    case Tone::Ok:
        return Ink::Ok;
    case Tone::Warning:
        return Ink::Warning;
    case Tone::Error:
        return Ink::Error;
    case Tone::Link:
        return Ink::Accent;
    case Tone::Plain:
        break;
    }
    return index.data(kMutedRole).toBool() ? Ink::TextMuted : Ink::Text;
}

int BrokerDelegate::signWidth(const QModelIndex& index) const
{
    if (index.data(lab_role::Lamp).isValid())
        return m_theme->px(10 + kGap);
    if (index.data(lab_role::Ring).isValid() || index.data(lab_role::Icon).isValid() ||
        index.data(lab_role::PacketType).isValid())
        return m_theme->px(16 + kGap);
    return 0;
}

void BrokerDelegate::paintSign(QPainter& painter, const QRect& rect, const QModelIndex& index) const
{
    const int size = m_theme->px(16);
    const QRect square(rect.left(), rect.center().y() - size / 2 + 1, size, size);
    const qreal ratio = painter.device()->devicePixelRatioF();
    if (const QVariant lamp = index.data(lab_role::Lamp); lamp.isValid()) {
        const int disc = m_theme->px(10);
        paintLampDisc(painter, *m_theme, QRectF(rect.left(), rect.center().y() - disc / 2 + 1, disc, disc),
                      lamp.toInt());
    } else if (const QVariant share = index.data(lab_role::Ring); share.isValid()) {
        paintRing(painter, square, share.toDouble());
    } else if (const QVariant icon = index.data(lab_role::Icon); icon.isValid()) {
        const Ink ink = inkOf(index) == Ink::Text ? Ink::TextSecondary : inkOf(index);
        painter.drawPixmap(square.topLeft(), m_theme->pixmap(icon.toString(), ink, size, ratio));
    } else if (const QVariant type = index.data(lab_role::PacketType); type.isValid()) {
        const auto packet = static_cast<mqtt::PacketType>(type.toInt());
        painter.drawPixmap(square.topLeft(),
                           m_theme->pixmap(packetIcon(packet), packetInk(packet), size, ratio));
    }
}

// What is left, clockwise from the top. When little is left the number beside it says so too.
void BrokerDelegate::paintRing(QPainter& painter, const QRect& rect, double share) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = m_theme->px(3);
    const QRectF ring = QRectF(rect).adjusted(width / 2 + 1, width / 2 + 1, -width / 2 - 1, -width / 2 - 1);
    painter.setPen(QPen(m_theme->color(Ink::Line), width));
    painter.drawEllipse(ring);
    QPen pen(m_theme->color(share < kNearlyOver ? Ink::Warning : Ink::Ok), width);
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.drawArc(ring, 90 * 16, -static_cast<int>(std::clamp(share, 0.0, 1.0) * 360 * 16));
    painter.restore();
}

// Grey outline, green outline, filled: the three levels differ without their colours.
void BrokerDelegate::paintQos(QPainter& painter, const QRect& rect, int level) const
{
    static constexpr Ink kBorders[] = {Ink::LineControl, Ink::Ok, Ink::TextSecondary};
    const QRect badge(rect.left(), rect.center().y() - m_theme->px(kBadgeHeight) / 2 + 1,
                      m_theme->px(kBadgeWidth), m_theme->px(kBadgeHeight));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->color(kBorders[std::clamp(level, 0, 2)]), 1.5));
    painter.setBrush(level == 2 ? QBrush(m_theme->color(Ink::TextSecondary)) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(badge).adjusted(1, 1, -1, -1), m_theme->px(4), m_theme->px(4));
    painter.setFont(m_theme->fixedFont(0.92, QFont::DemiBold));
    painter.setPen(m_theme->color(level == 2 ? Ink::Surface : Ink::Text));
    painter.drawText(badge, Qt::AlignCenter, QString::number(level));
    painter.restore();
}

void BrokerDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    if ((option.state & QStyle::State_Selected) != 0) {
        paintSelectedRow(*painter, *m_theme, option.rect, index.column() == 0);
    } else {
        QColor hairline = m_theme->color(Ink::Line);
        hairline.setAlphaF(0.5F);
        painter->fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, hairline);
    }
    QRect rest = option.rect.adjusted(m_theme->px(kPadding), 0, -m_theme->px(kPadding), 0);
    if (const QVariant level = index.data(lab_role::Qos); level.isValid()) {
        paintQos(*painter, rest, level.toInt());
        painter->restore();
        return;
    }
    paintSign(*painter, rest, index);
    rest.setLeft(rest.left() + signWidth(index));
    painter->setFont(fontOf(index));
    painter->setPen(m_theme->color(inkOf(index)));
    painter->drawText(
        rest, index.data(Qt::TextAlignmentRole).toInt() | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, rest.width()));
    painter->restore();
}

QString BrokerDelegate::tipOf(const QAbstractItemView& view, const QModelIndex& index) const
{
    QStringList lines;
    const int wanted = sizeHint({}, index).width();
    const QString whole = index.data().toString();
    const QString own = index.data(Qt::ToolTipRole).toString();
    if (wanted > view.visualRect(index).width() && whole != own)
        lines += wrapped(whole);
    if (!own.isEmpty())
        lines += own;
    const auto* table = qobject_cast<const QTableView*>(&view);
    for (int column = 1; table != nullptr && index.column() == 0 && column < index.model()->columnCount();
         ++column) {
        const QModelIndex other = index.siblingAtColumn(column);
        const QString title = index.model()->headerData(column, Qt::Horizontal).toString();
        if (table->isColumnHidden(column))
            //: %1 the title of a column, %2 a cell of it
            lines += tr("%1: %2").arg(title, other.data().toString());
    }
    return lines.join(QLatin1Char('\n'));
}

bool BrokerDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                               const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), tipOf(*view, index), view->viewport(), view->visualRect(index));
    return true;
}

QSize BrokerDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const QFontMetrics metrics(fontOf(index));
    const int text = index.data(lab_role::Qos).isValid() ? m_theme->px(kBadgeWidth)
                                                         : metrics.horizontalAdvance(index.data().toString());
    return {m_theme->px(2 * kPadding) + signWidth(index) + text + 2,
            std::max(m_theme->px(kRowHeight), metrics.height() + m_theme->px(10))};
}

} // namespace mqttscope::ui
