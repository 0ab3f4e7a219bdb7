// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <string>
#include <vector>

class QAction;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace mqttscope::ui {

class LabSession;
class Workspace;

/// The upper edge of the lab in the projector: where the broker is to be reached and who is connected.
/// Whoever is chosen there is the one whom faults are for.
class LabProjectorHead : public QFrame {
    Q_OBJECT
public:
    /// Sessions that have a sign of their own where there is room; more are counted.
    static constexpr std::size_t kMaxSigns = 16;

    /// All must outlive it; `toggle` starts and stops the broker.
    LabProjectorHead(Workspace& workspace, LabSession& lab, QAction& toggle, QWidget* parent = nullptr);

    void retranslate();

    [[nodiscard]] QPushButton* startButton() const { return m_start; }
    [[nodiscard]] QString addressText() const;
    /// Of the sessions that are shown, those who are connected first.
    [[nodiscard]] const std::vector<QToolButton*>& signs() const { return m_signs; }
    /// Says how many sessions have no sign; empty: all have one.
    [[nodiscard]] QString moreText() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showState();
    void showSigns();
    void placeSigns();
    void refreshTheme();

    Workspace* m_workspace;
    LabSession* m_lab;
    QHBoxLayout* m_row;
    QLabel* m_lamp;
    QLabel* m_address;
    QPushButton* m_start;
    QWidget* m_people;
    QHBoxLayout* m_peopleRow;
    QLabel* m_more;
    std::vector<QToolButton*> m_pool; ///< signs that were made
    std::vector<QToolButton*> m_signs;
    std::size_t m_sessions = 0;
};

} // namespace mqttscope::ui
