// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/capture_choice.h"

#include <QFrame>

namespace mqttscope::ui {

class InterfaceModel;
class Theme;

/// The part of the first page that captures: interfaces with what passes there, a capture filter, a button to
/// begin, and who may.
class CaptureCard : public QFrame {
    Q_OBJECT
public:
    /// All must outlive the card. What is chosen is read from and kept in the settings.
    CaptureCard(const Theme& theme, InterfaceModel& interfaces, QSettings& settings,
                QWidget* parent = nullptr);

    void retranslate();
    /// Another place has changed what is remembered.
    void reload();

Q_SIGNALS:
    void startRequested(const mqttscope::ui::CaptureChoice& choice);
    void optionsRequested();
    void rightsRequested();
    /// "What can I see from here?"
    void vantageRequested();
    /// The card "from another computer" of that page.
    void otherComputerRequested();
};

} // namespace mqttscope::ui
