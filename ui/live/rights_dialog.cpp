// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/rights_dialog.h"

namespace mqttscope::ui {

RightsDialog::RightsDialog(const Theme&, InterfaceModel&, QWidget* parent) : QDialog(parent) {}

} // namespace mqttscope::ui
