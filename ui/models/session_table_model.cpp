// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/session_table_model.h"

#include "ui/models/quantity_text.h"
#include "ui/models/text.h"

#include <QLocale>

#include <algorithm>

namespace mqttscope::ui {
namespace {

using analysis::ClientSession;

constexpr qsizetype kMaxName = 128;

/// What a cell is ordered by: numbers by size, "not known" before all of them.
QVariant key(const ClientSession& session, int column)
{
    const auto number = [](const auto& value) {
        return QVariant(value ? static_cast<qlonglong>(*value) : qlonglong{-1});
    };
    switch (column) {
    case SessionTableModel::Client:
        return sessionName(session);
    case SessionTableModel::Version:
        return static_cast<int>(session.version);
    case SessionTableModel::Clean:
        return number(session.clean);
    case SessionTableModel::Present:
        return number(session.sessionPresent);
    case SessionTableModel::KeepAlive:
        return number(session.keepAlive);
    case SessionTableModel::Expiry:
        return number(session.expiry);
    case SessionTableModel::Will:
        return text(session.willTopic);
    case SessionTableModel::User:
        return session.userName ? text(*session.userName) : QString();
    case SessionTableModel::Start:
        return qlonglong{session.firstFrame};
    case SessionTableModel::Finish:
        return qlonglong{session.lastFrame};
    case SessionTableModel::Ended:
        return endText(session.end);
    case SessionTableModel::Packets:
        return qulonglong{session.messages[0] + session.messages[1]};
    case SessionTableModel::Bytes:
        return qulonglong{session.bytes[0] + session.bytes[1]};
    case SessionTableModel::Unanswered:
        return qulonglong{session.unanswered};
    case SessionTableModel::Median:
        return number(session.medianNs);
    case SessionTableModel::Longest:
        return number(session.longestNs);
    case SessionTableModel::Broker:
        return text(session.broker);
    default:
        return {};
    }
}

bool isNumber(int column)
{
    switch (column) {
    case SessionTableModel::KeepAlive:
    case SessionTableModel::Expiry:
    case SessionTableModel::Start:
    case SessionTableModel::Finish:
    case SessionTableModel::Packets:
    case SessionTableModel::Bytes:
    case SessionTableModel::Unanswered:
    case SessionTableModel::Median:
    case SessionTableModel::Longest:
        return true;
    default:
        return false;
    }
}

QString yesNo(const std::optional<bool>& value)
{
    if (!value)
        return {};
    return *value ? SessionTableModel::tr("yes") : SessionTableModel::tr("no");
}

QString counted(const std::uint64_t (&bySide)[2])
{
    const QLocale locale;
    //: %1 from the client, %2 from the broker
    return SessionTableModel::tr("%1 + %2").arg(locale.toString(qulonglong{bySide[0]}),
                                                locale.toString(qulonglong{bySide[1]}));
}

} // namespace

QString sessionName(const ClientSession& session)
{
    return wireText(session.clientId.empty() ? session.client : session.clientId, kMaxName);
}

QString endText(session::End end)
{
    switch (end) {
    case session::End::Open:
        //: a connection that lasts longer than the capture
        return SessionTableModel::tr("still open");
    case session::End::Disconnect:
        return QStringLiteral("DISCONNECT");
    case session::End::Fin:
        return SessionTableModel::tr("closed without DISCONNECT");
    case session::End::Reset:
        return SessionTableModel::tr("TCP reset");
    case session::End::Takeover:
        return SessionTableModel::tr("taken over by a new connection");
    }
    return {};
}

SessionTableModel::SessionTableModel(QObject* parent) : QAbstractTableModel(parent) {}

void SessionTableModel::setSessions(analysis::ClientSessions sessions)
{
    if (!m_order.empty()) {
        beginRemoveRows({}, 0, rowCount() - 1);
        m_order.clear();
        endRemoveRows();
    }
    m_sessions = std::move(sessions);
    if (m_sessions.sessions.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(m_sessions.sessions.size()) - 1);
    m_order.resize(m_sessions.sessions.size());
    for (std::uint32_t i = 0; i < m_order.size(); ++i)
        m_order[i] = i;
    arrange();
    endInsertRows();
}

void SessionTableModel::arrange()
{
    std::vector<QVariant> keys;
    keys.reserve(m_sessions.sessions.size());
    for (const ClientSession& session : m_sessions.sessions)
        keys.push_back(key(session, m_sortColumn));
    std::sort(m_order.begin(), m_order.end());
    std::stable_sort(m_order.begin(), m_order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const QVariant& first = m_sortOrder == Qt::AscendingOrder ? keys[a] : keys[b];
        const QVariant& second = m_sortOrder == Qt::AscendingOrder ? keys[b] : keys[a];
        if (first.userType() == QMetaType::QString)
            return QString::localeAwareCompare(first.toString(), second.toString()) < 0;
        return first.toLongLong() < second.toLongLong();
    });
}

void SessionTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<std::uint32_t> stood;
    for (const QModelIndex& one : before)
        stood.push_back(m_order[static_cast<std::size_t>(one.row())]);
    arrange();
    std::vector<int> rowOf(m_order.size());
    for (std::size_t row = 0; row < m_order.size(); ++row)
        rowOf[m_order[row]] = static_cast<int>(row);
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after += index(rowOf[stood[static_cast<std::size_t>(i)]], before[i].column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

int SessionTableModel::rowOfSession(std::uint32_t number) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (session(row).number == number)
            return row;
    }
    return -1;
}

void SessionTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int SessionTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int SessionTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SessionTableModel::text(const ClientSession& session, int column) const
{
    const QLocale locale;
    const auto seconds = [](std::uint64_t number) {
        return tr("%1 s").arg(QLocale().toString(qulonglong{number}));
    };
    switch (column) {
    case Client:
        return sessionName(session);
    case Version: {
        const QString version = versionText(session.version);
        //: %1 "MQTT 3.1.1": no CONNECT says it
        return session.versionGuessed ? tr("%1 (guessed)").arg(version) : version;
    }
    case Clean:
        return yesNo(session.clean);
    case Present:
        return yesNo(session.sessionPresent);
    case KeepAlive:
        if (!session.keepAlive)
            return {};
        //: a Keep Alive of 0
        return *session.keepAlive == 0 ? tr("off") : seconds(*session.keepAlive);
    case Expiry:
        if (!session.expiry)
            return {};
        return *session.expiry == 0xffffffffU ? tr("never") : seconds(*session.expiry);
    case Will:
        return wireText(session.willTopic, kMaxName);
    case User:
        return session.userName ? wireText(*session.userName, kMaxName) : QString();
    case Start:
        return session.startNs ? secondsText(*session.startNs) : QString();
    case Finish:
        return session.endNs ? secondsText(*session.endNs) : QString();
    case Ended:
        return endText(session.end);
    case Packets:
        return counted(session.messages);
    case Bytes:
        return counted(session.bytes);
    case Unanswered:
        return locale.toString(qulonglong{session.unanswered});
    case Median:
        return session.medianNs ? durationText(*session.medianNs) : QString();
    case Longest:
        return session.longestNs ? durationText(*session.longestNs) : QString();
    case Broker:
        return ui::text(session.broker);
    default:
        return {};
    }
}

QVariant SessionTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ClientSession& row = session(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Client)
            return tr("%1, %Ln connection(s), frames %2 to %3", nullptr, static_cast<int>(row.connections))
                .arg(ui::text(row.client))
                .arg(row.firstFrame)
                .arg(row.lastFrame);
        return text(row, index.column());
    case Qt::TextAlignmentRole:
        return {(isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter};
    case NumberRole:
        return row.number;
    default:
        return {};
    }
}

QVariant SessionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return {(isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter};
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Packets:
        case Bytes:
            return tr("From the client + from the broker");
        case Unanswered:
            return tr("Exchanges that did not come to their end in this capture");
        case Median:
            return tr("From a packet that wants an answer to the end of its exchange: the middle one");
        case Longest:
            return tr("From a packet that wants an answer to the end of its exchange: the longest");
        case Start:
        case Finish:
            return tr("Seconds since the first frame");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Client:
        return tr("Client");
    case Version:
        return tr("Version");
    case Clean:
        //: Clean Session or Clean Start
        return tr("Clean");
    case Present:
        return QStringLiteral("Session Present");
    case KeepAlive:
        return QStringLiteral("Keep Alive");
    case Expiry:
        //: Session Expiry Interval
        return tr("Expires after");
    case Will:
        return QStringLiteral("Will");
    case User:
        return tr("User");
    case Start:
        return tr("Start (s)");
    case Finish:
        return tr("End (s)");
    case Ended:
        return tr("How it ended");
    case Packets:
        return tr("Packets");
    case Bytes:
        return tr("Bytes");
    case Unanswered:
        return tr("Unanswered");
    case Median:
        return tr("Round trip");
    case Longest:
        return tr("Longest");
    case Broker:
        return tr("Broker");
    default:
        return {};
    }
}

} // namespace mqttscope::ui
