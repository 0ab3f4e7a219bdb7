// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mqttscope::test {

/// How often each path has each value: "ip/ip.flags_tree/ip.flags.df" = "1".
using FlatFrame = std::map<std::pair<std::string, std::string>, int>;

/// The frames of `-T json` or jsonraw, flattened below "layers". Names may repeat; elements of an array count
/// one by one, but raw arrays ([hex, position, length, mask, type]) as one value. Empty with `error` set if
/// the text is no JSON.
[[nodiscard]] std::vector<FlatFrame> flattenJson(const std::string& text, std::string& error);

/// Likewise of `-T ek`: every second line.
[[nodiscard]] std::vector<FlatFrame> flattenEk(const std::string& text, std::string& error);

} // namespace mqttscope::test
