// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::teach {

/// One condition of a text of narration; docs/narration.md lists them.
struct Condition {
    enum class Kind : std::uint8_t {
        Word,     ///< `word` is one of conditionWords()
        Equals,   ///< "=4": the value of the field
        Greater,  ///< ">4"
        Less,     ///< "<4"
        Field,    ///< "mqtt.qos=1" or "mqtt.username": a field of the same message
        Byte,     ///< "byte=43": the byte itself
        Place,    ///< "#2": the second byte of the field
        Property, ///< "property=8": it stands in a property with this identifier
    };

    Kind kind = Kind::Word;
    bool negated = false;
    std::string word;                    ///< of Word and Field
    std::optional<std::uint64_t> number; ///< of all but Word; none: a Field that only has to be there

    /// The lower, the sooner it decides between texts with equally many conditions.
    [[nodiscard]] std::size_t rank() const;
};

/// All words that can be conditions, in the order in which they decide.
[[nodiscard]] std::span<const std::string_view> conditionWords();

/// The conditions of a key, "*" being none; none if the key is not one: an unknown word, a number that is
/// none, a field that does not exist, the same condition twice.
[[nodiscard]] std::optional<std::vector<Condition>> conditionsOf(std::string_view key);

} // namespace mqttscope::teach
