// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/open_error.h"

#include <QString>

namespace mqttscope::ui {

/// What is wrong with a capture file, as one sentence in the window's language, with the offset where there
/// is one.
[[nodiscard]] QString fileErrorText(const analysis::OpenError& error);

} // namespace mqttscope::ui
