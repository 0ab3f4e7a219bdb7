// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_sink.h"
#include "dissector/field/field_tree.h"

#include <vector>

namespace mqttscope::field {

/// Builds the field tree of one frame. Use once: report, then `take()`.
class TreeSink {
public:
    static constexpr bool kWantsFields = true;
    /// Deeper nodes are attached to the deepest allowed parent: a bound against stacked tunnels.
    static constexpr std::size_t kMaxDepth = 64;
    /// A frame with more fields keeps the first ones; `truncated()` tells.
    static constexpr std::size_t kMaxNodes = 1'000'000;

    /// What stands in the tree.
    enum class Detail : std::uint8_t {
        Shown,      ///< for views
        Everything, ///< for exports: also what is marked kHidden, and lines that span others (kOverlapsBits)
    };
    explicit TreeSink(Detail detail = Detail::Shown) : m_everything(detail == Detail::Everything) {}

    void source(std::uint8_t source) { m_source = source; }
    void open(FieldId id, std::uint32_t offset);
    void close(FieldId id, std::uint32_t end, const FieldValue& value);
    void leaf(FieldId id, ByteRange range, const FieldValue& value);
    void bits(FieldId id, ByteRange range, std::uint64_t number);
    void generated(FieldId id, const FieldValue& value);

    /// Nodes so far: the index of the next one.
    [[nodiscard]] std::size_t size() const { return m_nodes.size(); }
    [[nodiscard]] bool truncated() const { return m_truncated; }
    /// Gives a node its value after the fact: of a field that sums up what follows it.
    void setValue(std::size_t node, const FieldValue& value) { m_nodes[node].value = value; }
    /// The tree, with parents and ends filled in. Nodes still open are closed where their last child ends.
    [[nodiscard]] FieldTree take();

private:
    std::uint32_t add(FieldId id, NodeKind kind, ByteRange range, const FieldValue& value,
                      std::uint32_t parent);

    std::vector<FieldNode> m_nodes;
    std::vector<std::uint32_t> m_open; ///< indices of open nodes; kNoParent for those dropped by a bound
    std::uint32_t m_lastLeaf = FieldNode::kNoParent;
    std::uint32_t m_place = 0; ///< end of the field reported last: where a generated field stands
    std::uint8_t m_source = 0;
    bool m_everything;
    bool m_truncated = false;
};
static_assert(FieldSink<TreeSink>);

} // namespace mqttscope::field
