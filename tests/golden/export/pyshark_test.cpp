// SPDX-License-Identifier: GPL-3.0-or-later
// A program written for tshark: pyshark calls `tshark -v`, then `tshark -l -n -T json|ek|pdml ... -r FILE`,
// and cuts the output at these separators without reading it as a whole.
#include "tests/golden/export/xml_lines.h"
#include "tests/support/program.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

namespace mqttscope::test {
namespace {

using Json = nlohmann::json;

constexpr const char* kCapture = MQTTSCOPE_SOURCE_DIR "/tests/data/captures/own/synth_multi.pcap";
constexpr int kFrames = 39;

std::string ours(const std::string& arguments)
{
    const ProgramResult result =
        runShell(shellWord(MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli") + " " + arguments);
    EXPECT_EQ(result.status, 0) << result.errors;
    return result.output;
}

TEST(Pyshark, FindsAVersionThatKnowsJson)
{
    const std::string output = ours("-v");
    const std::string first = output.substr(0, output.find('\n'));
    std::smatch match;
    ASSERT_TRUE(std::regex_match(first, match, std::regex(R"(.*\s(\d+)\.(\d+)\.(\d+).*)"))) << first;
    EXPECT_GE(std::stoi(match[1]), 3) << "JSON, and the separators of 3.0";
}

/// Its way through JSON: a packet ends at "\n  },\n", the last one at "}\n]".
std::vector<Json> jsonPackets(std::string text)
{
    std::vector<Json> packets;
    const std::string separator = "\n  },\n";
    text = text.substr(text.find('{'));
    while (true) {
        const std::size_t end = text.find(separator);
        const bool last = end == std::string::npos;
        const std::size_t stop = last ? text.rfind("}\n]") + 1 : end + 4;
        packets.push_back(Json::parse(text.substr(0, stop)));
        if (last)
            return packets;
        text = text.substr(end + separator.size());
    }
}

TEST(Pyshark, CutsJsonIntoPackets)
{
    const auto packets = jsonPackets(ours("-l -n -T json --no-duplicate-keys -r " + shellWord(kCapture)));
    ASSERT_EQ(packets.size(), static_cast<std::size_t>(kFrames));
    std::size_t mqtt = 0;
    for (const Json& packet : packets) {
        const Json& layers = packet["_source"]["layers"];
        const Json& frame = layers["frame"];
        EXPECT_TRUE(frame["frame.number"].is_string());
        EXPECT_TRUE(frame["frame.len"].is_string());
        EXPECT_TRUE(frame["frame.time_epoch"].is_string());
        // Each layer of frame.protocols is looked up by its name.
        EXPECT_NE(frame["frame.protocols"].get<std::string>().find("tcp"), std::string::npos);
        mqtt += layers.contains("mqtt") ? 1U : 0U;
        EXPECT_TRUE(layers["tcp"].is_object());
    }
    EXPECT_EQ(mqtt, 14U);
    EXPECT_TRUE(packets[7]["_source"]["layers"]["mqtt"].is_array()) << "several messages in one frame";
}

TEST(Pyshark, ReadsRawJson)
{
    const auto packets =
        jsonPackets(ours("-l -n -T json --no-duplicate-keys -x -Y mqtt -c 8 -r " + shellWord(kCapture)));
    ASSERT_FALSE(packets.empty());
    const Json& raw = packets[0]["_source"]["layers"]["frame_raw"];
    ASSERT_TRUE(raw.is_array());
    EXPECT_EQ(raw.size(), 5U);
}

TEST(Pyshark, SkipsTheIndexLinesOfEk)
{
    std::string data = ours("-l -n -T ek -r " + shellWord(kCapture));
    int packets = 0;
    while (!data.empty()) {
        std::size_t start = 0;
        if (data.rfind("{\"ind", 0) == 0)
            start = data.find('\n') + 1;
        const std::size_t end = data.find('\n', start);
        ASSERT_NE(end, std::string::npos);
        const Json packet = Json::parse(data.substr(start, end - start));
        const Json& frame = packet["layers"]["frame"];
        EXPECT_EQ(frame["frame_frame_number"], std::to_string(++packets));
        EXPECT_TRUE(frame["frame_frame_protocols"].is_string());
        EXPECT_TRUE(frame["frame_frame_len"].is_string());
        EXPECT_TRUE(frame["frame_frame_time_epoch"].is_string());
        data = data.substr(end + 1);
    }
    EXPECT_EQ(packets, kFrames);
}

TEST(Pyshark, FindsPacketTagsInPdml)
{
    std::string data = ours("-l -n -T pdml -Y mqtt -r " + shellWord(kCapture));
    int packets = 0;
    for (std::size_t end = 0; (end = data.find("</packet>")) != std::string::npos;) {
        const std::size_t start = data.find("<packet>");
        ASSERT_LT(start, end);
        end += 9;
        std::string error;
        const auto read = readPdml(data.substr(start, end - start), error);
        ASSERT_EQ(error, "");
        ASSERT_EQ(read.size(), 1U);
        // layers[0] is geninfo with num, len, caplen and timestamp, layers[1] the frame.
        EXPECT_EQ(read[0][0].path, "geninfo");
        for (const char* name : {"num", "len", "caplen", "timestamp"})
            EXPECT_TRUE(std::any_of(read[0].begin(), read[0].end(), [&](const XmlElement& e) {
                return e.path == std::string{"geninfo/"} + name && e.attributes.contains("show");
            })) << name;
        data = data.substr(end);
        ++packets;
    }
    EXPECT_EQ(packets, 14);
}

TEST(Pyshark, PassesPreferencesThatMeanNothingHere)
{
    const ProgramResult result = runShell(
        shellWord(MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli") +
        " -l -n -T json -o wlan.enable_decryption:TRUE -o 'uat:80211_keys:\"wpa-pwd\",\"x\"' -c 1 -r " +
        shellWord(kCapture));
    EXPECT_EQ(result.status, 0);
    EXPECT_NE(result.errors.find("wlan.enable_decryption"), std::string::npos);
    EXPECT_EQ(jsonPackets(result.output).size(), 1U);
}

} // namespace
} // namespace mqttscope::test
