// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QString>
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace mqttscope::ui {

class StepModel;
class Theme;
class Workspace;

/// Words about the packet or layer that is walked through.
struct StepSubject {
    QString icon;
    Ink ink = Ink::Text; ///< of the icon
    QString name;        ///< "CONNECT"
    QString ends;        ///< "python1 → broker"
    QString detail;      ///< "frame 4 · 21 bytes"
};

/// In the language of the window; empty if no byte is walked through.
[[nodiscard]] StepSubject stepSubject(const Workspace& workspace, const StepModel& model);

/// The first line of the step by step page: what is walked through, and which byte it has come to.
class StepHeading : public QWidget {
    Q_OBJECT
public:
    /// All must outlive the heading.
    StepHeading(const Workspace& workspace, const StepModel& model, QWidget* parent = nullptr);

    /// Another packet or layer is walked through.
    void showSubject();
    /// It has come to another byte.
    void showPlace();
    void retranslate();

    // For tests.
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString countText() const;

private:
    void refreshTheme();

    const Workspace* m_workspace;
    const StepModel* m_model;
    QHBoxLayout* m_row;
    QLabel* m_icon;
    QLabel* m_name;
    QLabel* m_detail;
    QLabel* m_count;
};

} // namespace mqttscope::ui
