// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/mqtt/packet.h"
#include "dissector/mqtt/types.h"
#include "dissector/net/tcp_facts.h"

#include <cstdint>

namespace mqttscope::session {

/// Where and when something happened.
struct Moment {
    std::uint32_t frame = 0;   ///< the frame that it belongs to
    std::uint32_t knownAt = 0; ///< the frame being read: later if it had to wait
    std::int64_t timeNs = 0;   ///< of `frame`, since 1970
};

/// A message as the tracker wants it: whole, decoded, in the order of its connection.
struct MessageEvent {
    std::uint32_t message = 0; ///< index of its record
    Moment at;
    std::uint32_t stream = 0;
    bool fromClient = false;
    mqtt::Version version = mqtt::Version::Unknown;
    bool versionGuessed = false;
    std::uint8_t firstByte = 0;       ///< the control byte
    std::uint32_t length = 0;         ///< whole packet, bytes
    std::uint32_t topic = 0xffffffff; ///< of a PUBLISH: string id, the alias resolved; kNone if unknown
    bool fromSyn = true;              ///< the connection was captured from its SYN on
    bool whole = true;                ///< false: the snap length cut bytes off; then the payload is not known
    bool malformed = false;           ///< a correct receiver would have closed the connection
    bool protocolError = false;       ///< so it would, or the packet alone breaks another rule as grave
    bool guessedStart = false;        ///< that a message begins here was guessed, after a gap
    /// The segment that ended it acknowledges all that the other side had sent before: the sender had it.
    bool heard = false;
    const mqtt::Packet* packet = nullptr;  ///< valid during the call
    const net::Endpoint* server = nullptr; ///< likewise

    template <class T> [[nodiscard]] const T* as() const { return std::get_if<T>(packet); }
};

/// Bytes of a connection that the capture lacks.
struct Gap {
    std::uint32_t stream = 0;
    std::uint32_t frame = 0;  ///< at which it became known
    std::uint64_t length = 0; ///< bytes; 0 = nobody knows how many
    bool restart = false;     ///< no bytes are known to be missing: the sequence numbers start afresh
};

/// How TCP ended a connection.
enum class TcpEnd : std::uint8_t {
    Fin,
    Reset,
    Replaced, ///< a new connection took its addresses and ports
};

} // namespace mqttscope::session
