// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/index/packet_context.h"

#include <algorithm>

namespace mqttscope::index {
namespace {

net::TcpContext tcpContext(const FrameRecord& record, const ConnectionRecord& connection)
{
    net::TcpContext tcp;
    const std::size_t side = record.side;
    tcp.stream = record.stream;
    tcp.sequenceBaseKnown = connection.baseKnown[side];
    tcp.baseSequence = connection.baseSequence[side];
    tcp.acknowledgmentBaseKnown = connection.baseKnown[1 - side];
    tcp.baseAcknowledgment = connection.baseSequence[1 - side];
    tcp.windowShift = connection.windowShift[side];
    return tcp;
}

} // namespace

net::PacketContext packetContext(const Snapshot& snapshot, const IndexOptions& options, std::uint32_t frame,
                                 bool checksums, FlowNumbers& numbers)
{
    const FrameRecord& record = snapshot.frame(frame);
    net::PacketContext context;
    context.validateChecksums = checksums;
    context.tellChecksums = options.tellChecksums;
    if (const std::uint32_t* in = snapshot.reassembledIn.find(frame - 1))
        context.reassembledIn = *in;
    if (const ConnectionRecord* connection = snapshot.connection(record.stream))
        context.tcp = tcpContext(record, *connection);
    const auto [first, last] = snapshot.flowsOf(frame);
    const std::size_t count = std::min<std::size_t>(last - first, numbers.size());
    for (std::size_t i = 0; i < count; ++i)
        numbers[i] = snapshot.flows[first + i].number;
    context.flows = std::span{numbers}.first(count);
    return context;
}

} // namespace mqttscope::index
