// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace.h"

#include <QMetaMethod>

namespace mqttscope::ui {

Workspace::Workspace(const Parts& parts, QObject* parent) : QObject(parent), m_parts(parts) {}

bool Workspace::canFilter() const
{
    return isSignalConnected(QMetaMethod::fromSignal(&Workspace::filterRequested));
}

} // namespace mqttscope::ui
