// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace mqttscope::ui {

class Theme;

/// Paints the cells of the field tree: badge and label, bits with those of the field in bold, value with what
/// is wrong with it.
class FieldTreeDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit FieldTreeDelegate(const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintLabel(QPainter& painter, const QRect& rect, const QModelIndex& index, qreal ratio) const;
    void paintBytes(QPainter& painter, const QRect& rect, const QModelIndex& index) const;
    void paintValue(QPainter& painter, const QRect& rect, const QModelIndex& index, qreal ratio) const;

    const Theme* m_theme;
};

} // namespace mqttscope::ui
