// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/file_error.h"

namespace mqttscope::analysis {

/// Why a capture cannot be opened, or where it is damaged: code, offset and arguments.
using OpenError = capture::FileError;

} // namespace mqttscope::analysis
