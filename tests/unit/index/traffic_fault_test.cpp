// SPDX-License-Identifier: GPL-3.0-or-later
// Valid traffic in which one rule is broken once: it is named where it was broken, and no other is.
#include "tests/unit/index/traffic_file.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace mqttscope::test {
namespace {

/// A fault, and the rules that it breaks.
struct Broken {
    const char* name;
    TrafficFault fault;
    bool v50; ///< all speak 5.0; otherwise 3.1.1
    std::vector<std::string> rules;
};

TrafficOptions optionsOf(const Broken& broken, std::uint64_t seed)
{
    TrafficOptions options;
    options.seed = options.segmentSeed = seed;
    options.frames = 30'000;
    options.connections = 100;
    options.v31 = 0;
    options.v50 = broken.v50 ? 1 : 0;
    options.split = options.reorder = options.retransmit = 0; // it judges only what is certain
    options.gapUs = 20'000;                                   // some minutes
    options.fault = broken.fault;
    return options;
}

class TrafficFaultTest : public ::testing::TestWithParam<Broken> {};

TEST_P(TrafficFaultTest, IsNamedWhereItIs)
{
    constexpr int kTimes = 2;
    int times = 0;
    for (std::uint64_t seed = 1; seed <= 12 && times < kTimes; ++seed) {
        const TrafficFile file{optionsOf(GetParam(), seed)};
        const std::uint32_t frame = file.truth().faultFrame;
        if (frame == 0) // it was never possible
            continue;
        ++times;
        std::vector<std::string> expected;
        for (const std::string& rule : GetParam().rules)
            expected.push_back(fmt::format("{} {}", frame, rule));
        std::vector<std::string> found;
        for (const TrafficFile::Finding& finding : file.findings())
            found.push_back(fmt::format("{} {}", finding.frame, finding.rule));
        EXPECT_THAT(found, ::testing::UnorderedElementsAreArray(expected)) << "seed " << seed;
    }
    EXPECT_EQ(times, kTimes);
}

std::vector<Broken> faults()
{
    return {
        {"DupOnFirstSending", TrafficFault::DupOnFirstSending, false, {"MQTT-4.3.2-1"}},
        {"DupOnFirstSending5", TrafficFault::DupOnFirstSending, true, {"MQTT-4.3.2-2"}},
        {"DupWithQos0", TrafficFault::DupWithQos0, false, {"MQTT-3.3.1-2"}},
        {"DupWithQos05", TrafficFault::DupWithQos0, true, {"MQTT-3.3.1-2"}},
        {"DuplicateId", TrafficFault::DuplicateId, false, {"MQTT-2.3.1-2"}},
        {"DuplicateId5", TrafficFault::DuplicateId, true, {"MQTT-2.2.1-3"}},
        {"AliasUnknown", TrafficFault::AliasUnknown, true, {"MQTT5-§3.3.4-alias-unknown"}},
        {"AliasZero", TrafficFault::AliasZero, true, {"MQTT-3.3.2-8"}},
        {"AliasAboveMaximum", TrafficFault::AliasAboveMaximum, true, {"MQTT-3.3.2-9"}},
        {"ReceiveMaximumExceeded", TrafficFault::ReceiveMaximumExceeded, true, {"MQTT-3.3.4-7"}},
        {"AckWithoutPublish", TrafficFault::AckWithoutPublish, false, {"MQTT-2.3.1-6"}},
        {"AckWithoutPublish5", TrafficFault::AckWithoutPublish, true, {"MQTT-2.2.1-5"}},
        {"PubrelWithoutPublish", TrafficFault::PubrelWithoutPublish, false, {"MQTT-2.3.1-6"}},
        {"SecondConnect", TrafficFault::SecondConnect, false, {"MQTT-3.1.0-2"}},
        {"SecondConnect5", TrafficFault::SecondConnect, true, {"MQTT-3.1.0-2"}},
        {"PacketAfterDisconnect", TrafficFault::PacketAfterDisconnect, false, {"MQTT-3.14.4-2"}},
        {"PacketAfterDisconnect5", TrafficFault::PacketAfterDisconnect, true, {"MQTT-3.14.4-1"}},
        {"ResentWithoutDup", TrafficFault::ResentWithoutDup, false, {"MQTT-3.3.1-1"}},
        {"ResentWithoutDup5", TrafficFault::ResentWithoutDup, true, {"MQTT-3.3.1-1"}},
        {"UnsubscribedTopic", TrafficFault::UnsubscribedTopic, false, {"MQTT-3.3.2-3"}},
        {"UnsubscribedTopic5", TrafficFault::UnsubscribedTopic, true, {"MQTT-3.3.2-3"}},
        {"AboveGrantedQos", TrafficFault::AboveGrantedQos, false, {"MQTT-3.8.4-6"}},
        {"AboveGrantedQos5", TrafficFault::AboveGrantedQos, true, {"MQTT-3.8.4-8"}},
        {"RetainOnLive", TrafficFault::RetainOnLive, false, {"MQTT-3.3.1-9"}},
        {"ForeignIdentifier", TrafficFault::ForeignIdentifier, true, {"MQTT5-§3.3.4-subid-foreign"}},
        {"PropertyChanged", TrafficFault::PropertyChanged, true, {"MQTT-3.3.2-20"}},
        {"NoLocalIgnored", TrafficFault::NoLocalIgnored, true, {"MQTT-3.8.3-3"}},
        {"NotDelivered", TrafficFault::NotDelivered, false, {"MQTT-4.5.0-1"}},
        {"NotDelivered5", TrafficFault::NotDelivered, true, {"MQTT-4.5.0-1"}},
        {"WrongAck", TrafficFault::WrongAck, false, {"MQTT-3.3.4-1"}},
        {"WrongAck5", TrafficFault::WrongAck, true, {"MQTT-3.3.4-1"}},
        {"PubackMissing", TrafficFault::PubackMissing, false, {"MQTT-3.3.4-1"}},
        {"PubackMissing5", TrafficFault::PubackMissing, true, {"MQTT-3.3.4-1"}},
        {"SubackShort", TrafficFault::SubackShort, false, {"MQTT-3.8.4-5"}},
        {"SubackShort5", TrafficFault::SubackShort, true, {"MQTT-3.8.4-6"}},
        {"SessionForgotten", TrafficFault::SessionForgotten, false, {"MQTT-3.2.2-2"}},
        {"SessionForgotten5", TrafficFault::SessionForgotten, true, {"MQTT-3.2.2-3"}},
    };
}

INSTANTIATE_TEST_SUITE_P(Faults, TrafficFaultTest, ::testing::ValuesIn(faults()),
                         [](const auto& test) { return test.param.name; });

} // namespace
} // namespace mqttscope::test
