// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/received_message.h"

#include <string>

namespace mqttscope::app {

/// Appends a message as JSON, byte for byte as mosquitto_sub 2.0 does (%j, %J). `payloadIsJson`: the payload
/// stands there as the JSON that it is, not as a string. `pretty`: on several lines. Returns false, with
/// nothing appended, if the payload was to be JSON and is not.
[[nodiscard]] bool appendJson(std::string& out, const ReceivedMessage& message, const ArrivalTime& time,
                              bool payloadIsJson, bool pretty);

} // namespace mqttscope::app
