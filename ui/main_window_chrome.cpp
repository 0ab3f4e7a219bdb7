// SPDX-License-Identifier: GPL-3.0-or-later
// Menus, toolbar, panes, settings and texts of the window.
#include "ui/lab/broker_button.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/lab_status.h"
#include "ui/ladder/ladder_page.h"
#include "ui/language.h"
#include "ui/live/capture_button.h"
#include "ui/live/interface_menu.h"
#include "ui/live/live_figures.h"
#include "ui/live/vantage_window.h"
#include "ui/main_actions.h"
#include "ui/main_window.h"
#include "ui/models/text.h"
#include "ui/panels/panel_dock.h"
#include "ui/step/step_page.h"
#include "ui/theme/theme.h"
#include "ui/views/banner.h"
#include "ui/views/bytes_pane.h"
#include "ui/views/explanation_pane.h"
#include "ui/views/field_tree_view.h"
#include "ui/views/filter_bar.h"
#include "ui/views/find_bar.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/hex_view.h"
#include "ui/views/lower_panes.h"
#include "ui/views/pane.h"
#include "ui/views/status_strip.h"
#include "ui/views/switch_button.h"
#include "ui/views/welcome_page.h"
#include "ui/views/work_progress.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenuBar>
#include <QMimeData>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace mqttscope::ui {
namespace {

QString localFile(const QMimeData* data)
{
    const QList<QUrl> urls = data->urls();
    return urls.isEmpty() ? QString() : urls.front().toLocalFile();
}

} // namespace

void MainWindow::buildPanes()
{
    m_banner = new Banner(*m_theme);
    m_welcome = new WelcomePage(*m_theme, m_vocabulary, m_recent, m_interfaces, *m_settings);
    m_list = new FrameListView(m_frames, m_selection, *m_theme);
    m_tree = new FieldTreeView(m_fields, m_selection, *m_theme);
    m_treePane = new Pane(QStringLiteral("ui-analyse"), m_tree, *m_theme);
    m_bytes = new BytesPane(m_fields, m_selection, *m_theme);
    m_explanation = new ExplanationPane(m_workspace);
    m_lower = new LowerPanes(m_treePane, m_explanation, m_bytes, *m_theme);
    m_lower->splitter()->setStretchFactor(0, 2);
    m_lower->splitter()->setStretchFactor(1, 3);
    m_rows = new QSplitter(Qt::Vertical);
    auto* rows = new QWidget;
    auto* listColumn = new QVBoxLayout(rows);
    listColumn->setContentsMargins(0, 0, 0, 0);
    listColumn->setSpacing(0);
    m_findBar = new FindBar(m_workspace);
    listColumn->addWidget(m_findBar);
    listColumn->addWidget(m_list, 1);
    m_rows->addWidget(rows);
    m_rows->addWidget(m_lower);
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 1);
    m_rows->setChildrenCollapsible(false);

    m_stack = new QStackedWidget;
    auto* welcome = new QScrollArea; // a small screen at 200 % has no room for all of it
    welcome->setWidgetResizable(true);
    welcome->setFrameShape(QFrame::NoFrame);
    welcome->setFocusPolicy(Qt::NoFocus);
    welcome->setWidget(m_welcome);
    m_stack->addWidget(welcome);
    m_stack->addWidget(m_rows);
    m_step = new StepPage(m_workspace);
    m_ladder = new LadderPage(m_workspace);
    m_status = new StatusStrip(*m_theme);
    setStatusBar(m_status);
    buildLab();
    m_pages = {nullptr, m_step, m_ladder, m_labPage};
    for (PerspectivePage* page : m_pages) {
        if (page != nullptr)
            m_stack->addWidget(page);
    }
    buildLive();
    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_stack, 1);
    m_keys = new QLabel;
    m_keys->setObjectName(QStringLiteral("keys"));
    m_keys->setAlignment(Qt::AlignCenter);
    m_keys->hide();
    column->addWidget(m_keys);
    setCentralWidget(centre);
}

