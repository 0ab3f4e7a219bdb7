// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace mqttscope::ui {

class Theme;

/// A proposal as it will be written, and at the right what it means.
class CompletionDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// The theme must outlive it.
    CompletionDelegate(const Theme& theme, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme* m_theme;
};

} // namespace mqttscope::ui
