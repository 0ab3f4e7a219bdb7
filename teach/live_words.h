// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_capture.h"
#include "teach/vocabulary.h"

#include <string>

namespace mqttscope::teach {

/// Why a live capture could not begin or ended, in one sentence without a full stop. When rights are missing
/// it says what to type.
[[nodiscard]] std::string sentenceOf(const analysis::LiveError& error, const Vocabulary& words);

/// How a live capture that has ended did so, and what came of it, without a full stop: "Stopped after 10 s:
/// 1,284 frames, none dropped". Losses are said with what helps. Of a stream nothing is said about losses:
/// whoever captured it knows.
[[nodiscard]] std::string sentenceOfEnd(const analysis::LiveStatus& status, const Vocabulary& words);

} // namespace mqttscope::teach
