// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/net/tcp_facts.h"
#include "dissector/stream/chunk_receiver.h"
#include "dissector/stream/segment_part.h"
#include "dissector/stream/tcp_direction.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace mqttscope::stream {

/// A segment as the reassembler wants it.
struct SegmentInput {
    const net::TcpFacts* facts = nullptr; ///< header fields; the payload lengths in it are not used
    std::uint32_t frame = 0;              ///< frame that completed the segment
    std::int64_t timeNs = 0;              ///< capture time of that frame
    std::span<const SegmentPart>
        payload; ///< in order, without empty parts; nothing for a bare acknowledgment
};

/// What became of a segment.
struct SegmentResult {
    std::uint64_t offset = 0; ///< stream offset of the first payload byte; means nothing with kOutsideWindow
                              ///< or kBeforeStart
    std::uint16_t flags = 0;  ///< SegmentFlags

    [[nodiscard]] bool has(SegmentFlags flag) const { return (flags & flag) != 0; }
};

/// The ordered bytes of both directions of one TCP connection. First copies win; reordering is always
/// handled; gaps are given up by GapLimits. In order it allocates nothing; what must wait is held as views of
/// the frames, which must stay valid, as must those of the chunks delivered last.
class TcpConnection {
public:
    /// Whether the segment opens another connection between the same endpoints: a SYN without ACK and
    /// with another initial sequence number, as tshark counts `tcp.stream`. Ask before `feed`; if so,
    /// `finish` this one and start afresh.
    [[nodiscard]] bool isNewConnection(const net::TcpFacts& facts, Side side) const;

    /// Takes the next segment sent by `side`; the receiver hears what can be delivered because of it.
    SegmentResult feed(const SegmentInput& input, Side side, ChunkReceiver& receiver);

    /// Gives up gaps whose time is over, when no segment comes. Only connections that are `waiting` need it.
    void tick(std::int64_t nowNs, ChunkReceiver& receiver);

    /// No more segments: gives up all gaps, delivers what is behind them, ends both directions.
    void finish(ChunkReceiver& receiver);

    /// Whether bytes, or the end, are held behind a gap.
    [[nodiscard]] bool waiting() const { return m_directions[0].waiting() || m_directions[1].waiting(); }
    /// Whether bytes of a side are held behind a gap, or were acknowledged by the peer but not seen.
    [[nodiscard]] bool lacksBytes(Side side) const
    {
        return direction(side).waiting() || direction(side).acknowledgedAhead();
    }
    /// Whether an acknowledgment covers all that was delivered of a side.
    [[nodiscard]] bool coversAll(Side side, std::uint32_t acknowledgment) const
    {
        return direction(side).started() && !(SeqNumber{acknowledgment} < direction(side).expectedSequence());
    }
    /// Bytes, and pieces of them, held behind a gap; at most as GapLimits says.
    [[nodiscard]] std::uint64_t heldBytes(Side side) const { return direction(side).heldBytes(); }
    [[nodiscard]] std::size_t heldPieces(Side side) const { return direction(side).heldPieces(); }
    /// Offset of the next byte to be delivered.
    [[nodiscard]] std::uint64_t nextOffset(Side side) const { return direction(side).expected(); }
    /// Whether the initial sequence number is known, from a SYN or from the handshake around it: then offset
    /// 0 is the first byte of the direction.
    [[nodiscard]] bool startsAtSyn(Side side) const { return direction(side).exactStart(); }
    /// The number that `tcp.seq` counts from, as tshark: the initial sequence number or, if the SYN was not
    /// captured, the number before the first one seen or acknowledged. Means something only with hasBase().
    [[nodiscard]] std::uint32_t baseSequence(Side side) const { return m_base[index(side)]; }
    [[nodiscard]] bool hasBase(Side side) const { return m_hasBase[index(side)]; }

private:
    [[nodiscard]] static std::size_t index(Side side) { return static_cast<std::size_t>(side); }
    [[nodiscard]] const TcpDirection& direction(Side side) const { return m_directions[index(side)]; }
    [[nodiscard]] TcpDirection& direction(Side side) { return m_directions[index(side)]; }
    void learnBases(const net::TcpFacts& facts, Side side);
    std::uint16_t feedUnusual(const SegmentInput& input, const TcpDirection::Outlet& outlet,
                              std::uint64_t& offset);
    std::uint16_t startDirections(const net::TcpFacts& facts, const TcpDirection::Outlet& outlet);
    std::uint16_t restart(const net::TcpFacts& facts, const TcpDirection::Outlet& outlet);
    void reset(const TcpDirection::Outlet& outlet);

    std::array<TcpDirection, 2> m_directions;
    std::array<std::uint32_t, 2> m_base{};
    std::array<bool, 2> m_hasBase{};
};
static_assert(sizeof(void*) != 8 || sizeof(TcpConnection) <= 256, "there are many connections");

} // namespace mqttscope::stream
