// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/issue.h"
#include "dissector/mqtt/types.h"

#include <cstdint>

// What is known of MQTT over time, as records for snapshots. Messages are named by the index of their record,
// connections by tcp.stream, strings by their id in the string pool of the capture.
namespace mqttscope::session {

/// No message, session, exchange, string...
inline constexpr std::uint32_t kNone = 0xffffffff;

/// What an exchange is about. A PUBLISH with QoS 0 has none: nothing answers it.
enum class ExchangeKind : std::uint8_t {
    Connect,     ///< CONNECT, AUTH..., CONNACK
    PublishQos1, ///< PUBLISH, PUBACK
    PublishQos2, ///< PUBLISH, PUBREC, PUBREL, PUBCOMP
    Subscribe,   ///< SUBSCRIBE, SUBACK
    Unsubscribe, ///< UNSUBSCRIBE, UNSUBACK
    Ping,        ///< PINGREQ, PINGRESP
    Auth,        ///< re-authentication, 5.0 §4.12.1: AUTH, AUTH...
};

enum class ExchangeState : std::uint8_t {
    Open,       ///< not answered yet; at the end of a capture: when it ended
    Complete,   ///< answered to the end
    Refused,    ///< ended by a code that says no
    Cut,        ///< the connection ended first; the session lives, so it may go on
    Unanswered, ///< the session ended first, or the Packet Identifier was used again
};

/// An exchange: a packet that wants an answer, and what belongs to it. 16 bytes, never changed.
struct ExchangeRecord {
    std::uint32_t firstMessage = kNone; ///< the opening packet
    std::uint32_t session = kNone;
    std::uint32_t topic = kNone; ///< Topic Name of a PUBLISH, as string id
    std::uint16_t packetId = 0;  ///< 0 if the kind has none
    ExchangeKind kind{};
    bool fromClient = false; ///< who opened it
};
static_assert(sizeof(ExchangeRecord) == 16);

/// What becomes of an exchange.
struct LateExchange {
    std::uint32_t lastMessage = kNone; ///< so far; of a finished one: the packet that finished it
    std::uint32_t knownAt = 0;         ///< frame at which the state became known
    std::uint16_t sent = 0;            ///< copies of the opening packet
    ExchangeState state = ExchangeState::Open;
    std::uint8_t answers = 0; ///< packets of the other side, at most 255
};

/// The place of a message in its exchange.
struct ExchangeLink {
    std::uint32_t exchange = kNone;
    std::uint32_t next = kNone; ///< the message after it in the exchange
};

/// Several client PUBLISHes could be the one that was forwarded.
inline constexpr std::uint32_t kAmbiguous = 0xfffffffe;

/// Where a PUBLISH of a server comes from, and where that of a client goes.
struct FanOutLink {
    /// Of a PUBLISH from a server: the message that was forwarded, a PUBLISH or, for a Will, the CONNECT that
    /// armed it; kAmbiguous; kNone if it is not known. Of a PUBLISH from a client: kNone.
    std::uint32_t source = kNone;
    /// Of a source: its last delivery. Of a delivery: the next one of the same source; of the last one: the
    /// first.
    std::uint32_t next = kNone;
};

/// How a connection, and with it a stay of a session, ended.
enum class End : std::uint8_t {
    Open,       ///< it had not ended when the capture did
    Disconnect, ///< DISCONNECT, from either side
    Fin,        ///< TCP closed without a DISCONNECT
    Reset,      ///< TCP reset
    Takeover,   ///< another connection brought the same Client Identifier
};

/// What is known of an MQTT connection.
struct ConnectionFacts {
    std::uint32_t session = kNone;
    std::uint32_t connect = kNone;       ///< the CONNECT
    std::uint32_t connack = kNone;       ///< the CONNACK
    std::uint32_t disconnect = kNone;    ///< the DISCONNECT
    std::uint32_t nextInSession = kNone; ///< the connection after it, as tcp.stream
    std::uint32_t endFrame = 0;
    std::uint16_t keepAlive = 0; ///< seconds that count: Server Keep Alive if there was one
    End end = End::Open;
    bool incomplete = false; ///< bytes are missing: what was not seen may have been there
};

enum SessionFlags : std::uint8_t {
    kClean = 1,          ///< Clean Session or Clean Start of the latest CONNECT
    kSessionPresent = 2, ///< of the latest CONNACK
    kFromStart = 4,      ///< all of it was captured: nothing came before
    kHasExpiry = 8,      ///< a Session Expiry Interval was given
    kAssignedId = 16,    ///< the Client Identifier was assigned by the server
    kConnected = 32,     ///< a CONNECT was accepted
};

/// A session: the state that client and server keep for one Client Identifier, over one connection or
/// several.
struct SessionRecord {
    std::uint32_t clientId = kNone; ///< string id; kNone if it is not known
    std::uint32_t firstStream = kNone;
    std::uint32_t lastStream = kNone;
    std::uint32_t firstFrame = 0;
    std::uint32_t lastFrame = 0;
    std::uint32_t willTopic = kNone; ///< of the latest CONNECT, as string id
    std::uint32_t expiry = 0;        ///< Session Expiry Interval in seconds, with kHasExpiry
    std::uint32_t broker = 0;        ///< counts the server endpoints
    /// The session that this one turned out to be, when the server said that it was still there; kNone: this
    /// stands for itself. Exchanges opened before that keep this number.
    std::uint32_t continues = kNone;
    std::uint16_t keepAlive = 0; ///< of the latest connection, seconds
    std::uint8_t flags = 0;      ///< SessionFlags
    mqtt::Version version = mqtt::Version::Unknown;
    bool versionGuessed = false;
    End end = End::Open; ///< of the latest connection
};

/// A subscription, from its SUBSCRIBE on.
struct SubscriptionRecord {
    std::uint32_t session = kNone;
    std::uint32_t filter = kNone;    ///< Topic Filter as string id, with $share/... if shared
    std::uint32_t subscribe = kNone; ///< message
    std::uint32_t suback = kNone;    ///< message
    std::uint32_t identifier = 0;    ///< Subscription Identifier; 0 = none
    std::uint8_t options = 0;        ///< the option byte as it was sent; before 5.0 the requested QoS
    std::uint8_t granted = 0;        ///< QoS
};

/// A change of what a server retains for a topic, as an observer can know it.
struct RetainedRecord {
    std::uint32_t broker = 0;
    std::uint32_t topic = kNone;
    std::uint32_t message = kNone; ///< PUBLISH with RETAIN = 1, or CONNECT of a Will; empty payload: removed
    bool removed = false;
};

/// What was found over time: a field::Issue without its place, which dissecting the frame finds.
struct FoundIssue {
    field::IssueCode code{};
    field::FieldId field{};
    field::Severity severity{};
    std::uint64_t expected = 0; ///< as field::Issue
    std::uint64_t found = 0;    ///< likewise
};

/// A rule broken over time, or something remarkable. 48 bytes.
struct SessionIssue {
    std::uint32_t message = kNone; ///< the packet at fault; kNone if none is
    std::uint32_t frame = 0;       ///< its anchor, or the frame at which it showed
    std::uint32_t stream = kNone;
    std::uint32_t knownAt = 0; ///< frame at which it became known
    FoundIssue issue;
    std::uint32_t earlier = kNone; ///< the issue of the same frame before this one
    std::uint16_t occurrence = 0;  ///< of several fields with this id in the message: which one, from 0
};
static_assert(sizeof(SessionIssue) == 48);

} // namespace mqttscope::session
