// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/stream/byte_store.h"
#include "dissector/stream/piece.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace mqttscope::stream {

/// Four bytes that are XORed with a stream again and again, RFC 6455 §5.3.
using Mask = std::array<std::uint8_t, 4>;

/// How the bytes of a piece are made: those of the frame, or of a range in the ByteStore, under a mask.
struct Transform {
    std::uint64_t storeOffset = 0; ///< with `stored`: what Piece::offset counts from
    Mask mask{};                   ///< all zero if there is none
    bool stored = false;           ///< from the ByteStore, not from a frame

    friend bool operator==(const Transform&, const Transform&) = default;
};

/// The transforms that the pieces of one capture name. An id is 1 + 4 * entry + phase, where phase is the
/// byte of the mask that meets the first byte of the piece: so a piece is cut short without a new entry.
/// Entries never change; a copy is a snapshot.
class TransformTable {
public:
    static constexpr std::size_t kMaxTransforms = std::size_t{1} << 24;

    explicit TransformTable(std::size_t maxTransforms = kMaxTransforms) : m_max(maxTransforms) {}

    /// The transform of a piece that has transform `inner` and is then XORed with `mask`, whose byte `phase`
    /// (0 to 3) meets the first byte of the piece. Nothing once the table is full.
    [[nodiscard]] std::optional<std::uint32_t> addMasked(std::uint32_t inner, Mask mask, std::uint32_t phase);
    /// The transform of pieces whose offsets count from `storeOffset` in the store. Nothing once the table is
    /// full.
    [[nodiscard]] std::optional<std::uint32_t> addStored(std::uint64_t storeOffset);

    /// Whether the id names an entry of this table.
    [[nodiscard]] bool contains(std::uint32_t id) const { return id != 0 && (id - 1) / 4 < m_entries.size(); }
    /// The entry behind an id that it contains.
    [[nodiscard]] const Transform& entry(std::uint32_t id) const { return m_entries[(id - 1) / 4]; }
    [[nodiscard]] static std::uint32_t phase(std::uint32_t id) { return (id - 1) % 4; }
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }

private:
    std::optional<std::uint32_t> add(const Transform& transform, std::uint32_t phase);

    std::vector<Transform> m_entries;
    std::size_t m_max;
};

/// The id that suits a piece with this transform once it starts `skip` bytes later.
[[nodiscard]] std::uint32_t advancedTransform(std::uint32_t id, std::uint64_t skip);

/// The part of a piece that starts `skip` bytes in and has `length` bytes.
[[nodiscard]] Piece trimmed(const Piece& piece, std::uint32_t skip, std::uint32_t length);

/// Where `materialize` gets the bytes of frames.
class FrameBytes {
public:
    /// The captured bytes of a frame; nothing if there is no such frame.
    [[nodiscard]] virtual field::ByteView frameBytes(std::uint32_t frame) const = 0;

protected:
    ~FrameBytes() = default;
};

/// Appends to `out` the bytes that the pieces stand for. Bytes that cannot be had (not captured, opaque,
/// frame or store gone) become zeros; returns how many those were. `store` may be null if no piece is stored.
std::uint64_t materialize(std::span<const Piece> pieces, const TransformTable& transforms,
                          const FrameBytes& frames, const ByteStore* store, std::vector<std::uint8_t>& out);

} // namespace mqttscope::stream
