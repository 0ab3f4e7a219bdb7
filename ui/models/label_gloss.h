// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_id.h"

#include <QString>

namespace mqttscope::ui {

/// What the label of a field says in brackets to translate the word of the standard: "drapeaux de connexion"
/// of "Connect Flags (drapeaux de connexion)". Empty if it does not begin with that word.
[[nodiscard]] QString glossOf(field::FieldId id, const QString& label);

/// A label of two languages in that of the reader: "Drapeaux de connexion"; "Charge utile" of "Charge utile
/// (Payload)". Other labels stay as they are.
[[nodiscard]] QString oneLanguage(field::FieldId id, const QString& label);

} // namespace mqttscope::ui
