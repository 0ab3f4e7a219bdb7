// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/live/interface_list.h"

#include <QString>

namespace mqttscope::ui {

/// What is said of an interface where people choose one.

/// The kind in a word: "Loopback".
[[nodiscard]] QString interfaceTitle(capture::InterfaceKind kind);
/// Name of the icon of the kind.
[[nodiscard]] QString interfaceIcon(capture::InterfaceKind kind);
/// Name, and at most so many addresses or why there is nothing to capture: "enp3s0 · 192.168.1.42".
[[nodiscard]] QString interfaceRemark(const capture::CaptureInterface& interface, std::size_t addresses);
/// Everything that is known, a line each.
[[nodiscard]] QString interfaceToolTip(const capture::CaptureInterface& interface);
/// "42 pkt/s"
[[nodiscard]] QString packetRateText(double packetsPerSecond);

} // namespace mqttscope::ui
