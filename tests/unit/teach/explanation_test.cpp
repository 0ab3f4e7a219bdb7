// SPDX-License-Identifier: GPL-3.0-or-later
// Trees and explanations in French. MQTTSCOPE_UPDATE_GOLDEN=1 in the environment writes them anew: review the
// difference.
#include "analysis/document.h"
#include "analysis/export/explain.h"
#include "analysis/export/text.h"
#include "teach/vocabulary.h"
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/index/literal_messages.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace mqttscope::teach {
namespace {

using analysis::Document;
using analysis::test::indexed;
using analysis::test::sourcePath;
using analysis::test::TempFile;
using index::test::FrameScript;
using index::test::TcpTalk;

void expectGolden(const std::string& name, const std::string& text)
{
    const std::string path = sourcePath("tests/golden/teach/" + name);
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

TEST(FrenchExplanation, OfTheSample)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    const Vocabulary words{Language::French};
    std::string out;
    analysis::appendExplanation(out, *document, *document->snapshot(), 4, words);
    expectGolden("explain_connect_fr.txt", out);
}

TEST(FrenchTree, OfTheSample)
{
    const auto document = indexed(sourcePath("samples/connect-python1.pcap"));
    const Vocabulary words{Language::French};
    std::string out;
    analysis::appendTree(out, *document, *document->snapshot(), 4, words);
    expectGolden("tree_connect_fr.txt", out);
}

/// A PUBLISH of 5.0 to a topic with a wildcard, with Packet Identifier 0 and a property twice.
struct BrokenPublish : ::testing::Test {
    BrokenPublish()
    {
        const index::test::Bytes publish{
            0x32, 0x10,                   // PUBLISH QoS 1, Remaining Length 16
            0x00, 0x03, 0x61, 0x2f, 0x23, // Topic Name "a/#": a wildcard, [MQTT-3.3.2-2]
            0x00, 0x00,                   // Packet Identifier 0, [MQTT-2.2.1-3]
            0x06,                         // Property Length 6
            0x23, 0x00, 0x01,             // Topic Alias 1
            0x23, 0x00, 0x01,             // and once more
            0x31, 0x32,                   // "12"
        };
        FrameScript script;
        TcpTalk talk{script};
        talk.handshake();
        talk.send(TcpTalk::Client, index::test::kConnect5);
        frame = talk.send(TcpTalk::Client, publish);
        file = std::make_unique<TempFile>(analysis::test::pcapOf(script, frame));
        document = indexed(file->path());
    }

    std::unique_ptr<TempFile> file;
    std::shared_ptr<Document> document;
    std::uint32_t frame = 0;
};

// Issues, and below them what the statements demand and what follows.
TEST_F(BrokenPublish, ExplainedInBothLanguages)
{
    for (const Language language : kLanguages) {
        const Vocabulary words{language};
        std::string out;
        analysis::appendExplanation(out, *document, *document->snapshot(), frame, words);
        expectGolden("explain_broken_publish_" + std::string{languageCode(language)} + ".txt", out);
    }
}

} // namespace
} // namespace mqttscope::teach
