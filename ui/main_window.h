// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/vocabulary.h"
#include "ui/models/document_session.h"
#include "ui/models/field_tree_model.h"
#include "ui/models/filter_state.h"
#include "ui/models/filter_store.h"
#include "ui/models/frame_list_model.h"
#include "ui/models/query_thread.h"
#include "ui/models/row_sorter.h"
#include "ui/models/selection_model.h"
#include "ui/workspace.h"

#include <QMainWindow>

#include <vector>

class QLabel;
class QMenu;
class QSettings;
class QSplitter;
class QStackedWidget;
class QToolBar;
class QToolButton;

namespace mqttscope::ui {

class Banner;
class BytesPane;
class EmptyPage;
class FieldTreeView;
class FilterBar;
class FrameListView;
class Language;
class LowerPanes;
class MainActions;
class Pane;
class Panel;
class PanelDock;
class StatusStrip;
class SwitchButton;
class Theme;

/// The window: frame list, field tree and bytes, three views of one selection.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    static constexpr int kMaxRecentFiles = 8;
    /// Below this width, in units of the design, the filter bar does not count the frames shown.
    static constexpr int kCountFrom = 1000;

    /// Settings, theme and language must outlive the window.
    MainWindow(QSettings& settings, Theme& theme, Language& language,
               const std::filesystem::path& teacherFolder = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a capture in the background and selects a frame of it as soon as it is there; 0 = the first with
    /// MQTT.
    void openFile(const QString& path, std::uint32_t frame = 0);
    /// Uses a display filter. If it is wrong, the filter bar says so.
    void setFilter(const QString& text);
    /// Whether everything asked for is on the screen: nothing is being loaded, filtered or sorted.
    [[nodiscard]] bool isSettled() const;

    // For tests.
    [[nodiscard]] FrameListModel& frames() { return m_frames; }
    [[nodiscard]] FieldTreeModel& fields() { return m_fields; }
    [[nodiscard]] SelectionModel& selection() { return m_selection; }
    [[nodiscard]] DocumentSession& session() { return m_session; }
    [[nodiscard]] FrameListView* frameList() const { return m_list; }
    [[nodiscard]] FieldTreeView* fieldTree() const { return m_tree; }
    [[nodiscard]] BytesPane* bytes() const { return m_bytes; }
    [[nodiscard]] Banner* banner() const { return m_banner; }
    [[nodiscard]] LowerPanes* lowerPanes() const { return m_lower; }
    [[nodiscard]] EmptyPage* emptyPage() const { return m_empty; }
    [[nodiscard]] StatusStrip* status() const { return m_status; }
    [[nodiscard]] FilterBar* filterBar() const { return m_filterBar; }
    [[nodiscard]] FilterState& filter() { return m_filter; }
    [[nodiscard]] MainActions& actions() const { return *m_actions; }
    [[nodiscard]] Workspace& workspace() { return m_workspace; }
    [[nodiscard]] const std::vector<PanelDock*>& docks() const { return m_docks; }

Q_SIGNALS:
    /// Loading has ended and the selection stands, or the file could not be opened.
    void settled();

protected:
    void closeEvent(QCloseEvent* event) override;
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
    void finishLoading();
    void selectWanted();
    void showSelectedFrame();
    void showPlace();
    void setShowAll(bool all);
    void chooseFile();
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
    void rememberFile(const QString& path);
    void restore();
    void save();
    void retranslate();
    void complainOfTexts();
    void nameTreePane();
    void refreshTheme();

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
    void showListMenu(QPoint place);
    void showTreeMenu(QPoint place);
    void showBytesMenu(QPoint place);
    template <class Fill> void openMenu(Fill fill, QPoint place);

    // main_window_panels.cpp: the panels around the frame list
    void buildPanels();
    PanelDock* addPanel(Panel* panel, Qt::DockWidgetArea area, const QKeySequence& shortcut = {});
    void showPanel(const QString& id);
    void retranslatePanels();

    QSettings* m_settings;
    Theme* m_theme;
    Language* m_language;
    teach::Vocabulary m_vocabulary;
    DocumentSession m_session;
    FrameListModel m_frames;
    FieldTreeModel m_fields;
    SelectionModel m_selection;
    QueryThread m_queries;
    FilterState m_filter;
    RowSorter m_sorter;
    FilterStore m_filterStore;
    MainActions* m_actions;
    Workspace m_workspace;

    Banner* m_banner = nullptr;
    EmptyPage* m_empty = nullptr;
    QStackedWidget* m_stack = nullptr;
    QSplitter* m_rows = nullptr;
    LowerPanes* m_lower = nullptr;
    FrameListView* m_list = nullptr;
    FieldTreeView* m_tree = nullptr;
    Pane* m_treePane = nullptr;
    BytesPane* m_bytes = nullptr;
    StatusStrip* m_status = nullptr;
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
    QMenu* m_viewMenu = nullptr;
    QMenu* m_panelMenu = nullptr;
    QMenu* m_sortMenu = nullptr;
    QMenu* m_themeMenu = nullptr;
    QMenu* m_languageMenu = nullptr;
    QMenu* m_goMenu = nullptr;
    QMenu* m_helpMenu = nullptr;

    std::vector<PanelDock*> m_docks; ///< in the order of the menu
    std::uint32_t m_wantedFrame = 0; ///< to be selected as soon as it is there
    bool m_filterReported = false;   ///< the banner speaks of the filter
    bool m_selectFirst = false;      ///< nothing was selected in this capture yet
};

} // namespace mqttscope::ui
