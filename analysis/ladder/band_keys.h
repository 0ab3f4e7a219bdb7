// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/lane_table.h"
#include "dissector/index/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mqttscope::analysis::ladder {

/// Which band a message belongs to. A band is named by the packet that begins it, its key. Beyond what the
/// session room joins (exchanges, fan-out) this joins
/// - a PUBLISH with DUP 1, or a PUBREL, that repeats what a former connection had answered already: the
///   answer was on the wire, but the sender never got it;
/// - a delivery without a source to the PUBLISH that was sent again before it, if its receiver had the first
///   copy: a broker takes a copy of QoS 1 for a new message.
class BandKeys {
public:
    BandKeys(const index::Snapshot& snapshot, const LaneTable& lanes);

    /// How long after a copy a delivery may come and still be taken for one of it.
    static constexpr std::int64_t kMaxEchoNs = 600'000'000'000;
    /// Deliveries of the first copy that are looked through for a receiver.
    static constexpr std::size_t kMaxAsked = 1024;

    /// The key of the band of a message. Constant time but for a search among the joins.
    [[nodiscard]] std::uint32_t of(const index::Snapshot& snapshot, std::uint32_t message) const;

    /// A message that was joined: the first of an exchange, or one without an exchange.
    struct Join {
        std::uint32_t message = kNone;
        std::uint32_t key = kNone;
        bool guessed = false; ///< a delivery, by topic, length and time
    };
    /// Of a message, if it was joined; null if not.
    [[nodiscard]] const Join* joinOf(std::uint32_t message) const;
    /// Calls `visit(const Join&)` for the messages joined to a key, in their order.
    template <class Visit> void forEachJoined(std::uint32_t key, Visit visit) const
    {
        for (std::size_t i = firstWith(key); i < m_byKey.size() && m_joins[m_byKey[i]].key == key; ++i)
            visit(m_joins[m_byKey[i]]);
    }
    /// Bytes held.
    [[nodiscard]] std::size_t memory() const
    {
        return m_joins.capacity() * sizeof(Join) + m_byKey.capacity() * sizeof(std::uint32_t);
    }

private:
    void settle(const index::Snapshot& snapshot);
    [[nodiscard]] std::size_t firstWith(std::uint32_t key) const;

    std::vector<Join> m_joins;          ///< by message
    std::vector<std::uint32_t> m_byKey; ///< places in it, by key
};

/// The topic of a PUBLISH with what became known late, as string id; kNone for others.
[[nodiscard]] std::uint32_t topicOf(const index::Snapshot& snapshot, std::uint32_t message);
/// The first message of the exchange of a message; itself if it belongs to none.
[[nodiscard]] std::uint32_t firstOfExchange(const index::Snapshot& snapshot, std::uint32_t message);
/// Whether a message comes from the client. Of an unknown direction: whether it is of the first side.
[[nodiscard]] bool isFromClient(const index::Snapshot& snapshot, const index::MessageRecord& message);

} // namespace mqttscope::analysis::ladder
