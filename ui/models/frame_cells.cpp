// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/frame_cells.h"

#include "analysis/message_bytes.h"
#include "analysis/related_frames.h"
#include "dissector/net/address_text.h"
#include "ui/models/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace mqttscope::ui {
namespace {

class RowWords {
    Q_DECLARE_TR_FUNCTIONS(FrameListModel)
};

FrameEnd frameEnd(const net::Endpoint& endpoint, std::string_view client, bool broker)
{
    FrameEnd end;
    end.address = text(net::endpointText(endpoint));
    end.broker = broker;
    end.name = broker           ? RowWords::tr("broker")
               : client.empty() ? end.address
                                : wireText(client, FrameCells::kMaxNameLength);
    return end;
}

/// The Client Identifier of a connection: of the CONNECT, or the one that the server assigned later.
std::string_view clientOf(const index::Snapshot& snapshot, const analysis::FrameRow& row)
{
    const std::string_view own = row.sourceClient.empty() ? row.destinationClient : row.sourceClient;
    const session::ConnectionFacts* facts = own.empty() ? snapshot.sessions.connection(row.stream) : nullptr;
    const session::SessionRecord* known =
        facts != nullptr ? snapshot.sessions.session(facts->session) : nullptr;
    return known != nullptr && known->clientId != session::kNone ? snapshot.strings[known->clientId] : own;
}

QString protocolText(const analysis::FrameRow& row)
{
    switch (row.protocol) {
    case analysis::RowProtocol::Mqtt:
        return {};
    case analysis::RowProtocol::Tcp:
    case analysis::RowProtocol::Udp:
    case analysis::RowProtocol::Icmp:
    case analysis::RowProtocol::Icmpv6:
    case analysis::RowProtocol::Arp:
        return text(analysis::protocolName(row.protocol));
    case analysis::RowProtocol::Ip:
    case analysis::RowProtocol::Fragment:
        return row.source.address.family == 6 ? QStringLiteral("IPv6") : QStringLiteral("IPv4");
    case analysis::RowProtocol::Link:
        return RowWords::tr("other");
    }
    return {};
}

void readPublish(const analysis::Document& document, const index::Snapshot& snapshot, std::uint32_t message,
                 FramePacket& packet, FrameCells& cells)
{
    packet.dup = (snapshot.messages[message].firstByte & 0x08) != 0;
    packet.retain = (snapshot.messages[message].firstByte & 0x01) != 0;
    cells.topics += wireText(snapshot.topicOf(message), FrameCells::kMaxSummaryLength);
    analysis::ReadMessage read;
    analysis::readMessage(document, snapshot, message, read);
    if (const auto* publish = std::get_if<mqtt::Publish>(&read.packet))
        cells.payloads += payloadText(publish->payload);
}

void describePackets(const analysis::Document& document, const index::Snapshot& snapshot,
                     const analysis::FrameRow& row, FrameCells& cells)
{
    QStringList identifiers;
    for (const std::uint32_t number : row.messages) {
        const index::MessageRecord& message = snapshot.messages[number];
        ++cells.packetCount;
        cells.mqttLength += message.length;
        cells.malformed = cells.malformed || (snapshot.flagsOf(number) & index::kMalformed) != 0;
        if (cells.packets.size() >= FrameCells::kMaxPackets)
            continue;
        FramePacket packet{message.type(), message.qos(), message.packetId};
        if (packet.type == mqtt::PacketType::Publish)
            readPublish(document, snapshot, number, packet, cells);
        cells.packets.push_back(packet);
        if (message.packetId != 0)
            identifiers += QString::number(message.packetId);
        if (!cells.replyNs)
            cells.replyNs = analysis::roundTrip(snapshot, number);
    }
    cells.identifiers = identifiers.join(QStringLiteral(", "));
}

} // namespace

std::unique_ptr<FrameCells> makeFrameCells(const analysis::Document& document,
                                           const index::Snapshot& snapshot, std::uint32_t frame,
                                           const analysis::Vocabulary& vocabulary,
                                           index::DissectScratch* scratch)
{
    const analysis::FrameRow row = analysis::frameRow(document, snapshot, frame);
    auto cells = std::make_unique<FrameCells>();
    cells->frame = frame;
    cells->frameLength = row.originalLength;
    cells->stream = row.stream;
    const std::string_view client = clientOf(snapshot, row);
    if (row.source.address.family != 0) {
        const bool known = row.sourceIsBroker || row.destinationIsBroker;
        cells->from = frameEnd(row.source, known ? client : row.sourceClient, row.sourceIsBroker);
        cells->to =
            frameEnd(row.destination, known ? client : row.destinationClient, row.destinationIsBroker);
    }
    cells->client = wireText(client, FrameCells::kMaxNameLength);
    cells->protocol = protocolText(row);
    describePackets(document, snapshot, row, *cells);
    if (scratch != nullptr)
        cells->finding = analysis::frameFinding(document, snapshot, frame, *scratch);
    if (row.messages.empty()) {
        cells->summaryText =
            wireText(analysis::infoText(document, snapshot, row, analysis::InfoWords::Standard),
                     FrameCells::kMaxSummaryLength);
        return cells;
    }
    cells->summary = rowSummary(document, snapshot, row.messages, vocabulary);
    cells->summaryText = summaryText(cells->summary, FrameCells::kMaxSummaryLength);
    return cells;
}

QString typeText(const FrameCells& cells, const analysis::Vocabulary& vocabulary)
{
    if (cells.packets.empty())
        return cells.protocol;
    QStringList words;
    for (const FramePacket& packet : cells.packets)
        words +=
            text(vocabulary.valueName(field::FieldId::MqttMsgtype, static_cast<std::uint64_t>(packet.type)));
    if (cells.packetCount > cells.packets.size())
        words += QStringLiteral("…");
    return words.join(QStringLiteral(", "));
}

QString qosText(const FrameCells& cells)
{
    std::set<int> levels;
    for (const FramePacket& packet : cells.packets) {
        if (packet.type == mqtt::PacketType::Publish)
            levels.insert(packet.qos);
    }
    QStringList words;
    for (const int level : levels)
        words += QString::number(level);
    return words.join(QStringLiteral(", "));
}

QStringList flagWords(const FrameCells& cells)
{
    const auto any = [&](bool FramePacket::*flag) {
        return std::any_of(cells.packets.begin(), cells.packets.end(),
                           [&](const FramePacket& packet) { return packet.*flag; });
    };
    QStringList words;
    if (any(&FramePacket::dup))
        words += QStringLiteral("DUP");
    if (any(&FramePacket::retain))
        words += QStringLiteral("RETAIN");
    return words;
}

} // namespace mqttscope::ui
