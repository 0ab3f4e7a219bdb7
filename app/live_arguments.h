// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_options.h"
#include "app/complaint.h"

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

/// Makes options of them. `live.file` and `live.format` are what -w and -F said. Without -i there is no
/// interface in them.
[[nodiscard]] Complaint readLive(const LiveArguments& arguments, analysis::LiveOptions& live);
/// As tshark without -i: the first interface that leads somewhere.
[[nodiscard]] Complaint chooseInterface(analysis::LiveOptions& live);

} // namespace mqttscope::app
