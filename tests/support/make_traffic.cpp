// SPDX-License-Identifier: GPL-3.0-or-later
// make_traffic OUT.pcap [--NAME VALUE]...: writes generated traffic and prints its truth as JSON; with
// --list FILE also each message, tab-separated: anchor, own frame, stream, side, number, first byte, length,
// Packet Identifier, topic, lost, hidden, frame of its source.
#include "tests/support/traffic_client.h"
#include "tests/support/traffic_generator.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::test {
namespace {

constexpr std::string_view kUsage =
    "usage: make_traffic OUT.pcap [--frames N] [--activities N] [--seed N] [--segment-seed N]\n"
    "       [--connections N] [--v31 P] [--v50 P] [--ipv6 P] [--coalesce P] [--split P] [--reorder P]\n"
    "       [--retransmit P] [--loss P] [--gap MICROSECONDS] [--long P] [--huge P] [--list FILE]      (P: 0 "
    "to 1)\n";

bool parse(std::string_view name, const char* value, TrafficOptions& options)
{
    char* end = nullptr;
    const auto whole = [&] { return std::strtoull(value, &end, 10); };
    const auto share = [&] { return std::strtod(value, &end); };
    if (name == "--frames")
        options.frames = static_cast<std::uint32_t>(whole());
    else if (name == "--activities")
        options.activities = static_cast<std::uint32_t>(whole());
    else if (name == "--gap")
        options.gapUs = static_cast<std::uint32_t>(whole());
    else if (name == "--seed")
        options.seed = whole();
    else if (name == "--segment-seed")
        options.segmentSeed = whole();
    else if (name == "--connections")
        options.connections = static_cast<std::uint32_t>(whole());
    else if (name == "--v31")
        options.v31 = share();
    else if (name == "--v50")
        options.v50 = share();
    else if (name == "--ipv6")
        options.ipv6 = share();
    else if (name == "--coalesce")
        options.coalesce = share();
    else if (name == "--split")
        options.split = share();
    else if (name == "--reorder")
        options.reorder = share();
    else if (name == "--retransmit")
        options.retransmit = share();
    else if (name == "--loss")
        options.loss = share();
    else if (name == "--long")
        options.longPayload = share();
    else if (name == "--huge")
        options.hugePayload = share();
    return end != nullptr && end != value && *end == '\0';
}

std::string describe(const TrafficMessage& message, const std::vector<std::string>& topics)
{
    const SaidMessage& said = message.said;
    return fmt::format("{}\t{}\t{}\t{}\t{}\t{:02x}\t{}\t{}\t{}\t{}\t{}\t{}\n", message.anchor,
                       message.ownFrame, message.stream, message.side, message.number, said.firstByte,
                       said.length, said.packetId,
                       said.topic != kNoTopic ? topics[said.topic] : std::string{}, message.lost ? 1 : 0,
                       message.hidden ? 1 : 0, message.sourceFrame);
}

int run(int argc, char** argv)
{
    TrafficOptions options;
    bool good = argc >= 2 && argc % 2 == 0;
    std::string list;
    for (int i = 2; good && i + 1 < argc; i += 2) {
        if (std::string_view{argv[i]} == "--list")
            list = argv[i + 1];
        else
            good = parse(argv[i], argv[i + 1], options);
    }
    if (!good) {
        fmt::print(stderr, "{}", kUsage);
        return 1;
    }
    std::ofstream out;
    if (!list.empty())
        out.open(list);
    const std::vector<std::string> topics = trafficTopics(options.connections);
    const auto truth = writeTraffic(argv[1], options, [&](const TrafficMessage& message) {
        if (out.is_open())
            out << describe(message, topics);
    });
    if (!truth) {
        fmt::print(stderr, "make_traffic: {}: {}\n", argv[1], capture::describe(truth.error()));
        return 2;
    }
    fmt::print("{}", trafficTruthJson(*truth));
    return 0;
}

} // namespace
} // namespace mqttscope::test

int main(int argc, char** argv)
{
    return mqttscope::test::run(argc, argv);
}
