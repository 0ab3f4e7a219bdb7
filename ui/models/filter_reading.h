// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/vocabulary.h"

#include <QString>

#include <string_view>

namespace mqttscope::ui {

/// What a common display filter selects, in plain words: "all MQTT on port 1883", "frames with PUBLISH,
/// QoS 2". Empty where a few words could not say it exactly.
[[nodiscard]] QString filterReading(std::string_view filter, const analysis::Vocabulary& vocabulary);

} // namespace mqttscope::ui
