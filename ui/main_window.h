// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/export/save_capture.h"
#include "teach/glossary/glossary.h"
#include "teach/illustrated/illustration.h"
#include "teach/vocabulary.h"
#include "ui/models/annotations.h"
#include "ui/models/capture_choice.h"
#include "ui/models/copy_text.h"
#include "ui/models/document_session.h"
#include "ui/models/export_job.h"
#include "ui/models/field_tree_model.h"
#include "ui/models/filter_state.h"
#include "ui/models/filter_store.h"
#include "ui/models/frame_list_model.h"
#include "ui/models/interface_model.h"
#include "ui/models/lab_file.h"
#include "ui/models/lab_session.h"
#include "ui/models/live_session.h"
#include "ui/models/query_thread.h"
#include "ui/models/recent_files.h"
#include "ui/models/row_sorter.h"
#include "ui/models/selection_model.h"
#include "ui/page_frame.h"
#include "ui/perspective.h"
#include "ui/views/banner.h"
#include "ui/workspace.h"

#include <QMainWindow>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QIODevice;
class QLabel;
class QMenu;
class QSettings;
class QSplitter;
class QStackedWidget;
class QToolBar;
class QToolButton;
class QUndoStack;

namespace mqttscope::ui {

class BrokerButton;
class BytesPane;
class CaptureButton;
class ExplanationPane;
class Exports;
class FieldTreeView;
class FindBar;
class FirstLab;
class FilterBar;
class FrameListView;
class GlossaryWindow;
class HelpWindow;
class InterfaceMenu;
class Language;
class LabPage;
class LabStatus;
class LiveFigures;
class LowerPanes;
class MainActions;
class LadderExport;
class LadderPage;
class Pane;
class PacketPage;
class Panel;
class PanelDock;
class PerspectivePage;
class StatusStrip;
class StepPage;
class SwitchButton;
class Theme;
class VantageWindow;
class WaitingPage;
class WelcomePage;
class WorkProgress;

/// The window: frame list, field tree and bytes, three views of one selection.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// Below this width, in units of the design, the filter bar does not count the frames shown.
    static constexpr int kCountFrom = 1000;

