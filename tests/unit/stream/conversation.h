// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/stream/tcp_connection.h"
#include "dissector/stream/transform_table.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::stream::test {

/// What a TcpConnection told about one direction. Checks with every call that offsets never jump and that
/// each piece really holds its bytes in its frame.
struct Heard {
    std::string bytes; ///< as delivered; '?' for a byte that was not captured, '.' for one in a gap
    std::vector<Piece> pieces;
    std::vector<Gap> gaps;
    std::vector<Chunk> late;
    std::vector<EndReason> ends;
};

/// Two hosts of which every segment becomes a frame, and the connection that hears them.
class Conversation : public ChunkReceiver, public FrameBytes {
public:
    static constexpr std::uint32_t kHeaders = 54; ///< Ethernet, IPv4, TCP

    std::int64_t timeNs = 0;
    std::uint16_t window = 1000; ///< of the segments that follow
    TcpConnection connection;

    virtual ~Conversation() = default;

    SegmentResult send(Side side, std::uint32_t sequence, std::uint32_t acknowledgment, std::uint16_t flags,
                       std::string_view payload = {})
    {
        return sendCut(side, sequence, acknowledgment, flags, payload, payload.size());
    }

    /// The frame was cut after `captured` bytes of payload.
    SegmentResult sendCut(Side side, std::uint32_t sequence, std::uint32_t acknowledgment,
                          std::uint16_t flags, std::string_view payload, std::size_t captured)
    {
        const std::uint32_t frame = addFrame(payload.substr(0, captured));
        std::vector<SegmentPart> parts;
        if (captured > 0)
            parts.push_back(part(frame, 0, static_cast<std::uint32_t>(captured)));
        if (captured < payload.size())
            parts.push_back({{frame, kHeaders + static_cast<std::uint32_t>(captured),
                              static_cast<std::uint32_t>(payload.size() - captured), Piece::kNotCaptured},
                             {}});
        return sendParts(side, sequence, acknowledgment, flags, frame, parts);
    }

    SegmentResult sendParts(Side side, std::uint32_t sequence, std::uint32_t acknowledgment,
                            std::uint16_t flags, std::uint32_t frame, const std::vector<SegmentPart>& parts)
    {
        net::TcpFacts facts;
        facts.sequence = sequence;
        facts.acknowledgment = acknowledgment;
        facts.flags = flags;
        facts.window = window;
        return connection.feed({&facts, frame, timeNs, parts}, side, *this);
    }

    /// SYN, SYN+ACK, ACK: side A starts at 101, side B at 501.
    void handshake()
    {
        send(Side::A, 100, 0, net::kSyn);
        send(Side::B, 500, 101, net::kSyn | net::kAck);
        send(Side::A, 101, 501, net::kAck);
    }

    std::uint32_t addFrame(std::string_view payload)
    {
        m_frames.emplace_back(kHeaders, std::uint8_t{0xee});
        m_frames.back().insert(m_frames.back().end(), payload.begin(), payload.end());
        return frames();
    }
    [[nodiscard]] SegmentPart part(std::uint32_t frame, std::uint32_t offset, std::uint32_t length) const
    {
        return {{frame, kHeaders + offset, length, Piece::kIdentity},
                frameBytes(frame).subspan(kHeaders + offset, length)};
    }
    [[nodiscard]] std::uint32_t frames() const { return static_cast<std::uint32_t>(m_frames.size()); }

    [[nodiscard]] const Heard& heard(Side side) const { return m_heard[static_cast<std::size_t>(side)]; }
    [[nodiscard]] const std::string& bytes(Side side) const { return heard(side).bytes; }

    [[nodiscard]] field::ByteView frameBytes(std::uint32_t frame) const override
    {
        return frame > 0 && frame <= m_frames.size() ? field::ByteView{m_frames[frame - 1]}
                                                     : field::ByteView{};
    }

    void onChunk(Side side, const Chunk& chunk) override
    {
        Heard& to = m_heard[static_cast<std::size_t>(side)];
        EXPECT_EQ(chunk.offset, to.bytes.size());
        EXPECT_GT(chunk.piece.length, 0U);
        checkPiece(chunk);
        to.bytes += chunk.piece.captured() ? std::string(field::asText(chunk.bytes))
                                           : std::string(chunk.piece.length, '?');
        to.pieces.push_back(chunk.piece);
    }
    void onGap(Side side, const Gap& gap) override
    {
        Heard& to = m_heard[static_cast<std::size_t>(side)];
        EXPECT_EQ(gap.offset, to.bytes.size());
        to.bytes += std::string(gap.length, '.');
        to.gaps.push_back(gap);
    }
    void onEnd(Side side, EndReason reason, std::uint32_t /*frame*/) override
    {
        m_heard[static_cast<std::size_t>(side)].ends.push_back(reason);
    }
    void onLate(Side side, const Chunk& chunk) override
    {
        checkPiece(chunk);
        m_heard[static_cast<std::size_t>(side)].late.push_back(chunk);
    }

private:
    void checkPiece(const Chunk& chunk) const
    {
        if (!chunk.piece.captured()) {
            EXPECT_TRUE(chunk.bytes.empty());
            return;
        }
        const field::ByteView frame = frameBytes(chunk.piece.frame);
        ASSERT_LE(std::size_t{chunk.piece.offset} + chunk.piece.length, frame.size());
        const field::ByteView there = frame.subspan(chunk.piece.offset, chunk.piece.length);
        EXPECT_EQ(field::asText(there), field::asText(chunk.bytes));
    }

    std::deque<std::vector<std::uint8_t>> m_frames;
    std::array<Heard, 2> m_heard;
};

} // namespace mqttscope::stream::test
