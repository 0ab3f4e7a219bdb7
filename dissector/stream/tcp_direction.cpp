// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/stream/tcp_direction.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace mqttscope::stream {
namespace {

std::uint64_t lengthOf(std::span<const SegmentPart> payload)
{
    std::uint64_t length = 0;
    for (const SegmentPart& part : payload)
        length += part.piece.length;
    return length;
}

/// Nanoseconds from `since` to `now`, without overflow: damaged files hold any time. Negative if time ran
/// back.
std::int64_t elapsed(std::int64_t now, std::int64_t since)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(now) - static_cast<std::uint64_t>(since));
}

bool sameBytes(const std::uint8_t* first, const std::uint8_t* second, std::size_t length)
{
    return std::equal(first, first + length, second);
}

} // namespace

std::uint16_t TcpDirection::place(SeqNumber sequence, std::span<const SegmentPart> payload,
                                  const Outlet& outlet, std::uint64_t& offset)
{
    const std::uint64_t length = lengthOf(payload);
    if (length == 0)
        return 0;
    Tally tally;
    if (m_finSeen && m_finOffset == m_expected && sequence >= expectedSequence())
        goOnAfterFin(sequence, tally);
    const std::int32_t ahead = sequence - expectedSequence();
    if (ahead >= GapLimits::kMaxWindow || ahead <= -GapLimits::kMaxWindow)
        return placeOutside(sequence, payload, outlet, offset);

    std::int64_t at = static_cast<std::int64_t>(m_expected) + ahead;
    const bool nothingYet = m_expected == 0 && !m_waiting && !m_finSeen && !m_exactStart;
    if (nothingYet && (at == 1 || (at < 0 && at >= -GapLimits::kMaxBeforeStart))) {
        // Only bare acknowledgments were seen so far: one of them was a keep-alive, or overtook these bytes.
        startAt(sequence, false);
        at = 0;
    }
    if (at < 0) {
        if (m_exactStart || at < -GapLimits::kMaxBeforeStart)
            return placeOutside(sequence, payload, outlet, offset);
        tally.flags |= kBeforeStart;
    }
    const bool waited = m_waiting;
    if (m_zeroWindow && length == 1 && ahead == 0)
        tally.flags |= kWindowProbe;
    offset = static_cast<std::uint64_t>(at);
    for (const SegmentPart& part : payload) {
        const std::int64_t end = at + part.piece.length;
        if (end > 0) {
            const auto skip = static_cast<std::uint32_t>(at < 0 ? -at : 0);
            placePart(static_cast<std::uint64_t>(at + skip), part.sub(skip, part.piece.length - skip), outlet,
                      tally);
        }
        at = end;
    }
    if (tally.old > 0)
        tally.flags |= tally.fresh > 0 ? kPartialOverlap : kRetransmission;
    const std::uint64_t before = m_expected;
    if (m_waiting)
        drain(outlet);
    if (waited && m_expected != before)
        tally.flags |= kClosesGap;
    return tally.flags;
}

void TcpDirection::placePart(std::uint64_t offset, SegmentPart part, const Outlet& outlet, Tally& tally)
{
    if (m_finSeen && offset + part.piece.length > m_finOffset) {
        tally.flags |= kAfterFin;
        if (offset >= m_finOffset)
            return;
        part = part.sub(0, static_cast<std::uint32_t>(m_finOffset - offset));
    }
    while (part.piece.length > 0) {
        std::uint64_t room = UINT64_MAX; ///< how many bytes share one fate
        const auto held = m_held ? m_held->covering(offset) : decltype(m_held->parts.cbegin()){};
        const bool isHeld = m_held && held != m_held->parts.cend();
        if (offset < m_expected)
            room = m_expected - offset;
        else if (isHeld)
            room = held->first + held->second.piece.length - offset;
        else if (m_held)
            room = m_held->nextStart(offset) - offset;
        const auto length = static_cast<std::uint32_t>(std::min<std::uint64_t>(room, part.piece.length));
        const SegmentPart head = part.sub(0, length);
        if (offset < m_expected) {
            duplicate(offset, head, outlet, tally);
        } else if (isHeld) {
            const SegmentPart first =
                held->second.sub(static_cast<std::uint32_t>(offset - held->first), length);
            tally.old += length;
            if (!first.bytes.empty() && !head.bytes.empty() &&
                !sameBytes(first.bytes.data(), head.bytes.data(), length))
                tally.flags |= kConflictingBytes;
        } else if (offset == m_expected) {
            tally.fresh += length;
            deliver(head, outlet);
        } else {
            tally.fresh += length;
            tally.flags |= kHeld;
            if (!m_waiting) {
                m_waiting = true;
                static_cast<void>(outOfOrder());
                nextGap(outlet.nowNs);
            }
            m_held->hold(offset, head);
        }
        part = part.sub(length, part.piece.length - length);
        offset += length;
    }
}

