// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QFrame;
class QHBoxLayout;
class QLabel;

namespace mqttscope::ui {

class LabSession;
class Theme;

/// What the status bar says of the broker while it runs: where it listens, how many clients are there, how
/// many faults are armed.
class LabStatus : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive it.
    LabStatus(const LabSession& lab, const Theme& theme, QWidget* parent = nullptr);

    void refresh();
    /// Where there is little room the lamp stands for the broker; what it says is in the tool tip.
    void setCompact(bool compact);
    /// For tests; empty while it is not shown.
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString faultText() const;

private:
    void refreshTheme();

    const LabSession* m_lab;
    const Theme* m_theme;
    QHBoxLayout* m_row;
    QLabel* m_lamp;
    QLabel* m_broker;
    QLabel* m_bolt;
    QLabel* m_faults;
    QFrame* m_line;
};

} // namespace mqttscope::ui
