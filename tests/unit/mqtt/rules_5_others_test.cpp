// SPDX-License-Identifier: GPL-3.0-or-later
// MQTT 5.0: SUBSCRIBE to AUTH, and the fixed header.
#include "tests/unit/mqtt/rule_case.h"

namespace mqttscope::test {
namespace {

constexpr Version kV = Version::V50;

/// A SUBSCRIBE of one filter without properties.
Bytes subscribe(const Bytes& filter, std::uint8_t options = 0)
{
    Bytes body{0x00, 0x01, 0x00, 0x00, static_cast<std::uint8_t>(filter.size())};
    body.insert(body.end(), filter.begin(), filter.end());
    body.push_back(options);
    return frame(0x82, body);
}

/// A DISCONNECT with reason code and properties.
Bytes disconnect(std::uint8_t code, const Bytes& properties = {})
{
    Bytes body{code, static_cast<std::uint8_t>(properties.size())};
    body.insert(body.end(), properties.begin(), properties.end());
    return frame(0xe0, body);
}

const Bytes kSubscribe = subscribe(raw("t"));
const Bytes kUnsubscribe = raw("\xa2\x06\x00\x01\x00\x00\x01t");
const Bytes kSuback = raw("\x90\x04\x00\x01\x00\x00");
const Bytes kAuth = raw("\xf0\x06\x18\x04\x15\x00\x01m");

const RuleCase kRules[] = {
    {"MQTT-2.1.3-1", "flags of SUBACK", kV, kFromServer, raw("\x91\x04\x00\x01\x00\x00"),
     IssueCode::FixedHeaderFlags, Severity::Malformed, kSuback},
    {"MQTT-2.2.1-3", "SUBSCRIBE with identifier 0", kV, kFromClient, raw("\x82\x07\x00\x00\x00\x00\x01t\x00"),
     IssueCode::PacketIdZero, Severity::ProtocolError, kSubscribe},
    {"MQTT-2.2.1-6", "UNSUBACK with identifier 0", kV, kFromServer, raw("\xb0\x04\x00\x00\x00\x00"),
     IssueCode::ReplyPacketIdZero, Severity::ProtocolError, raw("\xb0\x04\x00\x01\x00\x00")},
    {"MQTT-1.5.5-1", "Remaining Length in two bytes", kV, kFromClient, raw("\xc0\x80\x00"),
     IssueCode::LengthNotMinimal, Severity::Malformed, raw("\xc0\x00")},
    {"MQTT5-§1.5.5-vbi-too-long", "a fifth length byte", kV, kFromClient, raw("\xc0\x80\x80\x80\x80\x00"),
     IssueCode::RemainingLengthTooLong, Severity::Unreadable, raw("\xc0\x00")},
    {"MQTT5-§2.1.2-packet-type-0", "type 0", kV, kFromClient, raw("\x00\x00"), IssueCode::PacketTypeReserved,
     Severity::Malformed, kSubscribe},
    {"MQTT5-§2.1.2-wrong-direction", "SUBSCRIBE from the server", kV, kFromServer, kSubscribe,
     IssueCode::WrongDirection, Severity::ProtocolError, kSuback},
    {"MQTT5-§2.1.2-wrong-direction", "SUBACK from the client", kV, kFromClient, kSuback,
     IssueCode::WrongDirection, Severity::ProtocolError, kSubscribe},
    {"MQTT-3.8.1-1", "flags of SUBSCRIBE", kV, kFromClient, raw("\x80\x07\x00\x01\x00\x00\x01t\x00"),
     IssueCode::SubscribeFlags, Severity::Malformed, kSubscribe},
    {"MQTT-3.8.3-1", "filter not UTF-8", kV, kFromClient, subscribe(raw("\xff")), IssueCode::Utf8Invalid,
     Severity::Malformed, kSubscribe},
    {"MQTT-3.8.3-2", "no filter", kV, kFromClient, raw("\x82\x03\x00\x01\x00"), IssueCode::SubscribeEmpty,
     Severity::ProtocolError, kSubscribe},
    {"MQTT-3.8.3-4", "No Local on a shared filter", kV, kFromClient, subscribe(raw("$share/g/t"), 0x04),
     IssueCode::NoLocalShared, Severity::ProtocolError, subscribe(raw("$share/g/t"), 0x08)},
    {"MQTT-3.8.3-5", "reserved bits of the options", kV, kFromClient, subscribe(raw("t"), 0x40),
     IssueCode::SubscriptionOptionsReserved, Severity::Malformed, subscribe(raw("t"), 0x2e)},
    {"MQTT5-§3.8.3.1-max-qos-3", "Maximum QoS 3", kV, kFromClient, subscribe(raw("t"), 0x03),
     IssueCode::SubscriptionQosReserved, Severity::ProtocolError, subscribe(raw("t"), 0x02)},
    {"MQTT5-§3.8.3.1-retain-handling-3", "Retain Handling 3", kV, kFromClient, subscribe(raw("t"), 0x30),
     IssueCode::RetainHandlingReserved, Severity::ProtocolError, subscribe(raw("t"), 0x20)},
    {"MQTT5-§3.3.2.3.8-subid-zero", "Subscription Identifier 0", kV, kFromClient,
     raw("\x82\x09\x00\x01\x02\x0b\x00\x00\x01t\x00"), IssueCode::PropertyValueZero, Severity::ProtocolError,
     raw("\x82\x09\x00\x01\x02\x0b\x01\x00\x01t\x00")},
    {"MQTT5-§3.x-property-twice", "two Subscription Identifiers in SUBSCRIBE", kV, kFromClient,
     raw("\x82\x0b\x00\x01\x04\x0b\x01\x0b\x02\x00\x01t\x00"), IssueCode::PropertyTwice,
     Severity::ProtocolError, raw("\x82\x09\x00\x01\x02\x0b\x02\x00\x01t\x00")},
    {"MQTT-3.9.3-2", "code of another packet in SUBACK", kV, kFromServer, raw("\x90\x04\x00\x01\x00\x11"),
     IssueCode::ReasonCodeUnknown, Severity::ProtocolError, raw("\x90\x04\x00\x01\x00\xa2")},
    {"MQTT5-§3.9.3-suback-empty", "SUBACK without code", kV, kFromServer, raw("\x90\x03\x00\x01\x00"),
     IssueCode::SubackEmpty, Severity::ProtocolError, kSuback},
    {"MQTT5-§3.9.3-suback-empty", "UNSUBACK without code", kV, kFromServer, raw("\xb0\x03\x00\x01\x00"),
     IssueCode::SubackEmpty, Severity::ProtocolError, raw("\xb0\x04\x00\x01\x00\x11")},
    {"MQTT-3.10.1-1", "flags of UNSUBSCRIBE", kV, kFromClient, raw("\xa3\x06\x00\x01\x00\x00\x01t"),
     IssueCode::UnsubscribeFlags, Severity::Malformed, kUnsubscribe},
    {"MQTT-3.10.3-1", "filter not UTF-8", kV, kFromClient, raw("\xa2\x06\x00\x01\x00\x00\x01\x9f"),
     IssueCode::Utf8Invalid, Severity::Malformed, kUnsubscribe},
    {"MQTT-3.10.3-2", "no filter", kV, kFromClient, raw("\xa2\x03\x00\x01\x00"), IssueCode::UnsubscribeEmpty,
     Severity::ProtocolError, kUnsubscribe},
    {"MQTT-3.11.3-2", "code of another packet in UNSUBACK", kV, kFromServer, raw("\xb0\x04\x00\x01\x00\x01"),
     IssueCode::ReasonCodeUnknown, Severity::ProtocolError, raw("\xb0\x04\x00\x01\x00\x8f")},
    {"MQTT-3.14.1-1", "flags of DISCONNECT", kV, kFromServer, raw("\xe8\x00"), IssueCode::DisconnectFlags,
     Severity::Malformed, raw("\xe0\x00")},
    {"MQTT-3.14.2-1", "code of another packet in DISCONNECT", kV, kFromClient, raw("\xe0\x01\x84"),
     IssueCode::ReasonCodeUnknown, Severity::ProtocolError, raw("\xe0\x01\x04")},
    {"MQTT-3.14.2-1", "a code on which the tables disagree", kV, kFromServer, disconnect(0x8c),
     IssueCode::ReasonCodeDoubtful, Severity::Warning, disconnect(0x8b)},
    {"MQTT-3.14.2-2", "Session Expiry Interval of a server", kV, kFromServer,
     disconnect(0, raw("\x11\x00\x00\x00\x01")), IssueCode::PropertyWrongSender, Severity::ProtocolError,
     disconnect(0)},
    {"MQTT5-§2.2.2.2-property-not-allowed", "Server Reference of a client", kV, kFromClient,
     disconnect(0x80, raw("\x26\x00\x00\x00\x00\x15\x00\x00")), IssueCode::PropertyNotAllowed,
     Severity::Malformed, disconnect(0x80, raw("\x26\x00\x00\x00\x00"))},
    {"MQTT5-§3.14.2.1-sent-by", "code of the server", kV, kFromClient, disconnect(0x8e),
     IssueCode::ReasonCodeSentBy, Severity::ProtocolError, disconnect(0x04)},
    {"MQTT5-§3.14.2.1-sent-by", "code of the client", kV, kFromServer, disconnect(0x04),
     IssueCode::ReasonCodeSentBy, Severity::ProtocolError, disconnect(0x8e)},
    {"MQTT5-§3.2.2.3.16-server-reference", "DISCONNECT with code 0x8B", kV, kFromServer,
     disconnect(0x8b, raw("\x1c\x00\x01s")), IssueCode::ServerReferenceCode, Severity::Warning,
     disconnect(0x9d, raw("\x1c\x00\x01s"))},
    {"MQTT-3.15.1-1", "flags of AUTH", kV, kFromClient, raw("\xf2\x06\x18\x04\x15\x00\x01m"),
     IssueCode::AuthFlags, Severity::Malformed, kAuth},
    {"MQTT-3.15.2-1", "code of another packet in AUTH", kV, kFromClient, raw("\xf0\x06\x87\x04\x15\x00\x01m"),
     IssueCode::ReasonCodeUnknown, Severity::ProtocolError, kAuth},
    {"MQTT5-§3.15.2.1-sent-by", "code 0x00 from the client", kV, kFromClient,
     raw("\xf0\x06\x00\x04\x15\x00\x01m"), IssueCode::ReasonCodeSentBy, Severity::ProtocolError,
     raw("\xf0\x06\x19\x04\x15\x00\x01m")},
    {"MQTT5-§3.15.2.1-sent-by", "code 0x19 from the server", kV, kFromServer,
     raw("\xf0\x06\x19\x04\x15\x00\x01m"), IssueCode::ReasonCodeSentBy, Severity::ProtocolError,
     raw("\xf0\x06\x00\x04\x15\x00\x01m")},
    {"MQTT5-§3.15.2.2.2-method-missing", "AUTH of no bytes", kV, kFromServer, raw("\xf0\x00"),
     IssueCode::AuthMethodMissing, Severity::ProtocolError, kAuth},
    {"MQTT5-§3.15.2.2.2-method-missing", "AUTH without property", kV, kFromServer, raw("\xf0\x02\x18\x00"),
     IssueCode::AuthMethodMissing, Severity::ProtocolError, kAuth},
    {"MQTT5-§3.12-ping-length", "PINGRESP with a byte", kV, kFromServer, raw("\xd0\x01\x00"),
     IssueCode::PingLength, Severity::Malformed, raw("\xd0\x00")},
    {"MQTT-4.7.1-1", "# inside a level", kV, kFromClient, subscribe(raw("t#")), IssueCode::FilterHash,
     Severity::ProtocolError, subscribe(raw("#"))},
    {"MQTT-4.7.1-2", "+ inside a level", kV, kFromClient, subscribe(raw("t/+t")), IssueCode::FilterPlus,
     Severity::ProtocolError, subscribe(raw("t/+/t"))},
    {"MQTT-4.7.3-1", "filter of length 0", kV, kFromClient, subscribe({}), IssueCode::TopicEmpty,
     Severity::ProtocolError, kSubscribe},
    {"MQTT-4.7.3-2", "U+0000 in a filter", kV, kFromClient, subscribe(raw("t\x00")), IssueCode::Utf8Nul,
     Severity::Malformed, kSubscribe},
    {"MQTT-4.8.2-1", "no ShareName", kV, kFromClient, subscribe(raw("$share//t")),
     IssueCode::SharedFilterName, Severity::ProtocolError, subscribe(raw("$share/g/t"))},
    {"MQTT-4.8.2-2", "wildcard in the ShareName", kV, kFromClient, subscribe(raw("$share/+/t")),
     IssueCode::SharedFilterSyntax, Severity::ProtocolError, subscribe(raw("$share/g/+"))},
    {"MQTT-4.8.2-2", "no filter behind the ShareName", kV, kFromClient, subscribe(raw("$share/g")),
     IssueCode::SharedFilterSyntax, Severity::ProtocolError, subscribe(raw("$share/g//"))},
};

} // namespace

std::span<const RuleCase> rules5Others()
{
    return kRules;
}

} // namespace mqttscope::test
