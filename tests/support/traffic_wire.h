// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/net/tcp_facts.h"

#include <array>
#include <cstdint>
#include <vector>

namespace mqttscope::test {

/// One host of a connection.
struct WireEnd {
    std::array<std::uint8_t, 6> mac{};
    net::Endpoint endpoint;
};

/// What stands in the TCP header beside the ports.
struct WireSegment {
    std::uint32_t sequence = 0;
    std::uint32_t acknowledgment = 0;
    std::uint16_t flags = 0;
    std::uint16_t window = 0;
    bool timestamps = false; ///< the option of RFC 7323
    std::uint32_t timestamp = 0;
    std::uint32_t timestampEcho = 0;
    field::ByteView payload;
};

/// An Ethernet frame with its IPv4 or IPv6 packet, all lengths and checksums right. A SYN brings its usual
/// options. Replaces what is in `frame`.
void buildTcpFrame(const WireEnd& from, const WireEnd& to, const WireSegment& segment,
                   std::uint16_t identification, std::vector<std::uint8_t>& frame);

/// An endpoint from four or sixteen address bytes.
[[nodiscard]] net::Endpoint endpointOf(field::ByteView address, std::uint16_t port);

} // namespace mqttscope::test
