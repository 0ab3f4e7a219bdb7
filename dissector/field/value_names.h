// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_info.h"

#include <array>

// Names of values, in the words of the standards; for MQTT 3.1.1 clauses 2.2.1, 3.2.2.3, 3.9.3, for MQTT 5.0
// Tables 2-1, 2-4 and the reason code table of each packet.
namespace mqttscope::field {

/// Wireshark's numbers of link types (frame.encap_type), see net::encapsulationOf.
inline constexpr std::array<ValueName, 16> kEncapsulationNames = {{
    {0, "Unknown"},
    {1, "Ethernet"},
    {4, "PPP"},
    {7, "Raw IP"},
    {15, "NULL/Loopback"},
    {20, "IEEE 802.11 Wireless LAN"},
    {21, "IEEE 802.11 plus Prism II monitor mode radio header"},
    {23, "IEEE 802.11 plus radiotap radio header"},
    {24, "IEEE 802.11 plus AVS radio header"},
    {25, "Linux cooked-mode capture v1"},
    {28, "Cisco HDLC"},
    {129, "Raw IPv4"},
    {130, "Raw IPv6"},
    {139, "PPP-over-Ethernet"},
    {174, "OpenBSD loopback"},
    {210, "Linux cooked-mode capture v2"},
}};

inline constexpr std::array<ValueName, 2> kLgNames = {{
    {0, "Globally unique address"},
    {1, "Locally administered address"},
}};

inline constexpr std::array<ValueName, 2> kIgNames = {{
    {0, "Individual address (unicast)"},
    {1, "Group address (multicast or broadcast)"},
}};

/// Whether a checksum is right, with Wireshark's numbers.
inline constexpr std::array<ValueName, 4> kChecksumStatusNames = {{
    {0, "Bad"},
    {1, "Good"},
    {2, "Unverified"},
    {3, "Not present"},
}};

inline constexpr std::array<ValueName, 20> kEtherTypeNames = {{
    {0x800, "IPv4"},
    {0x806, "ARP"},
    {0x6558, "Transparent Ethernet bridging"},
    {0x8100, "802.1Q VLAN"},
    {0x86dd, "IPv6"},
    {0x880b, "PPP"},
    {0x8847, "MPLS"},
    {0x8848, "MPLS, upstream-assigned label"},
    {0x8863, "PPPoE Discovery"},
    {0x8864, "PPPoE Session"},
    {0x888e, "802.1X"},
    {0x88a8, "802.1ad provider VLAN"},
    {0x88be, "ERSPAN"},
    {0x88cc, "LLDP"},
    {0x88e5, "MACsec"},
    {0x88f7, "PTP"},
    {0x8909, "Cisco MetaData"},
    {0x893a, "IEEE 1905.1"},
    {0x894f, "NSH"},
    {0x9100, "802.1Q VLAN, outer tag before 802.1ad"},
}};

inline constexpr std::array<ValueName, 5> kSllPacketTypeNames = {{
    {0, "Unicast to us"},
    {1, "Broadcast"},
    {2, "Multicast"},
    {3, "Unicast to another host"},
    {4, "Sent by us"},
}};

inline constexpr std::array<ValueName, 8> kArpHardwareNames = {{
    {1, "Ethernet"},
    {512, "PPP"},
    {772, "Loopback"},
    {776, "IPv6-in-IPv4 tunnel"},
    {778, "GRE"},
    {801, "IEEE 802.11"},
    {803, "IEEE 802.11 with radiotap"},
    {65534, "None"},
}};

inline constexpr std::array<ValueName, 5> kAddressFamilyNames = {{
    {2, "IPv4"},
    {10, "IPv6 (Linux)"},
    {24, "IPv6 (NetBSD, OpenBSD)"},
    {28, "IPv6 (FreeBSD)"},
    {30, "IPv6 (macOS)"},
}};

inline constexpr std::array<ValueName, 4> kEcnNames = {{
    {0, "Not ECN-Capable"},
    {1, "ECT(1)"},
    {2, "ECT(0)"},
    {3, "Congestion Experienced"},
}};

inline constexpr std::array<ValueName, 19> kIpProtocolNames = {{
    {0, "IPv6 Hop-by-Hop Options"},
    {1, "ICMP"},
    {2, "IGMP"},
    {4, "IPv4 in IP"},
    {6, "TCP"},
    {17, "UDP"},
    {41, "IPv6 in IP"},
    {43, "IPv6 Routing Header"},
    {44, "IPv6 Fragment Header"},
    {47, "GRE"},
    {50, "ESP"},
    {51, "AH"},
    {58, "ICMPv6"},
    {59, "No Next Header"},
    {60, "IPv6 Destination Options"},
    {97, "EtherIP"},
    {132, "SCTP"},
    {137, "MPLS in IP"},
    {143, "Ethernet"},
}};

inline constexpr std::array<ValueName, 9> kIpOptionNames = {{
    {0, "End of Options List"},
    {1, "No Operation"},
    {7, "Record Route"},
    {68, "Internet Timestamp"},
    {130, "Security"},
    {131, "Loose Source Route"},
    {136, "Stream Identifier"},
    {137, "Strict Source Route"},
    {148, "Router Alert"},
}};

inline constexpr std::array<ValueName, 5> kIpv6OptionNames = {{
    {0x0, "Pad1"},
    {0x1, "PadN"},
    {0x5, "Router Alert"},
    {0xc2, "Jumbo Payload"},
    {0xc9, "Home Address"},
}};

inline constexpr std::array<ValueName, 4> kIpv6OptionActionNames = {{
    {0, "Skip the option"},
    {1, "Discard the packet"},
    {2, "Discard and report"},
    {3, "Discard and report unless multicast"},
}};

inline constexpr std::array<ValueName, 10> kTcpOptionNames = {{
    {0, "End of Option List"},
    {1, "No-Operation"},
    {2, "Maximum Segment Size"},
    {3, "Window Scale"},
    {4, "SACK Permitted"},
    {5, "SACK"},
    {8, "Timestamps"},
    {28, "User Timeout"},
    {30, "Multipath TCP"},
    {34, "TCP Fast Open"},
}};

inline constexpr std::array<ValueName, 16> kPacketTypeNames = {{
    {0, "Reserved"},
    {1, "CONNECT"},
    {2, "CONNACK"},
    {3, "PUBLISH"},
    {4, "PUBACK"},
    {5, "PUBREC"},
    {6, "PUBREL"},
    {7, "PUBCOMP"},
    {8, "SUBSCRIBE"},
    {9, "SUBACK"},
    {10, "UNSUBSCRIBE"},
    {11, "UNSUBACK"},
    {12, "PINGREQ"},
    {13, "PINGRESP"},
    {14, "DISCONNECT"},
    {15, "AUTH"},
}};

inline constexpr std::array<ValueName, 4> kQosNames = {{
    {0, "At most once delivery"},
    {1, "At least once delivery"},
    {2, "Exactly once delivery"},
    {3, "Reserved"},
}};

inline constexpr std::array<ValueName, 5> kProtocolLevelNames = {{
    {3, "MQTT 3.1"},
    {4, "MQTT 3.1.1"},
    {5, "MQTT 5.0"},
    {131, "MQTT 3.1, bridge"},
    {132, "MQTT 3.1.1, bridge"},
}};

inline constexpr std::array<ValueName, 5> kVersionNames = {{
    {0, "unknown"},
    {3, "MQTT 3.1"},
    {4, "MQTT 3.1.1"},
    {5, "MQTT 5.0"},
    {255, "other"},
}};

inline constexpr std::array<ValueName, 6> kConnectReturnCodeNames = {{
    {0, "Connection Accepted"},
    {1, "Connection Refused, unacceptable protocol version"},
    {2, "Connection Refused, identifier rejected"},
    {3, "Connection Refused, Server unavailable"},
    {4, "Connection Refused, bad user name or password"},
    {5, "Connection Refused, not authorized"},
}};

inline constexpr std::array<ValueName, 4> kSubackReturnCodeNames = {{
    {0x0, "Success - Maximum QoS 0"},
    {0x1, "Success - Maximum QoS 1"},
    {0x2, "Success - Maximum QoS 2"},
    {0x80, "Failure"},
}};

inline constexpr std::array<ValueName, 4> kRetainHandlingNames = {{
    {0, "Send retained messages at the time of the subscribe"},
    {1, "Send retained messages only if the subscription does not exist"},
    {2, "Do not send retained messages"},
    {3, "Reserved"},
}};

inline constexpr std::array<ValueName, 2> kPayloadFormatNames = {{
    {0, "Unspecified bytes"},
    {1, "UTF-8 Encoded Character Data"},
}};

inline constexpr std::array<ValueName, 27> kPropertyNames = {{
    {0x1, "Payload Format Indicator"},
    {0x2, "Message Expiry Interval"},
    {0x3, "Content Type"},
    {0x8, "Response Topic"},
    {0x9, "Correlation Data"},
    {0xb, "Subscription Identifier"},
    {0x11, "Session Expiry Interval"},
    {0x12, "Assigned Client Identifier"},
    {0x13, "Server Keep Alive"},
    {0x15, "Authentication Method"},
    {0x16, "Authentication Data"},
    {0x17, "Request Problem Information"},
    {0x18, "Will Delay Interval"},
    {0x19, "Request Response Information"},
    {0x1a, "Response Information"},
    {0x1c, "Server Reference"},
    {0x1f, "Reason String"},
    {0x21, "Receive Maximum"},
    {0x22, "Topic Alias Maximum"},
    {0x23, "Topic Alias"},
    {0x24, "Maximum QoS"},
    {0x25, "Retain Available"},
    {0x26, "User Property"},
    {0x27, "Maximum Packet Size"},
    {0x28, "Wildcard Subscription Available"},
    {0x29, "Subscription Identifier Available"},
    {0x2a, "Shared Subscription Available"},
}};

inline constexpr std::array<ValueName, 22> kConnackReasonNames = {{
    {0x0, "Success"},
    {0x80, "Unspecified error"},
    {0x81, "Malformed Packet"},
    {0x82, "Protocol Error"},
    {0x83, "Implementation specific error"},
    {0x84, "Unsupported Protocol Version"},
    {0x85, "Client Identifier not valid"},
    {0x86, "Bad User Name or Password"},
    {0x87, "Not authorized"},
    {0x88, "Server unavailable"},
    {0x89, "Server busy"},
    {0x8a, "Banned"},
    {0x8c, "Bad authentication method"},
    {0x90, "Topic Name invalid"},
    {0x95, "Packet too large"},
    {0x97, "Quota exceeded"},
    {0x99, "Payload format invalid"},
    {0x9a, "Retain not supported"},
    {0x9b, "QoS not supported"},
    {0x9c, "Use another server"},
    {0x9d, "Server moved"},
    {0x9f, "Connection rate exceeded"},
}};

inline constexpr std::array<ValueName, 9> kPubackReasonNames = {{
    {0x0, "Success"},
    {0x10, "No matching subscribers"},
    {0x80, "Unspecified error"},
    {0x83, "Implementation specific error"},
    {0x87, "Not authorized"},
    {0x90, "Topic Name invalid"},
    {0x91, "Packet Identifier in use"},
    {0x97, "Quota exceeded"},
    {0x99, "Payload format invalid"},
}};

inline constexpr std::array<ValueName, 9> kPubrecReasonNames = {{
    {0x0, "Success"},
    {0x10, "No matching subscribers"},
    {0x80, "Unspecified error"},
    {0x83, "Implementation specific error"},
    {0x87, "Not authorized"},
    {0x90, "Topic Name invalid"},
    {0x91, "Packet Identifier in use"},
    {0x97, "Quota exceeded"},
    {0x99, "Payload format invalid"},
}};

inline constexpr std::array<ValueName, 2> kPubrelReasonNames = {{
    {0x0, "Success"},
    {0x92, "Packet Identifier not found"},
}};

inline constexpr std::array<ValueName, 2> kPubcompReasonNames = {{
    {0x0, "Success"},
    {0x92, "Packet Identifier not found"},
}};

inline constexpr std::array<ValueName, 12> kSubackReasonNames = {{
    {0x0, "Granted QoS 0"},
    {0x1, "Granted QoS 1"},
    {0x2, "Granted QoS 2"},
    {0x80, "Unspecified error"},
    {0x83, "Implementation specific error"},
    {0x87, "Not authorized"},
    {0x8f, "Topic Filter invalid"},
    {0x91, "Packet Identifier in use"},
    {0x97, "Quota exceeded"},
    {0x9e, "Shared Subscriptions not supported"},
    {0xa1, "Subscription Identifiers not supported"},
    {0xa2, "Wildcard Subscriptions not supported"},
}};

inline constexpr std::array<ValueName, 7> kUnsubackReasonNames = {{
    {0x0, "Success"},
    {0x11, "No subscription existed"},
    {0x80, "Unspecified error"},
    {0x83, "Implementation specific error"},
    {0x87, "Not authorized"},
    {0x8f, "Topic Filter invalid"},
    {0x91, "Packet Identifier in use"},
}};

inline constexpr std::array<ValueName, 30> kDisconnectReasonNames = {{
    {0x0, "Normal disconnection"},
    {0x4, "Disconnect with Will Message"},
    {0x80, "Unspecified error"},
    {0x81, "Malformed Packet"},
    {0x82, "Protocol Error"},
    {0x83, "Implementation specific error"},
    {0x87, "Not authorized"},
    {0x89, "Server busy"},
    {0x8b, "Server shutting down"},
    {0x8c, "Bad authentication method"},
    {0x8d, "Keep Alive timeout"},
    {0x8e, "Session taken over"},
    {0x8f, "Topic Filter invalid"},
    {0x90, "Topic Name invalid"},
    {0x93, "Receive Maximum exceeded"},
    {0x94, "Topic Alias invalid"},
    {0x95, "Packet too large"},
    {0x96, "Message rate too high"},
    {0x97, "Quota exceeded"},
    {0x98, "Administrative action"},
    {0x99, "Payload format invalid"},
    {0x9a, "Retain not supported"},
    {0x9b, "QoS not supported"},
    {0x9c, "Use another server"},
    {0x9d, "Server moved"},
    {0x9e, "Shared Subscriptions not supported"},
    {0x9f, "Connection rate exceeded"},
    {0xa0, "Maximum connect time"},
    {0xa1, "Subscription Identifiers not supported"},
    {0xa2, "Wildcard Subscriptions not supported"},
}};

inline constexpr std::array<ValueName, 3> kAuthReasonNames = {{
    {0x0, "Success"},
    {0x18, "Continue authentication"},
    {0x19, "Re-authenticate"},
}};

} // namespace mqttscope::field
