// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli_options.h"
#include "app/cli_preferences.h"

#include "capture/live/interface_list.h"

#include <optional>
#include <string>
#include <vector>

namespace mqttscope::app {

/// The options of a live capture as they were written.
struct LiveArguments {
    std::vector<std::string> interfaces;
    std::vector<std::string> ring;
    std::vector<std::string> stopConditions; ///< -a: of a file too
    std::vector<std::string> unsupported;
    std::string filter;
    std::string snapLength;
    std::string buffer;
    bool notPromiscuous = false;
    bool monitor = false;

    /// Something says that frames shall be captured, not read from a file.
    [[nodiscard]] bool isThere() const;
};

/// Makes `options.live` of them. They are read after -c, -w, -F, -Y and -T.
[[nodiscard]] Complaint applyLive(const LiveArguments& arguments, CliOptions& options);
/// What is wrong with them when a file is read.
[[nodiscard]] Complaint liveOptionsOfAFile(const LiveArguments& arguments);

/// How an interface is called in a list: `lo (Loopback)`, and in a sentence: `'Loopback: lo'`.
[[nodiscard]] std::string listedInterface(const capture::CaptureInterface& interface);
[[nodiscard]] std::string calledInterface(const std::string& name);

} // namespace mqttscope::app
