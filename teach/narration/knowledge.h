// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/byte_walk.h"
#include "teach/narration/narration.h"
#include "teach/vocabulary.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::teach {

/// Something that a reader knows after some bytes of a packet.
struct KnownFact {
    std::string label;    ///< in a word or two: "name", "Keep Alive"
    std::string value;    ///< "MQTT", "MQ…" while it is being read; texts are as on the wire
    bool complete = true; ///< false: announced or partly read
    bool newest = false;  ///< the byte just read says it
    std::uint32_t node = analysis::kNoNode; ///< the field that said it last

    friend bool operator==(const KnownFact&, const KnownFact&) = default;
};

/// What Remaining Length says once it has been read.
struct RemainingBytes {
    std::uint64_t total = 0; ///< its value
    std::uint64_t read = 0;  ///< bytes read after it

    [[nodiscard]] std::uint64_t left() const { return total > read ? total - read : 0; }
    friend bool operator==(RemainingBytes, RemainingBytes) = default;
};

/// What the reader of a packet knows when a byte has been read, and nothing of what comes later.
struct Knowledge {
    std::vector<KnownFact> facts; ///< in the order in which they became known
    /// None: it has not been read yet, or the bytes are of a layer below MQTT.
    std::optional<RemainingBytes> remaining;
};

/// More facts than these are not told: of many filters the last.
inline constexpr std::size_t kMaxKnownFacts = 64;
/// Longer texts are cut with an ellipsis, in bytes.
inline constexpr std::size_t kMaxKnownText = 60;

/// What is known at a byte of a stretch of the frame, in the language of the vocabulary, with the texts of
/// `knowledge.json`. Empty if the byte is not of the stretch.
[[nodiscard]] Knowledge knowledgeAt(const Vocabulary& words, const NarratedFrame& frame,
                                    const analysis::Stretch& stretch, analysis::BytePlace place);

} // namespace mqttscope::teach
