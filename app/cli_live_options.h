// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli_options.h"
#include "app/live_arguments.h"

#include "capture/live/interface_list.h"

#include <string>

namespace mqttscope::app {

/// Makes `options.live` of them. They are read after -c, -w, -F, -Y and -T.
[[nodiscard]] Complaint applyLive(const LiveArguments& arguments, CliOptions& options);
/// What is wrong with them when a file is read.
[[nodiscard]] Complaint liveOptionsOfAFile(const LiveArguments& arguments);

/// How an interface is called in a list: `lo (Loopback)`, and in a sentence: `'Loopback: lo'`.
[[nodiscard]] std::string listedInterface(const capture::CaptureInterface& interface);
[[nodiscard]] std::string calledInterface(const std::string& name);

} // namespace mqttscope::app
