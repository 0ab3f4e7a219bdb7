// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_snapshot.h"
#include "teach/vocabulary.h"

#include <QString>

namespace mqttscope::ui {

/// What follows when a packet that waits in step mode passes: what the broker or the client does then, whom a
/// message goes to, what becomes of a Will or of a retained message, and which armed fault it meets. `row` is
/// one of the waiting rows of `snapshot`. Of access rules it knows nothing.
[[nodiscard]] QString consequenceOf(const broker::lab::WaitingRow& row,
                                    const broker::lab::LabSnapshot& snapshot, const teach::Vocabulary& words);

} // namespace mqttscope::ui
