// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/perspective_page.h"

class QSplitter;
class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace mqttscope::ui {

class BrokerPanel;
class ClientBoard;
class LabEmpty;
class LabFrames;
class LabProjectorFoot;
class LabProjectorHead;
class LabSession;
class LiveSession;
class Workspace;

/// The perspective of the lab: the broker, beside it its clients, below them the frames that pass. Where
/// there is no room for all three, each has a tab. In the projector it tells the story to the last row: who
/// is connected, what each client sent and got, large, what is about to go wrong and what the broker did
/// last; broker and frames are not there. What stands in it is made when it is shown for the first time.
class LabPage : public PerspectivePage {
    Q_OBJECT
public:
    /// Below this size, in units of the design, broker, clients and frames are tabs.
    static constexpr int kBesideFrom = 900;
    static constexpr int kAboveFrom = 500;

    /// All must outlive the page.
    LabPage(Workspace& workspace, LabSession& lab, LiveSession& live, QWidget* parent = nullptr);

    void setActive(bool active) override;
    [[nodiscard]] bool needsCapture() const override { return false; }
    void updateState() override;
    void retranslate() override;
    void refreshIcons() override;
    [[nodiscard]] bool hasPacket(int direction) const override;
    void goToPacket(int direction) override;
    [[nodiscard]] std::optional<StatusStrip::Place> statusPlace() const override;
    void goToPathStep(qsizetype step) override;
    [[nodiscard]] QString keyHints() const override;
    [[nodiscard]] std::optional<bool> canSetAllExpanded() const override { return false; }

    /// Shows broker and clients although there is nothing yet.
    void showParts();
    /// None before it was shown for the first time; likewise the others.
    [[nodiscard]] ClientBoard* board() const { return m_board; }
    [[nodiscard]] BrokerPanel* broker() const { return m_broker; }

    // For tests.
    [[nodiscard]] LabEmpty* empty() const { return m_empty; }
    [[nodiscard]] LabFrames* frames() const { return m_frames; }
    [[nodiscard]] QTabBar* tabs() const { return m_tabs; }
    /// None before the first time in the projector; likewise the other.
    [[nodiscard]] LabProjectorHead* projectorHead() const { return m_head; }
    [[nodiscard]] LabProjectorFoot* projectorFoot() const { return m_foot; }
    [[nodiscard]] bool isEmptyShown() const;
    [[nodiscard]] bool isCompact() const { return m_compact; }

Q_SIGNALS:
    /// The page stands for the first time.
    void built();
    /// A broker and two clients are wanted.
    void firstLabRequested();
    void openLabRequested();
    void saveRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void buildProjector();
    void arrange();
    void refreshTheme();
    void showFitting();

    Workspace* m_workspace;
    LabSession* m_lab;
    LiveSession* m_live;
    QStackedWidget* m_stack = nullptr;
    LabEmpty* m_empty = nullptr;
    QTabBar* m_tabs = nullptr;
    QSplitter* m_rows = nullptr;
    QSplitter* m_columns = nullptr;
    BrokerPanel* m_broker = nullptr;
    ClientBoard* m_board = nullptr;
    LabFrames* m_frames = nullptr;
    QVBoxLayout* m_column = nullptr;
    LabProjectorHead* m_head = nullptr;
    LabProjectorFoot* m_foot = nullptr;
    bool m_compact = false;
    bool m_wanted = false; ///< somebody wants to set it up
};

} // namespace mqttscope::ui