void MainWindow::buildToolBar()
{
    m_toolBar = new QToolBar;
    m_toolBar->setObjectName(QStringLiteral("toolBar"));
    m_toolBar->setMovable(false);
    m_toolBar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_toolBar->setToolButtonStyle(Qt::ToolButtonIconOnly);
    addToolBar(m_toolBar);
    m_toolBar->addAction(m_actions->open);
    m_toolBar->addWidget(m_captureButton);
    m_toolBar->addWidget(m_brokerButton);
    m_toolBar->addSeparator();
    buildPerspectives();
    m_toolBar->addSeparator();
    for (QAction* action : {m_actions->back, m_actions->forward})
        m_toolBar->addAction(action);
    m_toolBar->addSeparator();
    for (QAction* action : {m_actions->first, m_actions->previous, m_actions->next, m_actions->last})
        m_toolBar->addAction(action);
    if (auto* open = qobject_cast<QToolButton*>(m_toolBar->widgetForAction(m_actions->open)))
        open->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);

    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_toolBar->addWidget(space);
    for (QAction* action : {m_actions->zoomOut, m_actions->zoomIn}) {
        m_toolBar->addAction(action);
        if (auto* button = qobject_cast<QToolButton*>(m_toolBar->widgetForAction(action)))
            button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    }
    m_toolBar->addSeparator();
    m_toolBar->addAction(m_actions->projector);
    m_toolBar->addSeparator();
    const auto segment = [&](QAction* action, const char* side) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setProperty("segment", QLatin1String(side));
        return button;
    };
    m_frenchButton = segment(m_actions->french, "left");
    m_englishButton = segment(m_actions->english, "right");
    auto* languages = new QWidget;
    auto* row = new QHBoxLayout(languages);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_frenchButton);
    row->addWidget(m_englishButton);
    m_toolBar->addWidget(languages);
}

