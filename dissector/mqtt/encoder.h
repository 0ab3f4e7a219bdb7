// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_id.h"
#include "dissector/mqtt/packet.h"
#include "dissector/mqtt/types.h"

#include <cstdint>
#include <tl/expected.hpp>
#include <vector>

namespace mqttscope::mqtt {

/// Why a packet cannot be written.
enum class EncodeFault : std::uint8_t {
    NoPacket,          ///< the variant holds nothing
    NoVersion,         ///< the version is Unknown or Other, or not the one that the CONNECT names
    NotInVersion,      ///< this version has no room for a value that is set: `field`
    StringTooLong,     ///< a string or binary field has more than 65,535 bytes: `field`
    ValueOutOfRange,   ///< a value does not fit its bits: `field`
    PropertyMisplaced, ///< a property has no place in this packet: `field`
    PacketTooLarge,    ///< the Remaining Length would exceed 268,435,455
};

struct EncodeError {
    EncodeFault fault{};
    field::FieldId field = field::FieldId::None;

    friend bool operator==(const EncodeError&, const EncodeError&) = default;
};

/// Appends the bytes of a packet to `out`; on an error `out` is as it was. Writes what it is told: rules
/// about contents (topics, identifiers, codes, UTF-8) are the caller's; decode() finds them broken.
/// Properties are written by ascending identifier, in 5.0 the shortest of the allowed forms of
/// acknowledgements is used.
[[nodiscard]] tl::expected<void, EncodeError> encode(const Packet& packet, Version version,
                                                     std::vector<std::uint8_t>& out);

} // namespace mqttscope::mqtt
