// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/interface_menu.h"

#include "ui/models/interface_model.h"
#include "ui/theme/theme.h"

namespace mqttscope::ui {

InterfaceMenu::InterfaceMenu(InterfaceModel& interfaces, const Theme& theme, const QList<QAction*>& others,
                             QWidget* parent)
    : QMenu(parent), m_interfaces(&interfaces), m_theme(&theme), m_others(others)
{
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, [this] {
        fill();
        m_interfaces->watch();
    });
    connect(this, &QMenu::aboutToHide, this, [this] { m_interfaces->unwatch(); });
    const auto refill = [this] {
        if (isVisible())
            fill();
    };
    // A row that says something else is none of ours: only which interfaces there are.
    connect(&interfaces, &QAbstractItemModel::rowsInserted, this, refill);
    connect(&interfaces, &QAbstractItemModel::rowsRemoved, this, refill);
    connect(&interfaces, &QAbstractItemModel::modelReset, this, refill);
}

void InterfaceMenu::fill()
{
    clear(); // deletes those that are ours
    const auto own = [this](const QString& text) {
        auto* action = new QAction(text, this);
        addAction(action);
        return action;
    };
    for (int row = 0; row < m_interfaces->rowCount(); ++row) {
        const QModelIndex index = m_interfaces->index(row);
        const QString name = index.data(InterfaceModel::NameRole).toString();
        const QString title = index.data().toString();
        //: %1 "Wi-Fi", %2 "wlp2s0"
        QString text = title.isEmpty() || title == name ? name : tr("%1 (%2)").arg(title, name);
        QAction* action = own(text.replace(QLatin1Char('&'), QStringLiteral("&&")));
        if (const QString icon = index.data(InterfaceModel::IconRole).toString(); !icon.isEmpty())
            action->setIcon(m_theme->icon(icon));
        const QVariant usable = index.data(InterfaceModel::UsableRole);
        action->setEnabled(!usable.isValid() || usable.toBool());
        action->setToolTip(index.data(InterfaceModel::RemarkRole).toString());
        connect(action, &QAction::triggered, this, [this, name] { Q_EMIT interfaceChosen(name); });
    }
    if (m_interfaces->rowCount() == 0)
        own(m_interfaces->isKnown() ? tr("There is no interface") : tr("Looking for interfaces…"))
            ->setEnabled(false);
    if (!m_others.isEmpty())
        addSeparator();
    addActions(m_others);
}

} // namespace mqttscope::ui
