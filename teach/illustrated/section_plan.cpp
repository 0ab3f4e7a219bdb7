// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/illustrated/section_plan.h"

#include "dissector/field/field_table.h"

#include <algorithm>

namespace mqttscope::teach {

using analysis::kNoNode;
using field::FieldId;
using field::FieldNode;

std::uint32_t fieldOfLeaf(const field::FieldTree& tree, std::uint32_t leaf)
{
    const std::uint32_t parent = tree.node(leaf).parent;
    if (parent == kNoNode || tree.node(parent).value.kind != field::FieldValue::Kind::Number ||
        tree.node(parent).range.length == 0)
        return leaf;
    return parent;
}

/// MQTT has its three parts below it; of the others each layer is a part.
std::uint32_t SectionPlan::partOf(std::uint32_t leaf) const
{
    const field::FieldTree& tree = m_dissection->tree;
    std::uint32_t below = kNoNode;
    std::uint32_t top = leaf;
    while (tree.node(top).parent != kNoNode) {
        below = top;
        top = tree.node(top).parent;
    }
    if (tree.node(top).id != FieldId::Mqtt || below == kNoNode)
        return top;
    const FieldId id = tree.node(below).id;
    const bool isPart =
        id == FieldId::MqttFixedHeader || id == FieldId::MqttVariableHeader || id == FieldId::MqttPayloadPart;
    return isPart ? below : top;
}

std::uint32_t SectionPlan::listed(const IllustratedField& field) const
{
    if (!field.captured)
        return 0;
    if (m_allBytes || field.length <= kListedBytes)
        return field.length;
    if (field.node == kNoNode)
        return kListedBytes;
    const FieldNode& node = m_dissection->tree.node(field.node);
    return node.kind == field::NodeKind::Leaf ? kListedBytes : field.length;
}

void SectionPlan::noteField(std::uint32_t part)
{
    std::vector<IllustratedPart>& parts = m_section->parts;
    if (parts.empty() || parts.back().node != part)
        parts.push_back({part, static_cast<std::uint32_t>(m_section->fields.size() - 1), 0});
    ++parts.back().fieldCount;
}

void SectionPlan::add(std::uint32_t leaf, analysis::BytePlace place, std::uint32_t offset,
                      std::uint32_t length)
{
    if (length == 0)
        return;
    IllustratedField field;
    field.place = place;
    field.offset = offset;
    field.length = length;
    const std::size_t there = m_dissection->sources[place.source].bytes.size();
    field.captured = place.offset < there;
    if (field.captured && length > there - place.offset) { // the end is missing
        const auto have = static_cast<std::uint32_t>(there - place.offset);
        add(leaf, place, offset, have);
        add(leaf, {place.source, place.offset + have}, offset + have, length - have);
        return;
    }
    if (leaf != kNoNode) {
        field.node = fieldOfLeaf(m_dissection->tree, leaf);
        field.role = analysis::roleOf(*m_dissection, leaf);
        field.captured = field.captured && m_dissection->tree.node(leaf).id != FieldId::NotCaptured;
    }
    std::vector<IllustratedField>& fields = m_section->fields;
    if (!fields.empty() && field.node != kNoNode && fields.back().node == field.node &&
        fields.back().end() == offset && fields.back().captured == field.captured) {
        fields.back().length += length;
        fields.back().listed = listed(fields.back());
        return;
    }
    field.listed = listed(field);
    fields.push_back(field);
    noteField(leaf == kNoNode ? kNoNode : partOf(leaf));
}

void SectionPlan::addMissing(analysis::BytePlace place, std::uint32_t offset, std::uint32_t length)
{
    IllustratedField field;
    field.place = place;
    field.offset = offset;
    field.length = length;
    field.role = field::Role::Undecoded;
    field.captured = false;
    m_section->fields.push_back(field);
    noteField(kNoNode);
}

} // namespace mqttscope::teach
