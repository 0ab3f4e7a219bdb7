// SPDX-License-Identifier: GPL-3.0-or-later
// The display filter and the order of the rows: bar, menus, what follows for the panes.
#include "analysis/compile_filter.h"
#include "analysis/node_filter.h"
#include "ui/filter_use.h"
#include "ui/live/live_figures.h"
#include "ui/main_actions.h"
#include "ui/main_window.h"
#include "ui/models/cell_filter.h"
#include "ui/models/text.h"
#include "ui/perspective_page.h"
#include "ui/theme/theme.h"
#include "ui/views/banner.h"
#include "ui/views/bytes_pane.h"
#include "ui/views/field_tree_view.h"
#include "ui/views/filter_bar.h"
#include "ui/views/filter_edit.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/hex_view.h"
#include "ui/views/status_strip.h"
#include "ui/views/switch_button.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QToolBar>

namespace mqttscope::ui {

void MainWindow::buildFilterBar()
{
    m_filterBar = new FilterBar({m_filter, m_filterStore, m_session, m_vocabulary, *m_theme});
    m_shown = new QLabel;
    m_shown->setProperty("secondary", true);
    m_showAll = new SwitchButton(*m_theme);
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_filterBar, 1);
    row->addWidget(m_shown);
    row->addWidget(m_showAll);
    addToolBarBreak();
    m_filterRow = new QToolBar;
    m_filterRow->setObjectName(QStringLiteral("filterRow"));
    m_filterRow->setMovable(false);
    m_filterRow->setContextMenuPolicy(Qt::PreventContextMenu);
    m_filterRow->addWidget(content);
    addToolBar(m_filterRow);
}

void MainWindow::connectFilter()
{
    MainActions& a = *m_actions;
    connect(a.focusFilter, &QAction::triggered, this, [this] {
        m_filterBar->edit()->setFocus(Qt::ShortcutFocusReason);
        m_filterBar->edit()->selectAll();
    });
    connect(a.clearFilter, &QAction::triggered, m_filterBar, &FilterBar::clear);
    connect(a.fieldAsFilter, &QAction::triggered, this,
            [this] { useFilter(selectedFieldFilter(), FilterUse::Apply); });
    connect(&m_workspace, &Workspace::filterRequested, this, &MainWindow::useFilter);
    connect(&m_filter, &FilterState::changed, this, &MainWindow::updateActions);
    connect(&m_filter, &FilterState::advanced, this, &MainWindow::showFiltered);
    connect(&m_filter, &FilterState::changed, this, &MainWindow::showFiltered);
    connect(&m_sorter, &RowSorter::sorted, this, [this] {
        m_list->showSelection();
        // While rows still come, nobody wants the list to jump.
        if (m_session.state() == DocumentSession::State::Ready && m_list->currentIndex().isValid())
            m_list->scrollTo(m_list->currentIndex());
        updateActions();
        reportSettled();
    });
    connect(&m_frames, &FrameRowsModel::sortingChanged, this, &MainWindow::showSorting);
    connect(m_sortMenu, &QMenu::aboutToShow, this, &MainWindow::fillSortMenu);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &MainWindow::showTreeMenu);
    connect(m_bytes->hexView(), &QWidget::customContextMenuRequested, this, &MainWindow::showBytesMenu);
    for (QWidget* view : {static_cast<QWidget*>(m_tree), static_cast<QWidget*>(m_bytes->hexView())})
        view->setContextMenuPolicy(Qt::CustomContextMenu);
}

void MainWindow::setFilter(const QString& text)
{
    m_filterBar->apply(text);
}

void MainWindow::useFilter(const QString& filter, FilterUse use)
{
    if (filter.isEmpty())
        return;
    if (m_perspective == Perspective::Lab)
        setPerspective(Perspective::Analyse); // where the filter stands
    if (use == FilterUse::Prepare)
        m_filterBar->prepare(filter);
    else
        m_filterBar->apply(combinedFilter(m_filter.text(), filter, use));
}

