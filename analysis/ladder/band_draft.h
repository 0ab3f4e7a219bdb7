// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/ladder_scope.h"

#include <cstdint>
#include <functional>
#include <vector>

// Inside this folder: how a band is made, step by step.
namespace mqttscope::analysis::ladder {

/// Whether the exchange that a message opens is told. Empty: all are.
using HopFilter = std::function<bool(std::uint32_t message)>;

/// Which hops of a band a scope shows; empty: all. Keeps a reference to the index.
[[nodiscard]] HopFilter hopFilter(const LadderIndex& index, const Scope& scope);

/// A band with all its rows.
[[nodiscard]] Band draftBand(const LadderIndex& index, std::uint32_t number, const HopFilter& filter);

/// A band while it is made.
struct BandDraft {
    const LadderIndex& index;
    Band band;
    std::vector<std::uint32_t> subscriptions{}; ///< of the broker, whose filter matches the topic

    [[nodiscard]] const index::Snapshot& snapshot() const { return index.snapshot(); }
    [[nodiscard]] bool tellsMessage() const
    {
        return band.kind == BandKind::Message || band.kind == BandKind::Will;
    }
};

/// Hops, and a row for each packet. (band_packets.cpp)
void gatherPackets(BandDraft& draft, const HopFilter& filter);
/// Which subscription each delivery is for, and what the QoS of each hop comes from. (band_receivers.cpp)
void findSubscriptions(BandDraft& draft);
/// Answers that did not come, connections that begin and end, Wills, silence, idle time; then the rows stand
/// in their order. (band_events.cpp)
void addEvents(BandDraft& draft);
/// Marks, threads, round trips and issues. (band_marks.cpp)
void markRows(BandDraft& draft);
/// What each side keeps. (band_strips.cpp)
void addStrips(BandDraft& draft);
/// Who the message was for, and how often it came. (band_receivers.cpp)
void judgeReceivers(BandDraft& draft);

/// A row for a packet, without what its band says of it.
[[nodiscard]] Row packetRow(const LadderIndex& index, std::uint32_t message);
/// The rows of a hop: packets and missing answers, no context.
[[nodiscard]] std::vector<std::uint32_t> rowsOfHop(const Band& band, std::uint32_t hop);
/// The session of a connection, by the number that it has now; kNone if there is none.
[[nodiscard]] std::uint32_t sessionOf(const index::Snapshot& snapshot, std::uint32_t stream);
/// Likewise of a number that may have been given up since.
[[nodiscard]] std::uint32_t settledSession(const index::Snapshot& snapshot, std::uint32_t session);

} // namespace mqttscope::analysis::ladder
