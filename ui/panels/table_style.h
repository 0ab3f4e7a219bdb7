// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStyledItemDelegate>
#include <QTreeView>

#include <initializer_list>
#include <vector>

class QHeaderView;
class QSettings;
class QTableView;

namespace mqttscope::ui {

class Theme;

/// Paints the cells of a panel's table or tree as the rest of the window does: selection as tint and lines,
/// numbers and names of the wire in the fixed font.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// The theme must outlive the delegate.
    explicit CellDelegate(const Theme& theme, QObject* parent = nullptr);

    /// Columns in the fixed font.
    void setFixedColumns(std::initializer_list<int> columns) { m_fixed = columns; }
    /// Off where the view paints the selected row as a whole.
    void setPaintsSelection(bool paints) { m_paintsSelection = paints; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    const Theme* m_theme;
    std::vector<int> m_fixed;
    bool m_paintsSelection = true;
};

/// A tree whose selected row is marked from edge to edge.
class RowTree : public QTreeView {
    Q_OBJECT
public:
    /// The theme must outlive the tree.
    explicit RowTree(const Theme& theme, QWidget* parent = nullptr);

protected:
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                 const QModelIndex& index) const override;
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;

private:
    const Theme* m_theme;
};

/// What all tables of panels have in common.
void prepareTable(QTableView& table);
/// Sizes and fonts by the theme.
void refreshTable(QTableView& table, const Theme& theme);
/// Widths of columns as they were left; else those given, in units of the design. They are remembered from
/// now on.
void rememberColumns(QHeaderView& header, QSettings& settings, const QString& key, const Theme& theme,
                     std::initializer_list<int> widths);

} // namespace mqttscope::ui
