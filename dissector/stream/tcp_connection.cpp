// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/stream/tcp_connection.h"

namespace mqttscope::stream {
namespace {

constexpr std::uint16_t kControl = net::kSyn | net::kFin | net::kRst;

std::uint32_t lengthOf(std::span<const SegmentPart> payload)
{
    std::uint32_t length = 0;
    for (const SegmentPart& part : payload)
        length += part.piece.length;
    return length;
}

} // namespace

bool TcpConnection::isNewConnection(const net::TcpFacts& facts, Side side) const
{
    return (facts.flags & (net::kSyn | net::kAck | net::kRst)) == net::kSyn && hasBase(side) &&
           facts.sequence != baseSequence(side);
}

SegmentResult TcpConnection::feed(const SegmentInput& input, Side side, ChunkReceiver& receiver)
{
    const net::TcpFacts& facts = *input.facts;
    TcpDirection& own = direction(side);
    TcpDirection& peer = direction(other(side));
    TcpDirection::Outlet outlet{&receiver, side, input.frame, input.timeNs};
    const bool control = (facts.flags & kControl) != 0;
    std::uint16_t flags = 0;

    if (!own.started() || !peer.started() || (facts.flags & net::kSyn) != 0) [[unlikely]] {
        learnBases(facts, side);
        if ((facts.flags & net::kRst) == 0)
            flags = startDirections(facts, outlet);
    }
    // The peer's bytes come first: this segment was sent after they arrived.
    if ((facts.flags & net::kAck) != 0 && peer.started())
        peer.acknowledge(SeqNumber{facts.acknowledgment}, input.timeNs);
    if (peer.waiting()) [[unlikely]]
        peer.checkGaps(TcpDirection::Occasion::PeerSegment,
                       {&receiver, other(side), input.frame, input.timeNs});

    SegmentResult result;
    if (!control && own.inOrder(SeqNumber{facts.sequence})) [[likely]] {
        result.offset = own.expected();
        result.flags = flags | own.deliverInOrder(input.payload, outlet);
    } else {
        result.flags = flags | feedUnusual(input, outlet, result.offset);
    }
    if (!control)
        peer.setZeroWindow(facts.window == 0);
    return result;
}

std::uint16_t TcpConnection::feedUnusual(const SegmentInput& input, const TcpDirection::Outlet& outlet,
                                         std::uint64_t& offset)
{
    const net::TcpFacts& facts = *input.facts;
    TcpDirection& own = direction(outlet.side);
    if ((facts.flags & net::kRst) != 0) {
        reset(outlet);
        return kSegmentRst;
    }
    std::uint16_t flags = 0;
    SeqNumber sequence{facts.sequence};
    if ((facts.flags & net::kSyn) != 0) {
        flags |= kSegmentSyn;
        sequence = sequence + 1; // SYN takes a number, its payload (RFC 7413) follows
    }
    offset = own.expected();
    const bool fin = (facts.flags & net::kFin) != 0;
    const std::uint32_t length = lengthOf(input.payload);
    if ((facts.flags & kControl) == 0 && own.isKeepAlive(sequence, length))
        return kKeepAlive;
    flags |= own.place(sequence, input.payload, outlet, offset);
    if (fin) {
        flags |= kSegmentFin;
        own.fin(sequence + length, outlet);
    }
    if (own.waiting() && (fin || length > 0))
        own.checkGaps(TcpDirection::Occasion::OwnSegment, outlet);
    return flags;
}

std::uint16_t TcpConnection::startDirections(const net::TcpFacts& facts, const TcpDirection::Outlet& outlet)
{
    TcpDirection& own = direction(outlet.side);
    TcpDirection& peer = direction(other(outlet.side));
    const bool syn = (facts.flags & net::kSyn) != 0;
    const SeqNumber first = SeqNumber{facts.sequence} + (syn ? 1 : 0);
    if (!own.started()) {
        own.startAt(first, syn);
        if (syn) // so far the number may have been guessed from the peer's acknowledgment
            m_base[index(outlet.side)] = facts.sequence;
    } else if (syn && (first != own.start() || own.ended())) {
        return restart(facts, outlet);
    } else if (syn) {
        own.confirmStart();
    }
    // The handshake tells the peer's initial number even if its own segment is missing: SYN+ACK acknowledges
    // exactly the SYN, and so does the first segment after a SYN.
    const bool answersSyn = syn || (own.exactStart() && own.expected() == 0 && first == own.start());
    if ((facts.flags & net::kAck) != 0 && answersSyn && !peer.started())
        peer.startAt(SeqNumber{facts.acknowledgment}, true);
    return 0;
}

// A SYN where none was expected: the beginning of a new connection was not captured whole, or a simple stack
// uses the same initial number again. tshark stays with the same tcp.stream, and so do we.
std::uint16_t TcpConnection::restart(const net::TcpFacts& facts, const TcpDirection::Outlet& outlet)
{
    TcpDirection& own = direction(outlet.side);
    TcpDirection& peer = direction(other(outlet.side));
    own.restartAt(SeqNumber{facts.sequence} + 1, true, GapReason::Restart, outlet);
    m_base[index(outlet.side)] = facts.sequence;
    const SeqNumber ack{facts.acknowledgment};
    if ((facts.flags & net::kAck) != 0 && (!peer.started() || peer.expectedSequence() != ack)) {
        TcpDirection::Outlet toPeer = outlet;
        toPeer.side = other(outlet.side);
        peer.restartAt(ack, true, GapReason::Restart, toPeer);
    }
    return kSequenceJump;
}

void TcpConnection::learnBases(const net::TcpFacts& facts, Side side)
{
    const std::size_t own = index(side);
    const std::size_t peer = index(other(side));
    if (!m_hasBase[own]) {
        m_hasBase[own] = true;
        m_base[own] = (facts.flags & net::kSyn) != 0 ? facts.sequence : facts.sequence - 1;
    }
    if (!m_hasBase[peer] && (facts.flags & net::kAck) != 0) {
        m_hasBase[peer] = true;
        m_base[peer] = facts.acknowledgment - 1;
    }
}

// RFC 9293 §3.10.7.4: a reset ends both directions at once. What is held stays held: segments overtaken by
// the reset may still come.
void TcpConnection::reset(const TcpDirection::Outlet& outlet)
{
    for (const Side side : {outlet.side, other(outlet.side)}) {
        TcpDirection::Outlet ending = outlet;
        ending.side = side;
        direction(side).end(EndReason::Reset, ending);
    }
}

void TcpConnection::tick(std::int64_t nowNs, ChunkReceiver& receiver)
{
    for (const Side side : {Side::A, Side::B})
        direction(side).checkGaps(TcpDirection::Occasion::Clock, {&receiver, side, 0, nowNs});
}

void TcpConnection::finish(ChunkReceiver& receiver)
{
    for (const Side side : {Side::A, Side::B}) {
        const TcpDirection::Outlet outlet{&receiver, side, 0, 0};
        direction(side).giveUpAll(GapReason::End, outlet);
        direction(side).end(EndReason::Cut, outlet);
    }
}

} // namespace mqttscope::stream
