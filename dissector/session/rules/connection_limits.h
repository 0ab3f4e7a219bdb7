// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

namespace mqttscope::session {

// Damaged files hold any time: neither of these overflows.
/// Nanoseconds from `sinceNs` to `nowNs`; negative if time ran back.
[[nodiscard]] constexpr std::int64_t elapsedNs(std::int64_t nowNs, std::int64_t sinceNs)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(nowNs) - static_cast<std::uint64_t>(sinceNs));
}
/// So much later; at most the end of time.
[[nodiscard]] constexpr std::int64_t laterNs(std::int64_t ns, std::int64_t byNs)
{
    constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
    return ns > kEnd - byNs ? kEnd : ns + byNs;
}

/// Where the standard says "reasonable" or nothing, and how exact an observer's clock is taken to be.
struct ConnectionLimits {
    static constexpr std::int64_t kSecondNs = 1'000'000'000;
    static constexpr std::int64_t kMillisecondNs = 1'000'000;

    /// Keep Alive counts whole seconds, clients look at their clock once a second, and packets need a while
    /// to the observer: silence is longer than Keep Alive when it is longer by more than this.
    static constexpr std::int64_t kClockNs = 1'500'000'000;
    /// Servers look at the clocks of their clients and sessions every few seconds only.
    static constexpr std::int64_t kServerClockNs = 10 * kSecondNs;
    /// So long a side may need to do what it must: to close, to hear what its peer sent, to forward.
    static constexpr std::int64_t kReactionNs = 10 * kSecondNs;
    /// A connection without CONNECT, or a CONNECT without CONNACK, that stays longer.
    static constexpr std::int64_t kOpeningNs = 30 * kSecondNs;
    /// A PINGREQ without PINGRESP if Keep Alive is off; else Keep Alive and kReactionNs.
    static constexpr std::int64_t kPingNs = 60 * kSecondNs;
    /// A re-authentication without end after which both sides still talk.
    static constexpr std::int64_t kReauthenticationNs = 30 * kSecondNs;

    /// Violations of one side of a connection whose answers are looked for.
    static constexpr std::uint8_t kMaxViolations = 16;
    /// Ended sessions that are remembered; then all are forgotten.
    static constexpr std::size_t kMaxEndedSessions = 8192;
    /// Open exchanges, and filters, that are remembered of an ended session.
    static constexpr std::size_t kMaxOldState = 16;
};

} // namespace mqttscope::session
