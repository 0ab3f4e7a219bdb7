// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/stream/transform_table.h"

#include <algorithm>

namespace mqttscope::stream {
namespace {

/// The bytes of one piece under its mask, in `out`, which has its length. False if they cannot be had.
bool fill(const Piece& piece, const TransformTable& transforms, const FrameBytes& frames,
          const ByteStore* store, std::span<std::uint8_t> out)
{
    const bool plain = piece.transform == Piece::kIdentity;
    if (!plain && !transforms.contains(piece.transform))
        return false; // kNotCaptured and kOpaque too: no entry has such an id
    const Transform transform = plain ? Transform{} : transforms.entry(piece.transform);
    if (transform.stored) {
        if (store == nullptr || !store->read(transform.storeOffset + piece.offset, out))
            return false;
    } else {
        const field::ByteView frame = frames.frameBytes(piece.frame);
        if (piece.offset > frame.size() || out.size() > frame.size() - piece.offset)
            return false;
        std::copy_n(frame.begin() + piece.offset, out.size(), out.begin());
    }
    if (transform.mask == Mask{})
        return true;
    std::size_t phase = TransformTable::phase(piece.transform);
    for (std::uint8_t& byte : out)
        byte = static_cast<std::uint8_t>(byte ^ transform.mask[phase++ % 4]);
    return true;
}

} // namespace

std::optional<std::uint32_t> TransformTable::addMasked(std::uint32_t inner, Mask mask, std::uint32_t phase)
{
    if (inner == Piece::kIdentity)
        return add({0, mask, false}, phase);
    Transform both = entry(inner);
    const std::uint32_t innerPhase = TransformTable::phase(inner);
    Mask combined{};
    for (std::uint32_t i = 0; i < combined.size(); ++i)
        combined[i] = static_cast<std::uint8_t>(both.mask[(innerPhase + i) % 4] ^ mask[(phase + i) % 4]);
    both.mask = combined;
    return add(both, 0);
}

std::optional<std::uint32_t> TransformTable::addStored(std::uint64_t storeOffset)
{
    return add({storeOffset, {}, true}, 0);
}

std::optional<std::uint32_t> TransformTable::add(const Transform& transform, std::uint32_t phase)
{
    // One masked message comes in many chunks.
    if (m_entries.empty() || m_entries.back() != transform) {
        if (m_entries.size() >= m_max)
            return std::nullopt;
        m_entries.push_back(transform);
    }
    return static_cast<std::uint32_t>(1 + 4 * (m_entries.size() - 1)) + phase;
}

std::uint32_t advancedTransform(std::uint32_t id, std::uint64_t skip)
{
    if (id == Piece::kIdentity || id == Piece::kNotCaptured || id == Piece::kOpaque)
        return id;
    const std::uint32_t phase = TransformTable::phase(id);
    return id - phase + static_cast<std::uint32_t>((phase + skip) % 4);
}

Piece trimmed(const Piece& piece, std::uint32_t skip, std::uint32_t length)
{
    return {piece.frame, piece.offset + skip, length, advancedTransform(piece.transform, skip)};
}

std::uint64_t materialize(std::span<const Piece> pieces, const TransformTable& transforms,
                          const FrameBytes& frames, const ByteStore* store, std::vector<std::uint8_t>& out)
{
    std::uint64_t missing = 0;
    for (const Piece& piece : pieces) {
        const std::size_t begin = out.size();
        out.resize(begin + piece.length);
        const std::span<std::uint8_t> place = std::span(out).subspan(begin);
        if (!fill(piece, transforms, frames, store, place)) {
            std::fill(place.begin(), place.end(), std::uint8_t{0});
            missing += piece.length;
        }
    }
    return missing;
}

} // namespace mqttscope::stream
