// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/selection_model.h"

#include <QTableView>

namespace mqttscope::ui {

class FrameListModel;
class Theme;

/// The frame list: a view of the one selection. A QTableView with rows of one height and no proxy, because
/// nothing else of Qt appends to a million rows in a few milliseconds.
class FrameListView : public QTableView {
    Q_OBJECT
public:
    /// Model, selection and theme must outlive the view.
    FrameListView(FrameListModel& model, SelectionModel& selection, const Theme& theme,
                  QWidget* parent = nullptr);

    /// Widths for the present font in a window of that width; those that people chose are lost.
    void resetColumns(int availableWidth);
    /// Shows the row that is selected.
    void showSelection();
    /// Shows by which column the rows are sorted.
    void showSorting();

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void refreshTheme();
    void scaleColumns();

    FrameListModel* m_model;
    SelectionModel* m_selection;
    const Theme* m_theme;
    int m_unit = 0;           ///< size that the column widths were made for
    bool m_following = false; ///< the view moves because the selection did
};

} // namespace mqttscope::ui
