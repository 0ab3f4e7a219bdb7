// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/decision_ring.h"
#include "broker/core/fault_injector.h"
#include "broker/core/time.h"
#include "broker/net/tap/packet_peek.h"
#include "broker/net/tap/tap_line.h"
#include "broker/net/tap/tap_remarks.h"
#include "capture/file/capture_writer.h"
#include "dissector/net/tcp_facts.h"

#include <tl/expected.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mqttscope::broker {

/// How a side ends its sending.
enum class TapEnd : std::uint8_t {
    Fin,
    Rst,
};

struct TapOptions {
    std::int64_t startNs = 0;   ///< nanoseconds since 1970 UTC at engine time 0
    std::uint16_t mss = 1460;   ///< Maximum Segment Size: payload and TCP options, bytes
    std::uint64_t seed = 0;     ///< of initial sequence numbers and the like
    std::string_view hardware;  ///< shb_hardware of the file; empty = none
    Nanoseconds recordFrom = 0; ///< frames before are not written: a capture that was begun too late
    bool flushTurns = true;     ///< every turn hands what it wrote to the operating system
    /// The words of a decision; `before` = so long before its frame, 0 in the same turn. Empty text = no
    /// comment. Not set: decisionLine().
    std::function<std::string(const DecisionRecord& record, Nanoseconds before)> decisionWords;
    /// The words of a rule that met a packet. Not set: faultLine().
    std::function<std::string(const FaultHit& hit)> faultWords;
};

/// All that goes through the connections of a broker, as a pcapng capture: Ethernet, IP and TCP are made up
/// around the bytes, and the file says so. What the broker decided stands as a comment on the frame of the
/// packet that it concerns.
///
/// The owner of the sockets (or of virtual time) tells what happens, in this order: carried() or ended() of
/// what comes in, then the call of the engine, then decided(), then carried() and ended() of what goes out,
/// at last turn(). Frames of one turn are kept until then. After turn() the file holds everything, in whole
/// records, in the hands of the operating system: a reader may follow it, and a crash takes nothing.
///
/// A file that cannot be written is told by every later turn(); the tap then takes everything and keeps
/// nothing. One thread.
class Tap final : private TapSegments {
public:
    /// Bytes of frames in one turn; beyond that frames are written before their decisions are known.
    static constexpr std::size_t kMaxTurnBytes = std::size_t{8} << 20;
    /// Remarks on one frame; more are counted in its last line.
    static constexpr std::size_t kMaxRemarks = 64;

    [[nodiscard]] static tl::expected<std::unique_ptr<Tap>, capture::FileError>
    create(const std::string& path, TapOptions options);
    [[nodiscard]] static tl::expected<std::unique_ptr<Tap>, capture::FileError>
    over(std::unique_ptr<capture::ByteSink> sink, TapOptions options);

    Tap(const Tap&) = delete;
    Tap& operator=(const Tap&) = delete;
    Tap(Tap&&) = delete;
    Tap& operator=(Tap&&) = delete;
    /// Writes what is there; whoever needs to know whether that worked calls close() before.
    ~Tap() override;

    /// A connection begins: SYN, SYN+ACK, ACK. Both ends have addresses of the same family. With a round trip
    /// the client's acknowledgements come that much later.
    void opened(ConnectionId id, const net::Endpoint& client, const net::Endpoint& broker, Nanoseconds now,
                Nanoseconds roundTrip = 0);
    /// Bytes of MQTT. After the end of that side they are no bytes of the connection: they are counted.
    void carried(ConnectionId id, TapSide from, ByteView bytes, Nanoseconds now);
    void ended(ConnectionId id, TapSide from, TapEnd end, Nanoseconds now);
    /// The connection is no more; its id is free.
    void closed(ConnectionId id);
    /// The cable of the client was pulled: it acknowledges nothing any more.
    void vanished(ConnectionId id);
    /// Takes the decisions that are new in the ring.
    void decided(const DecisionRing& ring);
    /// Takes the rules that have met packets since the last call.
    void faulted(const FaultInjector& faults);

