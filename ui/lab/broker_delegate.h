// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

namespace mqttscope::ui {

class Theme;

/// Paints the cells of the tables of the broker: lamps, rings of time, QoS badges, packet types, words.
class BrokerDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// The theme must outlive the delegate.
    explicit BrokerDelegate(const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    /// What does not stand there whole, of the first column what is left out too.
    [[nodiscard]] QString tipOf(const QAbstractItemView& view, const QModelIndex& index) const;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    [[nodiscard]] QFont fontOf(const QModelIndex& index) const;
    [[nodiscard]] Ink inkOf(const QModelIndex& index) const;
    /// What stands before the text: its width with the gap behind it; 0: nothing.
    [[nodiscard]] int signWidth(const QModelIndex& index) const;
    void paintSign(QPainter& painter, const QRect& rect, const QModelIndex& index) const;
    void paintLamp(QPainter& painter, const QRect& rect, int lamp) const;
    void paintRing(QPainter& painter, const QRect& rect, double share) const;
    void paintQos(QPainter& painter, const QRect& rect, int level) const;

    const Theme* m_theme;
};

/// A lamp: filled is on, an empty ring is off, a filled one with a bar is frozen.
void paintLampDisc(QPainter& painter, const Theme& theme, const QRectF& rect, int lamp);

} // namespace mqttscope::ui
