// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/decision_ring.h"
#include "broker/core/message.h"
#include "dissector/mqtt/small_list.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mqttscope::broker {

enum class ClientEventKind : std::uint8_t {
    Connected,     ///< CONNACK 0; sessionPresent; see Client::server()
    Refused,       ///< CONNACK of refusal: reasonCode (before 5.0 the return code), text
    Challenged,    ///< AUTH 0x18: answer by Client::authenticate(); text = Authentication Data
    Authenticated, ///< AUTH 0x00: re-authentication succeeded
    Message,       ///< message, and dup, retain, qos as they came; identifiers
    Published,     ///< a PUBLISH is over: token, reasonCode (QoS 0: it was sent)
    Lost, ///< a PUBLISH that the server did not acknowledge, and has lost with the session: token, message
    Subscribed,   ///< SUBACK: token, codes
    Unsubscribed, ///< UNSUBACK: token, codes (5.0)
    RequestLost,  ///< a SUBSCRIBE or UNSUBSCRIBE whose answer will not come: token
    Pong,         ///< PINGRESP
    Disconnected, ///< the connection is over: why, reasonCode (5.0, 0 if there is none), text, rule
};

/// Why a connection ended.
enum class ClientEnd : std::uint8_t {
    None,
    OwnWish,      ///< Client::disconnect()
    ServerSaidSo, ///< DISCONNECT of the server
    ConnectionLost,
    Refused,       ///< CONNACK of refusal
    NoConnack,     ///< in time
    NoPingresp,    ///< in time
    ServerAtFault, ///< the server broke `rule`
};

/// What a client has to tell. Owns what it says.
struct ClientEvent {
    ClientEventKind kind{};
    ClientEnd why{};
    std::uint32_t token = 0;
    std::uint8_t reasonCode = 0;
    std::uint8_t qos = 0;
    bool dup = false;
    bool retain = false;
    bool sessionPresent = false;
    MessageRef message;
    mqtt::SmallList<std::uint32_t, 2> identifiers; ///< Subscription Identifiers
    std::vector<std::uint8_t> codes;
    std::string text; ///< Reason String, or Authentication Data
    BrokenRule rule;
};

} // namespace mqttscope::broker
