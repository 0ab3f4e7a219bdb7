// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_id.h"
#include "dissector/field/field_value.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace mqttscope::field {

/// What a node of the tree is.
enum class NodeKind : std::uint8_t {
    Group,     ///< has whole-byte children (or none yet); may have a value of its own
    Leaf,      ///< whole bytes; its children, if any, are bit lines
    Bits,      ///< a bit line: part of the leaf above it
    Generated, ///< stands for no bytes
};

/// One line of the field tree. Nodes stand in reading order: a node is followed by its descendants.
struct FieldNode {
    static constexpr std::uint32_t kNoParent = UINT32_MAX;

    FieldId id = FieldId::None;
    NodeKind kind = NodeKind::Group;
    std::uint8_t depth = 0;  ///< 0 = a layer
    std::uint8_t source = 0; ///< which bytes `range` counts in: 0 = the frame, 1..n = the channel stack
    std::uint32_t parent = kNoParent;
    std::uint32_t next = 0; ///< index of the first node that is no descendant
    ByteRange range;  ///< a bit line has the range of its leaf; a generated field that of its place, length 0
    FieldValue value; ///< views the dissected bytes, which must outlive the tree
};

/// The fields of one frame as a tree. A value: moving or copying it keeps pointing into the same bytes.
class FieldTree {
public:
    [[nodiscard]] std::span<const FieldNode> nodes() const { return m_nodes; }
    [[nodiscard]] const FieldNode& node(std::uint32_t index) const { return m_nodes[index]; }
    [[nodiscard]] std::size_t size() const { return m_nodes.size(); }
    /// Whether a whole-byte field has no whole-byte field below it: such nodes cover each byte exactly once.
    [[nodiscard]] bool isByteLeaf(std::uint32_t index) const { return m_nodes[index].kind == NodeKind::Leaf; }
    /// The deepest leaf that covers a byte of a source, or kNoParent.
    [[nodiscard]] std::uint32_t leafAt(std::uint8_t source, std::uint32_t offset) const;

private:
    friend class TreeSink;
    std::vector<FieldNode> m_nodes;
};

} // namespace mqttscope::field
