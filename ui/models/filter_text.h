// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <string_view>
#include <vector>

namespace mqttscope::ui {

/// A text between quotes as display filters write it; bytes that are not plain characters as \xNN.
[[nodiscard]] QString filterQuoted(std::string_view text);

/// The packets of a topic, or with `subtree` of it and all topics below.
[[nodiscard]] QString topicFilter(std::string_view topic, bool subtree);

/// The frames of TCP connections.
[[nodiscard]] QString streamFilter(const std::vector<std::uint32_t>& streams);

} // namespace mqttscope::ui
