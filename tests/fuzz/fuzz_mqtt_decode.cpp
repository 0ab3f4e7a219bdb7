// SPDX-License-Identifier: GPL-3.0-or-later
// One MQTT packet. Input: a byte for version, direction and options, a byte for how much the capture cut off,
// the packet. The three sinks hear the same, the tree keeps its rules, and what is decoded without any issue
// comes back from its encoding.
#include "dissector/mqtt/decoder.h"
#include "dissector/mqtt/encoder.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/support/tree_invariants.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

using namespace mqttscope;

void require(bool truth, const std::string& why)
{
    if (truth)
        return;
    std::fprintf(stderr, "%s\n", why.c_str());
    std::abort();
}

mqtt::DecodeOptions optionsOf(std::uint8_t byte)
{
    constexpr std::array kVersions = {mqtt::Version::V50, mqtt::Version::V311, mqtt::Version::V31,
                                      mqtt::Version::Unknown, mqtt::Version::Other};
    constexpr std::array kDirections = {mqtt::Direction::Unknown, mqtt::Direction::ClientToServer,
                                        mqtt::Direction::ServerToClient};
    mqtt::DecodeOptions options;
    options.version = kVersions[byte % kVersions.size()];
    byte = static_cast<std::uint8_t>(byte / kVersions.size());
    options.direction = kDirections[byte % kDirections.size()];
    byte = static_cast<std::uint8_t>(byte / kDirections.size());
    options.payloadAsText = (byte & 1U) != 0;
    options.aliasUnknown = (byte & 2U) != 0;
    options.reportIssues = (byte & 4U) == 0;
    if ((byte & 8U) != 0)
        options.aliasTopic = "alias/topic";
    return options;
}

bool sameIssues(const field::IssueLog& a, const field::IssueLog& b)
{
    return std::equal(a.issues().begin(), a.issues().end(), b.issues().begin(), b.issues().end(),
                      [](const field::Issue& x, const field::Issue& y) {
                          return x.code == y.code && x.severity == y.severity && x.field == y.field &&
                                 x.range == y.range && x.expected == y.expected && x.found == y.found;
                      });
}

void checkIssues(const field::IssueLog& log, const mqtt::DecodeResult& result, std::size_t size)
{
    for (const field::Issue& issue : log.issues())
        require(issue.range.end() <= size, "an issue points out of the packet");
    require(result.malformed == log.has(field::Severity::Malformed) || log.dropped() > 0 || result.unreadable,
            "the result does not say what the issues say");
    require(!result.unreadable || result.malformed, "unreadable but not malformed");
    require(result.complete != (result.unreadable || result.cut), "complete contradicts unreadable or cut");
}

void checkRoundTrip(const mqtt::Packet& packet, const mqtt::DecodeResult& result, mqtt::DecodeOptions options)
{
    std::vector<std::uint8_t> bytes;
    const auto written = mqtt::encode(packet, result.version, bytes);
    require(written.has_value(), "a packet without issue cannot be written");
    options.version = result.version;
    field::IssueLog log;
    mqtt::Packet again;
    (void)mqtt::decode(bytes, options, log, again);
    require(log.empty(), "an issue after writing");
    require(again == packet, "another packet after writing");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    if (size < 2 || size > 100'000)
        return 0;
    static const field::FieldSelection kEveryField = test::everyField();
    static mqtt::Packet reused; // whatever it held before
    const mqtt::DecodeOptions options = optionsOf(bytes[0]);
    const field::ByteView whole(bytes + 2, size - 2);
    const field::ByteView captured =
        whole.first(whole.size() - std::min<std::size_t>(bytes[1], whole.size()));
    const auto length = static_cast<std::uint32_t>(whole.size());

    field::NullSink nothing;
    field::IssueLog log;
    const mqtt::DecodeResult result = mqtt::decode(captured, length, options, nothing, log, reused);
    checkIssues(log, result, whole.size());

    field::TreeSink treeSink;
    field::IssueLog treeLog;
    mqtt::Packet treePacket;
    (void)mqtt::decode(captured, length, options, treeSink, treeLog, treePacket);
    const field::FieldTree tree = treeSink.take();
    const std::string violation = test::violation(tree, {captured});
    require(violation.empty(), violation);

    field::SelectSink selectSink(kEveryField);
    field::IssueLog selectLog;
    mqtt::Packet selectPacket;
    (void)mqtt::decode(captured, length, options, selectSink, selectLog, selectPacket);
    const std::string disagreement = test::disagreement(tree, selectSink);
    require(disagreement.empty(), disagreement);
    require(reused == treePacket && reused == selectPacket, "the sinks gave different packets");
    require(sameIssues(log, treeLog) && sameIssues(log, selectLog), "the sinks gave different issues");

    const bool known = result.version == mqtt::Version::V31 || result.version == mqtt::Version::V311 ||
                       result.version == mqtt::Version::V50;
    if (result.complete && log.empty() && options.reportIssues && known)
        checkRoundTrip(reused, result, options);
    return 0;
}
