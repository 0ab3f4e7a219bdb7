// SPDX-License-Identifier: GPL-3.0-or-later
// Filter expressions, good and bad, must select the frames that `tshark -Y` of Wireshark 4.0 selects on real
// captures, or be refused as it refuses them. What is ours on purpose (names of values in the words of the
// standards, fields that Wireshark lacks) is tested in tests/unit/filter.
#include "analysis/document.h"
#include "analysis/frame_filter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace mqttscope {
namespace {

/// The expressions held against tshark on one capture.
struct Suite {
    const char* name;
    const char* capture;
    std::vector<std::string> expressions;
};

const std::vector<Suite>& suites()
{
    static const std::vector<Suite> kSuites = {
        {"MatlabOverEthernet",
         "RishiCSE128+MQTT/mqtt_traffic.pcap",
         {
             "mqtt",
             "tcp",
             "ipv6",
             "!mqtt",
             "mqtt.topic == \"test/matlab\"",
             "mqtt.topic != \"test/matlab\"",
             "mqtt.topic == \"TEST/MATLAB\"",
             "mqtt.clientid == sub1",
             "mqtt.clientid == \"sub1\" or mqtt.clientid == matlabclient",
             "mqtt.clientid == \"\\x73ub1\"",
             "mqtt.clientid == r\"sub1\"",
             "mqtt.username == \"\"",
             "mqtt.kalive == 60",
             "mqtt.kalive == 0x3c",
             "mqtt.kalive == 074",
             "mqtt.msg == 39:2e:39:33:30:38",
             "mqtt.msg == \"9.9308\"",
             "mqtt.msg > 39:2e",
             "ip.src == 192.168.1.74",
             "ip.addr == 192.168.1.74",
             "ip.addr != 192.168.1.74",
             "ip.addr == 192.168.1.0/24 and mqtt",
             "ip.src == 192.168.1.128/25",
             "ip.dst > 192.168.1.100",
             "ip.src == ip.dst",
             "ip.src < ip.dst",
             "eth.src == 00:28:f8:ec:3d:71",
             "eth.src == 00-28-F8-EC-3D-71",
             "eth.addr == 0028.f8ec.3d71",
             "eth.src == 00:28:f8",
             "tcp.port == 54651",
             "tcp.port != 54651",
             "tcp.srcport == 1883 && tcp.dstport == 54651",
             "tcp.flags.push == 1 && !mqtt",
             "tcp.flags.syn == \"Set\"",
             "tcp.flags == 0x012",
             "mqtt.msgtype == 3 and not tcp.dstport == 1883",
             "frame.number >= 10 && frame.number < 20",
             "frame.len == 54 || frame.len == 60",
             "frame.time_relative < 1",
             "frame.time_delta > 0.5",
             "tcp.stream == 1",
             "ip.ttl == 64",
             "ip.src == localhost",
             "ip.src == 192.168.1",
             "tcp.port == 65536",
             "tcp.port == ip.src",
             "mqtt.qoss == 1",
         }},
        {"ThreeVersionsOnRawIp",
         "arkime+arkime/tests/pcap/mqtt_synthetic.pcap",
         {
             "mqtt",
             "eth",
             "mqtt.ver == 5",
             "mqtt.ver != 4",
             "mqtt.ver !== 4",
             "mqtt.clientid == \"iot-gateway-west\"",
             "mqtt.clientid == iot-gateway-west",
             "mqtt.username == gateway_user and mqtt.passwd",
             "mqtt.conflag.willflag == True",
             "mqtt.conflag.willflag == TRUE",
             "mqtt.conflag.willflag == true",
             "mqtt.conflag.willflag == \"True\"",
             "mqtt.conflag.willflag == Set",
             "mqtt.conflag.willflag == \"Not set\"",
             "mqtt.conflag.willflag == 2",
             "mqtt.conflag.qos",
             "mqtt.topic == \"alerts/+\"",
             "mqtt.topic == alerts/+",
             "mqtt.topic == 'a'",
             "mqtt.topic == 'ab'",
             "mqtt.topic > \"unsub/first\"",
             "mqtt.msg == \"sunny\"",
             "mqtt.msg == 73756e6e79",
             "mqtt.msg == sunny",
             "mqtt.msg == \"\"",
             "mqtt.msgtype == 1 || mqtt.msgtype == 8 && mqtt.qos == 3",
             "(mqtt.msgtype == 1 || mqtt.msgtype == 8) && mqtt.qos == 3",
             "ip.addr == 10.0.0.0/8",
             "ip.addr == 10.0.0.100 and not ip.src == 10.0.0.100",
             "all ip.addr == 192.168.0.0/16",
             "ip.addr === 192.168.0.0/16",
             "tcp.payload",
             "tcp.srcport == 11111 or tcp.srcport == 22222 or tcp.srcport == 33333",
         }},
        {"Ipv6",
         "own/ipv6.pcap",
         {
             "ipv6",
             "ip",
             "ipv6.addr == ::1",
             "ipv6.src == 0:0:0:0:0:0:0:1",
             "ipv6.addr == fe80::/10",
             "ipv6.addr != fe80::/10",
             "ipv6.src >= ::1/64",
             "ipv6.src > ::1/64",
             "ipv6.src == 127.0.0.1",
             "ipv6.src == ::1/129",
             "ipv6.src == 1::2::3",
             "ipv6.plen > 32 and mqtt",
             "ipv6.hlim == 64",
             "mqtt.clientid == \"\"",
             "mqtt.topic == \"v6/1\"",
             "mqtt.topic == \"#\"",
             "mqtt.prop_number == 20",
             "mqtt.prop_number != 20",
             "mqtt.topic == \"v6/1\" && mqtt.qos == 1 && mqtt.msg == 73697831",
         }},
        {"Connects",
         "own/v311_connect_variants.pcap",
         {
             "mqtt.username == \"b\\u00f8b\"",
             "mqtt.username == \"b\\xc3\\xb8b\"",
             "mqtt.username == bøb",
             "mqtt.username == alice and mqtt.passwd == s3cret",
             "mqtt.kalive > 30 and mqtt.kalive <= 60",
             "mqtt.kalive == 65535",
             "mqtt.kalive == 65536",
             "mqtt.kalive == -1",
             "mqtt.kalive != -1",
             "mqtt.kalive == 60.0",
             "mqtt.kalive == \"60\"",
             "mqtt.conack.flags.sp == 1",
             "mqtt.conflag.cleansess == False",
             "mqtt.conack.val",
             "mqtt.willtopic == \"w/1\" or mqtt.willtopic == \"w/2\"",
             "mqtt.willmsg",
             "mqtt.msgtype == mqtt.qos",
             "mqtt.topic_len > 5",
             "mqtt.len == 2",
         }},
        {"PropertiesOfFive",
         "own/v5_publish_props.pcap",
         {
             "mqtt.properties",
             "mqtt.properties == 1",
             "mqtt.prop_string == \"resp/t\"",
             "mqtt.property.topic_alias == 2",
             "mqtt.property.topic_alias == 1 and mqtt.topic == \"alias/one\"",
             "mqtt.prop_key",
             "mqtt.prop_number == 100 || mqtt.property_id == 0x26",
             "mqtt.retain == 1",
             "mqtt.dupflag == 0",
             "mqtt.qos == 0 and mqtt.qos == 1",
             "mqtt.msgid == 1",
             "mqtt.msg == 'x'",
             "mqtt.msg == 0x78",
             "mqtt.msg == 7b2271223a20322c202278223a205b312c20322c20335d7d",
             "mqtt.hdrflags == '0'",
             "mqtt.puback.reason_code == 16",
             "mqtt.connack.reason_code == 0",
             "tcp.len > 100 && tcp.dstport != 1883",
             "frame.number == frame.number == 4",
             "frame.number == 4 == 4",
             "any tcp.port != 1883",
             "all tcp.port != 1883",
             "tcp.port ~= 1883",
             ".mqtt.qos == 2",
             ".nosuch",
             "not not mqtt",
             "!!mqtt",
             "! mqtt && tcp.len",
         }},
        {"Mistakes",
         "own/ipv6.pcap",
         {
             "",
             "   ",
             "()",
             "(mqtt",
             "mqtt)",
             "mqtt mqtt",
             "mqtt &&",
             "&& mqtt",
             "mqtt ==",
             "== 1",
             "mqtt AND tcp",
             "NOT mqtt",
             "mqtt | tcp",
             "mqtt, tcp",
             "mqtt xor tcp",
             "mqtt.qos = 1",
             "mqtt.qos <> 1",
             "mqtt.qos EQ 1",
             "(mqtt.qos) == 1",
             "mqtt.qos == (1)",
             "mqtt.qos == --1",
             "mqtt.qos == 08",
             "mqtt.qos == 1 2",
             "TCP",
             "Mqtt.qos",
             "mqtt.",
             "mqtt..qos",
             "mqtt-x",
             "1883 == tcp.port",
             "\"x\" == mqtt.topic",
             "mqtt.topic == \"x",
             "mqtt.topic == \"\\q\"",
             "mqtt.topic == \"\\400\"",
             "mqtt.topic == \"\\u12\"",
             "mqtt.topic == 'é'",
             "mqtt.topic == ''",
             "mqtt.topic == a:b",
             "mqtt.topic == #",
             "mqtt.topic == mqtt.kalive",
             "mqtt.topic == tcp",
             "mqtt.topic == and",
             "mqtt.topic == -a",
             "mqtt.msg == 67:6",
             "mqtt.msg == 0x6768",
             "mqtt.msg == c0--00",
             "eth.src == 0",
             "eth.src == broadcast",
             "ip.src == \"127.0.0.1\"",
             "ip.src == 127.0.0.0/33",
             "ip.src == 127.0.0.0/",
             "ip.src == 127.0.0.256",
             "ip.src == ::1",
             "frame.number == 4294967296",
             "frame.number == 99999999999999999999999",
             "frame.time_relative == 0x1",
             "frame.time_relative == 1.0000000001",
             "frame.time_relative == frame.len",
             "tcp.flags.syn == -1",
             "tcp.flags.syn == mqtt.qos",
             "all mqtt",
         }},
    };
    return kSuites;
}

/// An expression that we read otherwise than tshark 4.0, on purpose.
struct Difference {
    const char* expression;
    const char* reason;
};

constexpr std::array<Difference, 12> kDifferences = {{
    {"mqtt.msgtype == \"PUBLISH\"", "names of values are the standards' (MQTT 5.0 Table 2-1)"},
    {"mqtt.msgtype == \"Publish Message\"", "names of values are the standards'"},
    {"mqtt == 10:13", "a protocol is there or not; tshark compares it with its bytes"},
    {"mqtt.alias_topic", "a field of ours"},
    {"frame.ignored == False", "a field of Wireshark's window"},
    {"mqtt.msg == '\\n'", "tshark 4.0 takes no letter behind the backslash of a character, its manual does"},
    {"frame.number == {4}", "there is no arithmetic in our language"},
    {"frame.number + 1 == 4", "there is no arithmetic in our language"},
    {"frame.number == 0b", "a number has digits"},
    {"frame.time_relative == 1.2.3", "tshark ignores what follows the second dot"},
    {"frame.time_epoch == 99999999999999999999", "no time is that late"},
    {"mqtt.qos !== -1", "each number differs from -1; in tshark none does"},
}};

/// What a program made of an expression.
struct Outcome {
    bool accepted = false;
    std::vector<std::uint32_t> frames; ///< only if accepted

