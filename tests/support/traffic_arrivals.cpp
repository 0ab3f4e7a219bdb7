// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/traffic_arrivals.h"

#include <algorithm>
#include <utility>

namespace mqttscope::test {

/// Tells the messages that have bytes in [begin, end) of the frame, where it is the first to bring them.
std::uint64_t TrafficArrivals::note(std::uint64_t begin, std::uint64_t end, const ArrivalFrame& frame)
{
    std::uint64_t fresh = 0;
    std::uint64_t at = std::max(begin, m_received);
    while (at < end) {
        auto next = m_ahead.upper_bound(at);
        if (next != m_ahead.begin() && std::prev(next)->second > at) {
            at = std::prev(next)->second; // was there
            continue;
        }
        const std::uint64_t to = next == m_ahead.end() ? end : std::min(end, next->first);
        fresh += to - at;
        for (ExpectedMessage& expected : m_expected) {
            if (frame.number == 0 || expected.start >= to || at >= expected.end)
                continue;
            expected.message.ownFrame = frame.number;
            expected.ownNs = frame.timeNs;
        }
        at = to;
    }
    return fresh;
}

void TrafficArrivals::advance(std::uint64_t begin, std::uint64_t end)
{
    if (begin > m_received) {
        // Merge with the ranges that it touches.
        auto at = m_ahead.lower_bound(begin);
        if (at != m_ahead.begin() && std::prev(at)->second >= begin)
            --at;
        while (at != m_ahead.end() && at->first <= end) {
            begin = std::min(begin, at->first);
            end = std::max(end, at->second);
            at = m_ahead.erase(at);
        }
        m_ahead[begin] = end;
        return;
    }
    m_received = std::max(m_received, end);
    while (!m_ahead.empty() && m_ahead.begin()->first <= m_received) {
        m_received = std::max(m_received, m_ahead.begin()->second);
        m_ahead.erase(m_ahead.begin());
    }
}

void TrafficArrivals::release(const ArrivalFrame& frame, const ExpectedMessageSink& sink)
{
    while (!m_expected.empty() && m_expected.front().end <= m_received) {
        ExpectedMessage expected = std::move(m_expected.front());
        m_expected.pop_front();
        const bool captured = frame.number != 0;
        expected.message.anchor = captured ? frame.number : expected.message.ownFrame;
        sink(expected, captured ? frame.timeNs : expected.ownNs);
    }
}

TrafficArrivals::Arrival TrafficArrivals::arrive(std::uint64_t begin, std::uint64_t end,
                                                 const ArrivalFrame& frame, const ExpectedMessageSink& sink)
{
    Arrival arrival;
    arrival.fresh = note(begin, end, frame);
    arrival.outOfOrder = arrival.fresh != 0 && begin > m_received;
    advance(begin, end);
    release(frame, sink);
    return arrival;
}

void TrafficArrivals::lose(std::uint64_t begin, std::uint64_t end, const ExpectedMessageSink& sink)
{
    advance(begin, end);
    release({}, sink);
}

} // namespace mqttscope::test
