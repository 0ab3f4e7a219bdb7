// SPDX-License-Identifier: GPL-3.0-or-later
// MQTT 5.0 §2.2.2 Properties, and the clauses of each property.
#include "dissector/mqtt/decoding.h"
#include "dissector/mqtt/reason_code.h"

namespace mqttscope::mqtt {
namespace {

/// What a property's value was: the number of an integer, or the text.
struct PropertyValue {
    std::uint32_t number = 0;
    std::string_view text;
    std::string_view name; ///< of a User Property
};

constexpr std::uint64_t identifierOf(const PropertyInfo& info)
{
    return static_cast<std::uint64_t>(info.id);
}

template <FieldSink Sink> PropertyValue readValue(Decoding<Sink>& d, const PropertyInfo& info)
{
    PropertyValue value;
    switch (info.type) {
    case PropertyType::Byte:
        value.number = d.reader.u8(info.field);
        break;
    case PropertyType::TwoByteInteger:
        value.number = d.reader.u16(info.field);
        break;
    case PropertyType::FourByteInteger:
        value.number = d.reader.u32(info.field);
        break;
    case PropertyType::VariableByteInteger:
        value.number = d.vbi(vbiFields(info.field));
        break;
    case PropertyType::Utf8String:
        value.text =
            d.text(info.id == PropertyId::ContentType ? FieldId::MqttPropLen : FieldId::MqttPropStringLen,
                   info.field);
        break;
    case PropertyType::BinaryData:
        value.text = field::asText(d.binary(FieldId::MqttPropStringLen, info.field));
        break;
    case PropertyType::Utf8StringPair:
        d.reader.open(info.field);
        value.name = d.text(FieldId::MqttPropKeyLen, FieldId::MqttPropKey);
        value.text = d.text(FieldId::MqttPropValueLen, FieldId::MqttPropValue);
        d.reader.close(info.field);
        break;
    }
    return value;
}

void store(const PropertyInfo& info, const PropertyValue& value, Properties& properties)
{
    switch (info.type) {
    case PropertyType::Byte:
    case PropertyType::TwoByteInteger:
    case PropertyType::FourByteInteger:
        properties.setNumber(info.id, value.number);
        break;
    case PropertyType::VariableByteInteger:
        properties.addSubscriptionIdentifier(value.number);
        break;
    case PropertyType::Utf8String:
    case PropertyType::BinaryData:
        properties.setText(info.id, value.text);
        break;
    case PropertyType::Utf8StringPair:
        properties.addUserProperty(value.name, value.text);
        break;
    }
}

/// Values that no type excludes but a clause does.
template <FieldSink Sink>
void checkValue(Decoding<Sink>& d, const PropertyInfo& info, ByteRange range, const PropertyValue& value)
{
    switch (info.id) {
    case PropertyId::ReceiveMaximum:
    case PropertyId::MaximumPacketSize:
    case PropertyId::SubscriptionIdentifier:
        if (value.number == 0)
            d.report(IssueCode::PropertyValueZero, info.field, range, 1, identifierOf(info));
        break;
    case PropertyId::TopicAlias:
        if (value.number == 0) // [MQTT-3.3.2-8]
            d.report(IssueCode::TopicAliasZero, info.field, range, 1, 0);
        break;
    case PropertyId::PayloadFormatIndicator:
    case PropertyId::RequestProblemInformation:
    case PropertyId::RequestResponseInformation:
    case PropertyId::MaximumQos:
    case PropertyId::RetainAvailable:
    case PropertyId::WildcardSubscriptionAvailable:
    case PropertyId::SubscriptionIdentifierAvailable:
    case PropertyId::SharedSubscriptionAvailable:
        if (value.number > 1)
            d.report(IssueCode::PropertyValueRange, info.field, range, 1, value.number);
        break;
    case PropertyId::ResponseTopic:
        d.checkName(info.field, value.text, IssueCode::TopicEmpty, IssueCode::ResponseTopicWildcard);
        break;
    case PropertyId::MessageExpiryInterval:
    case PropertyId::ContentType:
    case PropertyId::CorrelationData:
    case PropertyId::SessionExpiryInterval:
    case PropertyId::AssignedClientIdentifier:
    case PropertyId::ServerKeepAlive:
    case PropertyId::AuthenticationMethod:
    case PropertyId::AuthenticationData:
    case PropertyId::WillDelayInterval:
    case PropertyId::ResponseInformation:
    case PropertyId::ServerReference:
    case PropertyId::ReasonString:
    case PropertyId::TopicAliasMaximum:
    case PropertyId::UserProperty:
        break;
    }
}

/// Whether the property may stand in this place, from this sender, and again. `seen` has a bit per
/// identifier.
template <FieldSink Sink>
void checkPlace(Decoding<Sink>& d, const PropertyInfo& info, PropertyPlaces place, ByteRange range,
                std::uint64_t& seen)
{
    const std::uint64_t identifier = identifierOf(info);
    if ((info.allowed & place) == 0) {
        d.report(IssueCode::PropertyNotAllowed, info.field, range, 0, identifier);
        return;
    }
    const bool wrongSender = (d.direction() == Direction::ClientToServer && (info.fromServer & place) != 0) ||
                             (d.direction() == Direction::ServerToClient && (info.fromClient & place) != 0);
    if (wrongSender)
        d.report(IssueCode::PropertyWrongSender, info.field, range, 0, identifier);
    const std::uint64_t bit = std::uint64_t{1} << identifier;
    if ((seen & bit) != 0 && (info.repeated & place) == 0) {
        // MQTT 5.0 §3.3.2.3.2 and §3.3.2.3.3 do not say it of these two, §3.1.3.2.3 and §3.1.3.2.4 do.
        const bool unwritten =
            place == placeOf(PacketType::Publish) &&
            (info.id == PropertyId::PayloadFormatIndicator || info.id == PropertyId::MessageExpiryInterval);
        d.report(unwritten ? IssueCode::PropertyTwiceInPublish : IssueCode::PropertyTwice, info.field, range,
                 1, identifier);
    }
    seen |= bit;
}

/// An identifier that no row has: what follows cannot be told apart, up to the end of the properties.
template <FieldSink Sink>
void decodeUnknown(Decoding<Sink>& d, ByteRange idRange, std::uint32_t first, std::uint32_t end)
{
    // The identifier is a Variable Byte Integer; all that exist have one byte.
    std::uint32_t identifier = first & 0x7f;
    std::uint32_t length = 1;
    for (std::uint32_t byte = first; (byte & 0x80) != 0 && length < kMaxVbiBytes; ++length) {
        byte = d.reader.peek(length - 1);
        identifier |= (byte & 0x7f) << (7 * length);
    }
    if (d.options().reportIssues && length != vbiLength(identifier) && findProperty(identifier) != nullptr)
        d.report(IssueCode::LengthNotMinimal, FieldId::MqttPropertyId, idRange, vbiLength(identifier),
                 length);
    else
        d.report(IssueCode::PropertyUnknown, FieldId::MqttPropertyId, idRange, 0, identifier);
    d.reader.bytes(FieldId::MqttPropUnknown, end - d.reader.position());
}

template <FieldSink Sink>
void decodeProperty(Decoding<Sink>& d, PropertyPlaces place, std::uint32_t end, std::uint64_t& seen,
                    Properties& properties)
{
    d.reader.open(FieldId::MqttProperty);
    const std::uint8_t identifier = d.reader.u8(FieldId::MqttPropertyId);
    const ByteRange idRange = d.reader.last();
    const PropertyInfo* info = findProperty(identifier);
    if (d.reader.ok() && info == nullptr)
        decodeUnknown(d, idRange, identifier, end);
    if (d.reader.ok() && info != nullptr) {
        const PropertyValue value = readValue(d, *info);
        const ByteRange valueRange{idRange.end(), d.reader.offset() - idRange.end()};
        if (info->id == PropertyId::ServerReference)
            d.setServerReference(valueRange);
        const bool again = (seen >> identifierOf(*info) & 1U) != 0 && (info->repeated & place) == 0;
        if (d.reader.ok() && (info->allowed & place) != 0 && !again)
            store(*info, value, properties);
        if (d.checks()) {
            checkValue(d, *info, valueRange, value);
            checkPlace(d, *info, place, idRange, seen);
        }
        seen |= std::uint64_t{1} << identifierOf(*info);
    }
    d.reader.close(FieldId::MqttProperty);
}

template <FieldSink Sink>
void checkCombination(Decoding<Sink>& d, PropertyPlaces place, ByteRange range, const Properties& properties)
{
    const bool method = properties.has(PropertyId::AuthenticationMethod);
    if (place == placeOf(PacketType::Connect) && properties.has(PropertyId::AuthenticationData) && !method)
        d.report(IssueCode::AuthDataWithoutMethod, FieldId::MqttPropAuthenticationData, range);
    if (place == placeOf(PacketType::Auth) && !method)
        d.report(IssueCode::AuthMethodMissing, FieldId::MqttPropAuthenticationMethod, range);
}

} // namespace

template <FieldSink Sink>
void decodeProperties(Decoding<Sink>& d, FieldId group, PropertyPlaces place, Properties& properties)
{
    auto& reader = d.reader;
    if (!reader.ok())
        return;
    reader.open(group);
    if (reader.atEnd()) { // [MQTT-2.2.2-1]
        d.stop(IssueCode::PropertyLengthMissing, FieldId::MqttPropertyLen, d.here(), 1, 0);
        reader.close(group);
        return;
    }
    const std::uint32_t length = d.vbi(vbiFields(FieldId::MqttPropertyLen));
    const std::uint32_t start = reader.position();
    const std::uint32_t left = reader.remaining();
    if (reader.ok() && length > left)
        d.stop(IssueCode::FieldPastEnd, FieldId::MqttPropertyLen, {reader.offset(), left}, length, left);
    const std::uint32_t end = start + std::min(length, left);
    std::uint64_t seen = 0;
    // A property that reaches behind `end` is read all the same: its own length says where the next field is.
    while (reader.ok() && reader.position() < end)
        decodeProperty(d, place, end, seen, properties);
    if (reader.ok() && reader.position() > end)
        d.report(IssueCode::PropertyLengthLies, FieldId::MqttPropertyLen,
                 {d.options().base + start, reader.position() - start}, length, reader.position() - start);
    if (d.checks())
        checkCombination(d, place, {d.options().base + start, length}, properties);
    reader.close(group);
}

template <FieldSink Sink>
void checkServerReference(Decoding<Sink>& d, std::uint8_t reasonCode, const Properties& properties)
{
    const bool fits = reasonCode == static_cast<std::uint8_t>(ReasonCode::UseAnotherServer) ||
                      reasonCode == static_cast<std::uint8_t>(ReasonCode::ServerMoved);
    if (d.checks() && !fits && properties.has(PropertyId::ServerReference))
        d.report(IssueCode::ServerReferenceCode, FieldId::MqttPropServerReference, d.serverReference(), 0,
                 reasonCode);
}

template void decodeProperties(Decoding<field::NullSink>&, FieldId, PropertyPlaces, Properties&);
template void decodeProperties(Decoding<field::SelectSink>&, FieldId, PropertyPlaces, Properties&);
template void decodeProperties(Decoding<field::TreeSink>&, FieldId, PropertyPlaces, Properties&);
template void checkServerReference(Decoding<field::NullSink>&, std::uint8_t, const Properties&);
template void checkServerReference(Decoding<field::SelectSink>&, std::uint8_t, const Properties&);
template void checkServerReference(Decoding<field::TreeSink>&, std::uint8_t, const Properties&);

} // namespace mqttscope::mqtt