void MainWindow::buildMenus()
{
    MainActions& a = *m_actions;
    m_fileMenu = menuBar()->addMenu(QString());
    m_fileMenu->addAction(a.open);
    m_recentMenu = m_fileMenu->addMenu(QString());
    m_fileMenu->addAction(a.save);
    m_fileMenu->addAction(a.reload);
    m_fileMenu->addAction(a.close);
    fillOutMenu(*m_fileMenu);
    m_fileMenu->addSeparator();
    m_fileMenu->addAction(a.quit);

    m_editMenu = menuBar()->addMenu(QString());
    m_editMenu->addActions({a.undo, a.redo});
    m_editMenu->addSeparator();
    m_editMenu->addActions({a.copyValue, a.copyBytes, a.copyName, a.copySummary});
    buildCopyMenu();

    m_editMenu->addSeparator();
    m_editMenu->addActions({a.find, a.findNext, a.findPrevious});
    m_editMenu->addSeparator();
    m_editMenu->addActions({a.mark, a.nextMark, a.previousMark, a.unmarkAll, a.comment});

    m_editMenu->addSeparator();
    m_editMenu->addActions({a.focusFilter, a.fieldAsFilter, a.clearFilter});

    m_viewMenu = menuBar()->addMenu(QString());
    m_perspectiveMenu = m_viewMenu->addMenu(QString());
    m_perspectiveMenu->addActions(a.perspectives->actions());
    m_viewMenu->addSeparator();
    m_viewMenu->addAction(a.showAll);
    m_sortMenu = m_viewMenu->addMenu(QString());
    m_columnsMenu = m_viewMenu->addMenu(QString());
    m_timeMenu = m_viewMenu->addMenu(QString());
    m_timeMenu->addActions(a.timeFormats->actions());
    m_timeMenu->addSeparator();
    m_timeMenu->addAction(a.reference);
    m_viewMenu->addSeparator();
    m_panelMenu = m_viewMenu->addMenu(QString());
    for (PanelDock* dock : m_docks)
        m_panelMenu->addAction(dock->toggleViewAction());
    m_panelMenu->menuAction()->setVisible(!m_docks.empty());
    m_viewMenu->addActions({a.showLayers, a.separateLayers});
    m_viewMenu->addSeparator();
    m_viewMenu->addActions({a.expandAll, a.collapseAll});
    m_viewMenu->addSeparator();
    m_viewMenu->addActions({a.zoomIn, a.zoomOut, a.zoomReset, a.projector});
    m_viewMenu->addSeparator();
    m_themeMenu = m_viewMenu->addMenu(QString());
    m_themeMenu->addActions(a.themes->actions());
    m_languageMenu = m_viewMenu->addMenu(QString());
    m_languageMenu->addActions(a.languages->actions());
    m_languageMenu->addSeparator();
    m_languageMenu->addAction(a.otherLanguage);
    m_viewMenu->addSeparator();
    m_viewMenu->addAction(a.resetLayout);

    m_goMenu = menuBar()->addMenu(QString());
    m_goMenu->addActions({a.back, a.forward});
    m_goMenu->addSeparator();
    m_goMenu->addActions({a.first, a.previous, a.next, a.last});
    m_goMenu->addSeparator();
    m_goMenu->addActions({a.previousMqtt, a.nextMqtt});
    m_goMenu->addSeparator();
    const QList<QAction*> related = {a.previousInExchange, a.nextInExchange, a.otherHop,
                                     a.previousInSession,  a.nextInSession,  a.previousOfTopic,
                                     a.nextOfTopic};
    m_goMenu->addActions(related);
    m_goMenu->addSeparator();
    m_goMenu->addActions({a.showLadder, a.goToFrame});
    m_goMenu->addSeparator();
    m_goMenu->addAction(a.play);
    m_stepMenu = m_goMenu->addMenu(QString());
    m_stepMenu->addActions(m_step->actions().all());
    m_ladderMenu = m_goMenu->addMenu(QString());
    m_ladder->actions().fill(*m_ladderMenu);

    buildCaptureMenu();
    buildBrokerMenu();
    m_helpMenu = menuBar()->addMenu(QString());
    m_helpMenu->addActions({a.help, a.glossary, a.shortcuts});
    m_helpMenu->addSeparator();
    m_helpMenu->addActions({a.about, a.aboutQt});
    // In the projector mode the menus are gone; their keys stay.
    for (const QMenu* menu :
         {m_fileMenu, m_editMenu, m_viewMenu, m_themeMenu, m_languageMenu, m_goMenu, m_captureMenu,
          m_brokerMenu, m_helpMenu, m_panelMenu, m_perspectiveMenu, m_stepMenu, m_ladderMenu})
        addActions(menu->actions());

    connect(a.clearRecent, &QAction::triggered, &m_recent, &RecentFiles::clear);
    fillRecent();
    m_relatedMenu = new QMenu(this);
    m_relatedMenu->addActions(related);
}

