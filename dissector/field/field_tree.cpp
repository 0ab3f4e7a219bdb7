// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/field/field_tree.h"

namespace mqttscope::field {

std::uint32_t FieldTree::leafAt(std::uint8_t source, std::uint32_t offset) const
{
    for (std::uint32_t i = 0; i < m_nodes.size();) {
        const FieldNode& candidate = m_nodes[i];
        const bool covers = offset >= candidate.range.offset && offset < candidate.range.end();
        if (candidate.source == source && candidate.kind == NodeKind::Leaf && covers)
            return i;
        // What a node does not cover, none below it does, unless it stands in other bytes.
        const bool skip = candidate.source == source && candidate.range.length > 0 && !covers;
        i = skip ? candidate.next : i + 1;
    }
    return FieldNode::kNoParent;
}

} // namespace mqttscope::field
