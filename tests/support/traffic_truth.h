// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/traffic_session.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace mqttscope::test {

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
};

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
    std::array<std::uint32_t, 6> byVersion{}; ///< by mqtt::Version
    std::array<std::uint32_t, 3> byQos{};     ///< of the PUBLISHes
    std::uint32_t aliasMessages = 0;          ///< PUBLISHes without a Topic Name
    std::uint32_t splitMessages = 0;
    std::uint32_t headerSplitMessages = 0;
    std::uint32_t multiMessageSegments = 0;          ///< segments with bytes of more than one message
    std::uint32_t reorderedGroups = 0;               ///< times that neighbouring segments changed places
    std::uint32_t outOfOrderFrames = 0;              ///< that came before bytes in front of theirs
    std::uint32_t retransmittedFrames = 0;           ///< that brought no byte that was not there
    std::uint32_t lostSegments = 0;                  ///< not captured
    std::uint32_t lostMessages = 0;                  ///< TrafficMessage::lost
    std::uint32_t hiddenMessages = 0;                ///< TrafficMessage::hidden
    std::vector<TrafficConnectionTruth> connections; ///< by tcp.stream
    std::vector<std::string> topics;
};

/// The counts as a JSON object.
[[nodiscard]] std::string trafficTruthJson(const TrafficTruth& truth);

} // namespace mqttscope::test
