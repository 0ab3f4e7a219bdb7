// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace mqttscope::ui {

class InterfaceModel;
class Theme;

/// Who may capture on this computer, what to type so that one may, and the ways that need no right. It looks
/// again by itself, and says so as soon as it works.
class RightsDialog : public QDialog {
    Q_OBJECT
public:
    /// Both must outlive the dialog.
    RightsDialog(const Theme& theme, InterfaceModel& interfaces, QWidget* parent = nullptr);

Q_SIGNALS:
    void copyRequested(const QString& text);
    void vantageRequested();
};

} // namespace mqttscope::ui
