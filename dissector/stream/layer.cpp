// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/stream/layer.h"

#include <algorithm>
#include <cassert>

namespace mqttscope::stream {

void Layer::feedIdentity(const Chunk& chunk, std::uint32_t skip, std::uint32_t length)
{
    const Piece piece = trimmed(chunk.piece, skip, length);
    append({m_next, length, chunk.offset + skip, length, piece.transform, 0, RunKind::Identity});
    feed(piece, chunk.bytes.empty() ? chunk.bytes : chunk.bytes.subspan(skip, length));
}

void Layer::feedMasked(const Chunk& chunk, std::uint32_t skip, std::uint32_t length, Mask mask,
                       std::uint32_t phase)
{
    Piece piece = trimmed(chunk.piece, skip, length);
    if (chunk.bytes.empty()) {
        piece.transform = Piece::kNotCaptured;
    } else {
        const auto transform = m_transforms->addMasked(piece.transform, mask, phase);
        piece.transform = transform.value_or(Piece::kNotCaptured);
    }
    append({m_next, length, chunk.offset + skip, length, piece.transform, 0, RunKind::Masked});
    if (!piece.captured()) {
        feed(piece, {});
        return;
    }
    m_unmasked.resize(length);
    for (std::uint32_t i = 0; i < length; ++i)
        m_unmasked[i] = static_cast<std::uint8_t>(chunk.bytes[skip + i] ^ mask[(phase + i) % 4]);
    feed(piece, m_unmasked);
}

bool Layer::feedStored(field::ByteView bytes, std::uint64_t parentOffset, std::uint64_t parentLength,
                       std::uint32_t frame, ByteStore& store)
{
    assert(bytes.size() <= UINT32_MAX);
    if (bytes.empty())
        return true;
    const auto place = store.append(bytes);
    const auto transform = place ? m_transforms->addStored(*place) : std::nullopt;
    const Piece piece{frame, 0, static_cast<std::uint32_t>(bytes.size()),
                      transform.value_or(Piece::kNotCaptured)};
    append({m_next, bytes.size(), parentOffset, parentLength, piece.transform, frame, RunKind::Opaque});
    feed(piece, piece.captured() ? bytes : field::ByteView{});
    return piece.captured();
}

void Layer::feedGap(std::uint64_t length, GapReason reason, std::uint32_t frame)
{
    const Gap gap{m_next, length, reason, frame};
    m_next += length;
    m_above->onGap(gap);
}

void Layer::feed(const Piece& piece, field::ByteView bytes)
{
    if (piece.length == 0)
        return;
    const std::uint64_t offset = m_next;
    m_next += piece.length;
    m_above->onChunk({offset, piece, bytes});
}

void Layer::append(const Run& run)
{
    if (run.length == 0)
        return;
    if (!m_runs.empty() && run.kind != RunKind::Opaque) {
        Run& last = m_runs.back();
        if (last.kind == run.kind && last.offset + last.length == run.offset &&
            last.parentOffset + last.parentLength == run.parentOffset &&
            advancedTransform(last.transform, last.length) == run.transform) {
            last.length += run.length;
            last.parentLength += run.length;
            return;
        }
    }
    if (m_runs.size() < m_max)
        m_runs.push_back(run);
}

void Layer::walk(std::uint64_t offset, std::uint64_t length, Want want, std::vector<Piece>& out) const
{
    const std::uint64_t end = offset + std::min(length, UINT64_MAX - offset);
    auto at = std::upper_bound(m_runs.begin(), m_runs.end(), offset,
                               [](std::uint64_t o, const Run& run) { return o < run.offset; });
    if (at != m_runs.begin())
        --at;
    for (; at != m_runs.end() && at->offset < end; ++at) {
        const std::uint64_t from = std::max(offset, at->offset);
        const std::uint64_t to = std::min(end, at->offset + at->length);
        if (from >= to)
            continue;
        appendMissing(from - offset, out);
        walkRun(*at, from - at->offset, to - from, want, out);
        offset = to;
    }
    appendMissing(end - offset, out);
}

void Layer::walkRun(const Run& run, std::uint64_t skip, std::uint64_t length, Want want,
                    std::vector<Piece>& out) const
{
    if (run.kind == RunKind::Opaque && want == Want::Content) {
        // Stored bytes came from one span of memory: skip and length fit.
        const Piece stored{run.frame, 0, static_cast<std::uint32_t>(run.length), run.transform};
        out.push_back(trimmed(stored, static_cast<std::uint32_t>(skip), static_cast<std::uint32_t>(length)));
        return;
    }
    std::vector<Piece> below;
    if (run.kind == RunKind::Opaque)
        walkOn(*m_parent, run.parentOffset, run.parentLength, want, below);
    else
        walkOn(*m_parent, run.parentOffset + skip, length, want, below);
    for (Piece& piece : below) {
        if (piece.captured() && piece.transform != Piece::kOpaque)
            piece.transform =
                run.kind == RunKind::Opaque ? Piece::kOpaque : advancedTransform(run.transform, skip);
        skip += piece.length;
        out.push_back(piece);
    }
}

} // namespace mqttscope::stream
