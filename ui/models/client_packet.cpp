// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/client_packet.h"

#include "dissector/field/field_table.h"
#include "dissector/mqtt/decoder.h"
#include "teach/vocabulary.h"
#include "ui/models/text.h"

#include <algorithm>

namespace mqttscope::ui {
namespace {

/// A value made of several leaves, or a leaf without a part of its own, plays the part of its parent.
field::Role roleOf(const field::FieldTree& tree, std::uint32_t leaf)
{
    for (std::uint32_t node = leaf; node != field::FieldNode::kNoParent; node = tree.node(node).parent) {
        const field::Role role = field::fieldInfo(tree.node(node).id).role;
        if (role != field::Role::None)
            return role;
    }
    return field::Role::None;
}

} // namespace

PacketRuns packetRuns(const broker::lab::PacketPreview& preview, mqtt::Version version,
                      const teach::Vocabulary& vocabulary)
{
    PacketRuns packet;
    packet.size = preview.bytes.size();
    packet.bytes.assign(preview.bytes.begin(),
                        preview.bytes.begin() +
                            static_cast<std::ptrdiff_t>(std::min(packet.size, PacketRuns::kMaxBytes)));
    if (preview.packetIdOpen && preview.packetIdAt && *preview.packetIdAt + 2 <= packet.bytes.size())
        packet.openAt = static_cast<int>(*preview.packetIdAt);
    mqtt::DecodeOptions options;
    options.version = version;
    options.direction = mqtt::Direction::ClientToServer;
    options.reportIssues = false;
    field::TreeSink sink;
    field::IssueLog issues;
    mqtt::Packet read;
    (void)mqtt::decode(packet.bytes, static_cast<std::uint32_t>(packet.size), options, sink, issues, read);
    const field::FieldTree tree = sink.take();
    std::size_t place = 0;
    const auto nodes = tree.nodes();
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        const field::FieldNode& node = nodes[i];
        if (node.kind != field::NodeKind::Leaf || node.range.length == 0 || node.range.offset < place ||
            node.range.offset >= packet.bytes.size())
            continue;
        PacketRun run;
        run.offset = node.range.offset;
        run.length = std::min<std::size_t>(node.range.length, packet.bytes.size() - run.offset);
        run.role = roleOf(tree, i);
        run.label = text(vocabulary.label(node.id));
        place = run.offset + run.length;
        packet.runs.push_back(std::move(run));
    }
    return packet;
}

} // namespace mqttscope::ui
