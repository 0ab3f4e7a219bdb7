// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/tap/tap_line.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace mqttscope::broker {
namespace {

constexpr std::uint16_t kSynWindow = 64'240; ///< not scaled (RFC 7323 §2.2)
constexpr std::uint8_t kWindowShift = 7;
constexpr std::uint16_t kClientWindow = 502; ///< 64,256 bytes
constexpr std::uint16_t kBrokerWindow = 509; ///< 65,152 bytes

/// SplitMix64: the same numbers everywhere.
std::uint64_t nextRandom(std::uint64_t& state)
{
    state += 0x9e37'79b9'7f4a'7c15;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xbf58'476d'1ce4'e5b9;
    z = (z ^ (z >> 27)) * 0x94d0'49bb'1331'11eb;
    return z ^ (z >> 31);
}

} // namespace

TapLine::TapLine(const net::Endpoint& client, const net::Endpoint& broker, const TapLineOptions& options)
    : m_options(options), m_segmentLength(std::clamp<std::size_t>(options.mss, kTapOptionBytes + 1,
                                                                  kTapMaxPayload + kTapOptionBytes) -
                                          kTapOptionBytes)
{
    m_options.mss = static_cast<std::uint16_t>(m_segmentLength + kTapOptionBytes);
    std::uint64_t state = options.seed;
    for (const TapSide side : {TapSide::Client, TapSide::Broker}) {
        End& one = end(side);
        const bool isBroker = side == TapSide::Broker;
        one.host.endpoint = isBroker ? broker : client;
        one.host.mac = tapMac(one.host.endpoint.address, isBroker);
        one.next = static_cast<std::uint32_t>(nextRandom(state));
        one.clock = static_cast<std::uint32_t>(nextRandom(state)) >> 4;
        one.ipId = static_cast<std::uint16_t>(nextRandom(state));
        one.window = isBroker ? kBrokerWindow : kClientWindow;
    }
}

void TapLine::take(End& receiver, Nanoseconds now)
{
    while (!receiver.towards.empty() && receiver.towards.front().arrives <= now) {
        receiver.received = receiver.towards.front().sequenceEnd;
        receiver.echo = receiver.towards.front().timestamp;
        receiver.towards.pop_front();
    }
}

void TapLine::emit(TapSide from, std::uint16_t flags, ByteView payload, Nanoseconds now, TapSegments& to)
{
    End& sender = end(from);
    End& receiver = end(otherSide(from));
    take(sender, now);
    const bool syn = (flags & net::kSyn) != 0;
    TapSegment segment;
    segment.sequence = sender.next;
    segment.acknowledgment = (flags & net::kAck) != 0 ? sender.received : 0;
    segment.flags = flags;
    segment.window = syn ? kSynWindow : (flags & net::kRst) != 0 ? std::uint16_t{0} : sender.window;
    segment.mss = m_options.mss;
    segment.windowShift = kWindowShift;
    segment.timestamp = sender.clock + static_cast<std::uint32_t>(now / kMillisecond);
    segment.timestampEcho = sender.echo;
    segment.payload = payload;
    if (!(syn && (flags & net::kAck) != 0)) // Linux sends its SYN+ACK with identification 0
        segment.ipId = sender.ipId++;
    const bool counts = (flags & (net::kSyn | net::kFin)) != 0;
    sender.next += static_cast<std::uint32_t>(payload.size()) + (counts ? 1 : 0);
    m_established = m_established || (from == TapSide::Client && !syn);
    if (sender.next != segment.sequence && !(m_vanished && from == TapSide::Broker)) {
        // The tap stands at the broker: it has at once what comes by.
        const Nanoseconds arrives = from == TapSide::Client ? now : now + m_options.roundTrip;
        receiver.towards.push_back({arrives, sender.next, segment.timestamp});
    }
    to.segment(sender.host, receiver.host, segment, now);
}

void TapLine::open(Nanoseconds now, TapSegments& to)
{
    emit(TapSide::Client, net::kSyn, {}, now, to);
    emit(TapSide::Broker, net::kSyn | net::kAck, {}, now, to);
}

/// The client's ACK that completes the handshake, at the latest before anything else.
void TapLine::establish(Nanoseconds now, TapSegments& to)
{
    if (m_established || m_vanished)
        return;
    for (OnTheWay& one : end(TapSide::Client).towards)
        one.arrives = std::min(one.arrives, now);
    emit(TapSide::Client, net::kAck, {}, now, to);
}

void TapLine::send(TapSide from, ByteView bytes, Nanoseconds now, TapSegments& to)
{
    assert(!finished(from));
    establish(now, to);
    End& receiver = end(otherSide(from));
    while (!bytes.empty()) {
        const std::size_t length = std::min(bytes.size(), m_segmentLength);
        const bool last = length == bytes.size();
        emit(from, static_cast<std::uint16_t>(net::kAck | (last ? net::kPsh : 0)), bytes.first(length), now,
             to);
        bytes = bytes.subspan(length);
        if (end(from).next - receiver.received <= kMaxInFlight || receiver.towards.empty())
            continue;
        for (OnTheWay& one : receiver.towards)
            one.arrives = now;
        emit(otherSide(from), net::kAck, {}, now, to);
    }
}

void TapLine::finish(TapSide from, Nanoseconds now, TapSegments& to)
{
    if (finished(from))
        return;
    establish(now, to);
    emit(from, net::kFin | net::kAck, {}, now, to);
    end(from).finished = true;
}

void TapLine::reset(TapSide from, Nanoseconds now, TapSegments& to)
{
    if (m_reset)
        return;
    emit(from, net::kRst | net::kAck, {}, now, to);
    m_reset = true;
    for (End& one : m_ends)
        one.towards.clear();
}

void TapLine::vanish()
{
    m_vanished = true;
    end(TapSide::Client).towards.clear();
}

std::optional<Nanoseconds> TapLine::due() const
{
    std::optional<Nanoseconds> next;
    for (const End& one : m_ends) {
        // What has arrived and was not acknowledged yet stays in the queue: take() happens when it sends.
        if (!one.towards.empty() && (!next || one.towards.front().arrives < *next))
            next = one.towards.front().arrives;
    }
    return next;
}

void TapLine::acknowledge(Nanoseconds now, TapSegments& to)
{
    for (std::optional<Nanoseconds> next = due(); next && *next <= now; next = due()) {
        for (const TapSide side : {TapSide::Broker, TapSide::Client}) {
            const std::deque<OnTheWay>& towards = end(side).towards;
            if (!towards.empty() && towards.front().arrives <= *next)
                emit(side, net::kAck, {}, *next, to);
        }
    }
}

} // namespace mqttscope::broker
