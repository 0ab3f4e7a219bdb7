// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/index/records.h"
#include "dissector/index/resync.h"
#include "dissector/mqtt/framing.h"
#include "dissector/stream/piece.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace mqttscope::index {

/// A message whose last byte has come, or that ended in a gap.
struct AssembledMessage {
    field::ByteView captured; ///< from the control byte to the first byte not captured, contiguous
    std::uint32_t length = 0; ///< whole packet on the wire
    std::uint8_t flags = 0;   ///< MessageFlags: kIncomplete, kCut, kGuessedStart, kBadLength
    std::span<const stream::Piece> pieces; ///< in order, together `length` bytes
};

/// Cuts one direction of a stream into MQTT Control Packets, across any segmentation, and keeps where each
/// byte came from. A packet that lies in one piece costs no allocation and no copy.
class MessageAssembler {
public:
    using Scratch = std::vector<std::uint8_t>;

    /// Takes the next chunk, captured or not, and calls `emit(const AssembledMessage&)` for each message that
    /// ends in it. The views in the message are valid during the call; `scratch` is where messages in several
    /// pieces are put together.
    template <class Emit> void feed(const stream::Chunk& chunk, Scratch& scratch, Emit&& emit)
    {
        if (chunk.piece.captured())
            feedCaptured(chunk.piece, chunk.bytes, scratch, emit);
        else
            feedMissing(chunk.piece, scratch, emit);
    }

    /// No more bytes will come: a message that has begun is emitted as incomplete, with the bytes that are
    /// there.
    template <class Emit> void finish(Scratch& scratch, Emit&& emit)
    {
        if (m_begun)
            emitPartial(scratch, emit, gapFlag(*m_partial));
    }

    /// Says that the next byte may stand anywhere in a message, because bytes before it are missing.
    void expectGuess() { m_guess = true; }
    /// Says the same because the capture starts later than the connection. Most do between two messages: a
    /// few plausible bytes are believed.
    void startMidway()
    {
        m_guess = true;
        m_fewSuffice = true;
    }
    /// By which rules the start of a message is guessed.
    void guessBy(mqtt::Version version, mqtt::Direction direction)
    {
        m_version = version;
        m_direction = direction;
    }
    /// Whether the start of the next message will be a guess.
    [[nodiscard]] bool guessing() const { return m_guess; }
    [[nodiscard]] bool midMessage() const { return m_begun; }

private:
    struct Partial {
        std::vector<stream::Piece> pieces;
        std::vector<field::ByteView> bytes; ///< of the pieces up to the first gap
        mqtt::Framer framer;
        std::uint32_t have = 0; ///< bytes so far, captured or not
        bool gap = false;
        bool guessed = false;
    };

    template <class Emit>
    void feedCaptured(stream::Piece piece, field::ByteView bytes, Scratch& scratch, Emit& emit)
    {
        if (m_guess && !midMessage() && !acceptGuess(bytes))
            return;
        while (!bytes.empty()) {
            std::uint32_t taken = 0;
            if (midMessage()) {
                taken = extendPartial(piece, bytes, scratch, emit);
            } else {
                const mqtt::HeaderPeek peek = mqtt::peekHeader(bytes);
                if (peek.status == mqtt::HeaderStatus::Malformed) {
                    emitBadLength(piece, bytes, emit);
                    return;
                }
                if (peek.status == mqtt::HeaderStatus::NeedMore ||
                    peek.header.packetLength() > bytes.size()) {
                    beginPartial();
                    taken = extendPartial(piece, bytes, scratch, emit);
                } else {
                    taken = peek.header.packetLength();
                    const stream::Piece own{piece.frame, piece.offset, taken, piece.transform};
                    emit(AssembledMessage{bytes.first(taken), taken, takeGuessFlag(), {&own, 1}});
                }
            }
            piece.offset += taken;
            bytes = bytes.subspan(taken);
            if (m_guess && !acceptGuess(bytes))
                return;
        }
    }

    /// Bytes that exist but were not captured. Inside a message of known length the next boundary stays
    /// exact.
    template <class Emit> void feedMissing(stream::Piece piece, Scratch& scratch, Emit& emit)
    {
        if (midMessage() && m_partial->framer.state() == mqtt::Framer::State::Body) {
            const auto skipped = static_cast<std::uint32_t>(m_partial->framer.skip(piece.length));
            m_partial->gap = true;
            m_partial->pieces.push_back({piece.frame, piece.offset, skipped, stream::Piece::kNotCaptured});
            m_partial->have += skipped;
            piece.length -= skipped;
            if (m_partial->framer.state() == mqtt::Framer::State::Complete)
                emitPartial(scratch, emit, gapFlag(*m_partial));
        } else if (midMessage()) {
            emitPartial(scratch, emit, kIncomplete); // not even its length is known
        }
        if (piece.length > 0)
            m_guess = true;
    }

