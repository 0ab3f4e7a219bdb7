// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ladder/lane_table.h"

#include <unordered_map>

namespace mqttscope::analysis::ladder {
namespace {

using index::Snapshot;

/// Brokers by the endpoint that they listen on.
class BrokerNumbers {
public:
    explicit BrokerNumbers(const Snapshot& snapshot)
    {
        for (std::uint32_t i = 0; i < snapshot.sessions.sessionCount; ++i) {
            const session::SessionRecord* record = snapshot.sessions.sessions.find(i);
            if (record == nullptr || record->firstStream == kNone)
                continue;
            const index::ConnectionRecord* connection = snapshot.connection(record->firstStream);
            if (connection != nullptr && connection->clientSide < 2)
                note(record->broker, connection->ends[1 - connection->clientSide]);
        }
    }
    /// The broker of a connection without a session. A side that nobody knows is taken for the client if it
    /// sent the first segment.
    [[nodiscard]] std::uint32_t of(const index::ConnectionRecord& connection)
    {
        const std::size_t server = connection.clientSide < 2 ? 1 - connection.clientSide : 1;
        for (std::uint32_t i = 0; i < m_ends.size(); ++i) {
            if (m_known[i] && m_ends[i] == connection.ends[server])
                return i;
        }
        const auto number = static_cast<std::uint32_t>(m_ends.size());
        note(number, connection.ends[server]);
        return number;
    }

private:
    void note(std::uint32_t broker, const net::Endpoint& end)
    {
        if (broker >= m_ends.size()) {
            m_ends.resize(broker + 1);
            m_known.resize(broker + 1, false);
        }
        if (!m_known[broker])
            m_ends[broker] = end;
        m_known[broker] = true;
    }

    std::vector<net::Endpoint> m_ends;
    std::vector<bool> m_known;
};

/// What a client is known by: its Client Identifier at its broker, else its session.
std::uint64_t nameOf(const Snapshot& snapshot, const session::SessionRecord& session, std::uint32_t number)
{
    constexpr std::uint64_t kBySession = std::uint64_t{1} << 63U;
    if (session.clientId == kNone || snapshot.strings[session.clientId].empty())
        return kBySession | number;
    return (std::uint64_t{session.broker} << 32U) | session.clientId;
}

} // namespace

LaneTable::LaneTable(const Snapshot& snapshot)
{
    BrokerNumbers brokers(snapshot);
    std::unordered_map<std::uint64_t, LaneId> clients;
    m_byStream.assign(snapshot.connectionCount, kNone);
    const auto addBroker = [&](std::uint32_t broker, std::uint32_t stream, std::uint32_t frame) {
        if (broker >= m_brokers.size())
            m_brokers.resize(broker + 1, kNone);
        if (m_brokers[broker] != kNone)
            return;
        m_brokers[broker] = static_cast<LaneId>(m_lanes.size());
        m_lanes.push_back({Lane::Kind::Broker, broker, kNone, stream, frame});
    };
    for (std::uint32_t stream = 0; stream < snapshot.connectionCount; ++stream) {
        const index::ConnectionRecord* connection = snapshot.connections.find(stream);
        const session::ConnectionFacts* facts = snapshot.sessions.connection(stream);
        const bool speaks = connection->messages[0] + connection->messages[1] != 0;
        if (facts == nullptr && !speaks)
            continue;
        std::uint32_t broker = 0;
        std::uint32_t clientId = kNone;
        LaneId lane = kNone;
        if (facts != nullptr) {
            const session::SessionRecord& session = *snapshot.sessions.session(facts->session);
            broker = session.broker;
            clientId = session.clientId;
            const session::SessionRecord* record = snapshot.sessions.sessions.find(facts->session);
            const std::uint32_t number = record->continues != kNone ? record->continues : facts->session;
            const auto [place, added] = clients.try_emplace(nameOf(snapshot, session, number), kNone);
            if (added)
                place->second = kNone;
            lane = place->second;
            if (lane == kNone) {
                addBroker(broker, stream, connection->firstFrame);
                lane = place->second = static_cast<LaneId>(m_lanes.size());
            }
        } else {
            broker = brokers.of(*connection);
            addBroker(broker, stream, connection->firstFrame);
            lane = static_cast<LaneId>(m_lanes.size());
        }
        if (lane == m_lanes.size())
            m_lanes.push_back({Lane::Kind::Client, broker, clientId, stream, connection->firstFrame});
        m_byStream[stream] = lane;
    }
}

} // namespace mqttscope::analysis::ladder
