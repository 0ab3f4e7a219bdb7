// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/mqtt/decoder.h"
#include "dissector/mqtt/types.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mqttscope::index {

/// Finds the version of a connection whose CONNECT was not captured: every message is read as 3.1, 3.1.1
/// and 5.0, and the versions in which it is malformed are eliminated.
class VersionInference {
public:
    static constexpr std::size_t kMaxMessages = 32;                      ///< decides after so many
    static constexpr std::uint64_t kMaxBytes = std::uint64_t{64} * 1024; ///< or so many bytes
    static constexpr std::int64_t kMaxWaitNs = 1'000'000'000; ///< or, live, so long after the first

    /// Looks at a message. Returns the version once it is decided.
    [[nodiscard]] std::optional<mqtt::Version> look(field::ByteView captured, std::uint32_t length,
                                                    mqtt::Direction direction, std::uint32_t message,
                                                    std::int64_t timeNs);
    /// What the messages so far speak for: the only one left, or 3.1.1 for a tie.
    [[nodiscard]] mqtt::Version best() const;
    /// Messages that wait for the decision, in order.
    [[nodiscard]] const std::vector<std::uint32_t>& waiting() const { return m_waiting; }
    [[nodiscard]] std::int64_t firstTimeNs() const { return m_firstTimeNs; }

private:
    enum Candidate : std::uint8_t { k31 = 1, k311 = 2, k50 = 4 };

    std::vector<std::uint32_t> m_waiting;
    std::uint64_t m_bytes = 0;
    std::int64_t m_firstTimeNs = 0;
    std::uint8_t m_candidates = k31 | k311 | k50;
};

/// Whether a message reads without any fault as another version than this.
[[nodiscard]] bool fitsAnotherVersion(field::ByteView captured, std::uint32_t length,
                                      mqtt::Direction direction, mqtt::Version version);

} // namespace mqttscope::index
