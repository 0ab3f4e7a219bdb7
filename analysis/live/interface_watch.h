// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/capture_program.h"
#include "capture/live/interface_list.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mqttscope::analysis {

/// An interface, and what passed through it so far.
struct WatchedInterface {
    capture::CaptureInterface interface;
    /// Packets since it is there, both directions, whatever they carry; on loopback each counts once. None:
    /// the system does not say (`any`, or an interface that is gone).
    std::optional<std::uint64_t> packets;
};

/// What can be seen from here at a moment, without any right.
struct CaptureOutlook {
    std::vector<WatchedInterface> interfaces; ///< In the order of listInterfaces.
    CaptureRights rights;
};

/// Looks at the interfaces, their counters and who may capture. Takes a moment: not for the thread of a
/// window.
[[nodiscard]] CaptureOutlook lookAround();

} // namespace mqttscope::analysis
