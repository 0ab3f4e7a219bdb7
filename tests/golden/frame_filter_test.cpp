// SPDX-License-Identifier: GPL-3.0-or-later
// What FrameFilter answers from records must be what a dissection of every layer says.
#include "analysis/document.h"
#include "analysis/frame_filter.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace mqttscope::analysis {
namespace {

std::shared_ptr<Document> openCapture(const std::string& name, const Options& options = {})
{
    auto document = Document::open(MQTTSCOPE_SOURCE_DIR "/tests/data/captures/" + name, options);
    if (!document)
        return nullptr;
    (*document)->start();
    (*document)->wait();
    return *document;
}

/// Every layer of a frame dissected, nothing taken from records.
class DissectedValues final : public filter::ValueSource {
public:
    DissectedValues(const filter::Filter& filter, const Document& document, std::uint32_t frame)
        : m_sink(filter.selection()), m_values(filter.selection().size())
    {
        document.select(*document.snapshot(), frame, {}, m_sink, m_scratch);
        for (const field::SelectedValue& selected : m_sink.values())
            m_values[selected.slot].push_back(selected.value);
    }

    std::span<const field::FieldValue> values(std::uint16_t slot) override { return m_values[slot]; }

private:
    field::SelectSink m_sink;
    index::DissectScratch m_scratch;
    std::vector<std::vector<field::FieldValue>> m_values;
};

class FrameFilterCaptures : public testing::TestWithParam<const char*> {};

TEST_P(FrameFilterCaptures, RecordsAndDissectionAgree)
{
    const auto document = openCapture(GetParam());
    ASSERT_NE(document, nullptr);
    const auto snapshot = document->snapshot();
    ASSERT_GT(snapshot->frameCount(), 0U);
    for (const char* text :
         {"", "mqtt", "!mqtt", "not not mqtt", "mqtt.qos == 1", "mqtt.qos != 1", "!(mqtt.qos == 1)",
          "mqtt or tcp.len > 0", "mqtt and tcp.srcport == 1883",
          "mqtt.msgtype == 3 and (ip.src == 127.0.0.1 or ipv6)", "tcp.flags.syn == 1 or mqtt.msgtype == 1",
          "undecoded", "not_captured", "mqtt.topic != \"\"", "mqtt.len == tcp.srcport or frame.len > 200",
          "tcp and not mqtt"}) {
        const auto filter = filter::Filter::compile(text);
        ASSERT_TRUE(filter) << text;
        FrameFilter frames{*filter};
        for (std::uint32_t frame = 1; frame <= snapshot->frameCount(); ++frame) {
            DissectedValues values{*filter, *document, frame};
            ASSERT_EQ(frames.matches(*document, *snapshot, frame), filter->matches(values))
                << text << ", frame " << frame;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(All, FrameFilterCaptures,
                         testing::Values("own/v5_basic.pcap", "own/ipv6.pcap", "own/synth_malformed.pcap",
                                         "own/snaplen80.pcap", "own/coalesced.pcap", "own/midstream.pcap",
                                         "derived/lost_segment.pcap", "derived/ip_fragments.pcap",
                                         "derived/snap200.pcap"));

TEST(FrameFilter, FramesThatAreNotThereAreNotSelected)
{
    const auto document = openCapture("own/v5_basic.pcap");
    ASSERT_NE(document, nullptr);
    const auto snapshot = document->snapshot();
    FrameFilter all{*filter::Filter::compile("")};
    EXPECT_FALSE(all.matches(*document, *snapshot, 0));
    EXPECT_TRUE(all.matches(*document, *snapshot, 1));
    EXPECT_TRUE(all.matches(*document, *snapshot, snapshot->frameCount()));
    EXPECT_FALSE(all.matches(*document, *snapshot, snapshot->frameCount() + 1));
}

TEST(FrameFilter, KeepsItsFilter)
{
    FrameFilter first{*filter::Filter::compile("mqtt.qos == 2")};
    const FrameFilter moved{std::move(first)};
    EXPECT_EQ(moved.filter().text(), "mqtt.qos == 2");
}

TEST(FrameFilter, SelectsTheMessagesOfACapture)
{
    // On port 1883: 67 frames with MQTT, 10 CONNECT, 14 PUBLISH (tests/data/captures/README.md).
    Options options;
    options.index.detectOnAnyPort = false;
    const auto document = openCapture("own/v5_basic.pcap", options);
    ASSERT_NE(document, nullptr);
    const auto snapshot = document->snapshot();
    const auto count = [&](const char* text) {
        FrameFilter filter{*filter::Filter::compile(text)};
        int frames = 0;
        for (std::uint32_t frame = 1; frame <= snapshot->frameCount(); ++frame)
            frames += filter.matches(*document, *snapshot, frame) ? 1 : 0;
        return frames;
    };
    EXPECT_EQ(count("mqtt"), 67);
    EXPECT_EQ(count("mqtt.msgtype == CONNECT"), 10);
    EXPECT_EQ(count("mqtt.msgtype == \"PUBLISH\""), 14);
    EXPECT_EQ(count("mqtt.msgtype == CONNECT or mqtt.msgtype == PUBLISH"), 24);
}

} // namespace
} // namespace mqttscope::analysis
