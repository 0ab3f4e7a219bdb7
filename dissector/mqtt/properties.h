// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/mqtt/property.h"
#include "dissector/mqtt/small_list.h"

#include <array>
#include <cassert>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mqttscope::mqtt {

using field::ByteView;

/// One User Property.
struct UserProperty {
    std::string_view name;
    std::string_view value;

    friend bool operator==(const UserProperty&, const UserProperty&) = default;
};

/// The properties of one packet, or of its will. Texts and binary values are views: what was decoded, or what
/// was set, must outlive them. Two are equal if they say the same; the order on the wire does not count,
/// except among User Properties and among Subscription Identifiers.
class Properties {
public:
    static constexpr std::size_t kNumberSlots = 16;
    static constexpr std::size_t kTextSlots = 9;

    [[nodiscard]] bool empty() const { return m_present == 0; }
    [[nodiscard]] bool has(PropertyId id) const { return (m_present & bitOf(id)) != 0; }
    void clear();

    /// An integer property (any but Subscription Identifier); nothing if it is absent.
    [[nodiscard]] std::optional<std::uint32_t> number(PropertyId id) const
    {
        return has(id) ? std::optional{m_numbers[propertyInfo(id).slot]} : std::nullopt;
    }
    [[nodiscard]] std::uint32_t numberOr(PropertyId id, std::uint32_t absent) const
    {
        return has(id) ? m_numbers[propertyInfo(id).slot] : absent;
    }
    /// A string or binary property; empty if it is absent.
    [[nodiscard]] std::string_view text(PropertyId id) const
    {
        return has(id) ? m_texts[propertyInfo(id).slot] : std::string_view{};
    }
    [[nodiscard]] ByteView bytes(PropertyId id) const { return field::asBytes(text(id)); }

    [[nodiscard]] const SmallList<UserProperty, 2>& userProperties() const { return m_userProperties; }
    [[nodiscard]] const SmallList<std::uint32_t, 2>& subscriptionIdentifiers() const
    {
        return m_subscriptionIdentifiers;
    }

    void setNumber(PropertyId id, std::uint32_t value);
    void setText(PropertyId id, std::string_view value);
    void setBytes(PropertyId id, ByteView value) { setText(id, field::asText(value)); }
    void addUserProperty(std::string_view name, std::string_view value);
    void addSubscriptionIdentifier(std::uint32_t identifier);
    void remove(PropertyId id);

    friend bool operator==(const Properties& a, const Properties& b);

private:
    static constexpr std::uint64_t bitOf(PropertyId id)
    {
        return std::uint64_t{1} << static_cast<unsigned>(id);
    }

    std::uint64_t m_present = 0; ///< bit n = property with identifier n
    std::array<std::uint32_t, kNumberSlots> m_numbers{};
    std::array<std::string_view, kTextSlots> m_texts{};
    SmallList<UserProperty, 2> m_userProperties;
    SmallList<std::uint32_t, 2> m_subscriptionIdentifiers;
};

} // namespace mqttscope::mqtt
