// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/decoded_frame.h"

#include <cstdint>

namespace mqttscope::test {

/// An IPv4 packet from 198.51.100.1 to 198.51.100.2 that carries `payload`, with the right checksum.
[[nodiscard]] Bytes ipv4Packet(std::uint8_t protocol, const Bytes& payload);
/// An IPv6 packet from 2001:db8::1 to 2001:db8::2.
[[nodiscard]] Bytes ipv6Packet(std::uint8_t nextHeader, const Bytes& payload);
/// A UDP datagram from port 50000, without checksum.
[[nodiscard]] Bytes udpDatagram(std::uint16_t port, const Bytes& payload);
/// Two bytes, the high one first.
[[nodiscard]] Bytes word(std::size_t number);

} // namespace mqttscope::test
