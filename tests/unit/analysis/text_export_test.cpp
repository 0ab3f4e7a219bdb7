// SPDX-License-Identifier: GPL-3.0-or-later
// Golden texts. MQTTSCOPE_UPDATE_GOLDEN=1 in the environment writes them anew: review the difference.
#include "analysis/export/text.h"
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/index/literal_messages.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace mqttscope::analysis::test {
namespace {

using index::test::FrameScript;
using index::test::TcpTalk;

void expectGolden(const std::string& name, const std::string& text)
{
    const std::string path = sourcePath("tests/golden/analysis/" + name);
    if (std::getenv("MQTTSCOPE_UPDATE_GOLDEN") != nullptr) { // NOLINT(concurrency-mt-unsafe): one thread
        std::ofstream{path, std::ios::binary} << text;
        GTEST_SKIP() << path << " was written";
    }
    std::ifstream in{path, std::ios::binary};
    ASSERT_TRUE(in) << path;
    std::stringstream golden;
    golden << in.rdbuf();
    EXPECT_EQ(text, golden.str()) << path;
}

struct Sample : ::testing::Test {
    std::shared_ptr<Document> document = indexed(sourcePath("samples/connect-python1.pcap"));
    std::shared_ptr<const index::Snapshot> snapshot = document->snapshot();
    std::string out;
};

TEST_F(Sample, FrameThatIsNotThereSaysNothing)
{
    appendTree(out, *document, *snapshot, 1000, Vocabulary{});
    EXPECT_EQ(out, "");
}

TEST_F(Sample, TreeOfConnect)
{
    appendTree(out, *document, *snapshot, 4, Vocabulary{});
    expectGolden("tree_connect.txt", out);
}

TEST_F(Sample, Summary)
{
    SummaryWidths widths;
    for (std::uint32_t frame = 1; frame <= snapshot->frameCount(); ++frame)
        appendSummaryLine(out, *document, *snapshot, frame, InfoWords::Standard, widths);
    expectGolden("summary_connect.txt", out);
}

TEST_F(Sample, HexDumpOfConnect)
{
    appendHexDump(out, *document->dissect(*snapshot, 4));
    expectGolden("hex_connect.txt", out);
}

TEST_F(Sample, HexDumpOfOneSourceHasNoHeading)
{
    appendHexDump(out, *document->dissect(*snapshot, 3));
    EXPECT_EQ(out.substr(0, 6), "0000  ");
    EXPECT_EQ(out.substr(out.size() - 2), "\n\n");
}

/// A message of 5.0 with properties and a broken rule, over two segments.
struct BrokenMessage : ::testing::Test {
    BrokenMessage()
    {
        const Bytes publish = {
            0x34, 0x1a,                         // PUBLISH QoS 2, Remaining Length 26
            0x00, 0x03, 0x61, 0x2f, 0x23,       // Topic Name "a/#": a wildcard, [MQTT-3.3.2-2]
            0x00, 0x07,                         // Packet Identifier 7
            0x0d,                               // Property Length 13
            0x01, 0x01,                         // Payload Format Indicator: UTF-8
            0x02, 0x00, 0x00, 0x00, 0x3c,       // Message Expiry Interval 60
            0x26, 0x00, 0x01, 0x6b, 0x00, 0x00, // User Property "k": ""
            0x32, 0x31, 0x2e, 0x35, 0x20,       // "21.5 "
        };
        FrameScript script;
        TcpTalk talk{script};
        talk.handshake();
        talk.send(TcpTalk::Client, index::test::kConnect5);
        talk.send(TcpTalk::Client, index::test::part(publish, 0, 12));
        frame = talk.send(TcpTalk::Client, index::test::part(publish, 12));
        file = std::make_unique<TempFile>(pcapOf(script, frame));
        document = indexed(file->path());
    }

    std::unique_ptr<TempFile> file;
    std::shared_ptr<Document> document;
    std::uint32_t frame = 0;
};

TEST_F(BrokenMessage, Tree)
{
    std::string out;
    appendTree(out, *document, *document->snapshot(), frame, Vocabulary{});
    expectGolden("tree_broken_publish.txt", out);
}

} // namespace
} // namespace mqttscope::analysis::test
