// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mqttscope::ui {

/// When a value that changes all the time is published: at once if the last one was long ago, else as soon as
/// that is so; of those between, only the last.
class DevicePace {
public:
    /// Between two messages.
    static constexpr std::int64_t kMilliseconds = 250;

    /// There is a value to be published.
    void want() { m_wanted = true; }
    void drop() { m_wanted = false; }
    [[nodiscard]] bool isWanted() const { return m_wanted; }
    /// Milliseconds until it may be; `now`: of a clock that only goes on.
    [[nodiscard]] std::int64_t due(std::int64_t now) const
    {
        const std::int64_t since = now - m_last;
        return !m_sent || since >= kMilliseconds ? 0 : kMilliseconds - since;
    }
    void published(std::int64_t now)
    {
        m_wanted = false;
        m_sent = true;
        m_last = now;
    }

private:
    bool m_wanted = false;
    bool m_sent = false; ///< something was, at m_last
    std::int64_t m_last = 0;
};

} // namespace mqttscope::ui
