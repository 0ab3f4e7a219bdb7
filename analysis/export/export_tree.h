// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/export/export_shape.h"
#include "dissector/field/field_info.h"

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::analysis {

/// One field as JSON, EK and PDML print it, with Wireshark's name in Wireshark's place. Views the tree's
/// dissection.
struct ExportNode {
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

    std::string_view name;
    field::FieldId id{};     ///< whose row says how the value is shown
    field::FieldValue value; ///< kind None for layers and groups
    field::ByteView bytes;   ///< that it stands in; empty if no byte says it
    std::uint64_t mask = 0;  ///< bits of those bytes; 0 = all
    std::uint32_t position =
        0; ///< of the bytes in the frame, or in the reassembled bytes that they are part of
    std::uint32_t dissected =
        kNone; ///< node of the dissection's tree that it comes from; kNone for additions
    std::uint32_t parent = kNone;
    std::uint32_t firstChild = kNone;
    std::uint32_t lastChild = kNone;
    std::uint32_t next = kNone; ///< the next child of the same parent
    ExportType type = ExportType::None;
    bool hidden = false;

    [[nodiscard]] bool isLayer() const { return type == ExportType::Protocol; }
    [[nodiscard]] bool hasChildren() const { return firstChild != kNone; }
};

/// The fields of one frame as Wireshark arranges them. Reusable: `build` keeps the memory.
class ExportTree {
public:
    /// `shownBefore`: number of the frame printed before, 0 for none.
    void build(const Document& document, const index::Snapshot& snapshot, std::uint32_t frame,
               std::uint32_t shownBefore);

    [[nodiscard]] std::span<const ExportNode> nodes() const { return m_nodes; }
    [[nodiscard]] const ExportNode& node(std::uint32_t index) const { return m_nodes[index]; }
    /// The first layer; others follow by `next`.
    [[nodiscard]] std::uint32_t firstLayer() const { return m_first; }
    [[nodiscard]] const index::Dissection& dissection() const { return *m_dissection; }
    /// The captured bytes of the frame.
    [[nodiscard]] field::ByteView frameBytes() const { return m_dissection->sources[0].bytes; }

private:
    void addNode(std::uint32_t dissected);
    void addAlias(std::uint32_t node, const field::FieldInfo& info);
    void addComment(const Document& document, std::uint32_t frame);
    void addDataLayer(field::ByteView bytes, std::uint32_t position);
    void place(ExportNode& node, std::uint32_t dissected) const;
    void placeBits(ExportNode& node, std::uint64_t mask) const;
    void placeMessage(ExportNode& node);
    static void placeWithLength(ExportNode& node);
    std::uint32_t append(const ExportNode& node, std::uint32_t parent);
    [[nodiscard]] std::uint32_t parentOf(std::uint32_t dissected, const ExportShape& shape) const;

    std::unique_ptr<const index::Dissection> m_dissection;
    std::vector<ExportNode> m_nodes;
    std::vector<std::uint32_t> m_exported;    ///< by node of the dissection; kNone = left out
    std::vector<std::uint32_t> m_messageBase; ///< of each message: the place in the frame where it begins
    std::array<std::uint32_t, field::kFieldCount> m_lastExported{}; ///< by field: its last export node
    std::array<std::uint32_t, field::kFieldCount> m_lastDissected{};
    std::size_t m_messagesSized = 0; ///< messages whose length was shown
    std::uint32_t m_first = ExportNode::kNone;
    std::uint32_t m_lastLayer = ExportNode::kNone;
};

} // namespace mqttscope::analysis
