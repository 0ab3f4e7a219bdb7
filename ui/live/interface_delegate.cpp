// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/interface_delegate.h"

#include "ui/models/interface_model.h"
#include "ui/models/interface_text.h"
#include "ui/theme/theme.h"
#include "ui/views/row_marks.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace mqttscope::ui {
namespace {

// In units of the design.
constexpr int kLineWidth = 92;
constexpr int kLineHeight = 24;
/// What the words need so that there is room for the line of the last minute.
constexpr int kWordsFor = 150;

/// The newest value stands at the right; what is not known yet is not drawn.
void paintRates(QPainter& painter, const Theme& theme, const QRectF& place, const QList<double>& rates,
                bool selected)
{
    const Ink ink = selected ? Ink::Accent : Ink::TextMuted;
    const double most = rates.isEmpty() ? 0 : *std::max_element(rates.begin(), rates.end());
    painter.setPen(QPen(theme.color(most > 0 ? ink : Ink::LineControl), 1));
    if (most <= 0) {
        painter.drawLine(place.bottomLeft(), place.bottomRight());
        return;
    }
    const double step = place.width() / (InterfaceModel::kRates - 1);
    QPolygonF line;
    for (qsizetype i = 0; i < rates.size(); ++i) {
        const double x = place.right() - static_cast<double>(rates.size() - 1 - i) * step;
        line << QPointF(x, place.bottom() - rates[i] / most * place.height());
    }
    QPainterPath area;
    area.addPolygon(line);
    area.lineTo(place.right(), place.bottom());
    area.lineTo(line.front().x(), place.bottom());
    area.closeSubpath();
    QColor ground = theme.color(ink);
    ground.setAlphaF(0.16F);
    painter.fillPath(area, ground);
    painter.setPen(QPen(theme.color(ink), std::max(1.2, theme.px(13) / 10.0)));
    painter.drawPolyline(line);
}

} // namespace

int interfaceRowHeight(const Theme& theme)
{
    return QFontMetrics(theme.font(TextUse::Strong)).height() +
           QFontMetrics(theme.font(TextUse::Small)).height() + theme.px(15);
}

void paintInterfaceRow(QPainter& painter, const Theme& theme, const QRect& rect, const InterfaceRow& row)
{
    painter.setRenderHint(QPainter::Antialiasing);
    QRect rest = rect.adjusted(theme.px(11), 0, -theme.px(8), 0);
    const int size = theme.px(18);
    const Ink icon = !row.usable ? Ink::ByteUnread : row.selected ? Ink::Accent : Ink::TextSecondary;
    painter.drawPixmap(rest.left(), rest.center().y() - size / 2,
                       theme.pixmap(row.icon, icon, size, painter.device()->devicePixelRatioF()));
    rest.setLeft(rest.left() + size + theme.px(11));
    if (!row.rate.isEmpty()) {
        const QFont fixed = theme.fixedFont(0.92);
        const QFontMetrics metrics(fixed);
        const int width =
            std::max(metrics.horizontalAdvance(row.rate), metrics.horizontalAdvance(packetRateText(9999)));
        painter.setFont(fixed);
        painter.setPen(theme.color(row.usable ? Ink::TextSecondary : Ink::ByteUnread));
        painter.drawText(rest, Qt::AlignRight | Qt::AlignVCenter, row.rate);
        rest.setRight(rest.right() - width - theme.px(10));
        if (rest.width() >= theme.px(kWordsFor + kLineWidth)) {
            const QRectF place(rest.right() - theme.px(kLineWidth),
                               rest.center().y() - theme.px(kLineHeight) / 2.0, theme.px(kLineWidth),
                               theme.px(kLineHeight));
            paintRates(painter, theme, place, row.rates, row.selected);
            rest.setRight(rest.right() - theme.px(kLineWidth) - theme.px(10));
        }
    }
    const QFont strong = theme.font(TextUse::Strong);
    const QFont small = theme.font(TextUse::Small);
    const QFontMetrics above(strong);
    const QFontMetrics below(small);
    const int top = rest.center().y() - (above.height() + below.height()) / 2;
    painter.setFont(strong);
    painter.setPen(theme.color(row.usable ? Ink::Text : Ink::TextMuted));
    painter.drawText(QRect(rest.left(), top, rest.width(), above.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     above.elidedText(row.title, Qt::ElideRight, rest.width()));
    painter.setFont(small);
    painter.setPen(theme.color(row.usable ? Ink::TextSecondary : Ink::TextMuted));
    painter.drawText(QRect(rest.left(), top + above.height(), rest.width(), below.height()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     below.elidedText(row.remark, Qt::ElideRight, rest.width()));
}

InterfaceDelegate::InterfaceDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_theme(&theme)
{
}

QSize InterfaceDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {m_theme->px(160), interfaceRowHeight(*m_theme)};
}

void InterfaceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const
{
    InterfaceRow row;
    row.icon = index.data(InterfaceModel::IconRole).toString();
    row.title = index.data().toString();
    row.remark = index.data(InterfaceModel::RemarkRole).toString();
    row.rates = index.data(InterfaceModel::RatesRole).value<QList<double>>();
    row.rate = index.data(InterfaceModel::RateTextRole).toString();
    row.usable = index.data(InterfaceModel::UsableRole).toBool();
    row.selected = (option.state & QStyle::State_Selected) != 0;
    painter->save();
    if (row.selected)
        paintSelectedRow(*painter, *m_theme, option.rect, true);
    else if (row.usable && (option.state & QStyle::State_MouseOver) != 0)
        painter->fillRect(option.rect, m_theme->color(Ink::RowHover));
    paintInterfaceRow(*painter, *m_theme, option.rect, row);
    if ((option.state & QStyle::State_HasFocus) != 0)
        paintHoverFrame(*painter, *m_theme, option.rect);
    painter->restore();
}

} // namespace mqttscope::ui
