// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/index/frame_script.h"

namespace mqttscope::index::test {

/// CONNECT of 3.1.1, client "c1".
inline const Bytes kConnect311 = {
    0x10, 0x0e,                         // CONNECT, Remaining Length 14
    0x00, 0x04, 0x4d, 0x51, 0x54, 0x54, // Protocol Name "MQTT"
    0x04,                               // Protocol Level 4
    0x02,                               // Clean Session
    0x00, 0x3c,                         // Keep Alive 60
    0x00, 0x02, 0x63, 0x31,             // Client Identifier "c1"
};

/// CONNECT of 3.1, client "c0".
inline const Bytes kConnect31 = {
    0x10, 0x10,                                     // CONNECT, Remaining Length 16
    0x00, 0x06, 0x4d, 0x51, 0x49, 0x73, 0x64, 0x70, // Protocol Name "MQIsdp"
    0x03,                                           // Protocol Level 3
    0x02,                                           // Clean Session
    0x00, 0x3c,                                     // Keep Alive 60
    0x00, 0x02, 0x63, 0x30,                         // Client Identifier "c0"
};

/// CONNECT of 5.0, client "c5", Topic Alias Maximum 10.
inline const Bytes kConnect5 = {
    0x10, 0x12,                         // CONNECT, Remaining Length 18
    0x00, 0x04, 0x4d, 0x51, 0x54, 0x54, // Protocol Name "MQTT"
    0x05,                               // Protocol Level 5
    0x02,                               // Clean Start
    0x00, 0x3c,                         // Keep Alive 60
    0x03, 0x22, 0x00, 0x0a,             // Properties: Topic Alias Maximum 10
    0x00, 0x02, 0x63, 0x35,             // Client Identifier "c5"
};

/// CONNACK of 3.1 and 3.1.1: accepted.
inline const Bytes kConnack311 = {
    0x20, 0x02, // CONNACK, Remaining Length 2
    0x00,       // Session Present 0
    0x00,       // Connection Accepted
};

/// CONNACK of 5.0: success, Topic Alias Maximum 10.
inline const Bytes kConnack5 = {
    0x20, 0x06,             // CONNACK, Remaining Length 6
    0x00,                   // Session Present 0
    0x00,                   // Success
    0x03, 0x22, 0x00, 0x0a, // Properties: Topic Alias Maximum 10
};

/// PUBLISH with QoS 0 of 3.1.1, topic "a/b", payload "21".
inline const Bytes kPublish = {
    0x30, 0x07,                   // PUBLISH, Remaining Length 7
    0x00, 0x03, 0x61, 0x2f, 0x62, // Topic Name "a/b"
    0x32, 0x31,                   // "21"
};

/// PUBLISH with QoS 1 of 3.1.1, topic "t", Packet Identifier 10, payload "x".
inline const Bytes kPublishQos1 = {
    0x32, 0x06,       // PUBLISH QoS 1, Remaining Length 6
    0x00, 0x01, 0x74, // Topic Name "t"
    0x00, 0x0a,       // Packet Identifier 10
    0x78,             // "x"
};

inline const Bytes kPuback10 = {
    0x40, 0x02, // PUBACK, Remaining Length 2
    0x00, 0x0a, // Packet Identifier 10
};

inline const Bytes kPingreq = {0xc0, 0x00};
inline const Bytes kPingresp = {0xd0, 0x00};

/// PUBLISH with QoS 0 of 3.1.1, topic "t", and a payload of so many letters.
inline Bytes publishOf(std::size_t payload)
{
    const std::size_t remaining = payload + 3;
    Bytes message{0x30};
    std::size_t left = remaining;
    do {
        message.push_back(static_cast<std::uint8_t>((left & 0x7f) | (left > 0x7f ? 0x80 : 0)));
        left >>= 7;
    } while (left != 0);
    message = message + Bytes{0x00, 0x01, 0x74};
    for (std::size_t i = 0; i < payload; ++i)
        message.push_back(static_cast<std::uint8_t>('a' + i % 26));
    return message;
}

/// `bytes` from `first` on, at most `count` of them.
inline Bytes part(const Bytes& bytes, std::size_t first, std::size_t count = SIZE_MAX)
{
    const std::size_t last = count > bytes.size() - first ? bytes.size() : first + count;
    return {bytes.begin() + static_cast<std::ptrdiff_t>(first),
            bytes.begin() + static_cast<std::ptrdiff_t>(last)};
}

} // namespace mqttscope::index::test
