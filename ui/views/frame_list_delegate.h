// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/exchange_rail.h"
#include "ui/models/frame_list_model.h"
#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

namespace mqttscope::ui {

class Theme;

/// Paints the cells of the frame list: the rail, who to whom, icon and word of the packet, badges, topics in
/// the fixed font and tags. The model's texts say the same to those who do not see it.
class FrameListDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// All must outlive the delegate.
    FrameListDelegate(const FrameListModel& model, const ExchangeRail& rail, const Theme& theme,
                      QObject* parent = nullptr);

    /// The frame that the mouse points at, here or in another view; 0 = none.
    void setHovered(std::uint32_t frame) { m_hovered = frame; }
    [[nodiscard]] std::uint32_t hovered() const { return m_hovered; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    /// What a cell needs to be shown whole.
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintCell(QPainter& painter, const QRect& rect, const FrameCells& cells,
                   const QModelIndex& index) const;
    [[nodiscard]] QColor paintGround(QPainter& painter, const QStyleOptionViewItem& option,
                                     const QModelIndex& index) const;
    void paintNumber(QPainter& painter, const QRect& rect, const QModelIndex& index) const;
    void paintTime(QPainter& painter, const QRect& rect, const FrameCells& cells,
                   const QModelIndex& index) const;
    void paintRoute(QPainter& painter, const QRect& rect, const FrameCells& cells) const;
    void paintType(QPainter& painter, const QRect& rect, const FrameCells& cells) const;
    void paintQos(QPainter& painter, const QRect& rect, const FrameCells& cells) const;
    void paintBadge(QPainter& painter, const QRect& rect, int level) const;
    void paintFlags(QPainter& painter, QRect rect, const FrameCells& cells) const;
    void paintSummary(QPainter& painter, QRect rect, const FrameCells& cells, const QModelIndex& index) const;
    int paintEnd(QPainter& painter, const QRect& rect, const FrameEnd& end) const;
    int paintPart(QPainter& painter, const QRect& rect, const SummaryPart& part) const;
    int paintTag(QPainter& painter, const QRect& rect, const QString& text, bool warning) const;
    void paintIcon(QPainter& painter, const QRect& rect, const QString& name, Ink ink, int size) const;
    void drawText(QPainter& painter, const QRect& rect, int alignment, const QFont& font, Ink ink,
                  const QString& text) const;
    [[nodiscard]] QFont endFont(const FrameEnd& end) const;
    [[nodiscard]] QFont partFont(SummaryPart::Kind kind) const;
    [[nodiscard]] int textWidth(const QFont& font, const QString& text) const;
    [[nodiscard]] int contentWidth(const FrameCells& cells, const QModelIndex& index) const;
    [[nodiscard]] int summaryWidth(const FrameCells& cells, const QModelIndex& index) const;

    const FrameListModel* m_model;
    const ExchangeRail* m_rail;
    const Theme* m_theme;
    std::uint32_t m_hovered = 0;
};

} // namespace mqttscope::ui
