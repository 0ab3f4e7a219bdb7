// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/fault_injector.h"
#include "tests/unit/broker/network.h"

namespace mqttscope::broker::test {
namespace {

using Kind = ClientEventKind;

/// One connection through the faults, packets of 3.1.1 as bytes.
class Faults : public ::testing::Test {
public:
    Faults()
    {
        faults.opened(1);
        mqtt::Connect connect;
        connect.clientId = "a";
        fromClient(encoded(connect, Version::V311));
        engine.clear();
    }
    void plan(std::string_view text)
    {
        const ParsedFaultPlan parsed = parseFaultPlan(text);
        EXPECT_TRUE(parsed.errors.empty());
        faults.setPlan(parsed.plan);
    }
    void fromClient(const Bytes& bytes)
    {
        Effects to;
        Effects out;
        faults.incoming(1, bytes, now, to, out);
        collect(to, engine);
        collect(out, sockets);
    }
    void fromBroker(const Bytes& bytes)
    {
        Effects effects;
        effects.buffer() = bytes;
        effects.send(1, 0);
        Effects out;
        faults.outgoing(effects, now, out);
        collect(out, sockets);
    }
    void timer()
    {
        Effects to;
        Effects out;
        faults.timer(now, to, out);
        collect(to, engine);
        collect(out, sockets);
    }
    bool release()
    {
        Effects to;
        Effects out;
        const bool released = faults.release(now, to, out);
        collect(to, engine);
        collect(out, sockets);
        return released;
    }
    void collect(const Effects& from, Bytes& to)
    {
        for (const Effect& effect : from.items()) {
            if (effect.kind == EffectKind::Send)
                to = to + Bytes(from.bytes(effect).begin(), from.bytes(effect).end());
            else if (effect.kind == EffectKind::Close)
                ends.push_back(effect.manner);
        }
    }
    static Bytes puback(std::uint8_t id) { return {0x40, 0x02, 0x00, id}; }
    static Bytes publish(char topic)
    {
        return {0x30, 0x04, 0x00, 0x01, static_cast<std::uint8_t>(topic), 'x'};
    }

