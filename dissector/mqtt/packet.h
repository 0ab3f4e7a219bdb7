// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/mqtt/properties.h"
#include "dissector/mqtt/small_list.h"
#include "dissector/mqtt/types.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

// The packets of the standard as values. They hold views: the bytes that were decoded, or whatever was put
// into them, must outlive them. A member that a version does not have keeps its initial value there.
namespace mqttscope::mqtt {

/// The Will of a CONNECT.
struct Will {
    Properties properties; ///< 5.0
    std::string_view topic;
    ByteView payload;
    std::uint8_t qos = 0;
    bool retain = false;

    friend bool operator==(const Will& a, const Will& b);
};

struct Connect {
    std::string_view protocolName = "MQTT";
    std::uint8_t protocolLevel = 4; ///< as on the wire; versionOf() reads it
    bool cleanStart = true;         ///< Clean Session before 5.0
    std::uint16_t keepAlive = 0;    ///< seconds, 0 = off
    Properties properties;          ///< 5.0
    std::string_view clientId;
    std::optional<Will> will;
    std::optional<std::string_view> userName;
    std::optional<ByteView> password;

    friend bool operator==(const Connect& a, const Connect& b);
};

struct Connack {
    bool sessionPresent = false; ///< not in 3.1
    std::uint8_t code = 0;       ///< Connect Reason Code; before 5.0 Connect Return code
    Properties properties;       ///< 5.0

    friend bool operator==(const Connack&, const Connack&) = default;
};

struct Publish {
    bool dup = false;
    std::uint8_t qos = 0;
    bool retain = false;
    std::uint16_t packetId = 0; ///< 0 with QoS 0
    std::string_view topic;
    Properties properties; ///< 5.0
    ByteView payload;

    friend bool operator==(const Publish& a, const Publish& b);
};

/// What PUBACK, PUBREC, PUBREL and PUBCOMP have in common.
struct Acknowledgement {
    std::uint16_t packetId = 0;
    std::uint8_t reasonCode = 0; ///< 5.0
    Properties properties;       ///< 5.0

    friend bool operator==(const Acknowledgement&, const Acknowledgement&) = default;
};

struct Puback : Acknowledgement {
    friend bool operator==(const Puback&, const Puback&) = default;
};
struct Pubrec : Acknowledgement {
    friend bool operator==(const Pubrec&, const Pubrec&) = default;
};
struct Pubrel : Acknowledgement {
    bool dup = false; ///< 3.1 only
    friend bool operator==(const Pubrel&, const Pubrel&) = default;
};
struct Pubcomp : Acknowledgement {
    friend bool operator==(const Pubcomp&, const Pubcomp&) = default;
};

/// One Topic Filter of a SUBSCRIBE with its options.
struct Subscription {
    std::string_view topicFilter;
    std::uint8_t qos = 0;            ///< requested QoS, Maximum QoS in 5.0
    bool noLocal = false;            ///< 5.0
    bool retainAsPublished = false;  ///< 5.0
    std::uint8_t retainHandling = 0; ///< 5.0

    friend bool operator==(const Subscription&, const Subscription&) = default;
};

struct Subscribe {
    std::uint16_t packetId = 0;
    bool dup = false;      ///< 3.1 only
    Properties properties; ///< 5.0
    SmallList<Subscription, 4> subscriptions;

    friend bool operator==(const Subscribe&, const Subscribe&) = default;
};

struct Suback {
    std::uint16_t packetId = 0;
    Properties properties;             ///< 5.0
    SmallList<std::uint8_t, 16> codes; ///< reason codes; before 5.0 return codes

    friend bool operator==(const Suback&, const Suback&) = default;
};

struct Unsubscribe {
    std::uint16_t packetId = 0;
    bool dup = false;      ///< 3.1 only
    Properties properties; ///< 5.0
    SmallList<std::string_view, 4> topicFilters;

    friend bool operator==(const Unsubscribe&, const Unsubscribe&) = default;
};

struct Unsuback {
    std::uint16_t packetId = 0;
    Properties properties;             ///< 5.0
    SmallList<std::uint8_t, 16> codes; ///< 5.0

    friend bool operator==(const Unsuback&, const Unsuback&) = default;
};

struct Pingreq {
    friend bool operator==(const Pingreq&, const Pingreq&) = default;
};
struct Pingresp {
    friend bool operator==(const Pingresp&, const Pingresp&) = default;
};

struct Disconnect {
    std::uint8_t reasonCode = 0; ///< 5.0
    Properties properties;       ///< 5.0

    friend bool operator==(const Disconnect&, const Disconnect&) = default;
};

/// 5.0 only.
struct Auth {
    std::uint8_t reasonCode = 0;
    Properties properties;

    friend bool operator==(const Auth&, const Auth&) = default;
};

/// Any packet; the index of the alternative is the packet type, 0 = none (a packet of a reserved type).
using Packet = std::variant<std::monostate, Connect, Connack, Publish, Puback, Pubrec, Pubrel, Pubcomp,
                            Subscribe, Suback, Unsubscribe, Unsuback, Pingreq, Pingresp, Disconnect, Auth>;

[[nodiscard]] inline PacketType packetTypeOf(const Packet& packet)
{
    return static_cast<PacketType>(packet.index());
}

} // namespace mqttscope::mqtt
