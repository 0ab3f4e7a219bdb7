// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace mqttscope::teach {
class Vocabulary;
}

namespace mqttscope::ui {

class InterfaceModel;
class Theme;

/// "What can I see from here?": each place in a network from which one may listen, what is seen there and
/// what is not, a drawing of it, what to do; and which of them fit the network of this computer.
class VantageWindow : public QDialog {
    Q_OBJECT
public:
    /// All must outlive the window.
    VantageWindow(const Theme& theme, const teach::Vocabulary& vocabulary, InterfaceModel& interfaces,
                  QWidget* parent = nullptr);

    /// Shows a place by its id (`other-computer`); empty: the one that fits best.
    void showPlace(const QString& id);
    void retranslate();

Q_SIGNALS:
    void copyRequested(const QString& text);
};

} // namespace mqttscope::ui
