// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/mqtt/types.h"

#include <cstdint>

namespace mqttscope::mqtt {

using field::ByteView;

/// The fixed header of one packet.
struct FrameHeader {
    std::uint8_t firstByte = 0;
    std::uint8_t headerLength = 0;     ///< control byte and length bytes: 2 to 5
    std::uint32_t remainingLength = 0; ///< bytes after the fixed header

    [[nodiscard]] constexpr PacketType type() const { return packetTypeOf(firstByte); }
    /// Bytes of the whole packet.
    [[nodiscard]] constexpr std::uint32_t packetLength() const { return headerLength + remainingLength; }

    friend constexpr bool operator==(const FrameHeader&, const FrameHeader&) = default;
};

/// How far a fixed header could be read.
enum class HeaderStatus : std::uint8_t {
    NeedMore,  ///< bytes are missing
    Complete,  ///< the header is known
    Malformed, ///< the fourth length byte has its continuation bit set: the length cannot be known
};

struct HeaderPeek {
    HeaderStatus status = HeaderStatus::NeedMore;
    FrameHeader header; ///< valid if Complete; if Malformed only firstByte and headerLength (5)
};

/// Reads the fixed header at the start of `bytes`.
[[nodiscard]] constexpr HeaderPeek peekHeader(ByteView bytes)
{
    HeaderPeek peek;
    if (bytes.size() < 2)
        return peek;
    peek.header.firstByte = bytes[0];
    for (std::uint32_t i = 0; i < kMaxVbiBytes; ++i) {
        if (i + 1 >= bytes.size())
            return peek;
        const std::uint8_t byte = bytes[i + 1];
        peek.header.remainingLength |= static_cast<std::uint32_t>(byte & 0x7f) << (7 * i);
        peek.header.headerLength = static_cast<std::uint8_t>(i + 2);
        if ((byte & 0x80) == 0) {
            peek.status = HeaderStatus::Complete;
            return peek;
        }
    }
    peek.status = HeaderStatus::Malformed;
    return peek;
}

/// Finds the packets of a byte stream, whatever its pieces: feed it each piece in turn.
///
///     while (!piece.empty()) {
///         piece = piece.subspan(framer.feed(piece));
///         if (framer.state() == Framer::State::Complete) { ...; framer.next(); }
///         if (framer.state() == Framer::State::Bad) ...   // the caller resynchronises, then next()
///     }
class Framer {
public:
    enum class State : std::uint8_t {
        Header,   ///< the fixed header is not complete
        Body,     ///< the header is known, bytes of the body are missing
        Complete, ///< the bytes taken end exactly with the packet
        Bad,      ///< the Remaining Length has more than four bytes; nothing after it can be framed
    };

    /// Takes bytes up to the end of the present packet at most, and returns how many. Takes none once
    /// Complete or Bad.
    std::size_t feed(ByteView bytes);
    /// Passes over `count` bytes that exist but are not at hand (a gap). Only inside the body, whose length
    /// is known; returns how many were passed over.
    std::uint64_t skip(std::uint64_t count);
    /// Starts with a new packet at the next byte.
    void next() { *this = Framer{}; }

    [[nodiscard]] State state() const { return m_state; }
    /// Complete once the state is Body or Complete; before that what is known so far.
    [[nodiscard]] const FrameHeader& header() const { return m_header; }
    /// Bytes of the present packet taken or passed over so far.
    [[nodiscard]] std::uint32_t taken() const { return m_taken; }
    /// Bytes of the body still to come; 0 unless the state is Body.
    [[nodiscard]] std::uint32_t missing() const
    {
        return m_state == State::Body ? m_header.packetLength() - m_taken : 0;
    }

private:
    void takeHeaderByte(std::uint8_t byte);

    FrameHeader m_header;
    std::uint32_t m_taken = 0;
    State m_state = State::Header;
};

/// An answer that may have to wait for more bytes.
enum class Plausible : std::uint8_t {
    No,
    NeedMore, ///< nothing contradicts it yet
    Yes,
};

/// Whether a stream that begins with these bytes begins with a CONNECT: type 1, flags 0, a length that can
/// hold what a CONNECT holds, a name that some version has, and a level that goes with it.
[[nodiscard]] Plausible plausibleConnect(ByteView bytes);

/// Whether these bytes may begin a packet of that version: type, flags and length agree with the tables. For
/// guesses after a gap. A packet
/// longer than `limit` bytes is not believed.
[[nodiscard]] Plausible plausibleHeader(ByteView bytes, Version version, Direction direction,
                                        std::uint32_t limit = kMaxPacketSize);

} // namespace mqttscope::mqtt
