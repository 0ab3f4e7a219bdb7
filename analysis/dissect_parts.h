// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/select_sink.h"
#include "dissector/index/dissect.h"

namespace mqttscope::analysis {

/// The layers that must be dissected for a field. `shownBefore` is the caller's.
[[nodiscard]] index::DissectParts partsFor(field::FieldId field);
/// Likewise for all fields of a selection.
[[nodiscard]] index::DissectParts partsFor(const field::FieldSelection& selection);

} // namespace mqttscope::analysis
