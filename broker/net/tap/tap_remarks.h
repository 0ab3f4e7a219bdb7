// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/decision_ring.h"
#include "broker/core/fault_injector.h"
#include "broker/net/tap/packet_peek.h"
#include "broker/net/tap/remark_places.h"
#include "broker/net/tap/tap_line.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace mqttscope::broker {

/// What is written beside a packet: a decision of the broker, or a rule of a fault plan that met it.
using TapRemark = std::variant<DecisionRecord, FaultHit>;

/// Finds the frame of the packet that a remark is about, among the frames of one turn of the broker: the
/// packets that came, what the engine decided, the packets that it sent. What is about a packet that never
/// comes by (it was lost on purpose) goes to the packet that was its cause. What is about no packet at all
/// (a session expired) waits for the next CONNECT of its client.
class TapRemarks {
public:
    /// Packets of one turn that can be found again; later ones get no remarks.
    static constexpr std::size_t kMaxPackets = 65'536;
    /// Remarks that wait for their client, or in one turn for their packet; what is beyond is counted.
    static constexpr std::size_t kMaxWaiting = 1024;
    static constexpr std::uint64_t kNoFrame = std::numeric_limits<std::uint64_t>::max();

    /// Is given what was placed: the number of the frame from 0.
    using Put = std::function<void(std::uint64_t frame, const TapRemark& remark)>;

    explicit TapRemarks(Put put) : m_put(std::move(put)) {}

    void opened(ConnectionId id, std::uint64_t line);
    /// The id is free for another line; the line can still be found until forget().
    void closed(ConnectionId id) { m_byId.erase(id); }
    void forget(std::uint64_t line);

    void packet(std::uint64_t line, TapSide from, const PeekedPacket& packet, std::uint64_t frame);
    /// Bytes of a client that are no whole packet.
    void bytes(std::uint64_t line, std::uint64_t frame) { m_cause = {line, frame}; }
    void ended(std::uint64_t line, TapSide from, std::uint64_t frame);
    void decided(const DecisionRecord& record);
    void met(const FaultHit& hit);
    void endOfTurn();

    /// Remarks that found no frame.
    [[nodiscard]] std::uint64_t unplaced() const { return m_unplaced + m_homeless.size(); }

private:
    struct Seen {
        std::uint64_t line = 0;
        std::uint64_t frame = 0;
        std::uint64_t message = 0; ///< that it brought; 0 = not known
        mqtt::PacketType type{};
        std::uint8_t qos = 0;
        std::uint16_t packetId = 0;
        std::string topic;
        bool answered = false; ///< a decision told what became of it
    };
    struct Line {
        std::uint64_t turn = 0; ///< of which `next` and `end` tell
        std::size_t next = 0;   ///< decisions are about packets from here on
        std::uint64_t session = 0;
        std::array<std::uint64_t, 2> end{kNoFrame, kNoFrame}; ///< of each side
    };
    struct Cause {
        std::uint64_t line = 0;
        std::uint64_t frame = kNoFrame;
    };
    struct Waiting {
        TapRemark remark;
        std::uint64_t line = 0;
        TypeSet types = 0;
        std::uint16_t packetId = 0;
        bool brokerEnd = false; ///< FIN or RST of the broker will do
        bool anyEnd = false;    ///< that of the client as well
        std::uint64_t fallback = kNoFrame;
    };

    [[nodiscard]] Line& lineAt(std::uint64_t number);
    void put(std::uint64_t frame, const TapRemark& remark);
    void putOrKeep(std::uint64_t frame, const TapRemark& remark);
    void keepHomeless(const DecisionRecord& record);
    void welcome(const DecisionRecord& record, std::uint64_t frame);
    void wait(const Waiting& waiting);
    void resolveWaiting(std::uint64_t line, std::uint64_t frame,
                        const std::function<bool(const Waiting&)>& fits);
    [[nodiscard]] std::optional<std::uint64_t> lineOf(const DecisionRecord& record) const;
    [[nodiscard]] std::optional<std::uint64_t> lineOfSession(std::uint64_t session) const;
    [[nodiscard]] Seen* find(std::uint64_t line, TypeSet types, const DecisionRecord& record);
    [[nodiscard]] std::uint64_t causeOn(std::optional<std::uint64_t> line) const;

    void placeFromClient(const DecisionRecord& record, TypeSet types);
    void placeMessage(const DecisionRecord& record);
    void placeToClient(const DecisionRecord& record, TypeSet types);
    void placeBrokerEnd(const DecisionRecord& record);
    void placeClientEnd(const DecisionRecord& record);

    Put m_put;
    std::unordered_map<ConnectionId, std::uint64_t> m_byId;
    std::map<std::uint64_t, Line> m_lines;
    std::map<std::uint64_t, std::uint64_t> m_lineOfSession;
    std::deque<DecisionRecord> m_homeless;
    std::uint64_t m_unplaced = 0;

    // Of the present turn.
    std::uint64_t m_turn = 1;
    std::vector<Seen> m_seen;
    std::vector<Waiting> m_waiting;
    std::vector<DecisionRecord> m_ownMessages;         ///< about messages that no client published
    std::map<std::uint64_t, std::uint64_t> m_messages; ///< serial -> frame that brought it
    Cause m_cause;
};

} // namespace mqttscope::broker
