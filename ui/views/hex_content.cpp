// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hex_content.h"

#include "dissector/field/field_table.h"

#include <QCoreApplication>

namespace mqttscope::ui {
namespace {

/// The bar says where a field begins; below MQTT, where a layer does: there are too many fields for more.
bool hasBar(const index::Dissection& dissection, field::Role role, const analysis::FieldRun& run,
            std::uint32_t& layer)
{
    std::uint32_t top = run.node;
    while (dissection.tree.node(top).parent != analysis::kNoNode)
        top = dissection.tree.node(top).parent;
    const bool newLayer = top != layer;
    layer = top;
    return role == field::Role::Network ? newLayer : run.starts;
}

void addSeams(const index::DissectionSource& source, HexContent& content)
{
    std::uint32_t offset = 0;
    std::uint32_t before = 0;
    bool first = true;
    for (const stream::Piece& piece : source.pieces) {
        if (!piece.captured()) {
            content.missing.push_back({offset, piece.length});
            content.seams.push_back({offset, QCoreApplication::translate("HexContent", "not captured")});
        } else if (source.kind != index::SourceKind::Frame && (first || piece.frame != before)) {
            content.seams.push_back(
                {offset, QCoreApplication::translate("HexContent", "frame %1").arg(piece.frame)});
        }
        first = false;
        before = piece.captured() ? piece.frame : 0;
        offset += piece.length;
    }
    content.length = std::max(content.length, offset);
}

} // namespace

HexContent hexContent(const std::shared_ptr<const index::Dissection>& dissection,
                      const analysis::ByteMap& map, std::uint8_t source)
{
    HexContent content;
    content.keep = dissection;
    const index::DissectionSource& shown = dissection->sources[source];
    content.bytes = shown.bytes;
    content.length = static_cast<std::uint32_t>(shown.bytes.size());
    std::uint32_t layer = analysis::kNoNode;
    for (const analysis::FieldRun& run : map.runs(source)) {
        const field::Role role = analysis::roleOf(*dissection, run.node);
        content.runs.push_back({run.range, static_cast<int>(role), hasBar(*dissection, role, run, layer)});
    }
    addSeams(shown, content);
    for (const field::Issue& issue : dissection->issues) {
        if (issue.severity < field::Severity::ProtocolError || issue.range.length == 0)
            continue;
        if (issue.source == source)
            content.faults.push_back(issue.range);
        else if (source == 0 && issue.source < dissection->sources.size()) {
            for (const field::ByteRange range : dissection->rangesInFrame(issue.source, issue.range))
                content.faults.push_back(range);
        }
    }
    return content;
}

} // namespace mqttscope::ui
