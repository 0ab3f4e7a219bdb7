// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::analysis {

/// The application message of a PUBLISH, and what its packet says about it.
struct Payload {
    std::vector<std::uint8_t> bytes;    ///< from the first to the limit, or to the first not captured
    std::uint64_t size = 0;             ///< on the wire
    std::optional<std::uint8_t> format; ///< 5.0 §3.3.2.3.2: 0 = bytes, 1 = UTF-8
    std::string contentType;            ///< 5.0 §3.3.2.3.9
    std::string topic;                  ///< of an alias too
};

/// The bytes of an application message, at most `limit`; nothing if the message is no PUBLISH.
void readPayloadBytes(const Document& document, const index::Snapshot& snapshot, std::uint32_t message,
                      std::size_t limit, std::vector<std::uint8_t>& into);

/// Likewise with everything about it.
[[nodiscard]] Payload readPayload(const Document& document, const index::Snapshot& snapshot,
                                  std::uint32_t message, std::size_t limit);

/// Where the application message begins in a PUBLISH, with what became known late.
[[nodiscard]] std::uint32_t payloadOffsetOf(const index::Snapshot& snapshot, std::uint32_t message);

} // namespace mqttscope::analysis
