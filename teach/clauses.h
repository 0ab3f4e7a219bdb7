// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_id.h"
#include "dissector/mqtt/types.h"
#include "teach/language.h"
#include "teach/text_table.h"

#include <string>
#include <string_view>

namespace mqttscope::teach {

/// Where the standards say what is told of fields: `content/clauses.json`, by version, then by field, or by
/// field and the conditions of a text of narration ("mqtt.hdrflags connect"). One or several clauses, as
/// "3.1.2.3–3.1.2.9" or "2.2.1, 2.2.2, 3.1".
[[nodiscard]] const TextTable& clauses();

/// The clause of a field in the version by which it is read: "MQTT 3.1.1 §3.1.2.3 to 3.1.2.9", "RFC 791
/// §3.1"; empty if nothing says it. `conditions`: those of the text that was chosen, or empty. What
/// `clauses.json` does not know stands in the field table.
[[nodiscard]] std::string clauseText(field::FieldId field, mqtt::Version version, std::string_view conditions,
                                     Language language);

} // namespace mqttscope::teach
