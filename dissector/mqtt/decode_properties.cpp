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

/// The properties of one place, as their Property Length says.
struct Block {
    PropertyPlaces place = 0;
    std::uint32_t start = 0;  ///< position of the first property
    std::uint32_t length = 0; ///< Property Length, which may be a lie
    std::uint64_t seen = 0;   ///< bit n = a property with identifier n was there

    [[nodiscard]] std::uint32_t end() const { return start + length; }
    [[nodiscard]] bool has(const PropertyInfo& info) const { return (seen >> identifierOf(info) & 1U) != 0; }
};

/// Whether the property may stand in this place, from this sender, and again.
template <FieldSink Sink>
void checkPlace(Decoding<Sink>& d, const PropertyInfo& info, const Block& block, ByteRange range)
{
    const std::uint64_t identifier = identifierOf(info);
    if ((info.allowed & block.place) == 0)
        return d.report(IssueCode::PropertyNotAllowed, info.field, range, 0, identifier);
    const bool wrongSender =
        (d.direction() == Direction::ClientToServer && (info.fromServer & block.place) != 0) ||
        (d.direction() == Direction::ServerToClient && (info.fromClient & block.place) != 0);
    if (wrongSender)
        d.report(IssueCode::PropertyWrongSender, info.field, range, 0, identifier);
    if (!block.has(info) || (info.repeated & block.place) != 0)
        return;
    // MQTT 5.0 §3.3.2.3.2 and §3.3.2.3.3 do not say it of these two, §3.1.3.2.3 and §3.1.3.2.4 do.
    const bool unwritten =
        block.place == placeOf(PacketType::Publish) &&
        (info.id == PropertyId::PayloadFormatIndicator || info.id == PropertyId::MessageExpiryInterval);
    d.report(unwritten ? IssueCode::PropertyTwiceInPublish : IssueCode::PropertyTwice, info.field, range, 1,
             identifier);
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
    if (length != vbiLength(identifier) && findProperty(identifier) != nullptr)
        d.report(IssueCode::LengthNotMinimal, FieldId::MqttPropertyId, idRange, vbiLength(identifier),
                 length);
    else
        d.report(IssueCode::PropertyUnknown, FieldId::MqttPropertyId, idRange, 0, identifier);
    d.reader.bytes(FieldId::MqttPropUnknown, end - d.reader.position());
}

template <FieldSink Sink> std::uint32_t peek16(const Decoding<Sink>& d, std::uint32_t ahead)
{
    return static_cast<std::uint32_t>(d.reader.peek(ahead)) << 8 | d.reader.peek(ahead + 1);
}

constexpr FieldId lengthField(const PropertyInfo& info)
{
    return info.id == PropertyId::ContentType ? FieldId::MqttPropLen : FieldId::MqttPropStringLen;
}

