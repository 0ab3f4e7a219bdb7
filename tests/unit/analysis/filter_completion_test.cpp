// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/compile_filter.h"
#include "analysis/filter_completion.h"
#include "analysis/frame_filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

namespace mqttscope::analysis {
namespace {

using testing::Contains;
using testing::IsSupersetOf;
using testing::Not;

std::shared_ptr<Document> openCapture(const std::string& name)
{
    auto document = Document::open(MQTTSCOPE_SOURCE_DIR "/tests/data/captures/" + name, {});
    if (!document)
        return nullptr;
    (*document)->start();
    (*document)->wait();
    return *document;
}

std::vector<std::string> samplesAt(const Document& document, const std::string& typed)
{
    std::vector<std::string> texts;
    for (const filter::Completion& item : completeFilter(*document.snapshot(), typed, typed.size()).items) {
        if (item.kind == filter::CompletionKind::Sample)
            texts.push_back(item.text);
    }
    return texts;
}

TEST(FilterCompletion, ValuesOfTheCaptureAreProposed)
{
    const auto document = openCapture("RishiCSE128+MQTT/mqtt_traffic.pcap");
    ASSERT_NE(document, nullptr);
    EXPECT_EQ(samplesAt(*document, "mqtt.topic == "), std::vector<std::string>{"\"test/matlab\""});
    EXPECT_THAT(samplesAt(*document, "mqtt.clientid == "), IsSupersetOf({"\"sub1\"", "\"matlabclient\""}));
    EXPECT_THAT(samplesAt(*document, "mqtt and ip.src == 192"), Contains("192.168.1.74"));
    EXPECT_THAT(samplesAt(*document, "tcp.port in {"), IsSupersetOf({"1883", "54651"}));
    EXPECT_THAT(samplesAt(*document, "tcp.stream == "), IsSupersetOf({"0", "1"}));
    EXPECT_TRUE(samplesAt(*document, "ipv6.addr == ").empty());
    EXPECT_TRUE(samplesAt(*document, "mqtt.msgtype == ").empty());
    EXPECT_TRUE(samplesAt(*document, "").empty());
}

TEST(FilterCompletion, ValuesAreThoseThatFitToWhatWasTyped)
{
    const auto document = openCapture("own/v5_basic.pcap");
    ASSERT_NE(document, nullptr);
    const auto all = samplesAt(*document, "mqtt.topic == ");
    ASSERT_GT(all.size(), 2U);
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
    for (const std::string& topic : all) {
        // By its beginning, with its quote, without it, and by its middle.
        const std::string begun = topic.substr(0, 3);
        EXPECT_THAT(samplesAt(*document, "mqtt.topic == " + begun), Contains(topic));
        EXPECT_THAT(samplesAt(*document, "mqtt.topic == " + topic.substr(1, 2)), Contains(topic));
        // What is proposed selects a frame.
        const auto filter = filter::Filter::compile("mqtt.topic == " + topic);
        ASSERT_TRUE(filter) << topic;
        FrameFilter frames{*filter};
        const auto snapshot = document->snapshot();
        bool found = false;
        for (std::uint32_t frame = 1; frame <= snapshot->frameCount() && !found; ++frame)
            found = frames.matches(*document, *snapshot, frame);
        EXPECT_TRUE(found) << topic;
    }
    EXPECT_TRUE(samplesAt(*document, "mqtt.topic == \"nosuchtopic").empty());
}

TEST(FilterCompletion, AClientNamesItsStreamAndItsPort)
{
    const auto document = openCapture("RishiCSE128+MQTT/mqtt_traffic.pcap");
    ASSERT_NE(document, nullptr);
    const std::string typed = "tcp.stream == ";
    bool named = false;
    for (const filter::Completion& item : completeFilter(*document->snapshot(), typed, typed.size()).items)
        named = named || item.label == "sub1" || item.label == "matlabclient";
    EXPECT_TRUE(named);
}

TEST(CompileFilter, ADateWithoutZoneIsInTheZoneOfTheComputer)
{
    const char* const before = std::getenv("TZ"); // NOLINT(concurrency-mt-unsafe): no other thread runs
    const std::string kept = before != nullptr ? before : "";
    ::setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1); // NOLINT(concurrency-mt-unsafe)
    ::tzset();
    const auto document =
        openCapture("RishiCSE128+MQTT/mqtt_traffic.pcap"); // begins 2024-01-02 23:09:17.007 UTC
    ASSERT_NE(document, nullptr);
    const auto selectsFirst = [&](const char* text) {
        const auto filter = compileFilter(text);
        EXPECT_TRUE(filter) << text;
        return filter && FrameFilter{*filter}.matches(*document, *document->snapshot(), 1);
    };
    EXPECT_TRUE(
        selectsFirst("frame.time > \"2024-01-03 00:09:17\" and frame.time < \"2024-01-03 00:09:18\""));
    EXPECT_TRUE(
        selectsFirst("frame.time > \"2024-01-02 23:09:17Z\" and frame.time < \"2024-01-02 23:09:18Z\""));
    EXPECT_TRUE(selectsFirst("frame.time < \"2024-07-03 00:09:18\"")); // summer time
    if (before != nullptr)
        ::setenv("TZ", kept.c_str(), 1); // NOLINT(concurrency-mt-unsafe)
    else
        ::unsetenv("TZ"); // NOLINT(concurrency-mt-unsafe)
    ::tzset();
}

TEST(CompileFilter, AnErrorIsShownWithItsPlaceAndAHint)
{
    const std::string text = "mqtt and mqtt.qoss == 1";
    const auto filter = compileFilter(text);
    ASSERT_FALSE(filter);
    EXPECT_EQ(filterErrorText(text, filter.error()), "\"mqtt.qoss\" is neither a field nor a protocol name.\n"
                                                     "    mqtt and mqtt.qoss == 1\n"
                                                     "             ^~~~~~~~~\n"
                                                     "Did you mean mqtt.qos?");
    EXPECT_EQ(filterErrorText("mqtt &&", compileFilter("mqtt &&").error()), "Unexpected end of the filter.\n"
                                                                            "    mqtt &&\n"
                                                                            "           ^");
}

} // namespace
} // namespace mqttscope::analysis
