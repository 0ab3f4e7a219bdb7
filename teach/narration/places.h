// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/phrase.h"

namespace mqttscope::teach {

/// Whether a place may stand in a text of narration: docs/narration.md lists them. The narrator fills all of
/// them, whatever the byte; where one says nothing it becomes empty.
[[nodiscard]] bool isNarrationPlace(const analysis::Place& place);

} // namespace mqttscope::teach
