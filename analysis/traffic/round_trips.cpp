// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/traffic/round_trips.h"

#include <algorithm>
#include <array>
#include <limits>

namespace mqttscope::analysis {
namespace {

using session::ExchangeKind;
using session::ExchangeState;

constexpr std::size_t kKinds = static_cast<std::size_t>(ExchangeKind::Auth) + 1;

class Collector {
public:
    explicit Collector(const index::Snapshot& snapshot) : m_snapshot(&snapshot)
    {
        for (std::size_t i = 0; i < m_all.size(); ++i) {
            m_all[i].kind = static_cast<ExchangeKind>(i / 2);
            m_all[i].fromClient = i % 2 == 0;
        }
    }

    /// Counts a message if it opens an exchange.
    void take(std::uint32_t message)
    {
        const std::uint32_t number = m_snapshot->sessions.exchangeOf(message);
        if (number == session::kNone)
            return;
        const session::ExchangeRecord& exchange = m_snapshot->sessions.exchanges[number];
        if (exchange.firstMessage != message)
            return;
        const std::size_t place = static_cast<std::size_t>(exchange.kind) * 2 + (exchange.fromClient ? 0 : 1);
        const session::LateExchange late = m_snapshot->sessions.lateExchange(number);
        if (late.state == ExchangeState::Complete || late.state == ExchangeState::Refused)
            add(m_all[place], m_slowest[place], message, late.lastMessage);
        else
            ++m_all[place].unanswered;
    }

    [[nodiscard]] std::vector<RoundTrips> finish()
    {
        std::vector<RoundTrips> found;
        for (RoundTrips& trips : m_all) {
            std::sort(trips.timesNs.begin(), trips.timesNs.end());
            if (!trips.timesNs.empty() || trips.unanswered + trips.backwards != 0)
                found.push_back(std::move(trips));
        }
        return found;
    }

private:
    void add(RoundTrips& trips, std::int64_t& slowest, std::uint32_t first, std::uint32_t last) const
    {
        const std::uint32_t opening = m_snapshot->messages[first].frame;
        const std::int64_t from = m_snapshot->frame(opening).timeNs;
        const std::int64_t to = last == session::kNone
                                    ? index::kNoTime
                                    : m_snapshot->frame(m_snapshot->messages[last].frame).timeNs;
        if (from == index::kNoTime || to == index::kNoTime || to < from) {
            ++trips.backwards;
            return;
        }
        // Of times at both ends of what numbers say the difference may be larger than that.
        const std::uint64_t apart = static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
        const auto time = static_cast<std::int64_t>(
            std::min(apart, static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())));
        trips.timesNs.push_back(time);
        if (trips.slowestFrame == 0 || time > slowest) {
            slowest = time;
            trips.slowestFrame = opening;
        }
    }

    const index::Snapshot* m_snapshot;
    std::array<RoundTrips, kKinds * 2> m_all;
    std::array<std::int64_t, kKinds * 2> m_slowest{};
};

/// 1, 2, 5, 10, 20, 50... microseconds, as long as numbers go.
std::vector<std::int64_t> edges()
{
    std::vector<std::int64_t> made{0};
    constexpr std::int64_t kMicrosecond = 1'000;
    constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max() / 10;
    for (std::int64_t power = kMicrosecond;; power *= 10) {
        for (const std::int64_t step : {1, 2, 5})
            made.push_back(step * power);
        if (power > kLargest / 10)
            break;
    }
    made.push_back(std::numeric_limits<std::int64_t>::max());
    return made;
}

} // namespace

std::int64_t RoundTrips::medianNs() const
{
    const std::size_t middle = timesNs.size() / 2;
    if (timesNs.size() % 2 == 1)
        return timesNs[middle];
    return timesNs[middle - 1] + (timesNs[middle] - timesNs[middle - 1]) / 2;
}

std::int64_t RoundTrips::percentileNs(unsigned percent) const
{
    const std::size_t rank = (timesNs.size() * percent + 99) / 100;
    return timesNs[std::max<std::size_t>(rank, 1) - 1];
}

std::vector<RoundTrips> roundTrips(const index::Snapshot& snapshot, const FrameScope& scope,
                                   const WorkWatch& watch)
{
    Collector collector(snapshot);
    forEachWholeMessage(snapshot, scope, watch, [&](std::uint32_t message) { collector.take(message); });
    return collector.finish();
}

std::vector<TimeColumn> timeColumns(std::span<const std::int64_t> ascending)
{
    std::vector<TimeColumn> columns;
    if (ascending.empty())
        return columns;
    static const std::vector<std::int64_t> kEdges = edges();
    auto place = ascending.begin();
    for (std::size_t i = 0; i + 1 < kEdges.size() && place != ascending.end(); ++i) {
        const auto end = i + 2 == kEdges.size() ? ascending.end()
                                                : std::lower_bound(place, ascending.end(), kEdges[i + 1]);
        if (!columns.empty() || end != place)
            columns.push_back({kEdges[i], kEdges[i + 1], static_cast<std::uint64_t>(end - place)});
        place = end;
    }
    return columns;
}

} // namespace mqttscope::analysis
