// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lab_sessions_model.h"

#include "broker/core/time.h"
#include "ui/models/cell_roles.h"
#include "ui/models/text.h"

#include <QDateTime>
#include <QLocale>

namespace mqttscope::ui {
namespace {

using broker::lab::SessionRow;

constexpr qsizetype kMaxName = 128;
/// A connection may be silent for 1.5 times its Keep Alive (MQTT 3.1.1 §3.1.2.10).
constexpr double kSilencePerKeepAlive = 1500;

QString seconds(std::int64_t milliseconds)
{
    return LabSessionsModel::tr("%1 s").arg(QLocale().toString(qlonglong{(milliseconds + 999) / 1000}));
}

QString number(std::size_t count)
{
    return QLocale().toString(qulonglong{count});
}

} // namespace

QString sessionKeptText(const SessionRow& row)
{
    if (row.version != mqtt::Version::V50 && row.connected)
        //: Clean Session 0 or 1, and what it means
        return row.outlivesConnection ? LabSessionsModel::tr("0, kept") : LabSessionsModel::tr("1, not kept");
    if (!row.outlivesConnection)
        return LabSessionsModel::tr("not kept");
    if (row.expiryInterval == broker::kNeverExpires)
        return LabSessionsModel::tr("kept");
    return LabSessionsModel::tr("kept %1 s").arg(QLocale().toString(qulonglong{row.expiryInterval}));
}

void LabSessionsModel::show(const broker::lab::LabSnapshot& snapshot)
{
    m_wallClock = snapshot.wallClock;
    m_stands = snapshot.stepping;
    take(snapshot.sessions.rows, snapshot.sessions.total);
}

void LabSessionsModel::tick()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Clean), index(rowCount() - 1, KeepAlive));
}

std::vector<int> LabSessionsModel::dispensable() const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (at(row).queued != 0)
            return {Will, Clean, Queued, InFlight};
    }
    return {Queued, Will, Clean, InFlight};
}

std::int64_t LabSessionsModel::leftOf(std::int64_t milliseconds) const
{
    const std::int64_t passed =
        m_stands ? 0 : std::max<std::int64_t>(QDateTime::currentMSecsSinceEpoch() - m_wallClock, 0);
    return std::max<std::int64_t>(milliseconds - passed, 0);
}

QString LabSessionsModel::title(int column) const
{
    switch (column) {
    case Client:
        return tr("Sessions");
    case Clean:
        return QStringLiteral("Clean Session");
    case KeepAlive:
        return QStringLiteral("Keep Alive");
    case InFlight:
        return tr("In flight");
    case Queued:
        //: messages that wait
        return tr("Queued");
    case Will:
        return tr("Will");
    default:
        return {};
    }
}

bool LabSessionsModel::isNumber(int column) const
{
    return column == InFlight || column == Queued;
}

QString LabSessionsModel::text(const SessionRow& row, int column) const
{
    switch (column) {
    case Client:
        return wireText(row.clientId, kMaxName);
    case Clean:
        if (row.expiresInMs)
            //: the session of a client that is away
            return tr("ends in %1").arg(seconds(leftOf(*row.expiresInMs)));
        return sessionKeptText(row);
    case KeepAlive:
        if (!row.connected)
            return QStringLiteral("–");
        //: no Keep Alive
        return row.silenceLeftMs ? seconds(leftOf(*row.silenceLeftMs)) : tr("off");
    case InFlight:
        return number(row.inFlight);
    case Queued:
        return number(row.queued);
    case Will:
        return row.will ? tr("Will armed") : tr("no Will");
    default:
        return {};
    }
}

QString LabSessionsModel::tip(const SessionRow& row, int column) const
{
    switch (column) {
    case Client: {
        const QString state = !row.connected ? tr("away")
                              : row.frozen   ? tr("frozen: nothing passes")
                                             : tr("connected");
        if (!row.connected)
            return state;
        return QStringLiteral("%1, %2, %3")
            .arg(state, versionText(row.version), ui::text(broker::textOf(row.peer)));
    }
    case KeepAlive:
        if (row.keepAlive == 0)
            return {};
        return wrapped(tr("Keep Alive %1 s: after 1.5 times as long without a packet the broker ends the "
                          "connection. So much is left.")
                           .arg(row.keepAlive));
    case Will:
        if (!row.will)
            return {};
        return tr("%1, QoS %2").arg(wireText(row.will->topic, kMaxName), QString::number(row.will->qos));
    default:
        return {};
    }
}

QVariant LabSessionsModel::cell(int at, int column, int role) const
{
    const SessionRow& row = this->at(at);
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return tip(row, column);
    case Qt::AccessibleTextRole:
        return column == Client ? QStringLiteral("%1, %2").arg(text(row, Client), tip(row, Client))
                                : text(row, column);
    case lab_role::Client:
        return QByteArray::fromStdString(row.clientId);
    case lab_role::Lamp:
        if (column != Client)
            return {};
        return static_cast<int>(!row.connected ? Lamp::Off : row.frozen ? Lamp::Frozen : Lamp::On);
    case lab_role::Ring:
        if (column != KeepAlive || !row.silenceLeftMs || row.keepAlive == 0)
            return {};
        return static_cast<double>(leftOf(*row.silenceLeftMs)) / (kSilencePerKeepAlive * row.keepAlive);
    case lab_role::Fixed:
        return column == KeepAlive || isNumber(column);
    case kStrongRole:
        return column == Client;
    case kMutedRole:
        return (column == Will && !row.will) || column == Clean ||
               (column == InFlight && row.inFlight == 0) || (column == Queued && row.queued == 0);
    default:
        return {};
    }
}

} // namespace mqttscope::ui
