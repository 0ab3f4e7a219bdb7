// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/live/capture_device.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <vector>

namespace mqttscope::capture {

/// Frames of several interfaces, put into the order of their times. Each interface hands its frames over in
/// bunches, so they are held until no earlier one can come: an answer then never stands before its question.
class FrameOrder {
public:
    /// A frame is held until it is so old: by then the system has handed over what came before it.
    static constexpr std::int64_t kHoldNs = 100'000'000;
    /// With so many bytes all are let go.
    static constexpr std::size_t kMaxHeld = std::size_t{2} << 20U;

    using Take = std::function<void(std::uint32_t interface, const LiveFrame& frame)>;

    void add(std::uint32_t interface, const LiveFrame& frame);
    /// Lets go what has been held long enough, and what comes from the future: the clock was set.
    void release(std::int64_t nowNs, const Take& take);
    void releaseAll(const Take& take);
    [[nodiscard]] bool empty() const noexcept { return m_held.empty(); }

private:
    struct Held {
        std::uint32_t interface;
        std::uint32_t originalLength;
        std::vector<std::uint8_t> bytes;
    };
    using Frames = std::multimap<std::int64_t, Held>; ///< by time; equal ones in the order in which they came

    void letGo(Frames::iterator begin, Frames::iterator end, const Take& take);

    Frames m_held;
    std::size_t m_bytes = 0;
};

} // namespace mqttscope::capture
