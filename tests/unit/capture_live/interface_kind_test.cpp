// SPDX-License-Identifier: GPL-3.0-or-later
// The kinds of interfaces, by a folder that says what /sys/class/net says of them.
#include "capture/live/interface_list.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace mqttscope::capture::testing {
namespace {

namespace fs = std::filesystem;

/// An interface, and what its folder holds.
struct KindCase {
    const char* name;
    InterfaceKind kind;
    std::string type = "1"; ///< ARPHRD_ number
    std::string devType = {};
    std::string bus = {}; ///< of its device; empty: it has none
    std::vector<std::string> folders = {};
};

void PrintTo(const KindCase& one, std::ostream* out)
{
    *out << one.name;
}

class InterfaceKinds : public ::testing::TestWithParam<KindCase> {
protected:
    InterfaceKinds()
    {
        std::string name = (fs::temp_directory_path() / "mqttscope-kinds-XXXXXX").string();
        root = ::mkdtemp(name.data());
    }
    ~InterfaceKinds() override
    {
        std::error_code ignored;
        fs::remove_all(root, ignored);
    }
    /// The kernel has links: class/net/NAME -> devices/NAME, device -> the device, subsystem -> its bus.
    void make(const KindCase& one) const
    {
        const fs::path net = root / "devices" / one.name;
        fs::create_directories(net);
        fs::create_directories(root / "class" / "net");
        fs::create_directory_symlink(net, root / "class" / "net" / one.name);
        std::ofstream{net / "type"} << one.type << "\n";
        std::ofstream uevent{net / "uevent"};
        if (!one.devType.empty())
            uevent << "DEVTYPE=" << one.devType << "\n";
        uevent << "INTERFACE=" << one.name << "\nIFINDEX=2\n";
        if (!one.bus.empty()) {
            fs::create_directories(root / "bus" / one.bus);
            fs::create_directories(net / "device");
            fs::create_directory_symlink(root / "bus" / one.bus, net / "device" / "subsystem");
        }
        for (const std::string& folder : one.folders)
            fs::create_directories(net / folder);
    }

    fs::path root;
};

TEST_P(InterfaceKinds, AreKnown)
{
    const KindCase& one = GetParam();
    make(one);
    EXPECT_EQ(kindOf(root / "class" / "net", one.name, false), one.kind);
    EXPECT_EQ(kindOf(root / "class" / "net", one.name, true), InterfaceKind::Loopback);
}

INSTANTIATE_TEST_SUITE_P(
    All, InterfaceKinds,
    ::testing::Values(KindCase{"enp3s0", InterfaceKind::Ethernet, "1", "", "pci"},
                      KindCase{"eth0", InterfaceKind::Ethernet, "1", "", "virtio"},
                      KindCase{"end0", InterfaceKind::Ethernet, "1", "", "platform"}, // of a Raspberry Pi
                      KindCase{"wlp0s20f3", InterfaceKind::Wifi, "1", "wlan", "pci", {"phy80211"}},
                      KindCase{"wlx00c0ca", InterfaceKind::Wifi, "1", "wlan", "usb", {"wireless"}}, // a stick
                      KindCase{"wlan0mon", InterfaceKind::Wifi, "803", "", "pci", {"phy80211"}},
                      KindCase{"ath0", InterfaceKind::Wifi, "1", "", "pci", {"wireless"}},
                      KindCase{"enx00e04c", InterfaceKind::Usb, "1", "", "usb"},
                      KindCase{"wwan0", InterfaceKind::Usb, "65534", "wwan", "usb"},
                      KindCase{"usb0", InterfaceKind::Usb, "1", "gadget", ""},
                      KindCase{"bnep0", InterfaceKind::Bluetooth, "1", "bluetooth", "bluetooth"},
                      KindCase{"bnep1", InterfaceKind::Bluetooth},
                      KindCase{"bt0", InterfaceKind::Bluetooth, "1", "bluetooth", ""},
                      KindCase{"docker0", InterfaceKind::Bridge, "1", "bridge", "", {"bridge"}},
                      KindCase{"br0", InterfaceKind::Bridge, "1", "", "", {"bridge"}},
                      KindCase{"bond0", InterfaceKind::Bridge, "1", "bond", "", {"bonding"}},
                      KindCase{"veth7a2", InterfaceKind::Virtual}, KindCase{"dummy0", InterfaceKind::Virtual},
                      KindCase{"tun0", InterfaceKind::Virtual, "65534"},
                      KindCase{"tap0", InterfaceKind::Virtual},
                      KindCase{"vlan3", InterfaceKind::Virtual, "1", "vlan"},
                      KindCase{"wg0", InterfaceKind::Virtual, "65534", "wireguard"},
                      KindCase{"ib0", InterfaceKind::Other, "32", "", "pci"}),
    [](const auto& one) { return one.param.name; });

TEST(InterfaceKind, OfOneThatTheSystemDoesNotShowIsOther)
{
    EXPECT_EQ(kindOf("/no/such/folder", "eth0", false), InterfaceKind::Other);
}

} // namespace
} // namespace mqttscope::capture::testing
