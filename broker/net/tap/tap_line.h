// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/effects.h"
#include "broker/core/time.h"
#include "broker/net/tap/tcp_frame.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

namespace mqttscope::broker {

/// Who sent bytes that go through the tap.
enum class TapSide : std::uint8_t {
    Client = 0,
    Broker = 1,
};

[[nodiscard]] constexpr TapSide otherSide(TapSide side)
{
    return side == TapSide::Client ? TapSide::Broker : TapSide::Client;
}

/// Takes the segments that a TapLine makes. `at` = engine time.
class TapSegments {
public:
    virtual ~TapSegments() = default;
    virtual void segment(const TapHost& from, const TapHost& to, const TapSegment& segment,
                         Nanoseconds at) = 0;
};

/// How a TapLine comes by what it cannot know.
struct TapLineOptions {
    std::uint16_t mss = 1460;  ///< Maximum Segment Size, options included (RFC 6691); 13 or more
    Nanoseconds roundTrip = 0; ///< from the tap to the client and back
    std::uint64_t seed = 0;    ///< of initial sequence numbers and clocks
};

/// The TCP of one connection as somebody sees it who stands at the broker: what the client sends is seen when
/// it arrives; the client acknowledges after one round trip, unless it sends something before; the broker
/// acknowledges at once. Both ends use the options and the window of Linux.
class TapLine {
public:
    /// Bytes on the way without acknowledgement; then the receiver acknowledges early. Less than the window.
    static constexpr std::uint32_t kMaxInFlight = 24'576;

    TapLine(const net::Endpoint& client, const net::Endpoint& broker, const TapLineOptions& options);

    /// SYN and SYN+ACK; the client's ACK is due after a round trip.
    void open(Nanoseconds now, TapSegments& to);
    /// Bytes of one side, cut into segments of segmentLength() at most.
    void send(TapSide from, ByteView bytes, Nanoseconds now, TapSegments& to);
    /// The side sends no more: FIN.
    void finish(TapSide from, Nanoseconds now, TapSegments& to);
    /// The side breaks the connection: RST.
    void reset(TapSide from, Nanoseconds now, TapSegments& to);
    /// Nothing reaches the client any more: it acknowledges nothing.
    void vanish();
    /// Sends the acknowledgements that are due up to `now`.
    void acknowledge(Nanoseconds now, TapSegments& to);
    /// When the next acknowledgement is due.
    [[nodiscard]] std::optional<Nanoseconds> due() const;

    [[nodiscard]] std::size_t segmentLength() const { return m_segmentLength; }
    [[nodiscard]] bool finished(TapSide side) const { return m_reset || end(side).finished; }

private:
    /// Something that takes sequence space: when the other end has it, and what acknowledges it.
    struct OnTheWay {
        Nanoseconds arrives = 0;
        std::uint32_t sequenceEnd = 0;
        std::uint32_t timestamp = 0;
    };
    struct End {
        TapHost host;
        std::uint32_t next = 0;     ///< sequence number of the next byte
        std::uint32_t received = 0; ///< what it has of the other end
        std::uint32_t echo = 0;     ///< the last timestamp that it has of the other end
        std::uint32_t clock = 0;    ///< its timestamp clock at engine time 0, milliseconds
        std::uint16_t ipId = 0;
        std::uint16_t window = 0;
        bool finished = false;
        std::deque<OnTheWay> towards; ///< not yet acknowledged by it
    };

    [[nodiscard]] End& end(TapSide side) { return m_ends[static_cast<std::size_t>(side)]; }
    [[nodiscard]] const End& end(TapSide side) const { return m_ends[static_cast<std::size_t>(side)]; }
    void emit(TapSide from, std::uint16_t flags, ByteView payload, Nanoseconds now, TapSegments& to);
    void establish(Nanoseconds now, TapSegments& to);
    static void take(End& receiver, Nanoseconds now);

    TapLineOptions m_options;
    std::size_t m_segmentLength;
    std::array<End, 2> m_ends;
    bool m_established = false; ///< the handshake is complete
    bool m_reset = false;
    bool m_vanished = false; ///< the client
};

} // namespace mqttscope::broker