/// Bytes that the value at the cursor takes.
template <FieldSink Sink> std::uint32_t valueSize(const Decoding<Sink>& d, PropertyType type)
{
    switch (type) {
    case PropertyType::Byte:
        return 1;
    case PropertyType::TwoByteInteger:
        return 2;
    case PropertyType::FourByteInteger:
        return 4;
    case PropertyType::VariableByteInteger: {
        std::uint32_t size = 1;
        while (size < kMostTolerated && (d.reader.peek(size - 1) & 0x80) != 0)
            ++size;
        return size;
    }
    case PropertyType::Utf8String:
    case PropertyType::BinaryData:
        return 2 + peek16(d, 0);
    case PropertyType::Utf8StringPair: {
        const std::uint32_t name = 2 + peek16(d, 0);
        return name + 2 + peek16(d, name);
    }
    }
    return 0;
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
        value.number = static_cast<std::uint32_t>(d.vbi(vbiFields(info.field)));
        break;
    case PropertyType::Utf8String:
        value.text = d.text(lengthField(info), info.field);
        break;
    case PropertyType::BinaryData:
        value.text = field::asText(d.binary(lengthField(info), info.field));
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

/// The value that the bytes from the cursor on would have, if they were all the property's: generated fields.
template <FieldSink Sink> void reportOverrun(Decoding<Sink>& d, const PropertyInfo& info, std::uint32_t size)
{
    Sink& sink = d.reader.sink();
    const ByteView bytes = d.reader.rest().first(std::min<std::size_t>(size, d.reader.rest().size()));
    const auto text = [&](FieldId lengthId, FieldId id, std::size_t from) {
        const std::size_t length = std::size_t{bytes[from]} << 8 | bytes[from + 1];
        sink.generated(lengthId, FieldValue::of(std::uint64_t{length}));
        sink.generated(id, FieldValue::of(bytes.subspan(from + 2, length)));
        return from + 2 + length;
    };
    if (bytes.size() < size)
        return; // cut by the capture
    switch (info.type) {
    case PropertyType::Byte:
    case PropertyType::TwoByteInteger:
    case PropertyType::FourByteInteger: {
        std::uint64_t number = 0;
        for (const std::uint8_t byte : bytes)
            number = number << 8 | byte;
        return sink.generated(info.field, FieldValue::of(number));
    }
    case PropertyType::VariableByteInteger: {
        std::uint32_t number = 0;
        for (std::size_t i = 0; i < bytes.size() && i <= kMaxVbiBytes; ++i)
            number |= static_cast<std::uint32_t>(bytes[i] & 0x7f) << (7 * i);
        return sink.generated(info.field, FieldValue::of(std::uint64_t{number}));
    }
    case PropertyType::Utf8String:
    case PropertyType::BinaryData:
        text(lengthField(info), info.field, 0);
        return;
    case PropertyType::Utf8StringPair:
        text(FieldId::MqttPropValueLen, FieldId::MqttPropValue,
             text(FieldId::MqttPropKeyLen, FieldId::MqttPropKey, 0));
        return;
    }
}

/// A value that reaches behind the end of the properties, into what comes after them: that keeps its bytes.
template <FieldSink Sink>
void decodeOverrun(Decoding<Sink>& d, const PropertyInfo& info, const Block& block, std::uint32_t size)
{
    const std::uint32_t needed = d.reader.position() - block.start + size;
    const std::uint32_t left = block.end() - d.reader.position();
    if (info.type == PropertyType::VariableByteInteger && size > kMaxVbiBytes && left >= kMaxVbiBytes)
        d.report(IssueCode::VbiTooLong, info.field, {d.reader.offset(), left}, kMaxVbiBytes, size);
    else
        d.report(IssueCode::PropertyLengthLies, FieldId::MqttPropertyLen,
                 {d.options().base + block.start, block.length}, block.length, needed);
    if constexpr (Sink::kWantsFields)
        reportOverrun(d, info, size);
    const std::uint32_t former = d.reader.narrow(left);
    d.reader.undecoded();
    d.reader.widen(former);
}

template <FieldSink Sink>
void decodeKnown(Decoding<Sink>& d, const PropertyInfo& info, Block& block, ByteRange idRange,
                 Properties& properties)
{
    const std::uint32_t size = valueSize(d, info.type);
    // One that reaches behind the packet fails when it is read.
    if (size > block.end() - d.reader.position() && size <= d.reader.remaining())
        return decodeOverrun(d, info, block, size);
    const PropertyValue value = readValue(d, info);
    const ByteRange valueRange{idRange.end(), d.reader.offset() - idRange.end()};
    if (info.id == PropertyId::ServerReference)
        d.setServerReference(valueRange);
    const bool again = block.has(info) && (info.repeated & block.place) == 0;
    if (d.reader.ok() && (info.allowed & block.place) != 0 && !again)
        store(info, value, properties);
    if (d.checks()) {
        checkValue(d, info, valueRange, value);
        checkPlace(d, info, block, idRange);
    }
    block.seen |= std::uint64_t{1} << identifierOf(info);
}

template <FieldSink Sink> void decodeProperty(Decoding<Sink>& d, Block& block, Properties& properties)
{
    d.reader.open(FieldId::MqttProperty);
    const std::uint8_t identifier = d.reader.u8(FieldId::MqttPropertyId);
    const ByteRange idRange = d.reader.last();
    const PropertyInfo* info = findProperty(identifier);
    if (d.reader.ok() && info == nullptr)
        decodeUnknown(d, idRange, identifier, block.end());
    else if (d.reader.ok())
        decodeKnown(d, *info, block, idRange, properties);
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
    if (reader.atEnd()) // [MQTT-2.2.2-1]
        return d.stop(IssueCode::PropertyLengthMissing, FieldId::MqttPropertyLen, d.here(), 1, 0);
    // The group begins once its length is known to be there.
    if (valueSize(d, PropertyType::VariableByteInteger) > reader.remaining()) {
        (void)d.vbi(vbiFields(FieldId::MqttPropertyLen));
        return;
    }
    reader.open(group);
    Block block;
    block.place = place;
    const std::uint64_t length = d.vbi(vbiFields(FieldId::MqttPropertyLen));
    block.length = static_cast<std::uint32_t>(std::min<std::uint64_t>(length, kMaxRemainingLength));
    block.start = reader.position();
    const std::uint32_t left = reader.remaining();
    const bool pastEnd = reader.ok() && length > left;
    if (pastEnd) { // what properties there are can be read, but nothing after them
        d.report(IssueCode::FieldPastEnd, FieldId::MqttPropertyLen, {reader.offset(), left}, length, left);
        reader.expectEnd();
    }
    while (reader.ok() && !reader.atEnd() && reader.position() < block.end())
        decodeProperty(d, block, properties);
    if (pastEnd)
        reader.giveUp();
    if (d.checks())
        checkCombination(d, place, {d.options().base + block.start, block.length}, properties);
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