// A single segment with impossible numbers is a stray (an old connection, a forged segment). Two that follow
// each other are the stream itself going on elsewhere: the SYN of a new connection was not captured, or far
// too much was lost.
std::uint16_t TcpDirection::placeOutside(SeqNumber sequence, std::span<const SegmentPart> payload,
                                         const Outlet& outlet, std::uint64_t& offset)
{
    OutOfOrder& held = outOfOrder();
    if (held.stray.empty() || sequence != held.strayEnd) {
        held.stray.assign(payload.begin(), payload.end());
        held.strayStart = sequence;
        held.strayEnd = sequence + static_cast<std::uint32_t>(lengthOf(payload));
        return kOutsideWindow;
    }
    const std::vector<SegmentPart> first = std::move(held.stray);
    restartAt(held.strayStart, false, GapReason::SequenceJump, outlet);
    for (const SegmentPart& part : first)
        deliver(part, outlet);
    offset = m_expected;
    for (const SegmentPart& part : payload)
        deliver(part, outlet);
    return kSequenceJump;
}

void TcpDirection::restartAt(SeqNumber first, bool exact, GapReason reason, const Outlet& outlet)
{
    giveUpAll(reason, outlet);
    if (m_expected > 0 || m_ended)
        outlet.receiver->onGap(outlet.side, {m_expected, 0, reason, outlet.frame});
    startAt(first - static_cast<std::uint32_t>(m_expected), exact);
    m_acked = 0;
    m_finSeen = false;
    m_ended = false;
    forgetCopies();
    if (m_held) {
        m_held->lost.clear();
        m_held->stray.clear();
    }
}

// RFC 9293 §3.6: after its FIN a side sends no more. Bytes that come all the same are shown. The FIN took a
// sequence number, which is no byte of the stream.
void TcpDirection::goOnAfterFin(SeqNumber sequence, Tally& tally)
{
    if (sequence > expectedSequence())
        m_start = m_start + 1;
    m_finSeen = false;
    forgetCopies();
    tally.flags |= kAfterFin;
}

void TcpDirection::forgetCopies()
{
    m_copies.fill(nullptr);
    m_copyLengths.fill(0);
}

void TcpDirection::duplicate(std::uint64_t offset, const SegmentPart& part, const Outlet& outlet,
                             Tally& tally)
{
    std::uint64_t late = 0;
    if (m_held && !m_held->lost.empty()) {
        m_held->takeLost({offset, offset + part.piece.length}, [&](OutOfOrder::Range range) {
            const SegmentPart found = part.sub(static_cast<std::uint32_t>(range.begin - offset),
                                               static_cast<std::uint32_t>(range.end - range.begin));
            outlet.receiver->onLate(outlet.side, {range.begin, found.piece, found.bytes});
            late += found.piece.length;
        });
    }
    if (late > 0) {
        tally.fresh += late;
        tally.flags |= kLateBytes;
    }
    tally.old += part.piece.length - late;
    if (contradictsDelivered(offset, part))
        tally.flags |= kConflictingBytes;
}

bool TcpDirection::contradictsDelivered(std::uint64_t offset, const SegmentPart& part) const
{
    if (part.bytes.empty())
        return false;
    const std::uint64_t end = offset + part.piece.length;
    std::uint64_t copyEnd = m_expected;
    for (std::size_t i = 1; i <= kRemembered; ++i) {
        const std::size_t slot = (m_nextCopy + kRemembered - i) % kRemembered;
        const std::uint64_t copyBegin = copyEnd - m_copyLengths[slot];
        const std::uint64_t from = std::max(offset, copyBegin);
        const std::uint64_t to = std::min(end, copyEnd);
        if (from < to && m_copies[slot] != nullptr &&
            !sameBytes(m_copies[slot] + (from - copyBegin), part.bytes.data() + (from - offset), to - from))
            return true;
        copyEnd = copyBegin;
    }
    return false;
}

