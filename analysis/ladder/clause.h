// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/types.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mqttscope::analysis::ladder {

/// What the standards say of the things that a ladder shows, by subject: each version of MQTT numbers it in
/// its own way.
enum class Clause : std::uint8_t {
    None,
    Qos0,                   ///< sent once, nothing answers, nothing is kept
    SenderKeepsQos1,        ///< the message is kept until PUBACK
    ReceiverAnswersQos1,    ///< PUBACK with the same identifier
    NewAfterPuback,         ///< after PUBACK the same identifier means a new message, whatever DUP says
    SenderKeepsQos2,        ///< the message is kept until PUBREC
    SenderReleases,         ///< PUBREC is answered by PUBREL
    SenderAwaitsPubcomp,    ///< the identifier is kept until PUBCOMP
    ReceiverAnswersQos2,    ///< PUBREC with the same identifier
    ReceiverKeepsId,        ///< until PUBREL the identifier is remembered: a copy is not delivered again
    ReceiverFreesId,        ///< PUBREL is answered by PUBCOMP, and the identifier forgotten
    Resend,                 ///< what has no answer is sent again when the session goes on
    DupOnResend,            ///< DUP 1 on a copy
    DupOfItsOwn,            ///< DUP of a forwarded message does not come from the publisher
    QosLowered,             ///< the smaller of published and granted QoS
    RetainedStored,         ///< RETAIN 1: the server keeps the message of a topic
    RetainedSent,           ///< a new subscription gets it
    SharedToOne,            ///< of a shared subscription one member gets it
    SessionKept,            ///< the session outlives the connection
    SessionPresent,         ///< CONNACK says whether it is still there
    SessionDiscarded,       ///< a clean start throws it away
    QueuedWhileAway,        ///< QoS 1 and 2 wait for a client that is away
    KeepAliveOfClient,      ///< the client speaks within Keep Alive
    KeepAliveOfServer,      ///< after 1.5 times Keep Alive the server closes
    Takeover,               ///< another connection with the same Client Identifier ends the first
    WillPublished,          ///< the Will is published when the connection ends without DISCONNECT
    WillRemoved,            ///< DISCONNECT removes it
    ConnectAnswered,        ///< CONNACK
    ConnectRefused,         ///< a refusing CONNACK is followed by the end of the connection
    SubscribeAnswered,      ///< SUBACK
    UnsubscribeAnswered,    ///< UNSUBACK
    PingAnswered,           ///< PINGRESP
    NothingAfterDisconnect, ///< who has sent DISCONNECT sends nothing more
    Authentication,         ///< AUTH goes to and fro until the server is content
};

/// Number of clauses.
inline constexpr std::size_t kClauseCount = static_cast<std::size_t>(Clause::Authentication) + 1;

/// The statement of a version ("MQTT-4.3.2-1", as field::findStatement knows it) or, where the standard
/// numbers nothing, its section ("§4.8.2"). An unknown version is read as 3.1.1. Empty for None and where
/// the version does not know the subject.
[[nodiscard]] std::string_view clauseId(Clause clause, mqtt::Version version);

} // namespace mqttscope::analysis::ladder
