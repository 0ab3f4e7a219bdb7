// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/effects.h"
#include "dissector/mqtt/types.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mqttscope::broker {

/// What a decision needs to find its packet again.
struct PeekedPacket {
    mqtt::PacketType type{};
    std::uint8_t qos = 0;       ///< of a PUBLISH
    std::uint16_t packetId = 0; ///< 0 = it has none
    /// Of a PUBLISH the beginning of its topic (empty with a Topic Alias), of SUBSCRIBE and UNSUBSCRIBE the
    /// beginning of what follows the identifier. Until the next call.
    std::string_view topic;
};

/// Follows the packets of one direction of a connection by their first bytes; the rest is only counted, so
/// its memory does not depend on what packets promise. What cannot be framed (a fifth length byte) ends it.
class PacketPeek {
public:
    /// Bytes of a topic, or of filters, that are kept.
    static constexpr std::size_t kMaxTopic = 256;

    /// Takes bytes up to the end of one packet; `bytes` becomes what is left. None if no packet ends in them.
    [[nodiscard]] std::optional<PeekedPacket> next(ByteView& bytes);

private:
    void takeHeader(ByteView& bytes);
    void takeBody(ByteView bytes);
    [[nodiscard]] PeekedPacket packet();
    void keep(std::uint8_t byte);

    std::array<std::uint8_t, 5> m_header{};
    std::uint8_t m_headerLength = 0;
    bool m_headerDone = false;
    bool m_lost = false;           ///< nothing can be framed any more
    std::uint32_t m_remaining = 0; ///< bytes of the body that have not come
    std::uint32_t m_position = 0;  ///< of the next byte in the body
    std::uint32_t m_idAt = 0;      ///< where the Packet Identifier stands, if m_hasId
    bool m_hasId = false;
    std::uint16_t m_topicLength = 0;
    std::uint16_t m_packetId = 0;
    std::string m_topic;
};

} // namespace mqttscope::broker
