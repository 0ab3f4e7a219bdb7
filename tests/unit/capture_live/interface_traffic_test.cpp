// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/interface_traffic.h"

#include "capture/live/interface_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace mqttscope::capture::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kTitles =
    "Inter-|   Receive                                                |  Transmit\n"
    " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls "
    "carrier compressed\n";

TEST(InterfaceTraffic, PacketsOfBothDirections)
{
    const std::string text = std::string{kTitles} + "    lo:    3267      29    0    0    0     0          0 "
                                                    "        0     3267      29    0    0    0     "
                                                    "0       0          0\n"
                                                    "  eth0: 93117835    2146    1    2    3     4          "
                                                    "5         6    96759    1127    7    8    9   "
                                                    " 10      11         12\n";
    EXPECT_THAT(readInterfaceTraffic(text),
                ElementsAre(InterfaceTraffic{"lo", 29, 29}, InterfaceTraffic{"eth0", 2146, 1127}));
}

TEST(InterfaceTraffic, NumbersOf64BitsAndNamesWithoutABlankBehindThem)
{
    EXPECT_THAT(readInterfaceTraffic(
                    "wlp0s20f3:1 18446744073709551615 0 0 0 0 0 0 1 9000000000 0 0 0 0 0 0\r\nenp0:1 2 0 0 0 "
                    "0 0 0 3 4 0 0 0 0 0 0"),
                ElementsAre(InterfaceTraffic{"wlp0s20f3", 18'446'744'073'709'551'615U, 9'000'000'000},
                            InterfaceTraffic{"enp0", 2, 4}));
}

TEST(InterfaceTraffic, ColumnsThatAreNewDoNoHarm)
{
    EXPECT_THAT(readInterfaceTraffic("a: 1 2 0 0 0 0 0 0 3 4 0 0 0 0 0 0 77 88\n"),
                ElementsAre(InterfaceTraffic{"a", 2, 4}));
}

TEST(InterfaceTraffic, LinesThatSayNoCountersArePassedOver)
{
    EXPECT_THAT(readInterfaceTraffic(""), IsEmpty());
    EXPECT_THAT(readInterfaceTraffic(kTitles), IsEmpty());
    for (const char* odd : {
             "\n",
             ":\n",
             "a:\n",
             "a: 1 2 3\n",
             "a 1 2 0 0 0 0 0 0 3 4 0 0 0 0 0 0\n",
             ": 1 2 0 0 0 0 0 0 3 4 0 0 0 0 0 0\n",
             "a: 1 -2 0 0 0 0 0 0 3 4 0 0 0 0 0 0\n",
             "a: 1 2x 0 0 0 0 0 0 3 4 0 0 0 0 0 0\n",
             "a: 1 2 0 0 0 0 0 0 3 four 0 0 0 0 0 0\n",
             "a: 1 18446744073709551616 0 0 0 0 0 0 3 4 0 0 0 0 0 0\n",
             "a b: 1 2 0 0 0 0 0 0 3 4 0 0 0 0 0 0\n",
         }) {
        EXPECT_THAT(readInterfaceTraffic(std::string{odd} + "z: 1 5 0 0 0 0 0 0 3 6 0 0 0 0 0 0\n"),
                    ElementsAre(InterfaceTraffic{"z", 5, 6}))
            << odd;
    }
}

TEST(InterfaceTraffic, TheListIsBounded)
{
    std::string text;
    for (std::size_t i = 0; i < kMaxListedInterfaces + 5; ++i)
        text += "a" + std::to_string(i) + ": 1 2 0 0 0 0 0 0 3 4 0 0 0 0 0 0\n";
    EXPECT_EQ(readInterfaceTraffic(text).size(), kMaxListedInterfaces);
}

TEST(InterfaceTraffic, ThisComputerHasLoopback)
{
    const auto all = interfaceTraffic();
    if (all.empty())
        GTEST_SKIP() << "the system does not say";
    EXPECT_THAT(all, ::testing::Contains(::testing::Field(&InterfaceTraffic::name, "lo")));
}

} // namespace
} // namespace mqttscope::capture::testing
