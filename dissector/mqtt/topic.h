// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mqttscope::mqtt {

/// What is wrong with a Topic Name or Topic Filter (MQTT 5.0 §4.7, §4.8.2; MQTT 3.1.1 §4.7). UTF-8 is checked
/// apart.
enum class TopicFault : std::uint8_t {
    None,
    Empty,          ///< no character
    Wildcard,       ///< # or + in a Topic Name
    MisplacedHash,  ///< # that is not alone in the last level of a filter
    MisplacedPlus,  ///< + that does not fill its level
    ShareNameEmpty, ///< $share/ without a ShareName
    ShareNameWild,  ///< # or + in the ShareName
    ShareNoFilter,  ///< the ShareName is not followed by / and a filter
};

struct TopicCheck {
    TopicFault fault = TopicFault::None;
    std::uint32_t offset = 0; ///< byte at fault

    [[nodiscard]] bool ok() const { return fault == TopicFault::None; }
    friend bool operator==(const TopicCheck&, const TopicCheck&) = default;
};

/// Checks a Topic Name (also a Will Topic and a Response Topic).
[[nodiscard]] TopicCheck checkTopicName(std::string_view name);

/// Checks a Topic Filter. `shared`: $share/... is a Shared Subscription (5.0), not a plain filter.
[[nodiscard]] TopicCheck checkTopicFilter(std::string_view filter, bool shared);

/// The parts of a Shared Subscription's filter, $share/{ShareName}/{filter}.
struct SharedFilter {
    std::string_view shareName;
    std::string_view filter;

    friend bool operator==(const SharedFilter&, const SharedFilter&) = default;
};

/// Whether a filter says that it is shared, well-formed or not.
[[nodiscard]] bool isShared(std::string_view filter);

/// The parts of a well-formed shared filter; nothing for any other.
[[nodiscard]] std::optional<SharedFilter> parseShared(std::string_view filter);

/// Whether a valid Topic Filter (of a shared one: the part after the ShareName) matches a Topic Name. A
/// filter that begins with a wildcard does not match a topic that begins with $ (MQTT 5.0 §4.7.2).
[[nodiscard]] bool matches(std::string_view filter, std::string_view topic);

} // namespace mqttscope::mqtt
