// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/effects.h"
#include "broker/core/fault_plan.h"
#include "broker/core/packet_cutter.h"
#include "broker/core/time.h"
#include "broker/core/topic_aliases.h"
#include "dissector/field/issue.h"
#include "dissector/mqtt/packet.h"

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::broker {

/// A rule that met a packet.
struct FaultHit {
    Nanoseconds time = 0;
    std::uint32_t rule = 0; ///< its place in the plan
    ConnectionId connection = 0;
    FaultSide from{};
    mqtt::PacketType type{};
    std::uint16_t packetId = 0;
};

/// Stands between the broker engine and the sockets, cuts both directions into packets and does to them what
/// a plan says. It can also hold everything, for showing one packet after the other, or everything of one
/// connection. What it is given passes at once unless a rule or a hold keeps it. The clock of an engine whose
/// packets are held is its owner's to stop.
class FaultInjector {
public:
    /// Packets held in one direction of one connection; beyond that the oldest passes.
    static constexpr std::size_t kMaxHeld = 10'000;
    /// Likewise, bytes.
    static constexpr std::size_t kMaxHeldBytes = 64U << 20;
    /// Hits kept; older ones are counted.
    static constexpr std::size_t kMaxHits = 1000;

    explicit FaultInjector(FaultPlan plan = {}) { setPlan(std::move(plan)); }
    /// Takes another plan; counting begins anew.
    void setPlan(FaultPlan plan);

    void opened(ConnectionId id) { m_lines[id]; }
    void closed(ConnectionId id) { m_lines.erase(id); }
    /// From the sockets: what may pass is appended to `toEngine`, as Sends; an end to `toSockets`.
    void incoming(ConnectionId id, ByteView bytes, Nanoseconds now, Effects& toEngine, Effects& toSockets);
    /// From the engine.
    void outgoing(const Effects& effects, Nanoseconds now, Effects& toSockets);
    /// Lets pass what has waited long enough.
    void timer(Nanoseconds now, Effects& toEngine, Effects& toSockets);
    [[nodiscard]] std::optional<Nanoseconds> nextDeadline() const;

    /// Step mode: everything is held until release() lets one packet pass.
    void hold(bool on) { m_holdAll = on; }
    /// Holds everything of one connection, or no longer; timer() lets the rest pass then.
    void hold(ConnectionId id, bool on);
    /// Lets the packet pass that has been held longest by hold(). Returns whether there was one.
    bool release(Nanoseconds now, Effects& toEngine, Effects& toSockets);
    [[nodiscard]] std::size_t held() const;

    [[nodiscard]] const std::deque<FaultHit>& hits() const { return m_hits; }
    [[nodiscard]] std::uint64_t hitCount() const { return m_hitCount; }

private:
    struct Waiting {
        Nanoseconds until = 0;
        std::uint64_t order = 0; ///< of its coming, over all connections
        std::vector<std::uint8_t> bytes;
        bool byHold = false;
        bool behindNext = false;       ///< Reorder: passes after the next packet
        FaultEnd end = FaultEnd::None; ///< of the connection, after it
        bool close = false;            ///< an effect Close of the engine
        CloseManner manner{};
    };
    /// One direction of one connection.
    struct Lane {
        PacketCutter cutter;
        IncomingAliases aliases;
        std::deque<Waiting> waiting;
        std::size_t waitingBytes = 0;
        bool silent = false;
        bool opaque = false; ///< no packets any more: bytes pass as they are
    };
    struct Line {
        std::array<Lane, 2> lanes; ///< from the client, from the broker
        mqtt::Version version = mqtt::Version::Unknown;
        std::string clientId;
        bool held = false;
        bool ended = false; ///< by a rule
    };
    struct Counter {
        std::uint32_t fits = 0;
        std::uint32_t hits = 0;
    };

    void take(ConnectionId id, FaultSide from, ByteView bytes, Nanoseconds now, Effects& to,
              Effects& toSockets);
    void onPacket(ConnectionId id, FaultSide from, ByteView bytes, Nanoseconds now, Effects& to,
                  Effects& toSockets);
    void learn(Line& line, FaultSide from);
    [[nodiscard]] const FaultRule* meet(ConnectionId id, const Line& line, FaultSide from, Nanoseconds now);
    [[nodiscard]] bool fits(const FaultRule& rule, const Line& line, FaultSide from) const;
    void apply(const FaultRule* rule, Line& line, Lane& lane, Waiting packet, Nanoseconds now);
    [[nodiscard]] std::vector<std::uint8_t> withReason(ByteView bytes, std::uint8_t code,
                                                       mqtt::Version version);
    void flush(ConnectionId id, Line& line, FaultSide from, Nanoseconds now, Effects& to,
               Effects& toSockets) const;
    static Lane& laneOf(Line& line, FaultSide from) { return line.lanes[from == FaultSide::Client ? 0 : 1]; }

    FaultPlan m_plan;
    std::vector<Counter> m_counters; ///< of the rules
    std::map<ConnectionId, Line> m_lines;
    bool m_holdAll = false;
    std::uint64_t m_order = 0;
    std::deque<FaultHit> m_hits;
    std::uint64_t m_hitCount = 0;
    field::IssueLog m_log;
    mqtt::Packet m_packet; ///< the one just looked at
    std::string m_topic;   ///< its topic, aliases resolved
};

} // namespace mqttscope::broker
