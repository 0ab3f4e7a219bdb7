// SPDX-License-Identifier: GPL-3.0-or-later
// The filter of a field must select the frame that has it.
#include "analysis/node_filter.h"

#include "analysis/compile_filter.h"
#include "analysis/document.h"
#include "analysis/frame_filter.h"
#include "dissector/field/field_table.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

namespace mqttscope::analysis {
namespace {

std::shared_ptr<Document> openCapture(const std::string& path)
{
    auto document = Document::open(path, {});
    if (!document)
        return nullptr;
    (*document)->start();
    (*document)->wait();
    return *document;
}

std::vector<std::string> captures()
{
    std::vector<std::string> paths;
    for (const char* folder : {"/samples", "/tests/data/captures"}) {
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(std::string{MQTTSCOPE_SOURCE_DIR} + folder)) {
            if (entry.path().extension() == ".pcap" || entry.path().extension() == ".pcapng")
                paths.push_back(entry.path().string());
        }
    }
    return paths;
}

/// Looks at each field of each frame; of the same filter no further frame than the first few.
class EveryNode {
public:
    explicit EveryNode(const std::shared_ptr<Document>& document)
        : m_document(document), m_snapshot(document->snapshot())
    {
    }
    void check()
    {
        for (std::uint32_t frame = 1; frame <= m_snapshot->frameCount() && frame <= 400; ++frame) {
            const auto dissection = m_document->dissect(*m_snapshot, frame);
            for (std::uint32_t node = 0; node < dissection->tree.size(); ++node)
                check(frame, nodeFilter(*dissection, node),
                      field::fieldInfo(dissection->tree.node(node).id).name);
            const auto size = static_cast<std::uint32_t>(dissection->sources[0].bytes.size());
            for (const field::ByteRange range : {field::ByteRange{0, 1}, {size / 2, 200}, {size - 1, 1}})
                check(frame, bytesFilter(dissection->sources[0], range), "bytes");
        }
    }
    [[nodiscard]] std::size_t checked() const { return m_checked; }

private:
    void check(std::uint32_t frame, const std::string& text, std::string_view name)
    {
        ASSERT_FALSE(text.empty()) << name;
        if (++m_seen[text] > 3)
            return;
        auto filter = compileFilter(text);
        ASSERT_TRUE(filter.has_value()) << text << ": " << filter::describe(filter.error());
        EXPECT_TRUE(filter->warnings().empty()) << text;
        FrameFilter frames{std::move(*filter)};
        EXPECT_TRUE(frames.matches(*m_document, *m_snapshot, frame))
            << m_document->path() << " frame " << frame << ": " << text;
        ++m_checked;
    }

    std::shared_ptr<Document> m_document;
    std::shared_ptr<const index::Snapshot> m_snapshot;
    std::map<std::string, int> m_seen;
    std::size_t m_checked = 0;
};

TEST(NodeFilter, SelectsTheFrameOfEveryFieldOfEverySample)
{
    std::size_t checked = 0;
    for (const std::string& path : captures()) {
        const auto document = openCapture(path);
        if (!document)
            continue;
        EveryNode nodes{document};
        nodes.check();
        checked += nodes.checked();
    }
    EXPECT_GT(checked, 10'000U);
}

/// The filter of the first line of a field.
std::string filterOf(const Document& document, std::uint32_t frame, field::FieldId id)
{
    const auto dissection = document.dissect(*document.snapshot(), frame);
    for (std::uint32_t node = 0; node < dissection->tree.size(); ++node) {
        if (dissection->tree.node(node).id == id)
            return nodeFilter(*dissection, node);
    }
    return {};
}

TEST(NodeFilter, ReadsAsPeopleWouldWriteIt)
{
    using field::FieldId;
    const auto document = openCapture(MQTTSCOPE_SOURCE_DIR "/samples/connect-python1.pcap");
    ASSERT_TRUE(document);
    EXPECT_EQ(filterOf(*document, 4, FieldId::MqttClientid), "mqtt.clientid == \"python1\"");
    EXPECT_EQ(filterOf(*document, 4, FieldId::MqttConflagCleansess), "mqtt.conflag.cleansess == 1");
    EXPECT_EQ(filterOf(*document, 4, FieldId::MqttConflags), "mqtt.conflags == 0x02");
    EXPECT_EQ(filterOf(*document, 4, FieldId::MqttKalive), "mqtt.kalive == 60");
    EXPECT_EQ(filterOf(*document, 4, FieldId::Mqtt), "mqtt");
    EXPECT_TRUE(filterOf(*document, 4, FieldId::IpSrc).starts_with("ip.src == "));
}

TEST(NodeFilter, OfALongValueTheBeginningAndTheLengthCount)
{
    const auto document = openCapture(MQTTSCOPE_SOURCE_DIR "/tests/data/captures/derived/cut_tail.pcap");
    ASSERT_TRUE(document);
    bool found = false;
    for (std::uint32_t frame = 1; frame <= document->snapshot()->frameCount() && !found; ++frame) {
        const std::string text = filterOf(*document, frame, field::FieldId::TcpPayload);
        found = text.find("] == ") != std::string::npos;
        if (found) {
            EXPECT_TRUE(text.starts_with("tcp.payload[0:64] == ")) << text;
            EXPECT_NE(text.find(" and len(tcp.payload) == "), std::string::npos) << text;
        }
    }
    EXPECT_TRUE(found);
}

// MQTT messages with a gap are none for a filter: the frame itself can be named.
TEST(NodeFilter, OfAnIncompleteMessageTheNumberOfTheFrame)
{
    const auto document = openCapture(MQTTSCOPE_SOURCE_DIR "/tests/data/captures/derived/cut_tail.pcap");
    ASSERT_TRUE(document);
    EXPECT_EQ(filterOf(*document, 28, field::FieldId::MqttIncomplete), "frame.number == 28");
}

TEST(BytesFilter, NamesTheBytesOfTheFrame)
{
    index::DissectionSource frame;
    frame.bytes = {1, 2, 3, 0xFF};
    EXPECT_EQ(bytesFilter(frame, {1, 2}), "frame[1:2] == 02:03");
    EXPECT_EQ(bytesFilter(frame, {3, 9}), "frame[3:1] == ff");
    EXPECT_EQ(bytesFilter(frame, {4, 1}), "");
    EXPECT_EQ(bytesFilter(frame, {0, 0}), "");
}

} // namespace
} // namespace mqttscope::analysis
