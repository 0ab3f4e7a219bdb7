// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/band_keys.h"
#include "analysis/ladder/ladder.h"
#include "analysis/ladder/lane_table.h"
#include "dissector/index/snapshot.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace mqttscope::analysis::ladder {

/// What stands out in a band, for lists and filters that do not want its rows. Bits.
enum BandFlags : std::uint8_t {
    kHasResent = 1,     ///< a packet was sent again
    kHasUnfinished = 2, ///< an exchange did not come to its end
    kHasRefused = 4,    ///< an answer said no
    kHasIssue = 8,      ///< a rule over time is broken, or a packet is malformed
    kHasRetained = 16,  ///< a PUBLISH has RETAIN 1
};

/// A band, folded. 24 bytes.
struct BandRecord {
    std::uint32_t message = kNone; ///< the packet that begins it
    std::uint32_t firstFrame = 0;  ///< of its packets
    std::uint32_t lastFrame = 0;   ///< likewise
    std::uint32_t packets = 0;     ///< without context
    LaneId lane = kNone;           ///< client whose story it is: publisher, subscriber, who connects
    BandKind kind = BandKind::Packet;
    std::uint8_t qos = 0;   ///< of a message, as published
    std::uint8_t flags = 0; ///< BandFlags
    std::uint8_t hops = 0;  ///< deliveries of a message, at most 255
};
static_assert(sizeof(BandRecord) == 24);

/// All bands of a snapshot, folded: every message of the snapshot is in exactly one. Rows are made when they
/// are asked for. Immutable once built; any thread may read it. Keeps its snapshot.
class LadderIndex {
public:
    /// One pass over the messages; no string is copied. Null if cancelled.
    [[nodiscard]] static std::shared_ptr<const LadderIndex>
    build(std::shared_ptr<const index::Snapshot> snapshot, const std::atomic<bool>& cancelled);

    [[nodiscard]] const index::Snapshot& snapshot() const { return *m_snapshot; }
    [[nodiscard]] std::size_t size() const { return m_bands.size(); }
    /// The bands by their first frame.
    [[nodiscard]] std::span<const BandRecord> records() const { return m_bands; }
    /// A band with its rows. Costs what the band is long.
    [[nodiscard]] Band band(std::uint32_t number) const;
    /// The band of a message: a binary search. kNone if the snapshot has no such message.
    [[nodiscard]] std::uint32_t bandOf(std::uint32_t message) const;
    /// Calls `visit(message)` for the messages of a band, without context, in no particular order.
    void forEachMessage(std::uint32_t number, const std::function<void(std::uint32_t)>& visit) const;

    /// All lanes, by number, and which connection belongs to which.
    [[nodiscard]] const LaneTable& lanes() const { return m_lanes; }
    /// How bands are told apart.
    [[nodiscard]] const BandKeys& keys() const { return m_keys; }
    /// Bytes that the index holds, without the snapshot.
    [[nodiscard]] std::size_t memory() const;

private:
    explicit LadderIndex(std::shared_ptr<const index::Snapshot> snapshot);
    void count(std::uint32_t message, BandRecord& band) const;
    [[nodiscard]] BandRecord opened(std::uint32_t message) const;

    std::shared_ptr<const index::Snapshot> m_snapshot;
    LaneTable m_lanes;
    BandKeys m_keys;
    std::vector<BandRecord> m_bands;
};

} // namespace mqttscope::analysis::ladder
