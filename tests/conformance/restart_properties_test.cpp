// SPDX-License-Identifier: GPL-3.0-or-later
// What the standards promise although the broker ends at any moment and goes on from what it had saved:
// MQTT 5.0 §4.1, §4.2. What it decided and did not save nobody has heard of.
#include "tests/conformance/property_test.h"

namespace mqttscope::broker::test {
namespace {

class RestartProperties : public PropertyTest {
protected:
    RestartProperties() : PropertyTest(Climate::Restarts) {}
};
INSTANTIATE_TEST_SUITE_P(Seeds, RestartProperties, ::testing::Range<std::uint64_t>(1, 21));

// The runs are worth something.
TEST(WeatherWithRestarts, IsBad)
{
    std::size_t restarts = 0;
    std::size_t faults = 0;
    std::size_t messages = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Weather weather(seed, Climate::Restarts);
        weather.begin();
        weather.steps(kSteps);
        weather.finish();
        restarts += weather.restartCount();
        faults += weather.faultCount();
        messages += weather.messageCount();
    }
    EXPECT_GE(restarts, 20U * 10);
    EXPECT_GE(faults, 20U * 10);
    EXPECT_GE(messages, 20U * 100);
}

// [MQTT-4.3.2-3], [MQTT-4.3.2-4], [MQTT-4.4.0-1], [MQTT-4.5.0-1]
TEST_P(RestartProperties, Qos1IsNotLost)
{
    expectNone([](Weather& weather) { return weather.lostOfQos1(); });
}

// [MQTT-4.3.3-3] to [MQTT-4.3.3-6], [MQTT-4.3.3-8] to [MQTT-4.3.3-12]
TEST_P(RestartProperties, Qos2ComesOnce)
{
    expectNone([](Weather& weather) { return weather.notOnceOfQos2(); });
}

// [MQTT-4.6.0-1], [MQTT-4.6.0-5], [MQTT-4.6.0-6]
TEST_P(RestartProperties, OrderIsKept)
{
    expectNone([](Weather& weather) { return weather.outOfOrder(); });
}

// [MQTT-3.3.4-7], [MQTT-3.3.4-9], [MQTT-4.9.0-1], [MQTT-4.9.0-2]
TEST_P(RestartProperties, QuotasAreRespected)
{
    expectNone([](Weather& weather) { return weather.overQuota(); });
}

// [MQTT-2.2.1-3], [MQTT-2.2.1-4]
TEST_P(RestartProperties, IdentifiersInFlightAreDifferent)
{
    expectNone([](Weather& weather) { return weather.sharedIdentifiers(); });
}

// Nothing stays of what is over, neither in the broker nor in what it saved.
TEST_P(RestartProperties, EverythingComesToAnEnd)
{
    expectNone([](Weather& weather) { return weather.remains(); });
}

// What is restored stays within the limits too.
TEST_P(RestartProperties, MemoryIsBounded)
{
    Options options;
    options.limits.queuedMessages = 5;
    expectNone([](Weather& weather) { return weather.overLimits(); }, options);
}

// The analyzer with all its rules, on what all the brokers received and sent.
TEST_P(RestartProperties, NoRuleIsBroken)
{
    expectNone([](Weather& weather) { return weather.brokenRules(); });
}

} // namespace
} // namespace mqttscope::broker::test