void TcpDirection::fin(SeqNumber sequence, const Outlet& outlet)
{
    const std::int32_t ahead = sequence - expectedSequence();
    if (m_finSeen || ahead < 0 || ahead >= GapLimits::kMaxWindow)
        return;
    const std::uint64_t offset = m_expected + static_cast<std::uint32_t>(ahead);
    if (m_held && !m_held->parts.empty()) {
        const auto& [lastOffset, last] = *m_held->parts.rbegin();
        if (lastOffset + last.piece.length > offset)
            return; // bytes beyond it were seen: this FIN lies
    }
    m_finSeen = true;
    m_finOffset = offset;
    if (offset == m_expected) {
        end(EndReason::Fin, outlet);
    } else if (!m_waiting) {
        m_waiting = true;
        static_cast<void>(outOfOrder());
        nextGap(outlet.nowNs);
    }
}

void TcpDirection::drain(const Outlet& outlet)
{
    auto& parts = m_held->parts;
    bool moved = false;
    while (!parts.empty() && parts.begin()->first == m_expected) {
        const SegmentPart part = parts.begin()->second;
        m_held->heldBytes -= part.piece.length;
        parts.erase(parts.begin());
        deliver(part, outlet);
        moved = true;
    }
    const bool atFin = m_finSeen && m_finOffset == m_expected;
    m_waiting = !parts.empty() || (m_finSeen && !atFin);
    if (atFin)
        end(EndReason::Fin, outlet);
    if (moved && m_waiting)
        nextGap(outlet.nowNs);
}

void TcpDirection::nextGap(std::int64_t nowNs)
{
    m_held->gapSinceNs = nowNs;
    m_held->acked = false;
}

std::uint64_t TcpDirection::gapEnd() const
{
    return m_held->parts.empty() ? m_finOffset : m_held->parts.begin()->first;
}

void TcpDirection::acknowledgeAhead(SeqNumber ack, std::int64_t nowNs)
{
    const std::int32_t ahead = ack - expectedSequence();
    if (ahead >= GapLimits::kMaxWindow)
        return;
    const std::uint64_t acked = m_expected + static_cast<std::uint32_t>(ahead);
    if (acked > std::max(m_acked, m_expected)) {
        m_acked = acked;
        m_ackTimeNs = nowNs;
    }
}

void TcpDirection::checkGaps(Occasion occasion, const Outlet& outlet)
{
    while (m_waiting) {
        OutOfOrder& held = *m_held;
        if (!held.acked && m_acked >= gapEnd()) {
            held.acked = true;
            held.ackedSinceNs = m_ackTimeNs;
            held.ackedSegments = 0;
        }
        if (held.acked && occasion == Occasion::OwnSegment)
            ++held.ackedSegments;
        const bool moreSeen = held.ackedSegments > 0 || occasion == Occasion::Clock;
        const bool ackedLong = elapsed(outlet.nowNs, held.ackedSinceNs) >= GapLimits::kAckedTimeNs;
        if (held.acked && (held.ackedSegments >= GapLimits::kAckedSegments || (moreSeen && ackedLong)))
            giveUpFirst(GapReason::Acknowledged, outlet);
        else if (held.heldBytes > GapLimits::kMaxHeldBytes || held.parts.size() > GapLimits::kMaxHeldPieces)
            giveUpFirst(GapReason::Size, outlet);
        else if (elapsed(outlet.nowNs, held.gapSinceNs) >= GapLimits::kMaxTimeNs)
            giveUpFirst(GapReason::Time, outlet);
        else
            return;
    }
}

void TcpDirection::giveUpFirst(GapReason reason, const Outlet& outlet)
{
    const std::uint64_t begin = m_expected;
    const std::uint64_t end = gapEnd();
    outlet.receiver->onGap(outlet.side, {begin, end - begin, reason, outlet.frame});
    m_held->addLost({begin, end});
    // A gap is shorter than the window, so it fits.
    remember(nullptr, static_cast<std::uint32_t>(end - begin));
    m_expected = end;
    nextGap(outlet.nowNs);
    drain(outlet);
}

void TcpDirection::giveUpAll(GapReason reason, const Outlet& outlet)
{
    while (m_waiting)
        giveUpFirst(reason, outlet);
}

void TcpDirection::end(EndReason reason, const Outlet& outlet)
{
    if (m_ended)
        return;
    m_ended = true;
    outlet.receiver->onEnd(outlet.side, reason, outlet.frame);
}

OutOfOrder& TcpDirection::outOfOrder()
{
    if (!m_held)
        m_held = std::make_unique<OutOfOrder>();
    return *m_held;
}

} // namespace mqttscope::stream
