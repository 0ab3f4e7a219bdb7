// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/list_markers.h"

#include <QScrollBar>

#include <optional>
#include <vector>

namespace mqttscope::ui {

class Theme;

/// A vertical scroll bar with signs where findings and marks are: errors are broad, warnings narrow, both at
/// the right; marks stand at the left. A click on one jumps to its frame.
class MarkerScrollBar : public QScrollBar {
    Q_OBJECT
public:
    /// Both must outlive the bar.
    MarkerScrollBar(const ListMarkers& markers, const Theme& theme, QWidget* parent = nullptr);

    /// Findings, marks or rows are others.
    void refreshMarkers();
    /// The marker within a few pixels of a place; none if there is none.
    [[nodiscard]] std::optional<ListMarker> markerAt(int y) const;

Q_SIGNALS:
    void frameRequested(std::uint32_t frame);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] const std::vector<ListMarker>& markers() const;
    [[nodiscard]] QString markerText(const ListMarker& marker) const;
    [[nodiscard]] bool isOnHandle(const QPoint& place) const;

    const ListMarkers* m_source;
    const Theme* m_theme;
    mutable std::vector<ListMarker> m_markers;
    mutable int m_height = -1;         ///< that the markers were made for; -1: they are to be made
    std::optional<ListMarker> m_press; ///< a click on it is under way
    QPoint m_pressedAt;
};

} // namespace mqttscope::ui
