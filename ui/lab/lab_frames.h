// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QGridLayout;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace mqttscope::ui {

class FrameListView;
class LiveSession;
class SwitchButton;
class Workspace;

/// The frames of the lab: those of the window's frame list, below a line that says where they come from.
class LabFrames : public QFrame {
    Q_OBJECT
public:
    /// Both must outlive it.
    LabFrames(Workspace& workspace, const LiveSession& live, QWidget* parent = nullptr);

    /// What is known of the capture has changed.
    void updateState();
    void retranslate();
    void refreshIcons();

    [[nodiscard]] FrameListView* list() const { return m_list; }
    // For tests.
    [[nodiscard]] QString remark() const;
    [[nodiscard]] QString recordingText() const;
    [[nodiscard]] SwitchButton* tcpRows() const { return m_tcpRows; }
    [[nodiscard]] QPushButton* saveButton() const { return m_save; }

Q_SIGNALS:
    void saveRequested();
    /// A row was chosen to be looked at closely: it is selected.
    void frameChosen();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildHead();
    void refreshTheme();
    void placeRemark();
    void updateHead();
    [[nodiscard]] bool showsTap() const;

    Workspace* m_workspace;
    const LiveSession* m_live;
    QFrame* m_head;
    QGridLayout* m_grid;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_remark;
    QLabel* m_dot;
    QLabel* m_recording;
    SwitchButton* m_tcpRows;
    QPushButton* m_save;
    QStackedWidget* m_stack;
    QLabel* m_nothing;
    FrameListView* m_list;
    bool m_fresh = true;  ///< no row of this capture has been shown yet
    bool m_below = false; ///< the remark has a line of its own
};

} // namespace mqttscope::ui
