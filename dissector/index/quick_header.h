// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/net/link_type.h"
#include "dissector/net/tcp_facts.h"

#include <cstdint>
#include <optional>

namespace mqttscope::index {

/// The headers of a plain TCP segment in a frame, found without dissecting.
struct QuickHeader {
    std::uint32_t ip = 0;        ///< offset of the IP header
    std::uint32_t tcp = 0;       ///< offset of the TCP header
    bool version6 = false;       ///< IPv6
    bool ethernet = false;       ///< the frame begins with an Ethernet header
    field::ByteView source;      ///< address
    field::ByteView destination; ///< address
    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;
    std::uint32_t segmentLength = 0; ///< of TCP header and payload, as the IP header says
};

/// Nothing unless the frame has one IP header, without options, and directly behind it a whole TCP header:
/// everything else is for the dissector.
[[nodiscard]] std::optional<QuickHeader> readQuickHeader(net::LinkType link, field::ByteView frame);

/// The facts of such a segment: what net::decodePacket would find, several times as fast. Nothing if the
/// lengths of its headers do not fit the frame, or if it has a SYN, whose options count. `originalLength`:
/// length of the frame on the wire.
[[nodiscard]] bool readPlainSegment(net::LinkType link, field::ByteView frame, std::uint32_t originalLength,
                                    net::TcpFacts& facts);

} // namespace mqttscope::index
