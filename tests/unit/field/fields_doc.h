// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace mqttscope::test {

/// The text of docs/fields.md: every field of the table with its filter name, type, clauses and names of
/// values.
[[nodiscard]] std::string fieldsDoc();

} // namespace mqttscope::test
