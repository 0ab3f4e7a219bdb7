// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::analysis {

/// Which PUBLISH packets of a topic are meant: one message passes a broker's wire several times.
enum class ValueSide : std::uint8_t {
    Published, ///< those of clients
    Delivered, ///< those of servers, once per subscriber
};

/// One application message of a topic.
struct TopicValue {
    std::uint32_t message = 0;
    std::uint32_t frame = 0;
    std::optional<std::int64_t> timeNs; ///< since the first frame of the capture
    std::string text;                   ///< the value; cut at kMaxValueText, hex if it is not text
    std::optional<double> number;
    bool missing = false; ///< the message has no such field
    std::uint8_t qos = 0;
    bool retain = false;
    bool dup = false;
};

/// The values of a topic over time.
struct TopicValues {
    /// Values told; more are counted.
    static constexpr std::size_t kMaxValues = 100'000;
    /// Bytes of one application message that are read.
    static constexpr std::size_t kMaxRead = 64 * 1024;
    /// Fields of JSON messages that can be chosen.
    static constexpr std::size_t kMaxPaths = 64;
    static constexpr std::size_t kMaxValueText = 200;

    std::vector<TopicValue> values; ///< in the order of the capture
    std::vector<std::string> paths; ///< JSON fields found, in the order of their finding
    std::uint64_t more = 0;
    std::uint64_t numbers = 0;             ///< of the values
    std::uint64_t published = 0;           ///< packets of clients on this topic
    std::uint64_t delivered = 0;           ///< packets of servers
    ValueSide side = ValueSide::Published; ///< the one told
};

/// What is asked.
struct ValueQuestion {
    std::string topic;
    std::string path;              ///< a field of JSON messages; empty: the message as a whole
    std::optional<ValueSide> side; ///< none: Published, or Delivered if nothing was published
};

[[nodiscard]] TopicValues collectValues(const Document& document, const index::Snapshot& snapshot,
                                        const ValueQuestion& question, const std::atomic<bool>& cancelled);

/// A text that is a number and nothing else, with a decimal point: "21.5", "-3e2", " 42 ".
[[nodiscard]] std::optional<double> numberIn(std::string_view text);

} // namespace mqttscope::analysis
