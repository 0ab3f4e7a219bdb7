// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/acl_file.h"
#include "broker/net/listener.h"
#include "teach/vocabulary.h"

#include <string>

namespace mqttscope::broker {

/// What is wrong with a line of access rules. `file`: what they are called.
[[nodiscard]] std::string sentenceOf(const std::string& file, const AclError& error,
                                     const teach::Vocabulary& words);
/// Why nobody can listen at an address.
[[nodiscard]] std::string sentenceOf(const NetworkAddress& address, ListenFault fault,
                                     const teach::Vocabulary& words);

} // namespace mqttscope::broker
