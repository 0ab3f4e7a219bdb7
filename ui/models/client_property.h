// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/client_options.h"
#include "broker/lab/lab_message.h"
#include "dissector/mqtt/property.h"
#include "ui/models/client_topic.h"

#include <QJsonArray>
#include <QString>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace mqttscope::ui {

/// Properties that a client card keeps for one packet; most of them User Properties.
inline constexpr std::size_t kMaxTypedProperties = 50;

/// A property of MQTT 5.0 as it is typed into a client card. With an empty value it is not sent.
struct TypedProperty {
    mqtt::PropertyId id{};
    QString value;
    QString name;     ///< of a User Property
    bool hex = false; ///< binary data are typed in hexadecimal, not as text

    friend bool operator==(const TypedProperty&, const TypedProperty&) = default;
};
/// In the order in which they are shown; that of User Properties is kept.
using TypedProperties = std::vector<TypedProperty>;

/// How a property is typed.
enum class PropertyInput : std::uint8_t {
    Number,
    Choice, ///< one of propertyChoices()
    Text,
    Bytes, ///< text or hexadecimal
    Pair,  ///< name and value
};

/// What else decides whether a property is right.
struct PropertySurroundings {
    std::optional<std::uint16_t> topicAliasMaximum; ///< of the server; none: there is no connection
    bool payloadIsUtf8 = true;
    bool authenticationMethod = false; ///< there is one beside it

    friend bool operator==(const PropertySurroundings&, const PropertySurroundings&) = default;
};

[[nodiscard]] PropertyInput propertyInput(mqtt::PropertyId id);
/// Values that may be chosen, and their words: what counts without the property is not among them.
[[nodiscard]] std::vector<std::pair<std::uint32_t, QString>>
propertyChoices(mqtt::PropertyId id, const teach::Vocabulary& vocabulary);
/// Whether it may stand several times: a User Property.
[[nodiscard]] bool isRepeatable(mqtt::PropertyId id);
/// "s" or "B", empty if it is a plain number.
[[nodiscard]] QString propertyUnit(mqtt::PropertyId id);

/// The number that counts without the property; empty if there is none.
[[nodiscard]] QString propertyDefault(mqtt::PropertyId id);

/// Whether something is typed that is to be sent.
[[nodiscard]] bool isSent(const TypedProperty& typed);
/// Whether it is that and its type can carry it.
[[nodiscard]] bool isReadable(const TypedProperty& typed);
[[nodiscard]] TypedVerdict judgeProperty(const TypedProperty& typed, const PropertySurroundings& around,
                                         const teach::Vocabulary& vocabulary);
/// Whether a PUBLISH may leave its topic out or not: `alias` as typed, `known`: the connection knows it.
[[nodiscard]] TypedVerdict judgeEmptyTopic(std::uint16_t alias, bool known,
                                           const teach::Vocabulary& vocabulary);

/// As the engines take them: what is not readable is left out.
[[nodiscard]] broker::lab::MessageProperties messageProperties(const TypedProperties& typed);
void applyProperties(const TypedProperties& typed, broker::ClientWill& will);
void applyProperties(const TypedProperties& typed, broker::ClientOptions& client);
void applyProperties(const TypedProperties& typed, broker::lab::LabSubscription& wanted);
/// The way back.
[[nodiscard]] TypedProperties typedProperties(const broker::lab::MessageProperties& message);
[[nodiscard]] TypedProperties typedProperties(const broker::ClientWill& will);
[[nodiscard]] TypedProperties typedProperties(const broker::ClientOptions& client);
[[nodiscard]] TypedProperties typedProperties(const broker::lab::LabSubscription& wanted);

/// For a lab file: as they were typed, with the names of the standard's properties as mosquitto writes them.
[[nodiscard]] QJsonArray typedPropertiesJson(const TypedProperties& typed);
/// What makes no sense is left out.
[[nodiscard]] TypedProperties typedPropertiesFrom(const QJsonArray& json);

/// What came with a message, a line each: "Content Type: text/plain". Nothing if nothing came.
[[nodiscard]] QStringList propertyLines(const broker::lab::MessageProperties& message,
                                        const std::vector<std::uint32_t>& subscriptionIdentifiers,
                                        const teach::Vocabulary& vocabulary);

} // namespace mqttscope::ui
