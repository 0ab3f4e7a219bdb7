// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/clause.h"
#include "dissector/index/records.h"
#include "dissector/session/records.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

// What a ladder shows: who sent what to whom, what was kept at each end, what was lost and what came twice.
// Values that name everything by number (messages, frames, strings of a snapshot); words are made elsewhere.
//
// A ladder has lanes and bands. A band is one story: an application message over all its hops, or one other
// exchange. It has rows from top to bottom; marks, threads, strips and issues hang on rows by their number.
namespace mqttscope::analysis::ladder {

using session::kNone;

/// Number of a lane: the same in all bands of a LadderIndex.
using LaneId = std::uint32_t;

/// A lifeline. All connections of a client, one after the other, are one lane.
struct Lane {
    enum class Kind : std::uint8_t { Client, Broker };
    Kind kind = Kind::Client;
    std::uint32_t broker = 0;       ///< counts the brokers; of a client: whose client it is
    std::uint32_t clientId = kNone; ///< string id; kNone: not known, or empty: its address and port name it
    std::uint32_t stream = kNone;   ///< its first connection, for that address: tcp.stream
    std::uint32_t firstFrame = 0;   ///< of that connection
};

/// What a row is.
enum class RowKind : std::uint8_t {
    Packet,        ///< an arrow
    Missing,       ///< an answer that did not come before its connection ended: `expected`, from, to
    Opened,        ///< a TCP connection begins
    Ended,         ///< it ends in order, behind a DISCONNECT
    Cut,           ///< it ends without DISCONNECT: `end` is Fin or Reset
    Takeover,      ///< it ends because `other`, a connection with the same Client Identifier, was let in
    Silence,       ///< the client was silent longer than Keep Alive: `durationNs` against `limitNs`
    WillPublished, ///< the server publishes the Will that CONNECT `message` armed
    Idle,          ///< nothing of this band for `durationNs`
};

/// What is remarkable about a row. Bits.
enum Mark : std::uint16_t {
    kDup = 1,           ///< DUP 1
    kRetain = 2,        ///< RETAIN 1
    kResent = 4,        ///< a copy of a packet of the same exchange, whatever DUP says
    kLost = 8,          ///< of a packet: evidently not received, as its answer was asked for once more; of a
                        ///< missing answer: the connection was cut before it
    kUnanswered = 16,   ///< its answer never came, although the connection went on, or the capture ended
    kDuplicate = 32,    ///< brings a message to an application that had it already
    kSuppressed = 64,   ///< a copy that a QoS 2 receiver knows by its identifier: not delivered again
    kAssumed = 128,     ///< with kSuppressed: nothing seen proves that the first copy had arrived
    kNewToBroker = 256, ///< a copy that the broker took for a new message and distributed again
    kBrokenRule = 512,  ///< breaks a rule: Band::issues, and what dissecting the frame says
    kRefusal = 1024,    ///< an answer whose code says no
    kIncomplete = 2048, ///< not all of its bytes were captured
    kContext = 4096,    ///< told in another band, and here only to understand this one
};

/// One step of a band.
struct Row {
    RowKind kind = RowKind::Packet;
    std::uint8_t firstByte = 0;            ///< of a packet
    std::uint16_t packetId = 0;            ///< 0: none
    std::uint16_t marks = 0;               ///< Mark
    mqtt::PacketType expected{};           ///< of Missing
    session::End end = session::End::Open; ///< of Ended, Cut, Takeover; of WillPublished: Open if not seen
    std::uint32_t message = kNone;         ///< of a packet; of Missing: that which wanted it
    std::uint32_t frame = 0;               ///< where it happens; rows are in the order of their frames
    std::uint32_t stream = kNone;          ///< tcp.stream; kNone of Idle
    LaneId from = kNone;                   ///< of an event without direction: the client
    LaneId to = kNone;                     ///< likewise: the broker
    std::uint16_t delivery = 0; ///< of a PUBLISH that an application gets: which time by then; 0: it does not
    std::uint32_t hop = kNone;  ///< in Band::hops; kNone if it belongs to none
    std::uint32_t other = kNone;             ///< of Takeover: the other connection
    std::int64_t timeNs = index::kNoTime;    ///< of its frame
    std::int64_t durationNs = 0;             ///< of Idle and Silence
    std::int64_t limitNs = 0;                ///< of Silence: 1.5 times Keep Alive
    std::optional<std::int64_t> roundTripNs; ///< of a packet that wants an answer: until the first one

    [[nodiscard]] mqtt::PacketType type() const { return mqtt::packetTypeOf(firstByte); }
    [[nodiscard]] std::uint8_t qos() const { return (firstByte >> 1) & 3; } ///< of a PUBLISH
    [[nodiscard]] bool has(Mark mark) const { return (marks & mark) != 0; }
};

/// Why a message has the QoS that it has on a hop.
enum class QosReason : std::uint8_t {
    Chosen,  ///< the publisher chose it
    Same,    ///< the subscription allows it
    Lowered, ///< the subscription was granted less
    Raised,  ///< it is higher than published or granted: against the rules
    Unknown, ///< the subscription or the publisher was not captured
};

/// One exchange over one hop: between a client and the broker.
struct Hop {
    LaneId from = kNone;
    LaneId to = kNone;
    bool fromClient = false;
    bool guessed = false;       ///< of a delivery: joined by topic, length and time, not by its content
    std::uint8_t qos = 0;       ///< of a PUBLISH
    std::uint8_t published = 0; ///< QoS that the publisher chose; kUnknownQos
    std::uint8_t granted = 0;   ///< QoS of the subscription; kUnknownQos
    QosReason reason = QosReason::Chosen;
    session::ExchangeState state = session::ExchangeState::Open; ///< Complete for QoS 0
    mqtt::Version version = mqtt::Version::Unknown;              ///< of the connection that it begins on
    bool retained = false; ///< of a delivery: the server had kept it for new subscriptions
    std::uint16_t packetId = 0;
    std::uint32_t exchange = kNone;     ///< kNone for QoS 0 and for packets that belong to none
    std::uint32_t message = kNone;      ///< its first packet
    std::uint32_t subscription = kNone; ///< in session::View, of a delivery: what asked for it

