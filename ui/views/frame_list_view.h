// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/exchange_rail.h"
#include "ui/models/list_markers.h"
#include "ui/models/selection_model.h"

#include <QTableView>

class QMenu;

namespace mqttscope::ui {

class Annotations;
class FrameListDelegate;
class FrameListModel;
class MarkerScrollBar;
class Theme;

/// The frame list: a view of the one selection. A QTableView with rows of one height and no proxy, because
/// nothing else of Qt appends to a million rows in a few milliseconds.
class FrameListView : public QTableView {
    Q_OBJECT
public:
    /// Model, selection and theme must outlive the view.
    FrameListView(FrameListModel& model, SelectionModel& selection, const Theme& theme,
                  QWidget* parent = nullptr);

    /// Widths for the present font in a window of that width, the order and the choice of the beginning;
    /// those that people chose are lost.
    void resetColumns(int availableWidth);
    /// Makes the column of the times as wide as their format asks for.
    void fitTimes();
    /// Width, order and choice of the columns, for settings.
    [[nodiscard]] QByteArray saveColumns() const;
    /// False if the settings are of another time: nothing is changed then.
    bool restoreColumns(const QByteArray& columns);
    /// The columns with texts that are shown, from left to right.
    [[nodiscard]] std::vector<int> shownColumns() const;
    /// Fills a menu with the columns to choose from. The header shows the same.
    void fillColumnsMenu(QMenu& menu);
    /// Shows the row that is selected.
    void showSelection();
    /// Shows by which column the rows are sorted.
    void showSorting();

    /// New rows at the end come into view as long as the end was in view. Who scrolls up or selects a row
    /// stays there; who goes to the end follows it again.
    void setFollowsEnd(bool follows) { m_followsEnd = follows; }
    /// Goes to the end, whatever is selected.
    void followEnd();
    /// Not while the end is followed: that stays in view.
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    /// Signs beside the scroll bar and in the rows; `annotations` must outlive the view.
    void setAnnotations(const Annotations& annotations);
    /// What breaks rules, ascending.
    void setFindings(std::vector<analysis::FrameFinding> findings);
    [[nodiscard]] MarkerScrollBar* markerBar() const { return m_bar; }
    [[nodiscard]] const ExchangeRail& rail() const { return m_rail; }
    /// The frame whose row is marked because the mouse points at it, here or in another view; 0 = none.
    [[nodiscard]] std::uint32_t hoveredFrame() const;

Q_SIGNALS:
    /// A marker of the scroll bar was clicked.
    void frameRequested(std::uint32_t frame);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void buildHeader();
    void refreshTheme();
    void scaleColumns();
    void showColumnsMenu(const QPoint& place);
    void rowsChanged();
    void stayAt(int row);
    void showHover();
    void pointAt(QPoint place);

    FrameListModel* m_model;
    SelectionModel* m_selection;
    const Theme* m_theme;
    ExchangeRail m_rail;
    ListMarkers m_markers;
    MarkerScrollBar* m_bar;
    FrameListDelegate* m_delegate;
    int m_unit = 0; ///< size that the column widths were made for
    bool m_followsEnd = false;
    bool m_stays = false;     ///< somebody reads elsewhere, or has selected a row: the end is not followed
    bool m_following = false; ///< the view moves because the selection did
    bool m_railStands = false;
};

} // namespace mqttscope::ui
