// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "dissector/field/field_table.h"
#include "ui/language.h"
#include "ui/main_actions.h"
#include "ui/models/file_error_text.h"
#include "ui/models/text.h"
#include "ui/perspective_page.h"
#include "ui/theme/theme.h"
#include "ui/views/banner.h"
#include "ui/views/bytes_pane.h"
#include "ui/views/field_tree_view.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/hex_view.h"
#include "ui/views/lower_panes.h"
#include "ui/views/pane.h"
#include "ui/views/status_strip.h"
#include "ui/views/switch_button.h"
#include "ui/views/welcome_page.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QInputDialog>
#include <QLocale>
#include <QMessageBox>
#include <QStackedWidget>
#include <QUndoStack>

#include <utility>

namespace mqttscope::ui {

MainWindow::MainWindow(QSettings& settings, Theme& theme, Language& language,
                       const std::filesystem::path& teacherFolder, QWidget* parent)
    : QMainWindow(parent), m_settings(&settings), m_theme(&theme), m_language(&language),
      m_teacherFolder(teacherFolder), m_vocabulary(teach::Language::English, teacherFolder),
      m_glossary(m_vocabulary), m_frames(m_vocabulary), m_fields(m_vocabulary),
      m_filter(m_session, m_frames, m_queries), m_sorter(m_frames, m_queries), m_filterStore(settings),
      m_recent(settings), m_actions(new MainActions(this)),
      m_workspace({settings, theme, language, m_vocabulary, m_glossary, m_session, m_frames, m_fields,
                   m_selection, m_queries, *m_actions}),
      m_undo(new QUndoStack(this))
{
    setAcceptDrops(true);
    m_fields.setGlossary(&m_glossary);
    buildPanes();
    buildPanels();
    buildToolBar();
    buildFilterBar();
    buildMenus();
    connectParts();
    connectActions();
    connectGo();
    connectModes();
    connectPerspectives();
    connectRows();
    connectFilter();
    connectOut();
    connectLive();
    connectLab();
    restore();
    theme.refresh();
    retranslate();
    showState();
    showLive();
    showBroker();
    complainOfTexts();
}

// Views and session speak to the window until they end: their parts must not be gone by then.
MainWindow::~MainWindow()
{
    // What is shown hears that it is hidden, and asks the workspace for something: now, not when that is
    // gone.
    hide();
    qDeleteAll(findChildren<QDialog*>(Qt::FindDirectChildrenOnly)); // they watch the interfaces
    m_live.disconnect(this);
    m_lab.disconnect(this);
    m_session.disconnect(this);
    m_selection.disconnect(this);
    m_undo->disconnect(this);
}

void MainWindow::connectParts()
{
    connect(&m_session, &DocumentSession::documentChanged, this, &MainWindow::showDocument);
    connect(&m_session, &DocumentSession::snapshotChanged, this, &MainWindow::showSnapshot);
    connect(&m_session, &DocumentSession::stateChanged, this, &MainWindow::showState);
    connect(&m_selection, &SelectionModel::dissectionChanged, this, &MainWindow::showSelectedFrame);
    connect(&m_selection, &SelectionModel::selectionChanged, this, &MainWindow::showPlace);
    connect(&m_selection, &SelectionModel::historyChanged, this, &MainWindow::updateActions);
    connect(&m_session, &DocumentSession::fileGrew, this, &MainWindow::follow);
    connect(m_status, &StatusStrip::cancelRequested, &m_session, &DocumentSession::cancel);
    connect(m_welcome, &WelcomePage::openRequested, this, &MainWindow::chooseFile);
    connect(m_welcome, &WelcomePage::fileRequested, this, [this](const QString& path) { openFile(path); });
    connect(m_welcome, &WelcomePage::sampleRequested, this, [this](const QString& path) {
        openFile(path);
        showPanel(QStringLiteral("capture"));
    });
    connect(&m_recent, &RecentFiles::changed, this, &MainWindow::fillRecent);
    connect(m_showAll, &QCheckBox::toggled, this, &MainWindow::setShowAll);
    connect(m_status, &StatusStrip::pathStepClicked, this, &MainWindow::goToPathStep);
    connect(m_lower, &LowerPanes::compactChanged, m_treePane,
            [this](bool compact) { m_treePane->setBarVisible(!compact); });
    connect(&m_workspace, &Workspace::frameRequested, this, &MainWindow::goTo);
    connect(&m_workspace, &Workspace::byteRequested, this, &MainWindow::goToByte);
    connect(&m_workspace, &Workspace::copyRequested, this, &MainWindow::copy);
    connect(&m_workspace, &Workspace::panelRequested, this, &MainWindow::showPanel);
    connect(m_theme, &Theme::changed, this, &MainWindow::refreshTheme);
    connect(m_language, &Language::changed, this, [this] {
        retranslate();
        complainOfTexts();
    });
}

void MainWindow::connectActions()
{
    MainActions& a = *m_actions;
    connect(a.open, &QAction::triggered, this, &MainWindow::chooseFile);
    connect(a.reload, &QAction::triggered, this,
            [this] { openFile(m_session.path(), m_selection.selection().frame); });
    connect(a.close, &QAction::triggered, this, &MainWindow::closeFile);
    connect(a.quit, &QAction::triggered, this, &QWidget::close);
    connect(a.copyValue, &QAction::triggered, this, [this] {
        const QModelIndex line = m_fields.indexOf(m_selection.selection().node, FieldTreeModel::Value);
        line.isValid() ? copy(line.data().toString()) : copyRow();
    });
    connect(a.copyBytes, &QAction::triggered, this, [this] { copy(m_bytes->selectedHex()); });
    connect(m_bytes->hexView(), &HexView::copyRequested, a.copyBytes, &QAction::trigger);
    connect(a.copyName, &QAction::triggered, this,
            [this] { copy(text(field::fieldInfo(m_selection.selection().field).name)); });
    connect(a.copySummary, &QAction::triggered, this, &MainWindow::copyRow);
    connect(a.showAll, &QAction::toggled, this, &MainWindow::setShowAll);
    connect(a.showLayers, &QAction::toggled, this, &MainWindow::showLayerStrip);
    connect(a.separateLayers, &QAction::toggled, this, &MainWindow::separateLayers);
    const auto expand = [this](bool expanded) {
        if (page() == nullptr || !page()->setAllExpanded(expanded))
            m_tree->setAllExpanded(expanded);
    };
    connect(a.expandAll, &QAction::triggered, this, [expand] { expand(true); });
    connect(a.collapseAll, &QAction::triggered, this, [expand] { expand(false); });
    connect(a.zoomIn, &QAction::triggered, this,
            [this] { m_theme->setZoom(m_theme->zoom() + Theme::kZoomStep); });
    connect(a.zoomOut, &QAction::triggered, this,
            [this] { m_theme->setZoom(m_theme->zoom() - Theme::kZoomStep); });
    connect(a.zoomReset, &QAction::triggered, this, [this] { m_theme->setZoom(100); });
    connect(a.themeSystem, &QAction::triggered, this, [this] { m_theme->setScheme(std::nullopt); });
    connect(a.themeLight, &QAction::triggered, this, [this] { m_theme->setScheme(Scheme::Light); });
    connect(a.themeDark, &QAction::triggered, this, [this] { m_theme->setScheme(Scheme::Dark); });
    connect(a.themeContrast, &QAction::triggered, this, [this] { m_theme->setScheme(Scheme::Contrast); });
    connect(a.french, &QAction::triggered, this, [this] { m_language->use(QStringLiteral("fr")); });
    connect(a.english, &QAction::triggered, this, [this] { m_language->use(QStringLiteral("en")); });
    connect(a.otherLanguage, &QAction::triggered, this, [this] {
        m_language->use(m_language->current() == QLatin1String("fr") ? QStringLiteral("en")
                                                                     : QStringLiteral("fr"));
    });
    connect(a.about, &QAction::triggered, this, &MainWindow::showAbout);
    connect(a.aboutQt, &QAction::triggered, qApp, &QApplication::aboutQt);
}

bool MainWindow::isSettled() const
{
    switch (m_session.state()) {
    case DocumentSession::State::Empty:
    case DocumentSession::State::Failed:
        return true;
    case DocumentSession::State::Following:
    case DocumentSession::State::Ready:
        return !m_filter.isRunning() && !m_sorter.isSorting() && (page() == nullptr || page()->isSettled());
    case DocumentSession::State::Opening:
    case DocumentSession::State::Loading:
        return false;
    }
    return true;
}

void MainWindow::showDocument()
{
    const auto document = m_session.document();
    m_banner->hide();
    m_frames.setDocument(document);
    beginRows();
    if (document) {
        m_selection.setDissector([this](std::uint32_t frame) -> std::shared_ptr<const index::Dissection> {
            const auto& snapshot = m_session.snapshot();
            if (!m_session.document() || !snapshot || frame > snapshot->frameCount())
                return nullptr;
            return m_session.document()->dissect(*snapshot, frame);
        });
        if (!m_session.isNameless())
            m_recent.opened(m_session.path());
        showSnapshot();
        sayPart();
    } else {
        m_selection.setDissector({});
    }
    showName();
}

void MainWindow::showSnapshot()
{
    if (!m_session.snapshot())
        return;
    m_frames.setSnapshot(m_session.snapshot());
    selectWanted();
    updateWaiting();
    m_list->showSelection();
    retranslateCounts();
    updateActions();
    showProgress();
}

// The first frame that is worth it, or the one that was asked for, as soon as it is there.
void MainWindow::selectWanted()
{
    if (m_wantedFrame != 0) {
        if (m_wantedFrame > m_frames.frameCount())
            return;
        goTo(std::exchange(m_wantedFrame, 0));
        return;
    }
    if (m_selectFirst && m_frames.rowCount() > 0) {
        m_selectFirst = false;
        m_selection.selectFrame(m_frames.frameOfRow(0));
        if (m_live.isBusy())
            m_list->followEnd(); // nobody asked to stay there
    }
}

void MainWindow::showState()
{
    using State = DocumentSession::State;
    const State state = m_session.state();
    showPage();
    showProgress();
    m_list->setFollowsEnd(state == State::Following || (m_session.isGrowing() && m_live.isBusy()));
    updateActions();
    retranslateCounts();
    if (state == State::Ready)
        finishLoading();
    if (state == State::Failed && m_session.error())
        m_banner->show(Banner::Severity::Error,
                       tr("%1: %2").arg(m_session.displayName(), fileErrorText(*m_session.error())));
    if (isSettled())
        Q_EMIT settled();
}

void MainWindow::showProgress()
{
    using State = DocumentSession::State;
    const State state = m_session.state();
    const bool loading = state == State::Opening || state == State::Loading;
    const bool live = m_live.isBusy(); // it has numbers of its own
    m_status->setProgress(loading && !live ? std::optional(m_session.progress()) : std::nullopt);
    if (state == State::Following && !live)
        m_status->setFollowing(m_frames.frameCount());
}

void MainWindow::finishLoading()
{
    // What became known late may change how the selected frame is read.
    m_frames.refreshTexts();
    m_selection.refresh();
    m_wantedFrame = 0;
    findFindings();
    reportEnd();
    if (!m_session.isNameless())
        m_recent.counted(m_session.path(), m_frames.frameCount());
    if (m_selection.selection().frame == 0 && m_frames.rowCount() > 0)
        m_selection.selectFrame(m_frames.frameOfRow(0));
}

void MainWindow::reportEnd()
{
    const QString count = QLocale().toString(m_frames.frameCount());
    if (m_session.error()) {
        m_banner->show(Banner::Severity::Warning, fileErrorText(*m_session.error()) + QLatin1Char(' ') +
                                                      tr("The frames before it are shown: %1.").arg(count));
    } else if (m_live.owns(m_session.path()) && !m_session.progress().cancelled) {
        sayLive();
    } else if (m_session.progress().cancelled) {
        m_banner->show(Banner::Severity::Note, tr("Loading was stopped. Frames shown: %1.").arg(count),
                       tr("Load again"), [this] { openFile(m_session.path()); });
    } else if (m_frames.frameCount() == 0) {
        m_banner->show(Banner::Severity::Note, tr("This file is a capture without any frame."));
    } else if (m_frames.mqttFrameCount() == 0 && !m_frames.showsAll()) {
        m_banner->show(
            Banner::Severity::Note,
            tr("No MQTT was found in this file: neither on port 1883 nor a CONNECT on another port."),
            tr("Show all frames"), [this] { setShowAll(true); });
    }
}

void MainWindow::showSelectedFrame()
{
    const auto& dissection = m_selection.dissection();
    const auto& snapshot = m_session.snapshot();
    const index::VersionEntry* version = nullptr;
    if (dissection && snapshot && !dissection->messages.empty())
        version = snapshot->versionOf(dissection->messages.front().message);
    m_fields.setDissection(dissection, version != nullptr ? version->version : mqtt::Version::Unknown);
    m_tree->restoreBranches();
    nameTreePane();
    showFrameFacts();
}

void MainWindow::showFrameFacts()
{
    const auto& dissection = m_selection.dissection();
    const auto& snapshot = m_session.snapshot();
    const index::VersionEntry* version = nullptr;
    if (dissection && snapshot && !dissection->messages.empty())
        version = snapshot->versionOf(dissection->messages.front().message);
    const bool bytes = dissection && page() == nullptr;
    m_status->setUndecoded(bytes ? std::optional(m_selection.byteMap()->undecodedBytes()) : std::nullopt);
    const bool mqtt = dissection && !dissection->messages.empty();
    m_status->setVersion(mqtt ? versionText(version != nullptr ? version->version : mqtt::Version::Unknown)
                              : QString(),
                         version != nullptr && version->guessed);
}

void MainWindow::showPlace()
{
    const Selection& selection = m_selection.selection();
    StatusStrip::Place place;
    if (page() != nullptr) {
        place = page()->statusPlace().value_or(place);
    } else if (selection.frame != 0) {
        place.path = fieldPath(m_fields, selection.node);
        place.path.prepend(tr("Frame %1").arg(selection.frame));
        place.filterName = text(field::fieldInfo(selection.field).name);
        const auto& dissection = m_selection.dissection();
        if (dissection && selection.source < dissection->sources.size() && selection.range.length > 0) {
            place.bytes = selection.range;
            place.sourceLength =
                static_cast<std::uint32_t>(dissection->sources[selection.source].bytes.size());
            place.bitMask = selection.bitMask;
        }
    }
    m_status->setPlace(place);
    updateActions();
}

void MainWindow::setShowAll(bool all)
{
    m_actions->showAll->setChecked(all);
    m_showAll->setChecked(all);
    if (all == m_frames.showsAll())
        return;
    m_frames.setShowAll(all);
    if (all)
        m_banner->hide();
    showPage();
    reportFilter();
    m_list->showSelection();
    if (const int row = m_frames.nearestRow(m_selection.selection().frame); row >= 0)
        m_list->scrollTo(m_frames.index(row, 0), QAbstractItemView::PositionAtCenter);
    if (m_selection.selection().frame == 0 && m_frames.rowCount() > 0)
        m_selection.selectFrame(m_frames.frameOfRow(0));
    retranslateCounts();
    updateActions();
}

// A selected frame that is not shown has its neighbours where it would stand.
int MainWindow::rowBefore() const
{
    const std::uint32_t frame = m_selection.selection().frame;
    const int row = m_frames.nearestRow(frame);
    return row >= 0 && m_frames.frameOfRow(row) < frame ? row : row - 1;
}

int MainWindow::rowAfter() const
{
    const std::uint32_t frame = m_selection.selection().frame;
    const int row = m_frames.nearestRow(frame);
    return row >= 0 && m_frames.frameOfRow(row) > frame ? row : row + 1;
}

void MainWindow::copy(const QString& text)
{
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void MainWindow::copyRow()
{
    const int row = m_frames.rowOfFrame(m_selection.selection().frame);
    if (row < 0)
        return;
    QStringList cells;
    for (const int column : m_list->shownColumns())
        cells += m_frames.index(row, column).data().toString();
    copy(cells.join(QLatin1Char('\t')));
}

void MainWindow::showAbout()
{
    QMessageBox::about(
        this, tr("About mqttscope"),
        tr("<h3>mqttscope %1</h3><p>An MQTT protocol analyzer for people who are learning.</p>"
           "<p>MQTT is specified by “MQTT Version 3.1.1” and “MQTT Version 5.0”, OASIS Standards; the "
           "clauses named in the window are theirs.</p><p>Free software under the GNU General Public "
           "License, "
           "version 3 or later.</p>")
            .arg(QApplication::applicationVersion()));
}

void MainWindow::updateActions()
{
    MainActions& a = *m_actions;
    const bool file = !m_session.path().isEmpty();
    const bool rows = m_frames.rowCount() > 0;
    const Selection& selection = m_selection.selection();
    const bool selected = selection.frame != 0;
    a.reload->setEnabled(file && !m_live.isBusy());
    a.close->setEnabled(m_session.state() != DocumentSession::State::Empty);
    a.copyValue->setEnabled(selected);
    a.copyBytes->setEnabled(selected);
    a.copyName->setEnabled(selection.field != field::FieldId::None);
    a.copySummary->setEnabled(selected);
    const bool folds = page() != nullptr ? page()->canSetAllExpanded().value_or(selected) : selected;
    a.expandAll->setEnabled(folds);
    a.collapseAll->setEnabled(folds);
    a.back->setEnabled(m_selection.canGoBack());
    a.forward->setEnabled(m_selection.canGoForward());
    a.first->setEnabled(rows);
    a.last->setEnabled(rows);
    a.previous->setEnabled(rows && rowBefore() >= 0);
    a.next->setEnabled(rows && rowAfter() < m_frames.rowCount());
    a.previousMqtt->setEnabled(hasMqtt(-1));
    a.nextMqtt->setEnabled(hasMqtt(1));
    a.goToFrame->setEnabled(m_frames.frameCount() > 0);
    a.clearFilter->setEnabled(m_filter.isInUse());
    a.fieldAsFilter->setEnabled(selection.node != analysis::kNoNode);
    a.showAll->setEnabled(m_session.state() != DocumentSession::State::Empty);
    updateRowActions();
}

} // namespace mqttscope::ui
