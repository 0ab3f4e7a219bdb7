// SPDX-License-Identifier: GPL-3.0-or-later
// MQTT 5.0: CONNECT and CONNACK.
#include "tests/unit/mqtt/rule_case.h"

namespace mqttscope::test {
namespace {

constexpr Version kV = Version::V50;

/// A CONNECT: Connect Flags, then what follows Keep Alive: properties and payload.
Bytes connect(std::uint8_t flags, const Bytes& rest)
{
    Bytes body = raw("\x00\x04MQTT\x05");
    body.insert(body.end(), {flags, 0x00, 0x3c});
    body.insert(body.end(), rest.begin(), rest.end());
    return frame(0x10, body);
}

/// One with these properties.
Bytes connectWith(const Bytes& properties)
{
    Bytes rest{static_cast<std::uint8_t>(properties.size())};
    rest.insert(rest.end(), properties.begin(), properties.end());
    rest.insert(rest.end(), {0x00, 0x01, 'k'});
    return connect(0x02, rest);
}

/// One whose will has these properties and this payload.
Bytes connectWithWill(const Bytes& properties, const Bytes& payload = {})
{
    Bytes rest{0x00, 0x00, 0x01, 'k', static_cast<std::uint8_t>(properties.size())};
    rest.insert(rest.end(), properties.begin(), properties.end());
    rest.insert(rest.end(), {0x00, 0x01, 'w', 0x00, static_cast<std::uint8_t>(payload.size())});
    rest.insert(rest.end(), payload.begin(), payload.end());
    return connect(0x06, rest);
}

/// A CONNACK: flags, reason code, properties.
Bytes connack(std::uint8_t flags, std::uint8_t code, const Bytes& properties = {})
{
    Bytes body{flags, code, static_cast<std::uint8_t>(properties.size())};
    body.insert(body.end(), properties.begin(), properties.end());
    return frame(0x20, body);
}

const Bytes kConnect = connect(0x02, raw("\x00\x00\x01k"));
const Bytes kConnack = connack(0, 0);
const Bytes kWill = connectWithWill({});

const RuleCase kRules[] = {
    {"MQTT-1.5.4-1", "User Name not UTF-8", kV, kFromClient, connect(0x82, raw("\x00\x00\x01k\x00\x01\xff")),
     IssueCode::Utf8Invalid, Severity::Malformed, connect(0x82, raw("\x00\x00\x01k\x00\x02\xc3\xbf"))},
    {"MQTT-1.5.4-2", "U+0000 in the ClientID", kV, kFromClient, connect(0x02, raw("\x00\x00\x02k\x00")),
     IssueCode::Utf8Nul, Severity::Malformed, connect(0x02, raw("\x00\x00\x02kk"))},
    {"MQTT-1.5.5-1", "Property Length in two bytes", kV, kFromClient, connect(0x02, raw("\x80\x00\x00\x01k")),
     IssueCode::LengthNotMinimal, Severity::Malformed, kConnect},
    {"MQTT-1.5.5-1", "property identifier in two bytes", kV, kFromClient,
     connectWith(raw("\xa1\x00\x00\x05")), IssueCode::LengthNotMinimal, Severity::Malformed,
     connectWith(raw("\x21\x00\x05"))},
    {"MQTT-1.5.7-1", "name of a User Property", kV, kFromClient, connectWith(raw("\x26\x00\x01\x80\x00\x00")),
     IssueCode::Utf8Invalid, Severity::Malformed, connectWith(raw("\x26\x00\x01n\x00\x00"))},
    {"MQTT-1.5.7-1", "value of a User Property", kV, kFromClient,
     connectWith(raw("\x26\x00\x01n\x00\x01\x00")), IssueCode::Utf8Nul, Severity::Malformed,
     connectWith(raw("\x26\x00\x01n\x00\x01v"))},
    {"MQTT-2.1.3-1", "flags of CONNECT", kV, kFromClient,
     [] {
         Bytes packet = kConnect;
         packet[0] = 0x11;
         return packet;
     }(),
     IssueCode::FixedHeaderFlags, Severity::Malformed, kConnect},
    {"MQTT-2.2.2-1", "CONNACK without Property Length", kV, kFromServer, raw("\x20\x02\x00\x00"),
     IssueCode::PropertyLengthMissing, Severity::Malformed, kConnack},
    {"MQTT-3.1.2-1", "protocol name", kV, kFromClient,
     frame(0x10, raw("\x00\x04MQTS\x05\x02\x00\x3c\x00\x00\x01k")), IssueCode::ProtocolName,
     Severity::ProtocolError, kConnect},
    {"MQTT-3.1.2-1", "MQIsdp with version 5", kV, kFromClient,
     frame(0x10, raw("\x00\x06MQIsdp\x05\x02\x00\x3c\x00\x00\x01k")), IssueCode::ProtocolNameLevel,
     Severity::ProtocolError, kConnect},
    {"MQTT-3.1.2-2", "version 6", kV, kFromClient, frame(0x10, raw("\x00\x04MQTT\x06\x02\x00\x3c\x00\x01k")),
     IssueCode::ProtocolLevel, Severity::ProtocolError, kConnect},
    {"MQTT-3.1.2-3", "reserved Connect Flag", kV, kFromClient, connect(0x03, raw("\x00\x00\x01k")),
     IssueCode::ConnectFlagsReserved, Severity::Malformed, kConnect},
    {"MQTT-3.1.2-9", "no will at all", kV, kFromClient, connect(0x06, raw("\x00\x00\x01k\x00")),
     IssueCode::WillMissing, Severity::Malformed, kWill},
    {"MQTT-3.1.2-11", "Will QoS without will", kV, kFromClient, connect(0x0a, raw("\x00\x00\x01k")),
     IssueCode::WillQosWithoutWill, Severity::ProtocolError, kConnect},
    {"MQTT-3.1.2-12", "Will QoS 3", kV, kFromClient, connect(0x1e, raw("\x00\x00\x01k\x00\x00\x01w\x00\x00")),
     IssueCode::WillQosReserved, Severity::Malformed,
     connect(0x16, raw("\x00\x00\x01k\x00\x00\x01w\x00\x00"))},
    {"MQTT5-§3.1.2.6-will-qos-3", "Will QoS 3", kV, kFromClient,
     connect(0x3e, raw("\x00\x00\x01k\x00\x00\x01w\x00\x00")), IssueCode::WillQosReserved,
     Severity::Malformed, kWill},
    {"MQTT-3.1.2-13", "Will Retain without will", kV, kFromClient, connect(0x22, raw("\x00\x00\x01k")),
     IssueCode::WillRetainWithoutWill, Severity::ProtocolError, kConnect},
    {"MQTT-3.1.2-16", "User Name without its flag", kV, kFromClient,
     connect(0x02, raw("\x00\x00\x01k\x00\x01u")), IssueCode::UserNameWithoutFlag, Severity::Malformed,
     connect(0x82, raw("\x00\x00\x01k\x00\x01u"))},
    {"MQTT-3.1.2-17", "User Name missing", kV, kFromClient, connect(0x82, raw("\x00\x00\x01k")),
     IssueCode::UserNameMissing, Severity::Malformed, connect(0x82, raw("\x00\x00\x01k\x00\x01u"))},
    {"MQTT-3.1.2-18", "Password without its flag", kV, kFromClient,
     connect(0x82, raw("\x00\x00\x01k\x00\x01u\x00\x01p")), IssueCode::PasswordWithoutFlag,
     Severity::Malformed, connect(0xc2, raw("\x00\x00\x01k\x00\x01u\x00\x01p"))},
    {"MQTT-3.1.2-19", "Password missing", kV, kFromClient, connect(0x42, raw("\x00\x00\x01k")),
     IssueCode::PasswordMissing, Severity::Malformed, connect(0x42, raw("\x00\x00\x01k\x00\x01p"))},
    {"MQTT-3.1.3-3", "payload empty", kV, kFromClient, connect(0x02, raw("\x00")), IssueCode::ClientIdMissing,
     Severity::Malformed, connect(0x02, raw("\x00\x00\x00"))},
    {"MQTT-3.1.3-4", "ClientID not UTF-8", kV, kFromClient, connect(0x02, raw("\x00\x00\x01\xc0")),
     IssueCode::Utf8Invalid, Severity::Malformed, kConnect},
    {"MQTT-3.1.3-11", "Will Topic not UTF-8", kV, kFromClient,
     connect(0x06, raw("\x00\x00\x01k\x00\x00\x01\x80\x00\x00")), IssueCode::Utf8Invalid, Severity::Malformed,
     kWill},
    {"MQTT-3.1.3-12", "User Name not UTF-8", kV, kFromClient, connect(0x82, raw("\x00\x00\x01k\x00\x01\x80")),
     IssueCode::Utf8Invalid, Severity::Malformed, connect(0x82, raw("\x00\x00\x01k\x00\x00"))},
    {"MQTT-3.2.2-1", "bits 7-1 of the acknowledge flags", kV, kFromServer, connack(2, 0),
     IssueCode::ConnackFlagsReserved, Severity::Malformed, connack(1, 0)},
    {"MQTT-3.2.2-6", "Session Present in a refusal", kV, kFromServer, connack(1, 0x87),
     IssueCode::SessionPresentWithError, Severity::ProtocolError, connack(0, 0x87)},
    {"MQTT-3.2.2-8", "code of another packet", kV, kFromServer, connack(0, 0x8e),
     IssueCode::ReasonCodeUnknown, Severity::ProtocolError, connack(0, 0x8a)},
    {"MQTT-4.7.0-1", "wildcard in a Will Topic", kV, kFromClient,
     connect(0x06, raw("\x00\x00\x01k\x00\x00\x01+\x00\x00")), IssueCode::TopicWildcard,
     Severity::ProtocolError, kWill},
    {"MQTT-4.7.3-1", "Will Topic of length 0", kV, kFromClient,
     connect(0x06, raw("\x00\x00\x01k\x00\x00\x00\x00\x00")), IssueCode::TopicEmpty, Severity::ProtocolError,
     kWill},
    {"MQTT5-§1.5-field-past-end", "CONNACK of one byte", kV, kFromServer, raw("\x20\x01\x00"),
     IssueCode::ConnackLength, Severity::Unreadable, kConnack},
    {"MQTT5-§1.5-field-past-end", "a property behind the Property Length", kV, kFromClient,
     connect(0x02, raw("\x02\x21\x00\x00\x01k")), IssueCode::PropertyLengthLies, Severity::Malformed,
     connect(0x02, raw("\x03\x21\x00\x05\x00\x01k"))},
    {"MQTT5-§2.2.2.2-property-type", "a property cut by the Property Length", kV, kFromClient,
     connect(0x02, raw("\x04\x11\x00\x00\x00\x00\x01k")), IssueCode::PropertyLengthLies, Severity::Malformed,
     connect(0x02, raw("\x05\x11\x00\x00\x00\x00\x00\x01k"))},
    {"MQTT5-§1.5.5-vbi-too-long", "Property Length in five bytes", kV, kFromClient,
     connect(0x02, raw("\x80\x80\x80\x80\x00\x00\x01k")), IssueCode::VbiTooLong, Severity::Malformed,
     kConnect},
    {"MQTT5-§2.2.2.2-unknown-property", "identifier 0x04", kV, kFromClient, connectWith(raw("\x04\x00")),
     IssueCode::PropertyUnknown, Severity::Malformed, kConnect},
    {"MQTT5-§2.2.2.2-property-not-allowed", "Topic Alias in CONNECT", kV, kFromClient,
     connectWith(raw("\x23\x00\x01")), IssueCode::PropertyNotAllowed, Severity::Malformed,
     connectWith(raw("\x22\x00\x01"))},
    {"MQTT5-§2.2.2.2-property-not-allowed", "Session Expiry in the will", kV, kFromClient,
     connectWithWill(raw("\x11\x00\x00\x00\x01")), IssueCode::PropertyNotAllowed, Severity::Malformed,
     connectWithWill(raw("\x18\x00\x00\x00\x01"))},
    {"MQTT5-§3.x-property-twice", "Receive Maximum twice", kV, kFromClient,
     connectWith(raw("\x21\x00\x05\x21\x00\x05")), IssueCode::PropertyTwice, Severity::ProtocolError,
     connectWith(raw("\x26\x00\x01n\x00\x01v\x26\x00\x01n\x00\x01v"))},
    {"MQTT5-§3.x-property-twice", "Payload Format Indicator twice in the will", kV, kFromClient,
     connectWithWill(raw("\x01\x00\x01\x00")), IssueCode::PropertyTwice, Severity::ProtocolError,
     connectWithWill(raw("\x01\x00"))},
    {"MQTT5-§3.1.2.11.3-receive-maximum-zero", "CONNECT", kV, kFromClient, connectWith(raw("\x21\x00\x00")),
     IssueCode::PropertyValueZero, Severity::ProtocolError, connectWith(raw("\x21\x00\x01"))},
    {"MQTT5-§3.1.2.11.3-receive-maximum-zero", "CONNACK", kV, kFromServer, connack(0, 0, raw("\x21\x00\x00")),
     IssueCode::PropertyValueZero, Severity::ProtocolError, connack(0, 0, raw("\x21\xff\xff"))},
    {"MQTT5-§3.1.2.11.4-maximum-packet-size-zero", "CONNECT", kV, kFromClient,
     connectWith(raw("\x27\x00\x00\x00\x00")), IssueCode::PropertyValueZero, Severity::ProtocolError,
     connectWith(raw("\x27\x00\x00\x00\x01"))},
    {"MQTT5-§3.1.2.11.6-boolean-value", "Request Problem Information 2", kV, kFromClient,
     connectWith(raw("\x17\x02")), IssueCode::PropertyValueRange, Severity::ProtocolError,
     connectWith(raw("\x17\x01"))},
    {"MQTT5-§3.1.2.11.6-boolean-value", "Request Response Information 255", kV, kFromClient,
     connectWith(raw("\x19\xff")), IssueCode::PropertyValueRange, Severity::ProtocolError,
     connectWith(raw("\x19\x00"))},
    {"MQTT5-§3.2.2.3-boolean-value", "Maximum QoS 2", kV, kFromServer, connack(0, 0, raw("\x24\x02")),
     IssueCode::PropertyValueRange, Severity::ProtocolError, connack(0, 0, raw("\x24\x01"))},
    {"MQTT5-§3.2.2.3-boolean-value", "Retain Available 2", kV, kFromServer, connack(0, 0, raw("\x25\x02")),
     IssueCode::PropertyValueRange, Severity::ProtocolError, connack(0, 0, raw("\x25\x01"))},
    {"MQTT5-§3.2.2.3-boolean-value", "Wildcard Subscription Available 2", kV, kFromServer,
     connack(0, 0, raw("\x28\x02")), IssueCode::PropertyValueRange, Severity::ProtocolError,
     connack(0, 0, raw("\x28\x00"))},
    {"MQTT5-§3.2.2.3-boolean-value", "Subscription Identifier Available 2", kV, kFromServer,
     connack(0, 0, raw("\x29\x02")), IssueCode::PropertyValueRange, Severity::ProtocolError,
     connack(0, 0, raw("\x29\x00"))},
    {"MQTT5-§3.2.2.3-boolean-value", "Shared Subscription Available 2", kV, kFromServer,
     connack(0, 0, raw("\x2a\x02")), IssueCode::PropertyValueRange, Severity::ProtocolError,
     connack(0, 0, raw("\x2a\x00"))},
    {"MQTT5-§3.1.2.11.10-auth-data-without-method", "CONNECT", kV, kFromClient,
     connectWith(raw("\x16\x00\x01\xff")), IssueCode::AuthDataWithoutMethod, Severity::ProtocolError,
     connectWith(raw("\x15\x00\x01m\x16\x00\x01\xff"))},
    {"MQTT5-§3.1.3.2.3-payload-format", "Will Payload not UTF-8", kV, kFromClient,
     connectWithWill(raw("\x01\x01"), raw("\xff")), IssueCode::PayloadNotUtf8, Severity::Warning,
     connectWithWill(raw("\x01\x01"), raw("\xc3\xbf"))},
    {"MQTT5-§3.1.3.2.3-payload-format-value", "indicator 2 in the will", kV, kFromClient,
     connectWithWill(raw("\x01\x02")), IssueCode::PropertyValueRange, Severity::ProtocolError,
     connectWithWill(raw("\x01\x00"))},
    {"MQTT5-§3.2.2.3.16-server-reference", "with code 0", kV, kFromServer,
     connack(0, 0, raw("\x1c\x00\x01s")), IssueCode::ServerReferenceCode, Severity::Warning,
     connack(0, 0x9c, raw("\x1c\x00\x01s"))},
};

} // namespace

std::span<const RuleCase> rules5Connect()
{
    return kRules;
}

} // namespace mqttscope::test
