// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/frame_list_model.h"

#include "analysis/message_info.h"
#include "dissector/field/field_table.h"
#include "dissector/net/address_text.h"
#include "ui/models/text.h"

#include <QLocale>

#include <algorithm>
#include <set>

namespace mqttscope::ui {
namespace {

QString secondsText(std::int64_t nanoseconds)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(static_cast<double>(nanoseconds) / 1e9, 'f', 6);
}

/// The Packet Identifier has a column of its own.
std::string_view withoutIdentifier(std::string_view summary, std::string_view identifier)
{
    const std::string prefix = "id " + std::string(identifier);
    if (identifier.empty() || !summary.starts_with(prefix))
        return summary;
    if (summary.size() == prefix.size())
        return {};
    return summary.substr(prefix.size()).starts_with(", ") ? summary.substr(prefix.size() + 2) : summary;
}

} // namespace

FrameListModel::FrameListModel(const analysis::Vocabulary& vocabulary, QObject* parent)
    : FrameRowsModel(parent), m_vocabulary(&vocabulary), m_cells(kMaxCachedRows)
{
}

FrameListModel::~FrameListModel() = default;

void FrameListModel::setDocument(std::shared_ptr<const analysis::Document> document)
{
    forgetFrames();
    m_cells.clear();
    m_snapshot.reset();
    m_texts.invalidate();
    m_document = std::move(document);
}

void FrameListModel::setSnapshot(std::shared_ptr<const index::Snapshot> snapshot)
{
    m_snapshot = std::move(snapshot);
    takeFrames(*m_snapshot);
    // Late facts may have changed any text; while many snapshots arrive, a look now and then is enough.
    if (m_snapshot->final || !m_texts.isValid() || m_texts.hasExpired(kTextsForMs))
        refreshTexts();
}

void FrameListModel::refreshTexts()
{
    m_texts.start();
    m_cells.clear();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void FrameListModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    refreshTexts();
}

RowKey FrameListModel::sortKey(int column) const
{
    switch (column) {
    case Time:
        return RowKey::Time;
    case Route:
        return RowKey::Route;
    case Type:
        return RowKey::Type;
    case Qos:
        return RowKey::Qos;
    case Identifier:
        return RowKey::Identifier;
    case Length:
        return RowKey::Length;
    case Summary:
        return RowKey::Topic;
    default:
        return RowKey::Frame;
    }
}

const FrameCells& FrameListModel::cells(int row) const
{
    static const FrameCells kNothing;
    const std::uint32_t frame = frameOfRow(row);
    if (frame == 0 || !m_document || !m_snapshot)
        return kNothing;
    if (FrameCells* known = m_cells.object(frame))
        return *known;
    auto made = makeCells(frame).release(); // NOLINT(cppcoreguidelines-owning-memory): the cache takes it
    m_cells.insert(frame, made);
    return *made;
}

std::unique_ptr<FrameCells> FrameListModel::makeCells(std::uint32_t frame) const
{
    const analysis::FrameRow row = analysis::frameRow(*m_document, *m_snapshot, frame);
    auto cells = std::make_unique<FrameCells>();
    cells->frame = frame;
    cells->time = row.timeNs == index::kNoTime ? QString() : secondsText(row.relativeNs);
    cells->frameLength = row.originalLength;
    const auto end = [](const net::Endpoint& endpoint, std::string_view client, bool broker) {
        FrameEnd made;
        made.address = text(net::endpointText(endpoint));
        made.broker = broker;
        made.name = broker ? tr("broker") : client.empty() ? made.address : wireText(client, kMaxNameLength);
        return made;
    };
    if (row.source.address.family != 0) {
        cells->from = end(row.source, row.sourceClient, row.sourceIsBroker);
        cells->to = end(row.destination, row.destinationClient, row.destinationIsBroker);
    }
    switch (row.protocol) {
    case analysis::RowProtocol::Mqtt:
        break;
    case analysis::RowProtocol::Tcp:
    case analysis::RowProtocol::Udp:
    case analysis::RowProtocol::Icmp:
    case analysis::RowProtocol::Icmpv6:
    case analysis::RowProtocol::Arp:
        cells->protocol = text(analysis::protocolName(row.protocol));
        break;
    case analysis::RowProtocol::Ip:
    case analysis::RowProtocol::Fragment:
        cells->protocol = row.source.address.family == 6 ? QStringLiteral("IPv6") : QStringLiteral("IPv4");
        break;
    case analysis::RowProtocol::Link:
        cells->protocol = tr("other");
        break;
    }
    describePackets(*cells, row);
    // The type has a column of its own: only several packets need theirs again.
    const std::string summary =
        row.messages.size() == 1
            ? analysis::messageDetail(*m_document, *m_snapshot, row.messages.front())
            : analysis::infoText(*m_document, *m_snapshot, row, analysis::InfoWords::Standard);
    cells->summary =
        wireText(withoutIdentifier(summary, cells->identifiers.toStdString()), kMaxSummaryLength);
    return cells;
}

