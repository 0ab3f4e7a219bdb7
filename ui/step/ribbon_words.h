// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_id.h"

#include <QString>

namespace mqttscope::ui {

/// A field in a word or two, for a cell as wide as one or two bytes; translated. Empty if its label is as
/// short as a word can be.
[[nodiscard]] QString shortFieldWord(field::FieldId id);

} // namespace mqttscope::ui
