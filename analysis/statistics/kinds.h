// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/statistics/statistics.h"

// Inside this folder: the makers that registry.cpp lists, each defined in the file of its table.
namespace mqttscope::analysis {

[[nodiscard]] StatisticsResult makeTcpConversations(std::string_view argument); ///< tcp_conversations.cpp

} // namespace mqttscope::analysis
