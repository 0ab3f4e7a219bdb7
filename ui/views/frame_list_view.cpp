// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/frame_list_view.h"

#include "ui/models/annotations.h"
#include "ui/models/frame_list_model.h"
#include "ui/theme/theme.h"
#include "ui/views/frame_list_delegate.h"
#include "ui/views/marker_scroll_bar.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr int kUnit = 1000;    ///< a length of the design that shows any change of size
constexpr int kRailWidth = 30; ///< narrow: it holds a dot or a sign

} // namespace

FrameListView::FrameListView(FrameListModel& model, SelectionModel& selection, const Theme& theme,
                             QWidget* parent)
    : QTableView(parent), m_model(&model), m_selection(&selection), m_theme(&theme), m_rail(model),
      m_markers(model, nullptr), m_bar(new MarkerScrollBar(m_markers, theme)),
      m_delegate(new FrameListDelegate(model, m_rail, theme, this))
{
    setModel(&model);
    setItemDelegate(m_delegate);
    setMouseTracking(true);
    setVerticalScrollBar(m_bar);
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
    buildHeader();
    // A click sorts: ascending, descending, and as captured again.
    horizontalHeader()->setSortIndicatorClearable(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    setSortingEnabled(true);
    setAccessibleName(tr("Frames"));
    connect(&selection, &SelectionModel::selectionChanged, this, &FrameListView::showSelection);
    connect(&selection, &SelectionModel::hoverChanged, this, &FrameListView::showHover);
    connect(&theme, &Theme::changed, this, &FrameListView::refreshTheme);
    connect(m_bar, &QScrollBar::valueChanged, this,
            [this](int value) { m_stays = value < m_bar->maximum(); });
    connect(m_bar, &MarkerScrollBar::frameRequested, this, &FrameListView::frameRequested);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &FrameListView::rowsChanged);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &FrameListView::rowsChanged);
    connect(&model, &QAbstractItemModel::dataChanged, this, &FrameListView::rowsChanged);
    connect(&model, &QAbstractItemModel::layoutChanged, this, &FrameListView::rowsChanged);
    refreshTheme();
    resetColumns(width());
    m_unit = theme.px(kUnit);
}

void FrameListView::buildHeader()
{
    QHeaderView* header = horizontalHeader();
    header->setStretchLastSection(true);
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setFirstSectionMovable(false); // the rail stays beside what it joins
    header->setMinimumSectionSize(m_theme->px(kRailWidth));
    header->setResizeContentsPrecision(0); // a double click measures the rows on the screen
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &FrameListView::showColumnsMenu);
}

void FrameListView::rowsChanged()
{
    m_railStands = false;
    m_bar->refreshMarkers();
    viewport()->update();
}

void FrameListView::setAnnotations(const Annotations& annotations)
{
    m_markers.setAnnotations(annotations);
    connect(&annotations, &Annotations::changed, m_bar, &MarkerScrollBar::refreshMarkers);
}

void FrameListView::setFindings(std::vector<analysis::FrameFinding> findings)
{
    m_markers.setFindings(std::move(findings));
    m_bar->refreshMarkers();
}

std::uint32_t FrameListView::hoveredFrame() const
{
    return m_delegate->hovered();
}

void FrameListView::showHover()
{
    const std::uint32_t frame = m_selection->hover().frame;
    const std::uint32_t before = m_delegate->hovered();
    if (frame == before)
        return;
    m_delegate->setHovered(frame);
    for (const std::uint32_t changed : {before, frame}) {
        if (const int row = m_model->rowOfFrame(changed); row >= 0)
            viewport()->update(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
    }
}

// The other views mark the packet; nothing moves.
void FrameListView::pointAt(QPoint place)
{
    const std::uint32_t frame = m_model->frameOfRow(rowAt(place.y()));
    std::uint32_t message = index::kNone;
    if (frame != 0 && m_model->snapshot()) {
        m_model->snapshot()->forEachMessage(frame, [&](std::uint32_t first) {
            message = first;
            return false;
        });
    }
    if (frame != 0)
        m_selection->setHoverMessage(frame, message);
    else
        m_selection->clearHover();
}

void FrameListView::mouseMoveEvent(QMouseEvent* event)
{
    QTableView::mouseMoveEvent(event);
    if (event->buttons() == Qt::NoButton)
        pointAt(event->pos());
}

bool FrameListView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave)
        m_selection->clearHover();
    return QTableView::viewportEvent(event);
}

