// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace mqttscope::capture {

/// Whether a program could capture if this process started it.
enum class ProgramRights : std::uint8_t {
    Missing,       ///< There is no such program.
    NotExecutable, ///< It is there for others (a group to which the user does not belong).
    None,          ///< It may be run but would have no rights.
    Granted, ///< By capabilities of the file, by its owner root (setuid), or because we have the rights.
};

/// Reads what the file says (capability cap_net_raw, setuid root, who may execute it) and what this process
/// may. Starts nothing.
[[nodiscard]] ProgramRights rightsOf(const std::string& path);

} // namespace mqttscope::capture
