// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/client_board.h"

namespace mqttscope::ui {

ClientBoard::ClientBoard(Workspace&, LabSession&, QWidget* parent) : QWidget(parent) {}

void ClientBoard::retranslate() {}

} // namespace mqttscope::ui
