// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_error.h"
#include "teach/vocabulary.h"

#include <string>

namespace mqttscope::teach {

/// Why a live capture could not begin or ended, in one sentence without a full stop. When rights are missing
/// it says what to type.
[[nodiscard]] std::string sentenceOf(const analysis::LiveError& error, const Vocabulary& words);

} // namespace mqttscope::teach
