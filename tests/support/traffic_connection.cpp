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

/// Segments of two sides mixed; the order of each stays.
std::vector<PlannedSegment> mix(std::vector<PlannedSegment> first, std::vector<PlannedSegment> second,
                                TrafficRandom& random)
{
    std::vector<PlannedSegment> both;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < first.size() || j < second.size()) {
        const bool takeFirst = j == second.size() || (i < first.size() && random.chance(0.5));
        both.push_back(std::move(takeFirst ? first[i++] : second[j++]));
    }
    return both;
}

} // namespace

TrafficConnection::TrafficConnection(const TrafficOptions& options, std::uint32_t number,
                                     const std::vector<std::string>& topics)
    : m_session(options, number, topics),
      m_cutter(options, (options.segmentSeed * 0xda942042e4dd58b5ULL) ^ (number + 1))
{
    TrafficRandom& random = m_cutter.random();
    const bool ipv6 = random.chance(options.ipv6);
    m_timestamps = random.chance(options.tcpTimestamps);
    m_directions[0].end = clientEnd(number, ipv6);
    m_directions[1].end = brokerEnd(ipv6);
    for (Direction& direction : m_directions) {
        const bool wraps = random.chance(options.nearWrap);
        direction.initial =
            wraps ? 0xffffffff - random.below(5000) : static_cast<std::uint32_t>(random.next());
        direction.identification = static_cast<std::uint16_t>(random.next());
    }
}

void TrafficConnection::control(std::uint8_t side, std::uint16_t flags)
{
    PlannedSegment segment;
    segment.side = side;
    segment.flags = flags;
    m_queue.push_back(std::move(segment));
}

void TrafficConnection::open()
{
    m_opened = true;
    control(0, net::kSyn);
    if (m_cutter.random().chance(0.02)) // RFC 9293 §3.8.1: sent again
        control(0, net::kSyn);
    control(1, net::kSyn | net::kAck);
    control(0, net::kAck);
    plan(m_session.open());
}

void TrafficConnection::talk()
{
    plan(m_session.talk());
}

void TrafficConnection::acknowledge(std::uint8_t side)
{
    control(side, net::kAck);
}

void TrafficConnection::close()
{
    m_closed = true;
    plan(m_session.close());
    TrafficRandom& random = m_cutter.random();
    if (random.chance(0.1)) {
        control(0, net::kRst | net::kAck);
        return;
    }
    control(0, net::kFin | net::kAck);
    if (random.chance(0.5))
        control(1, net::kAck);
    control(1, net::kFin | net::kAck);
    control(0, net::kAck);
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
        expected.message.version = m_session.version();
        expected.message.number = direction.messages++;
        direction.arrivals.expect(expected);
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

void TrafficConnection::plan(const std::vector<Turn>& turns)
{
    for (std::size_t i = 0; i < turns.size(); ++i) {
        std::vector<PlannedSegment> segments = planTurn(turns[i]);
        if (turns[i].withNext) {
            std::vector<PlannedSegment> others = planTurn(turns[++i]);
            segments = mix(std::move(segments), std::move(others), m_cutter.random());
        }
        for (PlannedSegment& segment : segments)
            m_queue.push_back(std::move(segment));
    }
}

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

void TrafficConnection::arrive(const PlannedSegment& planned, std::uint32_t frameNumber, TrafficTruth& truth,
                               const TrafficMessageSink& sink)
{
    Direction& direction = m_directions[planned.side];
    const std::uint64_t end = planned.offset + planned.payload.size();
    TrafficConnectionTruth& connection = truth.connections[*m_stream];
    const TrafficMessageSink count = [&](const TrafficMessage& message) {
        TrafficMessage whole = message;
        whole.stream = *m_stream;
        ++connection.messages[whole.side];
        sink(whole);
    };
    if (planned.lost) {
        ++truth.lostSegments;
        direction.arrivals.lose(planned.offset, end, count);
        return;
    }
    const auto arrival = direction.arrivals.arrive(planned.offset, end, frameNumber, count);
    connection.bytes[planned.side] += arrival.fresh;
    truth.retransmittedFrames += arrival.fresh != 0 ? 0 : 1;
    truth.outOfOrderFrames += arrival.outOfOrder ? 1 : 0;
}

void TrafficConnection::emit(std::uint32_t frameNumber, std::int64_t timeNs, std::vector<std::uint8_t>& frame,
                             TrafficTruth& truth, const TrafficMessageSink& sink)
{
    const PlannedSegment planned = std::move(m_queue.front());
    m_queue.pop_front();
    Direction& own = m_directions[planned.side];
    if (!m_stream) {
        m_stream = static_cast<std::uint32_t>(truth.connections.size());
        truth.connections.push_back({m_session.version(), m_session.clientId(), {}, {}});
    }
    frame.clear();
    if (!planned.lost)
        buildTcpFrame(own.end, m_directions[1 - planned.side].end, header(planned, timeNs),
                      own.identification++, frame);
    truth.multiMessageSegments += std::exchange(m_multiMessageSegments, 0);
    truth.reorderedGroups += std::exchange(m_reorderedGroups, 0);
    if ((planned.flags & net::kFin) != 0)
        own.finSent = true;
    if (planned.payload.empty())
        return;
    own.sent = std::max(own.sent, planned.offset + planned.payload.size());
    arrive(planned, frameNumber, truth, sink);
}

} // namespace mqttscope::test
