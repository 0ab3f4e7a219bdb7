// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_columns.h"

#include <algorithm>

namespace mqttscope::ui {
namespace {

using analysis::ladder::LaneId;

using Density = LadderColumns::Density;
using Room = LadderColumns::Room;

/// Width that lanes need at least, in units of the design.
double leastWidth(const Room& room, std::size_t lanes, std::size_t brokers)
{
    const std::size_t hops = lanes == 0 ? 0 : lanes - 1;
    return room.gutter + room.application + static_cast<double>(brokers) * room.broker +
           static_cast<double>(hops) * room.leastHop;
}

/// The roomiest in which lanes fit; Normal if they fit in none.
Density densityFor(double width, std::size_t lanes, std::size_t brokers)
{
    for (const Density density : {Density::Roomy, Density::Normal, Density::Compact}) {
        if (leastWidth(LadderColumns::roomOf(density), lanes, brokers) <= width)
            return density;
    }
    return Density::Normal;
}

} // namespace

Room LadderColumns::roomOf(Density density)
{
    switch (density) {
    case Density::Roomy:
        return {256, 172, 128, 262};
    case Density::Normal:
        return {184, 172, 128, 236};
    case Density::Compact:
        return {104, 136, 100, 160};
    }
    return {};
}

LadderColumns::LadderColumns(std::span<const LaneId> lanes, const std::vector<bool>& isBroker, double width,
                             double unit)
{
    const auto brokers = static_cast<std::size_t>(std::count(isBroker.begin(), isBroker.end(), true));
    m_density = densityFor(width / unit, lanes.size(), brokers);
    const Room room = roomOf(m_density);
    const double spare = std::max(0.0, width / unit - leastWidth(room, lanes.size(), brokers));
    const double hop =
        lanes.size() < 2 ? 0
                         : std::min(room.leastHop + spare / static_cast<double>(lanes.size() - 1), kMostHop);
    m_gutter = room.gutter * unit;
    double x = m_gutter;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        Column column;
        column.lane = lanes[i];
        column.broker = isBroker[i];
        column.left = x;
        column.right = column.broker ? x + room.broker * unit : x;
        m_columns.push_back(column);
        x = column.right + hop * unit;
    }
    m_applications = m_columns.empty() ? m_gutter : m_columns.back().right;
    m_visibleWidth = width;
    m_width = std::max(width, m_applications + room.application * unit);
}

bool LadderColumns::fits(std::size_t lanes, double width, double unit)
{
    return lanes <= 1 || leastWidth(roomOf(Density::Compact), lanes, 1) <= width / unit;
}

const LadderColumns::Column* LadderColumns::find(LaneId lane) const
{
    const auto found = std::find_if(m_columns.begin(), m_columns.end(),
                                    [&](const Column& column) { return column.lane == lane; });
    return found != m_columns.end() ? &*found : nullptr;
}

double LadderColumns::lineOf(LaneId lane, LaneId peer) const
{
    const Column* column = find(lane);
    const Column* other = find(peer);
    if (column == nullptr)
        return 0;
    return other != nullptr && other->left < column->left ? column->left : column->right;
}

} // namespace mqttscope::ui
