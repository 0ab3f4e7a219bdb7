// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/time.h"

#include <cstdint>
#include <optional>
#include <set>
#include <tuple>

namespace mqttscope::broker {

/// What happens when a deadline passes.
enum class DeadlineKind : std::uint8_t {
    KeepAlive,     ///< of a connection
    Connect,       ///< of a connection: CONNECT and the end of authentication
    Will,          ///< of a session: its Will Delay Interval
    SessionExpiry, ///< of a session
    Pause,         ///< of a session: it has held up publishers for long enough
};

struct Deadline {
    Nanoseconds at = 0;
    DeadlineKind kind{};
    std::uint64_t of = 0; ///< the connection or the serial of the session

    friend bool operator<(const Deadline& a, const Deadline& b)
    {
        return std::tie(a.at, a.kind, a.of) < std::tie(b.at, b.kind, b.of);
    }
};

/// The deadlines of an engine in their order; those of one moment by kind and owner. Whoever sets one keeps
/// its time to clear it again.
class Deadlines {
public:
    void set(const Deadline& deadline) { m_all.insert(deadline); }
    void clear(const Deadline& deadline) { m_all.erase(deadline); }
    [[nodiscard]] std::optional<Nanoseconds> next() const
    {
        return m_all.empty() ? std::nullopt : std::optional{m_all.begin()->at};
    }
    [[nodiscard]] std::size_t size() const { return m_all.size(); }
    /// Takes the first that has come.
    [[nodiscard]] std::optional<Deadline> take(Nanoseconds now)
    {
        if (m_all.empty() || m_all.begin()->at > now)
            return std::nullopt;
        const Deadline first = *m_all.begin();
        m_all.erase(m_all.begin());
        return first;
    }

private:
    std::set<Deadline> m_all;
};

} // namespace mqttscope::broker
