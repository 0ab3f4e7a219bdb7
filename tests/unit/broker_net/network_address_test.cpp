// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/network_address.h"

#include <gtest/gtest.h>

namespace mqttscope::broker {
namespace {

TEST(NetworkAddress, IsReadAndWritten)
{
    EXPECT_EQ(parseAddress("127.0.0.1:1883"), (NetworkAddress{"127.0.0.1", 1883}));
    EXPECT_EQ(parseAddress("[::1]:0"), (NetworkAddress{"::1", 0}));
    EXPECT_EQ(parseAddress("localhost:65535"), (NetworkAddress{"127.0.0.1", 65535}));
    EXPECT_EQ(parseAddress("*:1"), (NetworkAddress{"0.0.0.0", 1}));
    for (const char* wrong :
         {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:1x", "::1:1883",
          "[127.0.0.1]:1883", "a.host:1883", ":1883", "[]:1883", "[::1]1883"})
        EXPECT_FALSE(parseAddress(wrong)) << wrong;
    EXPECT_EQ(textOf({"127.0.0.1", 1883}), "127.0.0.1:1883");
    EXPECT_EQ(textOf({"::1", 1883}), "[::1]:1883");
}

TEST(NetworkAddress, KnowsWhatOnlyThisMachineReaches)
{
    EXPECT_TRUE(isLoopback({"127.0.0.1", 1}));
    EXPECT_TRUE(isLoopback({"127.1.2.3", 1}));
    EXPECT_TRUE(isLoopback({"::1", 1}));
    EXPECT_FALSE(isLoopback({"0.0.0.0", 1}));
    EXPECT_FALSE(isLoopback({"::", 1}));
    EXPECT_FALSE(isLoopback({"192.168.1.1", 1}));
}

} // namespace
} // namespace mqttscope::broker
