// SPDX-License-Identifier: GPL-3.0-or-later
// What the middle of the window shows: the panes of Analyse, or a page that needs all of it.
#include "ui/ladder/ladder_choice.h"
#include "ui/ladder/ladder_page.h"
#include "ui/live/waiting_page.h"
#include "ui/main_actions.h"
#include "ui/main_window.h"
#include "ui/panels/panel_dock.h"
#include "ui/step/step_page.h"
#include "ui/theme/theme.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/status_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolBar>
#include <QToolButton>

#include <utility>

namespace mqttscope::ui {
namespace {

constexpr std::array kIcons = {"ui-analyse", "ui-step", "ui-ladder",
                               "ui-lab"}; // in the order of kPerspectives
static_assert(kIcons.size() == kPerspectives.size());

int pageOf(Perspective perspective)
{
    return static_cast<int>(perspective) + 1; // the welcome page is the first
}

} // namespace

// A switch of which one part is on: each perspective that there is.
void MainWindow::buildPerspectives()
{
    auto* parts = new QWidget;
    auto* row = new QHBoxLayout(parts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    const QList<QAction*> actions = m_actions->perspectives->actions();
    for (QAction* action : actions) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setProperty("segment", QLatin1String(action == actions.front()  ? "left"
                                                     : action == actions.back() ? "right"
                                                                                : "middle"));
        row->addWidget(button);
        m_perspectiveButtons.push_back(button);
    }
    actions.front()->setChecked(true);
    m_toolBar->addWidget(parts);
}

void MainWindow::connectPerspectives()
{
    const QList<QAction*> actions = m_actions->perspectives->actions();
    for (std::size_t i = 0; i < kPerspectives.size(); ++i) {
        connect(actions[static_cast<qsizetype>(i)], &QAction::triggered, this,
                [this, i] { setPerspective(kPerspectives[i]); });
    }
    connect(&m_workspace, &Workspace::stepRequested, this, [this] {
        setPerspective(Perspective::Step);
        m_step->stepFromHere();
    });
    connect(&m_workspace, &Workspace::listRequested, this, [this] { setPerspective(Perspective::Analyse); });
    connect(&m_workspace, &Workspace::ladderRequested, this,
            [this](const LadderScope& scope, std::uint32_t message) {
                setPerspective(Perspective::Exchanges);
                m_ladder->showScope(scope, message);
            });
    connect(m_actions->showLadder, &QAction::triggered, this,
            [this] { m_workspace.showLadder(LadderScope{}, selectedMessage(m_selection)); });
    for (PerspectivePage* page : m_pages) {
        if (page == nullptr)
            continue;
        connect(&m_session, &DocumentSession::snapshotChanged, page, &PerspectivePage::updateState);
        connect(page, &PerspectivePage::stateChanged, this, &MainWindow::showPageState);
        connect(page, &PerspectivePage::settled, this, &MainWindow::reportSettled);
    }
}

void MainWindow::setPerspective(Perspective perspective)
{
    if (perspective == m_perspective)
        return;
    // The projector keeps what was before it: it begins anew for what is shown now.
    const bool projector = m_theme->projector();
    setProjector(false);
    const Perspective before = std::exchange(m_perspective, perspective);
    m_actions->perspectives->actions()[static_cast<qsizetype>(perspective)]->setChecked(true);
    arrangeFor(perspective, before);
    showPage();
    retranslatePerspectives();
    showFrameFacts();
    showPlace();
    retranslateCounts();
    setProjector(projector);
}

// A page needs the whole window: what stands around the panes of Analyse goes, and comes back.
void MainWindow::arrangeFor(Perspective perspective, Perspective before)
{
    if (perspective == Perspective::Analyse) {
        restoreState(m_analyseDocks);
        m_analyseDocks.clear();
    } else if (before == Perspective::Analyse) {
        m_analyseDocks = saveState();
        m_filterRow->hide();
        for (PanelDock* dock : m_docks)
            dock->hide();
    }
    // Those of docks that lie upon each other outlast them, far outside the window: no stop of the Tab key.
    for (QTabBar* tabs : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly))
        tabs->setFocusPolicy(perspective == Perspective::Analyse ? Qt::TabFocus : Qt::NoFocus);
    m_status->setVisible(page() == nullptr || page()->statusPlace());
}

