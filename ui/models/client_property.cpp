// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/client_property.h"

#include "dissector/field/field_table.h"
#include "dissector/field/issue.h"
#include "dissector/mqtt/topic.h"
#include "dissector/mqtt/utf8.h"
#include "teach/vocabulary.h"
#include "ui/models/client_payload.h"
#include "ui/models/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace mqttscope::ui {
namespace {

using field::IssueCode;
using mqtt::PropertyId;
using mqtt::PropertyType;

constexpr std::uint64_t kMaxVariableByteInteger = 268'435'455;

QString translated(const char* sentence)
{
    return QCoreApplication::translate("ClientProperty", sentence);
}

TypedVerdict wrong(const QString& sentence, qsizetype position = -1, qsizetype length = 0)
{
    return {false, sentence, position, length};
}

/// What the decoder says of such a packet.
TypedVerdict broken(IssueCode code, field::FieldId field, std::uint64_t expected, std::uint64_t found,
                    const teach::Vocabulary& vocabulary)
{
    field::Issue issue;
    issue.code = code;
    issue.field = field;
    issue.expected = expected;
    issue.found = found;
    return wrong(text(vocabulary.issue(issue, mqtt::Version::V50)));
}

std::uint64_t largest(PropertyId id)
{
    switch (mqtt::propertyInfo(id).type) {
    case PropertyType::Byte:
        return 0xff;
    case PropertyType::TwoByteInteger:
        return 0xffff;
    case PropertyType::VariableByteInteger:
        return kMaxVariableByteInteger;
    case PropertyType::FourByteInteger:
    case PropertyType::Utf8String:
    case PropertyType::BinaryData:
    case PropertyType::Utf8StringPair:
        break;
    }
    return 0xffff'ffff;
}

TypedVerdict judgeAlias(std::uint64_t alias, const PropertySurroundings& around,
                        const teach::Vocabulary& vocabulary)
{
    const field::FieldId field = mqtt::propertyInfo(PropertyId::TopicAlias).field;
    if (alias == 0) // [MQTT-3.3.2-8]
        return broken(IssueCode::TopicAliasZero, field, 1, 0, vocabulary);
    if (!around.topicAliasMaximum || alias <= *around.topicAliasMaximum)
        return {};
    return broken(*around.topicAliasMaximum == 0 ? IssueCode::TopicAliasUnannounced   // [MQTT-3.2.2-18]
                                                 : IssueCode::TopicAliasAboveMaximum, // [MQTT-3.3.2-9]
                  field, *around.topicAliasMaximum, alias, vocabulary);
}

bool isNeverZero(PropertyId id)
{
    return id == PropertyId::ReceiveMaximum || id == PropertyId::MaximumPacketSize ||
           id == PropertyId::SubscriptionIdentifier || id == PropertyId::TopicAlias;
}

std::optional<std::uint64_t> typedNumber(const TypedProperty& typed)
{
    bool ok = false;
    const qulonglong number = typed.value.trimmed().toULongLong(&ok);
    return ok ? std::optional<std::uint64_t>(number) : std::nullopt;
}

TypedPayload typedBytes(const TypedProperty& typed)
{
    return readTypedPayload(typed.hex ? PayloadInput::Hex : PayloadInput::Text, typed.value);
}

TypedVerdict judgeNumber(const TypedProperty& typed, const PropertySurroundings& around,
                         const teach::Vocabulary& vocabulary)
{
    const std::optional<std::uint64_t> number = typedNumber(typed);
    if (!number)
        return wrong(translated(QT_TRANSLATE_NOOP("ClientProperty", "not a whole number")));
    if (*number > largest(typed.id))
        //: %1 a number
        return wrong(translated(QT_TRANSLATE_NOOP("ClientProperty", "%1 is the largest number"))
                         .arg(QLocale().toString(static_cast<qulonglong>(largest(typed.id)))));
    if (typed.id == PropertyId::TopicAlias)
        return judgeAlias(*number, around, vocabulary);
    if (isNeverZero(typed.id) && *number == 0)
        return broken(IssueCode::PropertyValueZero, mqtt::propertyInfo(typed.id).field, 1,
                      static_cast<std::uint64_t>(typed.id), vocabulary);
    return {};
}

TypedVerdict judgeLength(const QString& typed)
{
    return typed.toUtf8().size() > kMaxTopicBytes
               ? wrong(translated(QT_TRANSLATE_NOOP("ClientProperty", "longer than 65,535 bytes")))
               : TypedVerdict{};
}

TypedVerdict judgeResponseTopic(const QString& typed, const teach::Vocabulary& vocabulary)
{
    const QByteArray bytes = typed.toUtf8();
    const mqtt::TopicCheck check =
        mqtt::checkTopicName({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (check.fault != mqtt::TopicFault::Wildcard)
        return {};
    TypedVerdict verdict =
        broken(IssueCode::ResponseTopicWildcard, mqtt::propertyInfo(PropertyId::ResponseTopic).field, 0,
               check.offset, vocabulary); // [MQTT-3.3.2-14]
    verdict.position = QString::fromUtf8(bytes.left(check.offset)).size();
    verdict.length = 1;
    return verdict;
}

TypedVerdict judgeBytes(const TypedProperty& typed, const PropertySurroundings& around,
                        const teach::Vocabulary& vocabulary)
{
    const TypedPayload read = typedBytes(typed);
    if (!read.verdict.ok)
        return read.verdict;
    if (read.bytes.size() > static_cast<std::size_t>(kMaxTopicBytes))
        return wrong(translated("longer than 65,535 bytes"));
    if (typed.id == PropertyId::AuthenticationData && !around.authenticationMethod)
        return broken(IssueCode::AuthDataWithoutMethod, mqtt::propertyInfo(typed.id).field, 0, 0, vocabulary);
    return {};
}

} // namespace

PropertyInput propertyInput(PropertyId id)
{
    switch (mqtt::propertyInfo(id).type) {
    case PropertyType::Byte:
        return PropertyInput::Choice;
    case PropertyType::TwoByteInteger:
    case PropertyType::FourByteInteger:
    case PropertyType::VariableByteInteger:
        return PropertyInput::Number;
    case PropertyType::Utf8String:
        return PropertyInput::Text;
    case PropertyType::BinaryData:
        return PropertyInput::Bytes;
    case PropertyType::Utf8StringPair:
        return PropertyInput::Pair;
    }
    return PropertyInput::Text;
}

std::vector<std::pair<std::uint32_t, QString>> propertyChoices(PropertyId id,
                                                               const teach::Vocabulary& vocabulary)
{
    const field::FieldId field = mqtt::propertyInfo(id).field;
    if (id == PropertyId::PayloadFormatIndicator)
        return {{1, QStringLiteral("1 · ") + text(vocabulary.valueName(field, 1))},
                {0, QStringLiteral("0 · ") + text(vocabulary.valueName(field, 0))}};
    if (id == PropertyId::RequestProblemInformation)
        return {{0, QStringLiteral("0 · ") +
                        translated(QT_TRANSLATE_NOOP("ClientProperty", "no Reason String in answers"))}};
    return {{1, QStringLiteral("1 · ") +
                    translated(QT_TRANSLATE_NOOP("ClientProperty", "Response Information wanted"))}};
}

bool isRepeatable(PropertyId id)
{
    return id == PropertyId::UserProperty;
}

QString propertyUnit(PropertyId id)
{
    switch (field::fieldInfo(mqtt::propertyInfo(id).field).unit) { // NOLINT: no other unit stands there
    case field::Unit::Seconds:
        return QStringLiteral("s");
    case field::Unit::Bytes:
        //: the unit byte
        return translated(QT_TRANSLATE_NOOP("ClientProperty", "B"));
    default:
        return {};
    }
}

QString propertyDefault(PropertyId id)
{
    if (id == PropertyId::ReceiveMaximum)
        return QStringLiteral("65535");
    const bool zero = id == PropertyId::SessionExpiryInterval || id == PropertyId::WillDelayInterval ||
                      id == PropertyId::TopicAliasMaximum;
    return zero ? QStringLiteral("0") : QString();
}

bool isSent(const TypedProperty& typed)
{
    return propertyInput(typed.id) == PropertyInput::Choice || !typed.value.isEmpty() ||
           !typed.name.isEmpty();
}

bool isReadable(const TypedProperty& typed)
{
    if (!isSent(typed))
        return false;
    switch (propertyInput(typed.id)) {
    case PropertyInput::Number:
    case PropertyInput::Choice: {
        const std::optional<std::uint64_t> number = typedNumber(typed);
        return number && *number <= largest(typed.id) && (*number != 0 || !isNeverZero(typed.id));
    }
    case PropertyInput::Bytes:
        return typedBytes(typed).verdict.ok &&
               typedBytes(typed).bytes.size() <= static_cast<std::size_t>(kMaxTopicBytes);
    case PropertyInput::Text:
    case PropertyInput::Pair:
        return judgeLength(typed.name).ok && judgeLength(typed.value).ok;
    }
    return false;
}

TypedVerdict judgeProperty(const TypedProperty& typed, const PropertySurroundings& around,
                           const teach::Vocabulary& vocabulary)
{
    if (!isSent(typed))
        return {};
    switch (propertyInput(typed.id)) {
    case PropertyInput::Number:
        return judgeNumber(typed, around, vocabulary);
    case PropertyInput::Choice:
        // MQTT 5.0 §3.3.2.3.2: a payload that is said to be UTF-8 is that.
        if (typed.id == PropertyId::PayloadFormatIndicator && typed.value == QLatin1String("1") &&
            !around.payloadIsUtf8)
            return broken(IssueCode::PayloadNotUtf8, field::FieldId::MqttMsg, 0, 0, vocabulary);
        return {};
    case PropertyInput::Text:
        if (const TypedVerdict length = judgeLength(typed.value); !length.ok)
            return length;
        return typed.id == PropertyId::ResponseTopic ? judgeResponseTopic(typed.value, vocabulary)
                                                     : TypedVerdict{};
    case PropertyInput::Bytes:
        return judgeBytes(typed, around, vocabulary);
    case PropertyInput::Pair:
        if (const TypedVerdict length = judgeLength(typed.name); !length.ok)
            return length;
        return judgeLength(typed.value);
    }
    return {};
}

TypedVerdict judgeEmptyTopic(std::uint16_t alias, bool known, const teach::Vocabulary& vocabulary)
{
    if (alias == 0)
        return broken(IssueCode::TopicEmptyNoAlias, field::FieldId::MqttTopic, 0, 0, vocabulary);
    if (!known)
        return broken(IssueCode::TopicAliasUnknown, field::FieldId::MqttTopic, 0, alias, vocabulary);
    return {};
}

} // namespace mqttscope::ui
