// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/cell_filter.h"

#include "analysis/frame_row.h"
#include "dissector/filter/completion.h"
#include "dissector/net/address_text.h"
#include "ui/models/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr qsizetype kMaxWords = 40;

class Suggestions {
    Q_DECLARE_TR_FUNCTIONS(CellFilter)
public:
    Suggestions(const analysis::Document& document, const index::Snapshot& snapshot, std::uint32_t frame,
                const analysis::Vocabulary& vocabulary)
        : m_snapshot(snapshot), m_vocabulary(vocabulary), m_row(analysis::frameRow(document, snapshot, frame))
    {
    }

    [[nodiscard]] std::vector<CellFilter> make()
    {
        for (const std::uint32_t message : m_row.messages) {
            // What is incomplete is none for a filter.
            if ((m_snapshot.flagsOf(message) & index::kIncomplete) == 0)
                packet(message);
        }
        protocol();
        client(m_row.sourceClient);
        client(m_row.destinationClient);
        address(m_row.source);
        address(m_row.destination);
        if (m_row.stream != index::kNoStream)
            add(RowKey::Route, tr("TCP connection %1").arg(m_row.stream),
                QStringLiteral("tcp.stream == %1").arg(m_row.stream));
        add(RowKey::Frame, tr("Frame %1").arg(m_row.number),
            QStringLiteral("frame.number == %1").arg(m_row.number));
        add(RowKey::Length, tr("Frames of %1 bytes").arg(m_row.originalLength),
            QStringLiteral("frame.len == %1").arg(m_row.originalLength));
        return std::move(m_all);
    }

private:
    void add(RowKey column, const QString& words, const QString& filter)
    {
        const bool known = std::any_of(m_all.begin(), m_all.end(),
                                       [&](const CellFilter& other) { return other.filter == filter; });
        if (!known)
            m_all.push_back({column, words, filter});
    }
    void packet(std::uint32_t number)
    {
        const index::MessageRecord& message = m_snapshot.messages[number];
        const auto type = static_cast<std::uint64_t>(message.type());
        add(RowKey::Type,
            //: %1 is a packet type: PUBLISH
            tr("Type %1").arg(text(m_vocabulary.valueName(field::FieldId::MqttMsgtype, type))),
            QStringLiteral("mqtt.msgtype == %1").arg(type));
        if (message.type() == mqtt::PacketType::Publish) {
            add(RowKey::Qos, QStringLiteral("QoS %1").arg(message.qos()),
                QStringLiteral("mqtt.qos == %1").arg(message.qos()));
            topic(number);
        }
        if (message.packetId != 0)
            add(RowKey::Identifier, tr("Packet Identifier %1").arg(message.packetId),
                QStringLiteral("mqtt.msgid == %1").arg(message.packetId));
    }
    void topic(std::uint32_t message)
    {
        const std::string_view topic = m_snapshot.topicOf(message);
        // Of an alias no Topic Name stands in the packet.
        if (topic.empty() || (m_snapshot.flagsOf(message) & index::kAliasUsed) != 0)
            return;
        add(RowKey::Topic, tr("Topic “%1”").arg(wireText(topic, kMaxWords)),
            QStringLiteral("mqtt.topic == ") + text(filter::quoted(topic)));
    }
    void protocol()
    {
        if (!m_row.messages.empty() || m_row.protocol == analysis::RowProtocol::Link ||
            m_row.protocol == analysis::RowProtocol::Fragment || m_row.protocol == analysis::RowProtocol::Ip)
            return;
        const QString name = text(analysis::protocolName(m_row.protocol));
        add(RowKey::Type, tr("Protocol %1").arg(name), name.toLower());
    }
    /// A Client Identifier stands in the CONNECT only: what is meant are its connections.
    void client(std::string_view id)
    {
        if (id.empty())
            return;
        QStringList streams;
        for (std::uint32_t i = 0; i < m_snapshot.connectionCount; ++i) {
            const index::ConnectionRecord* connection = m_snapshot.connection(i);
            if (connection == nullptr || connection->clientId == index::kNone ||
                m_snapshot.strings[connection->clientId] != id)
                continue;
            if (streams.size() >= static_cast<qsizetype>(kMaxClientStreams))
                return;
            streams += QString::number(i);
        }
        if (!streams.isEmpty())
            add(RowKey::Route, tr("Client “%1”").arg(wireText(id, kMaxWords)),
                streams.size() == 1
                    ? QStringLiteral("tcp.stream == ") + streams.front()
                    : QStringLiteral("tcp.stream in {%1}").arg(streams.join(QStringLiteral(", "))));
    }
    void address(const net::Endpoint& end)
    {
        if (end.address.family == 0 || m_row.protocol == analysis::RowProtocol::Arp)
            return;
        const QString shown = text(net::addressText(end.address));
        add(RowKey::Route, tr("Address %1").arg(shown),
            (end.address.family == 6 ? QStringLiteral("ipv6.addr == ") : QStringLiteral("ip.addr == ")) +
                shown);
    }

    const index::Snapshot& m_snapshot;
    const analysis::Vocabulary& m_vocabulary;
    analysis::FrameRow m_row;
    std::vector<CellFilter> m_all;
};

} // namespace

std::vector<CellFilter> cellFilters(const analysis::Document& document, const index::Snapshot& snapshot,
                                    std::uint32_t frame, const analysis::Vocabulary& vocabulary)
{
    return Suggestions(document, snapshot, frame, vocabulary).make();
}

} // namespace mqttscope::ui