    Nanoseconds now = 0;
    FaultInjector faults;
    Bytes engine;  ///< what the engine gets
    Bytes sockets; ///< what the client gets
    std::vector<CloseManner> ends;
};

TEST_F(Faults, WithoutAPlanEverythingPassesAtOnce)
{
    const Bytes bytes = puback(1) + publish('t') + Bytes{0x40};
    fromClient(bytes);
    EXPECT_EQ(engine, puback(1) + publish('t'));
    fromClient({0x02, 0x00, 0x09});
    EXPECT_EQ(engine, puback(1) + publish('t') + puback(9));
    EXPECT_FALSE(faults.nextDeadline().has_value());
}

TEST_F(Faults, BytesThatAreNoPacketsPass)
{
    const Bytes noise = {0x30, 0xff, 0xff, 0xff, 0xff, 0x01, 0x02};
    fromClient(noise);
    fromClient({0x03});
    EXPECT_EQ(engine, noise + Bytes{0x03});
}

TEST_F(Faults, BytesThatAreNoPacketsPassInAnyPieces)
{
    const Bytes noise = {0x30, 0xff, 0xff, 0xff, 0xff, 0x01, 0x02};
    for (const std::uint8_t byte : noise)
        fromClient({byte});
    EXPECT_EQ(engine, noise);
}

TEST_F(Faults, WhatTheEngineWouldNotTakeIsNotKept)
{
    faults.setLimits({10, 20, 50});
    Bytes begun = {0x30, 20}; // 22 bytes are promised
    begun.resize(12);
    for (const std::uint8_t byte : begun)
        fromClient({byte});
    EXPECT_EQ(engine, begun);
    fromClient({0x01, 0x02});
    EXPECT_EQ(engine, (begun + Bytes{0x01, 0x02}));
    EXPECT_EQ(faults.pendingBytes(), 0U);
}

TEST_F(Faults, TheFirstPacketHasItsOwnLimit)
{
    faults.setLimits({10, 100, 1000});
    Effects to;
    Effects out;
    faults.opened(2);
    const Bytes begun = {0x10, 20, 0x00};
    faults.incoming(2, begun, now, to, out);
    collect(to, engine);
    EXPECT_EQ(engine, begun);
}

TEST_F(Faults, WhatHasBegunIsBoundedForAllTogether)
{
    faults.setLimits({100, 100, 50});
    const Bytes whole = Bytes{0x30, 28} + Bytes(28, 'x');
    const Bytes begun(whole.begin(), whole.end() - 1);
    fromClient(begun);
    EXPECT_EQ(faults.pendingBytes(), begun.size());
    EXPECT_TRUE(engine.empty());
    Effects to;
    Effects out;
    faults.opened(2);
    faults.incoming(2, begun, now, to, out); // one too many
    collect(to, engine);
    EXPECT_EQ(engine, begun);
    EXPECT_EQ(faults.pendingBytes(), begun.size());
    engine.clear();
    fromClient({'x'});
    EXPECT_EQ(engine, whole);
    EXPECT_EQ(faults.pendingBytes(), 0U); // whole packets are not kept
    fromClient(begun);
    faults.closed(1);
    EXPECT_EQ(faults.pendingBytes(), 0U);
}

TEST_F(Faults, TheNthIsDropped)
{
    plan("drop type=PUBACK nth=2\n");
    fromClient(puback(1) + puback(2) + puback(3));
    EXPECT_EQ(engine, puback(1) + puback(3));
    ASSERT_EQ(faults.hits().size(), 1U);
    EXPECT_EQ(faults.hits()[0].packetId, 2);
    EXPECT_EQ(faults.hits()[0].type, mqtt::PacketType::Puback);
}

TEST_F(Faults, TopicClientAndSideCount)
{
    plan("drop topic=a from=broker client=a\ndrop topic=b client=other\n");
    fromBroker(publish('a') + publish('b'));
    fromClient(publish('a'));
    EXPECT_EQ(sockets, publish('b'));
    EXPECT_EQ(engine, publish('a'));
}

TEST_F(Faults, EveryAndCount)
{
    plan("drop every=2 count=2\n");
    for (std::uint8_t id = 1; id <= 8; ++id)
        fromClient(puback(id));
    EXPECT_EQ(engine, puback(1) + puback(3) + puback(5) + puback(6) + puback(7) + puback(8));
}

TEST_F(Faults, DelayHoldsWhatIsBehindToo)
{
    plan("delay 500ms nth=1\n");
    fromClient(puback(1) + puback(2));
    EXPECT_TRUE(engine.empty());
    EXPECT_EQ(faults.nextDeadline(), 500 * kMillisecond);
    now = 500 * kMillisecond;
    timer();
    EXPECT_EQ(engine, puback(1) + puback(2));
}

TEST_F(Faults, DuplicateReorderCorruptReason)
{
    plan("duplicate nth=1\n");
    fromClient(puback(1));
    EXPECT_EQ(engine, puback(1) + puback(1));
    engine.clear();
    plan("reorder nth=1\n");
    fromClient(puback(1));
    EXPECT_TRUE(engine.empty());
    fromClient(puback(2));
    EXPECT_EQ(engine, puback(2) + puback(1));
    engine.clear();
    plan("corrupt 3 mask=0xf0 nth=1\n");
    fromClient(puback(1));
    EXPECT_EQ(engine, puback(0xf1));
    plan("reason 5 type=CONNACK\n");
    fromBroker({0x20, 0x02, 0x00, 0x00});
    EXPECT_EQ(sockets, (Bytes{0x20, 0x02, 0x00, 0x05}));
}

TEST_F(Faults, SilenceIsForGoodInItsDirection)
{
    plan("silence from=client type=PUBACK\n");
    fromClient(puback(1) + publish('t'));
    fromBroker(publish('t'));
    EXPECT_TRUE(engine.empty());
    EXPECT_EQ(sockets, publish('t'));
}

TEST_F(Faults, TheEndComesAfterThePacket)
{
    plan("close fin from=broker type=PUBLISH\n");
    fromBroker(publish('t') + puback(1));
    EXPECT_EQ(sockets, publish('t'));
    EXPECT_EQ(ends, (std::vector<CloseManner>{CloseManner::AfterSending}));
    fromClient(puback(1));
    EXPECT_TRUE(engine.empty());
}

TEST_F(Faults, StepByStep)
{
    faults.hold(true);
    fromClient(puback(1));
    fromBroker(publish('t'));
    fromClient(puback(2));
    EXPECT_EQ(faults.held(), 3U);
    EXPECT_FALSE(faults.nextDeadline().has_value());
    EXPECT_TRUE(release());
    EXPECT_EQ(engine, puback(1));
    EXPECT_TRUE(release());
    EXPECT_EQ(sockets, publish('t'));
    EXPECT_TRUE(release());
    EXPECT_EQ(engine, puback(1) + puback(2));
    EXPECT_FALSE(release());
}

TEST_F(Faults, OneConnectionIsHeldAndLetGo)
{
    faults.hold(1, true);
    fromBroker(publish('t'));
    EXPECT_TRUE(sockets.empty());
    faults.hold(1, false);
    timer();
    EXPECT_EQ(sockets, publish('t'));
}

TEST_F(Faults, WhatIsHeldHasALimit)
{
    faults.hold(true);
    for (std::size_t i = 0; i < FaultInjector::kMaxHeld + 5; ++i)
        fromClient(puback(1));
    EXPECT_EQ(faults.held(), FaultInjector::kMaxHeld);
    EXPECT_EQ(engine.size(), 5 * 4U);
    plan("pass\n");
    faults.hold(false);
    for (std::size_t i = 0; i < FaultInjector::kMaxHits + 5; ++i)
        fromClient(puback(1));
    EXPECT_EQ(faults.hits().size(), FaultInjector::kMaxHits);
    EXPECT_EQ(faults.hitCount(), FaultInjector::kMaxHits + 5);
}

TEST_F(Faults, WhatIsHeldIsBoundedForAllTogether)
{
    FaultLimits limits;
    limits.held = 16; // four PUBACKs
    faults.setLimits(limits);
    faults.hold(true);
    Effects to;
    Effects out;
    faults.opened(2);
    for (std::uint8_t id = 1; id <= 3; ++id)
        faults.incoming(2, puback(id), now, to, out);
    fromClient(puback(4));
    EXPECT_TRUE(engine.empty());
    fromClient(puback(5));
    EXPECT_EQ(engine, puback(4)); // the oldest of the one that brings too much
    faults.closed(2);
    fromClient(puback(6));
    fromClient(puback(7));
    fromClient(puback(8));
    EXPECT_EQ(engine, puback(4)); // there is room again
    fromClient(puback(9));
    EXPECT_EQ(engine, puback(4) + puback(5));
}

ClientOptions lasting(std::string_view clientId)
{
    ClientOptions options;
    options.version = Version::V50;
    options.clientId = clientId;
    options.cleanStart = false;
    options.sessionExpiry = 3600;
    return options;
}

/// The recipes: a packet is lost and the connection with it; the session goes on.
class Recipe : public ::testing::Test {
public:
    void play(std::string_view plan, std::uint8_t qos)
    {
        network.dismissJudge(); // somebody is made to break rules
        publisher = &network.add(lasting("publisher"));
        subscriber = &network.add(lasting("subscriber"));
        network.connect(*publisher);
        network.connect(*subscriber);
        network.settle();
        network.subscribe(*subscriber, "t", qos);
        network.settle();
        network.faults.setPlan(parseFaultPlan(plan).plan);
        network.publish(*publisher, "t", "x", qos, 1);
        network.settle();
        for (Network::Node* node : {publisher, subscriber}) {
            if (node->link == 0)
                network.connect(*node);
        }
        network.settle();
    }

