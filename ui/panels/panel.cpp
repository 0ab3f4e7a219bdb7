// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panel.h"

namespace mqttscope::ui {

Panel::Panel(Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(&workspace) {}

} // namespace mqttscope::ui
