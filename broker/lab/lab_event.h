// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/client.h"
#include "broker/lab/lab_message.h"
#include "broker/net/transport.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mqttscope::broker::lab {

/// Names a client of LabClients; counts from 1, never used again.
using LabClientId = std::uint32_t;

enum class LabEventKind : std::uint8_t {
    Connected,    ///< CONNACK 0: sessionPresent, clientId (as asked or as assigned)
    Refused,      ///< CONNACK of refusal: reasonCode (before 5.0 the return code), text
    Message,      ///< message, and dup, retain, qos as they came; identifiers
    Acknowledged, ///< a PUBLISH is over: token, qos, reasonCode (QoS 0: it was sent)
    Lost, ///< a PUBLISH that the server did not acknowledge, and has lost with the session: token, message
    Subscribed,   ///< SUBACK: token, codes
    Unsubscribed, ///< UNSUBACK: token, codes (5.0)
    RequestLost,  ///< a SUBSCRIBE or UNSUBSCRIBE whose answer will not come: token
    Pong,         ///< PINGRESP
    NotDone,      ///< a wish was not carried out: token, fault; None: because the client is frozen
    NotConnected, ///< a connection could not be made: connectFault
    Repeated,     ///< a value of LabClients::repeat() was published: token, message
    SentAgain,    ///< a PUBLISH that was not acknowledged goes out once more, with DUP: message
    Ended,        ///< the connection is over: why, reasonCode (5.0), text, rule
};

/// What a client has to tell, as values.
struct LabEvent {
    LabEventKind kind{};
    LabClientId client = 0;
    std::int64_t wallClock = 0; ///< milliseconds since 1970
    std::uint32_t token = 0;
    std::string clientId;
    bool sessionPresent = false;
    std::uint8_t reasonCode = 0;
    LabMessage message;
    std::uint8_t qos = 0;
    bool dup = false;
    bool retain = false;
    std::vector<std::uint32_t> identifiers; ///< Subscription Identifiers
    std::vector<std::uint8_t> codes;
    std::string text; ///< Reason String
    ClientFault fault{};
    ConnectFault connectFault{};
    ClientEnd why{};
    BrokenRule rule; ///< of a server at fault
};

} // namespace mqttscope::broker::lab
