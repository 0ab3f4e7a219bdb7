// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/rule_delegate.h"

#include "ui/theme/theme.h"
#include "ui/views/row_marks.h"

#include <QAbstractItemView>
#include <QPainter>

#include <algorithm>

namespace mqttscope::ui {
namespace {

QFont idFont(const Theme& theme, bool own)
{
    QFont font = theme.font(TextUse::Strong);
    font.setItalic(own);
    return font;
}

/// Without the version and the section that names of the program's own begin with: the chip says the section.
QString shortId(const QString& id)
{
    const qsizetype section = id.indexOf(QChar(0xa7)); // §
    const qsizetype name = section < 0 ? -1 : id.indexOf(QLatin1Char('-'), section);
    return name < 0 ? id : id.mid(name + 1);
}

int textHeight(const QFont& font, int width, const QString& text)
{
    return QFontMetrics(font)
        .boundingRect(QRect(0, 0, std::max(width, 1), 100'000), Qt::TextWordWrap | Qt::AlignLeft, text)
        .height();
}

} // namespace

LevelLook levelLook(analysis::FindingLevel level)
{
    switch (level) {
    case analysis::FindingLevel::Error:
        return {"ui-error", Ink::Error, Ink::ErrorTint};
    case analysis::FindingLevel::Warning:
        return {"ui-warning", Ink::Warning, Ink::WarningTint};
    case analysis::FindingLevel::Note:
        break;
    }
    return {"ui-info", Ink::TextSecondary, Ink::SurfaceAlt};
}

RuleDelegate::RuleDelegate(const RuleListModel& model, const Theme& theme, const QAbstractItemView& view,
                           QObject* parent)
    : QStyledItemDelegate(parent), m_model(&model), m_theme(&theme), m_view(&view)
{
}

bool RuleDelegate::isCard(const QModelIndex& index) const
{
    return index == m_view->currentIndex() &&
           m_model->row(index.row()).kind == RuleListModel::RowKind::Finding;
}

int RuleDelegate::lineHeight() const
{
    return std::max(m_theme->px(32), QFontMetrics(m_theme->font()).height() + m_theme->px(12));
}

QSize RuleDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const int width = m_view->viewport()->width();
    if (!isCard(index))
        return {width, lineHeight()};
    const int margin = m_theme->px(8);
    const QRect inner(0, 0, width - 2 * margin, 0);
    return {width, card(nullptr, inner, m_model->card(index.row())) + 2 * m_theme->px(5)};
}

void RuleDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    if (isCard(index)) {
        const QRect rect =
            option.rect.adjusted(m_theme->px(8), m_theme->px(5), -m_theme->px(8), -m_theme->px(5));
        card(painter, rect, m_model->card(index.row()));
    } else {
        line(*painter, option.rect, index, index == m_view->currentIndex());
    }
    painter->restore();
}

void RuleDelegate::line(QPainter& painter, const QRect& rect, const QModelIndex& index, bool selected) const
{
    using Kind = RuleListModel::RowKind;
    const RuleListModel::Row& row = m_model->row(index.row());
    if (selected)
        paintSelectedRow(painter, *m_theme, rect, true);
    else
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, m_theme->color(Ink::Line));
    const qreal ratio = painter.device()->devicePixelRatioF();
    const int size = m_theme->px(16);
    QRect rest = rect.adjusted(m_theme->px(row.indented ? 34 : 16), 0, -m_theme->px(14), 0);
    if (row.kind == Kind::More) {
        painter.setFont(m_theme->font());
        painter.setPen(m_theme->color(Ink::TextSecondary));
        painter.drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine, index.data().toString());
        return;
    }
    const LevelLook look = levelLook(m_model->levelOf(index.row()));
    painter.drawPixmap(rest.left(), rest.center().y() - size / 2 + 1,
                       m_theme->pixmap(QLatin1String(look.icon), look.ink, size, ratio));
    rest.setLeft(rest.left() + size + m_theme->px(9));

    const QString count = index.data(RuleListModel::CountRole).toString();
    painter.setFont(m_theme->fixedFont(0.96));
    painter.setPen(m_theme->color(Ink::TextMuted));
    const int countWidth = painter.fontMetrics().horizontalAdvance(count);
    painter.drawText(rest, Qt::AlignRight | Qt::AlignVCenter, count);
    rest.setRight(rest.right() - countWidth - m_theme->px(10));
    if (row.kind == Kind::Rule) {
        const QString chevron = m_model->isUnfolded(index.row()) ? QStringLiteral("ui-chevron-down")
                                                                 : QStringLiteral("ui-chevron-right");
        const int small = m_theme->px(12);
        painter.drawPixmap(rest.right() - small, rest.center().y() - small / 2 + 1,
                           m_theme->pixmap(chevron, Ink::TextSecondary, small, ratio));
        rest.setRight(rest.right() - small - m_theme->px(8));
    }
    if (!row.indented) {
        const QFont font = idFont(*m_theme, m_model->isOwn(index.row()));
        painter.setFont(font);
        painter.setPen(m_theme->color(Ink::Text));
        const QString id = painter.fontMetrics().elidedText(shortId(m_model->ruleId(index.row())),
                                                            Qt::ElideRight, rest.width());
        painter.drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine, id);
        // The words begin at one place, unless an id is long.
        const int column = m_theme->px(112);
        rest.setLeft(rest.left() + std::max(column, painter.fontMetrics().horizontalAdvance(id)) +
                     m_theme->px(12));
    }
    painter.setFont(m_theme->font());
    painter.setPen(m_theme->color(row.indented ? Ink::Text : Ink::TextSecondary));
    const QString words = index.data(RuleListModel::ShortRole).toString();
    if (rest.width() > m_theme->px(24))
        painter.drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, rest.width()));
}

