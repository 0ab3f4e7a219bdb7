// SPDX-License-Identifier: GPL-3.0-or-later
// What real clients and brokers sent breaks no rule of one packet, but where it does.
#include "dissector/field/issue_table.h"
#include "tests/unit/analysis/script_file.h"

#include <algorithm>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <string>

namespace mqttscope::analysis::test {
namespace {

using field::IssueCode;

using Names = std::set<std::string>;

/// The captures with broken packets, and the codes of what is broken.
const std::map<std::string, Names>& brokenCaptures()
{
    static const std::map<std::string, Names> kBroken = {
        {"OISF+suricata-verify/tests/mqtt-events-invalid-qos/input.pcap", {"qos-reserved"}},
        {"OISF+suricata-verify/tests/mqtt-events-unassigned-msgtype/input.pcap", {"packet-type-reserved"}},
        {"OISF+suricata-verify/tests/mqtt5-excessiveproplen/input.pcap",
         {"field-past-end", "property-unknown"}},
        // mosquitto_sub lets one ask for No Local with a shared subscription.
        {"own/v5_subscribe_opts.pcap", {"no-local-shared"}},
        // Written by hand: no client identifier in 3.1.
        {"own/synth_multi.pcap", {"client-id-length-31"}},
        // Written by hand: every property and code, allowed or not; one broken packet after the other.
        {"own/synth_v5_all.pcap",
         {"auth-method-missing", "no-local-shared", "property-wrong-sender", "reason-code-sent-by",
          "reason-code-unknown", "server-reference-code", "topic-alias-unknown", "topic-empty-no-alias",
          "will-qos-reserved"}},
        {"own/synth_malformed.pcap",
         {"ack-length",
          "auth-method-missing",
          "connack-length",
          "connect-flags-reserved",
          "field-past-end",
          "fixed-header-flags",
          "length-not-minimal",
          "packet-type-not-in-version",
          "packet-type-reserved",
          "password-without-user-name",
          "ping-length",
          "property-length-lies",
          "property-length-missing",
          "property-not-allowed",
          "property-twice",
          "property-unknown",
          "property-value-range",
          "property-value-zero",
          "property-wrong-sender",
          "protocol-level",
          "protocol-name",
          "protocol-name-level",
          "qos-reserved",
          "reason-code-unknown",
          "remaining-length-too-long",
          "retain-handling-reserved",
          "suback-empty",
          "subscribe-empty",
          "subscribe-flags",
          "subscription-options-reserved",
          "subscription-qos-reserved",
          "topic-alias-zero",
          "topic-empty",
          "topic-empty-no-alias",
          "topic-wildcard",
          "trailing-bytes",
          "unsubscribe-empty",
          "utf8-invalid",
          "utf8-nul",
          "vbi-too-long",
          "will-missing",
          "will-qos-reserved",
          "wrong-direction"}},
    };
    return kBroken;
}

bool isOfOnePacket(IssueCode code)
{
    return code == IssueCode::FieldPastEnd || code == IssueCode::TrailingBytes ||
           (code >= IssueCode::PacketTypeReserved && code <= IssueCode::ServerReferenceCode);
}

/// What is wrong with the packets of a capture, at least a warning.
Names faultsOf(const Document& document)
{
    Names names;
    for (std::uint32_t frame = 1; frame <= document.snapshot()->frameCount(); ++frame) {
        const auto dissection = document.dissect(frame);
        if (dissection == nullptr)
            continue;
        for (const field::Issue& issue : dissection->issues) {
            if (issue.severity >= field::Severity::Warning && isOfOnePacket(issue.code))
                names.emplace(field::issueInfo(issue.code).name);
        }
    }
    return names;
}

TEST(PacketRules, InCapturesOfRealSoftware)
{
    const std::filesystem::path root = sourcePath("tests/data/captures");
    std::size_t captures = 0;
    std::size_t broken = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        const std::string kind = entry.path().extension().string();
        const std::string name = std::filesystem::relative(entry.path(), root).string();
        if (kind != ".pcap" && kind != ".pcapng")
            continue;
        ++captures;
        const auto expected = brokenCaptures().find(name);
        const bool isBroken = expected != brokenCaptures().end();
        broken += isBroken ? 1 : 0;
        EXPECT_EQ(faultsOf(*indexed(entry.path().string())), isBroken ? expected->second : Names{}) << name;
    }
    EXPECT_EQ(broken, brokenCaptures().size());
    EXPECT_GT(captures, 60U);
}

} // namespace
} // namespace mqttscope::analysis::test