    /// Settings, theme and language must outlive the window.
    MainWindow(QSettings& settings, Theme& theme, Language& language,
               const std::filesystem::path& teacherFolder = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a capture in the background and selects a frame of it as soon as it is there; 0 = the first with
    /// MQTT.
    void openFile(const QString& path, std::uint32_t frame = 0);
    /// Likewise a file that is being written: its end is not looked for before `session().stopFollowing()`.
    void openGrowingFile(const QString& path, std::uint32_t frame = 0);
    /// Captures live, and shows what comes; selects a frame as soon as it is there. Asks before what becomes
    /// of a capture that nobody saved. Errors are said in the window.
    void startCapture(const analysis::LiveOptions& options, std::uint32_t frame = 0);
    /// Remembers what is to be captured when somebody begins.
    void choose(const CaptureChoice& choice);
    /// Opens "What can I see from here?" at a place; empty: at the one that fits best.
    void showVantage(const QString& place);
    /// Reads a lab on another thread and sets it up. Errors are said in the window.
    void openLab(const QString& path);
    /// Looks on another thread for captures that were cut off or that nobody saved, and offers them.
    void offerOrphans();
    /// Everything large and nothing but the panes, on the whole screen; and back.
    void setProjector(bool projector);
    /// Arranges the window for something else; remembered.
    void setPerspective(Perspective perspective);
    [[nodiscard]] Perspective perspective() const { return m_perspective; }
    /// Shows a panel by its id. False if there is none.
    bool showPanel(const QString& id);
    /// Writes the selected packet as a PDF document. Empty, or a sentence about what went wrong.
    QString exportPdf(const QString& path);
    /// Writes the selected frame with an explanation of every byte: ExportFormat::Html, Pdf or Svg; only
    /// the bytes of MQTT or all. Empty, or a sentence about what went wrong.
    QString exportIllustrated(const QString& path, ExportFormat format, bool wholeFrame);
    /// Uses a display filter. If it is wrong, the filter bar says so.
    void setFilter(const QString& text);
    /// Selects the first field of a name ("mqtt.qos") in the selected frame. False if it has none.
    bool selectField(const QString& filterName);
    /// Whether everything asked for is on the screen: nothing is being loaded, filtered or sorted.
    [[nodiscard]] bool isSettled() const;

    // For tests.
    [[nodiscard]] FrameListModel& frames() { return m_frames; }
    [[nodiscard]] FieldTreeModel& fields() { return m_fields; }
    [[nodiscard]] SelectionModel& selection() { return m_selection; }
    [[nodiscard]] DocumentSession& session() { return m_session; }
    [[nodiscard]] LiveSession& live() { return m_live; }
    [[nodiscard]] InterfaceModel& interfaces() { return m_interfaces; }
    [[nodiscard]] LabSession& lab() { return m_lab; }
    [[nodiscard]] LabPage* labPage() const { return m_labPage; }
    [[nodiscard]] LabStatus* labStatus() const { return m_labStatus; }
    [[nodiscard]] BrokerButton* brokerButton() const { return m_brokerButton; }
    [[nodiscard]] LiveFigures* liveFigures() const { return m_liveFigures; }
    [[nodiscard]] WaitingPage* waitingPage() const { return m_waiting; }
    [[nodiscard]] CaptureButton* captureButton() const { return m_captureButton; }
    [[nodiscard]] FrameListView* frameList() const { return m_list; }
    [[nodiscard]] FieldTreeView* fieldTree() const { return m_tree; }
    [[nodiscard]] BytesPane* bytes() const { return m_bytes; }
    [[nodiscard]] ExplanationPane* explanation() const { return m_explanation; }
    [[nodiscard]] StepPage* stepPage() const { return m_step; }
    [[nodiscard]] LadderPage* ladderPage() const { return m_ladder; }
    [[nodiscard]] Banner* banner() const { return m_banner; }
    [[nodiscard]] FindBar* findBar() const { return m_findBar; }
    [[nodiscard]] Annotations& annotations() { return m_annotations; }
    [[nodiscard]] LowerPanes* lowerPanes() const { return m_lower; }
    [[nodiscard]] WelcomePage* welcomePage() const { return m_welcome; }
    [[nodiscard]] StatusStrip* status() const { return m_status; }
    [[nodiscard]] FilterBar* filterBar() const { return m_filterBar; }
    [[nodiscard]] FilterState& filter() { return m_filter; }
    [[nodiscard]] MainActions& actions() const { return *m_actions; }
    [[nodiscard]] Workspace& workspace() { return m_workspace; }
    [[nodiscard]] Exports& exports() { return *m_exports; }
    [[nodiscard]] LadderExport& ladderExport() { return *m_ladderExport; }
    [[nodiscard]] WorkProgress* work() const { return m_work; }
    [[nodiscard]] const std::vector<PanelDock*>& docks() const { return m_docks; }

Q_SIGNALS:
    /// Loading has ended and the selection stands, or the file could not be opened.
    void settled();

protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    // main_window.cpp: what the window does
    void connectParts();
    void connectActions();
    void connectGo();
    void showDocument();
    void showSnapshot();
    void showState();
    void showProgress();
    void finishLoading();
    void selectWanted();
    void showSelectedFrame();
    void showFrameFacts();
    void showPlace();
    void setShowAll(bool all);
    void goTo(std::uint32_t frame);
    void goToByte(std::uint32_t message, std::uint32_t offset);
    [[nodiscard]] int rowBefore() const;
    [[nodiscard]] int rowAfter() const;
    void goToRow(int row);
    void askForFrame();
    void copy(const QString& text);
    void copyRow();
    void showAbout();
    void updateActions();
    void reportEnd();
    void reportSettled();

    // main_window_chrome.cpp: menus, toolbar, settings, language
    void buildPanes();
    void buildToolBar();
    void buildMenus();
    void fillRecent();
    void fitToolBar();
    void restore();
    void save();
    void retranslate();
    void complainOfTexts();
    void nameTreePane();
    void refreshTheme();

    // main_window_rows.cpp: what is done with the rows of the list
    void connectRows();
    void useList(FrameListView& list);
    void connectMarks();
    void connectTimes();
    void connectRelated();
    void updateRowActions();
    void beginRows();
    void findFindings();
    void useTimeFormat(TimeFormat format);
    void askForComment();

    // main_window_leave.cpp: what is opened, what becomes of what is not saved
    using SaveResult = tl::expected<analysis::SavedCapture, analysis::OpenError>;
    void follow();
    void chooseFile();
    void closeFile();
    [[nodiscard]] bool mayLeave(std::function<void()> leave);
    [[nodiscard]] bool mayLeaveComments(std::function<void()> leave);
    [[nodiscard]] int askForLive();
    void askToDiscard();
    void discardLive();
    void saveLive(std::function<void()> then);
    void noteLiveSaved(const QString& path);
    void openJoined(const QString& path);
    void saveLiveComments(std::function<void()> then);
    void saveWhatIsUnsaved();
    void updateSave();
    void showName();
    [[nodiscard]] QString askForTarget();
    void saveComments(std::function<void()> then);
    bool reportSaved(const QString& target, const SaveResult& saved);

    // main_window_live.cpp: the live capture
    void buildLive();
    void buildCaptureMenu();
    void connectLive();
    void startChosen(const CaptureChoice& choice);
    void toggleCapture();
    void captureOn(const QString& interface);
    void openLive(const QString& path);
    [[nodiscard]] analysis::Options liveOptions() const;
    void endLive();
    void reportLiveFailure(const analysis::LiveError& error);
    void sayLive();
    void sayPart();
    void sayShownPart(const QString& sentence);
    void sayLiveProblem(const analysis::LiveError& error, const std::string& sentence,
                        Banner::Severity severity);
    void rememberSaid(std::function<void()> say);
    [[nodiscard]] bool showsWaiting() const;
    void showWaiting();
    void updateWaiting();
    void showLive();
    void askForCaptureOptions();
    void showRights();
    void lookForOrphans(bool asked);
    void sayOrphans(const std::vector<analysis::Orphan>& orphans);
    void showOrphans(const std::vector<analysis::Orphan>& orphans);
    void adoptCapture(const analysis::Orphan& orphan);

    // main_window_lab.cpp: the broker and its clients
    void buildLab();
    void buildBrokerMenu();
    void connectLab();
    void showBroker();
    void toggleBroker();
    void beginFirstLab();
    void addLabClient();
    void saveTapSoFar();
    [[nodiscard]] LabFile presentLab() const;
    void useLab(const LabFile& lab);
    void restoreLab();
    void rememberLab();
    void chooseLab();
    void saveLab();

    // main_window_copy.cpp: what the lower panes offer beyond showing
    void buildCopyMenu();
    void retranslateCopyMenu();
    void updateCopyMenu();
    void goToPathStep(qsizetype step);
    void showLayerStrip(bool visible);
    void separateLayers(bool separate);
    [[nodiscard]] QString copyOf(CopyScope scope, CopyFormat format) const;
    // main_window_filter.cpp: the display filter and the order of the rows
    void buildFilterBar();
    void connectFilter();
    void useFilter(const QString& filter, FilterUse use);
    void showFiltered();
    void reportFilter();
    void reportHidden(std::uint32_t frame);
    void retranslateCounts();
    void showSorting();
    void fillSortMenu();
    [[nodiscard]] QString selectedFieldFilter() const;
    void fillListMenu(QMenu& menu, std::uint32_t frame, int column);
    void fillFieldMenu(QMenu& menu);
    void showListMenu(FrameListView& list, QPoint place);
    void showTreeMenu(QPoint place);
    void showBytesMenu(QPoint place);
    template <class Fill> void openMenu(Fill fill, QPoint place);

    // main_window_panels.cpp: the panels around the frame list
    void buildPanels();
    PanelDock* addPanel(Panel* panel, Qt::DockWidgetArea area, const QKeySequence& shortcut = {});
    void retranslatePanels();

    // main_window_out.cpp: what leaves the window
    void connectOut();
    void fillOutMenu(QMenu& menu);
    void updateOutActions();
    [[nodiscard]] std::vector<int> listColumns() const;
    [[nodiscard]] std::unique_ptr<PacketPage> packetPage() const;
    void printPacket();
    void choosePdf();
    [[nodiscard]] PageHeading pageHeading() const;
    QString writeProduct(const QString& path, const std::function<bool(QIODevice&)>& write);

    // main_window_illustrated.cpp: the illustrated packet
    void askForIllustrated();
    void printIllustrated(bool wholeFrame);
    [[nodiscard]] std::optional<teach::Illustration> illustration(bool wholeFrame) const;

    // main_window_perspective.cpp: what the middle shows
    void buildPerspectives();
    void connectPerspectives();
    [[nodiscard]] PerspectivePage* page() const { return m_pages[static_cast<std::size_t>(m_perspective)]; }
    void showPage();
    void showPageState();
    void arrangeFor(Perspective perspective, Perspective before);
    void retranslatePerspectives();
    void refreshPerspectiveIcons();
    [[nodiscard]] bool hasMqtt(int direction) const;
    void goToMqtt(int direction);

    // main_window_modes.cpp: help, keys, projector, layout
    void connectModes();
    void retranslateModes();
    void showKeys();
    void enterProjector();
    void leaveProjector();
    void showHelp();
    void showGlossary(const QString& term);
    void resetLayout();
    void layOutFirst();

    QSettings* m_settings;
    Theme* m_theme;
    Language* m_language;
    std::filesystem::path m_teacherFolder;
    teach::Vocabulary m_vocabulary;
    teach::Glossary m_glossary;
    DocumentSession m_session;
    LiveSession m_live;
    std::vector<std::uint16_t> m_tapPorts; ///< of the broker whose capture it is
    LabSession m_lab{m_live};
    InterfaceModel m_interfaces;
    FrameListModel m_frames;
    FieldTreeModel m_fields;
    SelectionModel m_selection;
    Annotations m_annotations;
    QueryThread m_queries;
    FilterState m_filter;
    RowSorter m_sorter;
    FilterStore m_filterStore;
    RecentFiles m_recent;
    MainActions* m_actions;
    Workspace m_workspace;
    QUndoStack* m_undo;

    Banner* m_banner = nullptr;
    WelcomePage* m_welcome = nullptr;
    WaitingPage* m_waiting = nullptr;
    QStackedWidget* m_stack = nullptr;
    QSplitter* m_rows = nullptr;
    LowerPanes* m_lower = nullptr;
    FindBar* m_findBar = nullptr;
    FrameListView* m_list = nullptr;
    std::vector<FrameListView*> m_lists; ///< all views of the frames: that of the lab too, once it is there
    FieldTreeView* m_tree = nullptr;
    Pane* m_treePane = nullptr;
    ExplanationPane* m_explanation = nullptr;
    BytesPane* m_bytes = nullptr;
    StepPage* m_step = nullptr;
    LadderPage* m_ladder = nullptr;
    LabPage* m_labPage = nullptr;
    std::array<PerspectivePage*, kPerspectives.size()> m_pages{}; ///< in their order; none for Analyse
    StatusStrip* m_status = nullptr;
    LiveFigures* m_liveFigures = nullptr;
    CaptureButton* m_captureButton = nullptr;
    BrokerButton* m_brokerButton = nullptr;
    LabStatus* m_labStatus = nullptr;
    FirstLab* m_firstLab = nullptr;
    std::vector<broker::lab::LabFault> m_labFaults; ///< to be armed when the broker starts
    VantageWindow* m_vantage = nullptr;
    WorkProgress* m_work = nullptr;
    Exports* m_exports = nullptr;
    LadderExport* m_ladderExport = nullptr;
    QToolBar* m_toolBar = nullptr;
    QToolBar* m_filterRow = nullptr;
    FilterBar* m_filterBar = nullptr;
    QLabel* m_shown = nullptr;
    SwitchButton* m_showAll = nullptr;
    QToolButton* m_frenchButton = nullptr;
    QToolButton* m_englishButton = nullptr;
    QMenu* m_fileMenu = nullptr;
    QMenu* m_recentMenu = nullptr;
    QMenu* m_editMenu = nullptr;
    QMenu* m_copyMenu = nullptr;
    std::array<QMenu*, kCopyScopes.size()> m_copyScopes{}; ///< below the menu; none for the field
    struct CopyAction {
        QAction* action;
        CopyScope scope;
        CopyFormat format;
    };
    std::vector<CopyAction> m_copyActions;
    QMenu* m_viewMenu = nullptr;
    QMenu* m_perspectiveMenu = nullptr;
    QMenu* m_panelMenu = nullptr;
    QMenu* m_columnsMenu = nullptr;
    QMenu* m_timeMenu = nullptr;
    QMenu* m_relatedMenu = nullptr;
    QMenu* m_sortMenu = nullptr;
    QMenu* m_themeMenu = nullptr;
    QMenu* m_languageMenu = nullptr;
    QMenu* m_goMenu = nullptr;
    QMenu* m_stepMenu = nullptr;
    QMenu* m_ladderMenu = nullptr;
    QMenu* m_captureMenu = nullptr;
    InterfaceMenu* m_interfaceMenu = nullptr;
    QMenu* m_brokerMenu = nullptr;
    QMenu* m_helpMenu = nullptr;

    QLabel* m_keys = nullptr; ///< what can be done without menus
    HelpWindow* m_help = nullptr;
    GlossaryWindow* m_glossaryWindow = nullptr;
    Qt::WindowStates m_stateBefore;  ///< the projector
    QByteArray m_docksBefore;        ///< likewise
    QByteArray m_columnsBefore;      ///< likewise
    std::vector<PanelDock*> m_docks; ///< in the order of the menu
    Perspective m_perspective = Perspective::Analyse;
    QByteArray m_analyseDocks;                        ///< while another perspective is shown
    std::vector<QToolButton*> m_perspectiveButtons;   ///< in the order of kPerspectives
    std::uint32_t m_wantedFrame = 0;                  ///< to be selected as soon as it is there
    std::uint32_t m_liveFrame = 0;                    ///< likewise, of the live capture that begins
    std::function<void()> m_afterLive;                ///< once the live capture has ended
    std::function<void()> m_afterSave;                ///< once it has been saved
    std::optional<analysis::LiveError> m_liveProblem; ///< why it did not begin, or cannot be saved
    std::vector<std::string> m_liveParts;             ///< those of the live capture, while it is saved
    QString m_said;                                   ///< what the banner says of a live capture
    std::function<void()> m_sayAgain;                 ///< says it in another language
    bool m_filterReported = false;                    ///< the banner speaks of the filter
    bool m_selectFirst = false;                       ///< nothing was selected in this capture yet
};

} // namespace mqttscope::ui
