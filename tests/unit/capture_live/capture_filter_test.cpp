// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/capture_filter.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

namespace mqttscope::capture::testing {
namespace {

using namespace std::string_literals;

TEST(CaptureFilter, WhatLibpcapUnderstandsIsGood)
{
    for (const char* filter :
         {"", "  ", "tcp port 1883", "tcp port 1883 or tcp port 8883", "host 192.168.1.10 and not arp",
          "tcp[tcpflags] & (tcp-syn|tcp-fin) != 0", "ip broadcast", "net 10.0.0.0/8", "(tcp port 1883)",
          "ether host 02:fc:00:00:00:01", "ip6 host fe80::1", "ip proto \\tcp"})
        EXPECT_EQ(checkCaptureFilter(filter), std::nullopt) << filter;
}

struct WrongFilter {
    std::string filter;
    std::size_t position;
};

void PrintTo(const WrongFilter& wrong, std::ostream* out)
{
    *out << wrong.filter;
}

class BadFilter : public ::testing::TestWithParam<WrongFilter> {};
TEST_P(BadFilter, IsWrongAtAWord)
{
    const auto fault = checkCaptureFilter(GetParam().filter);
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->position, GetParam().position) << fault->text;
    EXPECT_FALSE(fault->text.empty());
}
INSTANTIATE_TEST_SUITE_P(Examples, BadFilter,
                         ::testing::Values(WrongFilter{"tcp prt 1883", 4}, // no keyword
                                           WrongFilter{"mqtt", 0},         // a display filter
                                           WrongFilter{"tcp.port == 1883", 0},
                                           WrongFilter{"tcp port", 8}, // ends too early
                                           WrongFilter{"tcp port 1883 and", 17}, WrongFilter{"(tcp", 4},
                                           WrongFilter{"  tcp)", 5}, // one too many
                                           WrongFilter{"tcp and ) or udp", 8},
                                           WrongFilter{"port 1883 port 1884", 10},
                                           WrongFilter{"tcp $ udp", 4},                   // no such sign
                                           WrongFilter{"udp and port 99999 and tcp", 13}, // too large
                                           WrongFilter{"tcp and host 300.1.1.1", 13},
                                           WrongFilter{"tcp and port mqqt", 13}, // no such name
                                           WrongFilter{"tcp\nprt", 4}, WrongFilter{"tcp \xc3\xa9", 4},
                                           WrongFilter{"tcp\0udp"s, 3}));

TEST(CaptureFilter, WhatALinkTypeDoesNotHaveIsAFault)
{
    constexpr std::uint32_t kRawIp = 101;
    EXPECT_EQ(checkCaptureFilter("vlan 5"), std::nullopt);
    EXPECT_TRUE(checkCaptureFilter("vlan 5", kRawIp));
    EXPECT_EQ(checkCaptureFilter("tcp port 1883", kRawIp), std::nullopt);
    EXPECT_TRUE(checkCaptureFilter("tcp", 65'000)) << "no such link type";
}

TEST(CaptureFilter, WhatPassesNothingIsAFaultWithoutAPlace)
{
    const auto fault = checkCaptureFilter("tcp and udp");
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->position, std::nullopt);
}

TEST(CaptureFilter, LengthAndDepthAreBounded)
{
    EXPECT_EQ(checkCaptureFilter(std::string(kMaxFilterBytes + 1, ' '))->position, kMaxFilterBytes);
    EXPECT_TRUE(checkCaptureFilter(std::string(kMaxFilterBytes, '(')));
    EXPECT_TRUE(checkCaptureFilter(std::string(kMaxFilterBytes, '!')));
    std::string many = "tcp";
    while (many.size() + 9 < kMaxFilterBytes)
        many += " or port 1"; // thousands of steps for the optimizer
    (void)checkCaptureFilter(many);
}

TEST(CaptureFilter, AnyWordsAreBorne)
{
    std::mt19937 random{8}; // NOLINT(cert-msc51-cpp): the same each time
    constexpr std::array<const char*, 20> kWords = {"tcp",  "port", "1883",  "and", "(",     ")",   "not",
                                                    "[",    "]",    "ether", ":",   "99999", "=",   "&&",
                                                    "vlan", "or",   "<",     "-",   "\\",    "\x01"};
    for (int round = 0; round < 500; ++round) {
        std::string filter;
        for (std::size_t count = random() % 9; count > 0; --count)
            filter += kWords.at(random() % kWords.size()) + " "s;
        const auto fault = checkCaptureFilter(filter);
        EXPECT_TRUE(!fault || fault->position <= filter.size()) << filter;
    }
}

} // namespace
} // namespace mqttscope::capture::testing
