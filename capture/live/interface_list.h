// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::capture {

/// What kind of network stands behind an interface.
enum class InterfaceKind : std::uint8_t {
    Loopback,  ///< `loopback`: traffic of this computer with itself.
    Ethernet,  ///< `ethernet`: a network card with a cable.
    Wifi,      ///< `wifi`
    Usb,       ///< `usb`: an adapter or a phone that shares its network.
    Bluetooth, ///< `bluetooth`
    Virtual,   ///< `virtual`: of virtual machines and containers, tunnels.
    Bridge,    ///< `bridge`: several interfaces joined.
    Any,       ///< `any`: all interfaces of this computer at once.
    Other,     ///< `other`
};

/// The word of `mqttscope-capture -D`: `loopback`.
[[nodiscard]] std::string_view nameOf(InterfaceKind kind);

/// An interface of this computer from which frames can come.
struct CaptureInterface {
    std::string name; ///< What `-i` takes.
    InterfaceKind kind = InterfaceKind::Other;
    bool up = false;                    ///< Switched on. Those that are not cannot be captured from.
    bool running = false;               ///< Something is connected: a cable, a Wi-Fi network.
    std::vector<std::string> addresses; ///< IPv4, then IPv6, as text, without prefix length and scope.
    std::string description; ///< What the system administrator or the maker calls it; may be empty.
    friend bool operator==(const CaptureInterface&, const CaptureInterface&) = default;
};

/// The interfaces of this computer: loopback first, then those that are up and have addresses, the others,
/// `any` last; otherwise in the order of the system. Needs no rights. At most kMaxListedInterfaces.
[[nodiscard]] std::vector<CaptureInterface> listInterfaces();

/// The kind of an interface that is no `any`, as the kernel says it in a folder for each interface; `system`
/// is where these folders stand: /sys/class/net. `loopback`: its flags say so.
[[nodiscard]] InterfaceKind kindOf(const std::filesystem::path& system, const std::string& name,
                                   bool loopback);

/// More interfaces, and more addresses of one, are not listed.
inline constexpr std::size_t kMaxListedInterfaces = 512;
inline constexpr std::size_t kMaxAddresses = 64;

/// The line of `mqttscope-capture -D`, with its newline: name, kind, flags (`up,running`), addresses (joined
/// by commas), description; between tabs.
[[nodiscard]] std::string interfaceLine(const CaptureInterface& interface);

} // namespace mqttscope::capture
