// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/traffic_connection.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace mqttscope::test {
namespace {

constexpr std::uint16_t kMqttPort = 1883;

WireEnd clientEnd(std::uint32_t number, bool ipv6)
{
    WireEnd end;
    const auto high = static_cast<std::uint8_t>(number >> 8);
    const auto low = static_cast<std::uint8_t>(number);
    end.mac = {0x02, 0x00, 0x5e, 0x10, high, low};
    // Eight connections come from one host, so ports tell them apart.
    const std::uint32_t host = number / 8 + 2;
    const auto hostHigh = static_cast<std::uint8_t>(host >> 8);
    const auto hostLow = static_cast<std::uint8_t>(host);
    const auto port = static_cast<std::uint16_t>(32768 + number % 28000);
    const std::array<std::uint8_t, 4> v4{10, 1, hostHigh, hostLow};
    const std::array<std::uint8_t, 16> v6{0x20, 0x01, 0x0d, 0xb8, 0, 1, 0,        0,
                                          0,    0,    0,    0,    0, 0, hostHigh, hostLow};
    end.endpoint = ipv6 ? endpointOf(v6, port) : endpointOf(v4, port);
    return end;
}

WireEnd brokerEnd(bool ipv6)
{
    WireEnd end;
    end.mac = {0x02, 0x00, 0x5e, 0x00, 0x00, 0x01};
    const std::array<std::uint8_t, 4> v4{10, 1, 0, 1};
    const std::array<std::uint8_t, 16> v6{0x20, 0x01, 0x0d, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    end.endpoint = ipv6 ? endpointOf(v6, kMqttPort) : endpointOf(v4, kMqttPort);
    return end;
}

} // namespace

TrafficConnection::TrafficConnection(const TrafficOptions& options, std::uint32_t number)
    : m_number(number), m_cutter(options, (options.segmentSeed * 0xda942042e4dd58b5ULL) ^ (number + 1))
{
    TrafficRandom& random = m_cutter.random();
    m_timestamps = random.chance(options.tcpTimestamps);
    for (Direction& direction : m_directions) {
        const bool wraps = random.chance(options.nearWrap);
        direction.initial =
            wraps ? 0xffffffff - random.below(5000) : static_cast<std::uint32_t>(random.next());
        direction.identification = static_cast<std::uint16_t>(random.next());
    }
}

// -------------------------------------------------------------------------------------------------- planning

void TrafficConnection::control(std::vector<PlannedSegment>& segments, std::uint8_t side, std::uint16_t flags)
{
    PlannedSegment segment;
    segment.side = side;
    segment.flags = flags;
    segments.push_back(std::move(segment));
}

std::vector<PlannedSegment> TrafficConnection::planOpen()
{
    std::vector<PlannedSegment> segments;
    control(segments, 0, net::kSyn);
    if (m_cutter.random().chance(0.02)) // RFC 9293 §3.8.1: sent again
        control(segments, 0, net::kSyn);
    control(segments, 1, net::kSyn | net::kAck);
    control(segments, 0, net::kAck);
    segments.back().completes = true;
    return segments;
}

std::vector<PlannedSegment> TrafficConnection::planClose(TrafficClose close)
{
    std::vector<PlannedSegment> segments;
    if (close == TrafficClose::Reset) {
        control(segments, 0, net::kRst | net::kAck);
    } else if (close == TrafficClose::Server) {
        control(segments, 1, net::kFin | net::kAck);
        control(segments, 0, net::kFin | net::kAck);
        control(segments, 1, net::kAck);
    } else {
        control(segments, 0, net::kFin | net::kAck);
        if (m_cutter.random().chance(0.5))
            control(segments, 1, net::kAck);
        control(segments, 1, net::kFin | net::kAck);
        control(segments, 0, net::kAck);
    }
    for (PlannedSegment& segment : segments)
        segment.completes = true;
    return segments;
}

/// The segments of a turn with the acknowledgments that the other side sends meanwhile.
std::vector<PlannedSegment> TrafficConnection::planTurn(const Turn& turn)
{
    Direction& direction = m_directions[turn.side];
    CutTurn cut = m_cutter.cut(turn, direction.planned, direction.boundaryKnown);
    direction.planned += turn.bytes.size();
    m_multiMessageSegments += cut.multiMessageSegments;
    m_reorderedGroups += cut.reorderedGroups;
    for (ExpectedMessage& expected : cut.messages) {
        expected.message.version = m_version;
        expected.message.number = direction.messages++;
        direction.arrivals.expect(std::move(expected));
    }
    std::vector<PlannedSegment> segments;
    PlannedSegment ack;
    ack.side = static_cast<std::uint8_t>(1 - turn.side);
    ack.flags = net::kAck;
    std::size_t unacknowledged = 0;
    for (PlannedSegment& segment : cut.segments) {
        segments.push_back(std::move(segment));
        if (++unacknowledged == 2) { // RFC 9293 §3.8.6.3: at least every second segment
            segments.push_back(ack);
            unacknowledged = 0;
        }
    }
    if (unacknowledged != 0 && m_cutter.random().chance(0.42))
        segments.push_back(ack);
    return segments;
}

void TrafficConnection::plan(const TrafficEvent& event, const TrafficClient& client)
{
    std::vector<PlannedSegment> segments;
    std::uint8_t side = 0;
    switch (event.kind) {
    case TrafficEvent::Kind::Open:
        m_clientId = client.clientId();
        m_client = client.number();
        m_version = client.version();
        m_directions[0].end = clientEnd(m_number, client.ipv6());
        m_directions[1].end = brokerEnd(client.ipv6());
        segments = planOpen();
        break;
    case TrafficEvent::Kind::Said:
        side = event.turn.side;
        segments = planTurn(event.turn);
        break;
    case TrafficEvent::Kind::Close:
        m_closeEvent = event.number;
        m_sessionEnds = event.sessionEnds;
        segments = planClose(event.close);
        break;
    }
    for (PlannedSegment& segment : segments) {
        segment.event = event.number;
        segment.cause = event.cause;
        m_queues[side].push_back(std::move(segment));
    }
}

bool TrafficConnection::completes(std::uint8_t side, std::uint32_t event) const
{
    return std::any_of(m_queues[side].begin(), m_queues[side].end(),
                       [&](const PlannedSegment& one) { return one.event == event && one.completes; });
}

void TrafficConnection::acknowledge()
{
    PlannedSegment segment;
    segment.flags = net::kAck;
    m_queues[0].push_back(std::move(segment));
}

// ------------------------------------------------------------------------------------------------- capturing

WireSegment TrafficConnection::header(const PlannedSegment& planned, std::int64_t timeNs)
{
    Direction& own = m_directions[planned.side];
    const Direction& peer = m_directions[1 - planned.side];
    WireSegment segment;
    segment.flags = planned.flags;
    segment.window = planned.side == 0 ? 502 : 509;
    segment.payload = planned.payload;
    if ((planned.flags & net::kSyn) != 0)
        segment.sequence = own.initial;
    else
        segment.sequence = own.initial + 1 +
                           static_cast<std::uint32_t>(planned.payload.empty() ? own.sent : planned.offset) +
                           (own.finSent ? 1 : 0);
    if ((planned.flags & net::kAck) != 0)
        segment.acknowledgment =
            peer.initial + 1 + static_cast<std::uint32_t>(peer.arrivals.received()) + (peer.finSent ? 1 : 0);
    segment.timestamps = m_timestamps;
    own.timestamp = static_cast<std::uint32_t>(timeNs / 1'000'000);
    segment.timestamp = own.timestamp;
    segment.timestampEcho = peer.timestamp;
    return segment;
}

void TrafficConnection::arrive(const PlannedSegment& planned, const ArrivalFrame& frame, TrafficTruth& truth,
                               TrafficBook& book, const TrafficMessageSink& sink)
{
    Direction& direction = m_directions[planned.side];
    const std::uint64_t end = planned.offset + planned.payload.size();
    TrafficConnectionTruth& connection = truth.connections[*m_stream];
    const ExpectedMessageSink count = [&](ExpectedMessage& expected, std::int64_t timeNs) {
        expected.message.stream = *m_stream;
        ++connection.messages[expected.message.side];
        book.note(expected, timeNs);
        sink(expected.message);
    };
    if (planned.lost) {
        ++truth.lostSegments;
        direction.arrivals.lose(planned.offset, end, count);
        return;
    }
    const auto arrival = direction.arrivals.arrive(planned.offset, end, frame, count);
    connection.bytes[planned.side] += arrival.fresh;
    truth.retransmittedFrames += arrival.fresh != 0 ? 0 : 1;
    truth.outOfOrderFrames += arrival.outOfOrder ? 1 : 0;
}

void TrafficConnection::emit(std::uint8_t side, const ArrivalFrame& frame, std::vector<std::uint8_t>& bytes,
                             TrafficTruth& truth, TrafficBook& book, const TrafficMessageSink& sink)
{
    const PlannedSegment planned = std::move(m_queues[side].front());
    m_queues[side].pop_front();
    Direction& own = m_directions[planned.side];
    if (!m_stream) {
        m_stream = static_cast<std::uint32_t>(truth.connections.size());
        truth.connections.push_back({m_version, m_clientId, {}, {}});
    }
    bytes.clear();
    if (!planned.lost)
        buildTcpFrame(own.end, m_directions[1 - planned.side].end, header(planned, frame.timeNs),
                      own.identification++, bytes);
    truth.multiMessageSegments += std::exchange(m_multiMessageSegments, 0);
    truth.reorderedGroups += std::exchange(m_reorderedGroups, 0);
    if ((planned.flags & net::kFin) != 0)
        own.finSent = true;
    if (planned.event == m_closeEvent && m_closeEvent != 0 && queued() == 0)
        book.endConnection(m_client, m_sessionEnds);
    if (planned.payload.empty())
        return;
    own.sent = std::max(own.sent, planned.offset + planned.payload.size());
    arrive(planned, frame, truth, book, sink);
}

} // namespace mqttscope::test
