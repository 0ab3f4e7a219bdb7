// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/ip_reassembler.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace mqttscope::net {

// RFC 791 §3.2 tells datagrams apart by both addresses, protocol and identification; RFC 8200 §4.5 leaves the
// protocol out, which only the first fragment knows. Tunnels may carry packets of networks that use the same
// addresses.
IpReassembler::Key IpReassembler::keyOf(const FragmentFacts& fragment)
{
    return {fragment.source, fragment.destination, fragment.path, fragment.id,
            fragment.source.family == 6 ? std::uint8_t{0} : fragment.protocol};
}

void IpReassembler::giveUp(PendingList::iterator pending)
{
    m_pieceCount -= pending->parts.size();
    m_byKey.erase(pending->key);
    m_pending.erase(pending);
}

void IpReassembler::giveUpOld(std::int64_t timeNs)
{
    while (!m_pending.empty() && timeNs - m_pending.front().firstNs > kMaxAgeNs)
        giveUp(m_pending.begin());
}

IpReassembler::PendingList::iterator IpReassembler::pendingOf(const FragmentFacts& fragment,
                                                              std::int64_t timeNs)
{
    const Key key = keyOf(fragment);
    if (const auto found = m_byKey.find(key); found != m_byKey.end())
        return found->second;
    if (m_pending.size() == kMaxPendingDatagrams)
        giveUp(m_pending.begin());
    const auto pending = m_pending.emplace(m_pending.end());
    pending->key = key;
    pending->firstNs = timeNs;
    pending->protocol = fragment.protocol;
    m_byKey.emplace(key, pending);
    return pending;
}

bool IpReassembler::fits(Pending& pending, const FragmentFacts& fragment)
{
    const std::uint32_t end = fragment.offset + fragment.payloadLength;
    const std::uint32_t reached =
        pending.parts.empty() ? 0 : pending.parts.back().start + pending.parts.back().piece.length;
    if (!fragment.more && !pending.total && end >= reached)
        pending.total = end;
    // Two ends, or bytes behind the end: the first copy counts.
    const bool contradicts =
        pending.total ? end > *pending.total || (!fragment.more && end != *pending.total) : !fragment.more;
    pending.conflict |= contradicts;
    return !contradicts;
}

void IpReassembler::insert(Pending& pending, std::uint32_t from, std::uint32_t to, const Fragment& fragment)
{
    const std::uint32_t start = fragment.facts->offset;
    const std::uint32_t cut = start + fragment.facts->payloadCaptured;
    const auto add = [&](std::uint32_t begin, std::uint32_t end, bool captured) {
        if (begin >= end)
            return;
        Part part;
        part.start = begin;
        part.piece = {fragment.frame, captured ? fragment.facts->payloadOffset + (begin - start) : 0,
                      end - begin, captured};
        part.bytes = captured ? fragment.bytes.data() + (begin - start) : nullptr;
        const auto before = std::upper_bound(pending.parts.begin(), pending.parts.end(), part.start,
                                             [](std::uint32_t at, const Part& p) { return at < p.start; });
        pending.parts.insert(before, part);
        pending.have += end - begin;
        ++m_pieceCount;
    };
    add(from, std::min(to, cut), true);
    add(std::max(from, cut), to, false);
}

bool IpReassembler::contradicts(const Part& part, const Fragment& fragment)
{
    if (part.bytes == nullptr)
        return false;
    const std::uint32_t start = fragment.facts->offset;
    const std::uint32_t from = std::max(part.start, start);
    const std::uint32_t to =
        std::min(part.start + part.piece.length, start + fragment.facts->payloadCaptured);
    return from < to && !std::equal(part.bytes + (from - part.start), part.bytes + (to - part.start),
                                    fragment.bytes.data() + (from - start));
}

void IpReassembler::place(Pending& pending, const Fragment& fragment)
{
    const std::uint32_t end = fragment.facts->offset + fragment.facts->payloadLength;
    std::uint32_t at = fragment.facts->offset;
    // The holes that this fragment fills, found before any is filled.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> holes;
    for (const Part& part : pending.parts) {
        const std::uint32_t partEnd = part.start + part.piece.length;
        if (partEnd <= at)
            continue;
        if (part.start >= end)
            break;
        if (part.start > at)
            holes.emplace_back(at, part.start);
        pending.conflict |= contradicts(part, fragment);
        at = partEnd;
    }
    if (at < end)
        holes.emplace_back(at, end);
    for (const auto& [from, to] : holes)
        insert(pending, from, to, fragment);
}

std::optional<Datagram> IpReassembler::feed(std::uint32_t frame, const FragmentFacts& facts,
                                            field::ByteView bytes, std::int64_t timeNs)
{
    assert(bytes.size() >= facts.payloadCaptured && facts.payloadCaptured <= facts.payloadLength);
    giveUpOld(timeNs);
    if (facts.offset > kMaxDatagramLength || facts.payloadLength > kMaxDatagramLength - facts.offset)
        return std::nullopt;
    const auto pending = pendingOf(facts, timeNs);
    if (pending->frames.size() == kMaxFragments) {
        giveUp(pending);
        return std::nullopt;
    }
    pending->frames.push_back(frame);
    if (facts.offset == 0)
        pending->protocol = facts.protocol;
    if (fits(*pending, facts))
        place(*pending, {frame, &facts, bytes});
    if (pending->total && pending->have == *pending->total) {
        Datagram datagram = finish(*pending);
        giveUp(pending);
        return datagram;
    }
    while (m_pieceCount > kMaxPendingPieces)
        giveUp(m_pending.begin());
    return std::nullopt;
}

Datagram IpReassembler::finish(Pending& pending)
{
    Datagram datagram;
    datagram.source = pending.key.source;
    datagram.destination = pending.key.destination;
    datagram.protocol = pending.protocol;
    datagram.length = pending.have;
    datagram.conflict = pending.conflict;
    datagram.frames = std::move(pending.frames);
    datagram.pieces.reserve(pending.parts.size());
    for (const Part& part : pending.parts)
        datagram.pieces.push_back(part.piece);
    return datagram;
}

} // namespace mqttscope::net
