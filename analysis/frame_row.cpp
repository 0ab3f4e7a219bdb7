// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frame_row.h"

#include "analysis/message_info.h"
#include "dissector/field/field_table.h"
#include "dissector/net/address_text.h"
#include "dissector/net/packet.h"

#include <fmt/format.h>

#include <array>

namespace mqttscope::analysis {
namespace {

/// https://www.iana.org/assignments/protocol-numbers
RowProtocol protocolOf(const net::OtherFacts& other)
{
    constexpr std::uint8_t kIcmp = 1;
    constexpr std::uint8_t kUdp = 17;
    constexpr std::uint8_t kIcmpv6 = 58;
    if (other.isArp)
        return RowProtocol::Arp;
    if (!other.hasIp)
        return RowProtocol::Link;
    switch (other.ipProtocol) {
    case kIcmp:
        return RowProtocol::Icmp;
    case kUdp:
        return RowProtocol::Udp;
    case kIcmpv6:
        return RowProtocol::Icmpv6;
    default:
        return RowProtocol::Ip;
    }
}

void fillOther(const net::OtherFacts& other, FrameRow& row)
{
    row.source = other.source;
    row.destination = other.destination;
    row.protocol = protocolOf(other);
    row.messageType = other.type;
    row.ipProtocol = other.ipProtocol;
}

/// What the number of a type means, in the words of the standard.
std::string typeName(field::FieldId id, std::uint16_t type)
{
    return std::string{field::valueName(field::fieldInfo(id), type)};
}

std::string arpInfo(const FrameRow& row)
{
    constexpr std::uint16_t kRequest = 1; // RFC 826
    if (row.messageType != kRequest)
        return typeName(field::FieldId::ArpOpcode, row.messageType);
    return fmt::format("Who has {}? Tell {}", net::addressText(row.destination.address),
                       net::addressText(row.source.address));
}

void fillAddresses(const Document& document, const index::FrameRecord& record, FrameRow& row)
{
    field::NullSink sink;
    field::IssueLog log;
    net::PacketFacts facts;
    net::decodePacket(document.source().linkType(static_cast<std::uint32_t>(record.interface)),
                      document.source().bytes(record), record.originalLength, {}, sink, log, facts);
    if (facts.kind == net::PacketKind::Tcp) {
        row.source = facts.tcp.source;
        row.destination = facts.tcp.destination;
        row.protocol = RowProtocol::Tcp;
    } else if (facts.kind == net::PacketKind::IpFragment) {
        row.source.address = facts.fragment.source;
        row.destination.address = facts.fragment.destination;
        row.protocol = RowProtocol::Fragment;
    } else if (facts.kind == net::PacketKind::Other) {
        fillOther(facts.other, row);
    }
}

std::string tcpInfo(const Document& document, const index::Snapshot& snapshot, const FrameRow& row)
{
    const index::FrameRecord& record = snapshot.frame(row.number);
    field::NullSink sink;
    field::IssueLog log;
    net::PacketFacts facts;
    net::decodePacket(document.source().linkType(static_cast<std::uint32_t>(record.interface)),
                      document.source().bytes(record), record.originalLength, {}, sink, log, facts);
    if (facts.kind != net::PacketKind::Tcp)
        return "TCP";
    const net::TcpFacts& tcp = facts.tcp;
    static constexpr std::array<std::pair<std::uint16_t, std::string_view>, 8> kNames = {
        {{net::kSyn, "SYN"},
         {net::kFin, "FIN"},
         {net::kRst, "RST"},
         {net::kPsh, "PSH"},
         {net::kAck, "ACK"},
         {net::kUrg, "URG"},
         {net::kEce, "ECE"},
         {net::kCwr, "CWR"}}};
    std::string flags;
    for (const auto& [bit, name] : kNames) {
        if ((tcp.flags & bit) != 0) {
            if (!flags.empty())
                flags += ", ";
            flags += name;
        }
    }
    std::uint32_t sequence = tcp.sequence;
    std::uint32_t acknowledgment = tcp.acknowledgment;
    if (const index::ConnectionRecord* connection = snapshot.connection(row.stream)) {
        if (connection->baseKnown[record.side])
            sequence -= connection->baseSequence[record.side];
        if (connection->baseKnown[1 - record.side])
            acknowledgment -= connection->baseSequence[1 - record.side];
    }
    std::string out =
        fmt::format("{} → {} [{}] Seq={}", tcp.source.port, tcp.destination.port, flags, sequence);
    if ((tcp.flags & net::kAck) != 0)
        out += fmt::format(" Ack={}", acknowledgment);
    out += fmt::format(" Win={} Len={}", tcp.window, tcp.payloadLength);
    if ((row.frameFlags & index::kRetransmission) != 0)
        out = "[Retransmission] " + out;
    else if ((row.frameFlags & index::kOutOfOrder) != 0)
        out = "[Out of order] " + out;
    return out;
}

} // namespace

std::string_view protocolName(RowProtocol protocol)
{
    switch (protocol) {
    case RowProtocol::Mqtt:
        return "MQTT";
    case RowProtocol::Tcp:
        return "TCP";
    case RowProtocol::Udp:
        return "UDP";
    case RowProtocol::Icmp:
        return "ICMP";
    case RowProtocol::Icmpv6:
        return "ICMPv6";
    case RowProtocol::Arp:
        return "ARP";
    case RowProtocol::Ip:
    case RowProtocol::Fragment:
        return "IP";
    case RowProtocol::Link:
        return {};
    }
    return {};
}

FrameRow frameRow(const Document& document, const index::Snapshot& snapshot, std::uint32_t frame)
{
    FrameRow row;
    const index::FrameRecord& record = snapshot.frame(frame);
    row.number = frame;
    row.timeNs = record.timeNs;
    const std::int64_t first = snapshot.frame(1).timeNs;
    if (record.timeNs != index::kNoTime && first != index::kNoTime)
        row.relativeNs = record.timeNs - first;
    row.originalLength = record.originalLength;
    row.stream = record.stream;
    row.frameFlags = static_cast<std::uint8_t>(record.flags);
    snapshot.forEachMessage(frame, [&](std::uint32_t message) {
        row.messages.push_back(message);
        return true;
    });
    const index::ConnectionRecord* connection = snapshot.connection(record.stream);
    if (connection == nullptr) {
        fillAddresses(document, record, row);
        return row;
    }
    const std::size_t side = record.side;
    row.source = connection->ends[side];
    row.destination = connection->ends[1 - side];
    row.protocol = row.messages.empty() ? RowProtocol::Tcp : RowProtocol::Mqtt;
    if (connection->mqtt && connection->clientSide < 2) {
        const std::string_view client = snapshot.strings[connection->clientId];
        const bool sourceIsClient = connection->clientSide == side;
        (sourceIsClient ? row.sourceClient : row.destinationClient) = client;
        row.sourceIsBroker = !sourceIsClient;
        row.destinationIsBroker = sourceIsClient;
    }
    return row;
}

std::string infoText(const Document& document, const index::Snapshot& snapshot, const FrameRow& row,
                     InfoWords words)
{
    if (row.messages.empty()) {
        switch (row.protocol) {
        case RowProtocol::Mqtt:
        case RowProtocol::Tcp:
            return tcpInfo(document, snapshot, row);
        case RowProtocol::Udp:
            return fmt::format("{} → {}", row.source.port, row.destination.port);
        case RowProtocol::Icmp:
            return typeName(field::FieldId::IcmpType, row.messageType);
        case RowProtocol::Icmpv6:
            return typeName(field::FieldId::Icmpv6Type, row.messageType);
        case RowProtocol::Arp:
            return arpInfo(row);
        case RowProtocol::Ip:
            return typeName(field::FieldId::IpProto, row.ipProtocol);
        case RowProtocol::Fragment:
            return "Fragmented IP datagram";
        case RowProtocol::Link:
            return {};
        }
    }
    std::string out;
    for (const std::uint32_t message : row.messages) {
        if (!out.empty())
            out += words == InfoWords::Wireshark ? ", " : " · ";
        if (words == InfoWords::Wireshark) {
            out += messageInfoWireshark(document, snapshot, message);
            continue;
        }
        out += packetTypeName(snapshot.messages[message].type());
        const std::string detail = messageDetail(document, snapshot, message);
        if (!detail.empty())
            out += " " + detail;
    }
    return out;
}

} // namespace mqttscope::analysis
