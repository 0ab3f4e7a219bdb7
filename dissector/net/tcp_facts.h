// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>

namespace mqttscope::net {

/// An IP address. IPv4 addresses use the first four bytes; the rest is zero.
struct Address {
    std::array<std::uint8_t, 16> bytes{};
    std::uint8_t family = 0; ///< 4, 6, or 0 for none

    [[nodiscard]] field::ByteView view() const { return {bytes.data(), family == 6 ? 16U : 4U}; }
    friend auto operator<=>(const Address&, const Address&) = default;
    /// Every segment asks: two comparisons instead of a call.
    friend bool operator==(const Address& a, const Address& b)
    {
        std::array<std::uint64_t, 2> left;
        std::array<std::uint64_t, 2> right;
        std::memcpy(left.data(), a.bytes.data(), sizeof left);
        std::memcpy(right.data(), b.bytes.data(), sizeof right);
        return left[0] == right[0] && left[1] == right[1] && a.family == b.family;
    }
};

/// One end of a TCP connection.
struct Endpoint {
    Address address;
    std::uint16_t port = 0;

    friend auto operator<=>(const Endpoint&, const Endpoint&) = default;
};

/// Control bits of a TCP header, RFC 9293 §3.1.
enum TcpFlags : std::uint16_t {
    kFin = 0x001,
    kSyn = 0x002,
    kRst = 0x004,
    kPsh = 0x008,
    kAck = 0x010,
    kUrg = 0x020,
    kEce = 0x040,
    kCwr = 0x080,
};

/// The largest shift count of the window, RFC 7323 §2.3.
inline constexpr std::uint8_t kMaxWindowShift = 14;
/// Not a shift count: one of the SYNs had no Window Scale option, so windows are not scaled.
inline constexpr std::uint8_t kShiftUnused = 0xfe;
/// Not a shift count: no SYN was seen.
inline constexpr std::uint8_t kShiftUnknown = 0xff;

/// What the indexer needs of one TCP segment.
struct TcpFacts {
    Endpoint source;
    Endpoint destination;
    std::uint32_t sequence = 0;              ///< raw
    std::uint32_t acknowledgment = 0;        ///< raw; counts only with kAck
    std::uint16_t flags = 0;                 ///< TcpFlags and reserved bits, 12 bits
    std::uint16_t window = 0;                ///< as in the header, unscaled
    std::uint8_t windowShift = kShiftUnused; ///< of its Window Scale option, or kShiftUnused if it has none
    std::uint32_t payloadOffset = 0;         ///< of the first payload byte, in the bytes that were decoded
    std::uint32_t payloadLength = 0;         ///< on the wire, from the IP lengths
    std::uint32_t payloadCaptured = 0;       ///< how many of them are at hand (snap length)
};

} // namespace mqttscope::net
