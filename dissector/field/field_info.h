// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_id.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace mqttscope::field {

/// How a value is stored and compared.
enum class FieldType : std::uint8_t {
    None,     ///< no value: a protocol, a group, or a statement that is true by being there
    Boolean,  ///< a number of which only "zero or not" counts
    UInt8,    ///< unsigned number, one byte on the wire
    UInt16,   ///< unsigned number, two bytes
    UInt32,   ///< unsigned number, up to four bytes
    UInt64,   ///< unsigned number, up to eight bytes
    String,   ///< characters, UTF-8 unless broken
    Bytes,    ///< binary
    Ether,    ///< six bytes of link-layer address
    Ipv4,     ///< four bytes of address
    Ipv6,     ///< sixteen bytes of address
    Time,     ///< nanoseconds since 1970 as a signed number
    Interval, ///< nanoseconds as a signed number
};

/// How a number is shown.
enum class Display : std::uint8_t {
    Dec,    ///< decimal
    Hex,    ///< 0x and two digits per byte of the type
    Hex24,  ///< 0x and six digits
    Signed, ///< decimal, of a signed number of 64 bits
};

/// What a number counts.
enum class Unit : std::uint8_t {
    None,
    Bytes,    ///< bytes
    Words32,  ///< words of four bytes
    Words64,  ///< words of eight bytes
    Seconds,  ///< seconds
    Hops,     ///< routers still allowed
    Messages, ///< MQTT messages
};

/// The part that the bytes of a field play; views colour and mark bytes by it.
enum class Role : std::uint8_t {
    None,           ///< no bytes of its own
    FixedHeader,    ///< MQTT fixed header
    Length,         ///< a length, wherever it stands
    VariableHeader, ///< MQTT variable header
    Payload,        ///< payload
    Property,       ///< MQTT 5 property
    Network,        ///< a layer below MQTT
    Undecoded,      ///< bytes that no field explains
};

/// Properties of a row, or-ed together.
enum FieldFlags : std::uint8_t {
    kProtocol = 1,      ///< the top node of a layer
    kContainer = 2,     ///< groups other fields
    kGenerated = 4,     ///< derived: no bytes of the frame say it
    kAliasOnly = 8,     ///< never emitted itself; other fields answer to its name
    kLate = 16,         ///< may become known after its frame
    kOverlapsBits = 32, ///< a mask that spans other bit lines of the same leaf (tcp.flags); for filters, not
                        ///< a line of the tree
    kHidden = 64,       ///< says again what another field says, for those who know its name: filters and
                        ///< exports have it, the tree does not
};

/// A number and its name in the words of the standard.
struct ValueName {
    std::uint64_t value;
    std::string_view name;
};

/// One row of the field table. Everything that is known of a field before any byte is read.
struct FieldInfo {
    FieldId id;
    std::string_view name; ///< filter name; Wireshark's where Wireshark has the field
    FieldType type;        ///< how the value is stored
    Display display;       ///< how a number is shown
    std::uint64_t mask;    ///< bits of the leaf that a bit line covers; 0 = the whole
    Unit unit;             ///< what a number counts
    Role role;             ///< what part its bytes play
    std::uint8_t flags;    ///< FieldFlags
    FieldId
        alias; ///< a further field whose name also finds this one (ip.addr for ip.src); None if there is none
    std::string_view label;   ///< English label, the word of the standard
    std::string_view clause;  ///< clause of MQTT 3.1.1, or the RFC
    std::string_view clause5; ///< clause of MQTT 5.0, empty below MQTT
    std::span<const ValueName>
        names; ///< names of values, in ascending order of value; empty if numbers speak for themselves

    [[nodiscard]] constexpr bool has(FieldFlags flag) const { return (flags & flag) != 0; }
};

} // namespace mqttscope::field
