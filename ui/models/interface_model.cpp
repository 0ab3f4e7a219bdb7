// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/interface_model.h"

#include "ui/models/interface_text.h"

#include <QThreadPool>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <mutex>
#include <utility>

namespace mqttscope::ui {
namespace {

/// Counters that were read sooner after each other say little.
constexpr double kShortestSeconds = 0.4;

} // namespace

/// Closed when the model ends: a look that comes back later is dropped.
struct InterfaceModel::Door {
    std::mutex mutex;
    InterfaceModel* model = nullptr;
    bool looking = false; ///< only the thread of the window knows
};

InterfaceModel::InterfaceModel(Look look, QObject* parent)
    : QAbstractListModel(parent), m_look(std::move(look)), m_door(std::make_shared<Door>())
{
    m_door->model = this;
    m_timer.setInterval(kLookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &InterfaceModel::look);
}

InterfaceModel::~InterfaceModel()
{
    const std::lock_guard lock(m_door->mutex);
    m_door->model = nullptr;
}

void InterfaceModel::watch()
{
    if (m_watchers++ > 0)
        return;
    m_timer.start();
    look();
}

void InterfaceModel::unwatch()
{
    if (--m_watchers == 0)
        m_timer.stop();
}

void InterfaceModel::look()
{
    if (std::exchange(m_door->looking, true))
        return;
    QThreadPool::globalInstance()->start([door = m_door, look = m_look] {
        analysis::CaptureOutlook outlook = look();
        const Clock::time_point when = Clock::now();
        const std::lock_guard lock(door->mutex);
        if (door->model == nullptr)
            return;
        QMetaObject::invokeMethod(
            door->model,
            [door, when, model = door->model, outlook = std::move(outlook)] {
                door->looking = false;
                model->take(outlook, when);
            },
            Qt::QueuedConnection);
    });
}

// ------------------------------------------------------------------------------------------- what was seen

void InterfaceModel::removeGone(const analysis::CaptureOutlook& outlook)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        const std::string& name = m_interfaces[static_cast<std::size_t>(row)].interface.name;
        const bool there = std::any_of(outlook.interfaces.begin(), outlook.interfaces.end(),
                                       [&](const auto& seen) { return seen.interface.name == name; });
        if (there)
            continue;
        beginRemoveRows({}, row, row);
        m_interfaces.erase(m_interfaces.begin() + row);
        m_traffic.erase(m_traffic.begin() + row);
        endRemoveRows();
    }
}

// One value for each second since the last look, so that the values keep their place in time.
void InterfaceModel::count(Traffic& traffic, const std::optional<std::uint64_t>& packets,
                           Clock::time_point when) const
{
    const double seconds = std::chrono::duration<double>(when - traffic.when).count();
    const bool anew = !packets || !traffic.packets || *packets < *traffic.packets; // another of this name
    if (!anew && seconds < kShortestSeconds)
        return;
    if (anew) {
        traffic.rates.clear();
    } else {
        const double rate = static_cast<double>(*packets - *traffic.packets) / seconds;
        const auto values = std::clamp(std::lround(seconds), 1L, static_cast<long>(kRates));
        for (long i = 0; i < values; ++i)
            traffic.rates.append(rate);
        traffic.rates = traffic.rates.mid(std::max<qsizetype>(0, traffic.rates.size() - kRates));
    }
    traffic.packets = packets;
    traffic.when = when;
}

void InterfaceModel::take(const analysis::CaptureOutlook& outlook, Clock::time_point when)
{
    removeGone(outlook);
    int place = -1; // behind the one that stands before it in what was seen
    for (const analysis::WatchedInterface& seen : outlook.interfaces) {
        const int known = rowOf(QString::fromStdString(seen.interface.name));
        place = known >= 0 ? known : place + 1;
        if (known < 0)
            beginInsertRows({}, place, place);
        if (known < 0) {
            m_interfaces.insert(std::next(m_interfaces.begin(), place), seen);
            m_traffic.insert(std::next(m_traffic.begin(), place), Traffic{});
        }
        m_interfaces[static_cast<std::size_t>(place)] = seen;
        count(m_traffic[static_cast<std::size_t>(place)], seen.interface.up ? seen.packets : std::nullopt,
              when); // nothing passes one that is off
        if (known < 0)
            endInsertRows();
    }
    const bool another = !m_known || m_rights.program != outlook.rights.program;
    m_rights = outlook.rights;
    m_known = true;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    if (another)
        Q_EMIT rightsChanged();
    Q_EMIT looked();
}

int InterfaceModel::rowOf(const QString& name) const
{
    const auto found = std::find_if(
        m_interfaces.begin(), m_interfaces.end(),
        [wanted = name.toStdString()](const auto& seen) { return seen.interface.name == wanted; });
    return found == m_interfaces.end() ? -1 : static_cast<int>(found - m_interfaces.begin());
}

// ------------------------------------------------------------------------------------------------ the rows

int InterfaceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_interfaces.size());
}

QVariant InterfaceModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const capture::CaptureInterface& interface = m_interfaces[row].interface;
    const QList<double>& rates = m_traffic[row].rates;
    switch (role) {
    case Qt::DisplayRole:
        return interfaceTitle(interface.kind);
    case Qt::ToolTipRole:
        return interfaceToolTip(interface);
    case Qt::AccessibleTextRole: {
        QStringList parts{interfaceTitle(interface.kind), interfaceRemark(interface, kAddressesSaid)};
        if (!rates.isEmpty())
            parts += packetRateText(rates.back());
        return parts.join(QLatin1String(", "));
    }
    case NameRole:
        return QString::fromStdString(interface.name);
    case IconRole:
        return interfaceIcon(interface.kind);
    case RemarkRole:
        return interfaceRemark(interface, kAddressesSaid);
    case RatesRole:
        return QVariant::fromValue(rates);
    case RateRole:
        return rates.isEmpty() ? QVariant() : QVariant(rates.back());
    case RateTextRole:
        return rates.isEmpty() ? QString() : packetRateText(rates.back());
    case UsableRole:
        return interface.up;
    default:
        return {};
    }
}

Qt::ItemFlags InterfaceModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const bool usable = index.data(UsableRole).toBool();
    return usable ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                  : Qt::ItemFlags(Qt::ItemNeverHasChildren);
}

void InterfaceModel::retranslate()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

} // namespace mqttscope::ui