void MainWindow::showPage()
{
    const DocumentSession::State state = m_session.state();
    const bool needs = page() == nullptr || page()->needsCapture();
    const bool empty =
        needs && (state == DocumentSession::State::Empty || state == DocumentSession::State::Failed);
    const bool waiting = needs && showsWaiting();
    if (waiting) {
        showWaiting();
        m_stack->setCurrentWidget(m_waiting);
    } else {
        m_stack->setCurrentIndex(empty ? 0 : pageOf(m_perspective));
    }
    PerspectivePage* shown = empty || waiting ? nullptr : page();
    for (PerspectivePage* other : m_pages) { // the one that goes leaves its keys to the one that comes
        if (other != nullptr && other != shown)
            other->setActive(false);
    }
    if (shown != nullptr)
        shown->setActive(true);
    else if (!empty && !waiting)
        m_list->showSelection();
}

void MainWindow::showPageState()
{
    showPlace();
    retranslateCounts();
}

void MainWindow::retranslatePerspectives()
{
    m_actions->nameFor(m_perspective);
    for (std::size_t i = 0; i < m_perspectiveButtons.size(); ++i) {
        const QAction* action = m_actions->perspectives->actions()[static_cast<qsizetype>(i)];
        QString name = action->text();
        name.remove(QLatin1Char('&'));
        m_actions->perspectives->actions()[static_cast<qsizetype>(i)]->setIconText(
            QLatin1Char(' ') + name); // Qt leaves no room after the icon
        m_perspectiveButtons[i]->setAccessibleName(name);
        m_perspectiveButtons[i]->setToolTip(
            QStringLiteral("%1 (%2)").arg(name, action->shortcut().toString(QKeySequence::NativeText)));
    }
    m_perspectiveMenu->setTitle(tr("Perspecti&ve"));
    m_stepMenu->setTitle(tr("Step b&y step"));
    m_ladderMenu->setTitle(tr("Ladder of the ex&changes"));
    showKeys();
}

// The part that is on has the accent as its ground.
void MainWindow::refreshPerspectiveIcons()
{
    for (std::size_t i = 0; i < m_perspectiveButtons.size(); ++i) {
        const QString name = QLatin1String(kIcons[i]);
        QIcon icon;
        for (const qreal ratio : {1.0, 2.0}) {
            icon.addPixmap(m_theme->pixmap(name, Ink::Text, m_theme->px(16), ratio), QIcon::Normal,
                           QIcon::Off);
            icon.addPixmap(m_theme->pixmap(name, Ink::OnAccent, m_theme->px(16), ratio), QIcon::Normal,
                           QIcon::On);
        }
        m_actions->perspectives->actions()[static_cast<qsizetype>(i)]->setIcon(icon);
        m_perspectiveButtons[i]->setIconSize({m_theme->px(16), m_theme->px(16)});
    }
    for (PerspectivePage* page : m_pages) {
        if (page != nullptr)
            page->refreshIcons();
    }
}

/// Whether there is a next packet of MQTT (1), or a previous one (-1): by frames, or as the page has them.
bool MainWindow::hasMqtt(int direction) const
{
    if (page() != nullptr)
        return page()->hasPacket(direction);
    const std::uint32_t frame = m_selection.selection().frame;
    return (direction > 0 ? m_frames.nextMqttFrame(frame) : m_frames.previousMqttFrame(frame)) != 0;
}

void MainWindow::goToMqtt(int direction)
{
    const std::uint32_t frame = m_selection.selection().frame;
    if (page() != nullptr)
        page()->goToPacket(direction);
    else
        goTo(direction > 0 ? m_frames.nextMqttFrame(frame) : m_frames.previousMqttFrame(frame));
}

} // namespace mqttscope::ui
