// SPDX-License-Identifier: GPL-3.0-or-later
// What real clients and brokers said breaks no rule that takes several packets to see, but where it does.
#include "dissector/field/issue_table.h"
#include "tests/unit/analysis/script_file.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <string>

namespace mqttscope::analysis::test {
namespace {

using Counts = std::map<std::string, int>; ///< by the name of the issue

/// What is wrong over time in a capture, at least a warning.
Counts faultsOf(const Document& document)
{
    Counts counts;
    const session::View& view = document.snapshot()->sessions;
    for (std::size_t i = 0; i < view.issues.size(); ++i) {
        const session::FoundIssue& issue = view.issues[i].issue;
        if (issue.severity >= field::Severity::Warning)
            ++counts[std::string{field::issueInfo(issue.code).name}];
    }
    return counts;
}

/// The captures that break such rules. Each was held against the text of the standard.
const std::map<std::string, Counts>& judged()
{
    static const std::map<std::string, Counts> kJudged = {
        // The CONNECT cannot be read to its end, and the server lets the client in.
        {"OISF+suricata-verify/tests/mqtt5-excessiveproplen/input.pcap", {{"bad-connect-answered", 1}}},
        // Made without a server: its TCP acknowledges everything, and no CONNACK comes for 31 s and more.
        {"arkime+arkime/tests/pcap/arkime_synthetic.pcap", {{"connack-overdue", 1}}},
        {"arkime+arkime/tests/pcap/mqtt_synthetic.pcap", {{"connack-overdue", 6}}},
        // mosquitto_pub sends PUBREL although PUBREC said 0x87 (Not authorized).
        {"own/auth_fail.pcap", {{"pubrel-after-refusal", 1}}},
        // Keep Alive 1 s, and 3.953 s of silence.
        {"own/keepalive_ping.pcap", {{"keep-alive-exceeded", 1}}},
        // mosquitto lets a client have No Local with a shared subscription.
        {"own/v5_subscribe_opts.pcap", {{"violation-ignored", 1}}},
        // Written by hand, answers and all.
        {"own/synth_multi.pcap",
         {{"ack-without-publish", 1},
          {"assigned-client-id-missing", 1},
          {"packet-id-in-use", 2},
          {"pubrel-without-publish", 1},
          {"resent-without-dup", 2}}},
        {"own/synth_no_connect.pcap",
         {{"first-packet-not-connect", 1},
          {"packet-after-disconnect", 1},
          {"second-connack", 1},
          {"server-packet-before-connack", 1}}},
        // One server answers HTTP with a TLS alert, whose first byte is that of a CONNECT.
        {"own/synth_malformed.pcap",
         {{"auth-from-client-unasked", 1},
          {"bad-connect-answered", 13},
          {"packet-after-disconnect", 2},
          {"protocol-level-answer", 2},
          {"second-connack", 4},
          {"second-connect", 1},
          {"second-connect-ignored", 1},
          {"server-packet-before-connack", 3},
          {"unsolicited-pingresp", 2}}},
        {"own/synth_v5_all.pcap",
         {{"ack-without-publish", 18},
          {"bad-connect-answered", 1},
          {"good-client-id-refused", 1},
          {"keep-alive-enforced-early", 1},
          {"maximum-qos-exceeded", 1},
          {"session-present-with-clean-start", 1},
          {"violation-ignored", 3}}},
    };
    return kJudged;
}

TEST(RulesOverTime, InCapturesOfRealSoftware)
{
    const std::filesystem::path root = sourcePath("tests/data/captures");
    std::size_t captures = 0;
    std::size_t found = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        const std::string kind = entry.path().extension().string();
        const std::string name = std::filesystem::relative(entry.path(), root).string();
        if (kind != ".pcap" && kind != ".pcapng" && kind != ".gz")
            continue;
        ++captures;
        const auto expected = judged().find(name);
        found += expected != judged().end() ? 1U : 0U;
        EXPECT_EQ(faultsOf(*indexed(entry.path().string())),
                  expected != judged().end() ? expected->second : Counts{})
            << name;
    }
    EXPECT_EQ(found, judged().size());
    EXPECT_GT(captures, 60U);
}

TEST(RulesOverTime, InTheSamples)
{
    // What their stories tell. All others break none.
    const std::map<std::string, Counts> told = {{"pannes-04.pcapng", {{"second-connect", 1}}},
                                                {"ping.pcapng", {{"keep-alive-exceeded", 1}}},
                                                {"session-will-retain.pcapng", {{"keep-alive-exceeded", 1}}}};
    std::size_t samples = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(sourcePath("samples"))) {
        const std::string kind = entry.path().extension().string();
        if (kind != ".pcap" && kind != ".pcapng")
            continue;
        ++samples;
        const std::string name = entry.path().filename().string();
        const auto story = told.find(name);
        EXPECT_EQ(faultsOf(*indexed(entry.path().string())), story != told.end() ? story->second : Counts{})
            << name;
    }
    EXPECT_GT(samples, told.size());
}

} // namespace
} // namespace mqttscope::analysis::test
