// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/statistics/statistics.h"

// Inside this folder: the makers that registry.cpp lists, each defined in the file of its table.
namespace mqttscope::analysis {

[[nodiscard]] StatisticsResult makeExpert(std::string_view argument);            ///< expert.cpp
[[nodiscard]] StatisticsResult makeMqttDeliveries(std::string_view argument);    ///< mqtt_deliveries.cpp
[[nodiscard]] StatisticsResult makeMqttExchanges(std::string_view argument);     ///< mqtt_exchanges.cpp
[[nodiscard]] StatisticsResult makeMqttLadder(std::string_view argument);        ///< mqtt_ladder.cpp
[[nodiscard]] StatisticsResult makeMqttRules(std::string_view argument);         ///< mqtt_rules.cpp
[[nodiscard]] StatisticsResult makeMqttSessions(std::string_view argument);      ///< mqtt_sessions.cpp
[[nodiscard]] StatisticsResult makeMqttTopics(std::string_view argument);        ///< mqtt_topics.cpp
[[nodiscard]] StatisticsResult makeProtocolHierarchy(std::string_view argument); ///< protocol_hierarchy.cpp
[[nodiscard]] StatisticsResult makeTcpConversations(std::string_view argument);  ///< tcp_conversations.cpp

} // namespace mqttscope::analysis
