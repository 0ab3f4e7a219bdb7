// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/decoded_frame.h"

#include <string_view>

namespace mqttscope::test {

/// An IPv4 packet with a TCP segment that carries a PINGREQ; both checksums right.
inline const Bytes kTcpPacket = hex("45 00 00 2a" // version 4, IHL 5, DSCP 0, total length 42
                                    "12 34 40 00" // identification, DF, offset 0
                                    "40 06 a4 96" // TTL 64, TCP, header checksum
                                    "c0 00 02 01" // 192.0.2.1
                                    "c0 00 02 02" // 192.0.2.2
                                    "c3 50 07 5b" // ports 50000, 1883
                                    "00 00 10 01" // sequence number
                                    "00 00 20 01" // acknowledgment number
                                    "50 18 01 f6" // data offset 5, PSH ACK, window 502
                                    "6f 22 00 00" // checksum, urgent pointer
                                    "c0 00");     // PINGREQ

/// The same without payload and without PSH.
inline const Bytes kTcpAck = hex("45 00 00 28"   // version 4, IHL 5, DSCP 0, total length 40
                                 "12 34 40 00"   // identification, DF, offset 0
                                 "40 06 a4 98"   // TTL 64, TCP, header checksum
                                 "c0 00 02 01"   // 192.0.2.1
                                 "c0 00 02 02"   // 192.0.2.2
                                 "c3 50 07 5b"   // ports 50000, 1883
                                 "00 00 10 01"   // sequence number
                                 "00 00 20 01"   // acknowledgment number
                                 "50 10 01 f6"   // data offset 5, ACK, window 502
                                 "2f 2d 00 00"); // checksum, urgent pointer

/// An IPv6 packet with the same segment as kTcpPacket.
inline const Bytes kTcpPacket6 = hex("60 00 00 00" // version 6
                                     "00 16 06 40" // 22 bytes, TCP, hop limit 64
                                     "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01" // 2001:db8::1
                                     "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02" // 2001:db8::2
                                     "c3 50 07 5b"                                     // ports 50000, 1883
                                     "00 00 10 01"                                     // sequence number
                                     "00 00 20 01" // acknowledgment number
                                     "50 18 01 f6" // data offset 5, PSH ACK, window 502
                                     "97 b1 00 00" // checksum, urgent pointer
                                     "c0 00");     // PINGREQ

/// An Ethernet header with this type.
inline Bytes ethernet(std::string_view type)
{
    return hex("02 00 00 00 00 02"    // destination
               "02 00 00 00 00 01") + // source
           hex(type);
}

} // namespace mqttscope::test
