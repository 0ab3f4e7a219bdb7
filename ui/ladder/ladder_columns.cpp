// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_columns.h"

#include <algorithm>

namespace mqttscope::ui {
namespace {

using analysis::ladder::LaneId;

/// Room for the hops between lanes, in units of the design.
double roomFor(double width, double gutter, std::size_t brokers)
{
    return width - gutter - LadderColumns::kApplication -
           static_cast<double>(brokers) * LadderColumns::kBroker;
}

/// Wide if the hops have room all the same.
double gutterFor(double width, std::size_t hops, std::size_t brokers)
{
    const double least = static_cast<double>(hops) * LadderColumns::kRoomyHop;
    return roomFor(width, LadderColumns::kWideGutter, brokers) >= least ? LadderColumns::kWideGutter
                                                                        : LadderColumns::kGutter;
}

} // namespace

LadderColumns::LadderColumns(std::span<const LaneId> lanes, const std::vector<bool>& isBroker, double width,
                             double unit)
{
    const double units = width / unit;
    const auto brokers = static_cast<std::size_t>(std::count(isBroker.begin(), isBroker.end(), true));
    const std::size_t hops = lanes.empty() ? 0 : lanes.size() - 1;
    const double gutter = gutterFor(units, hops, brokers);
    const double room = roomFor(units, gutter, brokers);
    const double hop = hops == 0 ? 0 : std::clamp(room / static_cast<double>(hops), kLeastHop, kMostHop);
    m_gutter = gutter * unit;
    double x = m_gutter;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        Column column;
        column.lane = lanes[i];
        column.broker = isBroker[i];
        column.left = x;
        column.right = column.broker ? x + kBroker * unit : x;
        m_columns.push_back(column);
        x = column.right + hop * unit;
    }
    m_applications = m_columns.empty() ? m_gutter : m_columns.back().right;
    m_visibleWidth = width;
    m_width = std::max(width, m_applications + kApplication * unit);
}

bool LadderColumns::fits(std::size_t lanes, double width, double unit)
{
    return lanes <= 1 || static_cast<double>(lanes - 1) * kLeastHop <= roomFor(width / unit, kGutter, 1);
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
