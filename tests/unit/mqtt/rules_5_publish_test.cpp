// SPDX-License-Identifier: GPL-3.0-or-later
// MQTT 5.0: PUBLISH and its acknowledgements.
#include "tests/unit/mqtt/rule_case.h"

namespace mqttscope::test {
namespace {

constexpr Version kV = Version::V50;

/// A QoS 0 PUBLISH to topic "t" with these properties and this payload.
Bytes publish(const Bytes& properties, const Bytes& payload = {})
{
    Bytes body{0x00, 0x01, 't', static_cast<std::uint8_t>(properties.size())};
    body.insert(body.end(), properties.begin(), properties.end());
    body.insert(body.end(), payload.begin(), payload.end());
    return frame(0x30, body);
}

/// One to another topic, without properties.
Bytes publishTo(const Bytes& topic)
{
    Bytes body{0x00, static_cast<std::uint8_t>(topic.size())};
    body.insert(body.end(), topic.begin(), topic.end());
    body.push_back(0);
    return frame(0x30, body);
}

const Bytes kPublish = publish({});

const RuleCase kRules[] = {
    {"MQTT-2.2.1-3", "PUBLISH of a client with identifier 0", kV, kFromClient,
     raw("\x32\x06\x00\x01t\x00\x00\x00"), IssueCode::PacketIdZero, Severity::ProtocolError,
     raw("\x32\x06\x00\x01t\x00\x01\x00")},
    {"MQTT-2.2.1-4", "PUBLISH of a server with identifier 0", kV, kFromServer,
     raw("\x34\x06\x00\x01t\x00\x00\x00"), IssueCode::PacketIdZeroFromServer, Severity::ProtocolError,
     raw("\x34\x06\x00\x01t\x00\x01\x00")},
    {"MQTT-2.2.1-5", "PUBREC with identifier 0", kV, kFromServer, raw("\x50\x02\x00\x00"),
     IssueCode::AckPacketIdZero, Severity::ProtocolError, raw("\x50\x02\x00\x01")},
    {"MQTT-2.2.2-1", "PUBLISH without Property Length", kV, kFromClient, raw("\x30\x03\x00\x01t"),
     IssueCode::PropertyLengthMissing, Severity::Malformed, kPublish},
    {"MQTT-3.3.1-2", "DUP with QoS 0", kV, kFromClient, raw("\x38\x04\x00\x01t\x00"), IssueCode::DupWithQos0,
     Severity::Malformed, kPublish},
    {"MQTT-4.3.1-1", "DUP with QoS 0", kV, kFromServer, raw("\x39\x04\x00\x01t\x00"), IssueCode::DupWithQos0,
     Severity::Malformed, kPublish},
    {"MQTT-3.3.1-4", "QoS 3", kV, kFromClient, raw("\x36\x06\x00\x01t\x00\x01\x00"), IssueCode::QosReserved,
     Severity::Malformed, raw("\x3c\x06\x00\x01t\x00\x01\x00")},
    {"MQTT-3.3.2-1", "Topic Name not UTF-8", kV, kFromClient, publishTo(raw("\x80")), IssueCode::Utf8Invalid,
     Severity::Malformed, publishTo(raw("\xc2\xa0"))},
    {"MQTT-3.3.2-2", "# in a Topic Name", kV, kFromClient, publishTo(raw("#")), IssueCode::TopicWildcard,
     Severity::ProtocolError, publishTo(raw("h"))},
    {"MQTT-4.7.0-1", "+ in a Topic Name", kV, kFromServer, publishTo(raw("+/t")), IssueCode::TopicWildcard,
     Severity::ProtocolError, publishTo(raw("p/t"))},
    {"MQTT-4.7.3-2", "U+0000 in a Topic Name", kV, kFromClient, publishTo(raw("t\x00")), IssueCode::Utf8Nul,
     Severity::Malformed, publishTo(raw("t\xe2\x82\xac"))},
    {"MQTT5-§1.5.4-disallowed-code-points", "a non-character", kV, kFromClient,
     publishTo(raw("\xef\xbf\xbf")), IssueCode::Utf8Disallowed, Severity::Warning,
     publishTo(raw("\xef\xbf\xbd"))},
    {"MQTT-3.3.2-8", "Topic Alias 0", kV, kFromClient, publish(raw("\x23\x00\x00")),
     IssueCode::TopicAliasZero, Severity::ProtocolError, publish(raw("\x23\x00\x01"))},
    {"MQTT5-§3.3.4-alias-invalid", "Topic Alias 0", kV, kFromServer, publish(raw("\x23\x00\x00")),
     IssueCode::TopicAliasZero, Severity::ProtocolError, publish(raw("\x23\xff\xff"))},
    {"MQTT-3.3.2-13", "Response Topic not UTF-8", kV, kFromClient, publish(raw("\x08\x00\x01\xff")),
     IssueCode::Utf8Invalid, Severity::Malformed, publish(raw("\x08\x00\x01r"))},
    {"MQTT-3.3.2-14", "wildcard in a Response Topic", kV, kFromClient, publish(raw("\x08\x00\x01+")),
     IssueCode::ResponseTopicWildcard, Severity::ProtocolError, publish(raw("\x08\x00\x01-"))},
    {"MQTT-3.3.2-19", "Content Type not UTF-8", kV, kFromClient, publish(raw("\x03\x00\x01\xff")),
     IssueCode::Utf8Invalid, Severity::Malformed, publish(raw("\x03\x00\x01t\x09\x00\x01\xff"))},
    {"MQTT-3.3.4-6", "Subscription Identifier of a client", kV, kFromClient, publish(raw("\x0b\x01")),
     IssueCode::PropertyWrongSender, Severity::ProtocolError, kPublish},
    {"MQTT5-§3.3.2.3.8-subid-zero", "Subscription Identifier 0", kV, kFromServer, publish(raw("\x0b\x00")),
     IssueCode::PropertyValueZero, Severity::ProtocolError, publish(raw("\x0b\x01\x0b\x02"))},
    {"MQTT-1.5.5-1", "Subscription Identifier in two bytes", kV, kFromServer, publish(raw("\x0b\x81\x00")),
     IssueCode::LengthNotMinimal, Severity::Malformed, publish(raw("\x0b\x80\x01"))},
    {"MQTT5-§1.5.5-vbi-too-long", "Subscription Identifier in five bytes", kV, kFromServer,
     publish(raw("\x0b\x81\x80\x80\x80\x00")), IssueCode::VbiTooLong, Severity::Malformed,
     publish(raw("\x0b\x81\x80\x80\x01"))},
    {"MQTT5-§1.5.5-vbi-too-long", "Subscription Identifier that never ends", kV, kFromServer,
     publish(raw("\x0b\xff\xff\xff\xff"), raw("p")), IssueCode::VbiTooLong, Severity::Malformed,
     publish(raw("\x0b\xff\xff\xff\x7f"), raw("p"))},
    {"MQTT5-§3.3.2.3.2-property-twice", "Payload Format Indicator twice", kV, kFromClient,
     publish(raw("\x01\x00\x01\x00")), IssueCode::PropertyTwiceInPublish, Severity::ProtocolError,
     publish(raw("\x01\x00"))},
    {"MQTT5-§3.3.2.3.2-property-twice", "Message Expiry Interval twice", kV, kFromClient,
     publish(raw("\x02\x00\x00\x00\x01\x02\x00\x00\x00\x01")), IssueCode::PropertyTwiceInPublish,
     Severity::ProtocolError, publish(raw("\x02\x00\x00\x00\x01"))},
    {"MQTT5-§3.x-property-twice", "Topic Alias twice", kV, kFromClient,
     publish(raw("\x23\x00\x01\x23\x00\x01")), IssueCode::PropertyTwice, Severity::ProtocolError,
     publish(raw("\x23\x00\x01"))},
    {"MQTT5-§3.1.3.2.3-payload-format", "payload not UTF-8", kV, kFromClient,
     publish(raw("\x01\x01"), raw("\xff")), IssueCode::PayloadNotUtf8, Severity::Warning,
     publish(raw("\x01\x00"), raw("\xff"))},
    {"MQTT5-§3.1.3.2.3-payload-format-value", "indicator 2", kV, kFromClient, publish(raw("\x01\x02")),
     IssueCode::PropertyValueRange, Severity::ProtocolError, publish(raw("\x01\x01"))},
    {"MQTT5-§3.3.2.1-no-topic-no-alias", "no topic, no alias", kV, kFromClient, publishTo({}),
     IssueCode::TopicEmptyNoAlias, Severity::ProtocolError, raw("\x30\x06\x00\x00\x03\x23\x00\x01")},
    {"MQTT-4.7.3-1", "no topic, no alias", kV, kFromServer, publishTo({}), IssueCode::TopicEmptyNoAlias,
     Severity::ProtocolError, kPublish},
    {"MQTT5-§1.5-field-past-end", "Property Length longer than the packet", kV, kFromClient,
     raw("\x30\x05\x00\x01t\x02\x01"), IssueCode::FieldPastEnd, Severity::Unreadable,
     raw("\x30\x06\x00\x01t\x02\x01\x00")},
    {"MQTT5-§2.2.2.2-property-not-allowed", "Reason String in PUBLISH", kV, kFromClient,
     publish(raw("\x1f\x00\x01r")), IssueCode::PropertyNotAllowed, Severity::Malformed, kPublish},
    {"MQTT-3.4.2-1", "code of another packet in PUBACK", kV, kFromServer, raw("\x40\x03\x00\x01\x92"),
     IssueCode::ReasonCodeUnknown, Severity::ProtocolError, raw("\x40\x03\x00\x01\x10")},
    {"MQTT-3.4.2-1", "code of the server in PUBACK", kV, kFromClient, raw("\x40\x03\x00\x01\x10"),
     IssueCode::ReasonCodeSentBy, Severity::ProtocolError, raw("\x40\x03\x00\x01\x97")},
    {"MQTT-3.5.2-1", "code of another packet in PUBREC", kV, kFromServer, raw("\x50\x03\x00\x01\x01"),
     IssueCode::ReasonCodeUnknown, Severity::ProtocolError, raw("\x50\x03\x00\x01\x80")},
    {"MQTT-3.6.1-1", "flags of PUBREL", kV, kFromClient, raw("\x60\x02\x00\x01"), IssueCode::PubrelFlags,
     Severity::Malformed, raw("\x62\x02\x00\x01")},
    {"MQTT-3.6.2-1", "code of another packet in PUBREL", kV, kFromClient, raw("\x62\x03\x00\x01\x80"),
     IssueCode::ReasonCodeUnknown, Severity::ProtocolError, raw("\x62\x03\x00\x01\x92")},
    {"MQTT-3.7.2-1", "code of another packet in PUBCOMP", kV, kFromServer, raw("\x70\x04\x00\x01\x10\x00"),
     IssueCode::ReasonCodeUnknown, Severity::ProtocolError, raw("\x70\x04\x00\x01\x92\x00")},
    {"MQTT5-§2.4-unknown-reason-code", "code outside the table", kV, kFromServer, raw("\x40\x03\x00\x01\xff"),
     IssueCode::ReasonCodeUnknown, Severity::ProtocolError, raw("\x40\x03\x00\x01\x00")},
    {"MQTT5-§3.4.2.1-short-ack", "PUBACK of one byte", kV, kFromServer, raw("\x40\x01\x00"),
     IssueCode::AckLength, Severity::Unreadable, raw("\x40\x02\x00\x01")},
    {"MQTT5-§2.1.4-trailing-bytes", "a byte behind the PUBACK", kV, kFromServer,
     raw("\x40\x05\x00\x01\x00\x00\x00"), IssueCode::TrailingBytes, Severity::Malformed,
     raw("\x40\x04\x00\x01\x00\x00")},
};

} // namespace

std::span<const RuleCase> rules5Publish()
{
    return kRules;
}

} // namespace mqttscope::test
