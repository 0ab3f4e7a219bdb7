// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mqttscope::ui {

/// What the frame list can be sorted by. Of several packets in a frame the first that has a value counts.
enum class RowKey : std::uint8_t {
    Frame,       ///< number of the frame
    Time,        ///< when it was captured
    Route,       ///< who sends, then who receives: client id, "broker" or address
    Receiver,    ///< who receives, then who sends
    Type,        ///< packet type, in the order of their numbers; then the other protocols
    Qos,         ///< of a PUBLISH
    Flags,       ///< of a PUBLISH: neither, RETAIN, DUP, both
    Identifier,  ///< Packet Identifier
    Length,      ///< bytes of its MQTT packets; of the frame where there is none
    FrameLength, ///< bytes of the frame on the wire
    Reply,       ///< round trip of the exchange that the packet opens
    Stream,      ///< number of the TCP connection
    Topic,       ///< Topic Name, then payload; then the packets without one by their type
};

/// The frames in the order of a key. Frames with equal values stay in the order of their numbers, frames
/// without a value come last, ascending or descending. None if it was cancelled. Takes milliseconds for each
/// hundred thousand frames: not for the GUI thread.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> sortFrames(const analysis::Document& document,
                                                                   const index::Snapshot& snapshot,
                                                                   std::vector<std::uint32_t> frames,
                                                                   RowKey key, bool descending,
                                                                   const std::atomic<bool>& cancelled);

/// Whether a text stands before another for people: numbers inside by their value ("room 2" before
/// "room 10"), letters of ASCII without regard to case; then byte by byte.
[[nodiscard]] bool standsBefore(std::string_view a, std::string_view b);

} // namespace mqttscope::ui