int RuleDelegate::cardHead(QPainter* painter, const QRect& rect, const FindingCard& shown) const
{
    const int height = std::max(m_theme->px(36), QFontMetrics(m_theme->font()).height() + m_theme->px(14));
    if (painter == nullptr)
        return height;
    const LevelLook look = levelLook(shown.level);
    const qreal ratio = painter->device()->devicePixelRatioF();
    const int size = m_theme->px(16);
    QRect rest(rect.left() + m_theme->px(12), rect.top(), rect.width() - m_theme->px(24), height);
    painter->drawPixmap(rest.left(), rest.center().y() - size / 2 + 1,
                        m_theme->pixmap(QLatin1String(look.icon), look.ink, size, ratio));
    rest.setLeft(rest.left() + size + m_theme->px(9));
    painter->setFont(m_theme->fixedFont(0.96));
    painter->setPen(m_theme->color(Ink::TextSecondary));
    painter->drawText(rest, Qt::AlignRight | Qt::AlignVCenter, shown.frame);
    rest.setRight(rest.right() - painter->fontMetrics().horizontalAdvance(shown.frame) - m_theme->px(10));
    const auto chip = [&](const QString& words, Ink border) {
        QFont font = m_theme->font(TextUse::Small);
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        const int width = painter->fontMetrics().horizontalAdvance(words) + m_theme->px(16);
        const int tall = painter->fontMetrics().height() + m_theme->px(6);
        const QRect box(rest.right() - width, rest.center().y() - tall / 2, width, tall);
        painter->setPen(QPen(m_theme->color(border), 1.5));
        painter->setBrush(m_theme->color(Ink::Surface));
        painter->drawRoundedRect(box, m_theme->px(4), m_theme->px(4));
        painter->setPen(m_theme->color(border == Ink::Accent ? Ink::Accent : Ink::TextSecondary));
        painter->drawText(box, Qt::AlignCenter, words);
        rest.setRight(box.left() - m_theme->px(8));
    };
    if (!shown.clause.isEmpty())
        chip(shown.clause, Ink::Accent);
    if (shown.own)
        //: a rule that the standard has no number for: the name is the program's own
        chip(tr("own"), Ink::LineControl);
    painter->setFont(idFont(*m_theme, shown.own));
    painter->setPen(m_theme->color(Ink::Text));
    painter->drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(shortId(shown.id), Qt::ElideRight, rest.width()));
    return height;
}

int RuleDelegate::card(QPainter* painter, const QRect& rect, const FindingCard& shown, QRect* where) const
{
    const LevelLook look = levelLook(shown.level);
    const int padding = m_theme->px(12);
    const int gap = m_theme->px(5);
    if (painter != nullptr) {
        painter->setRenderHint(QPainter::Antialiasing);
        const qreal radius = m_theme->px(7);
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme->color(Ink::Surface));
        painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius);
        painter->save();
        painter->setClipRect(QRect(rect.left(), rect.top(), rect.width(), cardHead(nullptr, rect, shown)),
                             Qt::IntersectClip);
        painter->setBrush(m_theme->color(look.tint));
        painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius);
        painter->restore();
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_theme->color(look.ink), 2));
        painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius);
    }
    int y = rect.top() + cardHead(painter, rect, shown) + m_theme->px(10);
    const int left = rect.left() + padding;
    const int width = rect.width() - 2 * padding;
    QFont title = m_theme->font(TextUse::Strong);
    title.setPixelSize(qRound(title.pixelSize() * 1.08));
    const int titleHeight = textHeight(title, width, shown.sentence);
    if (painter != nullptr) {
        painter->setFont(title);
        painter->setPen(m_theme->color(Ink::Text));
        painter->drawText(QRect(left, y, width, titleHeight), Qt::TextWordWrap, shown.sentence);
    }
    y += titleHeight + m_theme->px(8);

    const QFontMetrics labels(m_theme->font());
    int labelWidth = 0;
    for (const RuleLine& one : shown.lines)
        labelWidth = std::max(labelWidth, labels.horizontalAdvance(one.label));
    labelWidth += m_theme->px(14);
    for (const RuleLine& one : shown.lines) {
        QFont font = m_theme->font(one.kind == RuleLine::Kind::Found ? TextUse::Strong : TextUse::Normal);
        font.setUnderline(one.kind == RuleLine::Kind::Where);
        const int height = textHeight(font, width - labelWidth, one.value);
        const QRect value(left + labelWidth, y, width - labelWidth, height);
        if (one.kind == RuleLine::Kind::Where && where != nullptr)
            *where = value;
        if (painter != nullptr) {
            painter->setFont(m_theme->font());
            painter->setPen(m_theme->color(Ink::TextSecondary));
            painter->drawText(QRect(left, y, labelWidth, height), Qt::AlignLeft | Qt::AlignTop, one.label);
            painter->setFont(font);
            painter->setPen(m_theme->color(one.kind == RuleLine::Kind::Found   ? look.ink
                                           : one.kind == RuleLine::Kind::Where ? Ink::Accent
                                                                               : Ink::Text));
            painter->drawText(value, Qt::TextWordWrap, one.value);
        }
        y += height + gap;
    }
    return y + m_theme->px(7) - rect.top();
}

QRect RuleDelegate::whereRect(const QRect& row, int at) const
{
    QRect where;
    if (m_model->row(at).kind == RuleListModel::RowKind::Finding)
        card(nullptr, row.adjusted(m_theme->px(8), m_theme->px(5), -m_theme->px(8), -m_theme->px(5)),
             m_model->card(at), &where);
    return where;
}

} // namespace mqttscope::ui
