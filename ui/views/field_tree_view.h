// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/selection_model.h"

#include <QHash>
#include <QTreeView>

namespace mqttscope::ui {

class FieldTreeModel;
class Theme;

/// The field tree: a view of the one selection. Remembers by field which branches people opened and closed.
class FieldTreeView : public QTreeView {
    Q_OBJECT
public:
    /// Branches looked at when a frame is shown; the rest of an enormous tree stays closed.
    static constexpr std::uint32_t kMaxBranches = 4000;

    /// Model, selection and theme must outlive the view.
    FieldTreeView(FieldTreeModel& model, SelectionModel& selection, const Theme& theme,
                  QWidget* parent = nullptr);

    /// Opens what is open by default, or was opened, in the frame now shown.
    void restoreBranches();
    /// Shows the line that is selected.
    void showSelection();
    void showHover();
    /// Opens or closes everything, and remembers it.
    void setAllExpanded(bool expanded);

protected:
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                 const QModelIndex& index) const override;
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void refreshTheme();
    [[nodiscard]] QString branchKey(std::uint32_t node) const;
    [[nodiscard]] bool opensByItself(std::uint32_t node) const;

    FieldTreeModel* m_model;
    SelectionModel* m_selection;
    const Theme* m_theme;
    QHash<QString, bool> m_branches; ///< by the path of field names: opened or closed by hand
    int m_unit = 0;                  ///< size that the column widths were made for
    bool m_following = false;        ///< the view moves because the selection did
};

} // namespace mqttscope::ui
