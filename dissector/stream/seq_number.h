// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mqttscope::stream {

/// A TCP sequence number: modulo 2^32, ordered by the shorter way round (RFC 9293 §3.4). The order means
/// something only between numbers less than 2^31 apart; it is no strict weak order, so not for sorting.
class SeqNumber {
public:
    constexpr SeqNumber() = default;
    constexpr explicit SeqNumber(std::uint32_t raw) : m_raw(raw) {}

    [[nodiscard]] constexpr std::uint32_t raw() const { return m_raw; }

    friend constexpr bool operator==(SeqNumber, SeqNumber) = default;
    /// How far `a` lies after `b`; negative if before. -2^31 for the number exactly opposite.
    friend constexpr std::int32_t operator-(SeqNumber a, SeqNumber b)
    {
        return static_cast<std::int32_t>(a.m_raw - b.m_raw);
    }
    friend constexpr SeqNumber operator+(SeqNumber a, std::uint32_t count)
    {
        return SeqNumber{a.m_raw + count};
    }
    friend constexpr SeqNumber operator-(SeqNumber a, std::uint32_t count)
    {
        return SeqNumber{a.m_raw - count};
    }
    friend constexpr bool operator<(SeqNumber a, SeqNumber b) { return a - b < 0; }
    friend constexpr bool operator>(SeqNumber a, SeqNumber b) { return b < a; }
    friend constexpr bool operator<=(SeqNumber a, SeqNumber b) { return a == b || a < b; }
    friend constexpr bool operator>=(SeqNumber a, SeqNumber b) { return a == b || b < a; }

private:
    std::uint32_t m_raw = 0;
};

} // namespace mqttscope::stream
