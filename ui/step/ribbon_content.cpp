// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/ribbon_content.h"

#include "dissector/field/field_table.h"
#include "ui/models/field_tree_model.h"
#include "ui/models/label_gloss.h"
#include "ui/models/layer_list.h"
#include "ui/models/text.h"
#include "ui/step/ribbon_character.h"
#include "ui/step/ribbon_words.h"
#include "ui/theme/category.h"

#include <algorithm>
#include <span>

namespace mqttscope::ui {
namespace {

using field::ByteRange;
using field::FieldId;
using field::FieldType;

std::uint32_t topOf(const index::Dissection& dissection, std::uint32_t node)
{
    while (dissection.tree.node(node).parent != analysis::kNoNode)
        node = dissection.tree.node(node).parent;
    return node;
}

/// The part of a range that lies in a stretch, counted from its first byte.
ByteRange within(ByteRange range, ByteRange stretch)
{
    const std::uint32_t from = std::max(range.offset, stretch.offset);
    const std::uint32_t to = std::min(range.end(), stretch.end());
    return to > from ? ByteRange{from - stretch.offset, to - from} : ByteRange{};
}

/// The field that a byte is shown under. The bytes of a length are one field, however many they are.
std::uint32_t shownField(const index::Dissection& dissection, std::uint32_t leaf)
{
    const field::FieldNode& node = dissection.tree.node(leaf);
    const bool partOfNumber = node.id == FieldId::MqttLenByte || node.id == FieldId::MqttVbiByte;
    return partOfNumber && node.parent != analysis::kNoNode ? node.parent : leaf;
}

ByteReading readingOf(const field::FieldNode& node)
{
    switch (field::fieldInfo(node.id).type) {
    case FieldType::String:
        return ByteReading::Text;
    case FieldType::Ether:
    case FieldType::Ipv4:
    case FieldType::Ipv6:
        return ByteReading::Address;
    case FieldType::Bytes:
        // What the bytes of an application message mean only the application knows; people read text.
        return isReadableText(node.value.bytes) ? ByteReading::Text : ByteReading::Binary;
    case FieldType::None:
        return ByteReading::Binary;
    case FieldType::Boolean:
    case FieldType::UInt8:
    case FieldType::UInt16:
    case FieldType::UInt32:
    case FieldType::UInt64:
    case FieldType::Time:
    case FieldType::Interval:
        return ByteReading::Number;
    }
    return ByteReading::Number;
}

QString labelOf(const FieldTreeModel& fields, std::uint32_t node)
{
    return text(fields.vocabulary().label(fields.dissection()->tree.node(node).id));
}

RibbonField ribbonField(const FieldTreeModel& fields, std::uint32_t node)
{
    const field::FieldNode& shown = fields.dissection()->tree.node(node);
    RibbonField field;
    field.node = node;
    field.label = labelOf(fields, node);
    field.name = oneLanguage(shown.id, field.label);
    field.gloss = glossOf(shown.id, field.label);
    field.shortName = shortFieldWord(shown.id);
    if (field.shortName.isEmpty())
        field.shortName = field.name;
    field.role = fields.roleOf(node);
    field.reading = readingOf(shown);
    return field;
}

void addFields(RibbonContent& content, const FieldTreeModel& fields, const analysis::ByteMap& map,
               const RibbonStretch& stretch)
{
    const std::span<const analysis::FieldRun> runs = map.runs(stretch.source);
    auto run = std::partition_point(runs.begin(), runs.end(), [&](const analysis::FieldRun& each) {
        return each.range.end() <= stretch.range.offset;
    });
    for (; run != runs.end() && run->range.offset < stretch.range.end(); ++run) {
        const ByteRange range = within(run->range, stretch.range);
        const std::uint32_t node = shownField(*fields.dissection(), run->node);
        if (!content.fields.empty() && content.fields.back().node == node) {
            content.fields.back().range.length = range.end() - content.fields.back().range.offset;
            continue;
        }
        RibbonField field = ribbonField(fields, node);
        field.range = range;
        content.fields.push_back(std::move(field));
    }
}

/// Fixed header, variable header or payload above a field; the layer itself below MQTT.
std::uint32_t partOf(const index::Dissection& dissection, std::uint32_t node)
{
    for (std::uint32_t at = node; at != analysis::kNoNode; at = dissection.tree.node(at).parent) {
        const FieldId id = dissection.tree.node(at).id;
        if (id == FieldId::MqttFixedHeader || id == FieldId::MqttVariableHeader ||
            id == FieldId::MqttPayloadPart)
            return at;
    }
    return topOf(dissection, node);
}

void addParts(RibbonContent& content, const FieldTreeModel& fields)
{
    std::uint32_t last = analysis::kNoNode;
    for (const RibbonField& each : content.fields) {
        const std::uint32_t node = partOf(*fields.dissection(), each.node);
        if (node == last) {
            content.parts.back().range.length = each.range.end() - content.parts.back().range.offset;
            continue;
        }
        last = node;
        RibbonPart part;
        const field::Role own = field::fieldInfo(fields.dissection()->tree.node(node).id).role;
        part.role = own != field::Role::None ? own : each.role;
        part.name = oneLanguage(fields.dissection()->tree.node(node).id, labelOf(fields, node));
        part.letter = QLatin1Char(categoryLook(part.role).letter);
        part.range = each.range;
        content.parts.push_back(std::move(part));
    }
}

void addLayers(RibbonContent& content, const FieldTreeModel& fields, const analysis::ByteMap& map,
               const RibbonStretch& stretch)
{
    for (LayerSpan& span : layerSpans(fields, map, OsiConvention::Application)) {
        RibbonLayer layer;
        layer.node = span.node;
        layer.range = span.range;
        layer.name = std::move(span.name);
        layer.role = span.role;
        layer.walked = span.node == stretch.node;
        layer.clickable = !layer.walked;
        content.layers.push_back(std::move(layer));
    }
}

void addFaults(RibbonContent& content, const index::Dissection& dissection, const RibbonStretch& stretch)
{
    for (const field::Issue& issue : dissection.issues) {
        if (issue.source != stretch.source || issue.severity == field::Severity::Note)
            continue;
        // An absence points behind the last byte, and stands at it.
        ByteRange range = issue.range;
        if (range.length == 0)
            range = {std::min(range.offset, stretch.range.end() - 1), 1};
        range = within(range, stretch.range);
        if (range.length > 0)
            content.faults.push_back({range, issue.severity});
    }
    std::stable_sort(
        content.faults.begin(), content.faults.end(),
        [](const RibbonFault& a, const RibbonFault& b) { return a.range.offset < b.range.offset; });
}

/// Bytes of a source that no frame holds.
void addMissing(RibbonContent& content, const index::DissectionSource& source, const RibbonStretch& stretch)
{
    std::uint32_t at = 0;
    for (const stream::Piece& piece : source.pieces) {
        const ByteRange range = within({at, piece.length}, stretch.range);
        if (!piece.captured() && range.length > 0)
            content.missing.push_back(range);
        at += piece.length;
    }
}

} // namespace

std::size_t RibbonContent::fieldAt(std::uint32_t byte) const
{
    const auto found = std::partition_point(
        fields.begin(), fields.end(), [&](const RibbonField& each) { return each.range.end() <= byte; });
    return found != fields.end() && found->range.offset <= byte
               ? static_cast<std::size_t>(found - fields.begin())
               : fields.size();
}

std::optional<field::Severity> RibbonContent::severityAt(std::uint32_t byte) const
{
    std::optional<field::Severity> worst;
    for (const RibbonFault& fault : faults) {
        if (fault.range.offset > byte)
            break;
        if (byte < fault.range.end())
            worst = std::max(worst, std::optional(fault.severity));
    }
    return worst;
}

bool RibbonContent::isMissing(std::uint32_t byte) const
{
    if (byte >= bytes.size())
        return true;
    const auto found = std::partition_point(missing.begin(), missing.end(),
                                            [&](ByteRange range) { return range.end() <= byte; });
    return found != missing.end() && found->offset <= byte;
}

RibbonStretch ribbonStretch(const FieldTreeModel& fields, const analysis::ByteMap& map, std::uint32_t node)
{
    const auto& dissection = fields.dissection();
    if (!dissection || node >= dissection->tree.size())
        return {};
    RibbonStretch stretch;
    stretch.node = topOf(*dissection, node);
    const field::FieldNode& top = dissection->tree.node(stretch.node);
    stretch.source = top.source;
    stretch.range = top.range;
    // The node of a message that was cut has no range of its own.
    for (const index::DissectedMessage& message : dissection->messages) {
        if (message.node == stretch.node)
            stretch.range = message.range;
    }
    if (top.source != 0)
        return stretch;
    // A layer of the frame ends where the next one begins.
    stretch.range = {};
    for (const LayerSpan& span : layerSpans(fields, map, OsiConvention::Application)) {
        if (span.node != stretch.node)
            continue;
        if (stretch.range.length == 0)
            stretch.range = span.range;
        else
            stretch.range.length = span.range.end() - stretch.range.offset;
    }
    return stretch;
}

RibbonContent ribbonContent(const FieldTreeModel& fields, const analysis::ByteMap& map,
                            const RibbonStretch& stretch)
{
    RibbonContent content;
    const auto& dissection = fields.dissection();
    if (!dissection || stretch.range.length == 0 || stretch.source >= dissection->sources.size())
        return content;
    const index::DissectionSource& source = dissection->sources[stretch.source];
    content.keep = dissection;
    content.length = stretch.range.length;
    const std::size_t from = std::min<std::size_t>(stretch.range.offset, source.bytes.size());
    content.bytes =
        field::ByteView(source.bytes)
            .subspan(from, std::min<std::size_t>(stretch.range.length, source.bytes.size() - from));
    addMissing(content, source, stretch);
    addLayers(content, fields, map, stretch);
    addFields(content, fields, map, stretch);
    addParts(content, fields);
    addFaults(content, *dissection, stretch);
    return content;
}

} // namespace mqttscope::ui
