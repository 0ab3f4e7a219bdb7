// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <array>

class QCheckBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace mqttscope::ui {

class BrokerSettings;
class FlowLayout;
class LabSession;
class Workspace;

/// The head of the broker: start and stop, whether it runs and where to reach it, for whom it is there, which
/// versions it speaks.
class BrokerHeader : public QFrame {
    Q_OBJECT
public:
    /// All must outlive the header.
    BrokerHeader(Workspace& workspace, LabSession& lab, BrokerSettings& settings, QWidget* parent = nullptr);

    void retranslate();
    /// Where to reach the broker, as it is typed: "127.0.0.1:1883"; empty while it does not run.
    [[nodiscard]] QString address() const;

private:
    void makeAddress();
    void makeChoices();
    void startOrStop();
    void chooseReach(bool classroom);
    void setVersions();
    void showState();
    void showPlace();
    void showLamp();
    void refreshTheme();

    Workspace* m_workspace;
    LabSession* m_lab;
    BrokerSettings* m_settings;
    FlowLayout* m_flow;
    QPushButton* m_start;
    QWidget* m_place; ///< lamp, address, port
    QLabel* m_lamp;
    QLabel* m_address;
    QSpinBox* m_port;
    QToolButton* m_copy;
    QToolButton* m_large; ///< the address large, to be scanned
    QWidget* m_reach;
    QToolButton* m_thisPc;
    QToolButton* m_classroom;
    QWidget* m_speaks;
    std::array<QToolButton*, 3> m_versions{};
    QCheckBox* m_anonymous;
    QWidget* m_notes;
    QLabel* m_warning;  ///< a sign before it
    QLabel* m_portNote; ///< which port it is, if it is not the wanted one, and why
    QLabel* m_others;   ///< further addresses of a classroom
};

} // namespace mqttscope::ui
