// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/address.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

namespace mqttscope::filter {
namespace {

using Ipv4 = std::array<std::uint8_t, 4>;
using Ipv6 = std::array<std::uint8_t, 16>;

template <class Address> std::optional<Address> byLibc(int family, const std::string& text)
{
    Address address{};
    return inet_pton(family, text.c_str(), address.data()) == 1 ? std::optional{address} : std::nullopt;
}

TEST(ParseIpv4, FourNumbersAndThreeDots)
{
    EXPECT_EQ(parseIpv4("10.0.0.255"), (Ipv4{10, 0, 0, 255}));
    for (const char* text : {"", "10", "10.0.0", "10.0.0.", "10.0.0.0.", "10.0.0.0.0", "10.0.0.256",
                             "10.0.0.01", "10..0.0", ".10.0.0.0", "10.0.0.0x", "10.0.0.-1", "10.0.0.1000"})
        EXPECT_FALSE(parseIpv4(text)) << text;
}

TEST(ParseIpv6, OneGapAndAnIpv4AddressAtTheEnd)
{
    EXPECT_EQ(parseIpv6("::"), Ipv6{});
    EXPECT_EQ(parseIpv6("1:2:3:4:5:6:7:8"), (Ipv6{0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8}));
    EXPECT_EQ(parseIpv6("fe80::1"), (Ipv6{0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
    EXPECT_EQ(parseIpv6("::ffff:1.2.3.4"), (Ipv6{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1, 2, 3, 4}));
    for (const char* text : {"", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3",
                             "12345::", "g::", "1:", ":1", "1.2.3.4", "1.2.3.4::", "::1.2.3", "::1.2.3.4:5",
                             "1:2:3:4:5:6:7::8:9", "1:2:3:4::5:6:7:8", "::1%eth0"})
        EXPECT_FALSE(parseIpv6(text)) << text;
}

TEST(ParseIpv6, AgreesWithTheCLibrary)
{
    std::mt19937 random{42};
    constexpr std::string_view kCharacters = "0123456789abcdefF:::::..";
    int valid = 0;
    for (int round = 0; round < 400'000; ++round) {
        std::string text;
        // Grammar-like pieces, so that many texts are almost or quite addresses.
        const auto pieces = random() % 9;
        for (std::size_t i = 0; i < pieces; ++i) {
            text += kCharacters[random() % kCharacters.size()];
            text += random() % 3 == 0 ? "::" : ":";
        }
        text += random() % 4 == 0 ? "1.2.3.4" : "f0";
        if (random() % 3 == 0)
            text.erase(random() % text.size(), 1);
        EXPECT_EQ(parseIpv6(text), byLibc<Ipv6>(AF_INET6, text)) << text;
        EXPECT_EQ(parseIpv4(text), byLibc<Ipv4>(AF_INET, text)) << text;
        valid += parseIpv6(text) ? 1 : 0;
    }
    EXPECT_GT(valid, 1000);
}

} // namespace
} // namespace mqttscope::filter
