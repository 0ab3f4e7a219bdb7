// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/lab_clients.h"
#include "broker/lab/lab_message.h"

#include <string>
#include <string_view>

namespace mqttscope::broker::lab {

/// A command of mosquitto's clients, for a POSIX shell.
struct MosquittoLine {
    std::string text;
    bool exact = true; ///< false: something of what was wished cannot be said to them, and is left out
};

/// What mosquitto_pub is told to connect as the client does and to publish the message. `file`: the payload
/// is what this file holds; empty: it is that of the message.
[[nodiscard]] MosquittoLine mosquittoPublish(const LabClientOptions& client, const LabMessage& message,
                                             std::string_view file = {});
/// What mosquitto_sub is told to connect as the client does and to subscribe.
[[nodiscard]] MosquittoLine mosquittoSubscribe(const LabClientOptions& client, const LabSubscription& wanted);

/// One word for a POSIX shell, in quotes if it needs them.
[[nodiscard]] std::string shellWord(std::string_view text);

} // namespace mqttscope::broker::lab
