// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/frame_order.h"

namespace mqttscope::capture {

void FrameOrder::add(std::uint32_t interface, const LiveFrame& frame)
{
    m_held.emplace(frame.timeNs,
                   Held{interface, frame.originalLength, {frame.bytes.begin(), frame.bytes.end()}});
    m_bytes += frame.bytes.size();
}

void FrameOrder::release(std::int64_t nowNs, const Take& take)
{
    if (m_bytes > kMaxHeld)
        return releaseAll(take);
    letGo(m_held.begin(), m_held.upper_bound(nowNs - kHoldNs), take);
    letGo(m_held.upper_bound(nowNs), m_held.end(), take);
}

void FrameOrder::releaseAll(const Take& take)
{
    letGo(m_held.begin(), m_held.end(), take);
}

void FrameOrder::letGo(Frames::iterator begin, Frames::iterator end, const Take& take)
{
    for (auto frame = begin; frame != end; ++frame) {
        const Held& held = frame->second;
        take(held.interface, {frame->first, held.bytes, held.originalLength});
        m_bytes -= held.bytes.size();
    }
    m_held.erase(begin, end);
}

} // namespace mqttscope::capture
