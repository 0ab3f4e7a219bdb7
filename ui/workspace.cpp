// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace.h"

namespace mqttscope::ui {

Workspace::Workspace(const Parts& parts, QObject* parent) : QObject(parent), m_parts(parts) {}

} // namespace mqttscope::ui
