// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/broker/client_talk.h"

#include "dissector/field/issue_table.h"
#include "dissector/mqtt/decoder.h"
#include "dissector/mqtt/framing.h"

namespace mqttscope::broker::test {

std::vector<mqtt::Packet> ClientTalk::sentPackets()
{
    std::vector<mqtt::Packet> packets;
    ByteView left = kept.emplace_back(sent());
    while (!left.empty()) {
        const mqtt::HeaderPeek peek = mqtt::peekHeader(left);
        if (peek.status != mqtt::HeaderStatus::Complete || peek.header.packetLength() > left.size()) {
            ADD_FAILURE() << "the client sent less than a packet";
            break;
        }
        mqtt::DecodeOptions how;
        how.version = client.options().version;
        how.direction = mqtt::Direction::ClientToServer;
        field::IssueLog log;
        EXPECT_TRUE(
            mqtt::decode(left.first(peek.header.packetLength()), how, log, packets.emplace_back()).complete);
        for (const field::Issue& issue : log.issues())
            ADD_FAILURE() << "the client sent: " << field::issueInfo(issue.code).name;
        left = left.subspan(peek.header.packetLength());
    }
    return packets;
}

ClientOptions clientOptions(Version version)
{
    ClientOptions options;
    options.version = version;
    options.clientId = "a";
    return options;
}

} // namespace mqttscope::broker::test
