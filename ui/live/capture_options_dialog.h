// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/capture_choice.h"

#include <QDialog>

namespace mqttscope::ui {

class InterfaceModel;
class Theme;

/// Everything that can be said of a live capture before it begins: interfaces, filter, what of each frame is
/// kept, where it goes, when it ends by itself, and in how many files.
class CaptureOptionsDialog : public QDialog {
    Q_OBJECT
public:
    /// All must outlive the dialog.
    CaptureOptionsDialog(const Theme& theme, InterfaceModel& interfaces, const CaptureChoice& choice,
                         QWidget* parent = nullptr);

    /// What is chosen; complete and valid once the dialog was accepted.
    [[nodiscard]] CaptureChoice choice() const;

Q_SIGNALS:
    void rightsRequested();
    void vantageRequested();
};

} // namespace mqttscope::ui
