// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/types.h"
#include "dissector/net/tcp_facts.h"

#include <cstdint>
#include <limits>

namespace mqttscope::index {

/// No connection, string, message, piece...: a number that no record has.
inline constexpr std::uint32_t kNone = 0xffffffff;
/// No connection, in the 31 bits of FrameRecord.
inline constexpr std::uint32_t kNoStream = 0x7fffffff;
/// A frame whose format has no time (Simple Packet Block).
inline constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();

/// What pass 1 noticed of a frame, two bits each meaning one thing; details come from dissecting it.
enum FrameFlags : std::uint8_t {
    kRetransmission = 1, ///< carries no byte that was not seen before
    kOutOfOrder = 2,     ///< arrived before a byte that precedes it in its stream
    kFragment = 4,       ///< part of an IP datagram that another frame completes
    kReassembled = 8,    ///< completes an IP datagram
};

/// One frame of the capture. 32 bytes, never changed once written.
struct FrameRecord {
    std::uint64_t fileOffset : 48;     ///< of the first captured byte
    std::uint64_t interface : 16;      ///< of the capture
    std::int64_t timeNs;               ///< since 1970, or kNoTime
    std::uint32_t capturedLength : 28; ///< bytes in the file
    std::uint32_t flags : 4;           ///< FrameFlags
    std::uint32_t originalLength;      ///< bytes on the wire
    std::uint32_t stream : 31;         ///< index of the TCP connection, or kNoStream
    std::uint32_t side : 1;            ///< 0: from the side that sent the connection's first segment
    std::uint32_t
        firstMessage; ///< index of the first MQTT message anchored here; the next frame's says where they end
};
static_assert(sizeof(FrameRecord) == 32);

/// What is remarkable about a message.
enum MessageFlags : std::uint8_t {
    kMalformed = 1,     ///< an issue of severity Malformed or worse when read with the version known then
    kIncomplete = 2,    ///< bytes in the middle were not captured: kept, but not shown by the filter `mqtt`
    kCut = 4,           ///< cut off by the snap length of the frame that it begins in, and anchored there
    kGuessedStart = 8,  ///< the start was guessed after a gap or at a mid-stream start
    kBadLength = 16,    ///< Remaining Length of more than four bytes: the rest of the segment is undecoded
    kAliasUsed = 32,    ///< empty Topic Name, topic taken from the alias
    kAliasUnknown = 64, ///< empty Topic Name and an alias that was never set in this direction
    kUndecided = 128,   ///< the version was not known yet when this was recorded; late facts may follow
};

/// One MQTT Control Packet. 28 bytes, never changed once written; later knowledge is in LateMessage. A
/// message is anchored at the frame that brings its last missing byte. Where its bytes stand: MessagePieces.
struct MessageRecord {
    std::uint32_t frame;           ///< anchor, from 1
    std::uint32_t stream : 31;     ///< index of the TCP connection
    std::uint32_t side : 1;        ///< as FrameRecord::side
    std::uint32_t length;          ///< whole packet on the wire, header included
    std::uint32_t inOnePiece : 1;  ///< it stands as it is in its anchor, and nowhere else
    std::uint32_t place : 31;      ///< in one piece: offset in the frame; else index of its first piece
    std::uint32_t topic;           ///< string id of the Topic Name (of a PUBLISH) or kNone; of an alias too
    std::uint32_t payloadOrReason; ///< payloadOffset() of a PUBLISH, reasonCode() of all others
    std::uint16_t packetId;        ///< 0 if it has none
    std::uint8_t firstByte;        ///< control byte
    std::uint8_t flags;            ///< MessageFlags

    [[nodiscard]] mqtt::PacketType type() const { return static_cast<mqtt::PacketType>(firstByte >> 4); }
    [[nodiscard]] std::uint8_t qos() const { return (firstByte >> 1) & 3; }
    /// Of the application message in the packet (PUBLISH), else 0.
    [[nodiscard]] std::uint32_t payloadOffset() const
    {
        return type() == mqtt::PacketType::Publish ? payloadOrReason : 0;
    }
    /// Of acknowledgements, CONNACK, DISCONNECT, AUTH; 0 if there is none.
    [[nodiscard]] std::uint8_t reasonCode() const
    {
        return type() == mqtt::PacketType::Publish ? std::uint8_t{0}
                                                   : static_cast<std::uint8_t>(payloadOrReason);
    }
};
static_assert(sizeof(MessageRecord) == 28);

/// Facts about a message of a connection whose version was decided later.
struct LateMessage {
    std::uint32_t knownAt = 0;       ///< frame at which this became known; 0 = nothing is known late
    std::uint32_t topic = kNone;     ///< as MessageRecord
    std::uint32_t payloadOffset = 0; ///< as MessageRecord
    std::uint8_t reasonCode = 0;     ///< as MessageRecord
    std::uint8_t flags = 0;          ///< as MessageRecord
};

/// Messages that were recorded long after the frame that anchors them, because they waited behind a gap that
/// was never filled: [first, last), and the one that was still open at the end of the frame.
struct LateAnchor {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t open = kNone; ///< recorded after messages of other frames; kNone if none was
};

/// From which frame on a connection speaks which version. An entry is never revised.
struct VersionEntry {
    std::uint32_t stream = kNone;
    std::uint32_t fromFrame = 0;   ///< messages anchored at this frame or later
    std::uint32_t fromMessage = 0; ///< messages from this index on
    std::uint32_t knownAt = 0;     ///< frame at which it became known
    std::uint32_t earlier = kNone; ///< index of the connection's entry before this one
    mqtt::Version version = mqtt::Version::Unknown;
    bool guessed = false;   ///< inferred, not read from a CONNECT
    std::uint8_t level = 0; ///< the version byte as it stood in the CONNECT; 0 if guessed
};

/// Bytes of a stream that the capture does not hold.
struct GapEntry {
    std::uint32_t stream = kNone;
    std::uint8_t side = 0;
    bool boundaryGuessed = false; ///< the start of the next message after it is a guess
    std::uint32_t knownAt = 0;    ///< frame at which the gap was given up
    std::uint64_t offset = 0;     ///< in the stream
    std::uint64_t length = 0;     ///< bytes
};

/// One TCP connection. Grows with the capture: read it from a snapshot.
struct ConnectionRecord {
    net::Endpoint ends[2]; ///< side 0 sent the first segment captured
    std::uint32_t firstFrame = 0;
    std::uint32_t lastFrame = 0;
    std::uint32_t baseSequence[2] = {}; ///< what relative sequence numbers count from
    bool baseKnown[2] = {};             ///< whether that side has sent anything
    bool mqtt = false;                  ///< its bytes are read as MQTT
    std::uint8_t clientSide = 2;        ///< 0 or 1; 2 = unknown
    std::uint8_t windowShift[2] = {net::kShiftUnknown, net::kShiftUnknown}; ///< RFC 7323 §2.2, by sender
    std::uint32_t latestVersion = kNone; ///< index of the newest VersionEntry
    std::uint32_t clientId = kNone;      ///< string id from the last CONNECT, or kNone
    std::uint32_t messages[2] = {};      ///< MQTT messages by side
    std::uint64_t bytes[2] = {};         ///< payload bytes delivered by side
};

} // namespace mqttscope::index
