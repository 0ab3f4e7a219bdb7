// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/field/tree_sink.h"

#include "dissector/field/field_table.h"

#include <algorithm>
#include <utility>

namespace mqttscope::field {

std::uint32_t TreeSink::add(FieldId id, NodeKind kind, ByteRange range, const FieldValue& value,
                            std::uint32_t parent)
{
    if (m_nodes.size() >= kMaxNodes) {
        m_truncated = true;
        return FieldNode::kNoParent;
    }
    FieldNode node;
    node.id = id;
    node.kind = kind;
    node.source = m_source;
    node.parent = parent;
    node.depth = parent == FieldNode::kNoParent ? std::uint8_t{0}
                                                : static_cast<std::uint8_t>(m_nodes[parent].depth + 1);
    node.range = range;
    node.value = value;
    m_nodes.push_back(node);
    return static_cast<std::uint32_t>(m_nodes.size() - 1);
}

void TreeSink::open(FieldId id, std::uint32_t offset)
{
    const std::uint32_t parent = m_open.empty() ? FieldNode::kNoParent : m_open.back();
    if (!m_everything && fieldInfo(id).has(kHidden)) {
        m_open.push_back(parent); // its children are hidden too
        return;
    }
    if (m_open.size() >= kMaxDepth) {
        m_truncated = true;
        m_open.push_back(parent); // the children of a node that is too deep become children of its parent
        return;
    }
    m_open.push_back(add(id, NodeKind::Group, {offset, 0}, {}, parent));
    m_place = offset;
}

void TreeSink::close(FieldId id, std::uint32_t end, const FieldValue& value)
{
    if (m_open.empty())
        return;
    const std::uint32_t index = m_open.back();
    m_open.pop_back();
    m_place = end;
    if (index == FieldNode::kNoParent)
        return;
    FieldNode& node = m_nodes[index];
    if (node.id != id)
        return; // left out, see open()
    node.range.length = end > node.range.offset ? end - node.range.offset : 0;
    node.value = value;
}

void TreeSink::leaf(FieldId id, ByteRange range, const FieldValue& value)
{
    const std::uint32_t parent = m_open.empty() ? FieldNode::kNoParent : m_open.back();
    m_lastLeaf = add(id, NodeKind::Leaf, range, value, parent);
    m_place = range.end();
}

void TreeSink::bits(FieldId id, ByteRange range, std::uint64_t number)
{
    if (m_lastLeaf == FieldNode::kNoParent || (!m_everything && fieldInfo(id).has(kOverlapsBits)))
        return;
    add(id, NodeKind::Bits, range, FieldValue::of(number), m_lastLeaf);
}

void TreeSink::generated(FieldId id, const FieldValue& value)
{
    if (!m_everything && fieldInfo(id).has(kHidden))
        return;
    const std::uint32_t parent = m_open.empty() ? FieldNode::kNoParent : m_open.back();
    add(id, NodeKind::Generated, {m_place, 0}, value, parent);
}

FieldTree TreeSink::take()
{
    while (!m_open.empty()) {
        const std::uint32_t index = m_open.back();
        close(index == FieldNode::kNoParent ? FieldId::None : m_nodes[index].id, m_place, {});
    }
    // Ends: walk backwards, each node extends its parent.
    for (std::uint32_t i = 0; i < m_nodes.size(); ++i)
        m_nodes[i].next = i + 1;
    for (auto i = static_cast<std::uint32_t>(m_nodes.size()); i-- > 0;) {
        const std::uint32_t parent = m_nodes[i].parent;
        if (parent != FieldNode::kNoParent)
            m_nodes[parent].next = std::max(m_nodes[parent].next, m_nodes[i].next);
    }
    FieldTree tree;
    tree.m_nodes = std::move(m_nodes);
    m_nodes.clear();
    m_lastLeaf = FieldNode::kNoParent;
    return tree;
}

} // namespace mqttscope::field
