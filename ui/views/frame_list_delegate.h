// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/frame_list_model.h"
#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

namespace mqttscope::ui {

class Theme;

/// Paints the cells of the frame list: who to whom, icon and word of the packet, QoS badges. The model's
/// texts say the same to those who do not see it.
class FrameListDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    FrameListDelegate(const FrameListModel& model, const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void paintRoute(QPainter& painter, const QRect& rect, const FrameCells& cells) const;
    void paintType(QPainter& painter, const QRect& rect, const FrameCells& cells) const;
    void paintQos(QPainter& painter, const QRect& rect, const FrameCells& cells) const;
    void paintBadge(QPainter& painter, const QRect& rect, int level) const;
    int paintEnd(QPainter& painter, const QRect& rect, const FrameEnd& end) const;
    void drawText(QPainter& painter, const QRect& rect, int alignment, const QFont& font, Ink ink,
                  const QString& text) const;

    const FrameListModel* m_model;
    const Theme* m_theme;
};

} // namespace mqttscope::ui
