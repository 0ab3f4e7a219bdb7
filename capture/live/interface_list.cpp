// SPDX-License-Identifier: GPL-3.0-or-later
// Linux: what the kernel says of its network interfaces. Elsewhere (macOS, Windows with Npcap) the
// counterpart is pcap_findalldevs with the PCAP_IF_ flags; here it would also offer what is no network:
// usbmon, D-Bus, nflog.
#include "capture/live/interface_list.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstddef>
#include <fcntl.h>
#include <filesystem>
#include <ifaddrs.h>
#include <memory>
#include <net/if.h>
#include <net/if_arp.h>
#include <netinet/in.h>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>

namespace mqttscope::capture {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 9> kKinds = {"loopback", "ethernet", "wifi", "usb",  "bluetooth",
                                                    "virtual",  "bridge",   "any",  "other"};

/// More of a file is not read.
constexpr std::size_t kMaxContents = 1024;

/// Here the kernel has a folder for each interface.
constexpr const char* kSystem = "/sys/class/net";

bool isThere(const fs::path& path)
{
    std::error_code ignored;
    return fs::exists(path, ignored);
}

/// A small file; empty if it cannot be read.
std::string contentsOf(const fs::path& path)
{
    std::array<char, kMaxContents> text{};
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return {};
    const ssize_t size = ::read(file, text.data(), text.size());
    ::close(file);
    return {text.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
}

/// Its first line.
std::string firstLine(const fs::path& path)
{
    const std::string text = contentsOf(path);
    return text.substr(0, text.find('\n'));
}

/// The bus behind which the device of an interface stands: "usb", "pci"; empty without a device.
std::string busOf(const fs::path& folder)
{
    std::error_code error;
    const fs::path bus = fs::read_symlink(folder / "device" / "subsystem", error);
    return error ? std::string{} : bus.filename().string();
}

/// DEVTYPE of its uevent file: "wlan", "bridge", "bluetooth", "vxlan"...; empty if it says none.
std::string deviceType(const fs::path& folder)
{
    const std::string text = contentsOf(folder / "uevent");
    constexpr std::string_view kKey = "DEVTYPE=";
    const auto at = text.find(kKey);
    if (at == std::string_view::npos)
        return {};
    const auto begin = at + kKey.size();
    return text.substr(begin, text.find('\n', begin) - begin);
}

std::optional<std::string> addressText(const sockaddr* address)
{
    if (address == nullptr || (address->sa_family != AF_INET && address->sa_family != AF_INET6))
        return std::nullopt;
    const void* bytes = nullptr;
    if (address->sa_family == AF_INET)
        bytes =
            &reinterpret_cast<const sockaddr_in*>(address)->sin_addr; // NOLINT(*-reinterpret-cast): sockets
    else
        bytes =
            &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr; // NOLINT(*-reinterpret-cast): sockets
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (::inet_ntop(address->sa_family, bytes, text.data(), text.size()) == nullptr)
        return std::nullopt;
    return text.data();
}

/// None if there are too many.
CaptureInterface* entryOf(std::vector<CaptureInterface>& interfaces, const ifaddrs& address)
{
    const auto found = std::find_if(interfaces.begin(), interfaces.end(),
                                    [&](const auto& known) { return known.name == address.ifa_name; });
    if (found != interfaces.end())
        return &*found;
    if (interfaces.size() == kMaxListedInterfaces)
        return nullptr;
    CaptureInterface& added = interfaces.emplace_back();
    added.name = address.ifa_name;
    added.kind = kindOf(kSystem, added.name, (address.ifa_flags & IFF_LOOPBACK) != 0);
    added.up = (address.ifa_flags & IFF_UP) != 0;
    added.running = (address.ifa_flags & IFF_RUNNING) != 0;
    const fs::path folder = fs::path{kSystem} / added.name;
    added.description = firstLine(folder / "ifalias");
    if (added.description.empty() && added.kind == InterfaceKind::Usb)
        added.description = firstLine(folder / "device" / ".." / "product");
    return &added;
}

/// Where an interface stands in the list.
int rankOf(const CaptureInterface& interface)
{
    if (interface.kind == InterfaceKind::Loopback)
        return 0;
    if (interface.up)
        return interface.addresses.empty() ? 2 : 1;
    return 3;
}

CaptureInterface anyInterface()
{
    CaptureInterface any;
    any.name = "any";
    any.kind = InterfaceKind::Any;
    any.up = any.running = true;
    return any;
}

bool isIpv6(const std::string& address)
{
    return address.find(':') != std::string::npos;
}

} // namespace

std::string_view nameOf(InterfaceKind kind)
{
    return kKinds.at(static_cast<std::size_t>(kind));
}

InterfaceKind kindOf(const fs::path& system, const std::string& name, bool loopback)
{
    if (loopback)
        return InterfaceKind::Loopback;
    const fs::path folder = system / name;
    const std::string type = deviceType(folder);
    if (type == "wlan" || isThere(folder / "wireless") || isThere(folder / "phy80211"))
        return InterfaceKind::Wifi;
    if (type == "bluetooth" || name.starts_with("bnep"))
        return InterfaceKind::Bluetooth;
    if (type == "bridge" || type == "bond" || isThere(folder / "bridge") || isThere(folder / "bonding"))
        return InterfaceKind::Bridge;
    const std::string bus = busOf(folder);
    if (bus == "usb" || type == "gadget") // a gadget: this computer is the device on the cable
        return InterfaceKind::Usb;
    if (bus.empty()) // no device: the kernel made it up
        return isThere(folder) ? InterfaceKind::Virtual : InterfaceKind::Other;
    const bool ethernet = firstLine(folder / "type") == std::to_string(ARPHRD_ETHER);
    return ethernet ? InterfaceKind::Ethernet : InterfaceKind::Other;
}

std::vector<CaptureInterface> listInterfaces()
{
    std::vector<CaptureInterface> interfaces;
    ifaddrs* first = nullptr;
    if (::getifaddrs(&first) != 0)
        return interfaces;
    const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> owner{first, &::freeifaddrs};
    // The kernel tells all interfaces first, in the order of their numbers, then the addresses.
    for (const ifaddrs* address = first; address != nullptr; address = address->ifa_next) {
        CaptureInterface* const interface =
            address->ifa_name != nullptr ? entryOf(interfaces, *address) : nullptr;
        if (interface == nullptr || interface->addresses.size() == kMaxAddresses)
            continue;
        if (auto text = addressText(address->ifa_addr))
            interface->addresses.push_back(std::move(*text));
    }
    for (CaptureInterface& interface : interfaces)
        std::stable_partition(interface.addresses.begin(), interface.addresses.end(),
                              [](const std::string& address) { return !isIpv6(address); });
    std::stable_sort(interfaces.begin(), interfaces.end(),
                     [](const auto& a, const auto& b) { return rankOf(a) < rankOf(b); });
    interfaces.push_back(anyInterface());
    return interfaces;
}

std::string interfaceLine(const CaptureInterface& interface)
{
    std::string line = interface.name;
    line += '\t';
    line += nameOf(interface.kind);
    line += '\t';
    line += interface.up ? "up" : "";
    line += interface.up && interface.running ? "," : "";
    line += interface.running ? "running" : "";
    line += '\t';
    for (const std::string& address : interface.addresses) {
        line += &address == &interface.addresses.front() ? "" : ",";
        line += address;
    }
    line += '\t';
    for (const char c : interface.description) // it comes from outside: one line stays one line
        line += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    return line += '\n';
}

} // namespace mqttscope::capture
