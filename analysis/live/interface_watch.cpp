// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/live/interface_watch.h"

#include "capture/live/interface_traffic.h"

#include <algorithm>
#include <utility>

namespace mqttscope::analysis {
namespace {

using capture::InterfaceKind;

std::optional<std::uint64_t> packetsOf(const capture::CaptureInterface& interface,
                                       const std::vector<capture::InterfaceTraffic>& traffic)
{
    const auto found = std::find_if(traffic.begin(), traffic.end(),
                                    [&](const auto& one) { return one.name == interface.name; });
    if (interface.kind == InterfaceKind::Any || found == traffic.end())
        return std::nullopt;
    // What loopback sends it receives: a capture has it once too.
    return interface.kind == InterfaceKind::Loopback ? found->received : found->received + found->sent;
}

} // namespace

CaptureOutlook lookAround()
{
    CaptureOutlook outlook;
    const auto traffic = capture::interfaceTraffic();
    for (capture::CaptureInterface& interface : capture::listInterfaces()) {
        const auto packets = packetsOf(interface, traffic);
        outlook.interfaces.push_back({std::move(interface), packets});
    }
    outlook.rights = captureRights();
    return outlook;
}

} // namespace mqttscope::analysis