void MainWindow::fillRecent()
{
    m_recentMenu->clear();
    const QList<RecentFile>& files = m_recent.files();
    for (const RecentFile& file : files) {
        const QString path = file.path;
        QString name = QFileInfo(path).fileName();
        QAction* action = m_recentMenu->addAction(name.replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setToolTip(path);
        action->setStatusTip(path);
        connect(action, &QAction::triggered, this, [this, path] { openFile(path); });
    }
    m_recentMenu->addSeparator();
    m_recentMenu->addAction(m_actions->clearRecent);
    m_recentMenu->setToolTipsVisible(true);
    m_actions->clearRecent->setEnabled(!files.isEmpty());
}

void MainWindow::restore()
{
    resize(1366, 768);
    layOutFirst();
    restoreGeometry(m_settings->value(QStringLiteral("window/geometry")).toByteArray());
    m_rows->restoreState(m_settings->value(QStringLiteral("window/rows")).toByteArray());
    m_lower->splitter()->restoreState(m_settings->value(QStringLiteral("window/columns")).toByteArray());
    m_lower->rightSplitter()->restoreState(m_settings->value(QStringLiteral("window/reading")).toByteArray());
    showLayerStrip(m_settings->value(QStringLiteral("window/layers"), true).toBool());
    separateLayers(m_settings->value(QStringLiteral("window/osiSeparate"), false).toBool());
    useTimeFormat(timeFormatOf(m_settings->value(QStringLiteral("window/time")).toString()));
    m_list->restoreColumns(m_settings->value(QStringLiteral("window/frameColumns")).toByteArray());
    m_tree->header()->restoreState(m_settings->value(QStringLiteral("window/tree")).toByteArray());
    m_list->showSorting(); // an order belongs to a capture: it is not remembered
    restoreState(m_settings->value(QStringLiteral("window/docks")).toByteArray());
    setShowAll(m_settings->value(QStringLiteral("window/showAll"), false).toBool());
    setPerspective(perspectiveOf(m_settings->value(QStringLiteral("window/perspective")).toString())
                       .value_or(Perspective::Analyse));
}

// As the window is when it opens for the first time.
void MainWindow::layOutFirst()
{
    m_rows->setSizes({290, 410});
    m_lower->splitter()->setSizes({552, 814});
    m_lower->rightSplitter()->setSizes({210, 180});
    showLayerStrip(true);
    separateLayers(false);
    m_list->resetColumns(width());
    m_tree->setColumnWidth(FieldTreeModel::Field, m_theme->px(262));
    m_tree->setColumnWidth(FieldTreeModel::Bytes, m_theme->px(112));
    for (PanelDock* dock : m_docks) {
        dock->setFloating(false);
        dock->hide();
    }
}

void MainWindow::save()
{
    m_settings->setValue(QStringLiteral("window/geometry"), saveGeometry());
    m_settings->setValue(QStringLiteral("window/rows"), m_rows->saveState());
    m_settings->setValue(QStringLiteral("window/columns"), m_lower->splitter()->saveState());
    m_settings->setValue(QStringLiteral("window/frameColumns"), m_list->saveColumns());
    m_settings->setValue(QStringLiteral("window/reading"), m_lower->rightSplitter()->saveState());
    m_settings->setValue(QStringLiteral("window/layers"), m_actions->showLayers->isChecked());
    m_settings->setValue(QStringLiteral("window/osiSeparate"), m_actions->separateLayers->isChecked());
    m_settings->setValue(QStringLiteral("window/tree"), m_tree->header()->saveState());
    m_settings->setValue(QStringLiteral("window/docks"),
                         m_perspective == Perspective::Analyse ? saveState() : m_analyseDocks);
    m_settings->setValue(QStringLiteral("window/perspective"), perspectiveName(m_perspective));
    m_settings->setValue(QStringLiteral("window/showAll"), m_frames.showsAll());
    rememberLab();
}

void MainWindow::refreshTheme()
{
    m_actions->refreshIcons(*m_theme);
    refreshPerspectiveIcons();
    showLive();
    for (QSplitter* splitter : {m_lower->splitter(), m_lower->rightSplitter(), m_rows})
        splitter->setHandleWidth(m_theme->px(5));
    m_toolBar->setIconSize({m_theme->px(16), m_theme->px(16)});
    fitToolBar();
    // The button for what does not fit: Qt's arrow is black on any ground.
    if (auto* more = m_toolBar->findChild<QToolButton*>(QStringLiteral("qt_toolbar_ext_button")))
        more->setIcon(m_theme->icon(QStringLiteral("ui-more")));
    m_shown->setFont(m_theme->font());
    m_filterRow->setMinimumHeight(m_theme->px(44));
    m_filterBar->parentWidget()->layout()->setSpacing(m_theme->px(12));
    const auto scheme = m_theme->chosenScheme();
    m_actions->themeSystem->setChecked(!scheme);
    m_actions->themeLight->setChecked(scheme == Scheme::Light);
    m_actions->themeDark->setChecked(scheme == Scheme::Dark);
    m_actions->themeContrast->setChecked(scheme == Scheme::Contrast);
    setWindowIcon(QIcon(m_theme->pixmap(QStringLiteral("app-mqttscope"), Ink::Text, 64, 1)));
}

// What is wrong with a teacher's texts. Other sentences go first: they concern the file that is open.
void MainWindow::complainOfTexts()
{
    const std::vector<std::string> complaints = m_vocabulary.check();
    if (!complaints.empty() && m_banner->isHidden())
        m_banner->show(Banner::Severity::Warning, text(complaints.front()));
}

void MainWindow::retranslate()
{
    m_vocabulary.use(
        teach::languageOf(m_language->current().toStdString()).value_or(teach::Language::English));
    m_actions->retranslate();
    retranslatePerspectives();
    m_fileMenu->setTitle(tr("&File"));
    m_recentMenu->setTitle(tr("Open r&ecent"));
    m_editMenu->setTitle(tr("&Edit"));
    m_viewMenu->setTitle(tr("&View"));
    m_sortMenu->setTitle(tr("S&ort the frames"));
    m_panelMenu->setTitle(tr("&Panels"));
    m_columnsMenu->setTitle(tr("Col&umns"));
    m_timeMenu->setTitle(tr("T&ime"));
    //: what belongs to the same exchange, session or topic
    m_relatedMenu->setTitle(tr("Re&lated frames"));
    m_themeMenu->setTitle(tr("T&heme"));
    m_languageMenu->setTitle(tr("Lan&guage"));
    m_goMenu->setTitle(tr("&Go"));
    m_captureMenu->setTitle(tr("&Capture"));
    //: followed by the interfaces
    m_interfaceMenu->setTitle(tr("Capture o&n"));
    m_brokerMenu->setTitle(tr("&Broker"));
    m_helpMenu->setTitle(tr("&Help"));
    m_toolBar->setWindowTitle(tr("Toolbar"));
    m_filterRow->setWindowTitle(tr("Display filter"));
    m_filterBar->retranslate();
    m_showAll->setText(tr("TCP and other frames"));
    m_showAll->setToolTip(tr("Show the frames without MQTT too (%1)")
                              .arg(m_actions->showAll->shortcut().toString(QKeySequence::NativeText)));
    m_actions->french->setChecked(m_language->current() == QLatin1String("fr"));
    m_actions->english->setChecked(m_language->current() != QLatin1String("fr"));
    m_list->setAccessibleName(tr("Frames"));
    m_tree->setAccessibleName(tr("Fields"));
    m_welcome->retranslate();
    m_banner->retranslate();
    m_status->retranslate();
    m_interfaces.retranslate();
    m_captureButton->retranslate();
    m_liveFigures->refresh();
    m_brokerButton->refresh();
    m_labStatus->refresh();
    showBroker();
    showWaiting();
    if (m_vantage != nullptr)
        m_vantage->retranslate();
    showLive();
    m_work->retranslate();
    m_frames.retranslate();
    m_fields.retranslate();
    m_findBar->retranslate();
    updateRowActions();
    m_explanation->retranslate();
    for (PerspectivePage* page : m_pages) {
        if (page != nullptr)
            page->retranslate();
    }
    m_bytes->retranslate();
    retranslateCopyMenu();
    retranslatePanels();
    retranslateModes();
    nameTreePane();
    retranslateCounts();
    showPlace();
    if (m_banner->isVisible() && m_banner->sentence() == m_said)
        m_sayAgain();
    else if (m_banner->isVisible())
        showState(); // says its sentence again
}

void MainWindow::nameTreePane()
{
    const auto& dissection = m_selection.dissection();
    const QString title = dissection ? tr("Fields of frame %1").arg(dissection->frame) : tr("Fields");
    m_treePane->setTitle(title);
    m_lower->setTitles(title, tr("Explanation"), tr("Bytes"));
}

// The count can be read elsewhere; the switch beside it cannot be done without.
void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    fitToolBar();
}

// With less room some have no words, so that the perspectives keep theirs.
void MainWindow::fitToolBar()
{
    const bool roomy = width() >= m_theme->px(kCountFrom);
    m_shown->setVisible(roomy);
    m_labStatus->setCompact(!roomy);
    m_brokerButton->setToolButtonStyle(roomy ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    if (auto* open = qobject_cast<QToolButton*>(m_toolBar->widgetForAction(m_actions->open)))
        open->setToolButtonStyle(roomy ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayLeave([this] { close(); })) {
        event->ignore();
        return;
    }
    setProjector(false); // what is remembered is the window without it
    save();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (localFile(event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    m_welcome->setDragging(true);
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_welcome->setDragging(false);
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_welcome->setDragging(false);
    const QString path = localFile(event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    openFile(path);
}

} // namespace mqttscope::ui
