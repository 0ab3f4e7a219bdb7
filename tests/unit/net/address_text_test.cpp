// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/address_text.h"
#include "tests/support/decoded_frame.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace mqttscope::test {
namespace {

TEST(AddressText, Ipv4IsDotted)
{
    EXPECT_EQ(net::ipv4Text(hex("00 00 00 00")), "0.0.0.0");
    EXPECT_EQ(net::ipv4Text(hex("ff 0a 64 01")), "255.10.100.1");
}

struct Ipv6Case {
    std::string_view bytes;
    std::string_view text;
};

// The texts are what tshark 4.0.17 prints for these bytes.
constexpr std::array kIpv6Cases = {
    Ipv6Case{"0000 0000 0000 0000 0000 0000 0000 0000", "::"},
    Ipv6Case{"0000 0000 0000 0000 0000 0000 0000 0001", "::1"},
    Ipv6Case{"0000 0000 0000 0000 0000 ffff 0102 0304", "::ffff:1.2.3.4"},
    Ipv6Case{"0000 0000 0000 0000 0000 0000 0102 0304", "::1.2.3.4"},
    Ipv6Case{"0000 0000 0000 0000 0000 0000 0001 0000", "::0.1.0.0"},
    Ipv6Case{"0000 0000 0000 0000 0000 0000 0000 0100", "::100"},
    Ipv6Case{"0000 0000 0000 0000 0000 fffe 0102 0304", "::fffe:102:304"},
    Ipv6Case{"0000 0000 0000 0000 ffff 0000 0102 0304", "::ffff:0:102:304"},
    Ipv6Case{"0064 ff9b 0000 0000 0000 0000 0102 0304", "64:ff9b::102:304"},
    Ipv6Case{"0001 0000 0000 0002 0000 0000 0000 0003", "1:0:0:2::3"},
    Ipv6Case{"0001 0000 0000 0002 0003 0000 0000 0004", "1::2:3:0:0:4"},
    Ipv6Case{"0001 0000 0002 0003 0004 0005 0006 0007", "1:0:2:3:4:5:6:7"},
    Ipv6Case{"0000 0001 0000 0001 0000 0001 0000 0001", "0:1:0:1:0:1:0:1"},
    Ipv6Case{"0001 0000 0000 0000 0000 0000 0000 0000", "1::"},
    Ipv6Case{"0000 0000 0001 0000 0000 0000 0000 0000", "0:0:1::"},
    Ipv6Case{"0001 0002 0003 0004 0005 0006 0000 0000", "1:2:3:4:5:6::"},
    Ipv6Case{"0001 0002 0003 0004 0005 0006 0007 0000", "1:2:3:4:5:6:7:0"},
    Ipv6Case{"0000 0000 0002 0003 0004 0005 0006 0007", "::2:3:4:5:6:7"},
    Ipv6Case{"0000 0000 0000 0000 0000 0001 0000 0000", "::1:0:0"},
    Ipv6Case{"abcd ef01 2345 6789 abcd ef01 2345 6789", "abcd:ef01:2345:6789:abcd:ef01:2345:6789"},
};

TEST(AddressText, Ipv6IsThatOfRfc5952)
{
    for (const Ipv6Case& c : kIpv6Cases)
        EXPECT_EQ(net::ipv6Text(hex(c.bytes)), c.text);
}

TEST(AddressText, MacHasTwoDigitsEach)
{
    EXPECT_EQ(net::macText(hex("00 1b 21 3c 9d f8")), "00:1b:21:3c:9d:f8");
    EXPECT_EQ(net::macText({}), "");
}

TEST(AddressText, AddressGoesByItsFamily)
{
    EXPECT_EQ(net::addressText({}), "");
    EXPECT_EQ(net::addressText(address("c0 00 02 01")), "192.0.2.1");
    EXPECT_EQ(net::addressText(address("20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01")), "2001:db8::1");
}

TEST(AddressText, EndpointOfIpv6StandsInBrackets)
{
    EXPECT_EQ(net::endpointText({address("c0 00 02 01"), 1883}), "192.0.2.1:1883");
    EXPECT_EQ(net::endpointText({address("20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01"), 1883}),
              "[2001:db8::1]:1883");
}

} // namespace
} // namespace mqttscope::test
