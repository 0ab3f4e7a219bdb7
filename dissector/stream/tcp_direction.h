// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/stream/chunk_receiver.h"
#include "dissector/stream/gap_limits.h"
#include "dissector/stream/out_of_order.h"
#include "dissector/stream/segment_flags.h"
#include "dissector/stream/segment_part.h"
#include "dissector/stream/seq_number.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace mqttscope::stream {

/// Puts the bytes of one direction in order. TcpConnection owns two and speaks to them; see there for what
/// they promise.
class TcpDirection {
public:
    /// To whom and when something is delivered.
    struct Outlet {
        ChunkReceiver* receiver;
        Side side;
        std::uint32_t frame; ///< 0 if no frame is the reason
        std::int64_t nowNs;
    };
    /// What makes `checkGaps` look.
    enum class Occasion : std::uint8_t {
        OwnSegment,  ///< a segment of this direction with payload or FIN
        PeerSegment, ///< anything of the other direction
        Clock,       ///< time passed without segments
    };

    [[nodiscard]] bool started() const { return m_started; }
    [[nodiscard]] bool ended() const { return m_ended; }
    [[nodiscard]] SeqNumber start() const { return m_start; }
    [[nodiscard]] std::uint64_t expected() const { return m_expected; }
    [[nodiscard]] bool exactStart() const { return m_exactStart; }
    [[nodiscard]] bool waiting() const { return m_waiting; }
    /// Whether the peer has acknowledged bytes that were not seen. FIN counts as one.
    [[nodiscard]] bool acknowledgedAhead() const { return m_acked > m_expected + (m_ended ? 1U : 0U); }
    [[nodiscard]] std::uint64_t heldBytes() const { return m_held ? m_held->heldBytes : 0; }
    [[nodiscard]] std::size_t heldPieces() const { return m_held ? m_held->parts.size() : 0; }
    [[nodiscard]] SeqNumber expectedSequence() const
    {
        return m_start + static_cast<std::uint32_t>(m_expected);
    }

    /// Gives offset 0 its sequence number. Exact: known from a SYN or its acknowledgment.
    void startAt(SeqNumber start, bool exact)
    {
        m_start = start;
        m_started = true;
        m_exactStart = exact;
    }
    /// A SYN confirms the start that was guessed.
    void confirmStart() { m_exactStart = true; }
    /// The sequence numbers start afresh: `first` is that of the next byte. Gives up what is held.
    void restartAt(SeqNumber first, bool exact, GapReason reason, const Outlet& outlet);
    void setZeroWindow(bool zero) { m_zeroWindow = zero; }

    /// Whether the next segment is simply the next one, nothing waits, and no FIN was seen.
    [[nodiscard]] bool inOrder(SeqNumber sequence) const
    {
        return m_started && !m_waiting && !m_finSeen && sequence == expectedSequence();
    }
    /// Whether a segment without control bits only asks for an acknowledgment, RFC 9293 §3.8.4.
    [[nodiscard]] bool isKeepAlive(SeqNumber sequence, std::uint32_t length) const
    {
        return m_started && length <= 1 && sequence + 1 == expectedSequence() &&
               (!m_held || m_held->lost.empty());
    }
    /// Delivers the payload of a segment that is inOrder(). Returns SegmentFlags.
    std::uint16_t deliverInOrder(std::span<const SegmentPart> payload, const Outlet& outlet)
    {
        const bool probe = m_zeroWindow && payload.size() == 1 && payload.front().piece.length == 1;
        for (const SegmentPart& part : payload)
            deliver(part, outlet);
        return probe ? std::uint16_t{kWindowProbe} : std::uint16_t{0};
    }
    /// Places the payload of any segment. `offset` becomes its stream offset. Returns SegmentFlags.
    std::uint16_t place(SeqNumber sequence, std::span<const SegmentPart> payload, const Outlet& outlet,
                        std::uint64_t& offset);
    /// The direction ends before `sequence`.
    void fin(SeqNumber sequence, const Outlet& outlet);
    /// The peer has everything before `ack`.
    void acknowledge(SeqNumber ack, std::int64_t nowNs)
    {
        if (ack > expectedSequence()) [[unlikely]]
            acknowledgeAhead(ack, nowNs);
    }
    /// Gives up gaps that GapLimits no longer waits for. Call it only while `waiting`.
    void checkGaps(Occasion occasion, const Outlet& outlet);
    /// Gives up all gaps.
    void giveUpAll(GapReason reason, const Outlet& outlet);
    /// Tells the receiver of the end, once.
    void end(EndReason reason, const Outlet& outlet);

private:
    /// Delivered chunks that can still be compared with a retransmission.
    static constexpr std::size_t kRemembered = 4;

    struct Tally {
        std::uint64_t fresh = 0; ///< bytes seen for the first time
        std::uint64_t old = 0;   ///< bytes that were there already
        std::uint16_t flags = 0;
    };

    void deliver(const SegmentPart& part, const Outlet& outlet)
    {
        outlet.receiver->onChunk(outlet.side, {m_expected, part.piece, part.bytes});
        remember(part.bytes.data(), part.piece.length);
        m_expected += part.piece.length;
    }
    void remember(const std::uint8_t* bytes, std::uint32_t length)
    {
        m_copies[m_nextCopy] = bytes;
        m_copyLengths[m_nextCopy] = length;
        m_nextCopy = static_cast<std::uint8_t>((m_nextCopy + 1) % kRemembered);
    }
    void forgetCopies();
    OutOfOrder& outOfOrder();
    void placePart(std::uint64_t offset, SegmentPart part, const Outlet& outlet, Tally& tally);
    std::uint16_t placeOutside(SeqNumber sequence, std::span<const SegmentPart> payload, const Outlet& outlet,
                               std::uint64_t& offset);
    void goOnAfterFin(SeqNumber sequence, Tally& tally);
    void duplicate(std::uint64_t offset, const SegmentPart& part, const Outlet& outlet, Tally& tally);
    [[nodiscard]] bool contradictsDelivered(std::uint64_t offset, const SegmentPart& part) const;
    void drain(const Outlet& outlet);
    void giveUpFirst(GapReason reason, const Outlet& outlet);
    void nextGap(std::int64_t nowNs);
    void acknowledgeAhead(SeqNumber ack, std::int64_t nowNs);
    [[nodiscard]] std::uint64_t gapEnd() const;

    // What a segment in order touches comes first: it fits a cache line and a little.
    std::uint64_t m_expected = 0; ///< offset of the next byte
    SeqNumber m_start;            ///< sequence number of offset 0
    std::uint8_t m_nextCopy = 0;
    bool m_started = false;
    bool m_exactStart = false;
    bool m_finSeen = false;
    bool m_ended = false;
    bool m_waiting = false; ///< parts are held, or the FIN lies ahead
    bool m_zeroWindow = false;
    std::array<std::uint32_t, kRemembered> m_copyLengths{};
    std::array<const std::uint8_t*, kRemembered> m_copies{}; ///< of the chunks before m_expected

    std::uint64_t m_finOffset = 0;      ///< where the direction ends; counts only with m_finSeen
    std::uint64_t m_acked = 0;          ///< how far the peer acknowledged; counts only if beyond m_expected
    std::int64_t m_ackTimeNs = 0;       ///< when m_acked last grew
    std::unique_ptr<OutOfOrder> m_held; ///< only once needed
};

} // namespace mqttscope::stream