    /// The end of a turn: writes everything. An error is final.
    [[nodiscard]] tl::expected<void, capture::FileError> turn(Nanoseconds now);
    /// When the next made-up acknowledgement is due: turn() writes it.
    [[nodiscard]] std::optional<Nanoseconds> nextDeadline() const;
    /// Writes everything, acknowledgements that are due later too, and closes the file.
    [[nodiscard]] tl::expected<void, capture::FileError> close(Nanoseconds now);

    /// Frames in the file.
    [[nodiscard]] std::uint64_t writtenCount() const { return m_written; }
    /// All frames, those before recordFrom too.
    [[nodiscard]] std::uint64_t frameCount() const { return m_firstFrame + m_frames.size(); }
    /// Decisions that stand on no frame: overwritten in the ring, or about nothing that came by.
    [[nodiscard]] std::uint64_t unplaced() const { return m_remarks.unplaced() + m_missed + m_late; }
    /// Bytes that came after the end of their side.
    [[nodiscard]] std::uint64_t strayBytes() const { return m_strayBytes; }

private:
    struct Line {
        Line(const net::Endpoint& client, const net::Endpoint& broker, const TapLineOptions& options)
            : tcp(client, broker, options)
        {
        }
        TapLine tcp;
        std::array<PacketPeek, 2> peeks;
        std::optional<Nanoseconds> due; ///< as it stands in m_due
        bool closed = false;
    };
    struct Frame {
        std::int64_t timeNs = 0;
        std::size_t offset = 0; ///< in m_bytes
        std::size_t length = 0;
        std::vector<std::string> remarks;
        std::uint64_t leftOut = 0; ///< remarks beyond kMaxRemarks
    };

    Tap(capture::PcapngWriter writer, std::uint32_t interface, TapOptions options);
    void segment(const TapHost& from, const TapHost& to, const TapSegment& segment, Nanoseconds at) override;
    void putRemark(std::uint64_t number, const TapRemark& remark);
    [[nodiscard]] std::string wordsOf(const TapRemark& remark, const Frame& frame) const;
    void peek(std::uint64_t number, Line& line, TapSide from, ByteView bytes);
    void catchUp(Nanoseconds now, bool inclusive);
    void setDue(std::uint64_t number, Line& line);
    void writeFrames();
    void writeFrame(const Frame& frame);
    [[nodiscard]] tl::expected<void, capture::FileError> outcome() const;

    capture::PcapngWriter m_writer;
    std::uint32_t m_interface;
    TapOptions m_options;
    std::optional<capture::FileError> m_failure;

    std::uint64_t m_lastLine = 0;
    std::map<std::uint64_t, Line> m_lines; ///< by number
    std::unordered_map<ConnectionId, std::uint64_t> m_byId;
    std::set<std::pair<Nanoseconds, std::uint64_t>> m_due;
    std::vector<std::uint64_t> m_ending; ///< closed lines
    TapRemarks m_remarks;
    std::uint64_t m_decisionsRead = 0;
    std::uint64_t m_hitsRead = 0;
    std::uint64_t m_missed = 0;
    std::uint64_t m_late = 0;
    std::uint64_t m_strayBytes = 0;

    std::vector<std::uint8_t> m_bytes; ///< of m_frames
    std::vector<Frame> m_frames;       ///< of this turn
    std::uint64_t m_firstFrame = 0;    ///< number of m_frames[0], from 0
    std::uint64_t m_written = 0;
    std::int64_t m_lastNs = 0;
    std::vector<std::pair<std::size_t, std::uint64_t>> m_cuts; ///< end in the bytes carried, frame
    std::size_t m_carriedEnd = 0;
    std::string m_comment;
};

} // namespace mqttscope::broker
