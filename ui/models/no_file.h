// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileInfo>
#include <QString>

namespace mqttscope::ui {

/// There is something of that name, and it is neither file nor folder: a FIFO or a device, which may keep
/// whoever reads it for ever.
[[nodiscard]] inline bool isNoFile(const QString& path)
{
    const QFileInfo there(path);
    return there.exists() && !there.isFile() && !there.isDir();
}

} // namespace mqttscope::ui
