// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/chart_points.h"

#include "ui/models/text.h"

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr qsizetype kMaxLabel = 24;

/// Stretches of equal time keep their first, least, greatest and last value.
std::vector<QPointF> thinned(const std::vector<QPointF>& points)
{
    // Each point makes two corners.
    constexpr std::size_t kKept = 4;
    const std::size_t buckets = ChartPoints::kMaxCorners / 2 / kKept;
    if (points.size() <= buckets * kKept)
        return points;
    const double start = points.front().x();
    const double span = std::max(points.back().x() - start, 1e-9);
    std::vector<QPointF> kept;
    std::size_t from = 0;
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
        const double end = start + span * static_cast<double>(bucket + 1) / static_cast<double>(buckets);
        std::size_t to = from;
        while (to < points.size() && (points[to].x() <= end || bucket + 1 == buckets))
            ++to;
        if (to == from)
            continue;
        const auto first = points.begin() + static_cast<std::ptrdiff_t>(from);
        const auto last = points.begin() + static_cast<std::ptrdiff_t>(to);
        const auto [least, greatest] = std::minmax_element(
            first, last, [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); });
        auto places = {first, std::min(least, greatest), std::max(least, greatest), last - 1};
        for (const auto& place : places) {
            if (kept.empty() || kept.back() != *place)
                kept.push_back(*place);
        }
        from = to;
    }
    return kept;
}

std::vector<QPointF> steps(const std::vector<QPointF>& points)
{
    std::vector<QPointF> corners;
    for (const QPointF& point : points) {
        if (!corners.empty() && corners.back().y() != point.y())
            corners.emplace_back(point.x(), corners.back().y());
        corners.push_back(point);
    }
    return corners;
}

} // namespace

ChartPoints chartPoints(const analysis::TopicValues& values)
{
    ChartPoints chart;
    const bool numbers = values.numbers > 0 && values.numbers * 2 >= values.values.size();
    std::vector<QPointF> points;
    for (const analysis::TopicValue& value : values.values) {
        if (!value.timeNs || value.missing || (numbers && !value.number))
            continue;
        const double second = static_cast<double>(*value.timeNs) / 1e9;
        if (numbers) {
            points.emplace_back(second, *value.number);
            continue;
        }
        const QString label = wireText(value.text, kMaxLabel);
        qsizetype state = chart.states.indexOf(label);
        if (state < 0) {
            if (chart.states.size() >= ChartPoints::kMaxStates) {
                chart.kind = ChartPoints::Kind::TooManyStates;
                chart.states.clear();
                return chart;
            }
            state = chart.states.size();
            chart.states += label;
        }
        points.emplace_back(second, static_cast<double>(state));
    }
    if (points.empty())
        return chart;
    std::stable_sort(points.begin(), points.end(),
                     [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); });
    chart.kind = numbers ? ChartPoints::Kind::Numbers : ChartPoints::Kind::States;
    chart.firstSecond = points.front().x();
    chart.lastSecond = points.back().x();
    const auto [least, greatest] = std::minmax_element(
        points.begin(), points.end(), [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); });
    chart.least = least->y();
    chart.greatest = greatest->y();
    if (points.size() <= ChartPoints::kMarkUpTo)
        chart.marks = points;
    chart.line = steps(thinned(points));
    return chart;
}

} // namespace mqttscope::ui
