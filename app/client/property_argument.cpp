// SPDX-License-Identifier: GPL-3.0-or-later
// -D COMMAND PROPERTY VALUE: where each property may stand is Table 2-4 of MQTT 5.0.
#include "app/client/property_argument.h"

#include "dissector/mqtt/types.h"
#include "dissector/mqtt/utf8.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <limits>
#include <utility>

namespace mqttscope::app {
namespace {

using mqtt::PacketType;
using mqtt::PropertyId;
using mqtt::PropertyType;

struct Command {
    std::string_view name;
    mqtt::PropertyPlaces place = 0;
    bool supported = false; ///< others are sent without anybody's asking
};

constexpr std::array<Command, 10> kCommands = {{
    {"connect", mqtt::placeOf(PacketType::Connect), true},
    {"publish", mqtt::placeOf(PacketType::Publish), true},
    {"subscribe", mqtt::placeOf(PacketType::Subscribe), true},
    {"unsubscribe", mqtt::placeOf(PacketType::Unsubscribe), true},
    {"disconnect", mqtt::placeOf(PacketType::Disconnect), true},
    {"will", mqtt::kWillPlace, true},
    {"puback", mqtt::placeOf(PacketType::Puback), false},
    {"pubrec", mqtt::placeOf(PacketType::Pubrec), false},
    {"pubcomp", mqtt::placeOf(PacketType::Pubcomp), false},
    {"auth", mqtt::placeOf(PacketType::Auth), false},
}};

const Command* commandOf(std::string_view word)
{
    std::string lower(word);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto* const found = std::find_if(kCommands.begin(), kCommands.end(),
                                           [&](const Command& known) { return known.name == lower; });
    return found != kCommands.end() ? found : nullptr;
}

/// The least and the largest value that is not a protocol error (MQTT 5.0 §3.1.2.11, §3.3.2.3).
std::pair<std::uint32_t, std::uint32_t> rangeOf(PropertyId id, PropertyType type)
{
    const bool zero = id != PropertyId::ReceiveMaximum && id != PropertyId::MaximumPacketSize &&
                      id != PropertyId::TopicAlias && id != PropertyId::SubscriptionIdentifier;
    const std::uint32_t low = zero ? 0 : 1;
    switch (type) {
    case PropertyType::Byte:
        return {low, 1}; // those of a client are switches
    case PropertyType::TwoByteInteger:
        return {low, 0xffff};
    case PropertyType::VariableByteInteger:
        return {low, mqtt::kMaxRemainingLength};
    case PropertyType::FourByteInteger:
    case PropertyType::Utf8String:
    case PropertyType::BinaryData:
    case PropertyType::Utf8StringPair:
        return {low, std::numeric_limits<std::uint32_t>::max()};
    }
    return {};
}

std::string readNumber(const PropertyWords& words, OwnedProperties::Item& item, PropertyType type,
                       const ClientWords& sentences)
{
    const auto [low, high] = rangeOf(item.id, type);
    const std::string& text = words[2];
    const auto result = std::from_chars(text.data(), text.data() + text.size(), item.number);
    if (result.ec == std::errc{} && result.ptr == text.data() + text.size() && item.number >= low &&
        item.number <= high)
        return {};
    const std::string least = std::to_string(low);
    const std::string most = std::to_string(high);
    return sentences.text(
        "argument", "property-range",
        {{"command", words[0]}, {"property", words[1]}, {"value", text}, {"low", least}, {"high", most}});
}

bool isText(std::string_view text)
{
    const mqtt::TextFaults faults = mqtt::findTextFaults(text);
    return !faults.illFormed && !faults.nul && text.size() <= mqtt::kMaxStringLength;
}

/// One value of a property.
std::string readItem(const PropertyWords& words, OwnedProperties::Item& item, const ClientWords& sentences)
{
    const PropertyType type = mqtt::propertyInfo(item.id).type;
    const bool text = type == PropertyType::Utf8String || type == PropertyType::Utf8StringPair ||
                      type == PropertyType::BinaryData;
    if (!text)
        return readNumber(words, item, type, sentences);
    item.text = words.back();
    if (type == PropertyType::Utf8StringPair)
        item.name = words[2];
    const bool fits = type == PropertyType::BinaryData ? item.text.size() <= mqtt::kMaxStringLength
                                                       : isText(item.text) && isText(item.name);
    return fits
               ? std::string{}
               : sentences.text("argument", "property-text", {{"command", words[0]}, {"property", words[1]}});
}

std::vector<std::uint8_t> bytesOf(const std::string& text)
{
    return {text.begin(), text.end()};
}

void applyConnect(const OwnedProperties::Item& item, broker::ClientOptions& options)
{
    switch (item.id) { // NOLINT(clang-diagnostic-switch-enum): the others do not stand in a CONNECT
    case PropertyId::SessionExpiryInterval:
        options.sessionExpiry = item.number;
        return;
    case PropertyId::ReceiveMaximum:
        options.receiveMaximum = static_cast<std::uint16_t>(item.number);
        return;
    case PropertyId::MaximumPacketSize:
        options.maximumPacketSize = item.number;
        return;
    case PropertyId::TopicAliasMaximum:
        options.topicAliasMaximum = static_cast<std::uint16_t>(item.number);
        return;
    case PropertyId::RequestProblemInformation:
        options.problemInformation = item.number != 0;
        return;
    case PropertyId::RequestResponseInformation:
        options.responseInformation = item.number != 0;
        return;
    case PropertyId::AuthenticationMethod:
        options.authenticationMethod = item.text;
        return;
    case PropertyId::AuthenticationData:
        options.authenticationData = bytesOf(item.text);
        return;
    case PropertyId::UserProperty:
        options.userProperties.emplace_back(item.name, item.text);
        return;
    default:
        return;
    }
}

void place(const Command& command, const OwnedProperties::Item& item, ClientArguments& arguments,
           OwnedProperties& will)
{
    if (command.name == "connect")
        applyConnect(item, arguments.options);
    else if (command.name == "publish")
        arguments.publishProperties.add(item);
    else if (command.name == "subscribe")
        arguments.subscribeProperties.add(item);
    else if (command.name == "unsubscribe")
        arguments.unsubscribeProperties.add(item);
    else if (command.name == "disconnect")
        arguments.disconnectProperties.add(item);
    else
        will.add(item);
}

/// Where a property of that kind was put.
const OwnedProperties* placeOf(const Command& command, const ClientArguments& arguments,
                               const OwnedProperties& will)
{
    return command.name == "publish"       ? &arguments.publishProperties
           : command.name == "subscribe"   ? &arguments.subscribeProperties
           : command.name == "unsubscribe" ? &arguments.unsubscribeProperties
           : command.name == "disconnect"  ? &arguments.disconnectProperties
           : command.name == "will"        ? &will
                                           : nullptr;
}

} // namespace

std::size_t propertyWordCount(std::string_view property)
{
    return property == "user-property" ? 4 : 3;
}

std::string applyProperty(const PropertyWords& words, ClientArguments& arguments, OwnedProperties& will,
                          const ClientWords& sentences)
{
    const auto say = [&](std::string_view key) {
        return sentences.text("argument", key,
                              {{"command", words[0]}, {"property", words.size() > 1 ? words[1] : ""}});
    };
    if (words.size() < 2 || words.size() < propertyWordCount(words[1]))
        return sentences.text("argument", "property-incomplete");
    const Command* const command = commandOf(words[0]);
    if (command == nullptr)
        return say("property-command");
    OwnedProperties::Item item;
    const auto id = propertyOfWord(words[1]);
    if (!id)
        return say("property-unknown");
    item.id = *id;
    const mqtt::PropertyInfo& row = mqtt::propertyInfo(*id);
    if ((row.allowed & command->place) == 0 || (row.fromServer & command->place) != 0)
        return say("property-place");
    if (!command->supported)
        return say("property-unsupported");
    const OwnedProperties* const others = placeOf(*command, arguments, will);
    if (*id != PropertyId::UserProperty && others != nullptr && others->has(*id))
        return say("property-twice");
    if (std::string wrong = readItem(words, item, sentences); !wrong.empty())
        return wrong;
    place(*command, item, arguments, will);
    return {};
}

void applyWillProperties(const OwnedProperties& properties, broker::ClientWill& will)
{
    for (const OwnedProperties::Item& item : properties.items()) {
        switch (item.id) { // NOLINT(clang-diagnostic-switch-enum): the others do not stand there
        case PropertyId::WillDelayInterval:
            will.delay = item.number;
            break;
        case PropertyId::MessageExpiryInterval:
            will.messageExpiry = item.number;
            break;
        case PropertyId::PayloadFormatIndicator:
            will.payloadFormat = static_cast<std::uint8_t>(item.number);
            break;
        case PropertyId::ContentType:
            will.contentType = item.text;
            break;
        case PropertyId::ResponseTopic:
            will.responseTopic = item.text;
            break;
        case PropertyId::CorrelationData:
            will.correlationData = bytesOf(item.text);
            break;
        case PropertyId::UserProperty:
            will.userProperties.emplace_back(item.name, item.text);
            break;
        default:
            break;
        }
    }
}

} // namespace mqttscope::app