    Network network;
    Network::Node* publisher = nullptr;
    Network::Node* subscriber = nullptr;
};

TEST_F(Recipe, ALostPubackOfTheBrokerDoublesTheMessage)
{
    play("lose PUBACK from=broker count=1\n", 1);
    ASSERT_EQ(subscriber->messages.size(), 2U);
    EXPECT_EQ(Network::count(*publisher, Kind::Published), 1U);
}

TEST_F(Recipe, ALostPubackOfTheClientShowsDup)
{
    play("lose PUBACK from=client count=1\n", 1);
    ASSERT_EQ(subscriber->messages.size(), 2U);
    EXPECT_FALSE(subscriber->messages[0].dup);
    EXPECT_TRUE(subscriber->messages[1].dup);
}

class RecipeOfQos2 : public Recipe, public ::testing::WithParamInterface<const char*> {};
INSTANTIATE_TEST_SUITE_P(Losses, RecipeOfQos2,
                         ::testing::Values("PUBREC from=broker", "PUBREC from=client", "PUBREL from=broker",
                                           "PUBREL from=client", "PUBCOMP from=broker",
                                           "PUBCOMP from=client"));

TEST_P(RecipeOfQos2, DeliversOnce)
{
    play("lose " + std::string(GetParam()) + " count=1\n", 2);
    EXPECT_EQ(network.faults.hitCount(), 1U);
    EXPECT_EQ(subscriber->messages.size(), 1U);
    EXPECT_EQ(Network::count(*publisher, Kind::Published), 1U);
    EXPECT_EQ(network.broker().messageCount().messages, 0U);
}

} // namespace
} // namespace mqttscope::broker::test