// The rows are others: the selected frame stays selected, and in sight if it is among them.
void MainWindow::showFiltered()
{
    if (m_filter.isFirstRun())
        return;
    m_list->showSelection();
    if (m_frames.rowOfFrame(m_selection.selection().frame) < 0) {
        if (const int row = m_frames.nearestRow(m_selection.selection().frame); row >= 0)
            m_list->scrollTo(m_frames.index(row, 0), QAbstractItemView::PositionAtCenter);
    }
    selectWanted();
    retranslateCounts();
    updateActions();
    reportFilter();
    reportSettled();
}

void MainWindow::reportSettled()
{
    if (m_session.state() == DocumentSession::State::Ready && isSettled())
        Q_EMIT settled();
}

// A filter on TCP or ARP selects frames that the switch hides: nobody should have to guess why.
void MainWindow::reportFilter()
{
    const bool settled =
        m_filter.isInUse() && m_session.state() == DocumentSession::State::Ready && !m_filter.isRunning();
    const bool hidden = settled && m_frames.rowCount() == 0 && m_frames.selectedCount() > 0;
    if (hidden) {
        m_filterReported = true;
        m_banner->show(Banner::Severity::Note,
                       tr("The filter selects %n frame(s), none of them with MQTT.", nullptr,
                          static_cast<int>(m_frames.selectedCount())),
                       tr("Show all frames"), [this] { setShowAll(true); });
    } else if (settled && m_frames.selectedCount() == 0 && m_frames.frameCount() > 0) {
        m_filterReported = true;
        m_banner->show(Banner::Severity::Note, tr("The filter selects no frame of this capture."),
                       tr("Clear the filter"), [this] { m_filterBar->clear(); });
    } else if (m_filterReported) {
        m_filterReported = false;
        m_banner->hide();
    }
}

// A frame that was asked for is selected in any case; the list can show it once the filter is gone.
void MainWindow::reportHidden(std::uint32_t frame)
{
    m_filterReported = true;
    m_banner->show(Banner::Severity::Note,
                   tr("Frame %1 is selected, but the filter hides it.").arg(QLocale().toString(frame)),
                   tr("Clear the filter"), [this] {
                       m_filterReported = false;
                       m_banner->hide();
                       m_filterBar->clear();
                       goTo(m_selection.selection().frame);
                   });
}

void MainWindow::retranslateCounts()
{
    const bool file = m_session.document() != nullptr;
    const QLocale locale;
    const std::uint32_t all = m_frames.frameCount();
    const std::uint32_t selected = m_frames.selectedCount();
    const int shown = m_frames.rowCount();
    //: %1 frames in the list, %2 in the file
    m_shown->setText(
        file ? tr("<b>%1</b> of %2 frames shown").arg(locale.toString(shown), locale.toString(all))
             : QString());
    m_showAll->setEnabled(file);
    const int hidden =
        m_frames.isFiltered() ? static_cast<int>(selected) - shown : static_cast<int>(all) - shown;
    const bool remark = file && !m_frames.showsAll() && (hidden > 0 || !m_frames.isFiltered());
    //: frames without MQTT that are not shown
    m_showAll->setRemark(remark ? tr("%Ln hidden", nullptr, hidden) : QString());
    // A capture without a name is called by its numbers.
    const bool figures = m_session.isNameless() && m_liveFigures->isVisibleTo(m_status);
    m_status->setFile(file && !figures ? m_session.displayName() : QString(),
                      page() != nullptr ? page()->fileRemark() : QString());
}

// -------------------------------------------------------------------------------------------------- the
// order

void MainWindow::showSorting()
{
    for (FrameListView* list : m_lists)
        list->showSorting();
    updateActions();
}

void MainWindow::fillSortMenu()
{
    m_sortMenu->clear();
    auto* columns = new QActionGroup(m_sortMenu);
    const auto choice = [&](const QString& title, int column, Qt::SortOrder order, bool checked,
                            QActionGroup* group) {
        QAction* action = m_sortMenu->addAction(title);
        action->setCheckable(true);
        action->setChecked(checked);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, column, order] { m_frames.sort(column, order); });
    };
    const int now = m_frames.sortColumn();
    //: the order of the capture, no column
    choice(tr("&Capture order"), -1, Qt::AscendingOrder, now < 0, columns);
    m_sortMenu->addSeparator();
    for (int column = 0; column < m_frames.columnCount(); ++column) {
        const QString title = m_frames.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        if (!title.isEmpty())
            choice(title, column, now == column ? m_frames.sortOrder() : Qt::AscendingOrder, now == column,
                   columns);
    }
    m_sortMenu->addSeparator();
    auto* orders = new QActionGroup(m_sortMenu);
    const bool descending = m_frames.sortOrder() == Qt::DescendingOrder;
    choice(tr("&Ascending"), now, Qt::AscendingOrder, now >= 0 && !descending, orders);
    choice(tr("&Descending"), now, Qt::DescendingOrder, now >= 0 && descending, orders);
    orders->setEnabled(now >= 0);
}

