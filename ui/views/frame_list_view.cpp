// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/frame_list_view.h"

#include "ui/models/frame_list_model.h"
#include "ui/theme/theme.h"
#include "ui/views/frame_list_delegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr int kUnit = 1000; ///< a length of the design that shows any change of size

} // namespace

FrameListView::FrameListView(FrameListModel& model, SelectionModel& selection, const Theme& theme,
                             QWidget* parent)
    : QTableView(parent), m_model(&model), m_selection(&selection), m_theme(&theme)
{
    setModel(&model);
    setItemDelegate(new FrameListDelegate(model, theme, this));
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(false);
    // A click sorts: ascending, descending, and as captured again.
    horizontalHeader()->setSortIndicatorClearable(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    setSortingEnabled(true);
    setAccessibleName(tr("Frames"));
    connect(&selection, &SelectionModel::selectionChanged, this, &FrameListView::showSelection);
    connect(&theme, &Theme::changed, this, &FrameListView::refreshTheme);
    refreshTheme();
    resetColumns(width());
    m_unit = theme.px(kUnit);
}

void FrameListView::refreshTheme()
{
    const int height = std::max(m_theme->px(25), QFontMetrics(m_theme->font()).height() + m_theme->px(5));
    verticalHeader()->setDefaultSectionSize(height);
    horizontalHeader()->setFont(m_theme->font(TextUse::Small));
    horizontalHeader()->setFixedHeight(m_theme->px(27));
    scaleColumns();
    viewport()->update();
}

// With larger text the columns grow, so that people keep the proportions that they chose.
void FrameListView::scaleColumns()
{
    const int unit = m_theme->px(kUnit);
    if (m_unit == 0 || unit == m_unit)
        return;
    for (int column = 0; column < FrameListModel::Summary; ++column)
        setColumnWidth(column, columnWidth(column) * unit / m_unit);
    m_unit = unit;
}

void FrameListView::resetColumns(int availableWidth)
{
    const QFontMetrics fixed(m_theme->fixedFont());
    const QFontMetrics text(m_theme->font(TextUse::Strong));
    const int padding = m_theme->px(16);
    const auto digits = [&](int count) {
        return fixed.horizontalAdvance(QString(count, QLatin1Char('0'))) + padding;
    };
    setColumnWidth(FrameListModel::Number, digits(7));
    setColumnWidth(FrameListModel::Time, digits(11));
    // Two addresses with their ports where there is room, two client ids of some letters anywhere.
    const int least = fixed.horizontalAdvance(QString(18, QLatin1Char('0'))) + 2 * padding;
    const int most = fixed.horizontalAdvance(QString(37, QLatin1Char('0'))) + 2 * padding;
    setColumnWidth(FrameListModel::Route, std::clamp(availableWidth * 23 / 100, least, most));
    setColumnWidth(FrameListModel::Type,
                   text.horizontalAdvance(QStringLiteral("UNSUBSCRIBE")) + m_theme->px(24) + 2 * padding);
    setColumnWidth(FrameListModel::Qos, m_theme->px(56));
    setColumnWidth(FrameListModel::Identifier, digits(5));
    setColumnWidth(FrameListModel::Length, digits(8));
}

void FrameListView::showSelection()
{
    const QScopedValueRollback following(m_following, true);
    const int row = m_model->rowOfFrame(m_selection->selection().frame);
    if (row < 0) {
        setCurrentIndex({});
        return;
    }
    if (row != currentIndex().row()) {
        const QModelIndex index = m_model->index(row, 0);
        setCurrentIndex(index);
        scrollTo(index);
    }
}

void FrameListView::showSorting()
{
    horizontalHeader()->setSortIndicator(m_model->sortColumn(), m_model->sortOrder());
}

void FrameListView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (!m_following && current.isValid())
        m_selection->selectFrame(m_model->frameOfRow(current.row()));
}

void FrameListView::keyPressEvent(QKeyEvent* event)
{
    // A row is one thing here: Home and End mean the list, not the columns.
    if (event->key() == Qt::Key_Home || event->key() == Qt::Key_End) {
        const int row = event->key() == Qt::Key_Home ? 0 : m_model->rowCount() - 1;
        if (row >= 0)
            setCurrentIndex(m_model->index(row, 0));
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace mqttscope::ui
