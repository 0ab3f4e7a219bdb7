// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/ladder_index.h"

#include <atomic>
#include <cstdint>
#include <string_view>

namespace mqttscope::analysis::ladder {

/// Which bands a ladder shows.
struct Scope {
    enum class Kind : std::uint8_t {
        All,       ///< the whole capture
        Exchange,  ///< the band of `number`, a message, with the hop of that message alone
        Story,     ///< the band of `number`, a message, over all hops
        Session,   ///< bands that touch session `number` (in session::View), all its connections
        Stream,    ///< bands that touch connection `number` (tcp.stream)
        Topic,     ///< messages of topics that `filter`, a Topic Filter, matches
        TimeRange, ///< bands with a packet between two frames, `number` and `last`, both included
    };
    Kind kind = Kind::All;
    std::uint32_t number = kNone;
    std::uint32_t last = kNone;
    std::string_view filter{}; ///< read while the ladder is made
};

/// The bands of a scope and their lanes. Stops early when `cancelled` is set.
[[nodiscard]] Ladder ladderOf(const LadderIndex& index, const Scope& scope,
                              const std::atomic<bool>& cancelled);

/// A band as a scope shows it: of Exchange, Session and Stream without the hops that do not concern it. The
/// hop that a delivery comes from stays.
[[nodiscard]] Band bandIn(const LadderIndex& index, const Scope& scope, std::uint32_t number);

} // namespace mqttscope::analysis::ladder
