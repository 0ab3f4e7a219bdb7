// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/effects.h"
#include "broker/core/fault_plan.h"
#include "broker/core/interference.h"
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
    std::uint32_t rule = 0; ///< its id, see ArmedRule
    ConnectionId connection = 0;
    FaultSide from{};
    mqtt::PacketType type{};
    std::uint16_t packetId = 0;
};

/// A rule that packets may meet now.
struct ArmedRule {
    std::uint32_t id = 0; ///< of a rule of the plan its place there; those that are armed later count on
    FaultRule rule;
    std::uint32_t fits = 0; ///< packets that fitted
    std::uint32_t hits = 0; ///< of them those that it met

    /// It meets nothing any more.
    [[nodiscard]] bool spent() const
    {
        return (rule.count != 0 && hits >= rule.count) || (rule.nth != 0 && hits != 0);
    }
};

/// What a FaultInjector keeps, bytes. Of packets of clients that are not whole yet as much as the engine
/// behind it would.
struct FaultLimits {
    std::uint32_t firstPacket = mqtt::kMaxPacketSize; ///< of the first packet of a connection
    std::uint32_t packet = mqtt::kMaxPacketSize;      ///< of the others
    std::size_t pending = mqtt::kMaxPacketSize;       ///< of those that have begun, of all clients together
    std::size_t held = 256U << 20; ///< of what is held or late, of all together; beyond that the oldest pass
};

/// Stands between the broker engine and the sockets, cuts both directions into packets and does to them what
/// a plan says. It can also hold everything, for showing one packet after the other, or everything of one
/// connection. What it is given passes at once unless a rule or a hold keeps it. The clock of an engine whose
/// packets are held is its owner's to stop. As the engine's interference it says what rules want of it.
class FaultInjector final : public Interference {
public:
    /// Packets held in one direction of one connection; beyond that the oldest passes, but see freeze().
    static constexpr std::size_t kMaxHeld = 10'000;
    /// Likewise, bytes.
    static constexpr std::size_t kMaxHeldBytes = 64U << 20;
    /// Hits kept; older ones are counted.
    static constexpr std::size_t kMaxHits = 1000;

    explicit FaultInjector(FaultPlan plan = {}) { setPlan(std::move(plan)); }
    /// What is beyond them passes as it comes and meets no rule: the engine says what is wrong with it.
    void setLimits(const FaultLimits& limits) { m_limits = limits; }
    /// Takes another plan; counting begins anew.
    void setPlan(FaultPlan plan);
    /// One rule more, behind the others. Its id; none if there are FaultPlan::kMaxRules.
    std::optional<std::uint32_t> arm(FaultRule rule);
    /// Returns whether there was a rule with that id. What it has done stays done.
    bool disarm(std::uint32_t id);
    [[nodiscard]] const std::vector<ArmedRule>& rules() const { return m_rules; }

    void opened(ConnectionId id) { m_lines[id]; }
    void closed(ConnectionId id);
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

    /// The client of a connection is frozen: nothing passes to it, and its owner reads nothing from it. What
    /// waits passes when it is no longer; timer() does that. If the engine closes the connection meanwhile,
    /// or more waits than is held, it is reset, and what waits is lost.
    void freeze(ConnectionId id, bool on);
    [[nodiscard]] bool frozen(ConnectionId id) const;

    /// What is known of a connection.
    struct Known {
        mqtt::Version version = mqtt::Version::Unknown;
        std::string clientId;
        std::size_t missing =
            0; ///< bytes that a packet of the client lacks which has begun, see PacketCutter
    };
    [[nodiscard]] Known known(ConnectionId id) const;

    [[nodiscard]] std::optional<mqtt::ReasonCode> refusalOf(ConnectionId id) override;
    [[nodiscard]] std::optional<std::uint8_t> grantedAtMost(ConnectionId id, std::uint16_t packetId) override;

    /// Bytes of packets of clients that are not whole.
    [[nodiscard]] std::size_t pendingBytes() const { return m_pendingBytes; }

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
        std::size_t pending = 0; ///< bytes of a packet that has begun, as counted for all
        bool silent = false;
        bool opaque = false; ///< no packets any more: bytes pass as they are
    };
    struct Line {
        std::array<Lane, 2> lanes; ///< from the client, from the broker
        mqtt::Version version = mqtt::Version::Unknown;
        std::string clientId;
        bool held = false;
        bool frozen = false;
        std::optional<mqtt::ReasonCode> refusal; ///< of its CONNECT
        std::map<std::uint16_t, std::uint8_t>
            grants;         ///< of a SUBSCRIBE by Packet Identifier: the highest QoS
        bool ended = false; ///< by a rule
    };
    void take(ConnectionId id, FaultSide from, ByteView bytes, Nanoseconds now, Effects& to,
              Effects& toSockets);
    void onPacket(ConnectionId id, FaultSide from, ByteView bytes, Nanoseconds now, Effects& to,
                  Effects& toSockets);
    void passUncut(Line& line, Lane& lane, std::vector<std::uint8_t> bytes, Nanoseconds now);
    void countPending(Lane& lane);
    [[nodiscard]] std::uint32_t limitOf(const Line& line, FaultSide from) const;
    void learn(Line& line, FaultSide from);
    [[nodiscard]] const FaultRule* meet(ConnectionId id, const Line& line, FaultSide from, Nanoseconds now);
    [[nodiscard]] bool fits(const FaultRule& rule, const Line& line, FaultSide from) const;
    void wish(const FaultRule& rule, Line& line) const;
    static void cutOff(ConnectionId id, Line& line, Effects& toSockets);
    void apply(const FaultRule* rule, Line& line, Lane& lane, Waiting packet, Nanoseconds now);
    [[nodiscard]] std::vector<std::uint8_t> withReason(ByteView bytes, std::uint8_t code,
                                                       mqtt::Version version);
    void flush(ConnectionId id, Line& line, FaultSide from, Nanoseconds now, Effects& to, Effects& toSockets);
    static Lane& laneOf(Line& line, FaultSide from) { return line.lanes[from == FaultSide::Client ? 0 : 1]; }

    FaultLimits m_limits;
    std::size_t m_pendingBytes = 0;
    std::size_t m_heldBytes = 0;
    std::vector<ArmedRule> m_rules;
    std::uint32_t m_nextRule = 0;
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
