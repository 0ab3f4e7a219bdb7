// SPDX-License-Identifier: GPL-3.0-or-later
// What `-T pdml` of tshark says, ours says too: name, show, size, position, value, unmasked value, hidden.
#include "tests/golden/export/xml_lines.h"
#include "tests/support/program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace mqttscope::test {
namespace {

constexpr std::array<std::string_view, 7> kLayers = {"frame", "eth", "ip", "ipv6", "tcp", "mqtt", "geninfo"};
constexpr std::array<std::string_view, 9> kLeftOut = {"_resolved",    ".oui", "Timestamps", "tcp.analysis",
                                                      "completeness", "_ws",  "D-SACK",     "frame.protocols",
                                                      "frame.time"};

std::string pdmlOf(const std::string& program, const std::string& capture, const std::string& more)
{
    return runShell(program + " -n -r " + shellWord(MQTTSCOPE_SOURCE_DIR "/tests/data/captures/" + capture) +
                    " -T pdml " + more)
        .output;
}

bool counts(const std::string& path)
{
    const std::string layer = path.substr(0, path.find('/'));
    if (path.ends_with('/') || path.find("//") != std::string::npos)
        return false; // a text without a name
    return path != layer && std::find(kLayers.begin(), kLayers.end(), layer) != kLayers.end() &&
           std::none_of(kLeftOut.begin(), kLeftOut.end(),
                        [&](std::string_view part) { return path.find(part) != std::string::npos; });
}

/// What is compared of an element. A field without bytes stands at a place that means nothing.
std::string essence(const XmlElement& element)
{
    std::string text = element.path;
    const auto& attributes = element.attributes;
    const auto add = [&](const char* name) {
        const auto found = attributes.find(name);
        text += std::string{"|"} + name + "=" + (found != attributes.end() ? found->second : "");
    };
    add("show");
    const auto size = attributes.find("size");
    if (size == attributes.end() || size->second == "0")
        return text;
    add("size");
    // Of a message put together from segments tshark gives the place of the TCP header.
    if (element.path != "tcp/tcp.pdu.size")
        add("pos");
    add("value");
    add("hide");
    return text;
}

class PdmlTshark : public ::testing::TestWithParam<const char*> {};

TEST_P(PdmlTshark, SaysWhatTsharkSays)
{
    if (const std::string why = whyNoTshark(); !why.empty())
        GTEST_SKIP() << why;
    std::string ignored; // tshark's own is not quite XML where a wrapper ends
    std::string error;
    const std::string theirs = pdmlOf("tshark", GetParam(), "");
    const auto tshark = readPdml(theirs, ignored);
    const auto ours = readPdml(pdmlOf(shellWord(MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli"), GetParam(),
                                      "-o mqtt.infer_version:FALSE -o mqtt.detect_on_any_port:FALSE"),
                               error);
    ASSERT_EQ(error, "");
    ASSERT_EQ(ignored, "");
    ASSERT_EQ(tshark.size(), ours.size());
    for (std::size_t i = 0; i < tshark.size(); ++i) {
        std::map<std::string, int> here;
        for (const XmlElement& element : ours[i])
            ++here[essence(element)];
        for (const XmlElement& element : tshark[i]) {
            if (counts(element.path)) {
                EXPECT_GT(here[essence(element)]--, 0) << "frame " << i + 1 << ": " << essence(element);
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Captures, PdmlTshark,
                         ::testing::Values("own/v5_publish_props.pcap", "own/synth_multi.pcap",
                                           "own/ipv6.pcap", "own/v5_subscribe_opts.pcap",
                                           "RishiCSE128+MQTT/mqtt_traffic.pcap"),
                         [](const auto& capture) {
                             std::string name = capture.param;
                             std::replace_if(
                                 name.begin(), name.end(),
                                 [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; },
                                 '_');
                             return name;
                         });

} // namespace
} // namespace mqttscope::test
