// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/types.h"
#include "tests/support/traffic_said.h"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace mqttscope::test {

/// Who first said what a PUBLISH of the server passes on.
enum class TrafficOrigin : std::uint8_t {
    None,   ///< this is no PUBLISH of the server
    Client, ///< a PUBLISH of a client
    Will,   ///< the CONNECT that armed a Will
    Server, ///< the server itself ($SYS)
};

/// What an analyzer must find of one message.
struct TrafficMessage {
    SaidMessage said;
    mqtt::Version version{};
    std::uint32_t stream = 0;   ///< tcp.stream
    std::uint8_t side = 0;      ///< 0: the client, who sent the first segment
    std::uint32_t number = 0;   ///< which message of its direction, from 0
    std::uint32_t anchor = 0;   ///< frame at whose arrival the stream is whole up to the end of the message
    std::uint32_t ownFrame = 0; ///< last frame that brought a byte of the message itself
    bool split = false;         ///< in several segments
    bool headerSplit = false;   ///< with a cut inside its fixed header
    bool lost = false;          ///< bytes of it were not captured
    /// Nothing says where it begins: a fixed header before it is lost, and its first bytes do not stand, with
    /// its topic, at the start of a segment.
    bool hidden = false;

    // Of a PUBLISH of the server:
    TrafficOrigin origin = TrafficOrigin::None;
    bool retained = false;         ///< sent because of a SUBSCRIBE, as what the server retains
    bool sourceLost = false;       ///< its source was not captured whole
    std::uint32_t sourceFrame = 0; ///< anchor of its source: PUBLISH or CONNECT; of the first copy of several
    std::uint32_t sourceStream = 0; ///< likewise: stream and number of its source, which is of side 0
    std::uint32_t sourceNumber = 0;
};

/// What became of an exchange.
enum class TrafficExchangeState : std::uint8_t {
    Open,       ///< the capture ended first
    Complete,   ///< answered to the end
    Refused,    ///< ended by a code that says no
    Cut,        ///< the connection ended first, the session goes on
    Unanswered, ///< the session ended first
};

/// A packet that wants an answer, and what belonged to it.
struct TrafficExchange {
    mqtt::PacketType type{};    ///< of the opening packet
    std::uint32_t client = 0;   ///< number of the client
    std::uint32_t stream = 0;   ///< of the opening packet, tcp.stream
    std::uint16_t packetId = 0; ///< 0 if its kind has none
    std::uint8_t side = 0;      ///< that opened it
    bool qos2 = false;          ///< a PUBLISH with QoS 2
    TrafficExchangeState state = TrafficExchangeState::Open;
    std::uint32_t firstFrame = 0; ///< anchor of the opening packet
    std::uint32_t lastFrame = 0;  ///< anchor of its latest packet
    std::uint32_t sent = 0;       ///< copies of the opening packet
    std::int64_t firstNs = 0;     ///< times of these frames
    std::int64_t lastNs = 0;
    bool lost = false; ///< not all of it was captured

    [[nodiscard]] std::int64_t roundTripNs() const { return lastNs - firstNs; }
};

/// Hears each exchange when its fate is known; what is open then at the end.
using TrafficExchangeSink = std::function<void(const TrafficExchange&)>;

/// One TCP connection.
struct TrafficConnectionTruth {
    mqtt::Version version{};
    std::string clientId;
    std::array<std::uint32_t, 2> messages{}; ///< by side
    std::array<std::uint64_t, 2> bytes{};    ///< MQTT bytes that were captured, by side
};

/// What was made.
struct TrafficTruth {
    std::uint32_t frames = 0;
    std::uint64_t frameBytes = 0; ///< of the frames, without those of the file format
    std::uint32_t messages = 0;
    std::array<std::uint32_t, 16> byType{};
    std::array<std::uint32_t, 6> byVersion{};                ///< by mqtt::Version
    std::array<std::uint32_t, 3> byQos{};                    ///< of the PUBLISHes
    std::array<std::array<std::uint32_t, 3>, 2> bySideQos{}; ///< likewise, by side
    std::array<std::uint32_t, 4> byOrigin{};                 ///< of the server's PUBLISHes
    std::array<std::uint32_t, 5> exchanges{};                ///< by TrafficExchangeState
    std::uint32_t retainedDeliveries = 0;                    ///< TrafficMessage::retained
    std::uint32_t duplicates = 0;                            ///< PUBLISHes with DUP
    std::uint32_t aliasMessages = 0;                         ///< PUBLISHes without a Topic Name
    std::uint32_t splitMessages = 0;
    std::uint32_t headerSplitMessages = 0;
    std::uint32_t multiMessageSegments = 0;          ///< segments with bytes of more than one message
    std::uint32_t reorderedGroups = 0;               ///< times that neighbouring segments changed places
    std::uint32_t outOfOrderFrames = 0;              ///< that came before bytes in front of theirs
    std::uint32_t retransmittedFrames = 0;           ///< that brought no byte that was not there
    std::uint32_t faultFrame = 0;                    ///< anchor of the message that breaks a rule; 0 = none
    std::uint32_t lostSegments = 0;                  ///< not captured
    std::uint32_t lostMessages = 0;                  ///< TrafficMessage::lost
    std::uint32_t hiddenMessages = 0;                ///< TrafficMessage::hidden
    std::vector<TrafficConnectionTruth> connections; ///< by tcp.stream
    std::vector<std::string> topics;
};

/// The counts as a JSON object.
[[nodiscard]] std::string trafficTruthJson(const TrafficTruth& truth);

} // namespace mqttscope::test
