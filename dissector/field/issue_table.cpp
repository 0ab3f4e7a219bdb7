// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/field/issue_table.h"

#include <algorithm>

// Identifiers and severities: MQTT 3.1.1 and 5.0 as numbered by OASIS; "MQTT31-...", "MQTT311-§..." and
// "MQTT5-§..." stand for rules that have no number: the clause, then a word.
namespace mqttscope::field {
namespace {

constexpr IssueRule kSilent{};

constexpr IssueInfo inEveryVersion(IssueCode code, std::string_view name, Severity severity)
{
    const IssueRule rule{true, severity, {}};
    return {code, name, rule, rule, rule};
}

constexpr std::array<IssueInfo, kIssueCodeCount> kTable = {{
    {IssueCode::FieldPastEnd, "field-past-end", IssueRule{true, Severity::Unreadable, ""},
     IssueRule{true, Severity::Unreadable, "MQTT311-§2.2.3-field-past-end"},
     IssueRule{true, Severity::Unreadable, "MQTT5-§1.5-field-past-end"}},
    {IssueCode::TrailingBytes, "trailing-bytes", IssueRule{true, Severity::Warning, ""},
     IssueRule{true, Severity::Malformed, "MQTT311-§2.2.3-trailing-bytes"},
     IssueRule{true, Severity::Malformed, "MQTT5-§2.1.4-trailing-bytes"}},
    inEveryVersion(IssueCode::NotCaptured, "not-captured", Severity::Note),
    inEveryVersion(IssueCode::LengthTooSmall, "length-too-small", Severity::Malformed),
    inEveryVersion(IssueCode::LengthTooLarge, "length-too-large", Severity::Warning),
    inEveryVersion(IssueCode::BadIpVersion, "bad-ip-version", Severity::Malformed),
    inEveryVersion(IssueCode::BadIpChecksum, "bad-ip-checksum", Severity::Warning),
    inEveryVersion(IssueCode::BadTcpChecksum, "bad-tcp-checksum", Severity::Note),
    inEveryVersion(IssueCode::TcpChecksumOffloaded, "tcp-checksum-offloaded", Severity::Note),
    inEveryVersion(IssueCode::FragmentOverlap, "fragment-overlap", Severity::Warning),
    inEveryVersion(IssueCode::FragmentIncomplete, "fragment-incomplete", Severity::Note),
    inEveryVersion(IssueCode::TooManyHeaders, "too-many-headers", Severity::Warning),
    inEveryVersion(IssueCode::UnsupportedProtocol, "unsupported-protocol", Severity::Note),
    inEveryVersion(IssueCode::UnsupportedLinkType, "unsupported-link-type", Severity::Note),
    inEveryVersion(IssueCode::ConflictingSegment, "conflicting-segment", Severity::Warning),
    inEveryVersion(IssueCode::StreamGap, "stream-gap", Severity::Note),
    inEveryVersion(IssueCode::ResumeGuessed, "resume-guessed", Severity::Note),
    {IssueCode::PacketTypeReserved, "packet-type-reserved",
     IssueRule{true, Severity::Malformed, "MQTT31-2.1-2"},
     IssueRule{true, Severity::Malformed, "MQTT311-§2.2.1-packet-type"},
     IssueRule{true, Severity::Malformed, "MQTT5-§2.1.2-packet-type-0"}},
    {IssueCode::PacketTypeNotInVersion, "packet-type-not-in-version",
     IssueRule{true, Severity::Malformed, "MQTT31-2.1-2"},
     IssueRule{true, Severity::Malformed, "MQTT311-§2.2.1-packet-type"}, kSilent},
    {IssueCode::FixedHeaderFlags, "fixed-header-flags", IssueRule{true, Severity::Warning, "MQTT31-2.6-1"},
     IssueRule{true, Severity::Malformed, "MQTT-2.2.2-1"},
     IssueRule{true, Severity::Malformed, "MQTT-2.1.3-1"}},
    {IssueCode::PubrelFlags, "pubrel-flags", IssueRule{true, Severity::Malformed, "MQTT31-3.6-1"},
     IssueRule{true, Severity::Malformed, "MQTT-3.6.1-1 MQTT-2.2.2-1"},
     IssueRule{true, Severity::Malformed, "MQTT-3.6.1-1 MQTT-2.1.3-1"}},
    {IssueCode::SubscribeFlags, "subscribe-flags", IssueRule{true, Severity::Malformed, "MQTT31-3.8-1"},
     IssueRule{true, Severity::Malformed, "MQTT-3.8.1-1 MQTT-2.2.2-1"},
     IssueRule{true, Severity::Malformed, "MQTT-3.8.1-1 MQTT-2.1.3-1"}},
    {IssueCode::UnsubscribeFlags, "unsubscribe-flags", IssueRule{true, Severity::Malformed, "MQTT31-3.10-1"},
     IssueRule{true, Severity::Malformed, "MQTT-3.10.1-1 MQTT-2.2.2-1"},
     IssueRule{true, Severity::Malformed, "MQTT-3.10.1-1 MQTT-2.1.3-1"}},
    {IssueCode::DisconnectFlags, "disconnect-flags", IssueRule{true, Severity::Warning, "MQTT31-2.6-1"},
     IssueRule{true, Severity::Malformed, "MQTT-3.14.1-1 MQTT-2.2.2-1"},
     IssueRule{true, Severity::Malformed, "MQTT-3.14.1-1 MQTT-2.1.3-1"}},
    {IssueCode::AuthFlags, "auth-flags", kSilent, kSilent,
     IssueRule{true, Severity::Malformed, "MQTT-3.15.1-1 MQTT-2.1.3-1"}},
    {IssueCode::RemainingLengthTooLong, "remaining-length-too-long",
     IssueRule{true, Severity::Unreadable, "MQTT31-2.1-1"},
     IssueRule{true, Severity::Unreadable, "MQTT311-§2.2.3-length-too-long"},
     IssueRule{true, Severity::Unreadable, "MQTT5-§1.5.5-vbi-too-long"}},
    {IssueCode::LengthNotMinimal, "length-not-minimal", IssueRule{true, Severity::Warning, ""},
     IssueRule{true, Severity::Warning, "MQTT311-§2.2.3-length-not-minimal"},
     IssueRule{true, Severity::Malformed, "MQTT-1.5.5-1"}},
    {IssueCode::VbiTooLong, "vbi-too-long", kSilent, kSilent,
     IssueRule{true, Severity::Malformed, "MQTT5-§1.5.5-vbi-too-long"}},
    {IssueCode::QosReserved, "qos-reserved", IssueRule{true, Severity::Malformed, "MQTT31-2.1-3"},
     IssueRule{true, Severity::Malformed, "MQTT-3.3.1-4"},
     IssueRule{true, Severity::Malformed, "MQTT-3.3.1-4"}},
    {IssueCode::DupWithQos0, "dup-with-qos0", IssueRule{true, Severity::Warning, "MQTT31-2.1-4"},
     IssueRule{true, Severity::Malformed, "MQTT-3.3.1-2 MQTT-4.3.1-1"},
     IssueRule{true, Severity::Malformed, "MQTT-3.3.1-2 MQTT-4.3.1-1"}},
    {IssueCode::WrongDirection, "wrong-direction", IssueRule{true, Severity::ProtocolError, ""},
     IssueRule{true, Severity::ProtocolError, "MQTT311-§2.2.1-wrong-direction"},
     IssueRule{true, Severity::ProtocolError, "MQTT5-§2.1.2-wrong-direction"}},
    {IssueCode::Utf8Invalid, "utf8-invalid", IssueRule{true, Severity::Warning, "MQTT31-2.5-1"},
     IssueRule{true, Severity::Malformed, "MQTT-1.5.3-1"},
     IssueRule{true, Severity::Malformed, "MQTT-1.5.4-1"}},
    {IssueCode::Utf8Nul, "utf8-nul", kSilent, IssueRule{true, Severity::Malformed, "MQTT-1.5.3-2"},
     IssueRule{true, Severity::Malformed, "MQTT-1.5.4-2"}},
    {IssueCode::Utf8Disallowed, "utf8-disallowed", kSilent,
     IssueRule{true, Severity::Warning, "MQTT311-§1.5.3-disallowed-code-points"},
     IssueRule{true, Severity::Warning, "MQTT5-§1.5.4-disallowed-code-points"}},
    {IssueCode::ProtocolName, "protocol-name", IssueRule{true, Severity::ProtocolError, "MQTT31-2.2-1"},
     IssueRule{true, Severity::ProtocolError, "MQTT-3.1.2-1"},
     IssueRule{true, Severity::ProtocolError, "MQTT-3.1.2-1"}},
    {IssueCode::ProtocolLevel, "protocol-level", IssueRule{true, Severity::ProtocolError, "MQTT31-2.2-2"},
     IssueRule{true, Severity::ProtocolError, "MQTT-3.1.2-2"},
     IssueRule{true, Severity::ProtocolError, "MQTT-3.1.2-2"}},
    {IssueCode::ProtocolLevel31, "protocol-level-31",
     IssueRule{true, Severity::ProtocolError, "MQTT31-2.2-2"},
     IssueRule{true, Severity::ProtocolError, "MQTT31-2.2-2"},
     IssueRule{true, Severity::ProtocolError, "MQTT31-2.2-2"}},
    {IssueCode::ProtocolNameLevel, "protocol-name-level",
     IssueRule{true, Severity::ProtocolError, "MQTT31-2.2-1"},
     IssueRule{true, Severity::ProtocolError, "MQTT311-§3.1.2.3-protocol-name-level MQTT-3.1.2-1"},
     IssueRule{true, Severity::ProtocolError, "MQTT-3.1.2-1"}},
    {IssueCode::ConnectFlagsReserved, "connect-flags-reserved",
     IssueRule{true, Severity::Warning, "MQTT31-2.2-3"}, IssueRule{true, Severity::Malformed, "MQTT-3.1.2-3"},
     IssueRule{true, Severity::Malformed, "MQTT-3.1.2-3"}},
    {IssueCode::WillQosReserved, "will-qos-reserved", IssueRule{true, Severity::Malformed, "MQTT31-2.1-3"},
     IssueRule{true, Severity::Malformed, "MQTT-3.1.2-14"},
     IssueRule{true, Severity::Malformed, "MQTT-3.1.2-12 MQTT5-§3.1.2.6-will-qos-3"}},
    {IssueCode::WillQosWithoutWill, "will-qos-without-will", kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT-3.1.2-13 MQTT-3.1.2-11"},
     IssueRule{true, Severity::ProtocolError, "MQTT-3.1.2-11"}},
    {IssueCode::WillRetainWithoutWill, "will-retain-without-will", kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT-3.1.2-15 MQTT-3.1.2-11"},
     IssueRule{true, Severity::ProtocolError, "MQTT-3.1.2-13"}},
    {IssueCode::PasswordWithoutUserName, "password-without-user-name",
     IssueRule{true, Severity::ProtocolError, "MQTT31-2.2-5"},
     IssueRule{true, Severity::Malformed, "MQTT-3.1.2-22"}, kSilent},
    {IssueCode::WillMissing, "will-missing", IssueRule{true, Severity::Malformed, "MQTT31-2.2-4"},
     IssueRule{true, Severity::Malformed, "MQTT-3.1.2-9"},
     IssueRule{true, Severity::Malformed, "MQTT-3.1.2-9"}},
    {IssueCode::UserNameMissing, "user-name-missing", IssueRule{true, Severity::Warning, "MQTT31-3.1-7"},
     IssueRule{true, Severity::Malformed, "MQTT-3.1.2-19"},
     IssueRule{true, Severity::Malformed, "MQTT-3.1.2-17"}},
    {IssueCode::PasswordMissing, "password-missing", IssueRule{true, Severity::Warning, "MQTT31-3.1-7"},
     IssueRule{true, Severity::Malformed, "MQTT-3.1.2-21"},
     IssueRule{true, Severity::Malformed, "MQTT-3.1.2-19"}},
    {IssueCode::UserNameWithoutFlag, "user-name-without-flag", IssueRule{true, Severity::Warning, ""},
     IssueRule{true, Severity::Malformed, "MQTT-3.1.2-18 MQTT311-§2.2.3-trailing-bytes"},
     IssueRule{true, Severity::Malformed, "MQTT-3.1.2-16 MQTT5-§2.1.4-trailing-bytes"}},
    {IssueCode::PasswordWithoutFlag, "password-without-flag", IssueRule{true, Severity::Warning, ""},
     IssueRule{true, Severity::Malformed, "MQTT-3.1.2-20 MQTT311-§2.2.3-trailing-bytes"},
     IssueRule{true, Severity::Malformed, "MQTT-3.1.2-18 MQTT5-§2.1.4-trailing-bytes"}},
    {IssueCode::ClientIdMissing, "client-id-missing", IssueRule{true, Severity::Malformed, "MQTT31-3.1-2"},
     IssueRule{true, Severity::Malformed, "MQTT-3.1.3-3"},
     IssueRule{true, Severity::Malformed, "MQTT-3.1.3-3"}},
    {IssueCode::ClientIdEmptyNotClean, "client-id-empty-not-clean", kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT-3.1.3-7"}, kSilent},
    {IssueCode::ClientIdLength31, "client-id-length-31",
     IssueRule{true, Severity::ProtocolError, "MQTT31-3.1-2"}, kSilent, kSilent},
    {IssueCode::ConnackLength, "connack-length", IssueRule{true, Severity::Malformed, ""},
     IssueRule{true, Severity::Malformed, "MQTT311-§3.2-length-2"},
     IssueRule{true, Severity::Unreadable, "MQTT5-§1.5-field-past-end"}},
    {IssueCode::ConnackFlagsReserved, "connack-flags-reserved",
     IssueRule{true, Severity::Warning, "MQTT31-3.2-1"},
     IssueRule{true, Severity::Malformed, "MQTT311-§3.2.2.1-flags-reserved"},
     IssueRule{true, Severity::Malformed, "MQTT-3.2.2-1"}},
    {IssueCode::SessionPresentWithError, "session-present-with-error", kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT-3.2.2-4"},
     IssueRule{true, Severity::ProtocolError, "MQTT-3.2.2-6"}},
    {IssueCode::ReturnCodeReserved, "return-code-reserved",
     IssueRule{true, Severity::ProtocolError, "MQTT31-2.2-9"},
     IssueRule{true, Severity::ProtocolError, "MQTT311-§3.2.2.3-return-code-reserved MQTT-3.2.2-6"}, kSilent},
    {IssueCode::ReasonCodeUnknown, "reason-code-unknown", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT5-§2.4-unknown-reason-code"}},
    {IssueCode::ReasonCodeSentBy, "reason-code-sent-by", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, ""}},
    {IssueCode::ReasonCodeDoubtful, "reason-code-doubtful", kSilent, kSilent,
     IssueRule{true, Severity::Warning, "MQTT-3.14.2-1"}},
    {IssueCode::PacketIdZero, "packet-id-zero", IssueRule{true, Severity::ProtocolError, "MQTT31-2.4-1"},
     IssueRule{true, Severity::ProtocolError, "MQTT-2.3.1-1"},
     IssueRule{true, Severity::ProtocolError, "MQTT-2.2.1-3"}},
    {IssueCode::PacketIdZeroFromServer, "packet-id-zero-from-server",
     IssueRule{true, Severity::ProtocolError, "MQTT31-2.4-1"},
     IssueRule{true, Severity::ProtocolError, "MQTT-2.3.1-1"},
     IssueRule{true, Severity::ProtocolError, "MQTT-2.2.1-4"}},
    {IssueCode::AckPacketIdZero, "ack-packet-id-zero",
     IssueRule{true, Severity::ProtocolError, "MQTT31-2.4-1"},
     IssueRule{true, Severity::ProtocolError, "MQTT-2.3.1-6"},
     IssueRule{true, Severity::ProtocolError, "MQTT-2.2.1-5"}},
    {IssueCode::ReplyPacketIdZero, "reply-packet-id-zero",
     IssueRule{true, Severity::ProtocolError, "MQTT31-2.4-1"},
     IssueRule{true, Severity::ProtocolError, "MQTT-2.3.1-7"},
     IssueRule{true, Severity::ProtocolError, "MQTT-2.2.1-6"}},
    {IssueCode::TopicEmpty, "topic-empty", IssueRule{true, Severity::Warning, ""},
     IssueRule{true, Severity::ProtocolError, "MQTT-4.7.3-1"},
     IssueRule{true, Severity::ProtocolError, "MQTT-4.7.3-1"}},
    {IssueCode::TopicEmptyNoAlias, "topic-empty-no-alias", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT5-§3.3.2.1-no-topic-no-alias MQTT-4.7.3-1"}},
    {IssueCode::TopicTooLong31, "topic-too-long-31", IssueRule{true, Severity::Warning, "MQTT31-2.2-10"},
     kSilent, kSilent},
    {IssueCode::TopicWildcard, "topic-wildcard", IssueRule{true, Severity::ProtocolError, "MQTT31-2.2-11"},
     IssueRule{true, Severity::ProtocolError, "MQTT-3.3.2-2 MQTT-4.7.1-1"},
     IssueRule{true, Severity::ProtocolError, "MQTT-3.3.2-2 MQTT-4.7.0-1"}},
    {IssueCode::FilterHash, "filter-hash", IssueRule{true, Severity::ProtocolError, "MQTT31-A-1"},
     IssueRule{true, Severity::ProtocolError, "MQTT-4.7.1-2"},
     IssueRule{true, Severity::ProtocolError, "MQTT-4.7.1-1"}},
    {IssueCode::FilterPlus, "filter-plus", IssueRule{true, Severity::ProtocolError, "MQTT31-A-1"},
     IssueRule{true, Severity::ProtocolError, "MQTT-4.7.1-3"},
     IssueRule{true, Severity::ProtocolError, "MQTT-4.7.1-2"}},
    {IssueCode::SharedFilterName, "shared-filter-name", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT-4.8.2-1"}},
    {IssueCode::SharedFilterSyntax, "shared-filter-syntax", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT-4.8.2-2"}},
    {IssueCode::SubscribeEmpty, "subscribe-empty", IssueRule{true, Severity::Warning, ""},
     IssueRule{true, Severity::ProtocolError, "MQTT-3.8.3-3"},
     IssueRule{true, Severity::ProtocolError, "MQTT-3.8.3-2"}},
    {IssueCode::UnsubscribeEmpty, "unsubscribe-empty", IssueRule{true, Severity::Warning, ""},
     IssueRule{true, Severity::ProtocolError, "MQTT-3.10.3-2"},
     IssueRule{true, Severity::ProtocolError, "MQTT-3.10.3-2"}},
    {IssueCode::SubackEmpty, "suback-empty", IssueRule{true, Severity::Warning, ""},
     IssueRule{true, Severity::ProtocolError, "MQTT311-§3.9.3-suback-empty"},
     IssueRule{true, Severity::ProtocolError, "MQTT5-§3.9.3-suback-empty"}},
    {IssueCode::SubackCodeReserved, "suback-code-reserved",
     IssueRule{true, Severity::ProtocolError, "MQTT31-3.9-1"},
     IssueRule{true, Severity::ProtocolError, "MQTT-3.9.3-2"}, kSilent},
    {IssueCode::SubscriptionOptionsReserved, "subscription-options-reserved",
     IssueRule{true, Severity::Malformed, "MQTT31-3.8-3"},
     IssueRule{true, Severity::Malformed, "MQTT-3-8.3-4"},
     IssueRule{true, Severity::Malformed, "MQTT-3.8.3-5"}},
    {IssueCode::SubscriptionQosReserved, "subscription-qos-reserved",
     IssueRule{true, Severity::Malformed, "MQTT31-3.8-3"},
     IssueRule{true, Severity::Malformed, "MQTT-3-8.3-4"},
     IssueRule{true, Severity::ProtocolError, "MQTT5-§3.8.3.1-max-qos-3"}},
    {IssueCode::RetainHandlingReserved, "retain-handling-reserved", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT5-§3.8.3.1-retain-handling-3"}},
    {IssueCode::NoLocalShared, "no-local-shared", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT-3.8.3-4"}},
    {IssueCode::AckLength, "ack-length", IssueRule{true, Severity::Malformed, ""},
     IssueRule{true, Severity::Malformed, "MQTT311-§3.4-length-2"},
     IssueRule{true, Severity::Unreadable, "MQTT5-§3.4.2.1-short-ack"}},
    {IssueCode::UnsubackLength, "unsuback-length", IssueRule{true, Severity::ProtocolError, "MQTT31-3.11-1"},
     IssueRule{true, Severity::Malformed, "MQTT311-§3.4-length-2"}, kSilent},
    {IssueCode::PingLength, "ping-length", IssueRule{true, Severity::Warning, ""},
     IssueRule{true, Severity::Malformed, "MQTT311-§3.12-ping-length"},
     IssueRule{true, Severity::Malformed, "MQTT5-§3.12-ping-length"}},
    {IssueCode::PropertyLengthMissing, "property-length-missing", kSilent, kSilent,
     IssueRule{true, Severity::Malformed, "MQTT-2.2.2-1"}},
    {IssueCode::PropertyUnknown, "property-unknown", kSilent, kSilent,
     IssueRule{true, Severity::Malformed, "MQTT5-§2.2.2.2-unknown-property"}},
    {IssueCode::PropertyNotAllowed, "property-not-allowed", kSilent, kSilent,
     IssueRule{true, Severity::Malformed, "MQTT5-§2.2.2.2-property-not-allowed"}},
    {IssueCode::PropertyTwice, "property-twice", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT5-§3.x-property-twice"}},
    {IssueCode::PropertyTwiceInPublish, "property-twice-in-publish", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT5-§3.3.2.3.2-property-twice MQTT5-§3.x-property-twice"}},
    {IssueCode::PropertyValueZero, "property-value-zero", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, ""}},
    {IssueCode::PropertyValueRange, "property-value-range", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT5-§3.2.2.3-boolean-value"}},
    {IssueCode::PropertyLengthLies, "property-length-lies", kSilent, kSilent,
     IssueRule{true, Severity::Malformed, "MQTT5-§1.5-field-past-end MQTT5-§2.2.2.2-property-type"}},
    {IssueCode::PropertyWrongSender, "property-wrong-sender", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, ""}},
    {IssueCode::AuthDataWithoutMethod, "auth-data-without-method", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT5-§3.1.2.11.10-auth-data-without-method"}},
    {IssueCode::AuthMethodMissing, "auth-method-missing", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT5-§3.15.2.2.2-method-missing"}},
    {IssueCode::PayloadNotUtf8, "payload-not-utf8", kSilent, kSilent,
     IssueRule{true, Severity::Warning, "MQTT5-§3.1.3.2.3-payload-format"}},
    {IssueCode::TopicAliasZero, "topic-alias-zero", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT-3.3.2-8 MQTT5-§3.3.4-alias-invalid"}},
    {IssueCode::TopicAliasUnknown, "topic-alias-unknown", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT5-§3.3.4-alias-unknown"}},
    {IssueCode::ResponseTopicWildcard, "response-topic-wildcard", kSilent, kSilent,
     IssueRule{true, Severity::ProtocolError, "MQTT-3.3.2-14"}},
    {IssueCode::ServerReferenceCode, "server-reference-code", kSilent, kSilent,
     IssueRule{true, Severity::Warning, "MQTT5-§3.2.2.3.16-server-reference"}},
    inEveryVersion(IssueCode::VersionUnknown, "version-unknown", Severity::Note),
    inEveryVersion(IssueCode::VersionGuessed, "version-guessed", Severity::Note),
    inEveryVersion(IssueCode::VersionContradicted, "version-contradicted", Severity::Warning),
}};

constexpr bool rowsStandInOrder()
{
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        if (static_cast<std::size_t>(kTable[i].code) != i)
            return false;
    }
    return true;
}
static_assert(rowsStandInOrder(), "the rows must stand in the order of IssueCode");

/// The statements about one field; they replace those of the code. An empty list replaces nothing.
struct Refinement {
    IssueCode code;
    FieldId field;
    std::string_view v31;
    std::string_view v311;
    std::string_view v50;
};

constexpr std::array kRefinements = {
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttClientid, "", "MQTT-1.5.3-1 MQTT-3.1.3-4",
               "MQTT-1.5.4-1 MQTT-3.1.3-4"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttWilltopic, "", "MQTT-1.5.3-1 MQTT-3.1.3-10",
               "MQTT-1.5.4-1 MQTT-3.1.3-11"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttUsername, "", "MQTT-1.5.3-1 MQTT-3.1.3-11",
               "MQTT-1.5.4-1 MQTT-3.1.3-12"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttTopic, "", "MQTT-1.5.3-1 MQTT-3.3.2-1",
               "MQTT-1.5.4-1 MQTT-3.3.2-1"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttFilter, "", "MQTT-1.5.3-1 MQTT-3.8.3-1",
               "MQTT-1.5.4-1 MQTT-3.8.3-1"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttUnsubFilter, "", "MQTT-1.5.3-1 MQTT-3.10.3-1",
               "MQTT-1.5.4-1 MQTT-3.10.3-1"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttPropKey, "", "", "MQTT-1.5.4-1 MQTT-1.5.7-1"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttPropValue, "", "", "MQTT-1.5.4-1 MQTT-1.5.7-1"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttPropResponseTopic, "", "", "MQTT-1.5.4-1 MQTT-3.3.2-13"},
    Refinement{IssueCode::Utf8Invalid, FieldId::MqttPropOwnContentType, "", "", "MQTT-1.5.4-1 MQTT-3.3.2-19"},
    Refinement{IssueCode::Utf8Nul, FieldId::MqttTopic, "", "MQTT-1.5.3-2 MQTT-4.7.3-2",
               "MQTT-1.5.4-2 MQTT-4.7.3-2"},
    Refinement{IssueCode::Utf8Nul, FieldId::MqttFilter, "", "MQTT-1.5.3-2 MQTT-4.7.3-2",
               "MQTT-1.5.4-2 MQTT-4.7.3-2"},
    Refinement{IssueCode::Utf8Nul, FieldId::MqttUnsubFilter, "", "MQTT-1.5.3-2 MQTT-4.7.3-2",
               "MQTT-1.5.4-2 MQTT-4.7.3-2"},
    Refinement{IssueCode::Utf8Nul, FieldId::MqttWilltopic, "", "MQTT-1.5.3-2 MQTT-4.7.3-2",
               "MQTT-1.5.4-2 MQTT-4.7.3-2"},
    Refinement{IssueCode::Utf8Nul, FieldId::MqttPropResponseTopic, "", "", "MQTT-1.5.4-2 MQTT-4.7.3-2"},
    Refinement{IssueCode::Utf8Nul, FieldId::MqttPropKey, "", "", "MQTT-1.5.4-2 MQTT-1.5.7-1"},
    Refinement{IssueCode::Utf8Nul, FieldId::MqttPropValue, "", "", "MQTT-1.5.4-2 MQTT-1.5.7-1"},
    Refinement{IssueCode::TopicWildcard, FieldId::MqttWilltopic, "MQTT31-2.2-11", "MQTT-4.7.1-1",
               "MQTT-4.7.0-1"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttConnackReason, "", "",
               "MQTT-3.2.2-8 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttPubackReason, "", "",
               "MQTT-3.4.2-1 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttPubrecReason, "", "",
               "MQTT-3.5.2-1 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttPubrelReason, "", "",
               "MQTT-3.6.2-1 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttPubcompReason, "", "",
               "MQTT-3.7.2-1 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttSubackReason, "", "",
               "MQTT-3.9.3-2 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttUnsubackReason, "", "",
               "MQTT-3.11.3-2 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttDisconnectReason, "", "",
               "MQTT-3.14.2-1 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeUnknown, FieldId::MqttAuthReason, "", "",
               "MQTT-3.15.2-1 MQTT5-§2.4-unknown-reason-code"},
    Refinement{IssueCode::ReasonCodeSentBy, FieldId::MqttPubackReason, "", "", "MQTT-3.4.2-1"},
    Refinement{IssueCode::ReasonCodeSentBy, FieldId::MqttPubrecReason, "", "", "MQTT-3.5.2-1"},
    Refinement{IssueCode::ReasonCodeSentBy, FieldId::MqttDisconnectReason, "", "", "MQTT5-§3.14.2.1-sent-by"},
    Refinement{IssueCode::ReasonCodeSentBy, FieldId::MqttAuthReason, "", "", "MQTT5-§3.15.2.1-sent-by"},
    Refinement{IssueCode::PropertyValueZero, FieldId::MqttPropReceiveMaximum, "", "",
               "MQTT5-§3.1.2.11.3-receive-maximum-zero"},
    Refinement{IssueCode::PropertyValueZero, FieldId::MqttPropMaximumPacketSize, "", "",
               "MQTT5-§3.1.2.11.4-maximum-packet-size-zero"},
    Refinement{IssueCode::PropertyValueZero, FieldId::MqttPropSubscriptionIdentifier, "", "",
               "MQTT5-§3.3.2.3.8-subid-zero"},
    Refinement{IssueCode::PropertyValueRange, FieldId::MqttPropPayloadFormatIndicator, "", "",
               "MQTT5-§3.1.3.2.3-payload-format-value"},
    Refinement{IssueCode::PropertyValueRange, FieldId::MqttPropRequestProblemInformation, "", "",
               "MQTT5-§3.1.2.11.6-boolean-value"},
    Refinement{IssueCode::PropertyValueRange, FieldId::MqttPropRequestResponseInformation, "", "",
               "MQTT5-§3.1.2.11.6-boolean-value"},
    Refinement{IssueCode::PropertyWrongSender, FieldId::MqttPropSubscriptionIdentifier, "", "",
               "MQTT-3.3.4-6"},
    Refinement{IssueCode::PropertyWrongSender, FieldId::MqttPropSessionExpiryInterval, "", "",
               "MQTT-3.14.2-2"},
    Refinement{IssueCode::PropertyWrongSender, FieldId::MqttPropServerReference, "", "",
               "MQTT5-§2.2.2.2-property-not-allowed"},
};

template <class Row> constexpr const auto& ofVersion(const Row& row, std::uint8_t version)
{
    return version == 3 ? row.v31 : version == 5 ? row.v50 : row.v311;
}

} // namespace

RuleIds::RuleIds(std::string_view list)
{
    while (!list.empty() && m_size < kMax) {
        const std::size_t space = std::min(list.find(' '), list.size());
        m_ids[m_size++] = list.substr(0, space);
        list.remove_prefix(std::min(space + 1, list.size()));
    }
}

std::span<const IssueInfo> issueTable()
{
    return kTable;
}

const IssueInfo& issueInfo(IssueCode code)
{
    return kTable[static_cast<std::size_t>(code)];
}

const IssueRule& issueRule(IssueCode code, std::uint8_t version)
{
    return ofVersion(issueInfo(code), version);
}

RuleIds ruleIds(IssueCode code, FieldId field, std::uint8_t version)
{
    const auto* found = std::find_if(kRefinements.begin(), kRefinements.end(), [&](const Refinement& r) {
        return r.code == code && r.field == field && !ofVersion(r, version).empty();
    });
    if (found != kRefinements.end())
        return RuleIds(ofVersion(*found, version));
    return RuleIds(issueRule(code, version).ids);
}

std::string_view ruleId(IssueCode code, FieldId field, std::uint8_t version)
{
    return ruleIds(code, field, version)[0];
}

std::string_view ruleId(IssueCode code, std::uint8_t version)
{
    return ruleId(code, FieldId::None, version);
}

} // namespace mqttscope::field
