// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/effects.h"
#include "broker/core/packet_cutter.h"
#include "broker/core/time.h"
#include "broker/core/topic_aliases.h"
#include "dissector/mqtt/types.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::broker {

struct Session;

enum class ConnectionState : std::uint8_t {
    AwaitingConnect,
    Authenticating, ///< CONNECT has come, AUTH packets are exchanged
    Connected,
    Closing, ///< nothing is taken from it and nothing sent to it any more
};

/// The state of one network connection: ends with it (MQTT 5.0 §3.3.2.3.4, §4.9).
struct Connection {
    ConnectionId id = 0;
    ConnectionState state = ConnectionState::AwaitingConnect;
    mqtt::Version version = mqtt::Version::Unknown;
    bool surplus = false; ///< above the limit of connections: will be refused
    Session* session = nullptr;
    PacketCutter cutter;
    std::size_t pendingBytes = 0; ///< of the packet that has begun, as counted for all

    // What the client announced.
    std::uint32_t maximumPacketSize = mqtt::kMaxPacketSize; ///< of packets to it, bytes
    bool problemInformation = true; ///< Reason Strings are wanted (MQTT 5.0 §3.1.2.11.7)
    IncomingAliases incomingAliases;
    OutgoingAliases outgoingAliases;

    Nanoseconds keepAlive = 0; ///< 1.5 times the Keep Alive; 0 = off
    Nanoseconds lastPacket = 0;
    std::optional<Nanoseconds> deadline; ///< set in the deadlines: Connect, later KeepAlive

    std::string authenticationMethod; ///< 5.0; empty = none
    bool reauthenticating = false;
    std::vector<std::uint8_t> pendingConnect; ///< the CONNECT, while AUTH packets are exchanged

    std::uint64_t unsent = 0; ///< bytes that the transport has not taken
    std::uint32_t pauses = 0; ///< sessions that it waits for
};

} // namespace mqttscope::broker
