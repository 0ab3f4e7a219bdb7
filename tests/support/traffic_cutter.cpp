// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/traffic_cutter.h"

#include "dissector/net/tcp_facts.h"

#include <algorithm>

namespace mqttscope::test {
namespace {

/// A message of the turn: [begin, end) from its start.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

template <class Range> bool overlaps(const Range& range, std::uint32_t begin, std::uint32_t end)
{
    return range.begin < end && begin < range.end;
}

} // namespace

void TrafficCutter::cutInside(const SaidMessage& said, std::uint32_t start, std::vector<std::uint32_t>& cuts)
{
    constexpr std::uint32_t kSingleBytes = 6;
    if (m_random.chance(0.1)) { // byte by byte
        for (std::uint32_t i = 1; i <= std::min(kSingleBytes, said.length - 1); ++i)
            cuts.push_back(start + i);
        return;
    }
    const std::uint32_t count = m_random.chance(0.8) ? 1 : m_random.between(2, 3);
    for (std::uint32_t i = 0; i < count; ++i) {
        const bool inHeader = m_random.chance(0.4);
        const std::uint32_t last =
            inHeader ? std::min<std::uint32_t>(said.headerLength, said.length - 1) : said.length - 1;
        cuts.push_back(start + m_random.between(1, last));
    }
}

/// Where segments end, ascending, the end of the turn included.
std::vector<std::uint32_t> TrafficCutter::chooseCuts(const Turn& turn)
{
    std::vector<std::uint32_t> cuts;
    std::uint32_t at = 0;
    for (const SpokenMessage& spoken : turn.messages) {
        const SaidMessage& said = spoken.said;
        if (m_random.chance(m_options->split))
            cutInside(said, at, cuts);
        at += said.length;
        if (at == turn.bytes.size() || !m_random.chance(m_options->coalesce))
            cuts.push_back(at);
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    return cuts;
}

std::vector<TrafficCutter::Range> TrafficCutter::ranges(const Turn& turn)
{
    std::vector<Range> result;
    std::uint32_t begin = 0;
    for (const std::uint32_t cut : chooseCuts(turn)) {
        while (begin < cut) {
            const std::uint32_t end = std::min(cut, begin + kMaxPayload);
            result.push_back({begin, end, m_options->loss > 0 && m_random.chance(m_options->loss)});
            begin = end;
        }
    }
    return result;
}

std::uint32_t TrafficCutter::reorder(std::vector<Range>& order)
{
    std::uint32_t groups = 0;
    for (std::size_t i = 0; i + 1 < order.size(); ++i) {
        if (!m_random.chance(m_options->reorder))
            continue;
        std::size_t depth = 2;
        if (m_random.chance(0.2))
            depth = std::min<std::size_t>(m_random.between(3, 4), order.size() - i);
        // The first one comes last or anywhere but first; the others keep their order or turn round.
        const auto first = order.begin() + static_cast<std::ptrdiff_t>(i);
        const auto last = first + static_cast<std::ptrdiff_t>(depth);
        if (m_random.chance(0.5))
            std::reverse(first, last);
        else
            std::rotate(first, first + 1, last);
        ++groups;
        i += depth - 1;
    }
    return groups;
}

/// A copy of a segment, of a part of it, or of its second half together with the segment behind it.
bool TrafficCutter::chooseCopy(const Range& range, const std::vector<Range>& inStream, Range& copy)
{
    copy = range;
    const std::uint32_t length = range.end - range.begin;
    const std::uint32_t kind = m_random.below(5);
    if (kind == 0 && length >= 4) {
        copy.begin += m_random.between(0, length / 2);
        copy.end = copy.begin + m_random.between(2, range.end - copy.begin);
    } else if (kind == 1) {
        const auto next = std::find_if(inStream.begin(), inStream.end(),
                                       [&](const Range& other) { return other.begin == range.end; });
        copy.begin += length / 2;
        // Its single byte, seen already, would look like the keep-alive of RFC 9293 §3.8.4.
        if (next != inStream.end() && next->end - next->begin >= 2)
            copy.end = std::min(next->end, copy.begin + kMaxPayload);
    }
    if (copy.end - copy.begin < 2)
        return false;
    return std::none_of(inStream.begin(), inStream.end(), [&](const Range& other) {
        return other.lost && overlaps(other, copy.begin, copy.end);
    });
}

void TrafficCutter::repeat(std::vector<Range>& order, const std::vector<Range>& inStream)
{
    std::vector<std::pair<std::size_t, Range>> copies; // to stand before order[first]
    for (std::size_t i = 0; i < order.size(); ++i) {
        Range copy;
        if (m_random.chance(m_options->retransmit) && chooseCopy(order[i], inStream, copy))
            copies.emplace_back(std::min(order.size(), i + m_random.between(1, 3)), copy);
    }
    for (std::size_t i = copies.size(); i-- > 0;)
        order.insert(order.begin() + static_cast<std::ptrdiff_t>(copies[i].first), copies[i].second);
}

CutTurn TrafficCutter::cut(const Turn& turn, std::uint64_t start, bool& boundaryKnown)
{
    CutTurn result;
    const std::vector<Range> inStream = ranges(turn);
    std::uint32_t at = 0;
    for (const SpokenMessage& spoken : turn.messages) {
        const SaidMessage& said = spoken.said;
        const Span span{at, at + said.length};
        ExpectedMessage expected;
        expected.message.said = said;
        expected.spoken = spoken;
        expected.message.side = turn.side;
        expected.start = start + span.begin;
        expected.end = start + span.end;
        bool headerLost = false;
        bool startsSegment = false;
        for (const Range& range : inStream) {
            if (!overlaps(range, span.begin, span.end))
                continue;
            expected.message.lost |= range.lost;
            headerLost |= range.lost && overlaps(range, span.begin, span.begin + said.headerLength);
            startsSegment |= range.begin == span.begin && range.end - range.begin >= said.knownBy;
            expected.message.split |= range.begin > span.begin;
            expected.message.headerSplit |=
                range.begin > span.begin && range.begin < span.begin + said.headerLength;
        }
        const bool known = boundaryKnown || startsSegment;
        expected.message.hidden = !known && !expected.message.lost;
        boundaryKnown = known && !headerLost;
        result.messages.push_back(expected);
        at = span.end;
    }
    for (const Range& range : inStream) {
        const auto touched =
            std::count_if(result.messages.begin(), result.messages.end(), [&](const ExpectedMessage& m) {
                return overlaps(range, static_cast<std::uint32_t>(m.start - start),
                                static_cast<std::uint32_t>(m.end - start));
            });
        result.multiMessageSegments += touched > 1 ? 1 : 0;
    }
    std::vector<Range> order = inStream;
    result.reorderedGroups = reorder(order);
    repeat(order, inStream);
    for (const Range& range : order) {
        PlannedSegment segment;
        segment.side = turn.side;
        segment.offset = start + range.begin;
        segment.payload.assign(turn.bytes.begin() + range.begin, turn.bytes.begin() + range.end);
        segment.flags = net::kAck;
        if (range.end == turn.bytes.size())
            segment.flags |= net::kPsh;
        segment.lost = range.lost;
        result.segments.push_back(std::move(segment));
    }
    markCompleting(turn, result.segments, start);
    return result;
}

/// Which segments, in the order of their capture, are the first behind which a further message is whole.
void TrafficCutter::markCompleting(const Turn& turn, std::vector<PlannedSegment>& segments,
                                   std::uint64_t start)
{
    std::vector<bool> there(turn.bytes.size());
    std::size_t whole = 0; // bytes without a hole
    std::size_t message = 0;
    std::size_t messageEnd = turn.messages[0].said.length;
    for (PlannedSegment& segment : segments) {
        const auto from = static_cast<std::ptrdiff_t>(segment.offset - start);
        std::fill_n(there.begin() + from, segment.payload.size(), true);
        while (whole < there.size() && there[whole])
            ++whole;
        while (message < turn.messages.size() && whole >= messageEnd) {
            segment.completes = true;
            if (++message < turn.messages.size())
                messageEnd += turn.messages[message].said.length;
        }
    }
}

} // namespace mqttscope::test
