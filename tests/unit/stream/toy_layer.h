// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/stream/layer.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace mqttscope::stream::test {

/// A layer that exists only to prove that layers work: records of an 8-byte header (four bytes "TOY!", the
/// length of the body in four bytes) and a body that is XORed with a mask; the phase of the mask runs on from
/// record to record.
class ToyLayer final : public Layer {
public:
    static constexpr std::string_view kMagic = "TOY!";
    static constexpr std::uint32_t kHeader = 8;
    static constexpr Mask kMask = {0x5a, 0xc3, 0x0f, 0x81};

    ToyLayer(const Channel& parent, ChannelListener& above, TransformTable& transforms,
             std::size_t maxRuns = kMaxRuns)
        : Layer(parent, above, transforms, maxRuns)
    {
    }

    /// The bytes of one record. `phase` is where the mask stands, and moves on.
    static std::string record(std::string_view body, std::uint32_t& phase)
    {
        std::string out(kMagic);
        for (int shift = 24; shift >= 0; shift -= 8)
            out += static_cast<char>(body.size() >> shift & 0xff);
        for (const char c : body)
            out += static_cast<char>(static_cast<std::uint8_t>(c) ^ kMask[phase++ % 4]);
        return out;
    }

    void onChunk(const Chunk& chunk) override
    {
        std::uint32_t at = 0;
        while (at < chunk.piece.length && !m_lost) {
            if (m_left > 0) {
                const std::uint32_t length = std::min(m_left, chunk.piece.length - at);
                const auto phase = static_cast<std::uint32_t>(nextOffset() % 4);
                m_left -= length;
                feedMasked(chunk, at, length, kMask, phase);
                at += length;
            } else if (chunk.bytes.empty()) {
                lose(chunk.piece.frame);
            } else {
                takeHeader(chunk.bytes[at++], chunk.piece.frame);
            }
        }
    }
    void onGap(const Gap& gap) override
    {
        if (gap.length > 0 && gap.length <= m_left) {
            m_left -= static_cast<std::uint32_t>(gap.length);
            feedGap(gap.length, gap.reason, gap.frame);
        } else {
            lose(gap.frame);
        }
    }
    void onEnd(EndReason reason, std::uint32_t frame) override { feedEnd(reason, frame); }

    [[nodiscard]] bool lost() const { return m_lost; }

private:
    void takeHeader(std::uint8_t byte, std::uint32_t frame)
    {
        m_header[m_headerBytes++] = byte;
        if (m_headerBytes <= kMagic.size() &&
            m_header[m_headerBytes - 1] != static_cast<std::uint8_t>(kMagic[m_headerBytes - 1]))
            return lose(frame);
        if (m_headerBytes < kHeader)
            return;
        m_headerBytes = 0;
        m_left = std::uint32_t{m_header[4]} << 24 | std::uint32_t{m_header[5]} << 16 |
                 std::uint32_t{m_header[6]} << 8 | m_header[7];
    }
    void lose(std::uint32_t frame)
    {
        m_lost = true;
        feedGap(0, GapReason::SequenceJump, frame);
    }

    std::array<std::uint8_t, kHeader> m_header{};
    std::uint32_t m_headerBytes = 0;
    std::uint32_t m_left = 0; ///< bytes of the body still to come
    bool m_lost = false;
};

} // namespace mqttscope::stream::test
