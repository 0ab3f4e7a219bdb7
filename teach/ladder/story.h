// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/ladder/ladder_index.h"
#include "analysis/ladder/what_next.h"
#include "teach/ladder/story_step.h"
#include "teach/vocabulary.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace mqttscope::teach {

/// One sentence of what happened. Numbers are given by their order, from 1.
struct StorySentence {
    StoryStep step{};
    std::uint32_t row = 0; ///< of the band: where it is seen
    std::string fact;      ///< "tablette gets the message 2 times."
    std::string why;       ///< the reason, or the trap; may be empty
    std::string clause;    ///< "MQTT-3.3.1-3", "§4.8.2"; empty if there is none
};

/// Sentences of one story; what is longer is cut off.
inline constexpr std::size_t kMaxStorySentences = 60;

/// What happened in a band, in the language of the words.
[[nodiscard]] std::vector<StorySentence> tellStory(const analysis::Document& document,
                                                   const analysis::ladder::LadderIndex& index,
                                                   const analysis::ladder::Band& band,
                                                   const Vocabulary& words);

/// What a packet that may come next would mean.
[[nodiscard]] std::string nextText(const analysis::ladder::NextPacket& next, const Vocabulary& words);

/// Why something is kept, and until when.
[[nodiscard]] std::string stripText(analysis::ladder::Stored what, const Vocabulary& words);

} // namespace mqttscope::teach
