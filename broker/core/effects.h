// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace mqttscope::broker {

using field::ByteView;

/// Names a connection. Chosen by the owner of the sockets; free again after closed().
using ConnectionId = std::uint32_t;

/// How a connection is to be closed.
enum class CloseManner : std::uint8_t {
    AfterSending, ///< send what waits, end the own direction (FIN), read on until the peer closes or a limit
                  ///< passes
    AtOnce,       ///< nothing is owed to the peer
};

enum class EffectKind : std::uint8_t {
    Send,          ///< write bytes to the connection
    Close,         ///< close it; the engine takes nothing more from it and expects closed()
    PauseReading,  ///< read no more from it: its messages pile up in front of slow receivers
    ResumeReading, ///< read from it again
};

/// One thing that an engine wants done. Effects are carried out in their order.
struct Effect {
    EffectKind kind{};
    CloseManner manner{}; ///< of Close
    ConnectionId connection = 0;
    std::size_t offset = 0; ///< of Send: the place in Effects
    std::size_t length = 0; ///< likewise, bytes
};

/// The effects of one or more calls. Owned and reused by the caller; an engine appends.
class Effects {
public:
    void clear()
    {
        m_items.clear();
        m_bytes.clear();
    }
    [[nodiscard]] bool empty() const { return m_items.empty(); }
    [[nodiscard]] std::span<const Effect> items() const { return m_items; }
    /// The bytes of a Send. Valid until the engine appends again.
    [[nodiscard]] ByteView bytes(const Effect& effect) const
    {
        return ByteView(m_bytes).subspan(effect.offset, effect.length);
    }

    /// For engines: what is appended here becomes a Send by the next send().
    [[nodiscard]] std::vector<std::uint8_t>& buffer() { return m_bytes; }
    /// For engines: sends everything in the buffer from `offset` on. Joins the effect before if it is a Send
    /// to the same connection.
    void send(ConnectionId connection, std::size_t offset)
    {
        const std::size_t length = m_bytes.size() - offset;
        if (!m_items.empty() && m_items.back().kind == EffectKind::Send &&
            m_items.back().connection == connection &&
            m_items.back().offset + m_items.back().length == offset) {
            m_items.back().length += length;
            return;
        }
        m_items.push_back({EffectKind::Send, {}, connection, offset, length});
    }
    void close(ConnectionId connection, CloseManner manner)
    {
        m_items.push_back({EffectKind::Close, manner, connection, 0, 0});
    }
    void reading(ConnectionId connection, bool on)
    {
        m_items.push_back({on ? EffectKind::ResumeReading : EffectKind::PauseReading, {}, connection, 0, 0});
    }

private:
    std::vector<Effect> m_items;
    std::vector<std::uint8_t> m_bytes;
};

} // namespace mqttscope::broker
