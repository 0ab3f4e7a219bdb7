// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/interface_watch.h"

#include <optional>
#include <string>
#include <vector>

namespace mqttscope::test {

/// A made-up interface that is switched on and connected.
inline analysis::WatchedInterface interfaceOf(const char* name, capture::InterfaceKind kind,
                                              std::vector<std::string> addresses = {},
                                              std::optional<std::uint64_t> packets = std::nullopt)
{
    analysis::WatchedInterface made;
    made.interface.name = name;
    made.interface.kind = kind;
    made.interface.up = true;
    made.interface.running = true;
    made.interface.addresses = std::move(addresses);
    made.packets = packets;
    return made;
}

/// A laptop in a class room, on which the capturing program may capture: loopback, a cable, a Wi-Fi without
/// network, a phone that is switched off, all at once.
inline analysis::CaptureOutlook classRoomLaptop()
{
    using capture::InterfaceKind;
    analysis::CaptureOutlook outlook;
    outlook.interfaces = {
        interfaceOf("lo", InterfaceKind::Loopback, {"127.0.0.1", "::1"}, 1000),
        interfaceOf("enp3s0", InterfaceKind::Ethernet, {"192.168.1.42", "fe80::1", "fe80::2"}, 500),
        interfaceOf("wlp2s0", InterfaceKind::Wifi, {}, 0), interfaceOf("usb0", InterfaceKind::Usb, {}, 0),
        interfaceOf("any", InterfaceKind::Any)};
    outlook.interfaces[2].interface.running = false;
    outlook.interfaces[3].interface.up = outlook.interfaces[3].interface.running = false;
    outlook.rights.program = analysis::CaptureRights::Program::Own;
    outlook.rights.own = capture::ProgramRights::Granted;
    outlook.rights.path = outlook.rights.ownPath = "/usr/libexec/mqttscope-capture";
    return outlook;
}

/// The same laptop, on which nobody may.
inline analysis::CaptureOutlook withoutRights(analysis::CaptureOutlook outlook = classRoomLaptop())
{
    outlook.rights.program = analysis::CaptureRights::Program::None;
    outlook.rights.own = capture::ProgramRights::None;
    outlook.rights.path.clear();
    return outlook;
}

} // namespace mqttscope::test
