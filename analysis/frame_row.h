// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "dissector/net/tcp_facts.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::analysis {

/// The protocol named in the list: the highest one that was decoded.
enum class RowProtocol : std::uint8_t {
    Mqtt,
    Tcp,
    Udp,
    Icmp,
    Icmpv6,
    Arp,
    Ip,       ///< IP that carries something else
    Fragment, ///< part of an IP datagram
    Link,     ///< no IP at all
};

/// Its name, the same in every language; empty for Link, and for Ip and Fragment that without the version.
[[nodiscard]] std::string_view protocolName(RowProtocol protocol);

/// What the frame list says of one frame, without dissecting fields. Values; the strings belong to the
/// snapshot.
struct FrameRow {
    std::uint32_t number = 0;
    std::int64_t timeNs = 0;     ///< since 1970, or index::kNoTime
    std::int64_t relativeNs = 0; ///< since the first frame; 0 if unknown
    std::uint32_t originalLength = 0;
    net::Endpoint source;          ///< family 0 if the frame has no IP header
    net::Endpoint destination;     ///< likewise
    std::string_view sourceClient; ///< Client Identifier of that end, empty if it is the broker or unknown
    std::string_view destinationClient; ///< likewise
    bool sourceIsBroker = false;        ///< known from the CONNECT or the port
    bool destinationIsBroker = false;
    RowProtocol protocol = RowProtocol::Link;
    std::uint16_t messageType = 0; ///< of Icmp and Icmpv6 the type, of Arp the opcode
    std::uint8_t ipProtocol = 0;   ///< of Ip: what it carries
    std::uint32_t stream = index::kNoStream;
    std::vector<std::uint32_t> messages; ///< indices of the message records anchored here, in wire order
    std::uint8_t frameFlags = 0;         ///< index::FrameFlags
};

[[nodiscard]] FrameRow frameRow(const Document& document, const index::Snapshot& snapshot,
                                std::uint32_t frame);

/// The Info column: one text for all messages of the frame, or the TCP summary. English words of the
/// standard, or those of Wireshark. Payload previews are cut at 60 characters.
[[nodiscard]] std::string infoText(const Document& document, const index::Snapshot& snapshot,
                                   const FrameRow& row, InfoWords words);

} // namespace mqttscope::analysis
