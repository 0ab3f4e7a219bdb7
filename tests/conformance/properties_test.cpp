// SPDX-License-Identifier: GPL-3.0-or-later
// What the standards promise whatever happens: random clients of all versions, random faults, random times.
#include "tests/conformance/property_test.h"

namespace mqttscope::broker::test {
namespace {

class Properties : public PropertyTest {
protected:
    Properties() : PropertyTest(Climate::Lasting) {}
};
INSTANTIATE_TEST_SUITE_P(Seeds, Properties, ::testing::Range<std::uint64_t>(1, 21));

// The runs are worth something.
TEST(Weather, IsBad)
{
    std::size_t faults = 0;
    std::size_t connects = 0;
    std::size_t messages = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Weather weather(seed);
        weather.begin();
        weather.steps(kSteps);
        weather.finish();
        faults += weather.faultCount();
        connects += weather.connectCount();
        messages += weather.messageCount();
    }
    EXPECT_GE(faults, 20U * 20);
    EXPECT_GE(connects, 20U * 25);
    EXPECT_GE(messages, 20U * 100);
}

// [MQTT-4.3.2-3], [MQTT-4.3.2-4], [MQTT-4.4.0-1], [MQTT-4.5.0-1]
TEST_P(Properties, Qos1IsNotLost)
{
    expectNone([](Weather& weather) { return weather.lostOfQos1(); });
}

// [MQTT-4.3.3-3] to [MQTT-4.3.3-6], [MQTT-4.3.3-8] to [MQTT-4.3.3-12]
TEST_P(Properties, Qos2ComesOnce)
{
    expectNone([](Weather& weather) { return weather.notOnceOfQos2(); });
}

// [MQTT-4.6.0-1], [MQTT-4.6.0-5], [MQTT-4.6.0-6]
TEST_P(Properties, OrderIsKept)
{
    expectNone([](Weather& weather) { return weather.outOfOrder(); });
}

// [MQTT-3.3.4-7], [MQTT-3.3.4-9], [MQTT-4.9.0-1], [MQTT-4.9.0-2]
TEST_P(Properties, QuotasAreRespected)
{
    expectNone([](Weather& weather) { return weather.overQuota(); });
}

// [MQTT-2.2.1-3], [MQTT-2.2.1-4]
TEST_P(Properties, IdentifiersInFlightAreDifferent)
{
    expectNone([](Weather& weather) { return weather.sharedIdentifiers(); });
}

// Nothing stays of what is over.
TEST_P(Properties, EverythingComesToAnEnd)
{
    expectNone([](Weather& weather) { return weather.remains(); });
}

// However many messages come for those who are away: what the limits say, and no more.
TEST_P(Properties, MemoryIsBounded)
{
    Options options;
    options.limits.queuedMessages = 5;
    expectNone([](Weather& weather) { return weather.overLimits(); }, options);
}

// The analyzer with all its rules, on what the broker received and sent.
TEST_P(Properties, NoRuleIsBroken)
{
    expectNone([](Weather& weather) { return weather.brokenRules(); });
}

} // namespace
} // namespace mqttscope::broker::test
