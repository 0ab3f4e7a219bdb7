// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace mqttscope::ui {

class BrokerTable;
class FlowLayout;
class KeyButton;
class LabSession;
class LabWaitingModel;
class SwitchButton;
class Workspace;

/// Packet by packet: time stands still, the packets wait, and whoever presses the button lets them pass.
class StepModeBar : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive the bar.
    StepModeBar(Workspace& workspace, LabSession& lab, QWidget* parent = nullptr);

    /// The packets that wait, and the buttons; shown while time stands still. Whoever owns the bar lays it
    /// out.
    [[nodiscard]] QWidget* body() const { return m_body; }
    [[nodiscard]] SwitchButton* toggle() const { return m_toggle; }
    [[nodiscard]] BrokerTable* waiting() const { return m_waiting; }
    /// Lets the packet pass that has waited longest.
    [[nodiscard]] QAction* next() const { return m_next; }
    /// What that packet is and what will follow, in a few sentences; that nothing waits, if nothing does.
    [[nodiscard]] QString nextSentence() const;
    void retranslate();

Q_SIGNALS:
    /// What waits, or what will follow, is another than before.
    void stateShown();

private:
    void makeButtons();
    void releaseSelected();
    void releaseClient();
    /// The row that the buttons are about: the chosen one, else the first.
    [[nodiscard]] int row() const;
    [[nodiscard]] QString sentenceOf(int row) const;
    /// Packets of the same side of the same client that came before the one of a row: they pass first.
    [[nodiscard]] int before(int row) const;
    void showState();
    void refreshTheme();

    Workspace* m_workspace;
    LabSession* m_lab;
    LabWaitingModel* m_model;
    QWidget* m_bar;
    SwitchButton* m_toggle;
    QLabel* m_pause;
    QLabel* m_still;
    QWidget* m_body;
    FlowLayout* m_flow;
    QAction* m_next;
    KeyButton* m_nextButton;
    QPushButton* m_selected;
    QPushButton* m_client;
    QLabel* m_consequence;
    BrokerTable* m_waiting;
};

} // namespace mqttscope::ui