    friend bool operator==(const Outcome&, const Outcome&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Outcome& outcome)
    {
        out << (outcome.accepted ? "accepted," : "refused");
        for (const std::uint32_t frame : outcome.frames)
            out << ' ' << frame;
        return out;
    }
};

std::string capturePath(const char* capture)
{
    return std::string(MQTTSCOPE_SOURCE_DIR "/tests/data/captures/") + capture;
}

std::string shellQuoted(std::string_view text)
{
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

/// Standard output and whether the program succeeded.
std::pair<std::string, bool> run(const std::string& command)
{
    std::string output;
    FILE* const pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr)
        return {output, false};
    std::array<char, 4096> buffer{};
    for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        output.append(buffer.data(), count);
    return {output, ::pclose(pipe) == 0};
}

Outcome byTshark(const std::string& capture, const std::string& expression)
{
    // A configuration directory that does not exist: nobody's own preferences count.
    const auto [output, accepted] =
        run("WIRESHARK_CONFIG_DIR=/nonexistent tshark -n -r " + shellQuoted(capture) + " -Y " +
            shellQuoted(expression) + " -T fields -e frame.number 2>/dev/null");
    Outcome outcome;
    outcome.accepted = accepted;
    std::istringstream lines{accepted ? output : std::string{}};
    for (std::uint32_t frame = 0; lines >> frame;)
        outcome.frames.push_back(frame);
    return outcome;
}

/// The same for all expressions of a suite, on all processors: tshark needs long to start.
std::vector<Outcome> allByTshark(const Suite& suite)
{
    std::vector<Outcome> outcomes(suite.expressions.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < outcomes.size(); i = next++)
            outcomes[i] = byTshark(capturePath(suite.capture), suite.expressions[i]);
    };
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
        threads.emplace_back(work);
    for (std::thread& thread : threads)
        thread.join();
    return outcomes;
}

