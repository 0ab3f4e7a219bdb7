// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/field/field_tree.h"

namespace mqttscope::field {

std::uint32_t FieldTree::leafAt(std::uint8_t source, std::uint32_t offset) const
{
    for (std::uint32_t i = 0; i < m_nodes.size(); ++i) {
        const FieldNode& candidate = m_nodes[i];
        if (candidate.kind == NodeKind::Leaf && candidate.source == source &&
            offset >= candidate.range.offset && offset < candidate.range.end())
            return i;
    }
    return FieldNode::kNoParent;
}

} // namespace mqttscope::field
