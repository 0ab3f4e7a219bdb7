// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mqttscope::net {

/// What the first byte of a frame belongs to: a LINKTYPE_ number, https://www.tcpdump.org/linktypes.html. A
/// capture file may carry any number; those that have no name here are shown as data.
enum class LinkType : std::uint32_t {
    Null = 0,        ///< BSD loopback: address family in the byte order of the capturing host
    Ethernet = 1,    ///< IEEE 802.3
    Ppp = 9,         ///< as PppHdlc, often without address and control field
    PppHdlc = 50,    ///< PPP in HDLC-like framing or Cisco's HDLC, told apart by the first byte
    PppEther = 51,   ///< a session of PPPoE without the Ethernet header
    RawIp = 101,     ///< IPv4 or IPv6, told apart by the version nibble
    CiscoHdlc = 104, ///< Cisco's HDLC
    Ieee80211 = 105, ///< IEEE 802.11 without anything in front
    Loop = 108,      ///< OpenBSD loopback: address family in network byte order
    LinuxSll = 113,  ///< Linux "cooked" capture, version 1
    Prism = 119,     ///< IEEE 802.11 behind a Prism header
    Radiotap = 127,  ///< IEEE 802.11 behind a radiotap header
    Avs = 163,       ///< IEEE 802.11 behind an AVS header
    Ipv4 = 228,      ///< IPv4 only
    Ipv6 = 229,      ///< IPv6 only
    LinuxSll2 = 276, ///< Linux "cooked" capture, version 2
    NotAPacket =
        0xffff'ffff, ///< no LINKTYPE_ number: bytes that the file numbers among its frames, shown as data
};

/// The number that Wireshark gives to a link type (frame.encap_type); 0 = unknown.
[[nodiscard]] std::uint32_t encapsulationOf(LinkType link);

} // namespace mqttscope::net
