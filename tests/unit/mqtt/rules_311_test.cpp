// SPDX-License-Identifier: GPL-3.0-or-later
// MQTT 3.1.1.
#include "tests/unit/mqtt/rule_case.h"

namespace mqttscope::test {
namespace {

constexpr Version kV = Version::V311;

/// A CONNECT: Connect Flags, then the payload behind Keep Alive.
Bytes connect(std::uint8_t flags, const Bytes& payload)
{
    Bytes body = raw("\x00\x04MQTT\x04");
    body.insert(body.end(), {flags, 0x00, 0x3c});
    body.insert(body.end(), payload.begin(), payload.end());
    return frame(0x10, body);
}

/// A QoS 0 PUBLISH of that topic, which has fewer than 256 bytes.
Bytes publish(const Bytes& topic)
{
    Bytes body{0x00, static_cast<std::uint8_t>(topic.size())};
    body.insert(body.end(), topic.begin(), topic.end());
    return frame(0x30, body);
}

/// SUBSCRIBE (QoS 0) or UNSUBSCRIBE of one filter.
Bytes subscribe(const Bytes& filter)
{
    Bytes body{0x00, 0x01, 0x00, static_cast<std::uint8_t>(filter.size())};
    body.insert(body.end(), filter.begin(), filter.end());
    body.push_back(0);
    return frame(0x82, body);
}
Bytes unsubscribe(const Bytes& filter)
{
    Bytes body{0x00, 0x01, 0x00, static_cast<std::uint8_t>(filter.size())};
    body.insert(body.end(), filter.begin(), filter.end());
    return frame(0xa2, body);
}

const Bytes kConnect = connect(0x02, raw("\x00\x01k"));
const Bytes kPublish = publish(raw("t"));
const Bytes kSubscribe = subscribe(raw("t"));

const RuleCase kRules[] = {
    {"MQTT-1.5.3-1", "surrogate in a topic", kV, kFromClient, publish(raw("\xed\xa0\x80")),
     IssueCode::Utf8Invalid, Severity::Malformed, publish(raw("\xed\x9f\xbf"))},
    {"MQTT-1.5.3-1", "overlong form in a filter", kV, kFromClient, subscribe(raw("\xc0\xaf")),
     IssueCode::Utf8Invalid, Severity::Malformed, subscribe(raw("/"))},
    {"MQTT-1.5.3-2", "U+0000", kV, kFromClient, publish(raw("t\x00t")), IssueCode::Utf8Nul,
     Severity::Malformed, publish(raw("t0t"))},
    {"MQTT-2.2.2-1", "flags of PINGREQ", kV, kFromClient, raw("\xc1\x00"), IssueCode::FixedHeaderFlags,
     Severity::Malformed, raw("\xc0\x00")},
    {"MQTT-2.2.2-1", "flags of CONNACK", kV, kFromServer, raw("\x28\x02\x00\x00"),
     IssueCode::FixedHeaderFlags, Severity::Malformed, raw("\x20\x02\x00\x00")},
    {"MQTT-2.3.1-1", "PUBLISH with Packet Identifier 0", kV, kFromClient, raw("\x32\x05\x00\x01t\x00\x00"),
     IssueCode::PacketIdZero, Severity::ProtocolError, raw("\x32\x05\x00\x01t\x00\x01")},
    {"MQTT-2.3.1-1", "PUBLISH of a server with Packet Identifier 0", kV, kFromServer,
     raw("\x34\x05\x00\x01t\x00\x00"), IssueCode::PacketIdZeroFromServer, Severity::ProtocolError,
     raw("\x34\x05\x00\x01t\x00\x01")},
    {"MQTT-2.3.1-1", "SUBSCRIBE with Packet Identifier 0", kV, kFromClient,
     raw("\x82\x06\x00\x00\x00\x01t\x00"), IssueCode::PacketIdZero, Severity::ProtocolError, kSubscribe},
    {"MQTT-2.3.1-1", "UNSUBSCRIBE with Packet Identifier 0", kV, kFromClient,
     raw("\xa2\x05\x00\x00\x00\x01t"), IssueCode::PacketIdZero, Severity::ProtocolError,
     unsubscribe(raw("t"))},
    {"MQTT-2.3.1-6", "PUBACK for no PUBLISH", kV, kFromServer, raw("\x40\x02\x00\x00"),
     IssueCode::AckPacketIdZero, Severity::ProtocolError, raw("\x40\x02\x00\x01")},
    {"MQTT-2.3.1-7", "SUBACK for no SUBSCRIBE", kV, kFromServer, raw("\x90\x03\x00\x00\x00"),
     IssueCode::ReplyPacketIdZero, Severity::ProtocolError, raw("\x90\x03\x00\x01\x00")},
    {"MQTT-3.1.2-1", "protocol name", kV, kFromClient,
     frame(0x10, raw("\x00\x04mqtt\x04\x02\x00\x3c\x00\x01k")), IssueCode::ProtocolName,
     Severity::ProtocolError, kConnect},
    {"MQTT-3.1.2-3", "reserved Connect Flag", kV, kFromClient, connect(0x03, raw("\x00\x01k")),
     IssueCode::ConnectFlagsReserved, Severity::Malformed, kConnect},
    {"MQTT-3.1.2-9", "no Will Topic", kV, kFromClient, connect(0x06, raw("\x00\x01k")),
     IssueCode::WillMissing, Severity::Malformed, connect(0x06, raw("\x00\x01k\x00\x01w\x00\x00"))},
    {"MQTT-3.1.2-9", "no Will Message", kV, kFromClient, connect(0x06, raw("\x00\x01k\x00\x01w")),
     IssueCode::WillMissing, Severity::Malformed, connect(0x06, raw("\x00\x01k\x00\x01w\x00\x01m"))},
    {"MQTT-3.1.2-11", "Will QoS 1 without will", kV, kFromClient, connect(0x0a, raw("\x00\x01k")),
     IssueCode::WillQosWithoutWill, Severity::ProtocolError,
     connect(0x0e, raw("\x00\x01k\x00\x01w\x00\x00"))},
    {"MQTT-3.1.2-13", "Will QoS 2 without will", kV, kFromClient, connect(0x12, raw("\x00\x01k")),
     IssueCode::WillQosWithoutWill, Severity::ProtocolError, kConnect},
    {"MQTT-3.1.2-14", "Will QoS 3", kV, kFromClient, connect(0x1e, raw("\x00\x01k\x00\x01w\x00\x00")),
     IssueCode::WillQosReserved, Severity::Malformed, connect(0x16, raw("\x00\x01k\x00\x01w\x00\x00"))},
    {"MQTT-3.1.2-15", "Will Retain without will", kV, kFromClient, connect(0x22, raw("\x00\x01k")),
     IssueCode::WillRetainWithoutWill, Severity::ProtocolError,
     connect(0x26, raw("\x00\x01k\x00\x01w\x00\x00"))},
    {"MQTT-3.1.2-18", "User Name without its flag", kV, kFromClient, connect(0x02, raw("\x00\x01k\x00\x01u")),
     IssueCode::UserNameWithoutFlag, Severity::Malformed, connect(0x82, raw("\x00\x01k\x00\x01u"))},
    {"MQTT-3.1.2-19", "User Name Flag without user name", kV, kFromClient, connect(0x82, raw("\x00\x01k")),
     IssueCode::UserNameMissing, Severity::Malformed, connect(0x82, raw("\x00\x01k\x00\x00"))},
    {"MQTT-3.1.2-20", "Password without its flag", kV, kFromClient,
     connect(0x82, raw("\x00\x01k\x00\x01u\x00\x01p")), IssueCode::PasswordWithoutFlag, Severity::Malformed,
     connect(0xc2, raw("\x00\x01k\x00\x01u\x00\x01p"))},
    {"MQTT-3.1.2-21", "Password Flag without password", kV, kFromClient,
     connect(0xc2, raw("\x00\x01k\x00\x01u")), IssueCode::PasswordMissing, Severity::Malformed,
     connect(0xc2, raw("\x00\x01k\x00\x01u\x00\x00"))},
    {"MQTT-3.1.2-22", "password without user name", kV, kFromClient, connect(0x42, raw("\x00\x01k\x00\x01p")),
     IssueCode::PasswordWithoutUserName, Severity::Malformed, kConnect},
    {"MQTT-3.1.3-3", "payload empty", kV, kFromClient, connect(0x02, {}), IssueCode::ClientIdMissing,
     Severity::Malformed, connect(0x02, raw("\x00\x00"))},
    {"MQTT-3.1.3-4", "ClientId not UTF-8", kV, kFromClient, connect(0x02, raw("\x00\x01\x80")),
     IssueCode::Utf8Invalid, Severity::Malformed, connect(0x02, raw("\x00\x02\xc3\x80"))},
    {"MQTT-3.1.3-7", "empty ClientId with Clean Session 0", kV, kFromClient, connect(0x00, raw("\x00\x00")),
     IssueCode::ClientIdEmptyNotClean, Severity::ProtocolError, connect(0x00, raw("\x00\x01k"))},
    {"MQTT-3.1.3-10", "Will Topic not UTF-8", kV, kFromClient,
     connect(0x06, raw("\x00\x01k\x00\x01\xfe\x00\x00")), IssueCode::Utf8Invalid, Severity::Malformed,
     connect(0x06, raw("\x00\x01k\x00\x01~\x00\x01\xfe"))},
    {"MQTT-3.1.3-11", "User Name not UTF-8", kV, kFromClient, connect(0x82, raw("\x00\x01k\x00\x01\xff")),
     IssueCode::Utf8Invalid, Severity::Malformed, connect(0xc2, raw("\x00\x01k\x00\x01u\x00\x01\xff"))},
    {"MQTT-3.2.2-4", "Session Present in a refusal", kV, kFromServer, raw("\x20\x02\x01\x05"),
     IssueCode::SessionPresentWithError, Severity::ProtocolError, raw("\x20\x02\x01\x00")},
    {"MQTT-3.2.2-6", "return code 6", kV, kFromServer, raw("\x20\x02\x00\x06"), IssueCode::ReturnCodeReserved,
     Severity::ProtocolError, raw("\x20\x02\x00\x05")},
    {"MQTT-3.3.1-2", "DUP with QoS 0", kV, kFromClient, raw("\x38\x03\x00\x01t"), IssueCode::DupWithQos0,
     Severity::Malformed, raw("\x3a\x05\x00\x01t\x00\x01")},
    {"MQTT-4.3.1-1", "DUP with QoS 0 and RETAIN", kV, kFromClient, raw("\x39\x03\x00\x01t"),
     IssueCode::DupWithQos0, Severity::Malformed, raw("\x31\x03\x00\x01t")},
    {"MQTT-3.3.1-4", "QoS 3", kV, kFromClient, raw("\x36\x05\x00\x01t\x00\x01"), IssueCode::QosReserved,
     Severity::Malformed, raw("\x34\x05\x00\x01t\x00\x01")},
    {"MQTT-3.3.2-1", "Topic Name not UTF-8", kV, kFromClient, publish(raw("\xf5\x80\x80\x80")),
     IssueCode::Utf8Invalid, Severity::Malformed, publish(raw("\xf4\x80\x80\x80"))},
    {"MQTT-3.3.2-2", "+ in a Topic Name", kV, kFromClient, publish(raw("t/+")), IssueCode::TopicWildcard,
     Severity::ProtocolError, publish(raw("t/-"))},
    {"MQTT-3.6.1-1", "flags of PUBREL", kV, kFromClient, raw("\x60\x02\x00\x01"), IssueCode::PubrelFlags,
     Severity::Malformed, raw("\x62\x02\x00\x01")},
    {"MQTT-3.8.1-1", "flags of SUBSCRIBE", kV, kFromClient, raw("\x8a\x06\x00\x01\x00\x01t\x00"),
     IssueCode::SubscribeFlags, Severity::Malformed, kSubscribe},
    {"MQTT-3.8.3-1", "Topic Filter not UTF-8", kV, kFromClient, subscribe(raw("\xe2\x82")),
     IssueCode::Utf8Invalid, Severity::Malformed, subscribe(raw("\xe2\x82\xac"))},
    {"MQTT-3.8.3-3", "no Topic Filter", kV, kFromClient, raw("\x82\x02\x00\x01"), IssueCode::SubscribeEmpty,
     Severity::ProtocolError, kSubscribe},
    {"MQTT-3-8.3-4", "requested QoS 3", kV, kFromClient, raw("\x82\x06\x00\x01\x00\x01t\x03"),
     IssueCode::SubscriptionQosReserved, Severity::Malformed, raw("\x82\x06\x00\x01\x00\x01t\x02")},
    {"MQTT-3-8.3-4", "reserved bits of the requested QoS", kV, kFromClient,
     raw("\x82\x06\x00\x01\x00\x01t\x80"), IssueCode::SubscriptionOptionsReserved, Severity::Malformed,
     raw("\x82\x06\x00\x01\x00\x01t\x00")},
    {"MQTT-3.9.3-2", "return code 3", kV, kFromServer, raw("\x90\x03\x00\x01\x03"),
     IssueCode::SubackCodeReserved, Severity::ProtocolError, raw("\x90\x03\x00\x01\x80")},
    {"MQTT-3.10.1-1", "flags of UNSUBSCRIBE", kV, kFromClient, raw("\xa0\x05\x00\x01\x00\x01t"),
     IssueCode::UnsubscribeFlags, Severity::Malformed, unsubscribe(raw("t"))},
    {"MQTT-3.10.3-1", "Topic Filter not UTF-8", kV, kFromClient, unsubscribe(raw("\xff")),
     IssueCode::Utf8Invalid, Severity::Malformed, unsubscribe(raw("\xc2\xa9"))},
    {"MQTT-3.10.3-2", "no Topic Filter", kV, kFromClient, raw("\xa2\x02\x00\x01"),
     IssueCode::UnsubscribeEmpty, Severity::ProtocolError, unsubscribe(raw("t"))},
    {"MQTT-3.14.1-1", "flags of DISCONNECT", kV, kFromClient, raw("\xe1\x00"), IssueCode::DisconnectFlags,
     Severity::Malformed, raw("\xe0\x00")},
    {"MQTT-4.7.1-1", "# in a Will Topic", kV, kFromClient, connect(0x06, raw("\x00\x01k\x00\x01#\x00\x00")),
     IssueCode::TopicWildcard, Severity::ProtocolError, connect(0x06, raw("\x00\x01k\x00\x01h\x00\x00"))},
    {"MQTT-4.7.1-2", "# not last", kV, kFromClient, subscribe(raw("#/t")), IssueCode::FilterHash,
     Severity::ProtocolError, subscribe(raw("t/#"))},
    {"MQTT-4.7.1-3", "+ beside other characters", kV, kFromClient, subscribe(raw("t+/u")),
     IssueCode::FilterPlus, Severity::ProtocolError, subscribe(raw("+/+/u"))},
    {"MQTT-4.7.3-1", "Topic Name of length 0", kV, kFromClient, publish({}), IssueCode::TopicEmpty,
     Severity::ProtocolError, kPublish},
    {"MQTT-4.7.3-1", "Topic Filter of length 0", kV, kFromClient, subscribe({}), IssueCode::TopicEmpty,
     Severity::ProtocolError, kSubscribe},
    {"MQTT-4.7.3-1", "Will Topic of length 0", kV, kFromClient,
     connect(0x06, raw("\x00\x01k\x00\x00\x00\x00")), IssueCode::TopicEmpty, Severity::ProtocolError,
     connect(0x06, raw("\x00\x01k\x00\x01w\x00\x00"))},
    {"MQTT-4.7.3-2", "U+0000 in a Topic Filter", kV, kFromClient, unsubscribe(raw("\x00")),
     IssueCode::Utf8Nul, Severity::Malformed, unsubscribe(raw("0"))},
    {"MQTT311-§2.2.3-length-too-long", "a fifth length byte", kV, kFromClient,
     raw("\x30\x80\x80\x80\x80\x01"), IssueCode::RemainingLengthTooLong, Severity::Unreadable, kPublish},
    {"MQTT311-§2.2.3-length-not-minimal", "length 0 in two bytes", kV, kFromClient, raw("\xc0\x80\x00"),
     IssueCode::LengthNotMinimal, Severity::Warning, raw("\xc0\x00")},
    {"MQTT311-§1.5.3-disallowed-code-points", "a control character", kV, kFromClient, publish(raw("t\x07")),
     IssueCode::Utf8Disallowed, Severity::Warning, publish(raw("t "))},
    {"MQTT311-§2.2.3-field-past-end", "topic longer than the packet", kV, kFromClient,
     raw("\x30\x03\x00\x02t"), IssueCode::FieldPastEnd, Severity::Unreadable, kPublish},
    {"MQTT311-§2.2.3-trailing-bytes", "a byte behind the CONNECT", kV, kFromClient,
     connect(0x02, raw("\x00\x01k\xff")), IssueCode::TrailingBytes, Severity::Malformed, kConnect},
    {"MQTT311-§2.2.1-packet-type", "type 0", kV, kFromClient, raw("\x00\x00"), IssueCode::PacketTypeReserved,
     Severity::Malformed, kPublish},
    {"MQTT311-§2.2.1-packet-type", "type 15", kV, kFromClient, raw("\xf0\x00"),
     IssueCode::PacketTypeNotInVersion, Severity::Malformed, kPublish},
    {"MQTT311-§2.2.1-wrong-direction", "PINGRESP from the client", kV, kFromClient, raw("\xd0\x00"),
     IssueCode::WrongDirection, Severity::ProtocolError, raw("\xc0\x00")},
    {"MQTT311-§2.2.1-wrong-direction", "DISCONNECT from the server", kV, kFromServer, raw("\xe0\x00"),
     IssueCode::WrongDirection, Severity::ProtocolError, raw("\xd0\x00")},
    {"MQTT311-§3.1.2.3-protocol-name-level", "MQIsdp with level 4", kV, kFromClient,
     frame(0x10, raw("\x00\x06MQIsdp\x04\x02\x00\x3c\x00\x01k")), IssueCode::ProtocolNameLevel,
     Severity::ProtocolError, kConnect},
    {"MQTT311-§3.2.2.1-flags-reserved", "bit 7 of the acknowledge flags", kV, kFromServer,
     raw("\x20\x02\x80\x00"), IssueCode::ConnackFlagsReserved, Severity::Malformed, raw("\x20\x02\x01\x00")},
    {"MQTT311-§3.2.2.3-return-code-reserved", "return code 255", kV, kFromServer, raw("\x20\x02\x00\xff"),
     IssueCode::ReturnCodeReserved, Severity::ProtocolError, raw("\x20\x02\x00\x00")},
    {"MQTT311-§3.2-length-2", "CONNACK of three bytes", kV, kFromServer, raw("\x20\x03\x00\x00\x00"),
     IssueCode::ConnackLength, Severity::Malformed, raw("\x20\x02\x00\x00")},
    {"MQTT311-§3.4-length-2", "PUBACK of three bytes", kV, kFromServer, raw("\x40\x03\x00\x01\x00"),
     IssueCode::AckLength, Severity::Malformed, raw("\x40\x02\x00\x01")},
    {"MQTT311-§3.4-length-2", "PUBCOMP of one byte", kV, kFromServer, raw("\x70\x01\x00"),
     IssueCode::AckLength, Severity::Malformed, raw("\x70\x02\x00\x01")},
    {"MQTT311-§3.4-length-2", "UNSUBACK of three bytes", kV, kFromServer, raw("\xb0\x03\x00\x01\x00"),
     IssueCode::UnsubackLength, Severity::Malformed, raw("\xb0\x02\x00\x01")},
    {"MQTT311-§3.9.3-suback-empty", "SUBACK without code", kV, kFromServer, raw("\x90\x02\x00\x01"),
     IssueCode::SubackEmpty, Severity::ProtocolError, raw("\x90\x03\x00\x01\x00")},
    {"MQTT311-§3.12-ping-length", "PINGREQ with a byte", kV, kFromClient, raw("\xc0\x01\x00"),
     IssueCode::PingLength, Severity::Malformed, raw("\xc0\x00")},
    {"MQTT311-§3.12-ping-length", "DISCONNECT with a byte", kV, kFromClient, raw("\xe0\x01\x00"),
     IssueCode::PingLength, Severity::Malformed, raw("\xe0\x00")},
};

} // namespace

std::span<const RuleCase> rules311()
{
    return kRules;
}

} // namespace mqttscope::test
