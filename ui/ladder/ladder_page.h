// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_actions.h"
#include "ui/ladder/ladder_model.h"
#include "ui/ladder/ladder_player.h"
#include "ui/perspective_page.h"

class QSplitter;
class QStackedWidget;
class QTabBar;

namespace mqttscope::ui {

class Banner;
class LadderAside;
class LadderBar;
class LadderEmpty;
class LadderFindBar;
class LadderScopeRow;
class LadderView;
class Workspace;

/// The perspective of the exchanges: the ladder, at its right what happened, above it what is shown and how.
/// A view of the one selection. Where there is no room for both, ladder and story have a tab each.
class LadderPage : public PerspectivePage {
    Q_OBJECT
public:
    /// Below this width, in units of the design, ladder and story are tabs.
    static constexpr int kBesideFrom = 860;
    /// Below this width, likewise, the story has a narrow column, as long as nobody has chosen one.
    static constexpr int kRoomyFrom = 1200;
    static constexpr int kAside = 318;       ///< width of the story
    static constexpr int kNarrowAside = 260; ///< likewise where there is less room

    /// The workspace must outlive the page.
    explicit LadderPage(Workspace& workspace, QWidget* parent = nullptr);

    /// Shows a scope and stands at a message of it (record index); index::kNone: at its beginning.
    void showScope(const LadderScope& scope, std::uint32_t message);
    /// Shows a scope as ladderScopeNamed made it: those of a packet are those of the selected one.
    void showNamed(const LadderScope& named);

    void setActive(bool active) override;
    void updateState() override;
    void retranslate() override;
    void refreshIcons() override;
    [[nodiscard]] bool isSettled() const override { return !m_model.isBusy(); }
    [[nodiscard]] bool hasPacket(int direction) const override;
    void goToPacket(int direction) override;
    [[nodiscard]] std::optional<StatusStrip::Place> statusPlace() const override;
    void goToPathStep(qsizetype step) override;
    [[nodiscard]] QString fileRemark() const override;
    [[nodiscard]] QString keyHints() const override;
    bool find(Find what) override;
    bool setAllExpanded(bool expanded) override;
    [[nodiscard]] std::optional<bool> canSetAllExpanded() const override { return showsLadder(); }

    [[nodiscard]] LadderActions& actions() { return m_actions; }
    [[nodiscard]] LadderModel& model() { return m_model; }
    [[nodiscard]] LadderPlayer& player() { return m_player; }

    // For tests.
    [[nodiscard]] LadderView* view() const { return m_view; }
    [[nodiscard]] LadderAside* aside() const { return m_aside; }
    [[nodiscard]] LadderBar* bar() const { return m_bar; }
    [[nodiscard]] LadderFindBar* findBar() const { return m_find; }
    [[nodiscard]] LadderScopeRow* scopeRow() const { return m_scopeRow; }
    [[nodiscard]] LadderEmpty* empty() const { return m_empty; }
    [[nodiscard]] Banner* notice() const { return m_notice; }
    [[nodiscard]] QSplitter* splitter() const { return m_splitter; }
    [[nodiscard]] QTabBar* tabs() const { return m_tabs; }
    [[nodiscard]] bool showsLadder() const;
    /// Whether ladder and story are tabs now.
    [[nodiscard]] bool isCompact() const { return m_compact; }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void connectParts();
    void connectActions();
    void connectMenus();
    void choose(analysis::ladder::Scope::Kind kind);
    void showNotice();
    void showPlayer();
    void updateActions();
    void modelChanged();
    void scopeArrived();
    void arrange();
    void rememberAside();
    void refreshTheme();
    void focusLadder();
    [[nodiscard]] std::uint32_t selected() const;

    Workspace* m_workspace;
    LadderModel m_model;
    LadderPlayer m_player;
    LadderActions m_actions;
    LadderBar* m_bar = nullptr;
    LadderScopeRow* m_scopeRow = nullptr;
    LadderFindBar* m_find = nullptr;
    Banner* m_notice = nullptr;
    QTabBar* m_tabs = nullptr;
    QStackedWidget* m_stack = nullptr;
    LadderEmpty* m_empty = nullptr;
    QSplitter* m_splitter = nullptr;
    LadderView* m_view = nullptr;
    LadderAside* m_aside = nullptr;
    bool m_active = false;
    bool m_compact = false;
    bool m_toBegin = false; ///< the scope that was asked for has no place yet: its beginning
    bool m_settled = true;  ///< as it was last told
};

} // namespace mqttscope::ui
