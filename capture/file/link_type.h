// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mqttscope::capture {

/// What the first byte of a frame belongs to: the LINKTYPE_ number that a capture file carries
/// (https://www.tcpdump.org/linktypes.html). Any 16-bit number may occur in a file; the named ones are those
/// that the dissector knows. The number never needs translation to reach it.
enum class LinkType : std::uint32_t {
    Null = 0,                 ///< BSD loopback: address family in the byte order of the capturing host.
    Ethernet = 1,             ///< IEEE 802.3 Ethernet.
    Ppp = 9,                  ///< PPP, RFC 1661, with or without HDLC framing.
    PppHdlc = 50,             ///< PPP in HDLC-like framing, RFC 1662.
    PppEther = 51,            ///< PPP over Ethernet, RFC 2516, without the Ethernet header.
    RawIp = 101,              ///< IPv4 or IPv6, told apart by the version nibble.
    CiscoHdlc = 104,          ///< Cisco HDLC.
    Ieee80211 = 105,          ///< IEEE 802.11 wireless LAN.
    Loop = 108,               ///< OpenBSD loopback: address family in network byte order.
    LinuxSll = 113,           ///< Linux "cooked" capture, version 1.
    Prism = 119,              ///< IEEE 802.11 after a Prism header.
    Radiotap = 127,           ///< IEEE 802.11 after a radiotap header.
    Avs = 163,                ///< IEEE 802.11 after an AVS header.
    Ipv4 = 228,               ///< IPv4 only.
    Ipv6 = 229,               ///< IPv6 only.
    NotAPacket = 0xffff'ffff, ///< No LINKTYPE_ number: bytes of a block that is no packet.
    LinuxSll2 = 276,          ///< Linux "cooked" capture, version 2.
};

/// The link type for the number found in a file. Some systems wrote their own DLT_RAW (12, on OpenBSD 14)
/// where LINKTYPE_RAW (101) belongs; both mean raw IP, and LINKTYPE_ numbers 12 and 14 are not assigned.
[[nodiscard]] constexpr LinkType normalisedLinkType(std::uint32_t number) noexcept
{
    constexpr std::uint32_t kDltRaw = 12;
    constexpr std::uint32_t kDltRawOpenBsd = 14;
    return number == kDltRaw || number == kDltRawOpenBsd ? LinkType::RawIp : static_cast<LinkType>(number);
}

} // namespace mqttscope::capture
