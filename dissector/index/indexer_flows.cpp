// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/index/indexer.h"

namespace mqttscope::index {

using net::Endpoint;
using net::FlowFacts;

std::uint32_t Indexer::udpStreamOf(const FlowFacts& flow)
{
    const std::uint32_t hash = ConnectionMap::hashOf(flow.source, flow.destination);
    const std::uint32_t found = m_udpByEnds.find(hash, [&](std::uint32_t candidate) {
        const std::array<Endpoint, 2>& ends = m_udpEnds[candidate];
        return (ends[0] == flow.source && ends[1] == flow.destination) ||
               (ends[1] == flow.source && ends[0] == flow.destination);
    });
    if (found != ConnectionMap::kNone)
        return found;
    const auto number = static_cast<std::uint32_t>(m_udpEnds.size());
    m_udpEnds.push_back({flow.source, flow.destination});
    m_udpByEnds.put(hash, number, ConnectionMap::kNone);
    return number;
}

void Indexer::addFlows(std::uint32_t numbered, std::uint32_t count)
{
    for (std::uint32_t i = numbered; i < count; ++i) {
        const FlowFacts& flow = m_frameFlows[i];
        FlowRecord record;
        record.frame = m_frame;
        if (!flow.tcp) {
            record.number = udpStreamOf(flow);
        } else if (m_states.size() < kMaxConnections) {
            // As in Wireshark: a header that ICMP quotes names a connection, even if it is the first to do
            // so. It feeds none.
            net::TcpFacts ends;
            ends.source = flow.source;
            ends.destination = flow.destination;
            stream::Side side = stream::Side::A;
            ConnectionState& connection = connectionOf(ends, side);
            record.number = connection.index;
            touch(connection);
        }
        m_flows.append(record);
    }
    m_flowCount = count;
}

} // namespace mqttscope::index
