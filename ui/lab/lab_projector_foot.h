// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace mqttscope::ui {

class FaultBar;
class KeyButton;
class LabLog;
class LabSession;
class StepModeBar;
class SwitchButton;
class Workspace;

/// The lower edge of the lab in the projector: what goes wrong on purpose or is about to, the packet that
/// waits, and what the broker did last, in sentences.
class LabProjectorFoot : public QFrame {
    Q_OBJECT
public:
    /// From so much height on, in units of the design, more lines of the log are shown, and the faults to
    /// choose beside those that are armed.
    static constexpr int kRoomyFrom = 560;
    /// Lines of the log where there is room, and where there is not.
    static constexpr std::size_t kManyLines = 3;
    static constexpr std::size_t kFewLines = 1;
    /// Armed faults that are told; more are counted.
    static constexpr std::size_t kMaxArmed = 2;

    /// All must outlive it.
    LabProjectorFoot(Workspace& workspace, LabSession& lab, LabLog& log, StepModeBar& step,
                     QWidget* parent = nullptr);

    /// The height of the page, in pixels.
    void setRoom(int height);
    void retranslate();

    /// Sentences about faults that are armed; empty: none is.
    [[nodiscard]] QString armedText() const;
    [[nodiscard]] QPushButton* disarmButton() const { return m_disarm; }
    [[nodiscard]] FaultBar* faults() const { return m_faults; }
    [[nodiscard]] SwitchButton* stepSwitch() const { return m_stepSwitch; }
    [[nodiscard]] KeyButton* nextButton() const { return m_next; }
    /// What follows when the next packet passes; empty while packets pass by themselves.
    [[nodiscard]] QString stepText() const;
    /// The last lines of the log.
    [[nodiscard]] QString logText() const;

private:
    void build();
    void showState();
    void showLog();
    void disarm();
    void refreshTheme();
    [[nodiscard]] bool isRoomy() const;

    Workspace* m_workspace;
    LabSession* m_lab;
    LabLog* m_log;
    StepModeBar* m_step;
    QVBoxLayout* m_column;
    QFrame* m_stepRow;
    QLabel* m_pause;
    QLabel* m_stepText;
    KeyButton* m_next;
    QFrame* m_armedRow;
    QLabel* m_bolt;
    QLabel* m_armed;
    QPushButton* m_disarm;
    FaultBar* m_faults;
    QWidget* m_logRow;
    QLabel* m_book;
    QLabel* m_logText;
    SwitchButton* m_stepSwitch;
    int m_room = 0;
};

} // namespace mqttscope::ui
