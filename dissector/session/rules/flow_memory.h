// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/records.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mqttscope::session {

/// The latest exchanges that were finished: what is said of them afterwards can be told from what was never
/// asked.
class RecentExchanges {
public:
    static constexpr std::size_t kMax = 256; ///< further back nothing is known

    void add(std::uint32_t exchange)
    {
        if (m_ring.size() < kMax) {
            m_ring.push_back(exchange);
            return;
        }
        m_ring[m_next] = exchange;
        m_next = (m_next + 1) % kMax;
        m_forgot = true;
    }
    /// The latest exchange for which `fits(exchange)` is true; kNone if there is none.
    template <class Fits> [[nodiscard]] std::uint32_t findLast(Fits fits) const
    {
        for (std::size_t back = 1; back <= m_ring.size(); ++back) {
            const std::uint32_t exchange = m_ring[(m_next + m_ring.size() - back) % m_ring.size()];
            if (fits(exchange))
                return exchange;
        }
        return kNone;
    }
    /// Whether more were finished than it holds.
    [[nodiscard]] bool forgot() const { return m_forgot; }
    /// The oldest that it holds; only if it holds one.
    [[nodiscard]] std::uint32_t oldest() const { return m_ring[m_next]; }

private:
    std::vector<std::uint32_t> m_ring;
    std::size_t m_next = 0; ///< the oldest, once it is full
    bool m_forgot = false;
};

/// Packets of one kind in an order that they owe to others: the one that goes furthest so far.
struct OwedOrder {
    std::uint32_t asked = 0;      ///< what it belongs to: message + 1; 0 = nothing yet
    std::uint32_t answer = kNone; ///< itself, message
    std::uint16_t packetId = 0;   ///< of both
    bool told = false;            ///< that it came too early was said
};

/// What is remembered of the exchanges that one side of a connection opened.
struct FlowSide {
    OwedOrder pubacks;
    OwedOrder pubrecs;
    OwedOrder pubrels;
    OwedOrder resent;           ///< PUBLISHes sent again, by their first sending
    std::uint32_t answered = 0; ///< the latest packet that the peer answered: message + 1
    /// The latest packet that was answered, but by an acknowledgement of the wrong kind.
    std::uint32_t answeredWrongly = kNone;
    std::uint32_t released = 0;     ///< the latest PUBREC that PUBREL followed: message + 1
    std::uint32_t open = 0;         ///< PUBLISHes on this connection that take a place in the peer's window
    std::uint32_t lastAlias = 0;    ///< Topic Alias; 0 = none was sent
    std::uint16_t extraAnswers = 0; ///< answers that may come although nothing is open: something came twice
    std::uint16_t extraPubrels = 0; ///< likewise, of PUBREL
    bool repeated = false;          ///< something was sent again within the connection
    bool confused = false;  ///< an identifier was used twice: nobody knows which packet an answer means
    bool published = false; ///< a new PUBLISH with QoS 1 or 2 was sent
    bool otherId = false;   ///< something was sent again under another identifier
    bool badAlias = false;  ///< a Topic Alias was sent that the peer may refuse
};

/// What FlowRules remembers of a connection.
struct FlowRulesOfConnection {
    FlowSide sides[2];             ///< by who opened the exchanges: client, server
    std::uint32_t stalled = kNone; ///< a request that came while the window of the server was full, message
    std::int64_t stalledNs = 0;    ///< its time
    std::uint32_t aliasPublish = kNone; ///< a PUBLISH whose alias was set on an earlier connection, message
    std::uint32_t aliasSetBy = kNone;   ///< message
    std::uint16_t alias = 0;            ///< of both
    /// A packet was wrong in itself: what a peer does then is open. Or the capture is not in order.
    bool broken = false;
    bool limitsKnown = false; ///< the client has the CONNACK
    bool stallTold = false;
};

/// What FlowRules remembers of a session.
struct FlowRulesOfSession {
    RecentExchanges finished[2]; ///< by who opened them: client, server
    std::vector<std::uint32_t>
        aliases[2]; ///< by Topic Alias: the PUBLISH that set it last, message; or kNone
};

} // namespace mqttscope::session
