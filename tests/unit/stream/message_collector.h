// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/stream/channel.h"
#include "dissector/stream/transform_table.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mqttscope::stream::test {

/// Appends a piece; one that continues the last in its frame makes that one longer.
inline void appendJoined(std::vector<Piece>& pieces, const Piece& piece, std::uint32_t transformAfterLast)
{
    if (!pieces.empty()) {
        Piece& last = pieces.back();
        if (last.frame == piece.frame && last.offset + last.length == piece.offset &&
            transformAfterLast == piece.transform) {
            last.length += piece.length;
            return;
        }
    }
    pieces.push_back(piece);
}

/// Cuts a channel into messages as MQTT does (type byte, Remaining Length, body), with the pieces of each.
class MessageCollector final : public ChannelListener {
public:
    struct Message {
        std::uint64_t offset = 0;
        std::string bytes;
        std::vector<Piece> pieces;
    };

    std::vector<Message> messages;
    std::string all;  ///< every byte heard; '.' in gaps
    bool gap = false; ///< messages are trusted up to the first gap only
    std::vector<EndReason> ends;

    void onChunk(const Chunk& chunk) override
    {
        outOfStep |= chunk.offset != all.size();
        all += chunk.bytes.empty() ? std::string(chunk.piece.length, '?')
                                   : std::string(field::asText(chunk.bytes));
        for (std::uint32_t i = 0; i < chunk.piece.length && !gap; ++i) {
            if (chunk.bytes.empty())
                gap = true;
            else
                takeByte(chunk, i);
        }
    }
    void onGap(const Gap& missing) override
    {
        outOfStep |= missing.offset != all.size();
        all += std::string(missing.length, '.');
        gap = true;
    }
    void onEnd(EndReason reason, std::uint32_t /*frame*/) override { ends.push_back(reason); }

    bool outOfStep = false; ///< offsets jumped

private:
    void takeByte(const Chunk& chunk, std::uint32_t i)
    {
        if (m_now.bytes.empty()) {
            m_now.offset = chunk.offset + i;
            m_left = kUnknown;
            m_shift = 0;
            m_length = 0;
        }
        const Piece piece = trimmed(chunk.piece, i, 1);
        appendJoined(m_now.pieces, piece,
                     m_now.pieces.empty()
                         ? 0
                         : advancedTransform(m_now.pieces.back().transform, m_now.pieces.back().length));
        const std::uint8_t byte = chunk.bytes[i];
        m_now.bytes += static_cast<char>(byte);
        if (m_now.bytes.size() == 1)
            return;
        if (m_left == kUnknown) {
            m_length |= static_cast<std::uint32_t>(byte & 0x7f) << m_shift;
            m_shift += 7;
            if ((byte & 0x80) == 0)
                m_left = m_length;
        } else {
            --m_left;
        }
        if (m_left == 0) {
            messages.push_back(m_now);
            m_now = {};
        }
    }

    static constexpr std::uint32_t kUnknown = UINT32_MAX;
    Message m_now;
    std::uint32_t m_left = kUnknown;
    std::uint32_t m_length = 0;
    std::uint32_t m_shift = 0;
};

} // namespace mqttscope::stream::test