    static constexpr std::uint8_t kUnknownQos = 0xff;
};

/// A curve between two rows.
struct Thread {
    enum class Kind : std::uint8_t {
        SameMessage, ///< from what the broker received to what it sent on
        NewToBroker, ///< likewise, of a copy that it took for a new message
        Resent,      ///< from the first sending to its copy
    };
    Kind kind = Kind::SameMessage;
    std::uint32_t from = 0; ///< row
    std::uint32_t to = 0;   ///< row
};

/// What a side has to keep between two rows.
enum class Stored : std::uint8_t {
    Message,    ///< S: the sender keeps the message, to send it again
    Release,    ///< S: the sender keeps the identifier alone, until PUBCOMP
    Identifier, ///< R: the QoS 2 receiver keeps the identifier, to know a copy again
    Session,    ///< the broker keeps the session of a client that is away
};

/// A bar beside a lifeline.
struct Strip {
    Stored what = Stored::Message;
    LaneId lane = kNone;       ///< who keeps it
    LaneId peer = kNone;       ///< towards whom: the face of the broker
    std::uint32_t hop = kNone; ///< kNone for Session
    std::uint32_t from = 0;    ///< row that begins it
    std::uint32_t to = kNone;  ///< row that frees it; kNone: still kept when the capture ended
    Clause why = Clause::None; ///< why it is kept, and when it may be forgotten
    bool lost = false;         ///< it was not freed in order: a clean start or the end of the session
};

/// How often an application may see a message.
enum class Expectation : std::uint8_t { AtMostOnce, AtLeastOnce, ExactlyOnce };

/// What became of it.
enum class Verdict : std::uint8_t {
    Fine,      ///< as expected
    Duplicate, ///< more often than once, as QoS 1 allows
    TooOften,  ///< more often than QoS 0 or 2 allows
    Missing,   ///< not at all, though it should
    Waiting,   ///< not yet: the client is away and the broker keeps it, or the exchange is not done
    Unknown,   ///< the capture does not show enough
};

/// A client that a message was for.
struct Receiver {
    LaneId lane = kNone;
    std::uint32_t subscription = kNone; ///< in session::View; kNone if it was not captured
    std::uint8_t granted = Hop::kUnknownQos;
    bool shared = false;   ///< $share: one member of the group gets it
    bool retained = false; ///< it came because a subscription was new
    Expectation expected = Expectation::AtMostOnce;
    Verdict verdict = Verdict::Fine;
    std::uint16_t copies = 1;   ///< subscriptions that match: so often it may come of right
    std::uint16_t received = 0; ///< times that the application got it, for certain
    std::uint16_t perhaps = 0;  ///< and times that nothing proves
};

/// An issue of the session room on a row.
struct RowIssue {
    std::uint32_t row = 0;
    std::uint32_t issue = 0; ///< in session::View::issues
};

/// What a band is about.
enum class BandKind : std::uint8_t {
    Message,    ///< an application message over all its hops
    Will,       ///< likewise, a Will
    Connection, ///< from opening to end, with CONNECT, CONNACK and DISCONNECT
    Subscribe,
    Unsubscribe,
    Ping,
    Authentication, ///< re-authentication, 5.0
    Packet,         ///< a packet that belongs to nothing
};

/// One story.
struct Band {
    /// Rows told; of longer stories the rest is counted.
    static constexpr std::size_t kMaxRows = 10'000;

    std::uint32_t number = 0; ///< in its LadderIndex
    bool whole = true;        ///< the scope leaves no hop out
    BandKind kind = BandKind::Packet;
    std::uint32_t message = kNone;                  ///< the packet that begins it
    std::uint32_t topic = kNone;                    ///< string id
    mqtt::Version version = mqtt::Version::Unknown; ///< of the connection that it begins on
    std::uint8_t qos = 0;                           ///< of a message: as published, or as delivered first
    Verdict verdict = Verdict::Fine; ///< the worst of its receivers; of other bands: whether it ended
    std::uint64_t more = 0;          ///< packets left out
    std::vector<Hop> hops;           ///< by their first row; that of the publisher first
    std::vector<Row> rows;
    std::vector<Thread> threads;
    std::vector<Strip> strips;
    std::vector<Receiver> receivers; ///< of a message, by lane
    std::vector<RowIssue> issues;    ///< by row
};

/// What is drawn: the bands of a scope.
struct Ladder {
    std::vector<LaneId> lanes;        ///< in their usual order: publishers, broker, subscribers
    std::vector<std::uint32_t> bands; ///< numbers in the LadderIndex, ascending
};

} // namespace mqttscope::analysis::ladder