    template <class Emit>
    std::uint32_t extendPartial(const stream::Piece& piece, field::ByteView bytes, Scratch& scratch,
                                Emit& emit)
    {
        Partial& partial = *m_partial;
        const auto taken = static_cast<std::uint32_t>(partial.framer.feed(bytes));
        partial.pieces.push_back({piece.frame, piece.offset, taken, piece.transform});
        if (!partial.gap)
            partial.bytes.push_back(bytes.first(taken));
        partial.have += taken;
        m_begun = true;
        if (partial.framer.state() == mqtt::Framer::State::Complete) {
            emitPartial(scratch, emit, partial.gap ? gapFlag(partial) : std::uint8_t{0});
        } else if (partial.framer.state() == mqtt::Framer::State::Bad) {
            // The rest of the segment cannot be framed; the message takes it as undecoded bytes.
            const auto rest = static_cast<std::uint32_t>(bytes.size()) - taken;
            if (rest > 0) {
                partial.pieces.push_back({piece.frame, piece.offset + taken, rest, piece.transform});
                partial.bytes.push_back(bytes.last(rest));
                partial.have += rest;
            }
            emitPartial(scratch, emit, kBadLength);
            m_guess = true;
            return static_cast<std::uint32_t>(bytes.size());
        }
        return taken;
    }

    template <class Emit> void emitPartial(Scratch& scratch, Emit& emit, std::uint8_t flags)
    {
        Partial& partial = *m_partial;
        std::size_t size = 0;
        for (const field::ByteView part : partial.bytes)
            size += part.size();
        scratch.clear();
        scratch.reserve(size);
        for (const field::ByteView part : partial.bytes)
            scratch.insert(scratch.end(), part.begin(), part.end());
        if (partial.guessed)
            flags |= kGuessedStart;
        std::uint32_t length = 0;
        switch (partial.framer.state()) {
        case mqtt::Framer::State::Header: // cut off before its length: at least one more byte
            length = partial.have + 1;
            break;
        case mqtt::Framer::State::Body:
        case mqtt::Framer::State::Complete:
            length = partial.framer.header().packetLength();
            break;
        case mqtt::Framer::State::Bad:
            length = partial.have;
            break;
        }
        if (length > partial.have)
            partial.pieces.push_back({0, 0, length - partial.have, stream::Piece::kNotCaptured});
        emit(AssembledMessage{scratch, length, flags, partial.pieces});
        partial.have = 0;
        m_begun = false;
        partial.pieces.clear();
        partial.bytes.clear();
        if (partial.pieces.capacity() > kKeptPieces)
            m_partial.reset();
    }

    template <class Emit> void emitBadLength(const stream::Piece& piece, field::ByteView bytes, Emit& emit)
    {
        const auto length = static_cast<std::uint32_t>(bytes.size());
        const stream::Piece own{piece.frame, piece.offset, length, piece.transform};
        const std::uint8_t flags = takeGuessFlag() | kBadLength;
        emit(AssembledMessage{bytes, length, flags, {&own, 1}});
        m_guess = true;
    }

    void beginPartial()
    {
        if (!m_partial)
            m_partial = std::make_unique<Partial>();
        m_partial->framer.next();
        m_partial->gap = false;
        m_partial->guessed = takeGuessFlag() != 0;
    }

    std::uint8_t takeGuessFlag()
    {
        const std::uint8_t flag = m_guessedStart ? std::uint8_t{kGuessedStart} : std::uint8_t{0};
        m_guessedStart = false;
        return flag;
    }

    /// After a gap: takes the start of a segment for the start of a message if it can be one.
    bool acceptGuess(field::ByteView bytes)
    {
        if (bytes.empty())
            return false;
        const bool few = std::exchange(m_fewSuffice, false);
        if (!beginsWithMessage(bytes, m_version, m_direction, few))
            return false;
        m_guess = false;
        m_guessedStart = true;
        return true;
    }

    /// A message whose first missing byte fell to the snap length of the frame that it begins in was cut; any
    /// other has a hole.
    static std::uint8_t gapFlag(const Partial& partial)
    {
        const bool cut = partial.pieces.size() >= 2 && partial.pieces[0].captured() &&
                         !partial.pieces[1].captured() && partial.pieces[0].frame == partial.pieces[1].frame;
        return cut ? kCut : kIncomplete;
    }

    static constexpr std::size_t kKeptPieces = 64; ///< a larger list is given back after its message

    std::unique_ptr<Partial> m_partial; ///< only for messages in several pieces
    mqtt::Version m_version = mqtt::Version::Unknown;
    mqtt::Direction m_direction = mqtt::Direction::Unknown;
    bool m_begun = false;        ///< m_partial holds the beginning of a message
    bool m_fewSuffice = false;   ///< the guess may rest on less than a whole header
    bool m_guess = false;        ///< the next captured byte may stand anywhere
    bool m_guessedStart = false; ///< the next message begins where it was guessed
};

} // namespace mqttscope::index
