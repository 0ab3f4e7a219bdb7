// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/field_tree_view.h"

#include "dissector/field/field_table.h"
#include "ui/models/field_tree_model.h"
#include "ui/theme/theme.h"
#include "ui/views/field_tree_delegate.h"
#include "ui/views/row_marks.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>
#include <QScopedValueRollback>

namespace mqttscope::ui {
namespace {

constexpr int kUnit = 1000; ///< a length of the design that shows any change of size

} // namespace

FieldTreeView::FieldTreeView(FieldTreeModel& model, SelectionModel& selection, const Theme& theme,
                             QWidget* parent)
    : QTreeView(parent), m_model(&model), m_selection(&selection), m_theme(&theme)
{
    setModel(&model);
    setItemDelegate(new FieldTreeDelegate(theme, this));
    setUniformRowHeights(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setMouseTracking(true);
    setAllColumnsShowFocus(true);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    header()->setStretchLastSection(true);
    header()->setSectionsMovable(false);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setAccessibleName(tr("Fields"));

    connect(this, &QTreeView::expanded, this, [this](const QModelIndex& index) {
        if (!m_following)
            m_branches.insert(branchKey(FieldTreeModel::nodeOf(index)), true);
    });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex& index) {
        if (!m_following)
            m_branches.insert(branchKey(FieldTreeModel::nodeOf(index)), false);
    });
    connect(&selection, &SelectionModel::selectionChanged, this, &FieldTreeView::showSelection);
    connect(&selection, &SelectionModel::hoverChanged, this, &FieldTreeView::showHover);
    connect(&theme, &Theme::changed, this, &FieldTreeView::refreshTheme);
    refreshTheme();
}

void FieldTreeView::refreshTheme()
{
    setIndentation(m_theme->px(16));
    header()->setFont(m_theme->font(TextUse::Small));
    header()->setFixedHeight(m_theme->px(26));
    const int unit = m_theme->px(kUnit);
    for (int column = 0; m_unit != 0 && unit != m_unit && column < FieldTreeModel::Value; ++column)
        setColumnWidth(column, columnWidth(column) * unit / m_unit);
    m_unit = unit;
    scheduleDelayedItemsLayout();
    viewport()->update();
}

QString FieldTreeView::branchKey(std::uint32_t node) const
{
    QString key;
    const auto& tree = m_model->dissection()->tree;
    for (; node != analysis::kNoNode; node = tree.node(node).parent)
        key += QString::number(static_cast<int>(tree.node(node).id)) + QLatin1Char('/');
    return key;
}

// MQTT is what people came for: it is open, the layers below it are one line each.
bool FieldTreeView::opensByItself(std::uint32_t node) const
{
    const auto& tree = m_model->dissection()->tree;
    while (tree.node(node).parent != analysis::kNoNode)
        node = tree.node(node).parent;
    return tree.node(node).id == field::FieldId::Mqtt;
}

void FieldTreeView::restoreBranches()
{
    if (!m_model->dissection())
        return;
    const QScopedValueRollback following(m_following, true);
    const auto nodes = m_model->dissection()->tree.nodes();
    std::uint32_t branches = 0;
    for (std::uint32_t i = 0; i < nodes.size() && branches < kMaxBranches; ++i) {
        if (nodes[i].next == i + 1)
            continue;
        ++branches;
        const auto known = m_branches.constFind(branchKey(i));
        setExpanded(m_model->indexOf(i), known != m_branches.constEnd() ? *known : opensByItself(i));
    }
}

void FieldTreeView::setAllExpanded(bool expanded)
{
    if (!m_model->dissection())
        return;
    const auto nodes = m_model->dissection()->tree.nodes();
    std::uint32_t branches = 0;
    for (std::uint32_t i = 0; i < nodes.size() && branches < kMaxBranches; ++i) {
        if (nodes[i].next == i + 1)
            continue;
        ++branches;
        setExpanded(m_model->indexOf(i), expanded);
        m_branches.insert(branchKey(i), expanded);
    }
    showSelection();
}

void FieldTreeView::showSelection()
{
    const QScopedValueRollback following(m_following, true);
    const QModelIndex index = m_model->indexOf(m_selection->selection().node);
    if (!index.isValid()) {
        setCurrentIndex({});
        viewport()->update();
        return;
    }
    if (index.row() != currentIndex().row() || index.internalId() != currentIndex().internalId())
        setCurrentIndex(index);
    scrollTo(index);
}

void FieldTreeView::showHover()
{
    viewport()->update();
}

void FieldTreeView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTreeView::currentChanged(current, previous);
    if (!m_following && current.isValid())
        m_selection->selectNode(FieldTreeModel::nodeOf(current));
}

void FieldTreeView::drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const std::uint32_t node = FieldTreeModel::nodeOf(index);
    const QRect row(0, option.rect.top(), viewport()->width(), option.rect.height());
    if (node == m_selection->selection().node)
        paintSelectedRow(*painter, *m_theme, row, true);
    QTreeView::drawRow(painter, option, index);
    if (node == m_selection->hover().node)
        paintHoverFrame(*painter, *m_theme, row);
}

void FieldTreeView::drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const
{
    if (!m_model->hasChildren(index))
        return;
    const int size = m_theme->px(12);
    const QString icon =
        isExpanded(index) ? QStringLiteral("ui-chevron-down") : QStringLiteral("ui-chevron-right");
    const QPoint place(rect.right() - (indentation() + size) / 2 + 1, rect.center().y() - size / 2 + 1);
    painter->drawPixmap(place, m_theme->pixmap(icon, Ink::TextSecondary, size, devicePixelRatioF()));
}

void FieldTreeView::mouseMoveEvent(QMouseEvent* event)
{
    QTreeView::mouseMoveEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid())
        m_selection->setHoverNode(FieldTreeModel::nodeOf(index));
    else
        m_selection->clearHover();
}

void FieldTreeView::leaveEvent(QEvent* event)
{
    m_selection->clearHover();
    QTreeView::leaveEvent(event);
}

} // namespace mqttscope::ui
