// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/interface_model.h"

#include <QThreadPool>

#include <mutex>
#include <utility>

namespace mqttscope::ui {

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
        const std::lock_guard lock(door->mutex);
        if (door->model == nullptr)
            return;
        QMetaObject::invokeMethod(
            door->model,
            [door, model = door->model, outlook = std::move(outlook)] {
                door->looking = false;
                model->take(outlook);
            },
            Qt::QueuedConnection);
    });
}

void InterfaceModel::take(const analysis::CaptureOutlook& outlook)
{
    beginResetModel();
    m_interfaces = outlook.interfaces;
    m_rates.resize(m_interfaces.size());
    m_rights = outlook.rights;
    m_known = true;
    endResetModel();
    Q_EMIT looked();
}

int InterfaceModel::rowOf(const QString& name) const
{
    for (std::size_t i = 0; i < m_interfaces.size(); ++i) {
        if (m_interfaces[i].interface.name == name.toStdString())
            return static_cast<int>(i);
    }
    return -1;
}

int InterfaceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_interfaces.size());
}

QVariant InterfaceModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != NameRole && role != Qt::DisplayRole))
        return {};
    return QString::fromStdString(m_interfaces[static_cast<std::size_t>(index.row())].interface.name);
}

void InterfaceModel::retranslate() {}

} // namespace mqttscope::ui
