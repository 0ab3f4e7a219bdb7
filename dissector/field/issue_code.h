// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace mqttscope::field {

/// How bad an issue is, mildest first.
enum class Severity : std::uint8_t {
    Note,          ///< a fact worth knowing that breaks no rule
    Warning,       ///< wrong or unwise, nobody has to close the connection
    ProtocolError, ///< readable, but not allowed here
    Malformed,     ///< breaks the format of the packet; the layout after it may still be known
    Unreadable,    ///< the layout is lost: nothing after it in this packet can be read
};

/// What is wrong. Each code has a row in the issue table (issue_table.h) with its rule in each version of
/// MQTT.
///
/// The codes of this header are seen in one packet or below; those of the two included lists take the history
/// of a connection, of a session or of several clients. Their comments say when they are raised, then "at"
/// the field they point at: of the packet just named, as it was sent. What `expected` and `found` mean
/// follows; not mentioned, they are 0. An absence ("missing", "not ...") points at the packet that waits, and
/// is raised when the observer may conclude that nothing comes: the peer has since answered something sent
/// later, or the connection has ended. "frame" = number of the frame in the capture.
enum class IssueCode : std::uint16_t {
    // any layer
    FieldPastEnd,   ///< a field reaches beyond its container; expected = bytes wanted, found = bytes there
    TrailingBytes,  ///< bytes are left after the last field; found = how many
    NotCaptured,    ///< the bytes exist but are not in the capture (snap length or gap); found = how many are
                    ///< missing
    LengthTooSmall, ///< a length field is smaller than the header it belongs to; expected = least, found =
                    ///< value
    LengthTooLarge, ///< a length field promises more than there is; expected = most, found = value

    // network layers
    BadIpVersion,         ///< expected = 4 or 6, found = the version nibble
    BadIpChecksum,        ///< expected = computed, found = in the header
    BadTcpChecksum,       ///< likewise; a note, because network cards compute it after the capture
    TcpChecksumOffloaded, ///< only the sum of the pseudo header stands there; expected, found likewise
    FragmentOverlap,      ///< an IP fragment contradicts an earlier one
    FragmentIncomplete,   ///< fragments are missing: the datagram cannot be read
    TooManyHeaders,       ///< more stacked headers than the limit; expected = the limit
    UnsupportedProtocol,  ///< a layer that is not decoded; found = its number
    UnsupportedLinkType,  ///< likewise; found = the link type

    // streams
    ConflictingSegment, ///< a retransmission carries other bytes than the first copy; the first copy counts
    StreamGap,          ///< bytes of the stream are not in the capture; found = how many
    ResumeGuessed,      ///< after a gap the start of the next message is a guess

    // WebSocket
    WebSocketOpcode,      ///< a data frame is not binary; at the opcode; expected = 2, found = the opcode
    WebSocketNotOffered,  ///< the upgrade does not offer the subprotocol "mqtt"; at Sec-WebSocket-Protocol
    WebSocketNotSelected, ///< the answer does not select "mqtt"; at Sec-WebSocket-Protocol

    // MQTT: fixed header
    PacketTypeReserved,     ///< type 0; found = the type
    PacketTypeNotInVersion, ///< type 15, AUTH, before 5.0
    FixedHeaderFlags,       ///< reserved flag bits differ from the table; expected, found = low four bits
    PubrelFlags,            ///< likewise, of PUBREL
    SubscribeFlags,         ///< likewise, of SUBSCRIBE
    UnsubscribeFlags,       ///< likewise, of UNSUBSCRIBE
    DisconnectFlags,        ///< likewise, of DISCONNECT
    AuthFlags,              ///< likewise, of AUTH
    RemainingLengthTooLong, ///< the continuation bit is set in the fourth byte
    LengthNotMinimal,       ///< a Variable Byte Integer is longer than needed; expected, found = bytes
    VbiTooLong,             ///< a Variable Byte Integer inside the packet has more than four bytes
    QosReserved,            ///< QoS 3
    DupWithQos0,            ///< DUP = 1 although QoS = 0
    WrongDirection,         ///< the packet type does not flow in this direction

    // MQTT: strings
    Utf8Invalid,    ///< ill-formed UTF-8 or a surrogate; range = the bad bytes
    Utf8Nul,        ///< U+0000 in a string
    Utf8Disallowed, ///< control character or non-character; found = the code point

    // MQTT: CONNECT
    ProtocolName,            ///< neither "MQTT" nor (3.1) "MQIsdp"
    ProtocolLevel,           ///< not 3, 4 or 5; found = the level
    ProtocolLevel31,         ///< behind the name of 3.1: not 3, 4 or 5; found = the level
    ProtocolNameLevel,       ///< name and level do not fit together; found = the level
    ConnectFlagsReserved,    ///< bit 0 of the Connect Flags is 1
    WillQosReserved,         ///< Will QoS 3
    WillQosWithoutWill,      ///< Will QoS is not 0 although Will Flag is 0
    WillRetainWithoutWill,   ///< Will Retain is 1 although Will Flag is 0
    PasswordWithoutUserName, ///< Password Flag without User Name Flag, 3.1 and 3.1.1
    WillMissing,             ///< Will Flag is 1 but the payload ends
    UserNameMissing,         ///< User Name Flag is 1 but the payload ends
    PasswordMissing,         ///< Password Flag is 1 but the payload ends
    UserNameWithoutFlag,     ///< a string follows the payload although User Name Flag is 0
    PasswordWithoutFlag,     ///< a field follows the payload although Password Flag is 0
    ClientIdMissing,         ///< the payload is empty
    ClientIdEmptyNotClean,   ///< empty Client Identifier with Clean Session 0 (3.1.1)
    ClientIdLength31,        ///< 3.1: not 1 to 23 characters; found = the length