Outcome byUs(const analysis::Document& document, const std::string& expression)
{
    Outcome outcome;
    auto filter = filter::Filter::compile(expression);
    if (!filter)
        return outcome;
    outcome.accepted = true;
    analysis::FrameFilter frames{std::move(*filter)};
    const auto snapshot = document.snapshot();
    for (std::uint32_t frame = 1; frame <= snapshot->frameCount(); ++frame) {
        if (frames.matches(document, *snapshot, frame))
            outcome.frames.push_back(frame);
    }
    return outcome;
}

std::shared_ptr<analysis::Document> openLikeTshark(const std::string& path)
{
    analysis::Options options;
    options.index.inferVersion = false;
    options.index.detectOnAnyPort = false;
    auto document = analysis::Document::open(path, options);
    if (!document)
        return nullptr;
    (*document)->start();
    (*document)->wait();
    return *document;
}

/// Why there is nothing to compare with; empty if there is.
std::string whyNotTshark()
{
    const auto [version, found] = run("tshark --version 2>/dev/null");
    if (!found)
        return "tshark is not installed";
    if (version.find("TShark (Wireshark) 4.0.") == std::string::npos)
        return "the language is that of tshark 4.0, here is " + version.substr(0, version.find('\n'));
    return {};
}

class FilterTshark : public testing::TestWithParam<std::size_t> {};

