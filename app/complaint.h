// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace mqttscope::app {

/// What is wrong with an argument; empty if nothing.
using Complaint = std::string;

} // namespace mqttscope::app
