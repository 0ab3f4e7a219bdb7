// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"

#include <cstdint>

namespace mqttscope::test {

/// No topic.
inline constexpr std::uint32_t kNoTopic = 0xffffffff;

/// A digest of bytes (FNV-1a), to be extended piece by piece.
class TrafficDigest {
public:
    void add(field::ByteView bytes)
    {
        for (const std::uint8_t byte : bytes)
            m_value = (m_value ^ byte) * 0x100000001b3ULL;
    }
    [[nodiscard]] std::uint64_t value() const { return m_value; }

private:
    std::uint64_t m_value = 0xcbf29ce484222325ULL;
};

/// One MQTT Control Packet as it was written.
struct SaidMessage {
    std::uint64_t digest = 0; ///< of all its bytes
    std::uint32_t length = 0;
    std::uint32_t payloadLength = 0; ///< of a PUBLISH
    std::uint32_t knownBy = 0;       ///< of its first bytes: so many show that a message begins here
    std::uint32_t topic = kNoTopic;  ///< of a PUBLISH: index into the topics; behind an alias, what it means
    std::uint16_t packetId = 0;
    std::uint8_t firstByte = 0;
    std::uint8_t headerLength = 0;
    std::uint8_t reasonCode = 0; ///< of acknowledgements, CONNACK, DISCONNECT, AUTH
    bool aliasUsed = false;      ///< no Topic Name on the wire
};

} // namespace mqttscope::test
