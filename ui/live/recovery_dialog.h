// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_folder.h"

#include <QDialog>

#include <vector>

namespace mqttscope::teach {
class Vocabulary;
}

namespace mqttscope::ui {

class Theme;

/// The captures that were cut off or that nobody saved: to be opened, saved or deleted, one by one.
class RecoveryDialog : public QDialog {
    Q_OBJECT
public:
    /// All must outlive the dialog.
    RecoveryDialog(std::vector<analysis::Orphan> orphans, const Theme& theme,
                   const teach::Vocabulary& vocabulary, QWidget* parent = nullptr);

Q_SIGNALS:
    /// To be shown in the window, which then asks what becomes of it.
    void openRequested(const mqttscope::analysis::Orphan& orphan);
};

} // namespace mqttscope::ui
