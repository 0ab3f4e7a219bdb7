// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/capture_program.h"

#include <QString>
#include <QStringList>

namespace mqttscope::ui {

/// Whether somebody may capture, and with which program, or what is the matter.
[[nodiscard]] QString rightsVerdict(const analysis::CaptureRights& rights);
/// What is to be typed so that one may, one command each.
[[nodiscard]] QStringList rightsCommands(const analysis::CaptureRights& rights);
/// When these commands take effect; empty if they do at once.
[[nodiscard]] QString rightsAfterwards(const analysis::CaptureRights& rights);

} // namespace mqttscope::ui
