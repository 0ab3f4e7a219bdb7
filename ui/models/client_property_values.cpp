// SPDX-License-Identifier: GPL-3.0-or-later
// Properties as they are typed, as the engines take them, and as a lab file keeps them.
#include "dissector/mqtt/utf8.h"
#include "teach/vocabulary.h"
#include "ui/models/client_payload.h"
#include "ui/models/client_property.h"
#include "ui/models/text.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <array>
#include <string>

namespace mqttscope::ui {
namespace {

using mqtt::PropertyId;

constexpr qsizetype kMaxText = 65'535; // a string of MQTT has no more bytes
constexpr qsizetype kShownText = 300;  // characters of a value in a line

/// As the clients of mosquitto call them: the names of a lab file.
constexpr std::array kNames = {
    std::pair{PropertyId::PayloadFormatIndicator, "payload-format-indicator"},
    std::pair{PropertyId::MessageExpiryInterval, "message-expiry-interval"},
    std::pair{PropertyId::ContentType, "content-type"},
    std::pair{PropertyId::ResponseTopic, "response-topic"},
    std::pair{PropertyId::CorrelationData, "correlation-data"},
    std::pair{PropertyId::SubscriptionIdentifier, "subscription-identifier"},
    std::pair{PropertyId::SessionExpiryInterval, "session-expiry-interval"},
    std::pair{PropertyId::AuthenticationMethod, "authentication-method"},
    std::pair{PropertyId::AuthenticationData, "authentication-data"},
    std::pair{PropertyId::RequestProblemInformation, "request-problem-information"},
    std::pair{PropertyId::WillDelayInterval, "will-delay-interval"},
    std::pair{PropertyId::RequestResponseInformation, "request-response-information"},
    std::pair{PropertyId::ReceiveMaximum, "receive-maximum"},
    std::pair{PropertyId::TopicAliasMaximum, "topic-alias-maximum"},
    std::pair{PropertyId::TopicAlias, "topic-alias"},
    std::pair{PropertyId::UserProperty, "user-property"},
    std::pair{PropertyId::MaximumPacketSize, "maximum-packet-size"}};

std::vector<std::uint8_t> bytesOf(const TypedProperty& typed)
{
    return readTypedPayload(typed.hex ? PayloadInput::Hex : PayloadInput::Text, typed.value).bytes;
}

std::uint32_t numberOf(const TypedProperty& typed)
{
    return static_cast<std::uint32_t>(typed.value.trimmed().toULongLong());
}

template <class Number> Number numberAs(const TypedProperty& typed)
{
    return static_cast<Number>(numberOf(typed));
}

TypedProperty number(PropertyId id, std::uint32_t value)
{
    return {id, QString::number(value), {}, false};
}

TypedProperty binary(PropertyId id, const std::vector<std::uint8_t>& bytes)
{
    const std::string_view characters = field::asText(bytes);
    const bool plain = mqtt::isWellFormedUtf8(characters) &&
                       std::none_of(bytes.begin(), bytes.end(),
                                    [](std::uint8_t byte) { return byte < 0x20 || byte == 0x7f; });
    return {id, plain ? text(characters) : hexText(bytes), {}, !plain};
}

void addPairs(const std::vector<std::pair<std::string, std::string>>& pairs, TypedProperties& typed)
{
    for (const auto& [name, value] : pairs)
        typed.push_back({PropertyId::UserProperty, text(value), text(name), false});
}

/// What a message and a Will have in common. `into` has the members of both.
template <class Into> void applyCommon(const TypedProperty& one, Into& into)
{
    switch (one.id) { // NOLINT(clang-diagnostic-switch-enum): the others do not stand there
    case PropertyId::PayloadFormatIndicator:
        into.payloadFormat = numberAs<std::uint8_t>(one);
        break;
    case PropertyId::MessageExpiryInterval:
        into.messageExpiry = numberOf(one);
        break;
    case PropertyId::ContentType:
        into.contentType = one.value.toStdString();
        break;
    case PropertyId::ResponseTopic:
        into.responseTopic = one.value.toStdString();
        break;
    case PropertyId::CorrelationData:
        into.correlationData = bytesOf(one);
        break;
    case PropertyId::UserProperty:
        into.userProperties.emplace_back(one.name.toStdString(), one.value.toStdString());
        break;
    default:
        break;
    }
}

template <class From> void addCommon(const From& from, TypedProperties& typed)
{
    if (from.payloadFormat)
        typed.push_back(number(PropertyId::PayloadFormatIndicator, *from.payloadFormat));
    if (from.messageExpiry)
        typed.push_back(number(PropertyId::MessageExpiryInterval, *from.messageExpiry));
    if (!from.contentType.empty())
        typed.push_back({PropertyId::ContentType, text(from.contentType), {}, false});
    if (!from.responseTopic.empty())
        typed.push_back({PropertyId::ResponseTopic, text(from.responseTopic), {}, false});
    if (from.correlationData)
        typed.push_back(binary(PropertyId::CorrelationData, *from.correlationData));
}

void applyConnect(const TypedProperty& one, broker::ClientOptions& client)
{
    switch (one.id) { // NOLINT(clang-diagnostic-switch-enum): the others do not stand there
    case PropertyId::SessionExpiryInterval:
        client.sessionExpiry = numberOf(one);
        break;
    case PropertyId::ReceiveMaximum:
        client.receiveMaximum = numberAs<std::uint16_t>(one);
        break;
    case PropertyId::MaximumPacketSize:
        client.maximumPacketSize = numberOf(one);
        break;
    case PropertyId::TopicAliasMaximum:
        client.topicAliasMaximum = numberAs<std::uint16_t>(one);
        break;
    case PropertyId::RequestProblemInformation:
        client.problemInformation = numberOf(one) != 0;
        break;
    case PropertyId::RequestResponseInformation:
        client.responseInformation = numberOf(one) != 0;
        break;
    case PropertyId::AuthenticationMethod:
        client.authenticationMethod = one.value.toStdString();
        break;
    case PropertyId::AuthenticationData:
        client.authenticationData = bytesOf(one);
        break;
    case PropertyId::UserProperty:
        client.userProperties.emplace_back(one.name.toStdString(), one.value.toStdString());
        break;
    default:
        break;
    }
}

} // namespace

broker::lab::MessageProperties messageProperties(const TypedProperties& typed)
{
    broker::lab::MessageProperties message;
    for (const TypedProperty& one : typed) {
        if (!isReadable(one))
            continue;
        applyCommon(one, message);
        if (one.id == PropertyId::TopicAlias)
            message.topicAlias = numberAs<std::uint16_t>(one);
    }
    return message;
}

void applyProperties(const TypedProperties& typed, broker::ClientWill& will)
{
    for (const TypedProperty& one : typed) {
        if (!isReadable(one))
            continue;
        applyCommon(one, will);
        if (one.id == PropertyId::WillDelayInterval)
            will.delay = numberOf(one);
    }
}

void applyProperties(const TypedProperties& typed, broker::ClientOptions& client)
{
    for (const TypedProperty& one : typed) {
        if (isReadable(one))
            applyConnect(one, client);
    }
}

void applyProperties(const TypedProperties& typed, broker::lab::LabSubscription& wanted)
{
    for (const TypedProperty& one : typed) {
        if (!isReadable(one))
            continue;
        if (one.id == PropertyId::SubscriptionIdentifier)
            wanted.identifier = numberOf(one);
        else if (one.id == PropertyId::UserProperty)
            wanted.userProperties.emplace_back(one.name.toStdString(), one.value.toStdString());
    }
}

TypedProperties typedProperties(const broker::lab::MessageProperties& message)
{
    TypedProperties typed;
    addCommon(message, typed);
    if (message.topicAlias != 0)
        typed.push_back(number(PropertyId::TopicAlias, message.topicAlias));
    addPairs(message.userProperties, typed);
    return typed;
}

TypedProperties typedProperties(const broker::ClientWill& will)
{
    TypedProperties typed;
    if (will.delay != 0)
        typed.push_back(number(PropertyId::WillDelayInterval, will.delay));
    addCommon(will, typed);
    addPairs(will.userProperties, typed);
    return typed;
}

TypedProperties typedProperties(const broker::ClientOptions& client)
{
    TypedProperties typed;
    if (client.sessionExpiry != 0)
        typed.push_back(number(PropertyId::SessionExpiryInterval, client.sessionExpiry));
    if (client.receiveMaximum != UINT16_MAX)
        typed.push_back(number(PropertyId::ReceiveMaximum, client.receiveMaximum));
    if (client.maximumPacketSize != 0)
        typed.push_back(number(PropertyId::MaximumPacketSize, client.maximumPacketSize));
    if (client.topicAliasMaximum != 0)
        typed.push_back(number(PropertyId::TopicAliasMaximum, client.topicAliasMaximum));
    if (client.responseInformation)
        typed.push_back(number(PropertyId::RequestResponseInformation, 1));
    if (!client.problemInformation)
        typed.push_back(number(PropertyId::RequestProblemInformation, 0));
    if (!client.authenticationMethod.empty())
        typed.push_back({PropertyId::AuthenticationMethod, text(client.authenticationMethod), {}, false});
    if (!client.authenticationData.empty())
        typed.push_back(binary(PropertyId::AuthenticationData, client.authenticationData));
    addPairs(client.userProperties, typed);
    return typed;
}

TypedProperties typedProperties(const broker::lab::LabSubscription& wanted)
{
    TypedProperties typed;
    if (wanted.identifier != 0)
        typed.push_back(number(PropertyId::SubscriptionIdentifier, wanted.identifier));
    addPairs(wanted.userProperties, typed);
    return typed;
}

QJsonArray typedPropertiesJson(const TypedProperties& typed)
{
    QJsonArray array;
    for (const TypedProperty& one : typed) {
        QJsonObject json{{QStringLiteral("value"), one.value}};
        for (const auto& [id, name] : kNames) {
            if (id == one.id)
                json.insert(QStringLiteral("property"), QLatin1String(name));
        }
        if (propertyInput(one.id) == PropertyInput::Pair)
            json.insert(QStringLiteral("name"), one.name);
        if (one.hex)
            json.insert(QStringLiteral("hex"), true);
        array.append(json);
    }
    return array;
}

TypedProperties typedPropertiesFrom(const QJsonArray& json)
{
    TypedProperties typed;
    for (const QJsonValue& value : json) {
        const QJsonObject one = value.toObject();
        const QString property = one.value(QLatin1String("property")).toString();
        TypedProperty read;
        read.value = one.value(QLatin1String("value")).toString();
        read.name = one.value(QLatin1String("name")).toString();
        read.hex = one.value(QLatin1String("hex")).toBool();
        const auto* const named = std::find_if(kNames.begin(), kNames.end(), [&](const auto& row) {
            return property == QLatin1String(row.second);
        });
        if (named == kNames.end() || typed.size() == kMaxTypedProperties || read.value.size() > kMaxText ||
            read.name.size() > kMaxText)
            continue;
        read.id = named->first;
        const bool twice = !isRepeatable(read.id) &&
                           std::any_of(typed.begin(), typed.end(),
                                       [&](const TypedProperty& before) { return before.id == read.id; });
        if (!twice)
            typed.push_back(std::move(read));
    }
    return typed;
}

QStringList propertyLines(const broker::lab::MessageProperties& message,
                          const std::vector<std::uint32_t>& subscriptionIdentifiers,
                          const teach::Vocabulary& vocabulary)
{
    const auto line = [&](PropertyId id, const QString& value) {
        const QString label = text(vocabulary.label(mqtt::propertyInfo(id).field));
        //: %1 the name of a property, %2 its value
        return QCoreApplication::translate("ClientProperty", "%1: %2").arg(label, value);
    };
    QStringList lines;
    for (const TypedProperty& one : typedProperties(message)) {
        QString value = wireText(one.value.toStdString(), kShownText);
        if (propertyInput(one.id) == PropertyInput::Choice) {
            for (const auto& [number, words] : propertyChoices(one.id, vocabulary)) {
                if (one.value == QString::number(number))
                    value = words;
            }
        } else if (propertyInput(one.id) == PropertyInput::Pair) {
            value = wireText(one.name.toStdString(), kShownText) + QStringLiteral(" = ") + value;
        } else if (const QString unit = propertyUnit(one.id); !unit.isEmpty()) {
            value = QLocale().toString(numberOf(one)) + QStringLiteral("\u202f") + unit;
        }
        lines += line(one.id, value);
    }
    for (const std::uint32_t identifier : subscriptionIdentifiers)
        lines += line(PropertyId::SubscriptionIdentifier, QLocale().toString(identifier));
    return lines;
}

} // namespace mqttscope::ui
