// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_info.h"

#include <array>

// Names of values of the link layers and tunnels, in the words of their standards.
namespace mqttscope::field {

inline constexpr std::array<ValueName, 10> kPrismItemNames = {{
    {0x10044, "Host Time"},
    {0x20044, "MAC Time"},
    {0x30044, "Channel"},
    {0x40044, "RSSI"},
    {0x50044, "SQ"},
    {0x60044, "Signal"},
    {0x70044, "Noise"},
    {0x80044, "Rate"},
    {0x90044, "Is Tx"},
    {0xa0044, "Frame Length"},
}};

inline constexpr std::array<ValueName, 2> kPrismStatusNames = {{
    {0, "Supplied"},
    {1, "Not Supplied"},
}};

inline constexpr std::array<ValueName, 9> kWlancapPhyNames = {{
    {0, "Unknown"},
    {1, "FHSS 802.11 '97"},
    {2, "DSSS 802.11 '97"},
    {3, "IR Baseband"},
    {4, "DSSS 802.11b"},
    {5, "PBCC 802.11b"},
    {6, "OFDM 802.11g"},
    {7, "PBCC 802.11g"},
    {8, "OFDM 802.11a"},
}};

inline constexpr std::array<ValueName, 4> kWlancapSsiNames = {{
    {0, "None"},
    {1, "Normalized RSSI"},
    {2, "dBm"},
    {3, "Raw RSSI"},
}};

inline constexpr std::array<ValueName, 4> kWlanDsNames = {{
    {0, "Inside one cell, or management"},
    {1, "To the distribution system"},
    {2, "From the distribution system"},
    {3, "Four addresses (bridge or mesh)"},
}};

inline constexpr std::array<ValueName, 4> kWlanTypeNames = {{
    {0, "Management"},
    {1, "Control"},
    {2, "Data"},
    {3, "Extension"},
}};

inline constexpr std::array<ValueName, 23> kWlanTypeSubtypeNames = {{
    {0x0, "Association Request"},
    {0x1, "Association Response"},
    {0x2, "Reassociation Request"},
    {0x3, "Reassociation Response"},
    {0x4, "Probe Request"},
    {0x5, "Probe Response"},
    {0x8, "Beacon"},
    {0x9, "ATIM"},
    {0xa, "Disassociation"},
    {0xb, "Authentication"},
    {0xc, "Deauthentication"},
    {0xd, "Action"},
    {0x18, "Block Ack Request"},
    {0x19, "Block Ack"},
    {0x1a, "PS-Poll"},
    {0x1b, "RTS"},
    {0x1c, "CTS"},
    {0x1d, "Ack"},
    {0x1e, "CF-End"},
    {0x20, "Data"},
    {0x24, "Null (no data)"},
    {0x28, "QoS Data"},
    {0x2c, "QoS Null (no data)"},
}};

inline constexpr std::array<ValueName, 4> kWlanAckPolicyNames = {{
    {0, "Normal Ack"},
    {1, "No Ack"},
    {2, "No explicit acknowledgment"},
    {3, "Block Ack"},
}};

inline constexpr std::array<ValueName, 8> kWlanPriorityNames = {{
    {0, "Best Effort"},
    {1, "Background"},
    {2, "Spare"},
    {3, "Excellent Effort"},
    {4, "Controlled Load"},
    {5, "Video"},
    {6, "Voice"},
    {7, "Network Control"},
}};

inline constexpr std::array<ValueName, 8> kSapNames = {{
    {0x0, "Null LSAP"},
    {0x6, "IP"},
    {0x42, "Spanning Tree"},
    {0xaa, "SNAP"},
    {0xe0, "NetWare"},
    {0xf0, "NetBIOS"},
    {0xfe, "ISO Network Layer"},
    {0xff, "Global LSAP"},
}};

inline constexpr std::array<ValueName, 14> kPppProtocolNames = {{
    {0x21, "IPv4"},
    {0x2d, "Van Jacobson compressed TCP/IP"},
    {0x2f, "Van Jacobson uncompressed TCP/IP"},
    {0x3d, "Multilink"},
    {0x57, "IPv6"},
    {0xfd, "Compressed datagram"},
    {0x281, "MPLS"},
    {0x283, "MPLS multicast"},
    {0x8021, "IP Control Protocol"},
    {0x8057, "IPv6 Control Protocol"},
    {0x80fd, "Compression Control Protocol"},
    {0xc021, "Link Control Protocol"},
    {0xc023, "Password Authentication Protocol"},
    {0xc223, "Challenge Handshake Authentication Protocol"},
}};

inline constexpr std::array<ValueName, 6> kPppoeCodeNames = {{
    {0x0, "Session Data"},
    {0x7, "Active Discovery Offer (PADO)"},
    {0x9, "Active Discovery Initiation (PADI)"},
    {0x19, "Active Discovery Request (PADR)"},
    {0x65, "Active Discovery Session-confirmation (PADS)"},
    {0xa7, "Active Discovery Terminate (PADT)"},
}};

inline constexpr std::array<ValueName, 10> kPppoeTagNames = {{
    {0x0, "End-Of-List"},
    {0x101, "Service-Name"},
    {0x102, "AC-Name"},
    {0x103, "Host-Uniq"},
    {0x104, "AC-Cookie"},
    {0x105, "Vendor-Specific"},
    {0x110, "Relay-Session-Id"},
    {0x201, "Service-Name-Error"},
    {0x202, "AC-System-Error"},
    {0x203, "Generic-Error"},
}};

inline constexpr std::array<ValueName, 6> kMplsLabelNames = {{
    {0, "IPv4 Explicit NULL"},
    {1, "Router Alert"},
    {2, "IPv6 Explicit NULL"},
    {3, "Implicit NULL"},
    {7, "Entropy Label Indicator"},
    {13, "Generic Associated Channel"},
}};

inline constexpr std::array<ValueName, 6> kArpOpcodeNames = {{
    {1, "request"},
    {2, "reply"},
    {3, "reverse request"},
    {4, "reverse reply"},
    {8, "inverse request"},
    {9, "inverse reply"},
}};

inline constexpr std::array<ValueName, 5> kNshProtocolNames = {{
    {1, "IPv4"},
    {2, "IPv6"},
    {3, "Ethernet"},
    {4, "NSH"},
    {5, "MPLS"},
}};

inline constexpr std::array<ValueName, 5> kVxlanProtocolNames = {{
    {1, "IPv4"},
    {2, "IPv6"},
    {3, "Ethernet"},
    {4, "NSH"},
    {5, "MPLS"},
}};

inline constexpr std::array<ValueName, 6> kGtpMessageNames = {{
    {0x1, "Echo Request"},
    {0x2, "Echo Response"},
    {0x1a, "Error Indication"},
    {0x1f, "Supported Extension Headers Notification"},
    {0xfe, "End Marker"},
    {0xff, "G-PDU"},
}};

inline constexpr std::array<ValueName, 11> kIcmpTypeNames = {{
    {0, "Echo Reply"},
    {3, "Destination Unreachable"},
    {4, "Source Quench"},
    {5, "Redirect"},
    {8, "Echo"},
    {9, "Router Advertisement"},
    {10, "Router Solicitation"},
    {11, "Time Exceeded"},
    {12, "Parameter Problem"},
    {13, "Timestamp"},
    {14, "Timestamp Reply"},
}};

inline constexpr std::array<ValueName, 15> kIcmpv6TypeNames = {{
    {1, "Destination Unreachable"},
    {2, "Packet Too Big"},
    {3, "Time Exceeded"},
    {4, "Parameter Problem"},
    {128, "Echo Request"},
    {129, "Echo Reply"},
    {130, "Multicast Listener Query"},
    {131, "Multicast Listener Report"},
    {132, "Multicast Listener Done"},
    {133, "Router Solicitation"},
    {134, "Router Advertisement"},
    {135, "Neighbor Solicitation"},
    {136, "Neighbor Advertisement"},
    {137, "Redirect"},
    {143, "Multicast Listener Report v2"},
}};

inline constexpr std::array<ValueName, 5> kNdOptionNames = {{
    {1, "Source Link-layer Address"},
    {2, "Target Link-layer Address"},
    {3, "Prefix Information"},
    {4, "Redirected Header"},
    {5, "MTU"},
}};

} // namespace mqttscope::field
