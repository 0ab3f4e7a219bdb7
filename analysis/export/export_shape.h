// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_id.h"

#include <cstdint>

namespace mqttscope::analysis {

/// Wireshark's numbers of value types (enum ftenum of 4.0), which stand in the `_raw` arrays of JSON.
enum class ExportType : std::uint8_t {
    None = 0,
    Protocol = 1,
    Boolean = 2,
    UInt8 = 4,
    UInt16 = 5,
    UInt24 = 6,
    UInt32 = 7,
    UInt64 = 11,
    Int16 = 13,
    Int32 = 15,
    AbsoluteTime = 24,
    RelativeTime = 25,
    String = 26,
    Ether = 29,
    Bytes = 30,
    Ipv4 = 32,
    Ipv6 = 33,
    FrameNumber = 35,
};

/// How a field of ours stands in Wireshark's tree.
struct ExportShape {
    enum class Place : std::uint8_t {
        Own,         ///< as it stands in ours
        Transparent, ///< not at all, but what stands below it does, one level higher
        Dropped,     ///< not at all, nor what stands below it
    };
    Place place = Place::Own;
    field::FieldId under = field::FieldId::None; ///< stands below the last field of this id instead
    field::FieldId at =
        field::FieldId::None; ///< generated, but shown at the bytes of the last field of this id
    std::uint8_t atSize = 0;  ///< only so many of those bytes; 0 = all
    std::uint32_t atMask = 0; ///< and these bits of them; 0 = all
    bool hidden = false;      ///< PDML says hide="yes"
    bool wholeBytes = false;  ///< bits, but Wireshark shows the bytes that they stand in
};

[[nodiscard]] const ExportShape& exportShape(field::FieldId id);
[[nodiscard]] ExportType exportType(field::FieldId id);

} // namespace mqttscope::analysis
