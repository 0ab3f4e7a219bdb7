// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_info.h"

#include <span>

namespace mqttscope::filter {

/// The words by which `tshark -G values` names values of a field, where they are not the standard's: filters
/// written for Wireshark carry over. Empty if there are none.
[[nodiscard]] std::span<const field::ValueName> wiresharkNames(field::FieldId field);

} // namespace mqttscope::filter
