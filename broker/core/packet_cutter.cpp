// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/packet_cutter.h"

#include "broker/core/mutation.h"

#include <algorithm>

namespace mqttscope::broker {
namespace {

/// Memory of the pending packet that is kept for the next one.
constexpr std::size_t kKeptCapacity = 16U << 10;

void append(std::vector<std::uint8_t>& to, ByteView& from, std::size_t count)
{
    count = std::min(count, from.size());
    to.insert(to.end(), from.begin(), from.begin() + static_cast<std::ptrdiff_t>(count));
    from = from.subspan(count);
}

} // namespace

PacketCutter::Cut PacketCutter::cut(ByteView& bytes, std::uint32_t limit)
{
    if (m_done) {
        m_pending.clear();
        if (m_pending.capacity() > kKeptCapacity)
            m_pending.shrink_to_fit();
        m_done = false;
    }
    if (!m_pending.empty())
        return cutFromPending(bytes, limit);
    const mqtt::HeaderPeek peek = mqtt::peekHeader(bytes);
    if (peek.status == mqtt::HeaderStatus::Malformed)
        return {Status::BadLength, {}, peek.header, bytes};
    if (peek.status == mqtt::HeaderStatus::Complete) {
        const std::uint32_t length = peek.header.packetLength();
        if (length > limit)
            return {Status::TooLarge, {}, peek.header, bytes};
        if (length <= bytes.size()) {
            const ByteView packet = bytes.first(length);
            bytes = bytes.subspan(length);
            return {Status::Packet, packet, peek.header, {}};
        }
    }
    if (!mutated(Mutation::PartsAreDropped))
        append(m_pending, bytes, bytes.size());
    return {};
}

std::size_t PacketCutter::missing() const
{
    if (m_done || m_pending.empty())
        return 0;
    const mqtt::HeaderPeek peek = mqtt::peekHeader(m_pending);
    if (peek.status != mqtt::HeaderStatus::Complete)
        return 1;
    return std::max<std::size_t>(peek.header.packetLength(), m_pending.size() + 1) - m_pending.size();
}

PacketCutter::Cut PacketCutter::cutFromPending(ByteView& bytes, std::uint32_t limit)
{
    while (true) {
        const mqtt::HeaderPeek peek = mqtt::peekHeader(m_pending);
        if (peek.status == mqtt::HeaderStatus::Malformed)
            return {Status::BadLength, {}, peek.header, m_pending};
        if (peek.status == mqtt::HeaderStatus::NeedMore) {
            if (bytes.empty())
                return {};
            append(m_pending, bytes, 1);
            continue;
        }
        const std::uint32_t length = peek.header.packetLength();
        if (length > limit) {
            append(m_pending, bytes, limit - std::min<std::size_t>(limit, m_pending.size()));
            return {Status::TooLarge, {}, peek.header, m_pending};
        }
        append(m_pending, bytes, length - m_pending.size());
        if (m_pending.size() < length)
            return {};
        m_done = true;
        return {Status::Packet, m_pending, peek.header, {}};
    }
}

} // namespace mqttscope::broker
