// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/net/tcp_facts.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace mqttscope::broker {

/// One host of a connection on the wire that the tap makes up.
struct TapHost {
    std::array<std::uint8_t, 6> mac{};
    net::Endpoint endpoint;
};

/// What stands in the TCP header beside the ports (RFC 9293 §3.1, RFC 7323).
struct TapSegment {
    std::uint32_t sequence = 0;
    std::uint32_t acknowledgment = 0;
    std::uint16_t flags = 0;         ///< net::TcpFlags
    std::uint16_t window = 0;        ///< as in the header
    std::uint16_t mss = 0;           ///< Maximum Segment Size, in a SYN
    std::uint8_t windowShift = 0;    ///< Window Scale, in a SYN
    std::uint32_t timestamp = 0;     ///< TSval
    std::uint32_t timestampEcho = 0; ///< TSecr
    std::uint16_t ipId = 0;          ///< Identification of IPv4
    field::ByteView payload;
};

/// Bytes of TCP options that every segment but a SYN has: two NOP and the timestamps.
inline constexpr std::size_t kTapOptionBytes = 12;
/// Most payload that fits an IPv4 packet with those options.
inline constexpr std::size_t kTapMaxPayload = 65'535 - 20 - 20 - kTapOptionBytes;

/// The address of a network card for an IP address: locally administered (bit 1 of the first byte, IEEE 802),
/// so that nobody can take it for a real one. `broker` tells the two ends of one machine apart.
[[nodiscard]] std::array<std::uint8_t, 6> tapMac(const net::Address& address, bool broker);

/// Appends an Ethernet frame with its IPv4 or IPv6 packet, lengths and checksums right.
void appendTcpFrame(const TapHost& from, const TapHost& to, const TapSegment& segment,
                    std::vector<std::uint8_t>& out);

} // namespace mqttscope::broker
