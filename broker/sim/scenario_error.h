// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace mqttscope::broker::sim {

/// What a place of a scenario wants.
enum class Wanted : std::uint8_t {
    ReadableFile, ///< the file cannot be read; found = the reason of the system
    ShorterFile,  ///< high = most bytes
    Json,         ///< it is no JSON
    Object,
    Array,
    Text,
    Boolean,
    Integer,     ///< low to high
    Number,      ///< low to high
    Duration,    ///< "500ms", "2.5s", a number of seconds; high = most seconds
    UtcTime,     ///< "2026-03-10T09:15:23Z"
    IpAddress,   ///< all of one family
    HexBytes,    ///< "10 13 'MQTT'"
    TopicName,   ///< as a client may publish to
    TopicFilter, ///< as a client may subscribe to
    FaultRule,   ///< a line of a fault plan
    AclRule,     ///< a line of an access file
    KnownKey,    ///< found = the key that nobody knows, choices = those that stand here
    Key,         ///< choices = the key that is missing
    OneOf,       ///< choices
    FewerItems,  ///< high = most items
    Items,       ///< at least one
    RawClient,   ///< this action needs "raw": true, or forbids it
    Version5,    ///< what stands here exists in MQTT 5.0 only
    Increasing,  ///< "to" is not below "from"
};

/// Number of enumerators.
inline constexpr std::uint8_t kWantedCount = static_cast<std::uint8_t>(Wanted::Increasing) + 1;

/// The enumerator in kebab case: the key of its words.
[[nodiscard]] const char* nameOf(Wanted wanted);

/// What is wrong with a scenario, and where.
struct ScenarioError {
    Wanted wanted{};
    std::uint32_t line = 0; ///< from 1; 0 = the file as a whole
    std::string pointer;    ///< JSON pointer (RFC 6901); empty = the whole
    std::string found;      ///< what stands there, cut; empty = nothing
    std::string choices;    ///< words of the format that would do, separated by ", "
    double low = 0;
    double high = 0;
};

} // namespace mqttscope::broker::sim
