// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/mqtt/properties.h"

namespace mqttscope::mqtt {

void Properties::clear()
{
    m_present = 0;
    m_userProperties.clear();
    m_subscriptionIdentifiers.clear();
}

void Properties::setNumber(PropertyId id, std::uint32_t value)
{
    m_numbers[propertyInfo(id).slot] = value;
    m_present |= bitOf(id);
}

void Properties::setText(PropertyId id, std::string_view value)
{
    m_texts[propertyInfo(id).slot] = value;
    m_present |= bitOf(id);
}

void Properties::addUserProperty(std::string_view name, std::string_view value)
{
    m_userProperties.push_back({name, value});
    m_present |= bitOf(PropertyId::UserProperty);
}

void Properties::addSubscriptionIdentifier(std::uint32_t identifier)
{
    m_subscriptionIdentifiers.push_back(identifier);
    m_present |= bitOf(PropertyId::SubscriptionIdentifier);
}

void Properties::remove(PropertyId id)
{
    m_present &= ~bitOf(id);
    if (id == PropertyId::UserProperty)
        m_userProperties.clear();
    if (id == PropertyId::SubscriptionIdentifier)
        m_subscriptionIdentifiers.clear();
}

bool operator==(const Properties& a, const Properties& b)
{
    if (a.m_present != b.m_present)
        return false;
    for (const PropertyInfo& info : propertyTable()) {
        if (!a.has(info.id))
            continue;
        switch (info.type) {
        case PropertyType::Byte:
        case PropertyType::TwoByteInteger:
        case PropertyType::FourByteInteger:
            if (a.m_numbers[info.slot] != b.m_numbers[info.slot])
                return false;
            break;
        case PropertyType::Utf8String:
        case PropertyType::BinaryData:
            if (a.m_texts[info.slot] != b.m_texts[info.slot])
                return false;
            break;
        case PropertyType::VariableByteInteger:
        case PropertyType::Utf8StringPair:
            break; // the lists are compared below
        }
    }
    return a.m_userProperties == b.m_userProperties &&
           a.m_subscriptionIdentifiers == b.m_subscriptionIdentifiers;
}

} // namespace mqttscope::mqtt
