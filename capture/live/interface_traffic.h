// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::capture {

/// What passed through an interface since it is there, in packets, whatever they carry.
struct InterfaceTraffic {
    std::string name;
    std::uint64_t received = 0;
    std::uint64_t sent = 0; ///< On loopback what is sent is received too.
    friend bool operator==(const InterfaceTraffic&, const InterfaceTraffic&) = default;
};

/// More of what the system says of its interfaces is not read.
inline constexpr std::size_t kMaxTrafficBytes = std::size_t{256} * 1024;

/// The counters of all interfaces of this computer (of a network namespace: its own). Needs no rights. Empty
/// if the system does not say.
[[nodiscard]] std::vector<InterfaceTraffic> interfaceTraffic();

/// Reads what stands in /proc/net/dev. Lines that say no counters are passed over; at most
/// kMaxListedInterfaces are read.
[[nodiscard]] std::vector<InterfaceTraffic> readInterfaceTraffic(std::string_view text);

} // namespace mqttscope::capture
