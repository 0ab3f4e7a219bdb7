// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mqttscope::capture {

/// The first thing that the program does: what it may do is from now on at most to open network interfaces
/// (CAP_NET_RAW), with the identity of the user who started it, of nobody if that is root. The environment is
/// emptied. False if that could not be done.
[[nodiscard]] bool keepOnlyCaptureRight();

/// Gives that up too, for good: no capability in any set, and no program that is started gains any. False if
/// something is left.
[[nodiscard]] bool dropAllRights();

} // namespace mqttscope::capture
