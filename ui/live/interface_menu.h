// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace mqttscope::ui {

class InterfaceModel;
class Theme;

/// The interfaces of this computer as a menu, as they are when it opens, and what else is to be offered
/// there.
class InterfaceMenu : public QMenu {
    Q_OBJECT
public:
    /// All must outlive the menu. `others`: what stands below the interfaces.
    InterfaceMenu(InterfaceModel& interfaces, const Theme& theme, const QList<QAction*>& others,
                  QWidget* parent = nullptr);

Q_SIGNALS:
    /// `name`: what `-i` takes.
    void interfaceChosen(const QString& name);

private:
    void fill();

    InterfaceModel* m_interfaces;
    const Theme* m_theme;
    QList<QAction*> m_others;
};

} // namespace mqttscope::ui
