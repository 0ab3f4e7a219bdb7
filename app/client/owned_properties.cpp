// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/owned_properties.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mqttscope::app {
namespace {

using mqtt::PropertyId;

constexpr std::array<std::pair<std::string_view, PropertyId>, 27> kWords = {{
    {"payload-format-indicator", PropertyId::PayloadFormatIndicator},
    {"message-expiry-interval", PropertyId::MessageExpiryInterval},
    {"content-type", PropertyId::ContentType},
    {"response-topic", PropertyId::ResponseTopic},
    {"correlation-data", PropertyId::CorrelationData},
    {"subscription-identifier", PropertyId::SubscriptionIdentifier},
    {"session-expiry-interval", PropertyId::SessionExpiryInterval},
    {"assigned-client-identifier", PropertyId::AssignedClientIdentifier},
    {"server-keep-alive", PropertyId::ServerKeepAlive},
    {"authentication-method", PropertyId::AuthenticationMethod},
    {"authentication-data", PropertyId::AuthenticationData},
    {"request-problem-information", PropertyId::RequestProblemInformation},
    {"will-delay-interval", PropertyId::WillDelayInterval},
    {"request-response-information", PropertyId::RequestResponseInformation},
    {"response-information", PropertyId::ResponseInformation},
    {"server-reference", PropertyId::ServerReference},
    {"reason-string", PropertyId::ReasonString},
    {"receive-maximum", PropertyId::ReceiveMaximum},
    {"topic-alias-maximum", PropertyId::TopicAliasMaximum},
    {"topic-alias", PropertyId::TopicAlias},
    {"maximum-qos", PropertyId::MaximumQos},
    {"retain-available", PropertyId::RetainAvailable},
    {"user-property", PropertyId::UserProperty},
    {"maximum-packet-size", PropertyId::MaximumPacketSize},
    {"wildcard-subscription-available", PropertyId::WildcardSubscriptionAvailable},
    {"subscription-identifier-available", PropertyId::SubscriptionIdentifierAvailable},
    {"shared-subscription-available", PropertyId::SharedSubscriptionAvailable},
}};

} // namespace

bool OwnedProperties::has(PropertyId id) const
{
    return std::any_of(m_items.begin(), m_items.end(), [id](const Item& item) { return item.id == id; });
}

mqtt::Properties OwnedProperties::view() const
{
    mqtt::Properties properties;
    for (const Item& item : m_items) {
        switch (mqtt::propertyInfo(item.id).type) {
        case mqtt::PropertyType::Byte:
        case mqtt::PropertyType::TwoByteInteger:
        case mqtt::PropertyType::FourByteInteger:
            properties.setNumber(item.id, item.number);
            break;
        case mqtt::PropertyType::VariableByteInteger:
            properties.addSubscriptionIdentifier(item.number);
            break;
        case mqtt::PropertyType::Utf8String:
        case mqtt::PropertyType::BinaryData:
            properties.setText(item.id, item.text);
            break;
        case mqtt::PropertyType::Utf8StringPair:
            properties.addUserProperty(item.name, item.text);
            break;
        }
    }
    return properties;
}

std::string_view propertyWord(PropertyId id)
{
    const auto* const found =
        std::find_if(kWords.begin(), kWords.end(), [id](const auto& known) { return known.second == id; });
    return found != kWords.end() ? found->first : std::string_view{};
}

std::optional<PropertyId> propertyOfWord(std::string_view word)
{
    const auto* const found =
        std::find_if(kWords.begin(), kWords.end(), [&](const auto& known) { return known.first == word; });
    return found != kWords.end() ? std::optional{found->second} : std::nullopt;
}

} // namespace mqttscope::app
