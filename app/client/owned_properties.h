// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/properties.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::app {

/// Properties that own their texts, in the order in which they were given.
class OwnedProperties {
public:
    struct Item {
        mqtt::PropertyId id{};
        std::uint32_t number = 0;
        std::string name; ///< of a User Property
        std::string text;
    };

    void add(Item item) { m_items.push_back(std::move(item)); }
    [[nodiscard]] bool empty() const { return m_items.empty(); }
    [[nodiscard]] bool has(mqtt::PropertyId id) const;
    [[nodiscard]] const std::vector<Item>& items() const { return m_items; }
    /// Views this object.
    [[nodiscard]] mqtt::Properties view() const;

private:
    std::vector<Item> m_items;
};

/// "content-type", as mosquitto writes the names of properties; empty if it has none.
[[nodiscard]] std::string_view propertyWord(mqtt::PropertyId id);
/// The property of such a name.
[[nodiscard]] std::optional<mqtt::PropertyId> propertyOfWord(std::string_view word);

} // namespace mqttscope::app