    // MQTT: CONNACK and codes
    ConnackLength,           ///< CONNACK must have Remaining Length 2; found = the length
    ConnackFlagsReserved,    ///< bits 7-1 of the acknowledge flags are not 0; found = the byte
    SessionPresentWithError, ///< Session Present = 1 with a refusing code; found = the code
    ReturnCodeReserved,      ///< return code 6 to 255; found = the code
    ReasonCodeUnknown,       ///< the code is not in the table of this packet; found = the code
    ReasonCodeSentBy,        ///< the code belongs to the other side; found = the code
    ReasonCodeDoubtful,      ///< the tables of the standard disagree about the code; found = the code

    // MQTT: packet identifiers, topics, subscriptions
    PacketIdZero,           ///< Packet Identifier 0
    PacketIdZeroFromServer, ///< Packet Identifier 0 in a PUBLISH sent by a server
    AckPacketIdZero,   ///< Packet Identifier 0 in PUBACK, PUBREC, PUBREL or PUBCOMP: it belongs to no PUBLISH
    ReplyPacketIdZero, ///< Packet Identifier 0 in SUBACK or UNSUBACK
    TopicEmpty,        ///< Topic Name or Topic Filter of length 0
    TopicEmptyNoAlias, ///< 5.0: PUBLISH with Topic Name of length 0 and no alias
    TopicTooLong31,    ///< 3.1: more than 32,767 characters; found = how many
    TopicWildcard,     ///< wildcard in a Topic Name; found = offset of the character
    FilterHash,        ///< misplaced # in a Topic Filter; found = offset of the character
    FilterPlus,        ///< misplaced + in a Topic Filter; found = offset of the character
    SharedFilterName,  ///< $share/ without a ShareName; found = offset
    SharedFilterSyntax,          ///< wildcard in the ShareName, or no filter after it; found = offset
    SubscribeEmpty,              ///< SUBSCRIBE without Topic Filter
    UnsubscribeEmpty,            ///< UNSUBSCRIBE without Topic Filter
    SubackEmpty,                 ///< SUBACK, or UNSUBACK in 5.0, without code
    SubackCodeReserved,          ///< return code other than 0, 1, 2, 0x80 (3.1: 0, 1, 2); found = the code
    SubscriptionOptionsReserved, ///< reserved bits of the options are set; found = the byte
    SubscriptionQosReserved,     ///< requested QoS 3
    RetainHandlingReserved,      ///< Retain Handling 3
    NoLocalShared,               ///< No Local on a shared subscription
    AckLength,      ///< the packet must have Remaining Length 2 (5.0: at least); found = the length
    UnsubackLength, ///< UNSUBACK before 5.0 must have Remaining Length 2; found = the length
    PingLength,     ///< the packet must have Remaining Length 0; found = the length

    // MQTT 5.0: properties
    PropertyLengthMissing,  ///< the packet ends where the Property Length is due
    PropertyUnknown,        ///< identifier outside the table; found = the identifier
    PropertyNotAllowed,     ///< does not belong to this packet; found = the identifier
    PropertyTwice,          ///< may be there only once; found = the identifier
    PropertyTwiceInPublish, ///< likewise, Payload Format Indicator and Message Expiry Interval in PUBLISH
    PropertyValueZero,      ///< value 0 is an error; found = the identifier
    PropertyValueRange,     ///< value outside the allowed ones; found = the value
    PropertyLengthLies,     ///< a property ends behind the Property Length; expected, found = length of all
    PropertyWrongSender,    ///< the property belongs to the other side; found = the identifier
    AuthDataWithoutMethod,  ///< Authentication Data without Authentication Method
    AuthMethodMissing,      ///< AUTH without Authentication Method
    PayloadNotUtf8,         ///< Payload Format Indicator 1 but the payload is not UTF-8
    TopicAliasZero,         ///< Topic Alias 0
    TopicAliasUnknown,      ///< empty topic and an alias never set in this direction; found = the alias
    ResponseTopicWildcard,  ///< wildcard in a Response Topic; found = offset of the character
    ServerReferenceCode,    ///< Server Reference with another reason code than 0x9C, 0x9D; found = the code

// MQTT: what an exchange of packets shows. The moc of Qt, which reads this header for ui, cannot follow an
// #include inside an enumeration, and has no use for the codes.
#ifndef Q_MOC_RUN
#include "dissector/field/issue_codes_session.inc"

#include "dissector/field/issue_codes_message.inc"
#endif

    // MQTT: version of the connection
    VersionUnknown,      ///< the CONNECT was not captured and nothing was inferred
    VersionGuessed,      ///< inferred from the packets, not read from a CONNECT
    VersionContradicted, ///< this packet does not fit the inferred version
};

/// Number of codes.
inline constexpr std::uint16_t kIssueCodeCount =
    static_cast<std::uint16_t>(IssueCode::VersionContradicted) + 1;

} // namespace mqttscope::field
