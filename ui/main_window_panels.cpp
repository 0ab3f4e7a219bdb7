// SPDX-License-Identifier: GPL-3.0-or-later
// The panels around the frame list: which there are, where they stand at first, how they are shown.
#include "ui/main_window.h"
#include "ui/panels/capture_panel.h"
#include "ui/panels/ladder_panel.h"
#include "ui/panels/panel.h"
#include "ui/panels/panel_dock.h"
#include "ui/panels/payload_panel.h"
#include "ui/panels/rules_panel.h"
#include "ui/panels/sessions_panel.h"
#include "ui/panels/statistics_panel.h"
#include "ui/panels/topics_panel.h"
#include "ui/panels/values_panel.h"
#include "ui/theme/theme.h"

#include <QMenu>
#include <QSettings>

namespace mqttscope::ui {

void MainWindow::buildPanels()
{
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    // Beside the list and not below it: a wide screen has room there.
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    addPanel(new CapturePanel(m_workspace), Qt::RightDockWidgetArea, Qt::CTRL | Qt::Key_I);
    addPanel(new RulesPanel(m_workspace), Qt::RightDockWidgetArea, Qt::CTRL | Qt::SHIFT | Qt::Key_R);
    addPanel(new PayloadPanel(m_workspace), Qt::RightDockWidgetArea, Qt::CTRL | Qt::SHIFT | Qt::Key_P);
    addPanel(new SessionsPanel(m_workspace), Qt::BottomDockWidgetArea, Qt::CTRL | Qt::SHIFT | Qt::Key_S);
    addPanel(new LadderPanel(m_workspace), Qt::BottomDockWidgetArea, Qt::CTRL | Qt::SHIFT | Qt::Key_D);
    addPanel(new TopicsPanel(m_workspace), Qt::BottomDockWidgetArea, Qt::CTRL | Qt::SHIFT | Qt::Key_O);
    addPanel(new ValuesPanel(m_workspace), Qt::BottomDockWidgetArea, Qt::CTRL | Qt::SHIFT | Qt::Key_V);
    addPanel(new StatisticsPanel(m_workspace), Qt::BottomDockWidgetArea, Qt::CTRL | Qt::SHIFT | Qt::Key_G);
}

// A panel is hidden until it is asked for; several at one side are tabs of one another.
PanelDock* MainWindow::addPanel(Panel* panel, Qt::DockWidgetArea area, const QKeySequence& shortcut)
{
    auto* dock = new PanelDock(panel, *m_theme, this);
    PanelDock* neighbour = nullptr;
    for (PanelDock* other : m_docks) {
        if (dockWidgetArea(other) == area)
            neighbour = other;
    }
    addDockWidget(area, dock);
    if (neighbour != nullptr)
        tabifyDockWidget(neighbour, dock);
    dock->hide();
    QAction* toggle = dock->toggleViewAction();
    toggle->setShortcut(shortcut);
    m_docks.push_back(dock);
    return dock;
}

bool MainWindow::showPanel(const QString& id)
{
    for (PanelDock* dock : m_docks) {
        if (dock->panel()->id() == id) {
            dock->show();
            dock->raise();
            return true;
        }
    }
    return false;
}

void MainWindow::retranslatePanels()
{
    for (PanelDock* dock : m_docks)
        dock->retranslate();
}

} // namespace mqttscope::ui
