// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/flight_table.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace mqttscope::session::test {
namespace {

Flight flight(std::uint16_t packetId, std::uint32_t exchange)
{
    Flight made;
    made.packetId = packetId;
    made.exchange = exchange;
    return made;
}

TEST(FlightTable, FindsWhatIsInFlight)
{
    FlightTable table;
    EXPECT_EQ(table.find(1), nullptr);
    table.add(flight(1, 10));
    table.add(flight(65'535, 20));
    ASSERT_NE(table.find(1), nullptr);
    EXPECT_EQ(table.find(1)->exchange, 10U);
    EXPECT_EQ(table.find(65'535)->exchange, 20U);
    EXPECT_EQ(table.find(2), nullptr);
    EXPECT_EQ(table.find(0), nullptr);
    table.remove(1);
    EXPECT_EQ(table.find(1), nullptr);
    EXPECT_EQ(table.size(), 1U);
}

TEST(FlightTable, HoldsEveryIdentifierAtOnce)
{
    FlightTable table;
    for (std::uint32_t id = 1; id <= 65'535; ++id)
        table.add(flight(static_cast<std::uint16_t>(id), id));
    EXPECT_EQ(table.size(), 65'535U);
    for (std::uint32_t id = 1; id <= 65'535; ++id)
        ASSERT_EQ(table.find(static_cast<std::uint16_t>(id))->exchange, id);
}

TEST(FlightTable, AgreesWithAMapWhateverHappens)
{
    std::mt19937 random{7};
    FlightTable table;
    std::map<std::uint16_t, std::uint32_t> map;
    for (std::uint32_t step = 0; step < 200'000; ++step) {
        // Few home slots, so that entries are displaced and moved back.
        const auto id = static_cast<std::uint16_t>(random() % 4 * 16'384 + random() % 8 + 1);
        if (map.count(id) == 0) {
            table.add(flight(id, step));
            map[id] = step;
        } else if (random() % 2 == 0) {
            table.remove(id);
            map.erase(id);
        }
        const Flight* found = table.find(id);
        ASSERT_EQ(found != nullptr, map.count(id) == 1);
        if (found != nullptr) {
            ASSERT_EQ(found->exchange, map[id]);
        }
        ASSERT_EQ(table.size(), map.size());
    }
    for (const auto& [id, exchange] : map)
        ASSERT_EQ(table.find(id)->exchange, exchange);
}

} // namespace
} // namespace mqttscope::session::test
