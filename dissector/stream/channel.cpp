// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/stream/channel.h"

#include "dissector/stream/transform_table.h"

#include <algorithm>

namespace mqttscope::stream {

void Channel::appendMissing(std::uint64_t length, std::vector<Piece>& out)
{
    while (length > 0) {
        const auto part = static_cast<std::uint32_t>(std::min<std::uint64_t>(length, UINT32_MAX));
        out.push_back({0, 0, part, Piece::kNotCaptured});
        length -= part;
    }
}

void TcpChannel::onChunk(const Chunk& chunk)
{
    if (!m_stretches.empty()) {
        Stretch& last = m_stretches.back();
        const bool follows = last.offset + last.piece.length == chunk.offset &&
                             last.piece.frame == chunk.piece.frame &&
                             last.piece.transform == chunk.piece.transform &&
                             last.piece.offset + last.piece.length == chunk.piece.offset;
        if (follows && chunk.piece.length <= UINT32_MAX - last.piece.length) {
            last.piece.length += chunk.piece.length;
            m_above->onChunk(chunk);
            return;
        }
    }
    if (m_stretches.size() < m_max)
        m_stretches.push_back({chunk.offset, chunk.piece});
    m_above->onChunk(chunk);
}

void TcpChannel::walk(std::uint64_t offset, std::uint64_t length, Want /*want*/,
                      std::vector<Piece>& out) const
{
    const std::uint64_t end = offset + std::min(length, UINT64_MAX - offset);
    auto at = std::upper_bound(m_stretches.begin(), m_stretches.end(), offset,
                               [](std::uint64_t o, const Stretch& s) { return o < s.offset; });
    if (at != m_stretches.begin())
        --at;
    for (; at != m_stretches.end() && at->offset < end; ++at) {
        const std::uint64_t from = std::max(offset, at->offset);
        const std::uint64_t to = std::min(end, at->offset + at->piece.length);
        if (from >= to)
            continue;
        appendMissing(from - offset, out);
        out.push_back(trimmed(at->piece, static_cast<std::uint32_t>(from - at->offset),
                              static_cast<std::uint32_t>(to - from)));
        offset = to;
    }
    appendMissing(end - offset, out);
}

} // namespace mqttscope::stream
