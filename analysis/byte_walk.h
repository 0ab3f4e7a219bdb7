// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/byte_map.h"
#include "dissector/index/records.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace mqttscope::analysis {

/// Bytes of one frame that are walked through as a whole: an MQTT message, or what a layer below says itself,
/// without what it carries.
struct Stretch {
    std::uint8_t source = 0;
    field::ByteRange range;               ///< in the source; never empty
    std::uint32_t node = kNoNode;         ///< the layer or message in the tree
    std::uint32_t message = index::kNone; ///< index of its record; kNone: a layer below MQTT

    [[nodiscard]] bool isMessage() const { return message != index::kNone; }
    [[nodiscard]] bool contains(BytePlace place) const
    {
        return place.source == source && place.offset >= range.offset && place.offset < range.end();
    }
    [[nodiscard]] BytePlace begin() const { return {source, range.offset}; }
    [[nodiscard]] BytePlace last() const { return {source, range.end() - 1}; }

    friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// How far a step goes.
enum class StepUnit : std::uint8_t {
    Byte,  ///< one byte
    Field, ///< to the first byte of a field; a number of several length bytes is one field
    Part,  ///< to the first byte of fixed header, variable header or payload
};

/// One bit of a byte.
struct BitPlace {
    BytePlace byte;
    int bit = 7; ///< 7 (D7, the most significant) to 0

    friend bool operator==(BitPlace, BitPlace) = default;
};

/// The order in which the bytes of one dissected frame are walked through, forwards and back. A message that
/// came in several frames is walked through whole. Immutable; steps cost little whatever the length.
class ByteWalk {
public:
    /// Both of the same frame, not null.
    ByteWalk(std::shared_ptr<const index::Dissection> dissection, std::shared_ptr<const ByteMap> map);

    /// From the outermost layer to the last message.
    [[nodiscard]] std::span<const Stretch> stretches() const { return m_stretches; }
    /// Where a walk begins: the first message, else the innermost layer. None: the frame has no bytes.
    [[nodiscard]] const Stretch* first() const;
    /// The stretch of a byte; a byte of the frame that carries a message is the message's. None: no stretch
    /// has it.
    [[nodiscard]] const Stretch* stretchAt(BytePlace place) const;
    /// The stretch of a message of the frame; none if it is not there.
    [[nodiscard]] const Stretch* stretchOfMessage(std::uint32_t message) const;

    /// The field that a byte belongs to, as far as its stretch has it.
    [[nodiscard]] FieldRun fieldAt(BytePlace place) const;
    /// The part of the packet that a byte belongs to; a layer below MQTT is one part.
    [[nodiscard]] FieldRun partAt(BytePlace place) const;

    /// The next step in the stretch of a byte; none at its end, or where no stretch is.
    [[nodiscard]] std::optional<BytePlace> next(BytePlace place, StepUnit unit) const;
    /// Likewise back: first to the beginning of the field or part that the byte belongs to.
    [[nodiscard]] std::optional<BytePlace> previous(BytePlace place, StepUnit unit) const;
    /// The next bit: D7 to D0, then D7 of the next byte.
    [[nodiscard]] std::optional<BitPlace> nextBit(BitPlace place) const;
    [[nodiscard]] std::optional<BitPlace> previousBit(BitPlace place) const;

    /// Which byte of its stretch it is, from 1; 0 if no stretch has it.
    [[nodiscard]] std::uint32_t number(BytePlace place) const;

private:
    void collectLayers(std::uint8_t source);
    void collectMessages();

    std::shared_ptr<const index::Dissection> m_dissection;
    std::shared_ptr<const ByteMap> m_map;
    std::vector<Stretch> m_stretches;
};

} // namespace mqttscope::analysis
