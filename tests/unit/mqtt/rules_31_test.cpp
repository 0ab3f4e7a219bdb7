// SPDX-License-Identifier: GPL-3.0-or-later
// MQTT 3.1.
#include "tests/unit/mqtt/rule_case.h"

#include <algorithm>
#include <string>

namespace mqttscope::test {
namespace {

constexpr Version kV = Version::V31;

Bytes publishTo(const std::string& topic)
{
    Bytes body(2 + topic.size());
    body[0] = static_cast<std::uint8_t>(topic.size() >> 8);
    body[1] = static_cast<std::uint8_t>(topic.size() & 0xff);
    std::copy(topic.begin(), topic.end(), body.begin() + 2);
    return frame(0x30, body);
}

Bytes connectWith(const Bytes& flagsAndRest)
{
    Bytes body = raw("\x00\x06MQIsdp\x03");
    body.insert(body.end(), flagsAndRest.begin(), flagsAndRest.end());
    return frame(0x10, body);
}

const std::string kTooLong(32'768, 't');
const std::string kLongest(32'767, 't');
// 23 characters, 46 bytes: characters are counted, not bytes.
const Bytes kLongestClientId = connectWith(raw("\x02\x00\x3c\x00\x2eééééééééééééééééééééééé"));

const RuleCase kRules[] = {
    {"MQTT31-2.1-1", "a fifth length byte", kV, kFromClient, raw("\xc0\xff\xff\xff\xff\x7f"),
     IssueCode::RemainingLengthTooLong, Severity::Unreadable, raw("\xc0\x00")},
    {"MQTT31-2.1-2", "type 0", kV, kFromClient, raw("\x00\x00"), IssueCode::PacketTypeReserved,
     Severity::Malformed, raw("\xc0\x00")},
    {"MQTT31-2.1-2", "type 15", kV, kFromClient, raw("\xf0\x00"), IssueCode::PacketTypeNotInVersion,
     Severity::Malformed, raw("\xc0\x00")},
    {"MQTT31-2.1-3", "QoS 3", kV, kFromClient, raw("\x36\x05\x00\x01t\x00\x01"), IssueCode::QosReserved,
     Severity::Malformed, raw("\x34\x05\x00\x01t\x00\x01")},
    {"MQTT31-2.1-3", "Will QoS 3", kV, kFromClient,
     connectWith(raw("\x1e\x00\x3c\x00\x01k\x00\x01w\x00\x00")), IssueCode::WillQosReserved,
     Severity::Malformed, connectWith(raw("\x16\x00\x3c\x00\x01k\x00\x01w\x00\x00"))},
    {"MQTT31-2.1-4", "DUP with QoS 0", kV, kFromClient, raw("\x38\x03\x00\x01t"), IssueCode::DupWithQos0,
     Severity::Warning, raw("\x3a\x05\x00\x01t\x00\x01")},
    {"MQTT31-2.2-1", "protocol name", kV, kFromClient,
     frame(0x10, raw("\x00\x06MQTTxp\x03\x02\x00\x3c\x00\x01k")), IssueCode::ProtocolName,
     Severity::ProtocolError, connectWith(raw("\x02\x00\x3c\x00\x01k"))},
    {"MQTT31-2.2-1", "the name of 3.1.1", kV, kFromClient,
     frame(0x10, raw("\x00\x04MQTT\x03\x02\x00\x3c\x00\x01k")), IssueCode::ProtocolNameLevel,
     Severity::ProtocolError, connectWith(raw("\x02\x00\x3c\x00\x01k"))},
    {"MQTT31-2.2-2", "version 2", kV, kFromClient,
     frame(0x10, raw("\x00\x06MQIsdp\x02\x02\x00\x3c\x00\x01k")), IssueCode::ProtocolLevel31,
     Severity::ProtocolError, frame(0x10, raw("\x00\x06MQIsdp\x83\x02\x00\x3c\x00\x01k"))},
    {"MQTT31-2.2-3", "bit 0 of the Connect flags", kV, kFromClient, connectWith(raw("\x03\x00\x3c\x00\x01k")),
     IssueCode::ConnectFlagsReserved, Severity::Warning, connectWith(raw("\x02\x00\x3c\x00\x01k"))},
    {"MQTT31-2.2-4", "Will flag without will", kV, kFromClient, connectWith(raw("\x06\x00\x3c\x00\x01k")),
     IssueCode::WillMissing, Severity::Malformed, connectWith(raw("\x06\x00\x3c\x00\x01k\x00\x01w\x00\x00"))},
    {"MQTT31-2.2-5", "password without user name", kV, kFromClient,
     connectWith(raw("\x42\x00\x3c\x00\x01k\x00\x01p")), IssueCode::PasswordWithoutUserName,
     Severity::ProtocolError, connectWith(raw("\xc2\x00\x3c\x00\x01k\x00\x01u\x00\x01p"))},
    {"MQTT31-2.2-9", "return code 6", kV, kFromServer, raw("\x20\x02\x00\x06"), IssueCode::ReturnCodeReserved,
     Severity::ProtocolError, raw("\x20\x02\x00\x05")},
    {"MQTT31-2.2-10", "topic of 32,768 characters", kV, kFromClient, publishTo(kTooLong),
     IssueCode::TopicTooLong31, Severity::Warning, publishTo(kLongest)},
    {"MQTT31-2.2-11", "wildcard in a topic", kV, kFromClient, publishTo("a/#"), IssueCode::TopicWildcard,
     Severity::ProtocolError, publishTo("a/b")},
    {"MQTT31-2.4-1", "Message ID 0", kV, kFromClient, raw("\x32\x05\x00\x01t\x00\x00"),
     IssueCode::PacketIdZero, Severity::ProtocolError, raw("\x32\x05\x00\x01t\x00\x01")},
    {"MQTT31-2.5-1", "a string that is not UTF-8", kV, kFromClient, publishTo("a\xff"),
     IssueCode::Utf8Invalid, Severity::Warning, publishTo("a\xc3\xbf")},
    {"MQTT31-2.6-1", "unused bits", kV, kFromClient, raw("\xc1\x00"), IssueCode::FixedHeaderFlags,
     Severity::Warning, raw("\xc0\x00")},
    {"MQTT31-2.6-1", "unused bits of DISCONNECT", kV, kFromClient, raw("\xe2\x00"),
     IssueCode::DisconnectFlags, Severity::Warning, raw("\xe0\x00")},
    {"MQTT31-3.1-2", "no client identifier", kV, kFromClient, connectWith(raw("\x02\x00\x3c\x00\x00")),
     IssueCode::ClientIdLength31, Severity::ProtocolError,
     connectWith(raw("\x02\x00\x3c\x00\x17"
                     "12345678901234567890123"))},
    {"MQTT31-3.1-2", "client identifier of 24 characters", kV, kFromClient,
     connectWith(raw("\x02\x00\x3c\x00\x18"
                     "123456789012345678901234")),
     IssueCode::ClientIdLength31, Severity::ProtocolError, kLongestClientId},
    {"MQTT31-3.1-2", "payload empty", kV, kFromClient, connectWith(raw("\x02\x00\x3c")),
     IssueCode::ClientIdMissing, Severity::Malformed, connectWith(raw("\x02\x00\x3c\x00\x01k"))},
    {"MQTT31-3.1-7", "user name flag of an old client", kV, kFromClient,
     connectWith(raw("\x82\x00\x3c\x00\x01k")), IssueCode::UserNameMissing, Severity::Warning,
     connectWith(raw("\x82\x00\x3c\x00\x01k\x00\x00"))},
    {"MQTT31-3.1-7", "password flag of an old client", kV, kFromClient,
     connectWith(raw("\xc2\x00\x3c\x00\x01k\x00\x01u")), IssueCode::PasswordMissing, Severity::Warning,
     connectWith(raw("\x82\x00\x3c\x00\x01k\x00\x01u"))},
    {"MQTT31-3.2-1", "reserved byte of CONNACK", kV, kFromServer, raw("\x20\x02\x01\x00"),
     IssueCode::ConnackFlagsReserved, Severity::Warning, raw("\x20\x02\x00\x00")},
    {"MQTT31-3.6-1", "PUBREL with QoS 0", kV, kFromClient, raw("\x60\x02\x00\x01"), IssueCode::PubrelFlags,
     Severity::Malformed, raw("\x6a\x02\x00\x01")},
    {"MQTT31-3.8-1", "SUBSCRIBE with QoS 0", kV, kFromClient, raw("\x80\x06\x00\x01\x00\x01t\x00"),
     IssueCode::SubscribeFlags, Severity::Malformed, raw("\x8a\x06\x00\x01\x00\x01t\x00")},
    {"MQTT31-3.8-3", "requested QoS 3", kV, kFromClient, raw("\x82\x06\x00\x01\x00\x01t\x03"),
     IssueCode::SubscriptionQosReserved, Severity::Malformed, raw("\x82\x06\x00\x01\x00\x01t\x02")},
    {"MQTT31-3.8-3", "other bits of the requested QoS", kV, kFromClient, raw("\x82\x06\x00\x01\x00\x01t\x04"),
     IssueCode::SubscriptionOptionsReserved, Severity::Malformed, raw("\x82\x06\x00\x01\x00\x01t\x01")},
    {"MQTT31-3.9-1", "granted QoS 0x80", kV, kFromServer, raw("\x90\x03\x00\x01\x80"),
     IssueCode::SubackCodeReserved, Severity::ProtocolError, raw("\x90\x03\x00\x01\x02")},
    {"MQTT31-3.10-1", "UNSUBSCRIBE with QoS 2", kV, kFromClient, raw("\xa4\x05\x00\x01\x00\x01t"),
     IssueCode::UnsubscribeFlags, Severity::Malformed, raw("\xa2\x05\x00\x01\x00\x01t")},
    {"MQTT31-3.11-1", "UNSUBACK with payload", kV, kFromServer, raw("\xb0\x03\x00\x01\x00"),
     IssueCode::UnsubackLength, Severity::ProtocolError, raw("\xb0\x02\x00\x01")},
    {"MQTT31-A-1", "# inside a level", kV, kFromClient, raw("\x82\x07\x00\x01\x00\x02t#\x00"),
     IssueCode::FilterHash, Severity::ProtocolError, raw("\x82\x08\x00\x01\x00\x03t/#\x00")},
    {"MQTT31-A-1", "+ inside a level", kV, kFromClient, raw("\xa2\x06\x00\x01\x00\x02+t"),
     IssueCode::FilterPlus, Severity::ProtocolError, raw("\xa2\x07\x00\x01\x00\x03+/t")},
    {"MQTT31-2.4-1", "Message ID 0 of a server", kV, kFromServer, raw("\x32\x05\x00\x01t\x00\x00"),
     IssueCode::PacketIdZeroFromServer, Severity::ProtocolError, raw("\x32\x05\x00\x01t\x00\x01")},
    {"MQTT31-2.4-1", "PUBACK with Message ID 0", kV, kFromServer, raw("\x40\x02\x00\x00"),
     IssueCode::AckPacketIdZero, Severity::ProtocolError, raw("\x40\x02\x00\x01")},
    {"MQTT31-2.4-1", "SUBACK with Message ID 0", kV, kFromServer, raw("\x90\x03\x00\x00\x00"),
     IssueCode::ReplyPacketIdZero, Severity::ProtocolError, raw("\x90\x03\x00\x01\x00")},

    // What the text of 3.1 has no sentence for, but what does not fit its tables.
    {"", "Remaining Length longer than needed", kV, kFromClient, raw("\xc0\x80\x00"),
     IssueCode::LengthNotMinimal, Severity::Warning, raw("\xc0\x00")},
    {"", "PINGREQ of a server", kV, kFromServer, raw("\xc0\x00"), IssueCode::WrongDirection,
     Severity::ProtocolError, raw("\xd0\x00")},
    {"", "DISCONNECT of a server", kV, kFromServer, raw("\xe0\x00"), IssueCode::WrongDirection,
     Severity::ProtocolError, raw("\xd0\x00")},
    {"", "user name without flag", kV, kFromClient, connectWith(raw("\x02\x00\x3c\x00\x01k\x00\x01u")),
     IssueCode::UserNameWithoutFlag, Severity::Warning, connectWith(raw("\x82\x00\x3c\x00\x01k\x00\x01u"))},
    {"", "password without flag", kV, kFromClient,
     connectWith(raw("\x82\x00\x3c\x00\x01k\x00\x01u\x00\x01p")), IssueCode::PasswordWithoutFlag,
     Severity::Warning, connectWith(raw("\xc2\x00\x3c\x00\x01k\x00\x01u\x00\x01p"))},
    {"", "CONNACK of three bytes", kV, kFromServer, raw("\x20\x03\x00\x00\x00"), IssueCode::ConnackLength,
     Severity::Malformed, raw("\x20\x02\x00\x00")},
    {"", "empty topic", kV, kFromClient, publishTo(""), IssueCode::TopicEmpty, Severity::Warning,
     publishTo(" ")},
    {"", "SUBSCRIBE without topic", kV, kFromClient, raw("\x82\x02\x00\x01"), IssueCode::SubscribeEmpty,
     Severity::Warning, raw("\x82\x06\x00\x01\x00\x01t\x00")},
    {"", "UNSUBSCRIBE without topic", kV, kFromClient, raw("\xa2\x02\x00\x01"), IssueCode::UnsubscribeEmpty,
     Severity::Warning, raw("\xa2\x05\x00\x01\x00\x01t")},
    {"", "SUBACK without granted QoS", kV, kFromServer, raw("\x90\x02\x00\x01"), IssueCode::SubackEmpty,
     Severity::Warning, raw("\x90\x03\x00\x01\x00")},
    {"", "PUBACK of three bytes", kV, kFromServer, raw("\x40\x03\x00\x01\x00"), IssueCode::AckLength,
     Severity::Malformed, raw("\x40\x02\x00\x01")},
    {"", "PINGRESP with a body", kV, kFromServer, raw("\xd0\x01\x00"), IssueCode::PingLength,
     Severity::Warning, raw("\xd0\x00")},
    {"", "bytes behind a CONNECT", kV, kFromClient, connectWith(raw("\x02\x00\x3c\x00\x01k\xff")),
     IssueCode::TrailingBytes, Severity::Warning, connectWith(raw("\x02\x00\x3c\x00\x01k"))},
    {"", "a client identifier behind the end", kV, kFromClient, connectWith(raw("\x02\x00\x3c\x00\x02k")),
     IssueCode::FieldPastEnd, Severity::Unreadable, connectWith(raw("\x02\x00\x3c\x00\x02kk"))},
};

} // namespace

std::span<const RuleCase> rules31()
{
    return kRules;
}

} // namespace mqttscope::test
