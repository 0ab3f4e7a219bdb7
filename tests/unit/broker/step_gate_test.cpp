// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/step_gate.h"

#include <gtest/gtest.h>

namespace mqttscope::broker {
namespace {

using Bytes = std::vector<std::uint8_t>;

const Bytes kPing = {0xc0, 0x00};
const Bytes kPuback = {0x40, 0x02, 0x00, 0x01};

std::vector<Bytes> waiting(const StepGate& gate)
{
    std::vector<Bytes> all;
    for (const auto& [id, item] : gate.items())
        all.push_back(item.bytes ? *item.bytes : Bytes{});
    return all;
}

TEST(StepGate, KeepsPacketsInTheOrderOfTheirComing)
{
    StepGate gate;
    gate.incoming(1, Bytes{0xc0, 0x00, 0x40, 0x02});
    gate.outgoing(2, Bytes{0xd0, 0x00, 0x40, 0x02, 0x00, 0x01});
    gate.incoming(1, Bytes{0x00, 0x01});
    gate.clientEnded(1);
    EXPECT_EQ(waiting(gate), (std::vector<Bytes>{kPing, {0xd0, 0x00}, kPuback, kPuback, {}}));
    EXPECT_EQ(gate.items().at(4).from, FaultSide::Client);
    EXPECT_EQ(gate.items().at(5).kind, HeldKind::End);
    EXPECT_TRUE(gate.holds(1, FaultSide::Client));
    EXPECT_FALSE(gate.holds(1, FaultSide::Broker));
}

TEST(StepGate, WhatCameBeforeOnTheSameSideGoesFirst)
{
    StepGate gate;
    gate.incoming(1, kPing);
    gate.incoming(2, kPing);
    gate.incoming(1, kPuback);
    EXPECT_EQ(gate.firstBefore(3), 1U);
    EXPECT_EQ(gate.firstBefore(2), 2U);
    EXPECT_FALSE(gate.firstBefore(9));
    EXPECT_EQ(gate.take(1).connection, 1U);
    EXPECT_EQ(gate.firstBefore(3), 3U);
}

TEST(StepGate, BytesThatAreNoPacketsWaitAsTheyAre)
{
    StepGate gate;
    gate.incoming(1, Bytes{0x30, 0xff, 0xff, 0xff, 0xff, 0x01});
    gate.incoming(1, Bytes{0x07});
    gate.outgoing(1, Bytes{0x30, 0x09, 0x00});
    EXPECT_EQ(waiting(gate),
              (std::vector<Bytes>{{0x30, 0xff, 0xff, 0xff, 0xff, 0x01}, {0x07}, {0x30, 0x09, 0x00}}));
    EXPECT_EQ(gate.items().at(1).kind, HeldKind::Bytes);
    EXPECT_EQ(gate.items().at(3).kind, HeldKind::Bytes);
}

TEST(StepGate, GivesWhatHasBegun)
{
    StepGate gate;
    gate.incoming(7, Bytes{0x40, 0x02, 0x00});
    EXPECT_TRUE(gate.items().empty());
    EXPECT_EQ(gate.partials(), std::vector<ConnectionId>{7});
    EXPECT_EQ(gate.takePartial(7), (Bytes{0x40, 0x02, 0x00}));
    EXPECT_TRUE(gate.partials().empty());
}

TEST(StepGate, APacketThatIsTooLongWaitsInPieces)
{
    StepGate gate;
    gate.incoming(1, Bytes{0x30, 0xff, 0xff, 0xff, 0x7f, 'a'}); // 256 MiB are promised
    EXPECT_EQ(gate.items().size(), 1U);
    EXPECT_TRUE(gate.partials().empty());
}

TEST(StepGate, OneClientDoesNotFillItAlone)
{
    StepGate gate;
    gate.close();
    for (std::size_t i = 0; i < StepGate::kMaxOfClient; ++i) {
        EXPECT_FALSE(gate.full(1));
        gate.incoming(1, kPing);
    }
    EXPECT_TRUE(gate.full(1));
    EXPECT_FALSE(gate.full(2));
    gate.forget(1);
    EXPECT_FALSE(gate.full(1));
}

TEST(StepGate, IsFullByItemsAndByBytes)
{
    StepGate gate;
    for (std::size_t i = 0; i < StepGate::kMaxItems; ++i) {
        EXPECT_FALSE(gate.full());
        gate.outgoing(1, kPing);
    }
    EXPECT_TRUE(gate.full());
    gate.forget(1);
    EXPECT_FALSE(gate.full());
    EXPECT_TRUE(gate.items().empty());
    gate.outgoing(1, Bytes(StepGate::kMaxBytes, 0xff));
    EXPECT_TRUE(gate.full());
    (void)gate.take(gate.items().begin()->first);
    EXPECT_FALSE(gate.full());
}

TEST(StepGate, WhatClientsSendKeepsNobodyFromBeingReleased)
{
    StepGate gate;
    gate.close();
    const std::size_t clients = StepGate::kMaxItems / StepGate::kMaxOfClient;
    for (std::size_t i = 0; i < StepGate::kMaxItems; ++i)
        gate.incoming(static_cast<ConnectionId>(1 + i % clients), kPing);
    EXPECT_TRUE(gate.full());
    EXPECT_FALSE(gate.fullForClients());
    for (std::size_t i = 0; i < StepGate::kMaxItems; ++i)
        gate.outgoing(100, kPing);
    EXPECT_TRUE(gate.fullForClients());
    (void)gate.take(gate.firstBefore(StepGate::kMaxItems + 1).value());
    EXPECT_FALSE(gate.fullForClients());
    gate.forget(100);
    gate.outgoing(100, Bytes(StepGate::kMaxBytes, 0xff));
    EXPECT_TRUE(gate.fullForClients());
    EXPECT_TRUE(gate.hasRoomForClient(StepGate::kMostBytes - StepGate::kMaxBytes));
    EXPECT_FALSE(gate.hasRoomForClient(StepGate::kMostBytes - StepGate::kMaxBytes + 1));
}

TEST(StepGate, PacketsThatHaveBegunCountToo)
{
    StepGate gate;
    gate.close();
    Bytes begun = {0x30, 0xff, 0xff, 0xff, 0x06}; // 15 MB are promised
    begun.resize(StepGate::kMaxBytes / 8 + 1);
    for (ConnectionId id = 1; id <= 7; ++id) {
        gate.incoming(id, begun);
        EXPECT_FALSE(gate.full());
    }
    EXPECT_TRUE(gate.items().empty());
    gate.incoming(8, begun); // one too many: it waits as it is, and can be released
    EXPECT_TRUE(gate.full());
    ASSERT_EQ(gate.items().size(), 1U);
    EXPECT_EQ(gate.items().begin()->second.kind, HeldKind::Bytes);
    (void)gate.take(gate.items().begin()->first);
    EXPECT_FALSE(gate.full());
    for (ConnectionId id = 1; id <= 6; ++id)
        gate.forget(id);
    EXPECT_EQ(gate.takePartial(7).size(), begun.size());
    gate.outgoing(9, Bytes(StepGate::kMaxBytes - 1, 0xff));
    EXPECT_FALSE(gate.full()); // all of it was given back
}

TEST(StepGate, APacketInPiecesIsOverTheNextTime)
{
    StepGate gate;
    gate.close();
    gate.incoming(1, Bytes{0x30, 0xff, 0xff, 0xff, 0x7f, 'a'});
    (void)gate.take(gate.items().begin()->first);
    gate.open();
    gate.close();
    gate.incoming(1, kPing);
    ASSERT_EQ(gate.items().size(), 1U);
    EXPECT_EQ(gate.items().begin()->second.kind, HeldKind::Packet);
}

} // namespace
} // namespace mqttscope::broker