void FrameListModel::describePackets(FrameCells& cells, const analysis::FrameRow& row) const
{
    QStringList identifiers;
    for (const std::uint32_t number : row.messages) {
        const index::MessageRecord& message = m_snapshot->messages[number];
        ++cells.packetCount;
        cells.mqttLength += message.length;
        cells.malformed = cells.malformed || (m_snapshot->flagsOf(number) & index::kMalformed) != 0;
        if (cells.packets.size() >= FrameCells::kMaxPackets)
            continue;
        cells.packets.push_back({message.type(), message.qos(), message.packetId});
        if (message.packetId != 0)
            identifiers += QString::number(message.packetId);
    }
    cells.identifiers = identifiers.join(QStringLiteral(", "));
}

int FrameListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FrameListModel::typeText(const FrameCells& cells) const
{
    if (cells.packets.empty())
        return cells.protocol;
    QStringList words;
    for (const FramePacket& packet : cells.packets)
        words += text(
            m_vocabulary->valueName(field::FieldId::MqttMsgtype, static_cast<std::uint64_t>(packet.type)));
    if (cells.packetCount > cells.packets.size())
        words += QStringLiteral("…");
    return words.join(QStringLiteral(", "));
}

QString FrameListModel::qosText(const FrameCells& cells) const
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

QString FrameListModel::toolTip(const FrameCells& cells, int column) const
{
    switch (column) {
    case Route:
        return cells.from.address.isEmpty() ? QString()
                                            : cells.from.address + QStringLiteral(" → ") + cells.to.address;
    case Type:
        return typeText(cells);
    case Length:
        return cells.mqttLength > 0
                   //: %1 bytes of MQTT packets, %2 bytes of the whole frame
                   ? tr("%1 bytes of MQTT in a frame of %2 bytes")
                         .arg(QLocale().toString(static_cast<qulonglong>(cells.mqttLength)),
                              QLocale().toString(cells.frameLength))
                   : tr("a frame of %1 bytes").arg(QLocale().toString(cells.frameLength));
    case Summary:
        return cells.summary;
    default:
        return {};
    }
}

QVariant FrameListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    if (role == FrameRole)
        return frameOfRow(index.row());
    if (role == Qt::TextAlignmentRole) {
        const bool number = index.column() == Number || index.column() == Time ||
                            index.column() == Identifier || index.column() == Length;
        return {(number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter};
    }
    if (role == Qt::ToolTipRole)
        return toolTip(cells(index.row()), index.column());
    if (role != Qt::DisplayRole)
        return {};
    const FrameCells& row = cells(index.row());
    switch (index.column()) {
    case Number:
        return QString::number(row.frame);
    case Time:
        return row.time;
    case Route:
        return row.from.name.isEmpty() ? QString() : row.from.name + QStringLiteral(" → ") + row.to.name;
    case Type:
        return typeText(row);
    case Qos:
        return qosText(row);
    case Identifier:
        return row.identifiers;
    case Length: {
        const qulonglong bytes = row.mqttLength > 0 ? row.mqttLength : row.frameLength;
        //: bytes, with their unit: 21 B
        return tr("%1 B").arg(QLocale().toString(bytes));
    }
    case Summary:
        return row.summary;
    default:
        return {};
    }
}

QVariant FrameListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool number =
            section == Number || section == Time || section == Identifier || section == Length;
        return {(number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter};
    }
    if (role == Qt::ToolTipRole && section == Length)
        return tr("Bytes of the MQTT packets; of the whole frame where there is none");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        //: number of the frame, a column title
        return tr("No.");
    case Time:
        return tr("Time (s)");
    case Route:
        return tr("From → To");
    case Type:
        return tr("Type");
    case Qos:
        return QStringLiteral("QoS");
    case Identifier:
        //: Packet Identifier, a narrow column title
        return tr("Id");
    case Length:
        return tr("Size");
    case Summary:
        return tr("Summary");
    default:
        return {};
    }
}

} // namespace mqttscope::ui
