// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/teach/illustrated_captures.h"

#include "tests/unit/index/literal_messages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace mqttscope::teach::test {

using analysis::test::sourcePath;
using index::test::Bytes;
using index::test::TcpTalk;

Talk::Talk(const std::vector<Bytes>& packets)
{
    constexpr std::size_t kSegment = 60'000;
    index::test::FrameScript script;
    TcpTalk talk{script};
    talk.handshake();
    frame = talk.send(TcpTalk::Client, index::test::kConnect5);
    for (const Bytes& packet : packets) {
        for (std::size_t at = 0; at < packet.size(); at += kSegment)
            frame = talk.send(TcpTalk::Client,
                              index::test::part(packet, at, std::min(kSegment, packet.size() - at)));
    }
    file = std::make_unique<analysis::test::TempFile>(analysis::test::pcapOf(script, frame));
    document = analysis::test::indexed(file->path());
}

Bytes publishOf(std::string_view topic, std::string_view payload)
{
    Bytes out{0x30};
    std::size_t remaining = 2 + topic.size() + 1 + payload.size();
    do {
        const auto digit = static_cast<std::uint8_t>(remaining % 128);
        remaining /= 128;
        out.push_back(remaining > 0 ? static_cast<std::uint8_t>(digit | 0x80) : digit);
    } while (remaining > 0);
    out.push_back(static_cast<std::uint8_t>(topic.size() >> 8));
    out.push_back(static_cast<std::uint8_t>(topic.size() & 0xff));
    out.insert(out.end(), topic.begin(), topic.end());
    out.push_back(0); // no properties
    out.insert(out.end(), payload.begin(), payload.end());
    return out;
}

Illustration illustrated(const analysis::Document& document, std::uint32_t frame, const Vocabulary& words,
                         const IllustrationOptions& options)
{
    return Illustration::of(document, *document.snapshot(), frame, words, options).value();
}

std::vector<std::string> capturePaths()
{
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(sourcePath("samples"))) {
        const std::string extension = entry.path().extension();
        if (extension == ".pcap" || extension == ".pcapng")
            paths.push_back(entry.path().string());
    }
    for (const char* name : {"synth_malformed", "synth_no_connect", "midstream", "odd_strings", "snaplen80",
                             "synth_v5_all", "coalesced", "ipv6", "any_sll2", "v31_basic"})
        paths.push_back(sourcePath(std::string("tests/data/captures/own/") + name + ".pcap"));
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::vector<std::uint32_t> someFrames(const index::Snapshot& snapshot, std::uint32_t most)
{
    std::vector<std::uint32_t> frames;
    const std::uint32_t step = std::max<std::uint32_t>(1, snapshot.frameCount() / most);
    for (std::uint32_t frame = 1; frame <= snapshot.frameCount(); ++frame) {
        if (frame % step == 0 || frame <= 8)
            frames.push_back(frame);
    }
    return frames;
}

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

} // namespace mqttscope::teach::test
