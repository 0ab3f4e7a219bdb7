// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace mqttscope::ui {

class LabLog;
class LabSession;
class SwitchButton;
class Workspace;

/// The log of the broker in sentences, the newest below; on demand only what is about the chosen client. It
/// follows the end while the reader is there.
class BrokerLogView : public QWidget {
    Q_OBJECT
public:
    /// All must outlive the view.
    BrokerLogView(Workspace& workspace, LabSession& lab, LabLog& log, QWidget* parent = nullptr);

    [[nodiscard]] QString text() const;
    void retranslate();

private:
    void append(std::size_t count);
    void fill();
    void nameSwitch();
    void refreshTheme();

    Workspace* m_workspace;
    LabSession* m_lab;
    LabLog* m_log;
    QWidget* m_bar;
    QLabel* m_icon;
    QLabel* m_title;
    SwitchButton* m_chosenOnly;
    QPlainTextEdit* m_lines;
};

} // namespace mqttscope::ui
