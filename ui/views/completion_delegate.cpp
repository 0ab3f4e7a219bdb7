// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/completion_delegate.h"

#include "ui/models/completion_model.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace mqttscope::ui {

CompletionDelegate::CompletionDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_theme(&theme)
{
}

QSize CompletionDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const QFontMetrics fixed(m_theme->fixedFont());
    const QFontMetrics small(m_theme->font(TextUse::Small));
    return {fixed.horizontalAdvance(index.data().toString()) + m_theme->px(24 + 24) +
                small.horizontalAdvance(index.data(CompletionModel::LabelRole).toString()),
            std::max(m_theme->px(24), fixed.height() + m_theme->px(6))};
}

void CompletionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                               const QModelIndex& index) const
{
    painter->save();
    const bool chosen = (option.state & QStyle::State_Selected) != 0;
    painter->fillRect(option.rect, m_theme->color(chosen ? Ink::Accent : Ink::Surface));
    const QRect row = option.rect.adjusted(m_theme->px(10), 0, -m_theme->px(12), 0);
    const QFont fixed = m_theme->fixedFont(
        1.0, index.data(CompletionModel::SampleRole).toBool() ? QFont::DemiBold : QFont::Normal);
    const QFontMetrics metrics(fixed);
    const QString text = metrics.elidedText(index.data().toString(), Qt::ElideMiddle, row.width() * 3 / 4);
    painter->setFont(fixed);
    painter->setPen(m_theme->color(chosen ? Ink::OnAccent : Ink::Text));
    painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter, text);

    const int room = row.width() - metrics.horizontalAdvance(text) - m_theme->px(20);
    const QFont small = m_theme->font(TextUse::Small);
    painter->setFont(small);
    painter->setPen(m_theme->color(chosen ? Ink::OnAccent : Ink::TextSecondary));
    painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter,
                      QFontMetrics(small).elidedText(index.data(CompletionModel::LabelRole).toString(),
                                                     Qt::ElideRight, room));
    painter->restore();
}

} // namespace mqttscope::ui
