// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_tree.h"
#include "dissector/field/issue.h"
#include "dissector/stream/piece.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mqttscope::index {

/// What the bytes of a source are.
enum class SourceKind : std::uint8_t {
    Frame,    ///< the frame as captured
    Datagram, ///< an IP datagram put together from fragments
    Messages, ///< the MQTT messages anchored at the frame, one after the other
};

/// Bytes that fields stand in, and where each of them came from.
struct DissectionSource {
    SourceKind kind = SourceKind::Frame;
    std::vector<std::uint8_t> bytes;   ///< bytes that were not captured are absent at the end or zero inside
    std::vector<stream::Piece> pieces; ///< in order, together as long as the bytes on the wire

    /// Where a range stands in frames: pieces in order. For the frame itself: one piece.
    [[nodiscard]] std::vector<stream::Piece> locate(field::ByteRange range) const;
};

/// One message in the Messages source.
struct DissectedMessage {
    std::uint32_t message = 0; ///< index of its record
    field::ByteRange range;    ///< in the Messages source
    std::uint32_t node = 0;    ///< its top node in the tree
};

/// Everything about one frame: the tree, the bytes it stands in, what is wrong. Self-contained and immutable.
struct Dissection {
    std::uint32_t frame = 0;
    std::vector<DissectionSource>
        sources;           ///< [0] is the frame; FieldNode::source and Issue::source count here
    field::FieldTree tree; ///< its values view `sources`
    std::vector<field::Issue> issues;
    std::vector<DissectedMessage> messages;
    std::string protocols; ///< value of frame.protocols, if the tree has it

    Dissection() = default;
    Dissection(const Dissection&) = delete;
    Dissection& operator=(const Dissection&) = delete;

    /// Index of the Messages source, or 0 if the frame has no message.
    [[nodiscard]] std::uint8_t messageSource() const;
    /// The ranges of this frame's own bytes that a field stands in.
    [[nodiscard]] std::vector<field::ByteRange> rangesInFrame(std::uint8_t source,
                                                              field::ByteRange range) const;
};

} // namespace mqttscope::index
