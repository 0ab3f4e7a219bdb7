// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/broker_panel.h"

namespace mqttscope::ui {

BrokerPanel::BrokerPanel(Workspace&, LabSession&, QWidget* parent) : QWidget(parent) {}

void BrokerPanel::retranslate() {}

} // namespace mqttscope::ui
