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

using Mask = std::array<std::uint8_t, 4>;

/// How the bytes of a piece are made: those of the frame, or of a range in the ByteStore, each XORed with a
/// mask of four bytes that repeats (RFC 6455 §5.3).
struct Transform {
    std::uint64_t storeOffset = 0; ///< with `stored`: what Piece::offset counts from
    Mask mask{};
    bool stored = false;
};

/// The transforms that the pieces of one capture name. An id is 1 + 4 * entry + phase, where phase is the
/// byte of the mask that meets the first byte of the piece: so a piece is cut short without a new entry.
/// Entries never change; a copy is a snapshot.
class TransformTable {
public:
    static constexpr std::size_t kMaxTransforms = std::size_t{1} << 24;

    /// Adds a mask. Nothing once the table is full.
    [[nodiscard]] std::optional<std::uint32_t> addMask(Mask mask) { return add({0, mask, false}); }
    /// Adds a range of the store.
    [[nodiscard]] std::optional<std::uint32_t> addStored(std::uint64_t storeOffset)
    {
        return add({storeOffset, {}, true});
    }
    /// The transform of a piece that has transform `inner` and is then XORed with `mask`, whose byte `phase`
    /// meets the first byte of the piece.
    [[nodiscard]] std::optional<std::uint32_t> addMasked(std::uint32_t inner, Mask mask, std::uint32_t phase);

    /// The entry behind an id of this table (not kIdentity, not kNotCaptured).
    [[nodiscard]] const Transform& entry(std::uint32_t id) const { return m_entries[(id - 1) >> 2]; }
    [[nodiscard]] static std::uint32_t phase(std::uint32_t id) { return (id - 1) & 3U; }
    /// The id for a piece that starts `skip` bytes later.
    [[nodiscard]] static std::uint32_t advanced(std::uint32_t id, std::uint32_t skip);
    [[nodiscard]] bool contains(std::uint32_t id) const
    {
        return id != 0 && (id - 1) >> 2 < m_entries.size();
    }
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }

private:
    [[nodiscard]] std::optional<std::uint32_t> add(const Transform& transform);

    std::vector<Transform> m_entries;
};

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

/// Appends to `out` the bytes that the pieces stand for. Bytes that cannot be had (not captured, frame or
/// store gone) become zeros; returns how many those were. `store` may be null if no piece is stored.
std::uint64_t materialize(std::span<const Piece> pieces, const TransformTable& transforms,
                          const FrameBytes& frames, const ByteStore* store, std::vector<std::uint8_t>& out);

} // namespace mqttscope::stream
