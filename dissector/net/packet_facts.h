// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/net/tcp_facts.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace mqttscope::net {

/// What a frame turned out to carry.
enum class PacketKind : std::uint8_t {
    None,       ///< nothing usable: cut or broken before its transport could be read
    Tcp,        ///< a TCP segment whose header was captured up to the control bits and makes sense
    IpFragment, ///< part of an IP datagram; its transport is read when all parts are there
    Other,      ///< readable, but nothing that is decoded (ARP, UDP, ...)
};

/// What reassembly needs of one IP fragment.
struct FragmentFacts {
    Address source;
    Address destination;
    std::uint32_t id = 0;              ///< Identification, 16 bits in IPv4 and 32 in IPv6
    std::uint64_t path = 0;            ///< differs if the fragments came through different tunnels or VLANs
    std::uint8_t protocol = 0;         ///< of the datagram; IPv6: counts only in the fragment with offset 0
    bool more = false;                 ///< the More Fragments flag
    std::uint32_t offset = 0;          ///< in the datagram, in bytes
    std::uint32_t payloadOffset = 0;   ///< of the first fragment byte, in the captured bytes of the frame
    std::uint32_t payloadLength = 0;   ///< on the wire
    std::uint32_t payloadCaptured = 0; ///< how many of them are at hand (snap length)
};

/// What lists say of a frame that carries no TCP segment.
struct OtherFacts {
    Endpoint source; ///< of the innermost IP header or of ARP; family 0 if there is none. Ports only of UDP
    Endpoint destination;        ///< likewise
    std::uint8_t ipProtocol = 0; ///< behind that header; counts only if `hasIp`
    bool hasIp = false;          ///< there was one
    bool isArp = false;          ///< the frame is ARP, the ends are its protocol addresses
    std::uint16_t type = 0;      ///< of ICMP and ICMPv6 the type, of ARP the opcode
};

/// The ends of a conversation beside that of the segment: of UDP, or of a TCP header that ICMP quotes.
struct FlowFacts {
    Endpoint source;
    Endpoint destination;
    bool tcp = false; ///< a quoted TCP header; otherwise UDP
};

/// What the indexer needs of one frame.
struct PacketFacts {
    /// Flows of one frame that are numbered.
    static constexpr std::uint32_t kMaxFlows = 8;
    using Flows = std::array<FlowFacts, kMaxFlows>;

    PacketKind kind = PacketKind::None;
    std::uint32_t flowCount = 0; ///< flows of the frame so far; those behind kMaxFlows do not count
    Flows* flows = nullptr;      ///< where to put them; null: nobody asks
    TcpFacts tcp;                ///< counts only for PacketKind::Tcp
    FragmentFacts fragment;      ///< counts only for PacketKind::IpFragment
    OtherFacts other;            ///< counts only for PacketKind::Other
};

/// What earlier frames say about a TCP segment.
struct TcpContext {
    std::uint32_t stream = 0;             ///< tcp.stream
    bool sequenceBaseKnown = false;       ///< whether tcp.seq can be told
    bool acknowledgmentBaseKnown = false; ///< whether tcp.ack can be told
    std::uint32_t baseSequence = 0;       ///< the number that counts as 0 in this direction: that of the SYN
    std::uint32_t baseAcknowledgment = 0; ///< likewise of the other direction
    std::uint8_t windowShift = kShiftUnknown; ///< of the window in this direction, RFC 7323 §2.2
};

/// What other frames say about this one. Fields that come from it are *generated*.
struct PacketContext {
    std::optional<TcpContext> tcp;
    std::span<const std::uint32_t> flows; ///< udp.stream or tcp.stream of the flows of the frame, in order
    std::uint32_t reassembledIn =
        0;                         ///< number of the frame that completes the datagram of this fragment, or 0
    bool validateChecksums = true; ///< verify the checksums of IPv4 and TCP
    bool tellChecksums = true;     ///< say the verdict in *.checksum.status, else "unverified"
};

} // namespace mqttscope::net