// ---------------------------------------------------------------------------------------------- context
// menus

QString MainWindow::selectedFieldFilter() const
{
    const auto& dissection = m_selection.dissection();
    const std::uint32_t node = m_selection.selection().node;
    return dissection && node < dissection->tree.size() ? text(analysis::nodeFilter(*dissection, node))
                                                        : QString();
}

void MainWindow::fillListMenu(QMenu& menu, std::uint32_t frame, int column)
{
    const std::vector<CellFilter> filters =
        cellFilters(*m_session.document(), *m_session.snapshot(), frame, m_vocabulary);
    const RowKey key = m_frames.sortKey(column);
    const auto own = std::find_if(filters.begin(), filters.end(),
                                  [key](const CellFilter& filter) { return filter.column == key; });
    if (own != filters.end())
        addFilterMenu(menu, tr("&Filter: %1").arg(own->words), own->filter, m_workspace);
    QMenu* others = menu.addMenu(tr("Filter &by"));
    for (const CellFilter& filter : filters)
        addFilterMenu(*others, filter.words, filter.filter, m_workspace);
    menu.addSeparator();
    menu.addActions({m_actions->clearFilter, m_actions->copySummary});
    menu.addSeparator();
    menu.addActions({m_actions->mark, m_actions->comment, m_actions->reference});
    menu.addMenu(m_relatedMenu);
    menu.addSeparator();
    menu.addActions({m_actions->showLadder, m_actions->goToFrame});
}

void MainWindow::showListMenu(FrameListView& list, QPoint place)
{
    QModelIndex index = list.indexAt(place);
    if (!index.isValid())
        index = list.currentIndex();
    const std::uint32_t frame = m_frames.frameOfRow(index.row());
    if (frame == 0 || !m_session.snapshot())
        return;
    openMenu([&](QMenu& menu) { fillListMenu(menu, frame, index.column()); },
             list.viewport()->mapToGlobal(place));
}

void MainWindow::fillFieldMenu(QMenu& menu)
{
    if (const QString filter = selectedFieldFilter(); !filter.isEmpty())
        addFilterMenu(menu, tr("&Filter: this field"), filter, m_workspace);
    menu.addSeparator();
    menu.addActions({m_actions->copyValue, m_actions->copyBytes, m_actions->copyName});
    menu.addMenu(m_copyMenu);
}

void MainWindow::showTreeMenu(QPoint place)
{
    openMenu(
        [this](QMenu& menu) {
            fillFieldMenu(menu);
            menu.addSeparator();
            menu.addActions({m_actions->expandAll, m_actions->collapseAll});
        },
        m_tree->viewport()->mapToGlobal(place));
}

void MainWindow::showBytesMenu(QPoint place)
{
    const auto& dissection = m_selection.dissection();
    if (!dissection)
        return;
    const Selection& selection = m_selection.selection();
    const auto ranges = dissection->rangesInFrame(selection.source, selection.range);
    openMenu(
        [&](QMenu& menu) {
            if (!ranges.empty())
                addFilterMenu(menu, tr("Filter: these &bytes"),
                              text(analysis::bytesFilter(dissection->sources[0], ranges.front())),
                              m_workspace);
            fillFieldMenu(menu);
        },
        m_bytes->hexView()->viewport()->mapToGlobal(place));
}

// The menu ends by itself: nobody waits for it.
template <class Fill> void MainWindow::openMenu(Fill fill, QPoint place)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("contextMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fill(*menu);
    menu->popup(place);
}

} // namespace mqttscope::ui
