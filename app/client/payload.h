// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/client/client_arguments.h"
#include "app/client/client_words.h"

#include <tl/expected.hpp>

#include <string>

namespace mqttscope::app {

/// Most bytes of a payload: what a packet can hold (MQTT 5.0 §2.1.4).
inline constexpr std::size_t kMaxPayload = 268'435'455;

/// The payload that -m, -f, -s or -n says; empty with -l. On failure what is wrong, in a sentence.
[[nodiscard]] tl::expected<std::string, std::string> readPayload(const ClientArguments& arguments,
                                                                 const ClientWords& words);

} // namespace mqttscope::app
