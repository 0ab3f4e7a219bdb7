// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/traffic/frame_scope.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mqttscope::analysis {

/// How long exchanges of one kind took, from their opening packet to their last. Only those that were
/// answered to the end, or refused, have a time.
struct RoundTrips {
    session::ExchangeKind kind{};
    bool fromClient = false;           ///< who opened them
    std::vector<std::int64_t> timesNs; ///< ascending
    std::uint64_t unanswered = 0;      ///< opened, but cut, given up, or still open at the end
    std::uint64_t backwards = 0;       ///< answered, but times that are not known or run backwards
    std::uint32_t slowestFrame = 0;    ///< of the opening packet of the one that took longest; 0 = none

    // Of the times, which must not be empty. A percentile is by nearest rank; the median of an even number of
    // times is the mean of the middle two.
    [[nodiscard]] std::int64_t leastNs() const { return timesNs.front(); }
    [[nodiscard]] std::int64_t medianNs() const;
    [[nodiscard]] std::int64_t percentileNs(unsigned percent) const;
    [[nodiscard]] std::int64_t greatestNs() const { return timesNs.back(); }
};

/// The exchanges whose opening packet stands in the scope, by kind and who opened them; kinds that do not
/// occur are left out.
[[nodiscard]] std::vector<RoundTrips> roundTrips(const index::Snapshot& snapshot, const FrameScope& scope,
                                                 const WorkWatch& watch = {});

/// Times of one length: `from` included, `to` not.
struct TimeColumn {
    std::int64_t fromNs = 0;
    std::int64_t toNs = 0;
    std::uint64_t count = 0;
};

/// How times are spread, in steps of 1, 2 and 5 times a power of ten, without a hole. What takes less than a
/// microsecond is one column.
[[nodiscard]] std::vector<TimeColumn> timeColumns(std::span<const std::int64_t> ascending);

} // namespace mqttscope::analysis
