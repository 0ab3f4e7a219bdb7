// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace mqttscope::test {

/// The text of docs/rules.md: every statement of the standards, and every code that names some.
std::string rulesDoc();

} // namespace mqttscope::test
