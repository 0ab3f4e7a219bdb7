// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/interface_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace mqttscope::capture::testing {
namespace {

TEST(InterfaceList, LoopbackIsFirstAndAnyIsLast)
{
    const auto interfaces = listInterfaces();
    ASSERT_GE(interfaces.size(), 2U);
    EXPECT_EQ(interfaces.front().kind, InterfaceKind::Loopback);
    EXPECT_TRUE(!interfaces.front().up || !interfaces.front().addresses.empty());
    EXPECT_EQ(interfaces.back().name, "any");
    EXPECT_EQ(interfaces.back().kind, InterfaceKind::Any);
}

TEST(InterfaceList, EachOnceAndThoseThatAreUpWithAddressesBeforeTheOthers)
{
    auto interfaces = listInterfaces();
    interfaces.pop_back();
    const auto ready = [](const CaptureInterface& one) {
        return one.kind == InterfaceKind::Loopback || (one.up && !one.addresses.empty());
    };
    EXPECT_TRUE(std::is_partitioned(interfaces.begin(), interfaces.end(), ready));
    std::sort(interfaces.begin(), interfaces.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    EXPECT_EQ(std::adjacent_find(interfaces.begin(), interfaces.end(),
                                 [](const auto& a, const auto& b) { return a.name == b.name; }),
              interfaces.end());
}

TEST(InterfaceList, TheLineOfAnInterface)
{
    CaptureInterface interface {
        "wlan0", InterfaceKind::Wifi, true, true, {"192.168.1.7", "fe80::1"}, "class\troom\n"
    };
    EXPECT_EQ(interfaceLine(interface), "wlan0\twifi\tup,running\t192.168.1.7,fe80::1\tclass room \n");
    interface.running = false;
    EXPECT_EQ(interfaceLine(interface), "wlan0\twifi\tup\t192.168.1.7,fe80::1\tclass room \n");
    EXPECT_EQ(interfaceLine({"eth1", InterfaceKind::Ethernet, false, false, {}, {}}),
              "eth1\tethernet\t\t\t\n");
}

TEST(InterfaceList, EveryKindHasItsWord)
{
    EXPECT_EQ(nameOf(InterfaceKind::Loopback), "loopback");
    EXPECT_EQ(nameOf(InterfaceKind::Usb), "usb");
    EXPECT_EQ(nameOf(InterfaceKind::Any), "any");
    EXPECT_EQ(nameOf(InterfaceKind::Other), "other");
}

} // namespace
} // namespace mqttscope::capture::testing
