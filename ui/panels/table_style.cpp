// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/table_style.h"

#include "ui/models/cell_roles.h"
#include "ui/theme/theme.h"
#include "ui/views/row_marks.h"

#include <QHeaderView>
#include <QPainter>
#include <QSettings>
#include <QTableView>
#include <QTimer>

#include <algorithm>

namespace mqttscope::ui {

CellDelegate::CellDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(&theme)
{
}

void CellDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const bool fixed = std::find(m_fixed.begin(), m_fixed.end(), index.column()) != m_fixed.end();
    option->font = fixed
                       ? m_theme->fixedFont(0.96)
                       : m_theme->font(index.data(kStrongRole).toBool() ? TextUse::Strong : TextUse::Normal);
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    painter->save();
    painter->setClipRect(option.rect);
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    if (selected && m_paintsSelection)
        paintSelectedRow(*painter, *m_theme, option.rect, index.column() == 0);
    // Under their titles, which leave room for the arrow of sorting.
    const bool right = (option.displayAlignment & Qt::AlignRight) != 0;
    QRect rest = option.rect.adjusted(m_theme->px(7), 0, -m_theme->px(right ? 16 : 7), 0);
    if (!option.icon.isNull()) {
        const int size = m_theme->px(16);
        option.icon.paint(painter, QRect(rest.left(), rest.center().y() - size / 2 + 1, size, size));
        rest.setLeft(rest.left() + size + m_theme->px(7));
    }
    painter->setFont(option.font);
    painter->setPen(m_theme->color(index.data(kMutedRole).toBool() ? Ink::TextMuted : Ink::Text));
    painter->drawText(rest, static_cast<int>(option.displayAlignment) | Qt::TextSingleLine,
                      QFontMetrics(option.font).elidedText(option.text, Qt::ElideRight, rest.width()));
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& given, const QModelIndex& index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QFontMetrics metrics(option.font);
    return {metrics.horizontalAdvance(option.text) + m_theme->px(24),
            std::max(m_theme->px(26), QFontMetrics(m_theme->font()).height() + m_theme->px(6))};
}

RowTree::RowTree(const Theme& theme, QWidget* parent) : QTreeView(parent), m_theme(&theme) {}

void RowTree::drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (selectionModel()->isSelected(index)) {
        const QRect whole(0, option.rect.top(), viewport()->width(), option.rect.height());
        paintSelectedRow(*painter, *m_theme, whole, true);
    }
    QTreeView::drawRow(painter, option, index);
}

// Qt's arrows are black on any ground.
void RowTree::drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const
{
    if (!model()->hasChildren(index))
        return;
    const int size = m_theme->px(12);
    const QString icon =
        isExpanded(index) ? QStringLiteral("ui-chevron-down") : QStringLiteral("ui-chevron-right");
    painter->drawPixmap(rect.right() - (indentation() + size) / 2, rect.center().y() - size / 2 + 1,
                        m_theme->pixmap(icon, Ink::TextSecondary, size, devicePixelRatioF()));
}

void prepareTable(QTableView& table)
{
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setTabKeyNavigation(false);
    table.setCornerButtonEnabled(false);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setContextMenuPolicy(Qt::CustomContextMenu);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.verticalHeader()->setMinimumSectionSize(1);
    table.horizontalHeader()->setStretchLastSection(true);
    table.horizontalHeader()->setHighlightSections(false);
}

void refreshTable(QTableView& table, const Theme& theme)
{
    table.verticalHeader()->setDefaultSectionSize(
        std::max(theme.px(26), QFontMetrics(theme.font()).height() + theme.px(6)));
    table.horizontalHeader()->setFont(theme.font(TextUse::Small));
    table.horizontalHeader()->setFixedHeight(
        std::max(theme.px(27), QFontMetrics(theme.font(TextUse::Small)).height() + theme.px(8)));
    table.viewport()->update();
}

void rememberColumns(QHeaderView& header, QSettings& settings, const QString& key, const Theme& theme,
                     std::initializer_list<int> widths)
{
    const QByteArray state = settings.value(key).toByteArray();
    if (state.isEmpty() || !header.restoreState(state)) {
        int column = 0;
        for (const int width : widths)
            header.resizeSection(column++, theme.px(width));
    }
    // Not at every pixel of a drag.
    auto* later = new QTimer(&header);
    later->setSingleShot(true);
    later->setInterval(300);
    QObject::connect(later, &QTimer::timeout, &header,
                     [&header, &settings, key] { settings.setValue(key, header.saveState()); });
    const auto changed = [later] { later->start(); };
    QObject::connect(&header, &QHeaderView::sectionResized, later, changed);
    QObject::connect(&header, &QHeaderView::sectionMoved, later, changed);
    QObject::connect(&header, &QHeaderView::sortIndicatorChanged, later, changed);
}

} // namespace mqttscope::ui
