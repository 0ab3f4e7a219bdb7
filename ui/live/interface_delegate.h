// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStyledItemDelegate>

namespace mqttscope::ui {

class Theme;

/// What stands in a row of interfaces, and in one that looks like it.
struct InterfaceRow {
    QString icon;
    QString title;
    QString remark;
    QList<double> rates; ///< of the last minute, oldest first
    QString rate;        ///< the last of them in words; empty: neither it nor the line is drawn
    bool usable = true;
    bool selected = false;
};

/// Height of a row.
[[nodiscard]] int interfaceRowHeight(const Theme& theme);
/// Icon, title over remark, the line of the last minute, and the rate at the right.
void paintInterfaceRow(QPainter& painter, const Theme& theme, const QRect& rect, const InterfaceRow& row);

/// Draws the rows of an InterfaceModel.
class InterfaceDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// The theme must outlive it.
    explicit InterfaceDelegate(const Theme& theme, QObject* parent = nullptr);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    const Theme* m_theme;
};

} // namespace mqttscope::ui
