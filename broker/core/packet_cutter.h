// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/mqtt/framing.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace mqttscope::broker {

using field::ByteView;

/// Cuts the packets out of the bytes of one connection. Copies only packets that come in parts; memory grows
/// with the bytes that really came, never with a length that was merely promised.
class PacketCutter {
public:
    enum class Status : std::uint8_t {
        NeedMore,  ///< all bytes are taken, no packet is complete
        Packet,    ///< `packet` is a whole packet
        TooLarge,  ///< the fixed header promises more than `limit` bytes; `header` says how many
        BadLength, ///< the Remaining Length has a fifth byte (MQTT 5.0 §1.5.5)
    };
    struct Cut {
        Status status = Status::NeedMore;
        ByteView packet;          ///< valid until the next call
        mqtt::FrameHeader header; ///< unless NeedMore
        /// Of TooLarge and BadLength: what has come of the packet so far; what is left of the bytes comes
        /// behind it, unless it is that itself.
        ByteView begun;
    };

    /// Takes bytes up to the end of one packet; `bytes` becomes what is left. After TooLarge and BadLength
    /// nothing can be cut any more.
    [[nodiscard]] Cut cut(ByteView& bytes, std::uint32_t limit);
    /// Bytes of an incomplete packet.
    [[nodiscard]] std::size_t pending() const { return m_pending.size(); }
    /// Gives them away: nothing can be cut any more.
    [[nodiscard]] std::vector<std::uint8_t> takePending() { return std::exchange(m_pending, {}); }
    /// Bytes that the packet which has begun lacks, as far as is known: at least 1. 0: none has begun.
    [[nodiscard]] std::size_t missing() const;
    /// Bytes of memory taken for such a packet: little once it has been handed out.
    [[nodiscard]] std::size_t room() const { return m_pending.capacity(); }

private:
    Cut cutFromPending(ByteView& bytes, std::uint32_t limit);

    std::vector<std::uint8_t> m_pending; ///< a packet that has begun
    bool m_done = false;                 ///< the pending packet was handed out
};

} // namespace mqttscope::broker
