// SPDX-License-Identifier: GPL-3.0-or-later
// What a student can type.
#include "broker/lab/typable_addresses.h"

#include <gtest/gtest.h>

namespace mqttscope::broker::lab {
namespace {

std::vector<std::string> textsOf(const QList<QHostAddress>& all)
{
    std::vector<std::string> texts;
    for (const NetworkAddress& address : typableAddresses(all, 1883))
        texts.push_back(textOf(address));
    return texts;
}

TEST(TypableAddresses, Ipv4FirstAndTheLoopbackLast)
{
    EXPECT_EQ(textsOf({QHostAddress("::1"), QHostAddress("2001:db8::20"), QHostAddress("127.0.0.1"),
                       QHostAddress("192.168.1.20"), QHostAddress("10.0.0.7"), QHostAddress("fd00::20")}),
              (std::vector<std::string>{"192.168.1.20:1883", "10.0.0.7:1883", "[2001:db8::20]:1883",
                                        "[fd00::20]:1883", "127.0.0.1:1883"}));
}

TEST(TypableAddresses, WhatNeedsAZoneIsLeftOut)
{
    EXPECT_EQ(textsOf({QHostAddress("fe80::1%eth0"), QHostAddress("fe80::2")}),
              (std::vector<std::string>{"127.0.0.1:1883"}));
    EXPECT_EQ(textsOf({QHostAddress("192.168.1.20"), QHostAddress("192.168.1.20")}).size(), 2U); // once each
}

} // namespace
} // namespace mqttscope::broker::lab
