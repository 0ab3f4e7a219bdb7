// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace mqttscope::mqtt {

/// What a broker decided about a message, a session or a connection. The vocabulary that the broker, its tap,
/// the analysis and the explanations share; the broker's records give the ids and values that belong to a
/// code.
enum class Decision : std::uint8_t {
    // connections
    ConnectAccepted, ///< CONNACK 0; value = Session Present
    ConnectRefused,  ///< CONNACK of refusal, or a close in its place; the reason code, and the rule if one is
                     ///< broken
    Challenged,      ///< AUTH sent: enhanced authentication goes on
    Reauthenticated, ///< AUTH 0x00 sent: re-authentication succeeded
    ClientDisconnected, ///< DISCONNECT received; the reason code
    ConnectionLost,     ///< the connection ended without DISCONNECT
    Disconnected,       ///< closed by the broker; the reason code, and the rule if one is broken
    TakenOver,          ///< closed because its Client Identifier came again
    KeepAliveExpired,   ///< nothing came for 1.5 times the Keep Alive; value = milliseconds waited
    ConnectOverdue,     ///< no CONNECT came, or no end of the authentication; value = milliseconds waited

    // sessions
    SessionCreated,
    SessionResumed,   ///< value = messages that wait in it
    SessionRestored,  ///< from what an earlier broker had saved; value = messages that wait in it
    SessionDiscarded, ///< by Clean Start (Clean Session)
    SessionKept,      ///< the connection ended, the session waits; value = Session Expiry Interval, seconds
    SessionEnded,     ///< with its connection
    SessionExpired,   ///< its Session Expiry Interval has passed

    // wills
    WillArmed,     ///< value = Will Delay Interval, seconds
    WillDelayed,   ///< the connection ended, the delay runs; value = seconds
    WillPublished, ///< message = the one that it became
    WillDeleted,   ///< by DISCONNECT 0x00
    WillCancelled, ///< the client came back in time

    // subscriptions
    Subscribed,          ///< value = granted QoS
    Resubscribed,        ///< likewise, in place of a subscription with the same filter
    SubscriptionRefused, ///< the reason code
    Unsubscribed,
    NothingToUnsubscribe,

    // a message comes in
    Accepted,         ///< value = sessions that it goes to
    NobodySubscribed, ///< accepted, and no session has a matching subscription
    HeldForPubrel,    ///< QoS 2: kept until PUBREL comes
    Repeated,         ///< QoS 2: this Packet Identifier is held already; answered, not delivered again
    PublishRefused,   ///< the reason code; before 5.0 it is acknowledged all the same
    PubrelUnknown,    ///< PUBREL for an identifier that is not held
    RetainedStored,
    RetainedReplaced,
    RetainedRemoved,   ///< by an empty payload
    RetainedNotStored, ///< the store is full; value = its limit

    // a message goes out to one session, or does not
    Sent,             ///< qos = the QoS of the delivery, qosPublished = that of the publication
    SentAgain,        ///< on resumption, with DUP
    QueuedOffline,    ///< the client is away
    QueuedWindowFull, ///< Receive Maximum messages are on their way
    QueuedSlow,       ///< the transport has not taken what was sent before
    NotSubscribed,    ///< no filter of the session matches
    NoLocal,          ///< only No Local subscriptions match, and the session itself published it
    NotAllowedToRead, ///< the access rules
    OfflineQos0,      ///< QoS 0, and the client is away
    SlowQos0,         ///< QoS 0, and the transport has not taken what was sent before; value = bytes waiting
    QueueFull,        ///< value = messages waiting
    QueueBytesFull,   ///< value = bytes waiting
    MemoryFull,       ///< all messages of the broker; value = its limit in bytes
    Expired,          ///< its Message Expiry Interval passed while it waited; value = seconds it had
    TooLarge,         ///< larger than the client's Maximum Packet Size; value = bytes
    GivenToOther,     ///< shared subscription: another member has its turn
    RetainHandling,   ///< retained, and the Retain Handling of the subscription wants none
    RedirectedShared, ///< shared subscription: the session ended, another member gets it
    SessionGone,      ///< it waited in a session that ended

    // the subscriber answers
    Completed,       ///< PUBACK or PUBCOMP of success
    RefusedByClient, ///< PUBACK or PUBREC with 0x80 or above; the reason code
    AnswerUnknown,   ///< for an identifier that is not in use
};

/// Number of codes.
inline constexpr std::uint8_t kDecisionCount = static_cast<std::uint8_t>(Decision::AnswerUnknown) + 1;

/// The code in kebab case, for machines: "queue-bytes-full".
[[nodiscard]] std::string_view nameOf(Decision decision);

} // namespace mqttscope::mqtt
