// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/net/tcp_facts.h"
#include "dissector/stream/chunk_receiver.h"
#include "dissector/stream/gap_limits.h"
#include "dissector/stream/piece.h"
#include "dissector/stream/seq_number.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace mqttscope::stream {

/// What a segment turned out to be, or-ed together.
enum SegmentFlags : std::uint16_t {
    kSegmentSyn = 0x001,
    kSegmentFin = 0x002,
    kSegmentRst = 0x004,
    kRetransmission = 0x008,   ///< every payload byte was there already: nothing new is delivered
    kPartialOverlap = 0x010,   ///< some payload bytes were there already
    kHeld = 0x020,             ///< lies behind a gap: kept until the gap is closed or given up
    kClosesGap = 0x040,        ///< bytes that were held are delivered because of this segment
    kKeepAlive = 0x080,        ///< 0 or 1 byte just before the next one, RFC 9293 §3.8.4
    kWindowProbe = 0x100,      ///< 1 byte into a closed window, RFC 9293 §3.8.6.1
    kConflictingBytes = 0x200, ///< differs from the first copy, which counts
    kLateBytes = 0x400,        ///< fills a gap that had been given up
    kAfterFin = 0x800,         ///< payload beyond the FIN: not delivered
    kBeforeStart = 0x1000,   ///< payload before the first segment of a connection seen midway: not delivered
    kOutsideWindow = 0x2000, ///< sequence number that cannot belong to the stream: not delivered, unless the
                             ///< next segment goes on there
    kSequenceJump = 0x4000,  ///< the second in a row of those: the stream goes on here, a guess
};

/// Some contiguous bytes of a segment's payload.
struct SegmentPart {
    Piece piece;
    field::ByteView bytes; ///< piece.length bytes, or none if the piece was not captured
};

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

struct OutOfOrder;

/// The ordered bytes of both directions of one TCP connection. First copies win; reordering is always
/// handled; gaps are given up by GapLimits. In order it allocates nothing; what must wait is held as views of
/// the frames, which must stay valid.
class TcpConnection {
public:
    TcpConnection();
    TcpConnection(TcpConnection&&) noexcept;
    TcpConnection& operator=(TcpConnection&&) noexcept;
    ~TcpConnection();

    /// Whether the segment opens another connection between the same endpoints: a SYN with another initial
    /// sequence number, as tshark counts `tcp.stream`. Ask before `feed`; if so, `finish` this one and start
    /// afresh.
    [[nodiscard]] bool isNewConnection(const net::TcpFacts& facts, Side side) const;

    /// Takes the next segment sent by `side`; the receiver hears what can be delivered because of it.
    SegmentResult feed(const SegmentInput& input, Side side, ChunkReceiver& receiver);

    /// Gives up gaps whose time is over, when no segment comes. Only connections that are `waiting` need it.
    void tick(std::int64_t nowNs, ChunkReceiver& receiver);

    /// No more segments: gives up all gaps, delivers what is behind them, ends both directions.
    void finish(ChunkReceiver& receiver);

    /// Whether bytes are held behind a gap.
    [[nodiscard]] bool waiting() const;
    /// Offset of the next byte to be delivered.
    [[nodiscard]] std::uint64_t nextOffset(Side side) const { return direction(side).expected; }
    /// The number that `tcp.seq` counts from, as tshark: the initial sequence number or, if the SYN was not
    /// captured, the number before the first one seen or acknowledged.
    [[nodiscard]] std::uint32_t baseSequence(Side side) const { return direction(side).relativeBase; }
    /// Whether baseSequence is known.
    [[nodiscard]] bool hasBase(Side side) const { return direction(side).hasRelativeBase; }
    /// Whether a SYN of that side was seen: its offset 0 is the first byte of the direction.
    [[nodiscard]] bool synSeen(Side side) const { return direction(side).synSeen; }

private:
    /// Delivered chunks that can still be compared with a retransmission.
    static constexpr std::size_t kRemembered = 4;

    struct Direction {
        std::uint64_t expected = 0;       ///< offset of the next byte
        std::int64_t ackTimeNs = 0;       ///< when the peer last acknowledged bytes that were not there yet
        std::uint64_t acked = 0;          ///< how far that was; counts only if beyond `expected`
        std::unique_ptr<OutOfOrder> held; ///< only once needed
        std::array<const std::uint8_t*, kRemembered> copies{}; ///< of the chunks before `expected`
        std::array<std::uint32_t, kRemembered> copyLengths{};
        SeqNumber start;                ///< sequence number of offset 0
        std::uint32_t relativeBase = 0; ///< see baseSequence()
        std::uint8_t nextCopy = 0;      ///< slot of copies that is overwritten next
        bool started = false;           ///< `start` is known
        bool hasRelativeBase = false;
        bool synSeen = false;
        bool finSeen = false;     ///< then held->finOffset counts
        bool ended = false;       ///< onEnd was called
        bool zeroWindow = false;  ///< the peer's window is closed
        bool payloadSeen = false; ///< some payload was fed

        [[nodiscard]] SeqNumber expectedSequence() const
        {
            return start + static_cast<std::uint32_t>(expected);
        }
    };

    [[nodiscard]] const Direction& direction(Side side) const
    {
        return m_directions[static_cast<std::size_t>(side)];
    }
    [[nodiscard]] Direction& direction(Side side) { return m_directions[static_cast<std::size_t>(side)]; }

    std::array<Direction, 2> m_directions;
};
static_assert(sizeof(void*) != 8 || sizeof(TcpConnection) <= 256, "there are many connections");

} // namespace mqttscope::stream
