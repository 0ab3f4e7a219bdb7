// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/traffic/message_rates.h"

#include <algorithm>

namespace mqttscope::analysis {
namespace {

struct TimeSpan {
    std::int64_t first = index::kNoTime;
    std::int64_t last = index::kNoTime;

    void take(std::int64_t time)
    {
        if (first == index::kNoTime) {
            first = last = time;
            return;
        }
        first = std::min(first, time);
        last = std::max(last, time);
    }
    [[nodiscard]] bool empty() const { return first == index::kNoTime; }
};

/// The time that times are counted from: that of the first frame that has one.
std::int64_t zeroOf(const index::Snapshot& snapshot)
{
    for (std::uint32_t n = 1; n <= snapshot.frameCount(); ++n) {
        if (snapshot.frame(n).timeNs != index::kNoTime)
            return snapshot.frame(n).timeNs;
    }
    return 0;
}

// Times of a damaged file may be as far apart as numbers go: differences are made without a sign.
std::uint64_t distance(std::int64_t from, std::int64_t to)
{
    return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

/// The number of the interval that a time stands in, counted from zero on; down, also before it.
std::int64_t intervalOf(std::int64_t time, std::int64_t zero, std::int64_t interval)
{
    const auto length = static_cast<std::uint64_t>(interval);
    if (time >= zero)
        return static_cast<std::int64_t>(distance(zero, time) / length);
    return -static_cast<std::int64_t>((distance(time, zero) + length - 1) / length);
}

std::uint64_t columnsFor(const TimeSpan& span, std::int64_t zero, std::int64_t interval)
{
    return distance(intervalOf(span.first, zero, interval), intervalOf(span.last, zero, interval)) + 1;
}

/// The smallest interval, not below the wanted one, that makes no more columns than that.
std::int64_t fittingInterval(const TimeSpan& span, std::int64_t zero, std::int64_t wanted, std::uint64_t most)
{
    std::int64_t interval = wanted;
    for (const std::int64_t next : kRateIntervalsNs) {
        if (next < wanted)
            continue;
        interval = next;
        if (columnsFor(span, zero, interval) <= most)
            return interval;
    }
    // Longer than the list foresees.
    constexpr std::int64_t kLargest = std::int64_t{1} << 62U;
    while (interval < kLargest / 2 && columnsFor(span, zero, interval) > most)
        interval *= 2;
    return interval;
}

} // namespace

MessageRates messageRates(const index::Snapshot& snapshot, const FrameScope& scope, std::int64_t intervalNs,
                          const WorkWatch& watch)
{
    MessageRates rates;
    TimeSpan span;
    forEachWholeMessage(snapshot, scope, WorkWatch{watch.cancelled, nullptr}, [&](std::uint32_t message) {
        const std::int64_t time = snapshot.frame(snapshot.messages[message].frame).timeNs;
        if (time == index::kNoTime)
            ++rates.withoutTime;
        else
            span.take(time);
    });
    if (span.empty() || watch.isCancelled())
        return rates;
    const std::int64_t zero = zeroOf(snapshot);
    rates.intervalNs = intervalNs == 0
                           ? fittingInterval(span, zero, kRateIntervalsNs.front(), kAutomaticColumns)
                           : fittingInterval(span, zero, intervalNs, kMaxRateColumns);
    rates.widened = intervalNs != 0 && rates.intervalNs > intervalNs;
    const std::int64_t first = intervalOf(span.first, zero, rates.intervalNs);
    rates.firstColumnNs = static_cast<std::int64_t>(static_cast<std::uint64_t>(first) *
                                                    static_cast<std::uint64_t>(rates.intervalNs));
    rates.columns.resize(columnsFor(span, zero, rates.intervalNs));
    forEachWholeMessage(snapshot, scope, watch, [&](std::uint32_t message) {
        const index::MessageRecord& record = snapshot.messages[message];
        const std::int64_t time = snapshot.frame(record.frame).timeNs;
        if (time == index::kNoTime)
            return;
        const std::uint64_t place = distance(first, intervalOf(time, zero, rates.intervalNs));
        RateColumn& column = rates.columns[place];
        const auto type = static_cast<std::size_t>(record.type());
        column.messages[type] += 1;
        column.bytes[type] += record.length;
        if (column.firstFrame == 0 || record.frame < column.firstFrame)
            column.firstFrame = record.frame;
        rates.messages[type] += 1;
        rates.bytes[type] += record.length;
    });
    return rates;
}

} // namespace mqttscope::analysis
