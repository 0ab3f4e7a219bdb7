// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mqttscope::net {

/// What the first byte of a frame belongs to: a LINKTYPE_ number, https://www.tcpdump.org/linktypes.html. A
/// capture file may carry any number; those that have no name here are shown as data.
enum class LinkType : std::uint32_t {
    Null = 0,        ///< BSD loopback: address family in the byte order of the capturing host
    Ethernet = 1,    ///< IEEE 802.3
    RawIp = 101,     ///< IPv4 or IPv6, told apart by the version nibble
    Loop = 108,      ///< OpenBSD loopback: address family in network byte order
    LinuxSll = 113,  ///< Linux "cooked" capture, version 1
    Ipv4 = 228,      ///< IPv4 only
    Ipv6 = 229,      ///< IPv6 only
    LinuxSll2 = 276, ///< Linux "cooked" capture, version 2
    NotAPacket =
        0xffff'ffff, ///< no LINKTYPE_ number: bytes that the file numbers among its frames, shown as data
};

/// The number that Wireshark gives to a link type (frame.encap_type); 0 = unknown.
[[nodiscard]] std::uint32_t encapsulationOf(LinkType link);

} // namespace mqttscope::net
