// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/conversation_model.h"

#include "ui/models/quantity_text.h"
#include "ui/models/session_table_model.h"
#include "ui/models/text.h"

#include <algorithm>

namespace mqttscope::ui {

ConversationModel::ConversationModel(const analysis::Vocabulary& vocabulary, QObject* parent)
    : QAbstractListModel(parent), m_vocabulary(&vocabulary), m_summaries(kMaxCached)
{
}

void ConversationModel::setConversation(std::shared_ptr<const analysis::Document> document,
                                        std::shared_ptr<const index::Snapshot> snapshot,
                                        analysis::Conversation conversation)
{
    if (m_rows > 0) {
        beginRemoveRows({}, 0, m_rows - 1);
        m_rows = 0;
        endRemoveRows();
    }
    m_summaries.clear();
    m_document = std::move(document);
    m_snapshot = std::move(snapshot);
    m_conversation = std::move(conversation);
    if (m_conversation.lines.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(m_conversation.lines.size()) - 1);
    m_rows = static_cast<int>(m_conversation.lines.size());
    endInsertRows();
}

void ConversationModel::retranslate()
{
    m_summaries.clear();
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0), index(m_rows - 1));
}

const PacketBubble& ConversationModel::summary(int row) const
{
    const std::uint32_t message = line(row).message;
    if (PacketBubble* known = m_summaries.object(message))
        return *known;
    auto made = new PacketBubble(packetBubble(*m_document, *m_snapshot, message, *m_vocabulary));
    m_summaries.insert(message, made); // NOLINT(cppcoreguidelines-owning-memory): the cache takes it
    return *made;
}

QString ConversationModel::time(int row) const
{
    const std::uint32_t frame = line(row).frame;
    if (frame == 0 || !m_snapshot || frame > m_snapshot->frameCount())
        return {};
    const std::int64_t start = m_snapshot->frame(1).timeNs;
    const std::int64_t now = m_snapshot->frame(frame).timeNs;
    return start == index::kNoTime || now == index::kNoTime ? QString() : secondsText(now - start);
}

QString ConversationModel::separator(int row) const
{
    const Line& shown = line(row);
    if (shown.kind == Line::Kind::Opened)
        //: %1 the number of a TCP connection, tcp.stream
        return tr("TCP connection %1 begins").arg(shown.stream);
    if (shown.end == session::End::Disconnect)
        return tr("connection ended after DISCONNECT");
    //: %1 "TCP reset", "closed without DISCONNECT"
    return tr("connection ended: %1").arg(endText(shown.end));
}

int ConversationModel::rowOfMessage(std::uint32_t message) const
{
    const auto found = std::find_if(m_conversation.lines.begin(), m_conversation.lines.end(),
                                    [&](const Line& one) { return one.message == message; });
    return found == m_conversation.lines.end() || message == index::kNone
               ? -1
               : static_cast<int>(found - m_conversation.lines.begin());
}

int ConversationModel::rowOfFrame(std::uint32_t frame) const
{
    const auto& lines = m_conversation.lines;
    auto at = std::lower_bound(lines.begin(), lines.end(), frame,
                               [](const Line& one, std::uint32_t wanted) { return one.frame < wanted; });
    int row = -1;
    for (; at != lines.end() && at->frame == frame; ++at) {
        if (row < 0 || at->kind == Line::Kind::Packet) {
            row = static_cast<int>(at - lines.begin());
            if (at->kind == Line::Kind::Packet)
                break;
        }
    }
    return row;
}

QString ConversationModel::packetText(int row) const
{
    const PacketBubble& packet = summary(row);
    QStringList parts{packet.word};
    if (packet.qos >= 0)
        parts += QStringLiteral("QoS %1").arg(packet.qos);
    if (packet.dup)
        parts += QStringLiteral("DUP");
    if (packet.retain)
        parts += QStringLiteral("RETAIN");
    if (packet.packetId != 0)
        parts += QStringLiteral("id %1").arg(packet.packetId);
    if (!packet.topic.isEmpty())
        parts += packet.topic;
    if (!packet.detail.isEmpty())
        parts += packet.detail;
    return parts.join(QStringLiteral("  "));
}

QString ConversationModel::toText() const
{
    QString written;
    const int rows = std::min(m_rows, kMaxTextLines);
    for (int row = 0; row < rows; ++row) {
        if (line(row).kind != Line::Kind::Packet) {
            written += QStringLiteral("%1  -- %2 --\n").arg(time(row), 14).arg(separator(row));
            continue;
        }
        const QString arrow = line(row).fromClient ? QStringLiteral("-->") : QStringLiteral("<--");
        written += QStringLiteral("%1  #%2  %3  %4\n")
                       .arg(time(row), 14)
                       .arg(line(row).frame, 6)
                       .arg(arrow, packetText(row));
    }
    if (const std::uint64_t left = more() + static_cast<std::uint64_t>(m_rows - rows); left > 0)
        written += tr("%Ln more packet(s), not shown", nullptr, static_cast<int>(left)) + QLatin1Char('\n');
    return written;
}

int ConversationModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

QVariant ConversationModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows)
        return {};
    const Line& shown = line(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return shown.kind == Line::Kind::Packet ? packetText(index.row()) : separator(index.row());
    case Qt::AccessibleTextRole:
        if (shown.kind != Line::Kind::Packet)
            return separator(index.row());
        return (shown.fromClient ? tr("from the client") : tr("from the broker")) + QStringLiteral(", ") +
               packetText(index.row()) + QStringLiteral(", ") + tr("frame %1").arg(shown.frame);
    case FrameRole:
        return shown.frame;
    default:
        return {};
    }
}

} // namespace mqttscope::ui
