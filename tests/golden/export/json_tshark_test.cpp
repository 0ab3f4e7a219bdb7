// SPDX-License-Identifier: GPL-3.0-or-later
// What `-T json` and `-T ek` of tshark say, ours say too: every path with every value, as often.
#include "tests/golden/export/flat_json.h"
#include "tests/support/program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace mqttscope::test {
namespace {

constexpr std::array kCaptures = {
    "DanieleDeSensi+peafowl/test/pcaps/mqtt-1.pcapng",
    "OISF+suricata-verify/tests/mqtt-connect-rules-2/mqtt5_pub_jpeg_connack134.pcap",
    "OISF+suricata-verify/tests/mqtt-events-invalid-qos/input.pcap",
    "OISF+suricata-verify/tests/mqtt31-unsub-qos2/input.pcap",
    "OISF+suricata-verify/tests/mqtt5-pub-qos1/input.pcap",
    "OISF+suricata-verify/tests/mqtt5-sub-customauth/input.pcap",
    "OISF+suricata-verify/tests/mqtt5-unsub-qos2/input.pcap",
    "RishiCSE128+MQTT/mqtt_traffic.pcap",
    "Riskyduha+Distributed-System/mqtt.pcap",
    "alivcor+presill/mqtt.pcap",
    "alivcor+presill/mqtt_start.pcap",
    "derived/comments.pcapng",
    "derived/dup_all.pcap",
    "derived/ethernet_padding.pcap",
    "derived/lost_segment.pcap",
    "derived/msg_as_text.pcap",
    "derived/null_ipv6.pcap",
    "derived/pcapng_be_ns_2sections.pcapng",
    "derived/raw.pcap",
    "derived/seq_wrap.pcap",
    "derived/sll.pcap",
    "derived/vlan.pcap",
    "own/any_sll2.pcap",
    "own/coalesced.pcap",
    "own/ipv6.pcap",
    "own/large_60k.pcap",
    "own/midstream.pcap",
    "own/odd_strings.pcap",
    "own/port_11999.pcap",
    "own/synth_multi.pcap",
    "own/synth_v5_all.pcap",
    "own/v311_connect_variants.pcap",
    "own/v31_basic.pcap",
    "own/v5_publish_props.pcap",
    "own/v5_subscribe_opts.pcap",
};

/// Layers that both programs read.
constexpr std::array<std::string_view, 12> kLayers = {
    "frame", "eth", "vlan", "sll", "null", "raw", "ip", "ipv6", "tcp", "mqtt", "tcp.segments", "pkt_comment"};

// Left out on purpose: names of addresses (nothing is resolved), TCP analysis and expert information in
// Wireshark's words, and which protocols Wireshark finds in a payload.
constexpr std::array<std::string_view, 12> kLeftOut = {
    "_resolved",    ".oui",         "_oui",         "frame.time", "frame_time", "Timestamps",
    "tcp.analysis", "tcp_analysis", "completeness", "_ws",        "D-SACK",     "protocols"};

std::string path(std::string_view capture)
{
    return MQTTSCOPE_SOURCE_DIR "/tests/data/captures/" + std::string{capture};
}

std::string argumentsIn(const std::string& file)
{
    std::ifstream in{file};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

std::string byTshark(std::string_view capture, const std::string& format)
{
    const std::string file = path(capture);
    return runShell("tshark -n -r " + shellWord(file) + " -T " + format + " " + argumentsIn(file + ".args") +
                    argumentsIn(file + ".oracle-args"))
        .output;
}

std::string byUs(std::string_view capture, const std::string& format)
{
    const std::string file = path(capture);
    const ProgramResult result = runShell(
        shellWord(MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli") + " -n -r " + shellWord(file) + " -T " + format +
        " -o mqtt.infer_version:FALSE -o mqtt.detect_on_any_port:FALSE " + argumentsIn(file + ".args"));
    EXPECT_EQ(result.errors, "");
    return result.output;
}

bool counts(const std::string& where)
{
    const std::string layer = where.substr(0, where.find('/'));
    const bool known = std::find(kLayers.begin(), kLayers.end(), layer) != kLayers.end();
    const bool leftOut = std::any_of(kLeftOut.begin(), kLeftOut.end(), [&](std::string_view part) {
        return where.find(part) != std::string::npos;
    });
    return known && !leftOut;
}

/// Why a value of tshark's is not ours; empty if it should be.
std::string_view reason(std::string_view capture, const std::string& where, const std::string& value)
{
    if (where.find("property_len") != std::string::npos && value.size() > 3)
        return "tshark prints the bytes of a Variable Byte Integer, not its value";
    if (capture == "alivcor+presill/mqtt_start.pcap" && where.find("option") != std::string::npos)
        return "tshark reads padding behind End of Option List as more of them";
    if (capture == "own/synth_v5_all.pcap" && where == "mqtt/mqtt.topic" && value == "alias/t")
        return "tshark keeps one alias map for both directions";
    if (where == "raw")
        return "tshark prints a sentence for a layer without fields";
    if (capture == "derived/dup_all.pcap" && where == "tcp/tcp.segment_data")
        return "of a segment that came twice tshark shows part of what it holds";
    if (where.ends_with("_tree") && value.empty())
        return "a tree that held only expert information";
    if (where == "frame/frame.cb_pen" || where == "frame/frame.cb_copy" ||
        (capture == "derived/pcapng_be_ns_2sections.pcapng" && where == "frame/frame.section_number"))
        return "a Custom Block is shown as data";
    return {};
}

void expectSubset(std::string_view capture, const std::vector<FlatFrame>& tshark,
                  const std::vector<FlatFrame>& ours)
{
    ASSERT_EQ(tshark.size(), ours.size());
    std::size_t compared = 0;
    for (std::size_t i = 0; i < tshark.size(); ++i) {
        for (const auto& [entry, times] : tshark[i]) {
            const auto& [where, value] = entry;
            if (!counts(where) || !reason(capture, where, value).empty())
                continue;
            const auto found = ours[i].find(entry);
            const int here = found != ours[i].end() ? found->second : 0;
            EXPECT_GE(here, times) << "frame " << i + 1 << ": " << where << " = " << value.substr(0, 200);
            ++compared;
        }
    }
    EXPECT_GT(compared, tshark.size() * 40) << "a comparison of nothing says nothing";
}

class ExportsTshark : public ::testing::TestWithParam<const char*> {
protected:
    void SetUp() override
    {
        static const std::string why = whyNoTshark();
        if (!why.empty())
            GTEST_SKIP() << why;
    }
};

TEST_P(ExportsTshark, JsonSaysWhatTsharkSays)
{
    std::string error;
    const auto tshark = flattenJson(byTshark(GetParam(), "json"), error);
    ASSERT_EQ(error, "");
    const auto ours = flattenJson(byUs(GetParam(), "json"), error);
    ASSERT_EQ(error, "");
    expectSubset(GetParam(), tshark, ours);
}

INSTANTIATE_TEST_SUITE_P(Captures, ExportsTshark, ::testing::ValuesIn(kCaptures), [](const auto& capture) {
    std::string name = capture.param;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; },
        '_');
    return name;
});

class ExportFormats : public ::testing::Test {
protected:
    void SetUp() override
    {
        static const std::string why = whyNoTshark();
        if (!why.empty())
            GTEST_SKIP() << why;
    }
};

/// Of EK: everything inside a layer stands on one level, names have underscores.
std::vector<FlatFrame> dotted(const std::vector<FlatFrame>& frames)
{
    std::vector<FlatFrame> result;
    for (const FlatFrame& frame : frames) {
        FlatFrame& to = result.emplace_back();
        for (const auto& [entry, times] : frame) {
            // "tcp_tcp_segments" stands beside the layers.
            const bool outside = entry.first.find('/') == std::string::npos;
            to[{outside ? "tcp.segments/" + entry.first : entry.first, entry.second}] = times;
        }
    }
    return result;
}

TEST_F(ExportFormats, EkSaysWhatTsharkSays)
{
    for (const std::string_view capture :
         {"own/v5_publish_props.pcap", "own/synth_multi.pcap", "own/ipv6.pcap", "derived/comments.pcapng",
          "own/odd_strings.pcap", "RishiCSE128+MQTT/mqtt_traffic.pcap"}) {
        SCOPED_TRACE(capture);
        std::string error;
        const auto tshark = flattenEk(byTshark(capture, "ek"), error);
        ASSERT_EQ(error, "");
        const auto ours = flattenEk(byUs(capture, "ek"), error);
        ASSERT_EQ(error, "");
        auto dottedTshark = dotted(tshark);
        for (FlatFrame& frame : dottedTshark) {
            std::erase_if(frame, [](const auto& item) {
                const std::string& where = item.first.first;
                return where.find("text") != std::string::npos && where.find("_text") == std::string::npos;
            });
            std::erase_if(frame, [](const auto& item) {
                return item.first.first.find("tcp_time_") != std::string::npos;
            });
        }
        expectSubset(capture, dottedTshark, dotted(ours));
    }
}

TEST_F(ExportFormats, MergedKeysSayTheSame)
{
    for (const std::string_view capture : {"own/synth_multi.pcap", "own/v5_subscribe_opts.pcap"}) {
        SCOPED_TRACE(capture);
        std::string error;
        const auto tshark = flattenJson(byTshark(capture, "json --no-duplicate-keys"), error);
        ASSERT_EQ(error, "");
        const auto ours = flattenJson(byUs(capture, "json --no-duplicate-keys"), error);
        ASSERT_EQ(error, "");
        expectSubset(capture, tshark, ours);
    }
}

/// Of raw arrays the first three elements: bytes, position, length. The mask of a bit field and the number of
/// its type depend on how Wireshark registers it.
std::vector<FlatFrame> withoutTypes(const std::vector<FlatFrame>& frames)
{
    std::vector<FlatFrame> result;
    for (const FlatFrame& frame : frames) {
        FlatFrame& to = result.emplace_back();
        for (const auto& [entry, times] : frame) {
            std::string value = entry.second;
            if (entry.first.ends_with("_raw") && std::count(value.begin(), value.end(), ',') == 4)
                value.resize(value.rfind(',', value.rfind(',') - 1));
            to[{entry.first, value}] += times;
        }
    }
    return result;
}

TEST_F(ExportFormats, RawBytesStandBesideTheValues)
{
    for (const std::string_view capture :
         {"own/v5_publish_props.pcap", "own/synth_multi.pcap", "own/ipv6.pcap"}) {
        SCOPED_TRACE(capture);
        std::string error;
        const auto tshark = flattenJson(byTshark(capture, "json -x"), error);
        ASSERT_EQ(error, "");
        const auto ours = flattenJson(byUs(capture, "json -x"), error);
        ASSERT_EQ(error, "");
        auto wanted = withoutTypes(tshark);
        for (FlatFrame& frame : wanted)
            std::erase_if(frame,
                          [](const auto& item) { return item.first.first.find("tcp.segments/") == 0; });
        expectSubset(capture, wanted, withoutTypes(ours));
    }
}

TEST_F(ExportFormats, ChosenFieldsAreTsharksToTheLetter)
{
    const std::string fields =
        " -e frame.number -e ip.src -e tcp.port -e mqtt.topic -e mqtt.msg -e tcp.flags.syn";
    for (const std::string format : {"json", "ek"}) {
        EXPECT_EQ(byUs("own/synth_multi.pcap", format + fields),
                  byTshark("own/synth_multi.pcap", format + fields));
    }
}

} // namespace
} // namespace mqttscope::test
