// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/message.h"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace mqttscope::broker {

/// The receiving side of QoS 2 of one session: messages whose PUBREC was sent and whose PUBREL has not come.
/// They are handed on at PUBREL (MQTT 5.0 §4.3.3, the first of its two methods).
class IncomingFlow {
public:
    [[nodiscard]] bool holds(std::uint16_t packetId) const { return m_held.contains(packetId); }
    void hold(std::uint16_t packetId, MessageRef message);
    /// PUBREL came: gives the message, nothing if the identifier is not held.
    [[nodiscard]] MessageRef release(std::uint16_t packetId);
    /// Gives all messages in the order in which they came.
    [[nodiscard]] std::vector<MessageRef> releaseAll();
    [[nodiscard]] std::size_t size() const { return m_held.size(); }
    /// By Packet Identifier.
    [[nodiscard]] const std::unordered_map<std::uint16_t, MessageRef>& held() const { return m_held; }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

private:
    std::unordered_map<std::uint16_t, MessageRef> m_held;
    std::size_t m_bytes = 0;
};

} // namespace mqttscope::broker