TEST_P(FilterTshark, SelectsTheSameFrames)
{
    if (const std::string reason = whyNotTshark(); !reason.empty())
        GTEST_SKIP() << reason;
    const Suite& suite = suites()[GetParam()];
    const auto document = openLikeTshark(capturePath(suite.capture));
    ASSERT_NE(document, nullptr);
    const std::vector<Outcome> expected = allByTshark(suite);
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_EQ(byUs(*document, suite.expressions[i]), expected[i]) << suite.expressions[i];
    // A comparison in which nothing is ever selected would say nothing.
    EXPECT_TRUE(
        std::any_of(expected.begin(), expected.end(), [](const Outcome& o) { return !o.frames.empty(); }));
}

INSTANTIATE_TEST_SUITE_P(Captures, FilterTshark, testing::Range<std::size_t>(0, suites().size()),
                         [](const auto& suite) { return std::string(suites()[suite.param].name); });

TEST(FilterTsharkDifferences, AreThoseThatHaveAReason)
{
    if (const std::string reason = whyNotTshark(); !reason.empty())
        GTEST_SKIP() << reason;
    constexpr const char* kCapture = "own/v5_basic.pcap";
    const auto document = openLikeTshark(capturePath(kCapture));
    ASSERT_NE(document, nullptr);
    for (const Difference& difference : kDifferences) {
        EXPECT_NE(byUs(*document, difference.expression),
                  byTshark(capturePath(kCapture), difference.expression))
            << difference.expression << ": no longer true: " << difference.reason;
    }
}

} // namespace
} // namespace mqttscope
