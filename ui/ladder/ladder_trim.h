// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_content.h"

#include <vector>

namespace mqttscope::ui {

/// Leaves rows of a band out, of its words too. `kept`: of each row whether it stays. What hangs on a row
/// that stays follows it to its new number. A strip that is freed by a row left out ends at the next row; a
/// sentence that speaks of such a row stands at the next row, or at the last one. Everything else that hangs
/// on a row left out goes with it: threads, issues, deliveries, strips that begin there. Hops, receivers and
/// verdicts stay: they speak of the whole story.
void keepRows(LadderContent& content, const std::vector<bool>& kept);

} // namespace mqttscope::ui
