// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/ladder.h"

#include <span>
#include <vector>

namespace mqttscope::ui {

/// Where the lifelines of a ladder stand, from left to right: the gutter with times and numbers, the lanes,
/// the boxes of the applications. Units are those of whoever draws.
class LadderColumns {
public:
    /// Lengths of the design, in its units (13 pixel type).
    static constexpr double kGutter = 184;      ///< times, numbers, threads
    static constexpr double kWideGutter = 256;  ///< with words beside them
    static constexpr double kApplication = 172; ///< boxes of the applications
    static constexpr double kBroker = 128;      ///< between the two faces of the broker
    static constexpr double kLeastHop = 236;    ///< between two lifelines: a label must have room
    static constexpr double kRoomyHop = 262;    ///< from here on the gutter is wide
    static constexpr double kMostHop = 420;

    /// A lane where it stands.
    struct Column {
        analysis::ladder::LaneId lane = analysis::ladder::kNone;
        bool broker = false;
        double left = 0;  ///< its line; of a broker that of its left face
        double right = 0; ///< the same; of a broker that of its right face
        [[nodiscard]] double center() const { return (left + right) / 2; }
    };

    LadderColumns() = default;
    /// `lanes` in the order in which they stand; `width` of the view; `unit`: one unit of the design.
    /// `isBroker` of each lane. Is wider than `width` if the lanes need more.
    LadderColumns(std::span<const analysis::ladder::LaneId> lanes, const std::vector<bool>& isBroker,
                  double width, double unit);

    /// Whether so many lanes fit into a width.
    [[nodiscard]] static bool fits(std::size_t lanes, double width, double unit);

    [[nodiscard]] std::span<const Column> columns() const { return m_columns; }
    /// The lane's column; null if it has none.
    [[nodiscard]] const Column* find(analysis::ladder::LaneId lane) const;
    /// The x of the line of `lane` that looks towards `peer`.
    [[nodiscard]] double lineOf(analysis::ladder::LaneId lane, analysis::ladder::LaneId peer) const;
    [[nodiscard]] double width() const { return m_width; }
    /// Width of the view, less than width() if it has to be scrolled.
    [[nodiscard]] double visibleWidth() const { return m_visibleWidth; }
    [[nodiscard]] double gutter() const { return m_gutter; }
    /// Left edge of the application boxes.
    [[nodiscard]] double applications() const { return m_applications; }

private:
    std::vector<Column> m_columns;
    double m_width = 0;
    double m_visibleWidth = 0;
    double m_gutter = 0;
    double m_applications = 0;
};

} // namespace mqttscope::ui
