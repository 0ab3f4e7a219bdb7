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
    /// How much room there is.
    enum class Density : std::uint8_t {
        Roomy, ///< the gutter has words beside the times
        Normal,
        Compact, ///< narrow views, large type: no times
    };
    /// Lengths of a density, in units of the design (13 pixel type).
    struct Room {
        double gutter;      ///< times, numbers, threads
        double application; ///< boxes of the applications
        double broker;      ///< between the two faces of the broker
        double leastHop;    ///< between two lifelines: a label must have room
    };
    static constexpr double kMostHop = 420;
    [[nodiscard]] static Room roomOf(Density density);

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
    /// `isBroker` of each lane. As roomy as the width allows; wider than it if the lanes need more even when
    /// they stand close.
    LadderColumns(std::span<const analysis::ladder::LaneId> lanes, const std::vector<bool>& isBroker,
                  double width, double unit);

    /// Whether so many lanes, one of them a broker, fit into a width.
    [[nodiscard]] static bool fits(std::size_t lanes, double width, double unit);

    [[nodiscard]] std::span<const Column> columns() const { return m_columns; }
    /// The lane's column; null if it has none.
    [[nodiscard]] const Column* find(analysis::ladder::LaneId lane) const;
    /// The x of the line of `lane` that looks towards `peer`.
    [[nodiscard]] double lineOf(analysis::ladder::LaneId lane, analysis::ladder::LaneId peer) const;
    [[nodiscard]] double width() const { return m_width; }
    /// Width of the view, less than width() if it has to be scrolled.
    [[nodiscard]] double visibleWidth() const { return m_visibleWidth; }
    [[nodiscard]] Density density() const { return m_density; }
    [[nodiscard]] double gutter() const { return m_gutter; }
    /// Left edge of the application boxes.
    [[nodiscard]] double applications() const { return m_applications; }

private:
    std::vector<Column> m_columns;
    Density m_density = Density::Normal;
    double m_width = 0;
    double m_visibleWidth = 0;
    double m_gutter = 0;
    double m_applications = 0;
};

} // namespace mqttscope::ui
