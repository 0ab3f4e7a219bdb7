// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/net/tunnel_packets.h"

#include "dissector/net/checksum.h"

namespace mqttscope::test {

Bytes word(std::size_t number)
{
    return {static_cast<std::uint8_t>(number >> 8U), static_cast<std::uint8_t>(number)};
}

Bytes ipv4Packet(std::uint8_t protocol, const Bytes& payload)
{
    Bytes header = hex("45 00") + word(20 + payload.size()) + // version 4, IHL 5, total length
                   hex("00 01 00 00 40") + Bytes{protocol} +  // identification, TTL 64
                   hex("00 00")                               // checksum
                   + hex("c6 33 64 01 c6 33 64 02");          // 198.51.100.1, 198.51.100.2
    net::InternetSum sum;
    sum.add(header);
    header[10] = static_cast<std::uint8_t>(sum.checksum() >> 8U);
    header[11] = static_cast<std::uint8_t>(sum.checksum());
    return header + payload;
}

Bytes ipv6Packet(std::uint8_t nextHeader, const Bytes& payload)
{
    return hex("60 00 00 00") + word(payload.size()) + Bytes{nextHeader, 64} +
           hex("20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01") +
           hex("20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02") + payload;
}

Bytes udpDatagram(std::uint16_t port, const Bytes& payload)
{
    return hex("c3 50") + word(port) + word(8 + payload.size()) + hex("00 00") + payload;
}

} // namespace mqttscope::test
