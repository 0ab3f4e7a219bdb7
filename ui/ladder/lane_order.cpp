// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/lane_order.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace mqttscope::ui {

using analysis::ladder::kNone;
using analysis::ladder::LaneId;

// A lane that the user has not placed stands behind the one that it usually follows.
LaneOrder::Arranged LaneOrder::arrange(const Lanes& usual) const
{
    std::unordered_map<LaneId, std::size_t> wanted;
    for (std::size_t i = 0; i < m_order.size(); ++i)
        wanted.emplace(m_order[i], i);
    std::vector<std::pair<std::size_t, LaneId>> placed; // place in the wanted order, from 1
    std::size_t before = 0;
    for (const LaneId lane : usual) {
        if (const auto found = wanted.find(lane); found != wanted.end())
            before = found->second + 1;
        placed.emplace_back(before, lane);
    }
    std::stable_sort(placed.begin(), placed.end(), [&](const auto& a, const auto& b) {
        if (a.first != b.first)
            return a.first < b.first;
        return wanted.count(a.second) > wanted.count(b.second);
    });
    Arranged arranged;
    for (const auto& [place, lane] : placed)
        (m_hidden.count(lane) != 0 ? arranged.hidden : arranged.shown).push_back(lane);
    if (arranged.shown.empty())
        std::swap(arranged.shown, arranged.hidden);
    return arranged;
}

// Only the places of these lanes are given anew.
void LaneOrder::setOrder(const Lanes& shown)
{
    std::unordered_set<LaneId> moved(shown.begin(), shown.end());
    std::size_t next = 0;
    for (LaneId& lane : m_order) {
        if (moved.count(lane) != 0)
            lane = shown[next++];
    }
    m_order.insert(m_order.end(), shown.begin() + static_cast<std::ptrdiff_t>(next), shown.end());
}

void LaneOrder::setHidden(LaneId lane, bool hidden)
{
    if (hidden)
        m_hidden.insert(lane);
    else
        m_hidden.erase(lane);
}

void LaneOrder::clear()
{
    m_order.clear();
    m_hidden.clear();
}

void LaneOrder::renumber(const std::function<LaneId(LaneId)>& numberOf)
{
    for (LaneId& lane : m_order)
        lane = numberOf(lane);
    m_order.erase(std::remove(m_order.begin(), m_order.end(), kNone), m_order.end());
    std::unordered_set<LaneId> hidden;
    for (const LaneId lane : m_hidden) {
        if (const LaneId now = numberOf(lane); now != kNone)
            hidden.insert(now);
    }
    m_hidden = std::move(hidden);
}

} // namespace mqttscope::ui
