// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_info.h"
#include "dissector/index/dissection.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace mqttscope::analysis {

/// No node of a tree.
inline constexpr std::uint32_t kNoNode = field::FieldNode::kNoParent;

/// One byte of a dissection.
struct BytePlace {
    std::uint8_t source = 0; ///< as FieldNode::source
    std::uint32_t offset = 0;

    friend bool operator==(BytePlace, BytePlace) = default;
};

/// A run of bytes of one field.
struct FieldRun {
    field::ByteRange range;
    std::uint32_t node = kNoNode; ///< the leaf
    bool starts = true;           ///< the field begins here, it is not continued
};

/// Which field each byte belongs to, both ways, for one dissection. Immutable; built once per selected frame.
class ByteMap {
public:
    explicit ByteMap(std::shared_ptr<const index::Dissection> dissection);

    /// The runs of a source in order, not overlapping. In source 0 (the frame) bytes of messages and
    /// datagrams show the fields they carry.
    [[nodiscard]] std::span<const FieldRun> runs(std::uint8_t source) const;
    /// The leaf at a byte, or kNoNode.
    [[nodiscard]] std::uint32_t leafAt(BytePlace place) const;
    /// The byte as its field counts it: a byte of the frame that carries a message becomes that of the
    /// message.
    [[nodiscard]] BytePlace deepest(std::uint32_t frameOffset) const;
    /// Where a byte stands in this frame; none if another frame brought it.
    [[nodiscard]] std::optional<std::uint32_t> inFrame(BytePlace place) const;
    /// The byte at which the next (or previous) field begins; none at the end.
    [[nodiscard]] std::optional<BytePlace> nextField(BytePlace place) const;
    [[nodiscard]] std::optional<BytePlace> previousField(BytePlace place) const;
    /// Bytes that no field explains, in all sources.
    [[nodiscard]] std::uint64_t undecodedBytes() const { return m_undecoded; }

private:
    struct Carried {
        std::uint32_t frameOffset;
        std::uint32_t length;
        BytePlace place;
    };
    void collectLeaves();
    void layOverFrame(std::uint8_t source);

    std::shared_ptr<const index::Dissection> m_dissection;
    std::vector<std::vector<FieldRun>> m_runs; ///< by source
    std::vector<Carried> m_carried;            ///< parts of the frame that carry other sources
    std::uint64_t m_undecoded = 0;
};

/// The part that the bytes of a leaf play, for colours and lines.
[[nodiscard]] field::Role roleOf(const index::Dissection& dissection, std::uint32_t leaf);

} // namespace mqttscope::analysis
