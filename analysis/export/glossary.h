// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace mqttscope::analysis {

/// Every protocol and field, one per line, as `tshark -G fields`: P, label, name; or F, label, name, type,
/// protocol, base, mask, blurb (here the clauses of the standards). Appends.
void appendFieldGlossary(std::string& out);

/// Every name of a value, one per line, as `tshark -G values`: V, field, value, name. Appends.
void appendValueGlossary(std::string& out);

} // namespace mqttscope::analysis