// The rail is made for what is known when it is drawn: snapshots arrive more often than that.
void FrameListView::paintEvent(QPaintEvent* event)
{
    if (!m_railStands) {
        m_rail.select(m_selection->selection().frame);
        m_railStands = true;
    }
    QTableView::paintEvent(event);
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
    for (int column = 0; column < FrameListModel::ColumnCount; ++column) {
        if (!isColumnHidden(column))
            setColumnWidth(column, columnWidth(column) * unit / m_unit);
    }
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
    QHeaderView* header = horizontalHeader();
    for (int column = 0; column < FrameListModel::ColumnCount; ++column) {
        header->moveSection(header->visualIndex(column), column);
        setColumnHidden(column, column >= FrameListModel::kFirstOptional);
    }
    setColumnWidth(FrameListModel::Rail, m_theme->px(kRailWidth));
    setColumnWidth(FrameListModel::Number, digits(6));
    setColumnWidth(FrameListModel::Time, digits(11));
    // Two addresses with their ports where there is room, two client ids of some letters anywhere.
    const int least = fixed.horizontalAdvance(QString(18, QLatin1Char('0'))) + 2 * padding;
    const int most = fixed.horizontalAdvance(QString(37, QLatin1Char('0'))) + 2 * padding;
    setColumnWidth(FrameListModel::Route, std::clamp(availableWidth * 20 / 100, least, most));
    setColumnWidth(FrameListModel::Type,
                   text.horizontalAdvance(QStringLiteral("UNSUBSCRIBE")) + m_theme->px(24) + 2 * padding);
    setColumnWidth(FrameListModel::Qos, m_theme->px(50));
    setColumnWidth(FrameListModel::Identifier, digits(5));
    setColumnWidth(FrameListModel::Length, digits(7));
    setColumnWidth(FrameListModel::Reply, digits(9));
    for (int column = FrameListModel::kFirstOptional; column < FrameListModel::ColumnCount; ++column)
        header->resizeSection(column, digits(20));
}

void FrameListView::fitTimes()
{
    // The longest time of each format, in digits of the fixed font.
    static constexpr int kDigits[] = {11, 11, 11, 15, 26, 17};
    static_assert(std::size(kDigits) == kTimeFormats.size());
    const int digits = kDigits[static_cast<std::size_t>(m_model->timeFormat())];
    const QFontMetrics fixed(m_theme->fixedFont());
    setColumnWidth(FrameListModel::Time,
                   fixed.horizontalAdvance(QString(digits, QLatin1Char('0'))) + m_theme->px(16));
}

QByteArray FrameListView::saveColumns() const
{
    return horizontalHeader()->saveState();
}

bool FrameListView::restoreColumns(const QByteArray& columns)
{
    if (columns.isEmpty() || !horizontalHeader()->restoreState(columns))
        return false;
    horizontalHeader()->setStretchLastSection(true);
    return true;
}

std::vector<int> FrameListView::shownColumns() const
{
    std::vector<int> columns;
    for (int place = 0; place < FrameListModel::ColumnCount; ++place) {
        const int column = horizontalHeader()->logicalIndex(place);
        if (column != FrameListModel::Rail && !isColumnHidden(column))
            columns.push_back(column);
    }
    return columns;
}

void FrameListView::fillColumnsMenu(QMenu& menu)
{
    menu.clear();
    for (int column = 0; column < FrameListModel::ColumnCount; ++column) {
        QAction* action = menu.addAction(m_model->columnTitle(column));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        // Without any column there would be no header to bring one back.
        action->setEnabled(column != FrameListModel::Number);
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            setColumnHidden(column, !shown);
            viewport()->update();
        });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("&Reset the columns")), &QAction::triggered, this,
            [this] { resetColumns(window()->width()); });
}

void FrameListView::showColumnsMenu(const QPoint& place)
{
    QMenu menu(this);
    fillColumnsMenu(menu);
    menu.exec(horizontalHeader()->mapToGlobal(place));
}

void FrameListView::showSelection()
{
    const QScopedValueRollback following(m_following, true);
    m_railStands = false;
    viewport()->update();
    const int row = m_model->rowOfFrame(m_selection->selection().frame);
    if (row < 0) {
        setCurrentIndex({});
        return;
    }
    if (row != currentIndex().row()) {
        const QModelIndex index = m_model->index(row, 0);
        setCurrentIndex(index);
        scrollTo(index);
        stayAt(row);
    }
}

// With less room the selected row stays in sight, if it was.
void FrameListView::resizeEvent(QResizeEvent* event)
{
    const QRect row = visualRect(currentIndex());
    const bool seen = row.isValid() && row.top() < event->oldSize().height() && row.bottom() > 0;
    QTableView::resizeEvent(event);
    if (seen && event->size().height() < event->oldSize().height())
        scrollTo(currentIndex());
}

// Somebody who has scrolled up is reading there.
void FrameListView::rowsInserted(const QModelIndex& parent, int start, int end)
{
    QTableView::rowsInserted(parent, start, end);
    if (m_followsEnd && !m_stays && end + 1 == m_model->rowCount())
        scrollToBottom();
}

// At the last row the newest ones are wanted.
void FrameListView::stayAt(int row)
{
    m_stays = row >= 0 && row + 1 < m_model->rowCount();
    if (m_followsEnd && row >= 0 && !m_stays)
        scrollToBottom();
}

// Qt scrolls to the selected row a moment later, when others may have come.
void FrameListView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    if (!m_followsEnd || m_stays)
        QTableView::scrollTo(index, hint);
}

void FrameListView::followEnd()
{
    m_stays = false;
    scrollToBottom();
}

void FrameListView::showSorting()
{
    horizontalHeader()->setSortIndicator(m_model->sortColumn(), m_model->sortOrder());
}

void FrameListView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    stayAt(current.row());
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
