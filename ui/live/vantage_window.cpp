// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/vantage_window.h"

namespace mqttscope::ui {

VantageWindow::VantageWindow(const Theme&, const teach::Vocabulary&, InterfaceModel&, QWidget* parent)
    : QDialog(parent)
{
}

void VantageWindow::showPlace(const QString&) {}

void VantageWindow::retranslate() {}

} // namespace mqttscope::ui
