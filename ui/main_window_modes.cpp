// SPDX-License-Identifier: GPL-3.0-or-later
// Help, keys, the projector, and the layout as it was at first.
#include "ui/dialogs/glossary_window.h"
#include "ui/dialogs/help_window.h"
#include "ui/dialogs/shortcut_window.h"
#include "ui/language.h"
#include "ui/main_actions.h"
#include "ui/main_window.h"
#include "ui/panels/panel_dock.h"
#include "ui/perspective_page.h"
#include "ui/theme/theme.h"
#include "ui/views/field_tree_view.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/lower_panes.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenuBar>
#include <QSplitter>
#include <QToolBar>

namespace mqttscope::ui {

void MainWindow::connectModes()
{
    MainActions& a = *m_actions;
    connect(a.projector, &QAction::toggled, this, &MainWindow::setProjector);
    connect(a.resetLayout, &QAction::triggered, this, &MainWindow::resetLayout);
    connect(a.help, &QAction::triggered, this, &MainWindow::showHelp);
    connect(a.glossary, &QAction::triggered, this, [this] { showGlossary({}); });
    connect(&m_workspace, &Workspace::glossaryRequested, this, &MainWindow::showGlossary);
    connect(a.shortcuts, &QAction::triggered, this, [this] {
        ShortcutWindow window(*menuBar(), *m_theme, this);
        window.exec();
    });
}

// Menus and toolbar go, everything grows, and the keys that are left stand at the bottom.
void MainWindow::setProjector(bool projector)
{
    if (projector == m_theme->projector())
        return;
    {
        const QSignalBlocker quiet(m_actions->projector); // or it would ask for the same again
        m_actions->projector->setChecked(projector);
    }
    if (projector)
        enterProjector();
    else
        leaveProjector();
    m_list->showSelection();
}

void MainWindow::enterProjector()
{
    m_stateBefore = windowState();
    m_docksBefore = saveState(); // toolbars too
    m_columnsBefore = m_list->saveColumns();
    menuBar()->hide();
    for (QToolBar* bar : {m_toolBar, m_filterRow})
        bar->hide();
    for (PanelDock* dock : m_docks)
        dock->hide();
    m_theme->setProjector(true);
    m_status->setVisible(page() == nullptr || page()->statusPlace());
    showKeys();
    setWindowState(windowState() | Qt::WindowFullScreen);
    m_list->resetColumns(width());
}

void MainWindow::leaveProjector()
{
    m_keys->hide();
    menuBar()->show();
    m_theme->setProjector(false);
    m_status->setVisible(page() == nullptr || page()->statusPlace());
    restoreState(m_docksBefore);
    setWindowState(m_stateBefore);
    m_list->restoreColumns(m_columnsBefore);
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_theme->projector()) {
        setProjector(false);
        return;
    }
    QMainWindow::keyPressEvent(event);
}

void MainWindow::retranslateModes()
{
    showKeys();
    if (m_help != nullptr)
        m_help->setLanguage(m_language->current());
    if (m_glossaryWindow != nullptr)
        m_glossaryWindow->retranslate();
}

// What can be done without menus; some pages say it themselves.
void MainWindow::showKeys()
{
    const auto keys = [](const QAction* action) {
        return action->shortcut().toString(QKeySequence::NativeText);
    };
    //: %1 to %5: keys
    const QString ofList =
        tr("<b>%1</b> or <b>Esc</b>: leave · <b>%2</b>, <b>%3</b>: frames · <b>%4</b>, <b>%5</b>: "
           "larger, smaller")
            .arg(keys(m_actions->projector), keys(m_actions->previous), keys(m_actions->next),
                 keys(m_actions->zoomIn), keys(m_actions->zoomOut));
    m_keys->setText(page() == nullptr ? ofList : page()->keyHints());
    m_keys->setVisible(m_theme->projector() && !m_keys->text().isEmpty());
}

void MainWindow::showHelp()
{
    if (m_help == nullptr)
        m_help = new HelpWindow(*m_theme, this);
    m_help->setLanguage(m_language->current());
    m_help->show();
    m_help->raise();
    m_help->activateWindow();
}

// Without a term: where it was left.
void MainWindow::showGlossary(const QString& term)
{
    if (m_glossaryWindow == nullptr)
        m_glossaryWindow = new GlossaryWindow(m_workspace, this);
    if (!term.isEmpty())
        m_glossaryWindow->showTerm(term);
    m_glossaryWindow->show();
    m_glossaryWindow->raise();
    m_glossaryWindow->activateWindow();
}

void MainWindow::resetLayout()
{
    setProjector(false);
    setPerspective(Perspective::Analyse);
    m_theme->setZoom(100);
    layOutFirst();
}

} // namespace mqttscope::ui
